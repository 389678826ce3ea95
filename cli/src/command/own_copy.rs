//! `own-copy`: what is recorded about a young person, for that person, in plain words.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::durable_file;
use first72_core::moment::Moment;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The letters of the language, such as es; one that the pack does not have gives its first.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
    /// New file for it; without one it is shown here. Whoever finds it can read it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    if let Some(out) = args.out.as_ref().filter(|out| out.exists()) {
        return Err(Failure::Taken { path: out.clone() });
    }
    let copy = notebook.own_copy(episode, &args.language, now)?;
    let Some(out) = &args.out else {
        let parts = copy.parts.iter().map(|part| json!({ "title": part.title, "lines": part.lines }));
        let parts: Vec<_> = parts.collect();
        return Ok(Said::new(
            copy.to_text(),
            json!({ "language": copy.language, "title": copy.title, "parts": parts }),
        ));
    };
    durable_file::write(out, copy.to_text().as_bytes()).map_err(|error| Failure::file(out, error))?;
    let text = format!(
        "The copy is in {}. It is not sealed: give it only to the young person, and delete it here.",
        out.display()
    );
    Ok(Said::new(text, json!({ "language": copy.language, "out": out.display().to_string() })))
}
