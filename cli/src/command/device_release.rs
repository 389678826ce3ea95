//! `device release`: a registrar opens the request of a locked device and reads the code back.

use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The locked device's request: a file, or the code itself.
    #[arg(long, value_name = "FILE|CODE")]
    request: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let request = input::file_or_text(&args.request)?;
    let released = notebook.open_release(&request, now)?;
    let person = released.person.as_deref().unwrap_or("somebody whom this directory does not name yet");
    Ok(Said::new(
        format!(
            "This device is that of {person}. Make sure that you are speaking to them, and read them:\n{}",
            *released.code
        ),
        json!({ "person": released.person, "device": released.device.to_string(), "release_code": *released.code }),
    ))
}
