//! `server proofs`: what the servers of this device's realms were caught at.

use crate::failure::Failure;
use crate::said::Said;
use first72_core::notebook::{Notebook, ServerProof};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, notebook: &Notebook) -> Result<Said, Failure> {
    let proofs = notebook.server_proofs()?;
    let line = |proof: &ServerProof| {
        let state = if proof.lifted_ms.is_some() { "sync goes on" } else { "sync is stopped" };
        format!("{}  {}  {state}  realm {}", proof.id, proof.code, proof.realm)
    };
    let text: Vec<String> = proofs.iter().map(line).collect();
    let text = if text.is_empty() { "No server was caught at anything.".to_owned() } else { text.join("\n") };
    let object = |proof: &ServerProof| {
        json!({
            "id": proof.id,
            "realm": proof.realm.to_string(),
            "code": proof.code,
            "noted_ms": proof.noted_ms,
            "lifted_ms": proof.lifted_ms,
            "bytes": proof.proof.len(),
        })
    };
    Ok(Said::new(text, json!({ "proofs": proofs.iter().map(object).collect::<Vec<_>>() })))
}
