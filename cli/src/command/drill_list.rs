//! `drill list`: the drills that come with this app.

use crate::desk;
use crate::failure::Failure;
use crate::said::Said;
use first72_core::drill::Script;
use first72_core::drill::shipped::{DRILLS, Shipped};
use first72_core::notebook::{NotebookError, Packs};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Language of the titles: en or es.
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    language: String,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let packs = desk::packs();
    let scripts = DRILLS.iter().map(|drill| load(drill, &packs)).collect::<Result<Vec<_>, _>>()?;
    let line = |script: &Script| {
        format!("{}: {}\n  {}", script.id, script.title.of(&args.language), script.about.of(&args.language))
    };
    let object = |script: &Script| {
        json!({
            "id": script.id,
            "pack": script.pack,
            "title": script.title.of(&args.language),
            "about": script.about.of(&args.language),
            "youths": script.youths.len(),
            "pace": script.pace,
        })
    };
    let text = scripts.iter().map(line).collect::<Vec<_>>().join("\n");
    Ok(Said::new(text, json!({ "drills": scripts.iter().map(object).collect::<Vec<_>>() })))
}

/// A drill that comes with the app.
pub(super) fn load(drill: &Shipped, packs: &Packs) -> Result<Script, Failure> {
    let no_pack = || NotebookError::NoPack { id: drill.pack.to_owned(), version: String::new() };
    drill.load(packs.get(drill.pack).ok_or_else(no_pack)?).map_err(Failure::Script)
}
