//! `drill check`: whether scripts of drills are whole and go with their packs.

use crate::desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::drill::{Script, ScriptErrors};
use first72_core::notebook::NotebookError;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The scripts.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let packs = desk::packs();
    let (mut mistakes, mut whole) = (Vec::new(), Vec::new());
    for path in &args.files {
        let text = input::whole_file(path)?;
        let named = Script::pack_of(&text).unwrap_or_default();
        // A file that names no pack at all has other mistakes, which any pack will show.
        let pack = packs.get(&named).or_else(|| packs.all().next());
        let pack = pack.ok_or(NotebookError::NoPack { id: named, version: String::new() })?;
        match Script::load(&path.display().to_string(), &text, pack) {
            Ok(script) => whole.push(script),
            Err(errors) => mistakes.extend(errors.0),
        }
    }
    if !mistakes.is_empty() {
        return Err(Failure::Script(ScriptErrors(mistakes)));
    }
    let text = whole.iter().map(|script| {
        let (events, youths) = (script.events.len(), script.youths.len());
        format!("{} is whole: {events} events, {youths} young people.", script.id)
    });
    let object = whole.iter().map(|script| {
        json!({ "id": script.id, "pack": script.pack, "events": script.events.len(), "youths": script.youths.len() })
    });
    Ok(Said::new(text.collect::<Vec<_>>().join("\n"), json!({ "drills": object.collect::<Vec<_>>() })))
}
