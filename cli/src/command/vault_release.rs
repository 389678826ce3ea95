//! `vault release`: opens a locked vault with the code that a registrar read back, and sets a new secret.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// File whose first line is the code that the registrar read back.
    #[arg(long, value_name = "FILE")]
    code_file: PathBuf,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    let code = input::first_line_of(&args.code_file)?;
    let unreadable = Failure::Argument { argument: "the code", wanted: "four groups of seven characters are expected" };
    let code = std::str::from_utf8(&code).map_err(|_| unreadable)?;
    desk.release(code)?.lock()?;
    Ok(Said::new("The vault opens with the new secret. The code was used up, and the next one is made.", json!({})))
}
