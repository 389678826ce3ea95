//! `left`: the young person is gone. Nothing closes, and it can be taken back.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times};
use first72_core::moment::Moment;
use first72_core::notebook::{Before, Notebook};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The young person is back.
    #[arg(long)]
    #[serde(default)]
    back: bool,
    /// The last word about it was a mistake: what stood before stands again.
    #[arg(long, conflicts_with_all = ["back", "at", "about"])]
    #[serde(default)]
    undo: bool,
    /// When the young person was gone, with its offset; now when not given.
    #[arg(long, conflicts_with = "back")]
    #[serde(default)]
    at: Option<String>,
    /// How far off that time may be, such as 10m.
    #[arg(long, value_name = "LENGTH", conflicts_with = "back")]
    #[serde(default)]
    about: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let timed = args.at.is_some() || args.about.is_some();
    if timed && args.back {
        return Err(Failure::Argument { argument: "back", wanted: "give a time only when the young person is gone" });
    }
    let at = timed.then(|| times::read(args.at.as_deref(), args.about.as_deref(), now)).transpose()?;
    if args.undo {
        notebook.take_back_left(episode, Before::Everything, now)?;
        return Ok(Said::new("Taken back; both words stay in the history.", json!({ "undone": true })));
    }
    notebook.left_over(episode, !args.back, at, Before::Everything, now)?;
    let text = if args.back { "The young person is here." } else { "The young person is gone; every step stays." };
    Ok(Said::new(text, json!({ "left": !args.back })))
}
