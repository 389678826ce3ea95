//! `device wiped`: checks the receipt that a wiped device has left.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The receipt: the file `wiped.txt`, or the code itself.
    receipt: String,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let wiped = notebook.wiped(realm, &input::file_or_text(&args.receipt)?)?;
    let name = wiped.short_name.as_deref().unwrap_or("(name not here yet)");
    let mut text = format!("Device {} of {name} has destroyed what it held, and signed for it.", wiped.device);
    if wiped.unsent > 0 {
        text.push_str(&format!(" {} entries were never sent: bring its file unsent.entries here.", wiped.unsent));
    }
    if !wiped.end_known {
        text.push_str(" The end that it names is not known here yet; sync.");
    }
    let object = json!({
        "realm": realm.to_string(),
        "device": wiped.device.to_string(),
        "at_ms": wiped.at_ms,
        "unsent": wiped.unsent,
        "end_known": wiped.end_known,
    });
    Ok(Said::new(text, object))
}
