//! `vault pin`: another secret for a vault, by whoever knows the one of today.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// File whose first line is the new secret. Remove the file afterwards.
    #[arg(long, value_name = "FILE")]
    new_file: PathBuf,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    desk.change_secret(&input::first_line_of(&args.new_file)?)?;
    let text = "Changed. From now on the new secret opens this vault; nothing in it was sealed anew.";
    Ok(Said::new(text, json!({ "changed": true })))
}
