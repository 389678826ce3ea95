//! `audit check`: whether the file of an incident is what its devices and its server signed. Needs no vault and no key.

use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::incident::{IncidentFile, MAX_INCIDENT_FILE};
use serde_json::json;
use std::iter;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The file that `audit incident` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let file = IncidentFile::parse(&input::bytes_of(&args.file, MAX_INCIDENT_FILE as u64 + 1)?)?;
    file.check()?;
    let logs: Vec<&str> = iter::once(&file.log_key)
        .chain(file.other_log_keys.iter().map(|other| &other.key))
        .map(String::as_str)
        .collect();
    let text = format!(
        "{} rows from {} signed entries of {} devices hold, with {} signed words on the server's log.\nCompare with the \
         agency's paper: realm {}, server's log {}",
        file.rows.len(),
        file.carried.len(),
        file.authors.len(),
        file.words.len(),
        file.genesis,
        logs.join(", ")
    );
    let object = json!({ "genesis": file.genesis, "log_keys": logs, "rows": file.rows.len(), "holds": true });
    Ok(Said::new(text, object))
}
