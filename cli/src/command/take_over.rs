//! `take-over`: this person confirms that they have an episode that was handed to them.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let handed = notebook.handed_to_me(now);
    let mine: Vec<_> = handed.into_iter().filter(|(of, _)| *of == episode).map(|(_, handed)| handed.grant).collect();
    if mine.is_empty() {
        let advice = "`first72 hand-over EPISODE` says who has it";
        return Err(Failure::NoSuch { thing: "hand-over that waits", wanted: args.episode.clone(), advice });
    }
    for grant in &mine {
        notebook.take_over(episode, *grant, now)?;
    }
    let grants: Vec<String> = mine.iter().map(ToString::to_string).collect();
    Ok(Said::new("Confirmed. Sync, so that the others see it.", json!({ "grants": grants })))
}
