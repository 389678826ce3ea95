//! `show`: one episode with its answers, steps, notes and warnings.

use crate::failure::Failure;
use crate::said::Said;
use crate::{lookup, times, values};
use first72_core::episode::Record;
use first72_core::episode::record::Note;
use first72_core::moment::Moment;
use first72_core::notebook::{EpisodeId, Link, Linked, Notebook};
use first72_core::protocol::plan::{Due, PlannedStep, Standing, Unnamed};
use first72_core::protocol::{Pack, Plan};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    notebook.look_at(episode, now);
    let plan = notebook.plan(episode, now)?;
    let pack = notebook.pack_of(episode)?;
    let record = notebook.record(episode).ok_or(first72_core::notebook::NotebookError::NoEpisode)?;
    let opened = record.opened().ok_or(first72_core::notebook::NotebookError::NoEpisode)?;
    let number = notebook.episode_number(episode)?;
    let mut text = vec![
        format!("{}  {episode}", opened.handle),
        format!("{}, pack {} {}", opened.station, opened.pack.id, opened.pack.version),
        format!("number to read out: {number}"),
    ];
    text.push("\nAnswers".to_owned());
    text.extend(
        record.answered().map(|field| format!("  {field}: {}", values::standing(&notebook.seen(episode, field), pack))),
    );
    text.push("\nSteps".to_owned());
    text.extend(plan.steps.iter().filter(|step| step.standing != Standing::Off).map(|step| step_line(step, pack)));
    let gone = |gone: &Unnamed| format!("  {}  {}  not in this version of the pack", gone.step, gone.state.word());
    text.extend(plan.unnamed.iter().map(gone));
    text.extend(plan.warnings.iter().map(|warning| format!("  warning: {}", warning.code())));
    text.push("\nNotes".to_owned());
    text.extend(record.notes().iter().map(note_lines));
    let object = json!({
        "episode": episode.to_string(),
        "handle": opened.handle,
        "number": number,
        "station": opened.station,
        "pack": { "id": opened.pack.id, "version": opened.pack.version },
        "saves": record.len(),
        "answers": answers(notebook, episode, record, pack),
        "steps": steps(&plan, record, pack),
        "unnamed": plan.unnamed.iter().map(|gone| json!({ "step": gone.step, "state": gone.state.word() })).collect::<Vec<_>>(),
        "notes": notes(notebook, record),
        "linked": linked(notebook, episode)?,
        "warnings": plan.warnings.iter().map(|warning| warning.code()).collect::<Vec<_>>(),
    });
    Ok(Said::new(text.join("\n"), object))
}

fn linked(notebook: &Notebook, episode: EpisodeId) -> Result<Vec<Value>, Failure> {
    let how = |link| match link {
        Link::SameOperation => "same_operation",
        Link::SameYouth => "same_youth",
    };
    let line = |other: Linked| json!({ "episode": other.episode.to_string(), "how": how(other.link), "earlier": other.is_earlier });
    Ok(notebook.linked(episode)?.into_iter().map(line).collect())
}

fn note_lines(note: &Note<'_>) -> String {
    let id: String = lookup::note_id(note.reference).chars().take(8).collect();
    let mut lines = format!("  {id}  [{}] {}", note.save.compartment().code(), note.text);
    for (text, _) in &note.amendments {
        let line = if text.is_empty() { "taken back".to_owned() } else { format!("corrected: {text}") };
        lines.push_str(&format!("\n            {line}"));
    }
    lines
}

fn step_line(planned: &PlannedStep<'_>, pack: &Pack) -> String {
    let title = pack.texts("en").and_then(|texts| texts.steps.get(&planned.step.id)).map(|text| text.title.as_str());
    let due = match &planned.due {
        Due::Now { .. } => "now".to_owned(),
        Due::NoClockYet { clock } => format!("when {clock} is known"),
        Due::At(at) | Due::Occasion { at: Some(at), .. } => format!("by {}", times::shown(at.ms, &pack.time_zone)),
        Due::Occasion { occasion, .. } => format!("at {occasion}"),
    };
    let late = if planned.late { "  LATE" } else { "" };
    let aside = if planned.standing == Standing::On { "" } else { "  set aside" };
    let disputed = if planned.disputed { "  disputed" } else { "" };
    let (id, state) = (&planned.step.id, planned.state.word());
    format!("  {id}  {state}  {due}{late}{aside}{disputed}  {}", title.unwrap_or_default())
}

fn answers(notebook: &Notebook, episode: EpisodeId, record: &Record, pack: &Pack) -> Value {
    let answer = |field: &str| (field.to_owned(), values::standing_json(&notebook.seen(episode, field), pack));
    Value::Object(record.answered().map(answer).collect())
}

fn steps(plan: &Plan<'_>, record: &Record, pack: &Pack) -> Vec<Value> {
    let step = |planned: &PlannedStep<'_>| {
        let said = record.marks(&planned.step.id);
        let evidence = said.last().map(|mark| &mark.event.evidence).into_iter().flatten();
        let evidence = evidence.map(|(id, value)| (id.clone(), Value::String(values::words(value, pack))));
        json!({
            "step": planned.step.id,
            "on": planned.standing == Standing::On,
            "state": planned.state.word(),
            "due_ms": planned.due_at().map(|at| at.ms),
            "late": planned.late,
            "disputed": planned.disputed,
            "evidence": Value::Object(evidence.collect()),
        })
    };
    plan.steps.iter().filter(|step| step.standing != Standing::Off).map(step).collect()
}

fn notes(notebook: &Notebook, record: &Record) -> Vec<Value> {
    let notes = record.notes();
    let note = |note: &Note<'_>| {
        json!({
            "note": lookup::note_id(note.reference),
            "compartment": note.save.compartment().code(),
            "by": note.save.person().and_then(|person| notebook.short_name(person)),
            "text": note.text,
            "amendments": note.amendments.iter().map(|(text, _)| *text).collect::<Vec<_>>(),
            "taken_back": note.taken_back().is_some(),
        })
    };
    notes.iter().map(note).collect()
}
