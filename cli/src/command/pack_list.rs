//! `pack list`: every version of every pack on this device, and whether a new episode may begin with it.

use super::pack_install::standing_words;
use crate::failure::Failure;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, notebook: &Notebook, now: Moment) -> Result<Said, Failure> {
    let (mut text, mut objects) = (Vec::new(), Vec::new());
    for edition in notebook.packs().editions() {
        let Some(head) = edition.head() else { continue };
        let standing = notebook.standing(edition, now);
        let (words, code) = standing_words(&standing);
        text.push(format!("{}  {}  {}  {}\n    {words}", head.id, head.version, head.place, edition.hash()));
        objects.push(json!({
            "id": head.id, "version": head.version, "place": head.place, "hash": edition.hash().to_string(),
            "runs": standing.runs(), "standing": code,
        }));
    }
    let usual = notebook.usual_pack();
    Ok(Said::new(text.join("\n"), json!({ "packs": objects, "usual": usual })))
}
