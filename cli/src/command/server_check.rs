//! `server check`: what an exported proof shows to whoever trusts nobody. Needs no vault.

use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::protocol::signature_file::key_text;
use first72_core::sync::caught::MAX_PROOF_FILE;
use first72_core::sync::{Caught, Shows};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The exported file.
    #[arg(value_name = "FILE")]
    proof: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let caught = Caught::parse(&input::bytes_of(&args.proof, MAX_PROOF_FILE as u64 + 1)?)?;
    let (shows, words) = match caught.check()? {
        Shows::Contradiction => ("contradiction", "It signed both notes, and both cannot be true."),
        Shows::Doubt => (
            "doubt",
            "It signed both notes. An honest server can show that the one log begins with the other, and this one did not.",
        ),
    };
    let keys: Vec<String> = caught.keys.iter().map(|key| key_text(&key.public)).collect();
    let named = keys.join(", ");
    let text = format!(
        "The server with the log key {named} (realm {}): {words}\nCompare the key with the realm's printed sheet, or with `first72 realm log-key`.\n\nFirst:\n{}\nThen:\n{}",
        caught.realm, caught.before, caught.shown
    );
    let object = json!({ "realm": caught.realm.to_string(), "log_keys": keys, "what": caught.at, "shows": shows });
    Ok(Said::new(text, object))
}
