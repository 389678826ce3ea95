//! `server export`: a proof against a server as a file, to hand to whoever has to look into it.

use crate::failure::Failure;
use crate::said::Said;
use first72_core::durable_file;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Number of the proof, as `server proofs` shows it.
    proof: i64,
    /// New file for it. It names nobody and holds nothing of any record.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args, notebook: &Notebook) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let found = notebook.server_proofs()?.into_iter().find(|proof| proof.id == args.proof);
    let advice = "`first72 server proofs` shows those that are here";
    let missing = || Failure::NoSuch { thing: "proof", wanted: args.proof.to_string(), advice };
    let proof = found.ok_or_else(missing)?;
    durable_file::write(&args.out, &proof.proof).map_err(|error| Failure::file(&args.out, error))?;
    let text = format!("The proof is in {}. Anybody can check it with `first72 server check`.", args.out.display());
    Ok(Said::new(text, json!({ "code": proof.code, "out": args.out.display().to_string() })))
}
