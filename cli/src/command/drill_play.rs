//! `drill play`: a drill from its beginning to its debrief, with the deeds of its model run or of a file.

use super::drill_list;
use super::drill_words::{self, Told};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::drill::shipped::{self, DRILLS};
use first72_core::notebook::{Drill, NotebookError, throw_drill_away};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The drill; `drill list` names them.
    drill: String,
    /// A file of `[[model]]` deeds to play instead of the drill's own model run.
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Where to keep the drill; otherwise it is thrown away at the end.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Language of what is heard and of the debrief: en or es.
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    language: String,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    let needs = desk.drill_needs()?;
    let none = || Failure::NoSuch {
        thing: "drill",
        wanted: args.drill.clone(),
        advice: "`first72 drill list` shows those that are here",
    };
    let shipped = shipped::find(&args.drill).ok_or_else(none)?;
    let script = drill_list::load(shipped, &needs.packs)?;
    let no_pack = || NotebookError::NoPack { id: script.pack.clone(), version: String::new() };
    let pack = needs.packs.get(&script.pack).ok_or_else(no_pack)?;
    let deeds = match &args.run {
        Some(path) => script.read_run(&path.display().to_string(), &input::whole_file(path)?, pack),
        None => Ok(script.model.clone()),
    };
    let deeds = deeds.map_err(Failure::Script)?;
    let folder = args.folder.clone().unwrap_or_else(fresh_folder);
    let (mut drill, notebook) = Drill::begin(&folder, script, &needs, desk.now())?;
    let door = Mutex::new(notebook);
    let played = drill.play(&door, &deeds, desk.now());
    let notebook = door.into_inner().unwrap_or_else(PoisonError::into_inner);
    let said = played.map_err(Failure::from).and_then(|()| {
        let (heard, debrief) = (drill.heard(&notebook, &args.language), drill.debrief(&notebook, desk.now())?);
        let told = Told { script: drill.script(), pack, notebook: &notebook, language: &args.language };
        Ok(drill_words::said(&told, &heard, &debrief))
    });
    notebook.lock()?;
    drill.leave(desk.now())?;
    if args.folder.is_none() {
        throw_drill_away(&folder)?;
    }
    said
}

/// A folder of this process's own, below the system's for passing things.
fn fresh_folder() -> PathBuf {
    let name = format!("first72-drill-{}-{}", std::process::id(), DRILLS.len());
    Path::new(&std::env::temp_dir()).join(name)
}
