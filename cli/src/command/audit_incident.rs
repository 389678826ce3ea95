//! `audit incident`: what was done in a stretch of time as a file that can be checked, and as a text that can be read.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use chrono::{DateTime, FixedOffset};
use first72_core::durable_file;
use first72_core::incident::Language;
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError, RealmId};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The first instant, by the devices' clocks, such as 2026-11-28T20:00:00-08:00.
    from: DateTime<FixedOffset>,
    /// The instant after the last.
    to: DateTime<FixedOffset>,
    /// New folder for the two files.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The language of the text.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: Spoken,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

/// The languages of the text.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Spoken {
    /// English.
    En,
    /// Spanish.
    Es,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let named = args.realm.as_deref().map(|name| lookup::realm(notebook, Some(name))).transpose()?;
    let realm = named.or_else(|| notebook.auditing(now)).ok_or(NotebookError::NotAuditor)?;
    let span = (args.from.timestamp_millis(), args.to.timestamp_millis());
    if span.0 >= span.1 {
        return Err(Failure::Argument { argument: "TO", wanted: "name an instant after FROM" });
    }
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let file = notebook.incident(realm, span, now)?;
    let language = match args.language {
        Spoken::En => Language::En,
        Spoken::Es => Language::Es,
    };
    let called = called(notebook, realm)?;
    let text = file.readable(&lookup::name(notebook, realm)?, language, &|device| called.get(device).cloned());
    durable_file::make_folder(&args.out).map_err(|error| Failure::file(&args.out, error))?;
    for (name, bytes) in [("incident.json", file.to_text()), ("incident.txt", text)] {
        let path = args.out.join(name);
        durable_file::write(&path, bytes.as_bytes()).map_err(|error| Failure::file(&path, error))?;
    }
    let out = args.out.display().to_string();
    let said = format!(
        "{} things that were done, in {out}: incident.txt to read, incident.json to check (`first72 audit check`). No young \
         person's name and nothing of a record is in them; names of staff are in incident.txt. Report within one hour.",
        file.rows.len()
    );
    Ok(Said::new(said, json!({ "realm": realm.to_string(), "rows": file.rows.len(), "out": out })))
}

/// Whose a device is, and what it is called.
fn called(notebook: &Notebook, realm: RealmId) -> Result<BTreeMap<String, String>, Failure> {
    let named = |line: first72_core::notebook::PersonLine| {
        let name = line.short_name.unwrap_or_default();
        let label = |label: Option<String>| label.map_or_else(|| name.clone(), |label| format!("{name}, {label}"));
        let devices = line.devices.into_iter().map(move |device| (device.device.to_string(), label(device.label)));
        devices.collect::<Vec<_>>()
    };
    Ok(notebook.people(realm)?.into_iter().flat_map(named).collect())
}
