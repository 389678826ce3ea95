//! Copies that are given for a time, as the server in memory knows them: by the public parts of statements.

use first72_wire::id::{Hash, MatterId, PersonId, SpaceId};
use first72_wire::statement::PublicPart;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(super) struct Copies {
    given: BTreeMap<SpaceId, (PersonId, MatterId, i64)>,
    /// Who said that one ends: whose device it was, and whether it carries an office.
    closed: BTreeMap<SpaceId, Vec<(Option<PersonId>, bool)>>,
    holds: BTreeMap<Hash, MatterId>,
    ended_holds: BTreeSet<Hash>,
    /// Those that were put away.
    away: BTreeSet<SpaceId>,
}

impl Copies {
    pub(super) fn apply(&mut self, person: Option<PersonId>, is_office: bool, hash: Hash, public: &PublicPart) {
        match (public, person) {
            (PublicPart::ReleaseOpen(opening), Some(by)) => {
                self.given.entry(opening.space).or_insert((by, opening.matter, opening.end_ms));
            }
            (PublicPart::ReleaseClose { space }, _) => {
                self.closed.entry(*space).or_default().push((person, is_office));
            }
            (PublicPart::Hold { matter }, Some(_)) if is_office => _ = self.holds.insert(hash, *matter),
            (PublicPart::HoldEnd { hold }, _) if is_office => _ = self.ended_holds.insert(*hold),
            _ => {}
        }
    }

    /// Whether nothing is taken for a space any more.
    pub(super) fn is_over(&self, space: &SpaceId) -> bool {
        self.away.contains(space)
    }

    /// Those that are over at `now_ms`, and whether they are held.
    pub(super) fn over(&mut self, now_ms: i64) -> Vec<(SpaceId, bool)> {
        let is_closed = |space: &SpaceId, by: &PersonId| {
            let closers = self.closed.get(space).into_iter().flatten();
            closers.into_iter().any(|(person, is_office)| *is_office || person.as_ref() == Some(by))
        };
        let is_held = |matter: &MatterId| {
            self.holds.iter().any(|(hold, held)| held == matter && !self.ended_holds.contains(hold))
        };
        let over = self.given.iter().filter(|(space, (by, _, end_ms))| *end_ms <= now_ms || is_closed(space, by));
        let over: Vec<_> = over.map(|(space, (_, matter, _))| (*space, is_held(matter))).collect();
        self.away.extend(over.iter().map(|(space, _)| *space));
        over
    }
}
