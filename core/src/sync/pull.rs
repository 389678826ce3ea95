//! Entries down: what to ask for, and what a page means.

use super::error::SyncError;
use super::exchange::Terms;
use super::receive::{Incoming, Receiver, Verdict, into_runs};
use crate::moment::Moment;
use crate::vault::problems::MAX_KEPT;
use crate::vault::{Arrivals, Arrived, KnownCheckpoint, NewProblem, ProblemState, Vault};
use first72_wire::entry::SealedEntry;
use first72_wire::id::{DeviceId, Hash, RealmId, SpaceId};
use first72_wire::outcome::PullAnswer;
use first72_wire::request::{Cursor, PullRequest};
use first72_wire::run::{Form, Item, Run, unpack};
use std::collections::{BTreeMap, BTreeSet};

/// Places beyond this cannot be: no server counts that far, and no store holds it.
const MOST_PLACES: u64 = 1 << 62;
/// A verdict was missing: the receiver gave fewer than there were entries.
const NOT_JUDGED: &str = "entry.not-judged";

/// A pull that is under way.
pub(super) struct Pulled {
    request: PullRequest,
    /// How far each space was pulled, the pages taken so far included.
    known: BTreeMap<SpaceId, u64>,
    /// The mark that is kept here now.
    mark: Option<[u8; 8]>,
    /// Whether a page has come.
    begun: bool,
}

impl Pulled {
    pub(super) fn body(&self) -> Vec<u8> {
        self.request.to_bytes()
    }

    pub(super) fn has_mark(&self) -> bool {
        self.request.mark.is_some()
    }

    pub(super) const fn has_begun(&self) -> bool {
        self.begun
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

/// The next pull: by the mark when there is one, else by every cursor.
pub(super) fn next(vault: &Vault, realm: RealmId, device: DeviceId) -> Result<Pulled, SyncError> {
    let known: BTreeMap<SpaceId, u64> = vault.cursors(realm)?.into_iter().collect();
    let mark = vault.pull_mark(realm)?;
    let cursors = match mark {
        Some(_) => Vec::new(),
        None => known.iter().map(|(space, pos)| Cursor { space: *space, pos: *pos }).collect(),
    };
    let own = vault.wants_own(realm, device)?;
    Ok(Pulled { request: PullRequest { mark, cursors, own }, known, mark, begun: false })
}

/// Rebuilds the page's entries, lets the receiver judge them and what was parked before, and
/// keeps all of it in one transaction.
pub(super) fn take(
    vault: &mut Vault,
    receiver: &mut dyn Receiver,
    terms: &Terms,
    pulled: &mut Pulled,
    bytes: &[u8],
    checkpoint: Option<KnownCheckpoint>,
    now: Moment,
) -> Result<Page, SyncError> {
    pulled.begun = true;
    let answer = PullAnswer::parse(bytes).map_err(|_| SyncError::Answer { what: "pull.form" })?;
    let runs =
        unpack(terms.realm, Form::Download, &answer.page).map_err(|error| SyncError::Answer { what: error.code() })?;
    let passed_over = |space: &SpaceId| receiver.passes_over(space);
    let reach = Reach::of(vault, terms, pulled, &answer, &runs, &passed_over)?;
    let runs = runs.into_iter().filter(|run| !receiver.passes_over(&run.space)).collect();
    if answer.more && !reach.moved {
        return Err(SyncError::Answer { what: "pull.no-progress" });
    }
    let mut judged = Judged::default();
    let learned = receiver.learned();
    judged.page(receiver, runs);
    if !judged.accepted.is_empty() || receiver.learned() != learned {
        judged.again(vault, terms.realm, receiver)?;
    }
    let Settled { accepted, problems, parked, refused } = judged.settle(vault, terms.realm)?;
    let mut page = Page { more: answer.more, new: 0, parked, refused, withheld: reach.withheld };
    let mark = reach.complete.then_some(answer.mark);
    let own_pulled = pulled.request.own && !answer.more;
    let nothing_new = accepted.is_empty() && problems.is_empty() && !reach.moved && checkpoint.is_none();
    // A pull that brings nothing writes nothing: no disk sync every quarter of an hour.
    if nothing_new && !own_pulled && mark == pulled.mark {
        return Ok(page);
    }
    let (verified, cursors) = (arrived(&accepted), reach.cursors);
    let arrivals = Arrivals { verified, problems, cursors, mark, own_pulled, checkpoint, heads: receiver.take_heads() };
    page.new = vault.keep(terms.realm, &arrivals, now.wall_ms)?.new;
    pulled.known.extend(arrivals.cursors);
    pulled.mark = mark;
    Ok(page)
}

/// Lets the receiver judge again everything of a realm that waits, as after a key or a statement
/// that came by another way than a pull. Says how many were accepted.
///
/// # Errors
/// [`SyncError::Vault`] when that could not be kept.
pub fn retry_parked(
    vault: &mut Vault,
    receiver: &mut dyn Receiver,
    realm: RealmId,
    now: Moment,
) -> Result<usize, SyncError> {
    let mut judged = Judged::default();
    judged.again(vault, realm, receiver)?;
    let Settled { accepted, problems, .. } = judged.settle(vault, realm)?;
    if accepted.is_empty() && problems.is_empty() {
        return Ok(0);
    }
    let mark = vault.pull_mark(realm)?;
    let heads = receiver.take_heads();
    let arrivals = Arrivals { verified: arrived(&accepted), problems, mark, heads, ..Arrivals::default() };
    vault.keep(realm, &arrivals, now.wall_ms)?;
    Ok(accepted.len())
}

fn arrived(accepted: &[Incoming]) -> Vec<Arrived<'_>> {
    accepted.iter().map(|item| Arrived { entry: &item.entry, hash: item.hash, place: item.place }).collect()
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
    /// or that hold this device's own entries; what the server passes over is asked for again. Of a space that was
    /// removed from this device nothing is missed.
    fn of(
        vault: &Vault,
        terms: &Terms,
        pulled: &Pulled,
        answer: &PullAnswer,
        runs: &[Run],
        passed_over: &dyn Fn(&SpaceId) -> bool,
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
            if claimed > MOST_PLACES
                || shown.get(&space).and_then(BTreeSet::last).is_some_and(|last| *last > MOST_PLACES)
            {
                return Err(SyncError::Answer { what: "page.place" });
            }
            let mut places = shown.remove(&space).unwrap_or_default();
            let last = places.last().copied().unwrap_or(0).max(claimed);
            if passed_over(&space) {
                if last > before {
                    reach.moved = true;
                    reach.cursors.push((space, last));
                }
                continue;
            }
            if last > before {
                places.extend(vault.places_of(terms.realm, space, terms.device, before)?);
            }
            let end = contiguous(before, &places).min(last.max(before));
            reach.complete &= end == claimed.max(before);
            reach.withheld = reach.withheld.saturating_add(last.saturating_sub(end.max(before)));
            if end > before {
                reach.moved = true;
                reach.cursors.push((space, end));
            }
        }
        // An own entry whose receipt was lost stands in a place that is not known here yet.
        if vault.outbox_count(terms.realm)?.waiting > 0 {
            reach.withheld = 0;
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
    aside: Vec<NewProblem<'static>>,
    /// What was parked before this page, with the code it was parked under.
    before: BTreeMap<Hash, String>,
    unreadable: usize,
}

/// All verdicts, ready to be kept.
struct Settled {
    accepted: Vec<Incoming>,
    problems: Vec<NewProblem<'static>>,
    parked: usize,
    refused: usize,
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
                        self.unreadable += 1;
                        self.aside.push(NewProblem {
                            state: ProblemState::Parked,
                            code: malformed.code(),
                            bytes: raw,
                            space: Some(space),
                            place: Some(place),
                        });
                    }
                }
            }
            for run in into_runs(readable) {
                self.judge(receiver, run);
            }
        }
    }

    /// Judges again what waits, from this page and from before, until nothing more is accepted or learned.
    fn again(&mut self, vault: &Vault, realm: RealmId, receiver: &mut dyn Receiver) -> Result<(), SyncError> {
        let fresh: BTreeSet<Hash> = self.waiting.iter().map(|(item, _)| item.hash).collect();
        for problem in vault.parked(realm)? {
            // What cannot be parsed waits for a later version, not for another entry.
            let Ok(entry) = SealedEntry::parse(&problem.bytes) else { continue };
            let hash = entry.hash();
            self.before.insert(hash, problem.code);
            if !fresh.contains(&hash) {
                self.waiting.push((Incoming { entry, hash, place: problem.place }, NOT_JUDGED));
            }
        }
        loop {
            let before = (self.accepted.len(), receiver.learned());
            let waiting = std::mem::take(&mut self.waiting);
            for run in into_runs(waiting.into_iter().map(|(item, _)| item).collect()) {
                self.judge(receiver, run);
            }
            if (self.accepted.len(), receiver.learned()) == before || self.waiting.is_empty() {
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
                Verdict::Refuse(code) => self.aside.push(problem(ProblemState::Refused, code, &item)),
            }
        }
    }

    /// What is kept of all verdicts. What waits as it waited before is not written again.
    fn settle(mut self, vault: &Vault, realm: RealmId) -> Result<Settled, SyncError> {
        let refused = self.aside.len() - self.unreadable;
        let mut parked = self.unreadable;
        for (item, code) in &self.waiting {
            let before = self.before.get(&item.hash);
            parked += usize::from(before.is_none());
            if before.is_none_or(|before| before != code) {
                self.aside.push(problem(ProblemState::Parked, code, item));
            }
        }
        if parked > 0 && vault.count_parked(realm)?.saturating_add(parked as u64) > MAX_KEPT {
            return Err(SyncError::TooManyParked);
        }
        Ok(Settled { accepted: self.accepted, problems: self.aside, parked, refused })
    }
}

fn problem(state: ProblemState, code: &'static str, item: &Incoming) -> NewProblem<'static> {
    let space = Some(item.entry.header.space);
    NewProblem { state, code, bytes: item.entry.to_bytes(), space, place: item.place }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::invented::{Author, create};

    /// Learns something each time, and accepts once it has learned enough.
    struct Learning(usize);

    impl Receiver for Learning {
        fn judge(&mut self, run: &[Incoming]) -> Vec<Verdict> {
            let verdict = if self.0 < 3 { Verdict::Park("key.missing") } else { Verdict::Accept };
            self.0 = (self.0 + 1).min(3);
            run.iter().map(|_| verdict).collect()
        }

        fn learned(&self) -> usize {
            self.0
        }
    }

    #[test]
    fn what_waits_is_judged_again_as_long_as_something_is_learned() {
        let (folder, realm) = (tempfile::tempdir().unwrap(), RealmId([1; 16]));
        let vault = create(&folder.path().join("v"));
        let entry = Author::of(realm, 7).write(SpaceId([2; 16]), b"invented");
        let waits = |entry: SealedEntry| Incoming { hash: entry.hash(), entry, place: None };
        let mut judged = Judged { waiting: vec![(waits(entry), NOT_JUDGED)], ..Judged::default() };
        judged.again(&vault, realm, &mut Learning(0)).unwrap();
        assert_eq!((judged.accepted.len(), judged.waiting.len()), (1, 0));
    }
}
