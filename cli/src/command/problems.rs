//! `problems`: what was refused or waits, in every realm. Nothing of it is lost.

use crate::failure::Failure;
use crate::said::Said;
use first72_core::notebook::{Notebook, ProblemLine};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    let lines = notebook.problems()?;
    let state = |line: &ProblemLine| format!("{:?}", line.problem.state).to_lowercase();
    let shown = |line: &ProblemLine| {
        format!("{}  {}  {} in realm {}", line.problem.id, state(line), line.problem.code, line.realm)
    };
    let text: Vec<String> = lines.iter().map(shown).collect();
    let text = if text.is_empty() { "Nothing was refused and nothing waits.".to_owned() } else { text.join("\n") };
    let object = |line: &ProblemLine| {
        json!({
            "id": line.problem.id,
            "realm": line.realm.to_string(),
            "state": state(line),
            "code": line.problem.code,
            "bytes": line.problem.bytes.len(),
        })
    };
    let problems: Vec<_> = lines.iter().map(object).collect();
    Ok(Said::new(text, json!({ "problems": problems })))
}
