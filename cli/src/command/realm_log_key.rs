//! `realm log-key…`: the keys with which the realm's server signs its word. Shown, made, named and ended.

use crate::failure::Failure;
use crate::root_file::RootFile;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::directory::ceremony::renew_log_key;
use first72_core::durable_file;
use first72_core::moment::Moment;
use first72_core::notebook::{LogKeyLine, Notebook, NotebookError};
use first72_core::protocol::signature_file::{key_text, read_key};
use first72_core::seal::SystemRandomness;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct ShowArgs {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct NewArgs {
    /// The server's present realm file (`server.realm`).
    #[arg(long, value_name = "FILE")]
    server_file: PathBuf,
    /// New file for the server, in the place of its present one.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct AddArgs {
    /// The new key, as `realm log-key-new` says it.
    #[arg(value_parser = key)]
    key: [u8; 32],
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct EndArgs {
    /// The key, by its beginning in `realm log-key`.
    key: String,
    /// End it although the server signed with it last: it was stolen.
    #[arg(long)]
    anyway: bool,
    #[command(flatten)]
    root: RootFile,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn show(args: &ShowArgs, notebook: &Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let keys = notebook.log_keys(realm)?;
    let line = |line: &LogKeyLine| {
        let met = if line.in_use { "  (it signed what this device saw last)" } else { "" };
        let until = line.key.until.map_or_else(String::new, |until| format!("  (ended; counts up to {until} entries)"));
        format!("\n  {}{until}{met}", key_text(&line.key.public))
    };
    let text = format!("The server's word is what is signed by:{}", keys.iter().map(line).collect::<String>());
    let each = keys
        .iter()
        .map(|line| json!({ "key": key_text(&line.key.public), "until": line.key.until, "in_use": line.in_use }));
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "log_keys": each.collect::<Vec<_>>() })))
}

/// Needs no vault.
pub(crate) fn new(args: &NewArgs) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let mut file = input::server_file(&args.server_file)?;
    let public = renew_log_key(&mut file, &SystemRandomness::new())?;
    durable_file::write(&args.out, file.to_text().as_bytes()).map_err(|error| Failure::file(&args.out, error))?;
    let (key, out) = (key_text(&public), args.out.display().to_string());
    let text = format!(
        "The server's new log key is {key}; its realm file is {out}. Nobody takes its word yet: let the root name it with \
         `first72 realm log-key-add {key}`, let every device sync, and only then put {out} in the place of the server's \
         realm file and start it anew."
    );
    Ok(Said::new(text, json!({ "log_key": key, "out": out })))
}

pub(crate) fn add(args: &AddArgs, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let key = args.key;
    notebook.trust_log_key(realm, &args.root.open()?, key, now)?;
    let text = format!(
        "Log key {} is good too, once each device has synced. Sync here first. Give the server its new realm file only when \
         every device has synced: one that has not would take its word no more.",
        key_text(&key)
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "log_key": key_text(&key) })))
}

pub(crate) fn end(args: &EndArgs, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let keys = notebook.log_keys(realm)?;
    let meant = |line: &&LogKeyLine| key_text(&line.key.public).starts_with(&args.key);
    let [one] = keys.iter().filter(meant).collect::<Vec<_>>()[..] else {
        return Err(NotebookError::NoMember { what: "log key" }.into());
    };
    let ended = one.key.public;
    let size = notebook.end_log_key(realm, &args.root.open()?, &ended, args.anyway, now)?;
    let text = format!(
        "Log key {} is ended for each device that syncs: what it signed counts up to {size} entries, and no further. Sync, so \
         that the others know.",
        key_text(&ended)
    );
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "log_key": key_text(&ended), "until": size })))
}

fn key(text: &str) -> Result<[u8; 32], String> {
    read_key(text)
        .ok_or_else(|| "a key is 64 hexadecimal digits, as `first72 realm log-key-new` prints them".to_owned())
}
