//! `realm authority`: which certificate authorities this device trusts for the realm's server, the newest first.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let trusted = notebook.authorities(realm)?;
    let line = |hash: &str, in_use: bool| {
        let met = if in_use { "  (the server showed a certificate of it at this device's last sync)" } else { "" };
        format!("  {hash}{met}\n")
    };
    let lines: String = trusted.iter().map(|one| line(&one.hash.to_string(), one.in_use)).collect();
    let text = match lines.trim_end() {
        "" => "No authority: the server of this demo is on this very device.".to_owned(),
        lines => format!("This device trusts a server with a certificate of:\n{lines}"),
    };
    let each = trusted.iter().map(|one| json!({ "authority": one.hash.to_string(), "in_use": one.in_use }));
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "authorities": each.collect::<Vec<_>>() })))
}
