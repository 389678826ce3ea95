//! Entries down: what to ask for, and what a page means.

use super::error::SyncError;
use super::exchange::Terms;
use super::receive::{Incoming, Receiver, Verdict, into_runs};
use crate::moment::Moment;
use crate::vault::problems::MAX_KEPT;
use crate::vault::{Arrivals, Arrived, KnownCheckpoint, NewProblem, ProblemState, Vault};
use first72_wire::entry::SealedEntry;
use first72_wire::id::{RealmId, SpaceId};
use first72_wire::outcome::PullAnswer;
use first72_wire::request::{Cursor, PullRequest};
use first72_wire::run::{Form, Item, Run, unpack};
use std::collections::{BTreeMap, BTreeSet};

/// A verdict was missing: the receiver gave fewer than there were entries.
const NOT_JUDGED: &str = "entry.not-judged";

/// A pull that is under way.
pub(super) struct Pulled {
    request: PullRequest,
    known: BTreeMap<SpaceId, u64>,
}

impl Pulled {
    pub(super) fn body(&self) -> Vec<u8> {
        self.request.to_bytes()
    }

    pub(super) fn has_mark(&self) -> bool {
        self.request.mark.is_some()
    }
}

/// What a page brought.
pub(super) struct Page {
    pub(super) more: bool,
    pub(super) new: usize,
    pub(super) parked: usize,
    pub(super) refused: usize,
    pub(super) withheld: u64,
}

/// The next pull: by the mark when there is one, else by every cursor. Without a mark the
/// device's own entries are asked for too, which rebuilds what a damaged vault has lost.
pub(super) fn next(vault: &Vault, realm: RealmId) -> Result<Pulled, SyncError> {
    let known: BTreeMap<SpaceId, u64> = vault.cursors(realm)?.into_iter().collect();
    let mark = vault.pull_mark(realm)?;
    let cursors = match mark {
        Some(_) => Vec::new(),
        None => known.iter().map(|(space, pos)| Cursor { space: *space, pos: *pos }).collect(),
    };
    Ok(Pulled { request: PullRequest { mark, cursors, own: mark.is_none() }, known })
}

/// Rebuilds the page's entries, lets the receiver judge them and what was parked before, and
/// keeps all of it in one transaction.
pub(super) fn take(
    vault: &mut Vault,
    receiver: &mut dyn Receiver,
    terms: &Terms,
    pulled: &Pulled,
    bytes: &[u8],
    checkpoint: Option<KnownCheckpoint>,
    now: Moment,
) -> Result<Page, SyncError> {
    let answer = PullAnswer::parse(bytes).map_err(|_| SyncError::Answer { what: "pull.form" })?;
    let runs = unpack(terms.realm, Form::Download, &answer.page)
        .map_err(|error| SyncError::Answer { what: error.code() })?;
    let reach = Reach::of(vault, terms, pulled, &answer, &runs)?;
    if answer.more && !reach.moved {
        return Err(SyncError::Answer { what: "pull.no-progress" });
    }
    let mut judged = Judged::default();
    judged.page(receiver, runs);
    judged.parked_before(vault, terms.realm, receiver)?;
    let (verified, problems) = judged.settle();
    if problems.iter().filter(|problem| problem.state == ProblemState::Parked).count() as u64 > MAX_KEPT {
        return Err(SyncError::TooManyParked);
    }
    let mut page = Page { more: answer.more, new: 0, parked: judged.parked, refused: judged.refused, withheld: reach.withheld };
    let mark = reach.complete.then_some(answer.mark);
    let nothing_new = verified.is_empty() && problems.is_empty() && !reach.moved && checkpoint.is_none();
    // A pull that brings nothing writes nothing: no disk sync every quarter of an hour.
    if nothing_new && mark == pulled.request.mark {
        return Ok(page);
    }
    let arrivals = Arrivals { verified, problems, cursors: reach.cursors, mark, checkpoint };
    page.new = vault.keep(terms.realm, &arrivals, now.wall_ms)?.new;
    Ok(page)
}

/// How far a page reaches without a hole.
struct Reach {
    cursors: Vec<(SpaceId, u64)>,
    moved: bool,
    complete: bool,
    withheld: u64,
}

impl Reach {
    /// Places are 1, 2, 3 … in each space. A cursor moves only over places that this page shows
    /// or that hold this device's own entries; what the server passes over is asked for again.
    fn of(
        vault: &Vault,
        terms: &Terms,
        pulled: &Pulled,
        answer: &PullAnswer,
        runs: &[Run],
    ) -> Result<Self, SyncError> {
        let mut shown: BTreeMap<SpaceId, BTreeSet<u64>> = BTreeMap::new();
        for run in runs {
            shown.entry(run.space).or_default().extend(run.items.iter().map(|item| item.place.pos));
        }
        let mut claimed: BTreeMap<SpaceId, u64> =
            answer.cursors.iter().map(|cursor| (cursor.space, cursor.pos)).collect();
        for space in shown.keys() {
            claimed.entry(*space).or_insert(0);
        }
        let mut reach = Self { cursors: Vec::new(), moved: false, complete: true, withheld: 0 };
        for (space, claimed) in claimed {
            let before = pulled.known.get(&space).copied().unwrap_or(0);
            let mut places = shown.remove(&space).unwrap_or_default();
            let last = places.last().copied().unwrap_or(0).max(claimed);
            if last > before {
                places.extend(vault.places_of(terms.realm, space, terms.device, before)?);
            }
            let end = contiguous(before, &places).min(last.max(before));
            reach.complete &= end == claimed.max(before);
            reach.withheld += last.saturating_sub(end.max(before)).min(u64::from(u32::MAX));
            if end > before {
                reach.moved = true;
                reach.cursors.push((space, end));
            }
        }
        Ok(reach)
    }
}

/// The last place that can be reached from `before` without a hole.
fn contiguous(before: u64, places: &BTreeSet<u64>) -> u64 {
    let mut end = before;
    for place in places.range(before.saturating_add(1)..) {
        if end.checked_add(1) != Some(*place) {
            break;
        }
        end = *place;
    }
    end
}

/// Verdicts as they come in.
#[derive(Default)]
struct Judged {
    accepted: Vec<Incoming>,
    waiting: Vec<(Incoming, &'static str)>,
    settled: Vec<(ProblemState, &'static str, Aside)>,
    parked: usize,
    refused: usize,
}

/// What is kept aside, as bytes.
struct Aside {
    bytes: Vec<u8>,
    space: SpaceId,
    place: Option<first72_wire::run::Place>,
}

impl Judged {
    /// Judges the runs of a page.
    fn page(&mut self, receiver: &mut dyn Receiver, runs: Vec<Run>) {
        for run in runs {
            let space = run.space;
            let mut readable = Vec::with_capacity(run.items.len());
            for Item { entry, raw, hash, place } in run.items {
                match entry {
                    Ok(entry) => readable.push(Incoming { entry, hash, place: Some(place) }),
                    // A kind of a later version: kept until a version that knows it.
                    Err(malformed) => {
                        self.parked += 1;
                        let aside = Aside { bytes: raw, space, place: Some(place) };
                        self.settled.push((ProblemState::Parked, malformed.code(), aside));
                    }
                }
            }
            for run in into_runs(readable) {
                self.judge(receiver, run);
            }
        }
        self.parked += self.waiting.len();
    }

    /// Judges again what waits, from this page and from before, until nothing more is accepted.
    fn parked_before(
        &mut self,
        vault: &Vault,
        realm: RealmId,
        receiver: &mut dyn Receiver,
    ) -> Result<(), SyncError> {
        if self.accepted.is_empty() {
            return Ok(());
        }
        for problem in vault.parked(realm)? {
            // What cannot be parsed waits for a later version, not for another entry.
            let Ok(entry) = SealedEntry::parse(&problem.bytes) else { continue };
            let hash = entry.hash();
            if self.waiting.iter().all(|(item, _)| item.hash != hash) {
                self.waiting.push((Incoming { entry, hash, place: problem.place }, NOT_JUDGED));
            }
        }
        loop {
            let before = self.accepted.len();
            let waiting = std::mem::take(&mut self.waiting);
            if waiting.is_empty() {
                return Ok(());
            }
            for run in into_runs(waiting.into_iter().map(|(item, _)| item).collect()) {
                self.judge(receiver, run);
            }
            if self.accepted.len() == before {
                return Ok(());
            }
        }
    }

    fn judge(&mut self, receiver: &mut dyn Receiver, run: Vec<Incoming>) {
        let verdicts = receiver.judge(&run);
        let verdicts = verdicts.into_iter().chain(std::iter::repeat(Verdict::Park(NOT_JUDGED)));
        for (item, verdict) in run.into_iter().zip(verdicts) {
            match verdict {
                Verdict::Accept => self.accepted.push(item),
                Verdict::Park(code) => self.waiting.push((item, code)),
                Verdict::Refuse(code) => {
                    self.refused += 1;
                    self.settled.push((ProblemState::Refused, code, aside(&item)));
                }
            }
        }
    }

    /// What is kept of all verdicts.
    fn settle(&mut self) -> (Vec<Arrived<'_>>, Vec<NewProblem<'static>>) {
        for (item, code) in self.waiting.drain(..) {
            self.settled.push((ProblemState::Parked, code, aside(&item)));
        }
        let problems = self
            .settled
            .drain(..)
            .map(|(state, code, Aside { bytes, space, place })| NewProblem { state, code, bytes, space: Some(space), place })
            .collect();
        let verified = self.accepted.iter().map(|item| Arrived { entry: &item.entry, place: item.place }).collect();
        (verified, problems)
    }
}

fn aside(item: &Incoming) -> Aside {
    Aside { bytes: item.entry.to_bytes(), space: item.entry.header.space, place: item.place }
}
