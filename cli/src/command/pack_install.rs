//! `pack install`: takes a pack into the vault of this device, beside the versions that are there.

use crate::failure::Failure;
use crate::pack_source;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use first72_core::protocol::signature::PackStanding;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack's folder, or a copy made by `pack copy`.
    pack: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let edition = pack_source::edition(&args.pack)?;
    edition.pack().map_err(|errors| Failure::Pack(errors.clone()))?;
    let kept = notebook.install_pack(&edition.to_copy()?, now)?;
    let standing = notebook.standing(&edition, now);
    let (words, code) = standing_words(&standing);
    let text = format!("{} {} is kept on this device. {words}", kept.id, kept.version);
    let object = json!({
        "id": kept.id, "version": kept.version, "hash": edition.hash().to_string(),
        "runs": standing.runs(), "standing": code,
    });
    Ok(Said::new(text, object))
}

/// Whether a pack runs, in words and as a code.
pub(crate) fn standing_words(standing: &PackStanding) -> (String, &'static str) {
    match standing {
        PackStanding::Signed { until_ms } => {
            let until = crate::times::day_of(*until_ms);
            (format!("New episodes may begin with it until {until}."), "pack.signed")
        }
        PackStanding::Drill => ("It runs here because this is a drill.".to_owned(), "pack.drill"),
        PackStanding::Untrusted(why) => (format!("No new episode may begin with it: {why}."), why.code()),
    }
}
