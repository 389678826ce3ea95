//! `list`: the episodes on this device, the most urgent first.

use crate::failure::Failure;
use crate::said::Said;
use crate::times;
use first72_core::moment::Moment;
use first72_core::notebook::{EpisodeLine, Notebook};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// Only those of this station.
    #[arg(long)]
    station: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let mut lines = notebook.tonight(now)?;
    lines.retain(|line| args.station.as_ref().is_none_or(|station| *station == line.opened.station));
    let text: Vec<String> = lines.iter().map(|line| shown(line, notebook)).collect();
    let text = if text.is_empty() { "No episode is on this device.".to_owned() } else { text.join("\n") };
    let object = |line: &EpisodeLine| {
        json!({
            "episode": line.episode.to_string(),
            "handle": line.opened.handle,
            "station": line.opened.station,
            "pack": line.pack.id,
            "version": line.pack.version,
            "next_step": line.next_step,
            "next_due_ms": line.next_due_ms,
            "late": line.late,
            "open": line.open,
            "only_here": line.only_here,
        })
    };
    let episodes: Vec<_> = lines.iter().map(object).collect();
    Ok(Said::new(text, json!({ "episodes": episodes })))
}

fn shown(line: &EpisodeLine, notebook: &Notebook) -> String {
    let next = match (
        &line.next_step,
        line.next_due_ms,
        notebook.packs().fitting(&line.pack).and_then(|(edition, _)| edition.pack().ok()),
    ) {
        (Some(step), Some(due), Some(pack)) => format!("{step} by {}", times::shown(due, &pack.time_zone)),
        (Some(step), ..) => format!("{step} now"),
        (None, ..) => "nothing due".to_owned(),
    };
    let here = if line.only_here { "  only on this device" } else { "" };
    let (handle, station) = (&line.opened.handle, &line.opened.station);
    format!("{handle}  {station}  {next}  {} open, {} late{here}  {}", line.open, line.late, line.episode)
}
