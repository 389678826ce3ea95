//! `left`: the young person is gone. Nothing closes, and it can be taken back.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The young person is back, or was never gone.
    #[arg(long)]
    #[serde(default)]
    back: bool,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    notebook.left(episode, !args.back, now)?;
    let text = if args.back { "The young person is here." } else { "The young person is gone; every step stays." };
    Ok(Said::new(text, json!({ "left": !args.back })))
}
