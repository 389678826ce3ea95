//! `realm cosign`: a second registrar signs what another one said; without a statement, what waits.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{Hash, Notebook, Unsigned};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The statement, by its 64 hexadecimal digits.
    statement: Option<Hash>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    if let Some(statement) = args.statement {
        notebook.cosign(realm, statement, now)?;
        let text = "Signed. Sync, so that the others know.";
        return Ok(Said::new(text, json!({ "realm": realm.to_string(), "statement": statement.to_string() })));
    }
    let waiting = notebook.waiting_for_cosign(realm)?;
    let text: Vec<String> = waiting.iter().map(line).collect();
    let text = if text.is_empty() { "Nothing waits for a second signature.".to_owned() } else { text.join("\n") };
    let waiting: Vec<_> = waiting
        .iter()
        .map(|one| {
            let classes: Vec<_> = one.compartments.iter().map(|class| class.code()).collect();
            let person = one.person.map(|person| person.to_string());
            json!({ "statement": one.statement.to_string(), "person": person, "compartments": classes })
        })
        .collect();
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "waiting": waiting })))
}

fn line(one: &Unsigned) -> String {
    let classes: Vec<_> = one.compartments.iter().map(|class| class.code()).collect();
    let what = one.person.map_or_else(|| "a recovery".to_owned(), |person| format!("a grant to {person}"));
    format!("{}  {what}: {}", one.statement, classes.join(", "))
}
