//! `hold` and `hold-end`: a registrar keeps what was shared of an episode from being destroyed; without a number or a copy, every
//! hold.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::moment::Moment;
use first72_core::notebook::{Hash, HoldLine, Notebook};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The 13 words of the episode's number, as somebody who holds it reads them out.
    #[arg(long, value_name = "WORDS", requires = "reason")]
    number: Option<String>,
    /// The episode of this copy, as `release list` has it.
    #[arg(long, value_name = "COPY", requires = "reason", conflicts_with_all = ["number", "realm"])]
    copy: Option<String>,
    /// Why, such as the number of an order. Members of the realm see it.
    #[arg(long, value_name = "TEXT")]
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
    let reason = args.reason.as_deref().unwrap_or_default();
    if let Some(number) = &args.number {
        let realm = lookup::realm(notebook, args.realm.as_deref())?;
        return Ok(held(notebook.hold(realm, number, reason, now)?));
    }
    if let Some(copy) = &args.copy {
        let line = lookup::copy(notebook, copy, now)?;
        return Ok(held(notebook.hold_copy(line.realm, line.space, reason, now)?));
    }
    if args.reason.is_some() {
        return Err(Failure::Argument { argument: "--reason", wanted: "name what is held, with --number or --copy" });
    }
    let lines = notebook.holds();
    let text: Vec<String> = lines.iter().map(|line| shown(notebook, line)).collect();
    let text = if text.is_empty() { "Nothing is held.".to_owned() } else { text.join("\n") };
    Ok(Said::new(text, json!({ "holds": lines.iter().map(object).collect::<Vec<_>>() })))
}

pub(crate) fn end(args: &EndArgs, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let line = lookup::hold(notebook, &args.hold)?;
    notebook.end_hold(line.realm, line.hold, now)?;
    let text = "Ended. Sync; what was over meanwhile is destroyed then.";
    Ok(Said::new(text, json!({ "ended": line.hold.to_string() })))
}

fn held(hold: Hash) -> Said {
    let text =
        format!("Held: {hold}. Sync, so that nothing shared of it is destroyed. Taking back still stops reading.");
    Said::new(text, json!({ "hold": hold.to_string() }))
}

fn shown(notebook: &Notebook, line: &HoldLine) -> String {
    let by = line.by.and_then(|person| notebook.person_in(line.realm, person)?.facts.as_ref());
    let by = by.map_or("(name not here yet)", |facts| facts.short_name.as_str());
    let since = line.from_ms.map_or_else(|| "(not known here)".to_owned(), |ms| times::shown(ms, &chrono::Utc));
    let state = if line.stands { "stands" } else { "ended" };
    let episode = line.episode.map_or_else(|| "(not on this device)".to_owned(), |episode| episode.to_string());
    format!(
        "{}  {state}  {episode}  copies: {}  by {by} since {since}: {}",
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
        "from_ms": line.from_ms,
        "stands": line.stands,
        "copies": line.copies,
    })
}
