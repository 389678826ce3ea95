//! `pack move`: moves an episode to another version of its pack, or shows what that would change.

use super::pack_diff::{lines, object};
use super::pack_install::standing_words;
use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{EpisodeId, Notebook, PackChoice, PackDifference};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The episode: its two words, its id, or the beginning of the id.
    episode: String,
    /// The version to move to; without it, the versions that are possible are listed.
    version: Option<String>,
    /// Move it. Without this, only what would change is shown.
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let choices = notebook.pack_choices(episode, now)?;
    let Some(version) = &args.version else { return choose(notebook, episode, &choices, now) };
    let found = choices.iter().find(|choice| choice.pack.version == *version);
    let advice = "`first72 pack move EPISODE` lists those that are possible";
    let choice = found.ok_or_else(|| Failure::NoSuch { thing: "version", wanted: version.clone(), advice })?;
    let hash = choice.pack.hash.ok_or(first72_core::notebook::NotebookError::Damaged)?;
    let difference = notebook.pack_difference(episode, &hash, "en", now)?;
    let mut text = shown(notebook, episode, &difference)?;
    if args.yes {
        notebook.move_pack(episode, &hash, now)?;
        text.push(format!("The episode runs on {version} now. `pack move` with the older version takes it back."));
    } else {
        text.push("Nothing was moved. Add --yes to move it.".to_owned());
    }
    let object = json!({
        "moved": args.yes, "from": difference.from.version, "to": difference.to.version,
        "difference": object(&difference.packs), "comes": names(&difference.comes), "goes": difference.goes,
        "due_moves": difference.due_moves.len(), "texts": difference.texts.len(),
        "steps_kept": difference.steps_kept, "answers_kept": difference.answers_kept,
    });
    Ok(Said::new(text.join("\n"), object))
}

fn choose(notebook: &Notebook, episode: EpisodeId, choices: &[PackChoice], now: Moment) -> Result<Said, Failure> {
    let here = notebook.episode_pack(episode, now)?;
    let (words, code) = standing_words(&here.standing);
    let mut text = vec![format!("{} {}: {words}", here.named.id, here.named.version)];
    text.extend(
        choices.iter().map(|choice| format!("  {}  {}", choice.pack.version, standing_words(&choice.standing).0)),
    );
    if choices.is_empty() {
        text.push("No other version on this device can be moved to.".to_owned());
    }
    let versions: Vec<Value> = choices
        .iter()
        .map(|choice| json!({ "version": choice.pack.version, "runs": choice.standing.runs(), "was_here": choice.was_here }))
        .collect();
    let moves = notebook.record(episode).map(|record| record.pack_moves().len()).unwrap_or_default();
    let object = json!({
        "id": here.named.id, "version": here.named.version, "standing": code, "versions": versions, "moves": moves,
    });
    Ok(Said::new(text.join("\n"), object))
}

fn names(steps: &[(String, Option<i64>)]) -> Vec<String> {
    steps.iter().map(|(id, _)| id.clone()).collect()
}

fn shown(notebook: &Notebook, episode: EpisodeId, difference: &PackDifference) -> Result<Vec<String>, Failure> {
    let old = notebook.pack_of(episode)?;
    let new = difference.to.hash.and_then(|hash| notebook.packs().exact(&hash)).and_then(|edition| edition.pack().ok());
    let mut text = vec![format!("{} -> {}", difference.from.version, difference.to.version)];
    text.extend(new.map(|new| lines(&difference.packs, old, new)).unwrap_or_default());
    text.push(format!("{} sentences read differently.", difference.texts.len()));
    let mut list = |what: &str, ids: &[String]| {
        if !ids.is_empty() {
            text.push(format!("{what}: {}", ids.join(", ")));
        }
    };
    list("In this episode, come onto the list", &names(&difference.comes));
    list("In this episode, leave the list", &difference.goes);
    let moved: Vec<String> = difference.due_moves.iter().map(|(step, ..)| step.clone()).collect();
    list("In this episode, due at another time", &moved);
    list("Steps that stay in the record only", &difference.steps_kept);
    list("Answers that stay in the record only", &difference.answers_kept);
    Ok(text)
}
