//! `amend`: corrects a note or a time. What stood there before stays with it.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup, times, values};
use first72_core::episode::{Answer, Value};
use first72_core::moment::Moment;
use first72_core::notebook::{EpisodeId, Notebook, NotebookError};
use first72_core::protocol::facts::Seen;
use first72_core::protocol::form::{AnswerProblem, AnswerType};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// A note, by the beginning of the id that `show` gives; the right words come from standard input.
    #[arg(long, value_name = "ID", required_unless_present = "time", conflicts_with = "time")]
    #[serde(default)]
    note: Option<String>,
    /// A time, by the key of its question, such as clock.T0_first_contact.
    #[arg(long, value_name = "QUESTION")]
    #[serde(default)]
    time: Option<String>,
    /// The right time, with its offset.
    #[arg(long, value_name = "TIME", requires = "time")]
    #[serde(default)]
    at: Option<String>,
    /// How far off that time may be, such as 10m.
    #[arg(long, value_name = "LENGTH", requires = "at")]
    #[serde(default)]
    about: Option<String>,
    /// The right words; in a script only.
    #[arg(skip)]
    #[serde(default)]
    text: Option<String>,
}

impl Args {
    /// Takes the right words of a note from standard input.
    pub(crate) fn type_text(&mut self) -> Result<(), Failure> {
        if self.note.is_some() {
            self.text = Some(input::typed_text()?);
        }
        Ok(())
    }
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    match (args.note, args.text, args.time, args.at) {
        (Some(note), Some(text), None, None) => correct_note(&note, text, episode, notebook, now),
        (None, None, Some(time), Some(at)) => correct_time(&time, &at, args.about.as_deref(), episode, notebook, now),
        _ => Err(Failure::Argument {
            argument: "what is amended",
            wanted: "name a note and give its text, or name a time with --time and give the right one with --at",
        }),
    }
}

fn correct_note(
    wanted: &str,
    text: String,
    episode: EpisodeId,
    notebook: &mut Notebook,
    now: Moment,
) -> Result<Said, Failure> {
    let note = lookup::note(notebook, episode, wanted)?;
    notebook.amend(episode, note, text, now)?;
    let id = lookup::note_id(note);
    Ok(Said::new("The note is corrected; the first words stay with it.", json!({ "note": id })))
}

fn correct_time(
    field: &str,
    at: &str,
    about: Option<&str>,
    episode: EpisodeId,
    notebook: &mut Notebook,
    now: Moment,
) -> Result<Said, Failure> {
    let pack = notebook.pack_of(episode)?;
    let known = pack.field(field).ok_or_else(|| NotebookError::NoField { field: field.to_owned() })?;
    if known.kind != Some(AnswerType::Instant) {
        return Err(NotebookError::Answer(AnswerProblem::WrongType { wanted: "instant" }).into());
    }
    let before = notebook.seen(episode, field);
    if before == Seen::Nothing {
        let advice = "there is nothing to correct; give it with `first72 answer`";
        return Err(Failure::NoSuch { thing: "answer to", wanted: field.to_owned(), advice });
    }
    let (was, was_json) = (values::standing(&before, pack), values::standing_json(&before, pack));
    let right = times::read(Some(at), about, now)?;
    notebook.answer(episode, field, Answer::Given(Value::Instant(right)), now)?;
    let (pack, seen) = (notebook.pack_of(episode)?, notebook.seen(episode, field));
    let text = format!("{field}: {}, before: {was}", values::standing(&seen, pack));
    let object = json!({ "field": field, "answer": values::standing_json(&seen, pack), "before": was_json });
    Ok(Said::new(text, object))
}
