//! `server times`: between which instants each entry of this device was made, by the server's log and whoever saw it.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::moment::Moment;
use first72_core::notebook::{EntryTime, EntryTimes, Kind, Notebook};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the saves of this episode: its two words, or its id.
    #[arg(long)]
    episode: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let found = match &args.episode {
        None => of_all(notebook)?,
        Some(named) => {
            let episode = lookup::episode(notebook, named)?;
            notebook.look_at(episode, now);
            notebook.save_times(episode)?
        }
    };
    let mut text: Vec<String> = found.entries.iter().map(line).collect();
    if text.is_empty() {
        text.push("Nothing is on this device yet.".to_owned());
    }
    if found.contradicting > 0 {
        text.push(format!(
            "{} looks at the log are left out: their times do not fit the others. A clock was wrong, or the server was.",
            found.contradicting
        ));
    }
    let json = json!({
        "entries": found.entries.iter().map(object).collect::<Vec<_>>(),
        "left_out": found.contradicting,
    });
    Ok(Said::new(text.join("\n"), json))
}

fn of_all(notebook: &Notebook) -> Result<EntryTimes, Failure> {
    let mut all = EntryTimes::default();
    for realm in notebook.realms() {
        let found = notebook.entry_times(realm)?;
        all.entries.extend(found.entries);
        all.contradicting = all.contradicting.saturating_add(found.contradicting);
    }
    Ok(all)
}

fn line(time: &EntryTime) -> String {
    let shown = |ms: i64| times::shown(ms, &chrono::Utc);
    let leaf = time.leaf.map_or_else(|| "-".to_owned(), |leaf| leaf.to_string());
    let bounds = match (time.not_before_ms, time.not_after_ms) {
        (Some(after), Some(by)) => format!("between {} and {}", shown(after), shown(by)),
        (None, Some(by)) => format!("not after {}", shown(by)),
        (Some(after), None) => format!("not before {}, not after: not known yet", shown(after)),
        (None, None) => "not known yet".to_owned(),
    };
    let said = time.said.map(|said| {
        let width = said.plus_minus_ms.map(|ms| format!(" ± {} s", ms.div_ceil(1_000))).unwrap_or_default();
        let fits = if time.fits() { "" } else { " (does not fit)" };
        format!("; its device said {}{width}{fits}", shown(said.ms))
    });
    format!(
        "{}  device {}  {}  log {leaf}  {bounds}{}",
        kind(time.kind),
        time.entry.device,
        time.entry.seq,
        said.unwrap_or_default()
    )
}

fn object(time: &EntryTime) -> Value {
    json!({
        "kind": kind(time.kind),
        "entry": time.entry.hash.to_string(),
        "space": time.entry.space.to_string(),
        "device": time.entry.device.to_string(),
        "seq": time.entry.seq,
        "leaf": time.leaf,
        "not_before_ms": time.not_before_ms,
        "not_after_ms": time.not_after_ms,
        "said_ms": time.said.map(|said| said.ms),
        "said_plus_minus_ms": time.said.and_then(|said| said.plus_minus_ms),
        "server_ahead_ms": time.said.and_then(|said| said.server_ahead_ms),
        "fits": time.fits(),
    })
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Op => "save",
        Kind::Key => "key",
        Kind::Statement => "statement",
        Kind::Audit => "audit",
        Kind::Witness => "witness",
    }
}
