//! Moving an episode to another version of its pack: what differs is shown first, the move is a change of its own with
//! author and time, and it can be taken back by another one.

use super::Notebook;
use super::error::NotebookError;
use super::packs::reference;
use super::save::no_pack;
use crate::episode::{Change, PackRef, Record};
use crate::moment::Moment;
use crate::protocol::diff::{PackDiff, TextDiff, texts_between};
use crate::protocol::edition::Edition;
use crate::protocol::plan::{DueAt, PlannedStep};
use crate::protocol::signature::PackStanding;
use crate::protocol::{Facts, Pack, Plan, engine};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash};
use std::collections::BTreeSet;

/// A version that an episode can be moved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackChoice {
    /// The version.
    pub pack: PackRef,
    /// Whether a new episode could begin with it.
    pub standing: PackStanding,
    /// Whether the episode ran on it before: it can always go back there.
    pub was_here: bool,
}

/// What a move would change: in the pack, and in this episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackDifference {
    /// The version that the episode is shown with now.
    pub from: PackRef,
    /// The version that it would be moved to.
    pub to: PackRef,
    /// What differs between the two.
    pub packs: PackDiff,
    /// The sentences that differ, in the language that was asked for.
    pub texts: Vec<TextDiff>,
    /// Steps that this episode would have on its list and has not now, with their due time in milliseconds since 1970 UTC
    /// where there is one.
    pub comes: Vec<(String, Option<i64>)>,
    /// Steps that would leave its list.
    pub goes: Vec<String>,
    /// Steps whose due time would be another: the time now and then, in milliseconds since 1970 UTC, where there is one.
    pub due_moves: Vec<(String, Option<i64>, Option<i64>)>,
    /// Every open step of this episode in either version.
    pub stands: BTreeSet<String>,
    /// Steps about which something was said and that the other version does not name. They stay in the record.
    pub steps_kept: Vec<String>,
    /// Questions that were answered and that the other version does not name. The answers stay in the record.
    pub answers_kept: Vec<String>,
}

impl Notebook {
    /// The versions that an episode can be moved to, oldest first: those that its realm lets run, and those that it ran
    /// on before.
    ///
    /// # Errors
    /// When there is no such episode, or no version of its pack is here.
    pub fn pack_choices(&self, episode: EpisodeId, now: Moment) -> Result<Vec<PackChoice>, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let here = self.episode_pack(episode, now)?;
        let before = earlier(record);
        let choice = |edition: &&Edition| {
            let pack = reference(edition).filter(|_| edition.pack().is_ok())?;
            let (standing, was_here) = (self.standing(edition, now), before.contains(&edition.hash()));
            let other = pack.hash != here.shown.hash || pack.hash != here.named.hash;
            (other && (was_here || standing.runs())).then_some(PackChoice { pack, standing, was_here })
        };
        Ok(self.packs().versions(&here.named.id).iter().filter_map(choice).collect())
    }

    /// What moving an episode to another version would change.
    ///
    /// # Errors
    /// When there is no such episode, or one of the two versions is not here.
    pub fn pack_difference(
        &self,
        episode: EpisodeId,
        to: &Hash,
        language: &str,
        now: Moment,
    ) -> Result<PackDifference, NotebookError> {
        let (record, old) = self.opened(episode)?;
        let from = self.episode_pack(episode, now)?.shown;
        let edition = self.packs().exact(to).ok_or_else(|| no_pack(&from.id))?;
        let new = edition.pack().map_err(|_| no_pack(&from.id))?;
        let now_ms = self.time(now).ms;
        let plan = |pack| engine::run(pack, &Facts::from_record(pack, record), now_ms, &pack.calendar);
        let (before, after) = (plan(old), plan(new));
        let (open_before, open_after) = (open_steps(&before), open_steps(&after));
        let due = |id: &str| after.step(id).and_then(PlannedStep::due_at).map(|at| at.ms);
        let texts = old.texts(language).zip(new.texts(language)).map(|(old, new)| texts_between(old, new));
        Ok(PackDifference {
            from,
            to: reference(edition).ok_or(NotebookError::Damaged)?,
            packs: PackDiff::between(old, new),
            texts: texts.unwrap_or_default(),
            comes: open_after.difference(&open_before).map(|id| ((*id).to_owned(), due(id))).collect(),
            goes: open_before.difference(&open_after).map(|id| (*id).to_owned()).collect(),
            stands: open_before.union(&open_after).map(|id| (*id).to_owned()).collect(),
            due_moves: due_moves(&before, &after),
            steps_kept: record.marked().filter(|step| new.step(step).is_none()).map(str::to_owned).collect(),
            answers_kept: unasked(record, old, new),
        })
    }

    /// Moves an episode to another version of its pack, and keeps who did it and when. Nothing that was said is lost by
    /// it: what the other version does not name stays in the record and is shown as such. Where two people moved it to
    /// different versions, a move to either of them settles it.
    ///
    /// # Errors
    /// [`NotebookError::Untrusted`] for a version that may not run and that the episode never ran on, when it is not
    /// here, when this person may not write for everybody on the episode, or when the store is full.
    pub fn move_pack(&mut self, episode: EpisodeId, to: &Hash, now: Moment) -> Result<(), NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let from = record.pack().ok_or(NotebookError::NoEpisode)?;
        let edition = self.packs().exact(to).filter(|edition| edition.pack().is_ok());
        let edition = edition.ok_or_else(|| no_pack(&from.id))?;
        let target = reference(edition).filter(|target| target.id == from.id).ok_or_else(|| no_pack(&from.id))?;
        let standing = record.pack_moves().into_iter().filter(|moved| !moved.settled);
        let replaces: Vec<_> = standing.map(|moved| moved.reference).collect();
        // A move to where it is says something only where another move stands beside the one that counts.
        if from.hash == Some(*to) && replaces.len() < 2 {
            return Ok(());
        }
        if let PackStanding::Untrusted(why) = self.standing(edition, now)
            && !earlier(record).contains(to)
        {
            return Err(NotebookError::Untrusted { id: target.id, version: target.version, why });
        }
        let change = Change::MovePack { to: target, from, replaces };
        let facts = self.home(episode, &[Compartment::Ops])?;
        // The exact pack is on this device before the episode runs on it.
        self.keep_edition(to, now)?;
        self.save(vec![(facts, vec![change])], now)
    }
}

/// The versions that an episode ran on, whoever moved it.
fn earlier(record: &Record) -> BTreeSet<Hash> {
    let opened = record.opened().and_then(|opened| opened.pack.hash);
    let moves = record.pack_moves();
    moves.iter().flat_map(|moved| [moved.from.hash, moved.to.hash]).flatten().chain(opened).collect()
}

fn open_steps<'p>(plan: &Plan<'p>) -> BTreeSet<&'p str> {
    plan.steps.iter().filter(|planned| planned.is_open()).map(|planned| planned.step.id.as_str()).collect()
}

/// Open steps of both plans whose due time is not the same.
fn due_moves(before: &Plan<'_>, after: &Plan<'_>) -> Vec<(String, Option<i64>, Option<i64>)> {
    let due = |planned: &PlannedStep<'_>| planned.due_at().map(|at: &DueAt<'_>| at.ms);
    let moved = |planned: &PlannedStep<'_>| {
        let old = before.step(&planned.step.id).filter(|old| old.is_open())?;
        let (was, is) = (due(old), due(planned));
        (was != is).then(|| (planned.step.id.clone(), was, is))
    };
    after.steps.iter().filter(|planned| planned.is_open()).filter_map(moved).collect()
}

/// Questions with an answer that the older version asks and the newer does not.
fn unasked(record: &Record, old: &Pack, new: &Pack) -> Vec<String> {
    let gone = |key: &&str| new.field(key).is_none() && old.field(key).is_some();
    record.answered().filter(gone).map(str::to_owned).collect()
}
