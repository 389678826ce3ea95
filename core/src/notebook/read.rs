//! What a person sees: episodes by urgency, one episode's plan, notes, problems. All from memory.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::{Right, Scope, SpaceFacts};
use crate::episode::{Opened, PackRef, Record};
use crate::moment::Moment;
use crate::protocol::facts::Seen;
use crate::protocol::pack::AppRole;
use crate::protocol::{Facts, Pack, Plan, engine};
use crate::vault::{Problem, VaultError};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, PersonId, RealmId};

/// One line of the home screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeLine {
    /// The episode.
    pub episode: EpisodeId,
    /// How it was opened.
    pub opened: Opened,
    /// The pack that it runs on.
    pub pack: PackRef,
    /// The id of the step that is due next.
    pub next_step: Option<String>,
    /// When that step is due, in milliseconds since 1970 UTC; none when it is due at once or has no clock yet.
    pub next_due_ms: Option<i64>,
    /// Open steps whose time has passed.
    pub late: usize,
    /// Open steps.
    pub open: usize,
    /// Saves of this episode that are only on this device.
    pub only_here: bool,
}

/// A save of this device that a server refused. It stays here, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// The realm.
    pub realm: RealmId,
    /// The server's reason, a stable code.
    pub code: String,
    /// When the refusal came, by this device's clock, milliseconds since 1970.
    pub refused_ms: i64,
    /// Its number on this device.
    pub row: i64,
}

/// Something that was refused or waits, kept whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemLine {
    /// The realm.
    pub realm: RealmId,
    /// What was kept, with its reason.
    pub problem: Problem,
}

impl Notebook {
    /// The episodes on this device, the most urgent first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tonight(&self, now: Moment) -> Result<Vec<EpisodeLine>, NotebookError> {
        let waiting = self.waiting_hashes()?;
        let mut lines: Vec<_> =
            self.records.iter().filter_map(|(id, record)| self.line(*id, record, &waiting, now)).collect();
        lines.sort_by_key(|line| (line.next_step.is_none(), line.next_due_ms.unwrap_or(i64::MIN), line.episode));
        Ok(lines)
    }

    fn line(
        &self,
        episode: EpisodeId,
        record: &Record,
        waiting: &std::collections::BTreeSet<first72_wire::id::Hash>,
        now: Moment,
    ) -> Option<EpisodeLine> {
        let opened = record.opened()?;
        let named = record.pack()?;
        let edition = self.packs.fitting(&named);
        let pack = edition.and_then(|(edition, _)| edition.pack().ok());
        let plan = pack.map(|pack| self.seen_plan(episode, pack, record, now));
        let next = plan.as_ref().and_then(Plan::next_due);
        let open = plan.iter().flat_map(|plan| &plan.steps).filter(|step| step.is_open());
        Some(EpisodeLine {
            episode,
            pack: named,
            next_step: next.map(|step| step.step.id.clone()),
            next_due_ms: next.and_then(|step| step.due_at()).map(|due| due.ms),
            late: open.clone().filter(|step| step.late).count(),
            open: open.count(),
            only_here: record.history().iter().any(|save| waiting.contains(&save.hash())),
            opened,
        })
    }

    fn waiting_hashes(&self) -> Result<std::collections::BTreeSet<first72_wire::id::Hash>, VaultError> {
        let mut waiting = std::collections::BTreeSet::new();
        for seat in &self.seats {
            waiting.extend(self.vault.outbox_hashes(seat.realm())?);
        }
        Ok(waiting)
    }

    /// The record of an episode.
    #[must_use]
    pub fn record(&self, episode: EpisodeId) -> Option<&Record> {
        self.records.get(&episode)
    }

    /// The episodes on this device.
    pub fn episodes(&self) -> impl Iterator<Item = EpisodeId> {
        self.records.keys().copied()
    }

    /// The plan of an episode at this moment: steps, clocks, due times and why each step stands.
    ///
    /// # Errors
    /// When there is no such episode, or its pack is not here.
    pub fn plan(&self, episode: EpisodeId, now: Moment) -> Result<Plan<'_>, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        Ok(self.seen_plan(episode, pack, record, now))
    }

    /// The plan as this person may know it: a step of which only the advocacy agency ever learns is on nobody else's
    /// list, where it could only look as if it were left undone.
    fn seen_plan<'p>(&self, episode: EpisodeId, pack: &'p Pack, record: &Record, now: Moment) -> Plan<'p> {
        let mut plan = plan_of(pack, record, self.time(now).ms);
        if !self.reads_private(episode, record) {
            plan.steps.retain(|planned| !planned.step.is_private());
        }
        plan
    }

    /// Whether this device may hold what the advocacy agency keeps of an episode.
    fn reads_private(&self, episode: EpisodeId, record: &Record) -> bool {
        let Some(opened) = record.opened() else { return false };
        let facts = SpaceFacts {
            compartment: Compartment::Adv,
            station: Some(opened.station),
            episode: Some(episode),
            opened_by: None,
        };
        let mut agencies = self.seats.iter().filter(|seat| seat.has(Compartment::Adv));
        agencies.any(|seat| seat.directory.entitled(&seat.device(), &seat.facts_for(&facts)))
    }

    /// The pack that an episode runs on.
    ///
    /// # Errors
    /// As [`Notebook::plan`].
    pub fn pack_of(&self, episode: EpisodeId) -> Result<&Pack, NotebookError> {
        Ok(self.opened(episode)?.1)
    }

    /// How a question stands.
    #[must_use]
    pub fn seen(&self, episode: EpisodeId, field: &str) -> Seen {
        let answers = self.records.get(&episode).map(|record| record.answers(field)).unwrap_or_default();
        Seen::of(answers.iter().map(|written| written.answer))
    }

    /// The compartments that this person may write for an episode.
    #[must_use]
    pub fn writable(&self, episode: EpisodeId) -> Vec<Compartment> {
        Compartment::OF_RECORDS.into_iter().filter(|compartment| self.home(episode, &[*compartment]).is_ok()).collect()
    }

    /// What this person is on this device: deputy, advocate, station lead, registrar …
    #[must_use]
    pub fn roles(&self) -> Vec<AppRole> {
        let mut roles = Vec::new();
        for seat in &self.seats {
            let Some(person) = seat.enrolment.person else { continue };
            for grant in seat.directory.grants_of(&person).filter(|grant| grant.is_live()) {
                let role = grant.terms.as_ref().and_then(|terms| AppRole::from_word(terms.role.code()));
                roles.extend(role);
            }
            if seat.directory.is_registrar(&seat.device()) {
                roles.push(AppRole::Registrar);
            }
        }
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// This person, as each realm of this device knows them.
    pub fn persons(&self) -> impl Iterator<Item = PersonId> {
        self.seats.iter().filter_map(|seat| seat.enrolment.person)
    }

    /// The stations at which this person has a right, as their grants name them.
    #[must_use]
    pub fn stations(&self, right: Right) -> Vec<String> {
        let mut stations = Vec::new();
        for seat in &self.seats {
            let Some(person) = seat.enrolment.person else { continue };
            for grant in seat.directory.grants_of(&person).filter(|grant| grant.is_live()) {
                let terms = grant.terms.as_ref().filter(|terms| terms.allows(right));
                if let Some(Scope::Station(station)) = terms.map(|terms| &terms.scope) {
                    stations.push(station.clone());
                }
            }
        }
        stations.sort_unstable();
        stations.dedup();
        stations
    }

    /// A person's short name, as the directories of this device's realms give it.
    #[must_use]
    pub fn short_name(&self, person: PersonId) -> Option<&str> {
        let find = |seat: &'_ Seat| seat.directory.person(&person).is_some();
        let seat = self.seats.iter().find(|seat| find(seat))?;
        seat.directory.person(&person)?.facts.as_ref().map(|facts| facts.short_name.as_str())
    }

    /// This person's own short name, from the first realm that knows it.
    #[must_use]
    pub fn my_name(&self) -> Option<&str> {
        self.seats.iter().filter_map(|seat| seat.enrolment.person).find_map(|person| self.short_name(person))
    }

    /// The name of the realm that holds this class of content, if this device is in one.
    #[must_use]
    pub fn realm_with(&self, compartment: Compartment) -> Option<&str> {
        let seat = self.seats.iter().find(|seat| seat.has(compartment))?;
        Some(&seat.genesis.fields().name)
    }

    /// The name of a realm of this device.
    #[must_use]
    pub fn realm_name(&self, realm: RealmId) -> Option<&str> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm)?;
        Some(&seat.genesis.fields().name)
    }

    /// The longest time without a touch that every realm of this device allows, in seconds; none while in no realm.
    #[must_use]
    pub fn idle_seconds(&self) -> Option<u32> {
        self.seats.iter().map(|seat| seat.genesis.fields().limits.idle_s).min()
    }

    /// The longest time since unlocking that every realm of this device allows, in seconds; none while in no realm.
    #[must_use]
    pub fn open_seconds(&self) -> Option<u32> {
        self.seats.iter().map(|seat| seat.genesis.fields().limits.absolute_s).min()
    }

    /// What was refused or waits, in every realm.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn problems(&self) -> Result<Vec<ProblemLine>, NotebookError> {
        let mut lines = Vec::new();
        for seat in &self.seats {
            let realm = seat.realm();
            lines.extend(self.vault.problems(realm)?.into_iter().map(|problem| ProblemLine { realm, problem }));
        }
        Ok(lines)
    }

    /// What the servers refused of this device's own saves, in every realm. All of it is kept here.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn refused(&self) -> Result<Vec<RefusedLine>, NotebookError> {
        let mut lines = Vec::new();
        for seat in &self.seats {
            let realm = seat.realm();
            let stuck = self.vault.outbox_stuck(realm)?.into_iter();
            lines.extend(stuck.map(|stuck| RefusedLine {
                realm,
                code: stuck.code,
                refused_ms: stuck.refused_ms,
                row: stuck.row,
            }));
        }
        Ok(lines)
    }

    /// Whether this person may start episodes: a live grant of theirs holds the right.
    #[must_use]
    pub fn may_open(&self, now: Moment) -> bool {
        let seats = self.seats.iter().filter(|seat| seat.has(Compartment::Ops));
        seats.into_iter().any(|seat| {
            let Some(person) = seat.enrolment.person else { return false };
            let scopes = seat.directory.grants_of(&person).filter_map(|grant| grant.terms.as_ref());
            let stations = scopes.map(|terms| match &terms.scope {
                Scope::Station(station) => Some(station.clone()),
                _ => None,
            });
            stations.into_iter().any(|station| {
                let facts =
                    SpaceFacts { compartment: Compartment::Ops, station, episode: None, opened_by: Some(person) };
                seat.directory.may_open(self.as_of(now), &seat.device(), &facts)
            })
        })
    }

    /// Whether the device is almost full: a save used the last reserve.
    #[must_use]
    pub const fn is_low_on_space(&self) -> bool {
        self.low_on_space
    }
}

fn plan_of<'p>(pack: &'p Pack, record: &Record, now_ms: i64) -> Plan<'p> {
    engine::run(pack, &Facts::from_record(pack, record), now_ms, &pack.calendar)
}
