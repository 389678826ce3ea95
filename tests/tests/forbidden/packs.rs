//! The questions, evidence and choices of every pack: none asks for a matter, none lets others write down what was said to
//! the advocate, and none shows an address to everybody.

use crate::matters::{of_name, parts_of};
use crate::none;
use first72_core::protocol::Pack;
use first72_core::protocol::form::{AnswerType, TextKind};
use first72_core::protocol::pack::AppRole;
use first72_core::protocol::shipped::PACKS;
use first72_wire::compartment::Compartment;

/// Names that speak of something else, each with the reason.
const SPEAKS_OF: [(&str, &str); 4] = [
    ("consent_photo", "the young person's yes or no to the clinic's own pictures, which are not in this app"),
    ("others_at_risk", "other children who need help now"),
    ("others_at_risk_count", "how many other children need help now"),
    ("at_risk", "a kind of case in the state's own records, as a worker looked it up; nothing is computed"),
];

/// Everybody on the episode, the station and the counts.
const SHARED: [Compartment; 3] = [Compartment::Ops, Compartment::Stat, Compartment::Agg];

fn is_free_text(kind: &AnswerType) -> bool {
    matches!(kind, AnswerType::Text { kind: TextKind::Short | TextKind::Long, .. })
}

fn excused(id: &str) -> bool {
    SPEAKS_OF.iter().any(|(known, _)| *known == id)
}

/// Every name in a pack's questions and evidence, with what it is the name of.
fn names(pack: &Pack) -> Vec<(&'static str, &str)> {
    let mut names = Vec::new();
    for field in &pack.fields {
        names.push(("the question", field.id.as_str()));
        names.extend(field.items.iter().map(|item| ("the item", item.as_str())));
        let choices = field.kind.iter().flat_map(AnswerType::choices);
        names.extend(choices.map(|choice| ("the choice", choice.as_str())));
    }
    for evidence in pack.steps.iter().flat_map(|step| &step.evidence) {
        names.push(("the evidence", evidence.id.as_str()));
        names.extend(evidence.kind.choices().iter().map(|choice| ("the choice", choice.as_str())));
    }
    names
}

fn offences(pack: &Pack) -> Vec<String> {
    let mut found = Vec::new();
    for (what, id) in names(pack) {
        if let Some((matter, word)) = of_name(id).filter(|_| !excused(id)) {
            found.push(format!("{}: {what} {id} names {matter} ({word})", pack.id));
        }
    }
    found.extend(talk_with_the_advocate(pack));
    found.extend(addresses(pack));
    found
}

/// Words that the advocate hears stay with the agency: no step of the advocate alone has free text that police can read,
/// and no question that police can read asks what was said to the advocate.
fn talk_with_the_advocate(pack: &Pack) -> Vec<String> {
    let of_advocate: Vec<&str> = pack.roles_of(AppRole::Advocate).collect();
    let alone = pack.steps.iter().filter(|step| step.roles.iter().all(|role| of_advocate.contains(&role.as_str())));
    let read = alone.filter(|step| step.see.contains(&Compartment::Le));
    let steps = read.flat_map(|step| step.evidence.iter().map(move |evidence| (step, evidence)));
    let written = steps.filter(|(_, evidence)| is_free_text(&evidence.kind));
    let mut found: Vec<String> = written
        .map(|(step, evidence)| format!("{}: police read {} of the advocate's step {}", pack.id, evidence.id, step.id))
        .collect();
    for field in pack.fields.iter().filter(|field| field.compartments.contains(&Compartment::Le)) {
        let parts = parts_of(&field.id);
        let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
        let talk = has(&["advocate", "adv"])
            && has(&["said", "told", "talk", "words", "quote", "conversation", "note", "notes"]);
        if talk && field.kind.as_ref().is_some_and(is_free_text) {
            found.push(format!("{}: police read {}", pack.id, field.id));
        }
    }
    found
}

/// An address of a young person or a shelter, or the advocate's own telephone, is nothing for everybody on the episode.
fn addresses(pack: &Pack) -> Vec<String> {
    let shared = pack.fields.iter().filter(|field| field.compartments.iter().any(|one| SHARED.contains(one)));
    let texts = shared.filter(|field| matches!(field.kind, Some(AnswerType::Text { .. })));
    let leads = texts.filter(|field| {
        let parts = parts_of(&field.id);
        let has = |word: &str| parts.iter().any(|part| part == word);
        has("address") || ((has("advocate") || has("adv")) && (has("phone") || has("telephone") || has("cell")))
    });
    leads.map(|field| format!("{}: everybody reads {}", pack.id, field.id)).collect()
}

#[test]
fn no_pack_asks_for_what_must_not_exist() {
    let packs: Vec<Pack> = PACKS.iter().map(|shipped| shipped.load().expect("a shipped pack is whole")).collect();
    assert!(packs.len() >= 4, "{} packs", packs.len());
    none(&packs.iter().flat_map(offences).collect::<Vec<_>>());
    let all: Vec<&str> = packs.iter().flat_map(names).map(|(_, id)| id).collect();
    let idle = SPEAKS_OF.iter().filter(|(known, _)| !all.contains(known));
    assert_eq!(idle.map(|(known, _)| *known).collect::<Vec<_>>(), Vec::<&str>::new(), "excuses that nothing needs");
}

/// The Washington pack, read after edits of its files: (file, text, other text).
fn edited(edits: &[(&str, &str, &str)]) -> Pack {
    let shipped = PACKS.iter().find(|pack| pack.id == "washington").expect("it comes with the app");
    let edit = |(name, text): &(&'static str, &'static str)| {
        let mut text = (*text).to_owned();
        for (_, from, to) in edits.iter().filter(|(file, ..)| file == name) {
            assert!(text.contains(from), "{name} has no {from:?}");
            text = text.replace(from, to);
        }
        (*name, text)
    };
    let files: Vec<_> = shipped.files.iter().map(edit).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Pack::load(&files).unwrap_or_else(|errors| panic!("the planted pack is well made: {errors}"))
}

#[test]
fn a_planted_question_piece_of_evidence_or_choice_is_found() {
    for id in ["hiv_result", "immigration_status", "video", "risk_score", "buyers", "shelter_address", "advocate_phone"]
    {
        let (plain, asked, text) = (format!("id = \"{id}\""), format!("\"{id}\""), format!("[field.{id}]"));
        let edits = [
            ("forms.toml", "id = \"pronouns\"", plain.as_str()),
            ("steps.toml", "\"pronouns\"", asked.as_str()),
            ("texts.en.toml", "[field.pronouns]", text.as_str()),
            ("texts.es.toml", "[field.pronouns]", text.as_str()),
        ];
        assert_eq!(offences(&edited(&edits)).len(), 1, "{id}");
    }
    let everywhere = |from: &'static str, to: &'static str| {
        ["steps.toml", "texts.en.toml", "texts.es.toml"].map(|file| (file, from, to))
    };
    assert_eq!(offences(&edited(&everywhere("separated_at", "tattoo_seen_at"))).len(), 1, "evidence");
    assert_eq!(offences(&edited(&everywhere("schooling", "citizen"))).len(), 1, "a choice");
}

#[test]
fn words_of_the_advocate_that_police_could_read_are_found() {
    let step = |see: &str| {
        let own = "evidence = [{ id = \"contact_made\", type = \"flag\" }]\nsee = [\"ADV\", \"STAT\"]";
        let planted = format!("evidence = [{{ id = \"contact_made\", type = \"long_text\" }}]\nsee = [{see}]");
        offences(&edited(&[("steps.toml", own, &planted)])).len()
    };
    assert_eq!((step("\"ADV\", \"STAT\""), step("\"ADV\", \"LE\"")), (0, 1));
    let asked = |id: &str| {
        let (asked, text) = (format!("\"{id}\""), format!("[field.{id}]"));
        let own = "id = \"pronouns\"\ntopic = \"young_person\"\ntype = \"text\"\nmax_chars = 40\nmoment = \"S\"\ncompartments = [\"OPS\"]";
        let field = format!(
            "id = \"{id}\"\ntopic = \"young_person\"\ntype = \"text\"\nmoment = \"S\"\ncompartments = [\"LE\"]"
        );
        let edits = [
            ("forms.toml", own, field.as_str()),
            ("steps.toml", "\"pronouns\"", asked.as_str()),
            ("texts.en.toml", "[field.pronouns]", text.as_str()),
            ("texts.es.toml", "[field.pronouns]", text.as_str()),
        ];
        offences(&edited(&edits)).len()
    };
    assert_eq!((asked("talk_before"), asked("advocate_notes")), (0, 1));
}
