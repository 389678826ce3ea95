//! `pack copy`: a pack with its signatures as one file, to carry to a device.

use crate::failure::Failure;
use crate::pack_source;
use crate::said::Said;
use first72_core::durable_file;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack's folder, or a pack that came with the app.
    pack: String,
    /// New file for the copy.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let edition = pack_source::edition(&args.pack)?;
    edition.pack().map_err(|errors| Failure::Pack(errors.clone()))?;
    let copy = edition.to_copy()?;
    durable_file::write(&args.out, &copy).map_err(|error| Failure::file(&args.out, error))?;
    let hash = edition.hash().to_string();
    let text = format!("{} bytes in {}; the pack's hash is {hash}.", copy.len(), args.out.display());
    Ok(Said::new(text, json!({ "hash": hash, "bytes": copy.len(), "out": args.out.display().to_string() })))
}
