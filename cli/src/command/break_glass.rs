//! `break-glass`: in an emergency, a look into an episode that is not this person's; without a number, every look of which
//! this person may know.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::moment::Moment;
use first72_core::notebook::{GlassLine, GlassState, GrantId, Notebook};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The 13 words of the episode's number, as somebody who holds it reads them out.
    #[arg(long, value_name = "WORDS", requires = "reason")]
    number: Option<String>,
    /// Why it cannot wait. Everybody who reads the episode sees it.
    #[arg(long, value_name = "TEXT", requires = "number")]
    reason: Option<String>,
    /// End a look before its time: an id that this command lists.
    #[arg(long, value_name = "GRANT", conflicts_with = "number")]
    end: Option<GrantId>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    if let Some(grant) = args.end {
        let advice = "`first72 break-glass` lists those that run";
        let line = notebook.glass(now).into_iter().find(|line| line.grant == grant && line.can_end);
        let line =
            line.ok_or_else(|| Failure::NoSuch { thing: "look to be ended", wanted: grant.to_string(), advice })?;
        notebook.end_glass(line.realm, grant, now)?;
        return Ok(Said::new("Ended. Sync, so that it ends everywhere.", json!({ "ended": grant.to_string() })));
    }
    if let (Some(number), Some(reason)) = (&args.number, &args.reason) {
        let realm = lookup::realm(notebook, args.realm.as_deref())?;
        let episode = notebook.break_glass(realm, number, reason, now)?;
        let text = "Said. It opens once this device and one that holds the episode have synced, for 72 hours. Everybody \
                    who reads it sees who looked in, and why.";
        return Ok(Said::new(text, json!({ "episode": episode.to_string() })));
    }
    let lines = notebook.glass(now);
    let text: Vec<String> = lines.iter().map(|line| shown(notebook, line)).collect();
    let text = if text.is_empty() { "Nobody has looked in.".to_owned() } else { text.join("\n") };
    let json: Vec<Value> = lines.iter().map(|line| object(notebook, line)).collect();
    Ok(Said::new(text, json!({ "looks": json })))
}

fn shown(notebook: &Notebook, line: &GlassLine) -> String {
    let who = short(notebook, line).unwrap_or("(name not here yet)");
    let until = times::shown(line.until_ms, &chrono::Utc);
    format!("{}  {}  {who}  until {until}: {}  {}", line.grant, state(line), line.reason, line.episode)
}

fn object(notebook: &Notebook, line: &GlassLine) -> Value {
    json!({
        "grant": line.grant.to_string(),
        "episode": line.episode.to_string(),
        "person": line.person.to_string(),
        "short_name": short(notebook, line),
        "reason": line.reason,
        "from_ms": line.from_ms,
        "until_ms": line.until_ms,
        "state": state(line),
        "can_end": line.can_end,
    })
}

fn short<'a>(notebook: &'a Notebook, line: &GlassLine) -> Option<&'a str> {
    let facts = notebook.person_in(line.realm, line.person)?.facts.as_ref()?;
    Some(facts.short_name.as_str())
}

const fn state(line: &GlassLine) -> &'static str {
    match line.state {
        GlassState::Waits => "waits",
        GlassState::Open => "open",
        GlassState::Ended => "ended",
        GlassState::Over => "over",
    }
}
