//! `device request`: the code that asks a registrar to take this device in.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::qr;
use crate::said::Said;
use first72_core::durable_file;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Show the code as squares too.
    #[arg(long)]
    qr: bool,
    /// Write the code into a file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let code = notebook.request_enrolment(desk.now())?;
    if let Some(out) = &args.out {
        durable_file::write(out, code.as_bytes()).map_err(|error| Failure::file(out, error))?;
    }
    let squares = if args.qr { qr::squares(&code) } else { None };
    let text = match squares {
        Some(squares) => format!("{squares}\n{code}"),
        None => code.clone(),
    };
    Ok(Said::new(text, json!({ "request": code })))
}
