//! `answer`: answers a question of an episode.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times, values};
use first72_core::episode::Answer;
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError};
use first72_core::protocol::form::AnswerProblem;
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The question's key.
    field: String,
    /// The answer: yes or no, a choice, choices with commas, a number, 14..16, a day, or a time with its offset,
    /// after which ~10m says how far off it may be.
    #[arg(required_unless_present_any = ["unknown", "not_asked", "declined"])]
    #[serde(default)]
    value: Option<String>,
    /// How far off a time may be, such as 10m; only with a time.
    #[arg(long, value_name = "LENGTH", requires = "value")]
    #[serde(default)]
    about: Option<String>,
    /// It was looked for and is not known.
    #[arg(long, conflicts_with_all = ["value", "not_asked", "declined"])]
    #[serde(default)]
    unknown: bool,
    /// It was not asked.
    #[arg(long, conflicts_with_all = ["value", "declined"])]
    #[serde(default)]
    not_asked: bool,
    /// The young person declined to answer.
    #[arg(long, conflicts_with = "value")]
    #[serde(default)]
    declined: bool,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let answer = match (&args.value, args.unknown, args.not_asked, args.declined) {
        (Some(typed), false, false, false) => given(typed, args, notebook.pack_of(episode)?)?,
        (None, true, false, false) => Answer::Unknown,
        (None, false, true, false) => Answer::NotAsked,
        (None, false, false, true) => Answer::Declined,
        _ => {
            return Err(Failure::Argument { argument: "the answer", wanted: "give a value or one of the three words" });
        }
    };
    notebook.answer(episode, &args.field, answer, now)?;
    let pack = notebook.pack_of(episode)?;
    let seen = notebook.seen(episode, &args.field);
    let text = format!("{}: {}", args.field, values::standing(&seen, pack));
    Ok(Said::new(text, json!({ "field": args.field, "answer": values::standing_json(&seen, pack) })))
}

fn given(typed: &str, args: &Args, pack: &first72_core::protocol::Pack) -> Result<Answer, Failure> {
    let field = args.field.as_str();
    let known = pack.field(field).ok_or_else(|| NotebookError::NoField { field: field.to_owned() })?;
    let kind = known.kind.as_ref().ok_or(NotebookError::Answer(AnswerProblem::WrongType { wanted: "list" }))?;
    let value = times::value(kind, typed)?;
    Ok(Answer::Given(match &args.about {
        Some(about) => times::within(&value, about)?,
        None => value,
    }))
}
