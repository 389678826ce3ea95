//! `server go-on`: lets the sync with a server go on that was caught at something. The proof stays.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let lifted = notebook.go_on_with_server(realm, now)?;
    let text = match lifted {
        0 => "Nothing stopped the sync with this server.".to_owned(),
        _ => "The next sync asks this server again. If it still does not hold, the sync stops again.".to_owned(),
    };
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "lifted": lifted })))
}
