//! Copies that members give each other for a time: which spaces hold one, which of them are over, and what is held.
//!
//! The server reads public parts only. A copy that is over is served to nobody, and its bytes and wraps are destroyed unless
//! a registrar holds what it is about; then they stay, sealed and unserved, until the hold is over. What may be read, and by
//! whom, is judged in full on every device.

use crate::members::{Members, Office, Stated};
use first72_wire::id::{DeviceId, Hash, MatterId, PersonId, SpaceId};
use first72_wire::statement::PublicPart;
use std::collections::{BTreeMap, BTreeSet};

/// Every copy and hold that the directory's statements name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Disclosures {
    given: BTreeMap<SpaceId, Given>,
    /// Who said that one ends; also before it was given here.
    closed: BTreeMap<SpaceId, Vec<Closer>>,
    holds: BTreeMap<Hash, MatterId>,
    ended_holds: BTreeSet<Hash>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    by: PersonId,
    matter: MatterId,
    end_ms: i64,
    /// What was done with it so far.
    done: Done,
}

/// How far a copy that is over has been put away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Done {
    #[default]
    Nothing,
    Unserved,
    Destroyed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Closer {
    person: Option<PersonId>,
    is_office: bool,
}

/// What is to be done with a space now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// Nobody is served any more.
    Unserve(SpaceId),
    /// The bytes go too. The person who gave it is who must have begun the space.
    Destroy(SpaceId, PersonId),
}

impl Disclosures {
    /// As the statements of a directory have it, in their order. Nothing of what is due was done yet.
    pub(crate) fn replayed(members: &Members, statements: &[Stated]) -> Self {
        let mut all = Self::default();
        for stated in statements {
            all.apply(members, &stated.author, stated.hash, &stated.public);
        }
        all
    }

    /// Whether a statement can change anything here.
    pub(crate) const fn heeds(statement: &PublicPart) -> bool {
        matches!(
            statement,
            PublicPart::ReleaseOpen(_)
                | PublicPart::ReleaseClose { .. }
                | PublicPart::Hold { .. }
                | PublicPart::HoldEnd { .. }
        )
    }

    /// Takes in a statement that `author` signed. An end is never too late, so nobody asks whether the device has ended.
    pub(crate) fn apply(&mut self, members: &Members, author: &DeviceId, hash: Hash, statement: &PublicPart) {
        let Some(member) = members.get(author) else { return };
        let is_registrar = member.office == Office::Registrar;
        let is_office = is_registrar || member.office == Office::Root;
        match statement {
            PublicPart::ReleaseOpen(opening) => {
                let Some(by) = member.person else { return };
                let given = Given { by, matter: opening.matter, end_ms: opening.end_ms, done: Done::Nothing };
                self.given.entry(opening.space).or_insert(given);
            }
            PublicPart::ReleaseClose { space } => {
                self.closed.entry(*space).or_default().push(Closer { person: member.person, is_office });
            }
            PublicPart::Hold { matter } if is_registrar => _ = self.holds.insert(hash, *matter),
            PublicPart::HoldEnd { hold } if is_office => _ = self.ended_holds.insert(*hold),
            _ => {}
        }
    }

    /// Whether a space held a copy that is over at `now_ms`: nothing is taken for it any more.
    pub(crate) fn is_over(&self, space: &SpaceId, now_ms: i64) -> bool {
        self.given.get(space).is_some_and(|given| self.over(space, given, now_ms))
    }

    /// What is due at `now_ms`, in ascending order of the spaces.
    pub(crate) fn due(&self, now_ms: i64) -> Vec<Due> {
        let over = self.given.iter().filter(|(space, given)| self.over(space, given, now_ms));
        let due = over.filter_map(|(space, given)| match (given.done, self.is_held(&given.matter)) {
            (Done::Nothing, true) => Some(Due::Unserve(*space)),
            (Done::Nothing | Done::Unserved, false) => Some(Due::Destroy(*space, given.by)),
            (Done::Unserved, true) | (Done::Destroyed, _) => None,
        });
        due.collect()
    }

    /// It was done, and need not be done again.
    pub(crate) fn note(&mut self, due: &Due) {
        let (space, done) = match due {
            Due::Unserve(space) => (space, Done::Unserved),
            Due::Destroy(space, _) => (space, Done::Destroyed),
        };
        if let Some(given) = self.given.get_mut(space) {
            given.done = done;
        }
    }

    fn over(&self, space: &SpaceId, given: &Given, now_ms: i64) -> bool {
        let mut closers = self.closed.get(space).into_iter().flatten();
        given.end_ms <= now_ms || closers.any(|closer| closer.is_office || closer.person == Some(given.by))
    }

    fn is_held(&self, matter: &MatterId) -> bool {
        self.holds.iter().any(|(hold, held)| held == matter && !self.ended_holds.contains(hold))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::members::tests::peopled;
    use first72_wire::statement::Opening;

    const SPACE: SpaceId = SpaceId([7; 16]);
    const MATTER: MatterId = MatterId([8; 16]);
    const REGISTRAR: DeviceId = DeviceId([2; 16]);
    /// Two devices of the person who gives, and one of somebody else.
    const GIVER: DeviceId = DeviceId([3; 16]);
    const OTHER_OF_GIVER: DeviceId = DeviceId([4; 16]);
    const SOMEBODY: DeviceId = DeviceId([5; 16]);

    fn said(list: &[(DeviceId, PublicPart)]) -> Disclosures {
        let (members, mut all) = (peopled(), Disclosures::default());
        for (number, (author, public)) in (1u8..).zip(list) {
            all.apply(&members, author, Hash([number; 32]), public);
        }
        all
    }

    fn open(by: DeviceId) -> (DeviceId, PublicPart) {
        (by, PublicPart::ReleaseOpen(Opening { space: SPACE, matter: MATTER, end_ms: 100 }))
    }

    fn close(by: DeviceId) -> (DeviceId, PublicPart) {
        (by, PublicPart::ReleaseClose { space: SPACE })
    }

    const DESTROY: [Due; 1] = [Due::Destroy(SPACE, PersonId([3; 16]))];

    #[test]
    fn a_copy_is_over_at_its_time_and_by_the_word_of_who_gave_it_or_of_a_registrar() {
        assert_eq!((said(&[open(GIVER)]).due(99), said(&[open(GIVER)]).due(100)), (vec![], DESTROY.to_vec()));
        for (by, is_over) in [(GIVER, true), (OTHER_OF_GIVER, true), (REGISTRAR, true), (SOMEBODY, false)] {
            for list in [[open(GIVER), close(by)], [close(by), open(GIVER)]] {
                let all = said(&list);
                assert_eq!((all.is_over(&SPACE, 0), all.due(0).is_empty()), (is_over, !is_over), "{by}");
            }
        }
        assert_eq!(said(&[close(GIVER)]).due(1_000), [], "a space of which nobody said that it holds a copy");
    }

    #[test]
    fn who_names_a_space_first_gave_it() {
        let all = said(&[open(GIVER), open(SOMEBODY), close(SOMEBODY)]);
        assert!(!all.is_over(&SPACE, 0));
    }

    #[test]
    fn a_registrars_hold_keeps_the_bytes_and_serves_nobody() {
        let hold = |by| (by, PublicPart::Hold { matter: MATTER });
        let end = |by| (by, PublicPart::HoldEnd { hold: Hash([1; 32]) });
        assert_eq!(said(&[hold(SOMEBODY), open(GIVER)]).due(100), DESTROY, "a member holds nothing");
        let mut held = said(&[hold(REGISTRAR), open(GIVER), close(GIVER)]);
        assert_eq!(held.due(0), [Due::Unserve(SPACE)]);
        held.note(&Due::Unserve(SPACE));
        assert_eq!(held.due(0), []);
        held.apply(&peopled(), &SOMEBODY, Hash([9; 32]), &end(SOMEBODY).1);
        assert_eq!(held.due(0), [], "nor does a member end it");
        held.apply(&peopled(), &REGISTRAR, Hash([9; 32]), &end(REGISTRAR).1);
        assert_eq!(held.due(0), DESTROY);
        held.note(&DESTROY[0]);
        assert_eq!(held.due(1_000), []);
    }
}
