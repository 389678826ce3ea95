//! `release read`: a copy that was given to this person, or by them. Who gave it is told that it was opened.

use super::release_give::{copy_object, copy_text};
use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The copy, by the beginning of the id that `release list` gives.
    copy: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let line = lookup::copy(notebook, &args.copy, now)?;
    let copy = notebook.read_copy(line.realm, line.space, now)?;
    Ok(Said::new(copy_text(copy), copy_object(copy)))
}
