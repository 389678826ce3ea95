//! `note`: writes a note into one class of content of an episode.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The class of content, such as OPS or ADV.
    #[arg(long)]
    compartment: String,
    /// The text; in a script only. At a terminal it comes from standard input, after the secret if that does too.
    #[arg(skip)]
    #[serde(default)]
    text: Option<String>,
}

impl Args {
    /// Takes the text from standard input.
    pub(crate) fn type_text(&mut self) -> Result<(), Failure> {
        self.text = Some(input::typed_text()?);
        Ok(())
    }
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let wanted = "it is one of OPS, LE, CW, MED, ADV, STAT, AGG";
    let compartment = args.compartment.parse().map_err(|_| Failure::Argument { argument: "--compartment", wanted })?;
    let in_a_script = Failure::Argument { argument: "text", wanted: "in a script the note stands in the line" };
    let text = args.text.ok_or(in_a_script)?;
    notebook.note(episode, compartment, text, now)?;
    Ok(Said::new("The note is saved.", json!({ "compartment": args.compartment })))
}
