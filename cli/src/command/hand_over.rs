//! `hand-over`: an episode goes to somebody else; without a person, who could take it and who has it.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{HandOver, Leaving, Notebook, PersonId, RealmId, Taker};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// Who takes it over: an id that this command lists.
    #[arg(long)]
    to: Option<PersonId>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let takers = notebook.takers(episode, now)?;
    let Some(to) = args.to else {
        let custody = notebook.custody(episode, now)?;
        let mut lines: Vec<String> = takers.iter().map(could).collect();
        lines.extend(custody.handed.iter().map(|handed| has(notebook, handed)));
        lines.extend(custody.leaving.iter().flat_map(|leaving| had(notebook, leaving)));
        if lines.is_empty() {
            lines.push("Nobody else could take it over, and nobody has.".to_owned());
        }
        let json = json!({
            "takers": takers.iter().map(taker).collect::<Vec<_>>(),
            "handed": custody.handed.iter().map(|handed| handed_over(notebook, handed)).collect::<Vec<_>>(),
            "leaving": custody.leaving.iter().map(|leaving| left(notebook, leaving)).collect::<Vec<_>>(),
            "goes_from_here": custody.goes_from_here,
        });
        return Ok(Said::new(lines.join("\n"), json));
    };
    let advice = "`first72 hand-over EPISODE` lists those who could";
    let taker = takers.iter().find(|taker| taker.person == to);
    let taker =
        taker.ok_or_else(|| Failure::NoSuch { thing: "person to take it over", wanted: to.to_string(), advice })?;
    let grant = notebook.hand_over(episode, taker.realm, to, now)?;
    let text = format!("Handed over to {}. Sync, so that they get it and others lose it.", name(taker));
    Ok(Said::new(text, json!({ "grant": grant.to_string(), "to": to.to_string() })))
}

fn name(taker: &Taker) -> &str {
    taker.facts.as_ref().map_or("(name not here yet)", |facts| facts.short_name.as_str())
}

fn could(taker: &Taker) -> String {
    let classes: Vec<&str> = taker.classes.iter().map(|class| class.code()).collect();
    format!("could take it   {}  {}: {}", taker.person, name(taker), classes.join(","))
}

fn has(notebook: &Notebook, handed: &HandOver) -> String {
    let confirmed = if handed.taken_ms.is_some() { "confirmed" } else { "not confirmed yet" };
    let to = short(notebook, handed.realm, handed.to).unwrap_or_default();
    format!("has it          {}  {to}: {confirmed}", handed.to)
}

fn had(notebook: &Notebook, leaving: &Leaving) -> Vec<String> {
    let who = short(notebook, leaving.realm, leaving.person).unwrap_or_default();
    let line = |device: &first72_core::notebook::LeavingDevice| {
        let state = if device.is_cleared { "gone from" } else { "still on" };
        format!("had it          {}  {who}: {state} {}", leaving.person, device.label.as_deref().unwrap_or("a device"))
    };
    leaving.devices.iter().map(line).collect()
}

fn short(notebook: &Notebook, realm: RealmId, person: PersonId) -> Option<String> {
    Some(notebook.person_in(realm, person)?.facts.as_ref()?.short_name.clone())
}

fn taker(taker: &Taker) -> Value {
    json!({
        "realm": taker.realm.to_string(),
        "person": taker.person.to_string(),
        "short_name": taker.facts.as_ref().map(|facts| &facts.short_name),
        "compartments": taker.classes.iter().map(|class| class.code()).collect::<Vec<_>>(),
    })
}

fn handed_over(notebook: &Notebook, handed: &HandOver) -> Value {
    json!({
        "grant": handed.grant.to_string(),
        "to": handed.to.to_string(),
        "short_name": short(notebook, handed.realm, handed.to),
        "given_ms": handed.given_ms,
        "taken_ms": handed.taken_ms,
    })
}

fn left(notebook: &Notebook, leaving: &Leaving) -> Value {
    let devices = leaving.devices.iter().map(
        |device| json!({ "device": device.device.to_string(), "label": device.label, "cleared": device.is_cleared }),
    );
    json!({
        "person": leaving.person.to_string(),
        "short_name": short(notebook, leaving.realm, leaving.person),
        "devices": devices.collect::<Vec<_>>(),
    })
}
