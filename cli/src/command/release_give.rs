//! `release give`: a copy of parts of an episode goes to one person for a time. Without a person: what can be shared, and
//! with whom. Without the mark of the copy: the copy as it would be read, and its mark.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::episode::{Basis, How, Signed, Snapshot, Told};
use first72_core::moment::Moment;
use first72_core::notebook::{
    CopyOffer, CopyPart, EpisodeId, Giving, Hash, MOST_DAYS, Notebook, Part, PersonId, Recipient, Signing, USUAL_DAYS,
};
use serde_json::{Value, json};

/// The wording that `docs/cli.md` has.
const TEXT_VERSION: &str = "1";
/// What has to be explained before anybody signs.
const TO_TELL: [&str; 3] = ["effects", "voluntary", "taking-back"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// Who gets it: an id that this command lists.
    #[arg(long, value_name = "PERSON")]
    to: Option<PersonId>,
    /// A part that is copied, as this command lists it; several times for several.
    #[arg(long = "part", value_name = "PART", requires = "to")]
    parts: Vec<String>,
    /// What it is for.
    #[arg(long, value_name = "TEXT", default_value = "")]
    purpose: String,
    /// How it is told: on_device, spoken or on_paper.
    #[arg(long, value_parser = How::ALL.map(How::code), default_value = "on_device")]
    how: String,
    /// The language in which it is written and explained.
    #[arg(long, value_parser = ["en", "es"], default_value = "en")]
    language: String,
    /// For how many days, 1 to 90.
    #[arg(long, default_value_t = USUAL_DAYS, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
    days: u32,
    /// It becomes the record of who gets it, and taking it back stops nothing.
    #[arg(long)]
    may_keep: bool,
    /// Why it may be given. With a guardian it is signed on the screen, not here.
    #[arg(long, value_parser = ["young_person", "court_order", "mandated_report"], default_value = "young_person")]
    basis: String,
    /// What was explained to the young person; all three are needed.
    #[arg(long, value_parser = TO_TELL, value_delimiter = ',')]
    told: Vec<String>,
    /// Who saw the young person sign.
    #[arg(long, value_name = "NAME")]
    witness: Option<String>,
    /// The number or date of the order or the report.
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// The copy that this one takes the place of, as `release list` has it.
    #[arg(long, value_name = "COPY")]
    instead_of: Option<String>,
    /// The mark of the copy that was looked at: gives exactly that one.
    #[arg(long, value_name = "MARK", requires = "to")]
    seen: Option<Hash>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let Some(to) = args.to else { return choices(notebook, episode, &args.language, now) };
    let giving = giving(args, notebook, episode, to, now)?;
    let Some(seen) = args.seen else {
        let offer = notebook.copy_offer(episode, &giving, now)?;
        return Ok(offered(notebook, &offer));
    };
    let told = |what: &str| args.told.iter().any(|told| told == what);
    let signing = Signing {
        seen,
        text_version: TEXT_VERSION.to_owned(),
        told: Told { effects: told("effects"), voluntary: told("voluntary"), taking_back: told("taking-back") },
        signed: args.witness.clone().map(Signed::Witnessed),
        guardian: None,
        reference: args.reference.clone(),
    };
    let space = notebook.give_copy(episode, &giving, signing, now)?;
    let text = format!("Given: {space}. Sync, so that they get it. Take it back with `first72 release close {space}`.");
    Ok(Said::new(text, json!({ "copy": space.to_string() })))
}

fn giving(args: &Args, notebook: &Notebook, episode: EpisodeId, to: PersonId, now: Moment) -> Result<Giving, Failure> {
    let advice = "`first72 release give EPISODE` lists those who could";
    let recipient = notebook.copy_recipients(now).into_iter().find(|known| known.person == to);
    let recipient =
        recipient.ok_or_else(|| Failure::NoSuch { thing: "person to give it to", wanted: to.to_string(), advice })?;
    let known = notebook.copy_parts(episode, &args.language)?;
    let part = |wanted: &String| {
        let advice = "`first72 release give EPISODE` lists the parts";
        let found = known.iter().find(|part| part_id(&part.part) == *wanted);
        let found = found.ok_or_else(|| Failure::NoSuch { thing: "part", wanted: wanted.clone(), advice })?;
        Ok(found.part.clone())
    };
    let supersedes = args.instead_of.as_deref().map(|wanted| lookup::copy(notebook, wanted, now)).transpose()?;
    Ok(Giving {
        realm: recipient.realm,
        to,
        parts: args.parts.iter().map(part).collect::<Result<_, Failure>>()?,
        purpose: args.purpose.clone(),
        how: How::named(&args.how).unwrap_or(How::OnDevice),
        language: args.language.clone(),
        days: args.days,
        may_keep: args.may_keep,
        basis: Basis::named(&args.basis).unwrap_or(Basis::YoungPerson),
        supersedes: supersedes.map(|line| line.space),
    })
}

fn choices(notebook: &Notebook, episode: EpisodeId, language: &str, now: Moment) -> Result<Said, Failure> {
    let (parts, people) = (notebook.copy_parts(episode, language)?, notebook.copy_recipients(now));
    let mut lines: Vec<String> = parts.iter().map(part_line).collect();
    lines.extend(people.iter().map(|to| format!("could get it  {}", recipient_line(notebook, to))));
    if lines.is_empty() {
        lines.push("There is nothing that this person could share.".to_owned());
    }
    let json = json!({
        "parts": parts.iter().map(part_object).collect::<Vec<_>>(),
        "people": people.iter().map(|to| recipient_object(notebook, to)).collect::<Vec<_>>(),
    });
    Ok(Said::new(lines.join("\n"), json))
}

fn part_id(part: &Part) -> String {
    match part {
        Part::Question(key) => key.clone(),
        Part::Note(note) => lookup::note_id(*note),
    }
}

fn part_line(part: &CopyPart) -> String {
    let words = part.words.lines().next().unwrap_or_default();
    format!("{}  {}  {}: {}: {words}", part_id(&part.part), part.compartment, part.title, part.label)
}

fn part_object(part: &CopyPart) -> Value {
    json!({
        "part": part_id(&part.part),
        "compartment": part.compartment.code(),
        "title": part.title,
        "label": part.label,
        "words": part.words,
    })
}

/// Who they are and what they are entitled to there now: looked at before anything is shared (CJIS AC-21).
fn recipient_line(notebook: &Notebook, to: &Recipient) -> String {
    let name = to.facts.as_ref().map_or("(name not here yet)", |facts| facts.short_name.as_str());
    let realm = notebook.realm_name(to.realm).unwrap_or_default();
    let grants = to.grants.iter().filter_map(|grant| {
        let terms = grant.terms.as_ref()?;
        let until = times::shown(grant.not_after_ms, &chrono::Utc);
        Some(format!("{} by {} until {until}", terms.role.code(), terms.basis))
    });
    format!("{}  {name}, {realm}: {}; devices: {}", to.person, grants.collect::<Vec<_>>().join(", "), to.devices)
}

fn recipient_object(notebook: &Notebook, to: &Recipient) -> Value {
    let grant = |grant: &first72_core::directory::GrantRecord| {
        let terms = grant.terms.as_ref();
        json!({
            "role": terms.map(|terms| terms.role.code()),
            "basis": terms.map(|terms| terms.basis.as_str()),
            "not_after_ms": grant.not_after_ms,
        })
    };
    json!({
        "realm": to.realm.to_string(),
        "agency": notebook.realm_name(to.realm),
        "person": to.person.to_string(),
        "short_name": to.facts.as_ref().map(|facts| &facts.short_name),
        "grants": to.grants.iter().map(grant).collect::<Vec<_>>(),
        "devices": to.devices,
    })
}

fn offered(notebook: &Notebook, offer: &CopyOffer) -> Said {
    let until = times::shown(offer.end_ms, &chrono::Utc);
    let text = format!(
        "{}\n\nWould go to {}\nUntil {until}. Nothing was given. To give exactly this: --seen {}",
        copy_text(&offer.snapshot),
        recipient_line(notebook, &offer.to),
        offer.mark,
    );
    let json = json!({
        "copy": copy_object(&offer.snapshot),
        "mark": offer.mark.to_string(),
        "end_ms": offer.end_ms,
        "to": recipient_object(notebook, &offer.to),
    });
    Said::new(text, json)
}

/// A copy as its reader sees it.
pub(super) fn copy_text(copy: &Snapshot) -> String {
    let mut lines = vec![format!("{}: {}", copy.handle, copy.purpose)];
    for section in &copy.sections {
        lines.push(section.title.clone());
        lines.extend(section.lines.iter().map(|line| format!("  {}: {}", line.label, line.words)));
    }
    lines.join("\n")
}

pub(super) fn copy_object(copy: &Snapshot) -> Value {
    let section = |section: &first72_core::episode::Section| {
        let lines = section.lines.iter().map(|line| json!({ "label": line.label, "words": line.words }));
        json!({ "title": section.title, "lines": lines.collect::<Vec<_>>() })
    };
    json!({
        "episode": copy.episode.to_string(),
        "handle": copy.handle,
        "language": copy.language,
        "basis": copy.basis.code(),
        "purpose": copy.purpose,
        "how": copy.how.code(),
        "sections": copy.sections.iter().map(section).collect::<Vec<_>>(),
    })
}
