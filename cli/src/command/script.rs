//! `script`: unlocks once and carries out JSON lines, so that a program can drive a notebook.
//!
//! Each line is one object whose `do` names the command, with the command's arguments beside it:
//! `{"do":"contact","station":"harbor-demo","pack":"los-angeles"}`. Each answer is one line, written
//! after the change is durable: whoever has read it can rely on it even if the power fails then.

use crate::command::{answer, contact, left, list, note, problems, show, step, sync, vault_check};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::{self, Said};
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde::Deserialize;
use serde_json::json;
use std::io::BufRead;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum Deed {
    Contact(contact::Args),
    Answer(answer::Args),
    Step(step::Args),
    Note(note::Args),
    Left(left::Args),
    List(list::Args),
    Show(show::Args),
    Sync(sync::Args),
    Problems(problems::Args),
    Check(vault_check::Args),
    /// Ends the script: the notebook is locked before the answer.
    Lock {},
}

pub(crate) fn run(desk: &Desk<'_>) -> Result<Said, Failure> {
    let mut door = desk.open()?;
    let mut wants_lock = false;
    let mut line = String::new();
    while !wants_lock && read_line(&mut line)? {
        let said = match serde_json::from_str(&line) {
            Err(error) => Err(Failure::Line(error)),
            Ok(Deed::Lock {}) => {
                wants_lock = true;
                continue;
            }
            Ok(deed) => perform(deed, &mut door, desk.clock()),
        };
        let answer = match &said {
            Ok(said) => said::of_success(said),
            Err(failure) => said::of_failure(failure),
        };
        said::line_out(&answer.to_string()).map_err(|error| Failure::file(Path::new("standard output"), error))?;
    }
    super::locked(door)?;
    if wants_lock {
        let answer = said::of_success(&Said::new("", json!({})));
        said::line_out(&answer.to_string()).map_err(|error| Failure::file(Path::new("standard output"), error))?;
    }
    Ok(Said::nothing())
}

/// The next line that is not empty; false at the end.
fn read_line(line: &mut String) -> Result<bool, Failure> {
    loop {
        line.clear();
        let read = std::io::stdin().lock().read_line(line);
        if read.map_err(|error| Failure::file(Path::new("standard input"), error))? == 0 {
            return Ok(false);
        }
        if !line.trim().is_empty() {
            return Ok(true);
        }
    }
}

fn perform(deed: Deed, door: &mut Mutex<Notebook>, clock: &dyn Fn() -> Moment) -> Result<Said, Failure> {
    if let Deed::Sync(args) = &deed {
        return sync::run(args, door, clock);
    }
    let (notebook, now) = (door.get_mut().unwrap_or_else(PoisonError::into_inner), clock());
    match deed {
        Deed::Contact(args) => contact::run(args, notebook, now),
        Deed::Answer(args) => answer::run(&args, notebook, now),
        Deed::Step(args) => step::run(args, notebook, now),
        Deed::Note(args) => match args.has_text() {
            true => note::run(args, notebook, now),
            false => Err(Failure::Argument { argument: "text", wanted: "in a script the note stands in the line" }),
        },
        Deed::Left(args) => left::run(&args, notebook, now),
        Deed::List(args) => list::run(&args, notebook, now),
        Deed::Show(args) => show::run(&args, notebook, now),
        Deed::Problems(args) => problems::run(&args, notebook),
        Deed::Check(args) => vault_check::run(&args, notebook),
        Deed::Sync(_) | Deed::Lock {} => Ok(Said::nothing()),
    }
}
