//! What an auditor looks at once a week (CJIS AU-6): who did how much, and what stands out. Pure; it decides nothing and
//! blames nobody: each remark says what was recorded, for a person to ask about.

use super::batch::AuditRow;
use super::event::{AuditClass, AuditEvent};
use first72_wire::id::{DeviceId, EpisodeId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// So many wrong secrets in the reviewed time are worth a question: the door locks at five.
pub const MISSED_OFTEN: u64 = 3;
/// So many episodes that somebody only looked at are worth a question.
pub const LOOKED_AT_MANY: usize = 5;

/// One row with who did it on which device, as the entry that carried it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whose device.
    pub person: Option<PersonId>,
    /// The device.
    pub device: DeviceId,
    /// What was done.
    pub row: AuditRow,
}

/// What one person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonWeek {
    /// Who; none for a device whose person nobody has named.
    pub person: Option<PersonId>,
    /// The episodes that were looked at.
    pub seen: BTreeSet<EpisodeId>,
    /// The episodes that were written in.
    pub written: BTreeSet<EpisodeId>,
    /// How many saves.
    pub saves: u64,
    /// How often the notebook was opened.
    pub opened: u64,
    /// How many wrong secrets there were.
    pub missed: u64,
    /// How many statements about people, devices and grants.
    pub membership: u64,
}

/// Something for a person to ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// Wrong secrets, at least [`MISSED_OFTEN`].
    MissedOften {
        /// Who.
        person: Option<PersonId>,
        /// How many.
        times: u64,
    },
    /// Episodes that were looked at and not written in, at least [`LOOKED_AT_MANY`].
    OnlyLooked {
        /// Who.
        person: Option<PersonId>,
        /// How many episodes.
        episodes: usize,
    },
    /// One thing that always stands here, such as a recovery.
    Happened {
        /// Who.
        person: Option<PersonId>,
        /// What.
        event: AuditEvent,
        /// How often.
        times: u64,
    },
    /// A device that was at the server in this time and left no rows.
    Silent {
        /// The device.
        device: DeviceId,
    },
}

/// A review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// What stands out, the same for the same rows.
    pub remarks: Vec<Remark>,
    /// What each person did, those who did most first.
    pub people: Vec<PersonWeek>,
}

/// Reviews rows. `synced` are the devices that were at the server in the same time.
#[must_use]
pub fn review(told: &[Told], synced: &BTreeSet<DeviceId>) -> Week {
    let mut people: BTreeMap<Option<PersonId>, PersonWeek> = BTreeMap::new();
    let mut happened: BTreeMap<(Option<PersonId>, AuditEvent), u64> = BTreeMap::new();
    for Told { person, row, .. } in told {
        let week = people.entry(*person).or_insert_with(|| PersonWeek::of(*person));
        let Some(event) = row.event() else { continue };
        week.count(event, row);
        if always_stands_out(event) {
            let times = happened.entry((*person, event)).or_default();
            *times = times.saturating_add(row.amount.max(1));
        }
    }
    let spoke: BTreeSet<DeviceId> = told.iter().map(|one| one.device).collect();
    let missed = people.values().filter(|week| week.missed >= MISSED_OFTEN);
    let missed = missed.map(|week| Remark::MissedOften { person: week.person, times: week.missed });
    let looked = people.values().map(|week| (week, week.seen.difference(&week.written).count()));
    let looked = looked
        .filter(|(_, episodes)| *episodes >= LOOKED_AT_MANY)
        .map(|(week, episodes)| Remark::OnlyLooked { person: week.person, episodes });
    let happened = happened.into_iter().map(|((person, event), times)| Remark::Happened { person, event, times });
    let silent = synced.difference(&spoke).map(|device| Remark::Silent { device: *device });
    let remarks = missed.chain(looked).chain(happened).chain(silent).collect();
    let mut people: Vec<PersonWeek> = people.into_values().collect();
    people.sort_by_key(|week| (std::cmp::Reverse(week.seen.len() + week.written.len()), week.person));
    Week { remarks, people }
}

/// Releases, second PINs, recoveries, looks in an emergency, what left a device another way, and whatever does not fit.
const fn always_stands_out(event: AuditEvent) -> bool {
    matches!(event.class(), AuditClass::Disclosed | AuditClass::Integrity)
        || matches!(
            event,
            AuditEvent::ReleaseUsed
                | AuditEvent::SecondPinUsed
                | AuditEvent::ReleaseGiven
                | AuditEvent::Recovered
                | AuditEvent::GlassBroken
        )
}

impl PersonWeek {
    fn of(person: Option<PersonId>) -> Self {
        let (seen, written) = (BTreeSet::new(), BTreeSet::new());
        Self { person, seen, written, saves: 0, opened: 0, missed: 0, membership: 0 }
    }

    fn count(&mut self, event: AuditEvent, row: &AuditRow) {
        let more = |count: &mut u64| *count = count.saturating_add(row.amount.max(1));
        match event {
            AuditEvent::Unlocked => more(&mut self.opened),
            AuditEvent::Missed => more(&mut self.missed),
            AuditEvent::EpisodeSeen => self.seen.extend(row.episode),
            AuditEvent::Created | AuditEvent::Changed => {
                more(&mut self.saves);
                self.written.extend(row.episode);
            }
            _ if event.class() == AuditClass::Membership => more(&mut self.membership),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(person: u8, event: AuditEvent, episode: Option<u8>, amount: u64) -> Told {
        let episode = episode.map(|byte| EpisodeId([byte; 16]));
        let row = AuditRow { number: event.number(), at_ms: 0, object: Vec::new(), episode, amount, session: [0; 8] };
        Told { person: Some(PersonId([person; 16])), device: DeviceId([person; 16]), row }
    }

    // cjis:AU-6
    #[test]
    fn what_stands_out_is_what_somebody_should_ask_about() {
        let mut rows: Vec<Told> = (1..=5).map(|one| told(1, AuditEvent::EpisodeSeen, Some(one), 1)).collect();
        rows.extend((1..=9).map(|one| told(2, AuditEvent::EpisodeSeen, Some(one), 1)));
        rows.extend((1..=6).map(|one| told(2, AuditEvent::Changed, Some(one), 1)));
        rows.push(told(2, AuditEvent::Missed, None, 2));
        rows.push(told(3, AuditEvent::Missed, None, 3));
        rows.push(told(3, AuditEvent::Recovered, None, 1));
        let wrote = BTreeSet::from([DeviceId([1; 16]), DeviceId([4; 16])]);
        let [one, three] = [1, 3].map(|byte| Some(PersonId([byte; 16])));
        let week = review(&rows, &wrote);
        assert_eq!(
            week.remarks,
            [
                Remark::MissedOften { person: three, times: 3 },
                Remark::OnlyLooked { person: one, episodes: 5 },
                Remark::Happened { person: three, event: AuditEvent::Recovered, times: 1 },
                Remark::Silent { device: DeviceId([4; 16]) },
            ]
        );
        let most = &week.people[0];
        assert_eq!((most.person, most.seen.len(), most.written.len(), most.saves), (Some(PersonId([2; 16])), 9, 6, 6));
    }

    #[test]
    fn an_ordinary_week_has_no_remarks() {
        let rows = [
            told(1, AuditEvent::Unlocked, None, 1),
            told(1, AuditEvent::Created, Some(1), 1),
            told(1, AuditEvent::EpisodeSeen, Some(1), 1),
            told(1, AuditEvent::Missed, None, 2),
            told(2, AuditEvent::Membership, None, 1),
        ];
        assert_eq!(review(&rows, &BTreeSet::new()).remarks, []);
        assert_eq!(review(&[], &BTreeSet::new()), Week::default());
    }

    #[test]
    fn a_row_of_a_later_version_is_kept_and_counts_for_nothing() {
        let mut row = told(1, AuditEvent::Unlocked, None, 1);
        row.row.number = 250;
        let week = review(&[row], &BTreeSet::new());
        assert_eq!((week.remarks.len(), week.people.len()), (0, 1));
    }
}
