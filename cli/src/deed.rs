//! What can be done with an open notebook, typed as a command or written as a line of a script: one
//! type for both, so that they cannot come apart.

use crate::command::{amend, answer, contact, item, left, list, note, problems, show, step, sync, vault_check};
use crate::failure::Failure;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde::Deserialize;
use serde_json::json;
use std::sync::{Mutex, PoisonError};

/// One thing to do. Those that a terminal knows by two words are not among its commands here.
#[derive(clap::Subcommand, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Deed {
    #[command(skip)]
    Contact(contact::Args),
    #[command(skip)]
    Check(vault_check::Args),
    /// Answer a question of an episode.
    Answer(answer::Args),
    /// Add, take off or list the items of a list of the form, such as a vehicle.
    Item(item::Args),
    /// Say what became of a step of an episode.
    Step(step::Args),
    /// Write a note; its text comes from standard input.
    Note(note::Args),
    /// Correct a note or a time; what stood there stays in the history.
    Amend(amend::Args),
    /// Say that the young person is gone, or back.
    Left(left::Args),
    /// List the episodes, the most urgent first.
    List(list::Args),
    /// Show one episode: answers, steps, notes.
    Show(show::Args),
    /// Exchange with the servers.
    Sync(sync::Args),
    /// List what was refused or waits.
    Problems(problems::Args),
    /// Fold the journal into the vault's file; in a script, also end it.
    Lock {},
}

impl Deed {
    /// The same with a text from standard input, where one is needed and a script would have it in its line.
    pub(crate) fn with_typed_text(mut self) -> Result<Self, Failure> {
        match &mut self {
            Self::Note(args) => args.type_text()?,
            Self::Amend(args) => args.type_text()?,
            _ => {}
        }
        Ok(self)
    }

    /// Whether it ends a script.
    pub(crate) const fn is_lock(&self) -> bool {
        matches!(self, Self::Lock {})
    }

    /// Does it.
    pub(crate) fn run(self, door: &mut Mutex<Notebook>, clock: &dyn Fn() -> Moment) -> Result<Said, Failure> {
        if let Self::Sync(args) = &self {
            return sync::run(args, door, clock);
        }
        let (notebook, now) = (door.get_mut().unwrap_or_else(PoisonError::into_inner), clock());
        match self {
            Self::Contact(args) => contact::run(args, notebook, now),
            Self::Check(args) => vault_check::run(&args, notebook, now),
            Self::Answer(args) => answer::run(&args, notebook, now),
            Self::Item(args) => item::run(&args, notebook, now),
            Self::Step(args) => step::run(args, notebook, now),
            Self::Note(args) => note::run(args, notebook, now),
            Self::Amend(args) => amend::run(args, notebook, now),
            Self::Left(args) => left::run(&args, notebook, now),
            Self::List(args) => list::run(&args, notebook, now),
            Self::Show(args) => show::run(&args, notebook, now),
            Self::Problems(args) => problems::run(&args, notebook),
            Self::Sync(_) => Ok(Said::nothing()),
            Self::Lock {} => Ok(Said::new("The vault is locked.", json!({}))),
        }
    }
}
