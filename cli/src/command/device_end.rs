//! `device end`: a device is served nothing more, and keys change before the next entry that it could read.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::directory::{Circumstances, EndReason, Ending, Meaning};
use first72_core::moment::Moment;
use first72_core::notebook::{HeldEpisode, Notebook};
use serde_json::json;

/// Why a device can end, and what stands in the statement.
const REASONS: [(&str, EndReason); 4] = [
    ("lost", EndReason::Lost),
    ("replaced", EndReason::Replaced),
    ("left", EndReason::Left),
    ("untrusted", EndReason::Untrusted),
];

/// What somebody knows of a question.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Known {
    Yes,
    No,
    Unknown,
}

impl Known {
    const fn answer(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The device, by the beginning of the id that `person list` gives.
    device: String,
    /// Why: it was lost or stolen, another took its place, its person left, or somebody else may have it.
    #[arg(long, value_parser = REASONS.map(|(word, _)| word))]
    reason: String,
    /// The device is to destroy what it holds when it next meets the server. What it never sent it leaves, sealed.
    #[arg(long)]
    wipe: bool,
    /// Whether it was locked when somebody last saw it. Only members of the realm read it, and not the server.
    #[arg(long, value_enum, default_value_t = Known::Unknown)]
    locked: Known,
    /// Whether somebody who is not to read it may know its PIN. Only members of the realm read it, and not the server.
    #[arg(long, value_enum, default_value_t = Known::Unknown)]
    pin_known: Known,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let device = lookup::device(notebook, realm, &args.device)?;
    let reason = REASONS.iter().find(|(word, _)| *word == args.reason).map(|(_, reason)| *reason);
    let reason = reason.ok_or(Failure::Argument { argument: "--reason", wanted: "see `first72 device end --help`" })?;
    let last_seen = Circumstances { locked: args.locked.answer(), pin_known: args.pin_known.answer() };
    let held = notebook.held_by(realm, device)?;
    notebook.end_device(realm, device, Ending { reason, wipe: args.wipe, last_seen }, now)?;
    let means = meaning(last_seen.meaning());
    let text = format!(
        "Device {device} is ended. Sync, so that the server and the others know.\n\
         {}\n{}What is written from now on does not reach it. What it never sent is not lost: see `first72 device carry` and \
         `first72 device adopt`.",
        means.1,
        episodes(&held)
    );
    let episode = |one: &HeldEpisode| {
        let classes: Vec<_> = one.compartments.iter().map(|class| class.code()).collect();
        json!({ "episode": one.episode.to_string(), "handle": one.handle, "compartments": classes })
    };
    let held: Vec<_> = held.iter().map(episode).collect();
    let (realm, device) = (realm.to_string(), device.to_string());
    Ok(Said::new(
        text,
        json!({ "realm": realm, "device": device, "wipe": args.wipe, "meaning": means.0, "held": held }),
    ))
}

/// A word for scripts, and a sentence.
pub(super) const fn meaning(meaning: Meaning) -> (&'static str, &'static str) {
    match meaning {
        Meaning::Shut => ("shut", "It was locked, and its PIN is safe: what it had downloaded stays shut."),
        Meaning::TakenAsRead => ("read", "What it had downloaded before has to be taken as read."),
        Meaning::NotKnown => (
            "unsure",
            "What it had downloaded before stays readable on it for whoever can open it, and nobody can say who can.",
        ),
    }
}

fn episodes(held: &[HeldEpisode]) -> String {
    if held.is_empty() {
        return String::new();
    }
    let line = |one: &HeldEpisode| {
        let classes: Vec<_> = one.compartments.iter().map(|class| class.code()).collect();
        format!("  {}  {}\n", one.handle.as_deref().unwrap_or("(words not here yet)"), classes.join(", "))
    };
    let lines: String = held.iter().map(line).collect();
    format!("It was given keys of these episodes, as far as they are here. Tell the lead of each:\n{lines}")
}
