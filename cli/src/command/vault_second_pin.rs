//! `vault second-pin`: a second secret, for somebody who is forced to open their device.

use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// File whose first line is the second secret. Remove the file afterwards.
    #[arg(long, value_name = "FILE")]
    second_file: PathBuf,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let secret = input::first_line_of(&args.second_file)?;
    notebook.set_second_pin(&secret, now)?;
    let text = "Set. Whoever types the second secret finds training records. From then on only a registrar's release opens \
                this vault again; nothing in it is lost.";
    Ok(Said::new(text, json!({ "second_pin": true })))
}
