//! `hold` and `hold-end`: a registrar keeps what was shared of an episode from being destroyed; without a number, every hold.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{HoldLine, Notebook};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The 13 words of the episode's number, as somebody who holds it reads them out.
    #[arg(long, value_name = "WORDS", requires = "reason")]
    number: Option<String>,
    /// Why, such as the number of an order. Members of the realm see it.
    #[arg(long, value_name = "TEXT", requires = "number")]
    reason: Option<String>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

#[derive(clap::Args)]
pub(crate) struct EndArgs {
    /// The hold, by the beginning of the id that `hold` gives.
    hold: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    if let (Some(number), Some(reason)) = (&args.number, &args.reason) {
        let realm = lookup::realm(notebook, args.realm.as_deref())?;
        let hold = notebook.hold(realm, number, reason, now)?;
        let text =
            format!("Held: {hold}. Sync, so that nothing shared of it is destroyed. Taking back still stops reading.");
        return Ok(Said::new(text, json!({ "hold": hold.to_string() })));
    }
    let lines = notebook.holds();
    let text: Vec<String> = lines.iter().map(shown).collect();
    let text = if text.is_empty() { "Nothing is held.".to_owned() } else { text.join("\n") };
    Ok(Said::new(text, json!({ "holds": lines.iter().map(object).collect::<Vec<_>>() })))
}

pub(crate) fn end(args: &EndArgs, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let line = lookup::hold(notebook, &args.hold)?;
    notebook.end_hold(line.realm, line.hold, now)?;
    let text = "Ended. Sync; what was over meanwhile is destroyed then.";
    Ok(Said::new(text, json!({ "ended": line.hold.to_string() })))
}

fn shown(line: &HoldLine) -> String {
    let state = if line.stands { "stands" } else { "ended" };
    let episode = line.episode.map_or_else(|| "(not on this device)".to_owned(), |episode| episode.to_string());
    format!(
        "{}  {state}  {episode}  copies: {}: {}",
        line.hold,
        line.copies,
        line.reason.as_deref().unwrap_or_default()
    )
}

fn object(line: &HoldLine) -> Value {
    json!({
        "hold": line.hold.to_string(),
        "realm": line.realm.to_string(),
        "episode": line.episode.map(|episode| episode.to_string()),
        "by": line.by.map(|person| person.to_string()),
        "reason": line.reason,
        "stands": line.stands,
        "copies": line.copies,
    })
}
