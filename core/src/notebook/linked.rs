//! Episodes that belong together: several young people met in one operation, and one young person who was met before.
//!
//! Each keeps a record of their own. A link is an item of a set with a reserved name ([`Link::set`]), kept where everybody
//! on the episode reads; it names the other episode by its id, which says nothing to a device that does not hold that one.

use super::Notebook;
use super::answering::{Before, Saves, add, check};
use super::error::NotebookError;
use crate::directory::SpaceFacts;
use crate::episode::{Answer, Change, ChangeRef, PackRef, Record, Value};
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, PersonId};
use std::collections::BTreeSet;

/// The question how many young people are there.
pub const YOUTHS_HERE: &str = "youths_here";
/// The question whether the team has met this young person before.
pub const FOUND_BEFORE: &str = "found_before";
/// What is the same for everybody who is met in one operation; carried over where it is not answered yet.
const SHARED: [&str; 3] = ["place_coarse", "how_found", "operation_id"];

/// How two episodes belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// Two young people, one operation.
    SameOperation,
    /// One young person, met twice.
    SameYouth,
}

impl Link {
    /// The name of the set that holds such links.
    #[must_use]
    pub const fn set(self) -> &'static str {
        match self {
            Self::SameOperation => "link.operation",
            Self::SameYouth => "link.youth",
        }
    }
}

/// Another episode that belongs with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The other.
    pub episode: EpisodeId,
    /// How they belong together.
    pub link: Link,
    /// Whether the other began first. An episode that is not on this device is one that was named when it was.
    pub is_earlier: bool,
    /// Who came to the other as the advocate; none while nobody has, or this device does not know.
    pub advocate: Option<PersonId>,
}

/// An episode whose first save is being made.
pub(super) struct Begun {
    pub(super) episode: EpisodeId,
    pub(super) station: String,
    pub(super) handle: String,
    pub(super) pack: PackRef,
}

impl Begun {
    /// The first change of one of its spaces.
    pub(super) fn opening(&self, compartment: Compartment) -> Change {
        let Self { episode, station, handle, pack } = self;
        let (station, handle, pack) = (station.clone(), handle.clone(), pack.clone());
        Change::Open { episode: *episode, compartment, station, handle, pack }
    }

    pub(super) fn facts(&self, compartment: Compartment) -> SpaceFacts {
        SpaceFacts { compartment, station: Some(self.station.clone()), episode: Some(self.episode), opened_by: None }
    }
}

impl Notebook {
    /// The episodes that belong with this one, the same young person first.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn linked(&self, episode: EpisodeId) -> Result<Vec<Linked>, NotebookError> {
        let began = self.began(episode).ok_or(NotebookError::NoEpisode)?;
        let of = |link, others: BTreeSet<EpisodeId>| {
            others.into_iter().filter(|other| *other != episode).map(move |other| Linked {
                episode: other,
                link,
                is_earlier: self.began(other).is_none_or(|there| (there, other) < (began, episode)),
                advocate: self.callout(other).ok().flatten().and_then(|page| page.by),
            })
        };
        let youth = of(Link::SameYouth, self.group(Link::SameYouth, episode));
        Ok(youth.chain(of(Link::SameOperation, self.group(Link::SameOperation, episode))).collect())
    }

    /// Says that two episodes belong together. Two in one operation: both records count one more young person where fewer
    /// are on record, and the newer takes over what the operation is known by. One young person met twice: the later record
    /// says that they were met before, so that the advocate they know is told first.
    ///
    /// # Errors
    /// When one of them is not here, they are the same, or this person may not write where the link is kept.
    pub fn link(&mut self, one: EpisodeId, link: Link, other: EpisodeId, now: Moment) -> Result<(), NotebookError> {
        let (Some(first), Some(second)) = (self.began(one), self.began(other)) else {
            return Err(NotebookError::NoEpisode);
        };
        if one == other {
            return Err(NotebookError::NoEpisode);
        }
        let (earlier, later) = if (first, one) < (second, other) { (one, other) } else { (other, one) };
        let mut saves = Saves::new();
        if !self.group(link, later).contains(&earlier) {
            let facts = self.home(later, &[Compartment::Ops])?;
            let item = earlier.to_string();
            add(&mut saves, facts, Change::AddItem { field: link.set().to_owned(), item });
        }
        match link {
            Link::SameYouth => {
                let before = Answer::Given(Value::Flag(true));
                self.answer_where_it_can(&mut saves, later, FOUND_BEFORE, &before);
            }
            Link::SameOperation => self.share(&mut saves, earlier, later),
        }
        self.save(saves, now)
    }

    /// As [`Notebook::link`], of an episode that begins with the same save: what is said of it goes into that save.
    pub(super) fn link_begun(
        &self,
        saves: &mut Saves,
        begun: &Begun,
        link: Link,
        other: EpisodeId,
    ) -> Result<(), NotebookError> {
        self.began(other).ok_or(NotebookError::NoEpisode)?;
        let named = Change::AddItem { field: link.set().to_owned(), item: other.to_string() };
        add(saves, begun.facts(Compartment::Ops), named);
        match link {
            Link::SameYouth => self.answer_begun(saves, begun, FOUND_BEFORE, Answer::Given(Value::Flag(true))),
            Link::SameOperation => {
                let together = self.group(Link::SameOperation, other);
                let count = self.count_together(saves, &together, together.len().saturating_add(1));
                self.answer_begun(saves, begun, YOUTHS_HERE, Answer::Given(Value::Number(count)));
                for field in SHARED {
                    if let Some(answer) = self.one_answer(other, field) {
                        self.answer_begun(saves, begun, field, answer);
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes a link back. What was answered because of it stays, and can be answered anew.
    ///
    /// # Errors
    /// When this person may not write where the link is kept.
    pub fn unlink(&mut self, one: EpisodeId, link: Link, other: EpisodeId, now: Moment) -> Result<(), NotebookError> {
        let mut saves = Saves::new();
        for (from, to) in [(one, other), (other, one)] {
            let item = to.to_string();
            let Some(record) = self.records.get(&from) else { continue };
            let standing = record.additions(link.set(), &item);
            if !standing.is_empty() {
                let facts = self.home(from, &[Compartment::Ops])?;
                let removes: Vec<ChangeRef> = standing.into_iter().map(|(reference, _)| reference).collect();
                add(&mut saves, facts, Change::RemoveItem { field: link.set().to_owned(), item, removes });
            }
        }
        self.save(saves, now)
    }

    /// What one operation is known by, for the newest record of it, and the number of young people for all of them.
    fn share(&self, saves: &mut Saves, earlier: EpisodeId, later: EpisodeId) {
        let mut together = self.group(Link::SameOperation, earlier);
        together.extend(self.group(Link::SameOperation, later));
        self.count_together(saves, &together, together.len());
        for field in SHARED {
            let there = self.records.get(&later).is_some_and(|record| !record.answers(field).is_empty());
            if let Some(answer) = self.one_answer(earlier, field).filter(|_| !there) {
                self.answer_where_it_can(saves, later, field, &answer);
            }
        }
    }

    /// Says in each record of one operation how many young people are there: as many as are on record, and no fewer than
    /// somebody counted.
    fn count_together(&self, saves: &mut Saves, together: &BTreeSet<EpisodeId>, on_record: usize) -> i64 {
        let known = |episode: &EpisodeId| self.youths_on_record(*episode).unwrap_or(0);
        let count = together.iter().map(known).max().unwrap_or(0);
        let count = count.max(i64::try_from(on_record).unwrap_or(i64::MAX));
        for episode in together.iter().filter(|episode| known(episode) < count) {
            self.answer_where_it_can(saves, *episode, YOUTHS_HERE, &Answer::Given(Value::Number(count)));
        }
        count
    }

    /// The first answer of an episode that begins with this save, under the terms of [`Notebook::answer_where_it_can`].
    fn answer_begun(&self, saves: &mut Saves, begun: &Begun, field: &str, answer: Answer) {
        let Some(pack) = self.packs.fitting(&begun.pack).and_then(|(edition, _)| edition.pack().ok()) else { return };
        let Some(known) = pack.field(field).filter(|known| check(known.kind.as_ref(), &answer).is_ok()) else { return };
        let facts = known.compartments.iter().map(|compartment| begun.facts(*compartment));
        let writable = |facts: &SpaceFacts| self.seats.iter().any(|seat| seat.may_write(&seat.facts_for(facts)));
        let Some(facts) = facts.into_iter().find(writable) else { return };
        if !saves.iter().any(|(there, _)| *there == facts) {
            saves.push((facts.clone(), vec![begun.opening(facts.compartment)]));
        }
        add(saves, facts, Change::Answer { field: field.to_owned(), answer, replaces: Vec::new() });
    }

    /// An answer over what stands, where the pack has the question and this person may write it: whoever may not has still
    /// said that the episodes belong together.
    fn answer_where_it_can(&self, saves: &mut Saves, episode: EpisodeId, field: &str, answer: &Answer) {
        let Ok((record, pack)) = self.opened(episode) else { return };
        let Some(known) = pack.field(field).filter(|known| check(known.kind.as_ref(), answer).is_ok()) else { return };
        // What people answered differently is theirs to settle.
        let one = self.one_answer(episode, field);
        if one.as_ref() == Some(answer) || (one.is_none() && record.answers(field).len() > 1) {
            return;
        }
        if let Ok(facts) = self.home(episode, &known.compartments) {
            let change = self.answer_change(record, field, answer.clone(), Before::Everything, facts.compartment);
            add(saves, facts, change);
        }
    }

    /// The answer to a question while people agree on it.
    fn one_answer(&self, episode: EpisodeId, field: &str) -> Option<Answer> {
        let standing = self.records.get(&episode)?.answers(field);
        let (first, rest) = standing.split_first()?;
        let agree = rest.iter().all(|one| one.answer == first.answer);
        (agree && matches!(first.answer, Answer::Given(_))).then(|| first.answer.clone())
    }

    fn youths_on_record(&self, episode: EpisodeId) -> Option<i64> {
        match self.one_answer(episode, YOUTHS_HERE)? {
            Answer::Given(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// Every episode that is reached by links of a kind, in either direction, this one included.
    fn group(&self, link: Link, episode: EpisodeId) -> BTreeSet<EpisodeId> {
        let mut reached = BTreeSet::from([episode]);
        let mut next = vec![episode];
        while let Some(from) = next.pop() {
            let named = self.records.get(&from).map(|record| named_by(record, link)).unwrap_or_default();
            let naming = self.records.iter().filter(|(_, record)| named_by(record, link).contains(&from));
            let found: Vec<_> = naming.map(|(id, _)| *id).chain(named).filter(|id| reached.insert(*id)).collect();
            next.extend(found);
        }
        reached
    }

    /// When the first save of an episode was made; none while it is not here.
    fn began(&self, episode: EpisodeId) -> Option<i64> {
        let record = self.records.get(&episode)?;
        record.opened()?;
        record.history().first().map(|save| save.op().when.wall_ms)
    }
}

/// The episodes that a record names.
fn named_by(record: &Record, link: Link) -> Vec<EpisodeId> {
    record.items(link.set()).into_keys().filter_map(|item| item.parse().ok()).collect()
}
