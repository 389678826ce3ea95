//! `step`: says something about a step of an episode.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::episode::{StepEvent, StepKind, Value};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError};
use first72_core::protocol::Pack;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// What can be said, in the order of [`StepKind::ALL`].
const SAYINGS: [&str; 7] = ["done", "undone", "declined", "not-applicable", "missed", "transferred", "reopened"];

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The step's id.
    step: String,
    /// What is said about it.
    #[arg(value_parser = SAYINGS)]
    what: String,
    /// When it happened, with its offset; now when not given.
    #[arg(long)]
    #[serde(default)]
    at: Option<String>,
    /// How far off that time may be, such as 10m.
    #[arg(long, value_name = "LENGTH")]
    #[serde(default)]
    about: Option<String>,
    /// Why.
    #[arg(long)]
    reason: Option<String>,
    /// Who took it over.
    #[arg(long)]
    to: Option<String>,
    /// What was written down with it, as ID=VALUE; can be given several times. `pack show` lists the ids.
    #[arg(long, value_name = "ID=VALUE")]
    #[serde(default)]
    evidence: Vec<String>,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let said = SAYINGS.iter().position(|word| *word == args.what);
    let kind = said.and_then(|index| StepKind::ALL.get(index).copied());
    let kind = kind.ok_or(Failure::Argument { argument: "what is said", wanted: "see `first72 step --help`" })?;
    let at = times::read(args.at.as_deref(), args.about.as_deref(), now)?;
    let evidence = evidence(&args.evidence, &args.step, notebook.pack_of(episode)?)?;
    notebook.step(episode, &args.step, StepEvent { kind, at, reason: args.reason, to: args.to, evidence }, now)?;
    let state = notebook.plan(episode, now)?.step(&args.step).map(|planned| planned.state.word());
    let state = state.unwrap_or("not in the plan");
    Ok(Said::new(format!("{}: {state}", args.step), json!({ "step": args.step, "state": state })))
}

fn evidence(given: &[String], step: &str, pack: &Pack) -> Result<BTreeMap<String, Value>, Failure> {
    let known = pack.step(step).ok_or_else(|| NotebookError::NoStep { step: step.to_owned() })?;
    let mut read = BTreeMap::new();
    for piece in given {
        let split = piece.split_once('=');
        let (id, typed) = split.ok_or(Failure::Argument { argument: "--evidence", wanted: "write ID=VALUE" })?;
        let asked = known.evidence.iter().find(|evidence| evidence.id == id);
        let kind = &asked.ok_or_else(|| NotebookError::NoField { field: id.to_owned() })?.kind;
        read.insert(id.to_owned(), times::value(kind, typed)?);
    }
    Ok(read)
}
