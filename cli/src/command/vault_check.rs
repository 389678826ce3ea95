//! `vault check`: reads every page of the vault, checks every entry's own signature, and says what is only here.

use crate::failure::Failure;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{EntryPlace, Notebook, RealmState, SignatureCheck};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    notebook.check_vault()?;
    let episodes = notebook.episodes().count();
    let aside = notebook.set_aside().map(|aside| aside.kept_at.display().to_string());
    let (realms, problems) = (notebook.sync_state()?, notebook.problems()?.len());
    let mut text = vec![match &aside {
        None => format!("The vault is whole; {episodes} episodes, {problems} problems."),
        Some(kept) => {
            format!("A damaged vault was set aside and is kept at {kept}; {episodes} episodes, {problems} problems.")
        }
    }];
    text.extend(realms.iter().map(line));
    let signatures = notebook.check_signatures(now)?;
    text.extend(signatures.iter().map(signed));
    let object = |state: &RealmState| {
        json!({
            "realm": state.realm.to_string(),
            "name": state.name,
            "waiting": state.outbox.waiting,
            "stuck": state.outbox.stuck,
        })
    };
    let realms: Vec<_> = realms.iter().map(object).collect();
    let signatures: Vec<_> = signatures.iter().map(signed_json).collect();
    let object = json!({ "episodes": episodes, "set_aside": aside, "problems": problems, "realms": realms, "signatures": signatures });
    Ok(Said::new(text.join("\n"), object))
}

fn line(state: &RealmState) -> String {
    let (waiting, stuck) = (state.outbox.waiting, state.outbox.stuck);
    let refused = if stuck == 0 { String::new() } else { format!(", {stuck} of ours refused and kept") };
    format!("{}: {waiting} entries only on this device{refused}", state.name)
}

fn signed(check: &SignatureCheck) -> String {
    let mut text = format!("{}: {} entries carry a good signature of their own", check.realm, check.good);
    if !check.proven_by_later.is_empty() {
        let places: Vec<String> = check.proven_by_later.iter().map(place).collect();
        text += &format!(
            "; of {} the own signature is damaged, and a later one of the same device proves them: {}; \
             ask the device that wrote them for the signature before one is shown to a court",
            places.len(),
            places.join(", ")
        );
    }
    if !check.unknown_device.is_empty() {
        text += &format!("; {} are of devices that the directory does not name", check.unknown_device.len());
    }
    text
}

fn signed_json(check: &SignatureCheck) -> serde_json::Value {
    let places = |places: &[EntryPlace]| places.iter().map(place).collect::<Vec<_>>();
    json!({
        "realm": check.realm.to_string(),
        "good": check.good,
        "proven_by_later": places(&check.proven_by_later),
        "unknown_device": places(&check.unknown_device),
    })
}

fn place(place: &EntryPlace) -> String {
    format!("{} of device {} in space {}", place.seq, place.device, place.space)
}
