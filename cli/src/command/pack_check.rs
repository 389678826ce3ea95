//! `pack check`: whether the pack in a folder is whole, its own scenarios hold, nothing is missing before two people can
//! sign it, and whose signatures it carries.

use crate::failure::Failure;
use crate::said::Said;
use crate::{pack_source, times};
use first72_core::protocol::Pack;
use first72_core::protocol::edition::Edition;
use first72_core::protocol::shipped;
use first72_core::protocol::signature_file::key_text;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack's folder.
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let edition = pack_source::folder(&args.folder)?;
    let pack = ready(&edition)?;
    let (steps, fields, scenarios) = (pack.steps.len(), pack.fields.len(), pack.scenarios.len());
    let mut text = vec![format!(
        "{} {} is whole and ready to be signed: {steps} steps, {fields} questions; all {scenarios} scenarios hold.",
        pack.id, pack.version
    )];
    if let Some((id, version)) = &pack.based_on {
        let compared = base_of(pack).is_some();
        let whether = if compared { "and keeps its steps of law" } else { "which is not here to be compared with" };
        text.push(format!("It is made from {id} {version}, {whether}."));
    }
    text.push(format!("Hash: {}", edition.hash()));
    text.extend(signatures(&edition).into_iter().map(|(line, _)| line));
    let object = json!({
        "id": pack.id, "version": pack.version, "steps": steps, "fields": fields, "scenarios": scenarios,
        "hash": edition.hash().to_string(),
        "signatures": signatures(&edition).into_iter().map(|(_, object)| object).collect::<Vec<_>>(),
    });
    Ok(Said::new(text.join("\n"), object))
}

/// The pack, when it is whole, its scenarios hold and nothing is missing before it can be signed.
pub(crate) fn ready(edition: &Edition) -> Result<&Pack, Failure> {
    let pack = edition.pack().map_err(|errors| Failure::Pack(errors.clone()))?;
    let failures = pack.run_scenarios();
    if !failures.is_empty() {
        return Err(Failure::Scenarios(failures));
    }
    if let Some(base) = base_of(pack) {
        pack.check_against(&base).map_err(Failure::Pack)?;
    }
    let lacks = pack.lacks();
    if lacks.is_empty() { Ok(pack) } else { Err(Failure::NotReady(lacks)) }
}

/// The pack that this one is made from, where it came with the app in that version.
fn base_of(pack: &Pack) -> Option<Pack> {
    let (id, version) = pack.based_on.as_ref()?;
    shipped::find(id)?.load().ok().filter(|base| base.version == *version)
}

/// Each signature as a line and as an object. Whether its key may sign is said by a realm's root, not here.
fn signatures(edition: &Edition) -> Vec<(String, Value)> {
    let hash = edition.hash();
    let line = |one: &first72_core::protocol::signature::PackSignature| {
        let holds = one.holds_for(&hash);
        let (part, until) = (one.part.word(), times::day_of(one.until_ms));
        let words = if holds { "signed" } else { "NOT signed in this form" };
        let object = json!({ "part": part, "key": key_text(&one.key), "until": until, "holds": holds });
        (format!("{part}: {words}, until {until}, key {}", key_text(&one.key)), object)
    };
    edition.signatures().iter().map(line).collect()
}
