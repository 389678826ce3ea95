//! Checks pack.toml: place, review, clocks, roles, phases, tracks, occasions.

use chrono::NaiveDate;
use chrono_tz::Tz;
use first72_wire::compartment::Compartment;

use super::super::due::Measure;
use super::super::pack::{
    AppRole, AskedAt, Clock, Document, FORMAT, Occasion, Phase, Review, ReviewStatus, Role, Source, Track,
};
use super::super::problem::{Problem, Thing};
use super::super::written::{ClockWritten, PackFile, PhaseWritten, Placed, ReviewWritten};
use super::{Checker, clock_field};

const FILE: &str = "pack.toml";

/// The parts of pack.toml that refer to nothing outside it.
pub(super) struct Head {
    pub(super) time_zone: Option<Tz>,
    pub(super) source_date: NaiveDate,
    pub(super) hotline: Option<String>,
    pub(super) review: Review,
    pub(super) clocks: Vec<Clock>,
    pub(super) roles: Vec<Role>,
    pub(super) phases: Vec<Phase>,
    pub(super) occasions: Vec<Occasion>,
    pub(super) sources: Vec<Source>,
    pub(super) documents: Vec<Document>,
}

impl Checker<'_, '_> {
    pub(super) fn head(&mut self, file: &PackFile) -> Head {
        if *file.format.get_ref() != FORMAT {
            self.wrong(FILE, &file.format, Problem::FormatVersion { found: *file.format.get_ref() });
        }
        let time_zone = self.zone(FILE, &file.time_zone);
        for (key, value) in [("id", &file.id), ("version", &file.version), ("place", &file.place)] {
            if value.get_ref().trim().is_empty() {
                self.wrong(FILE, value, Problem::Empty { key });
            }
        }
        Head {
            time_zone,
            source_date: self.day(FILE, &file.source_date),
            hotline: file.hotline.as_ref().map(|id| self.reference(FILE, id, Thing::Contact)),
            review: self.review(&file.review),
            clocks: self.clocks(&file.clock),
            roles: self.roles(file),
            phases: file.phase.iter().map(|phase| self.phase(phase)).collect(),
            occasions: self.occasions(file),
            sources: file.source.iter().map(source).collect(),
            documents: self.documents(file),
        }
    }

    fn documents(&mut self, file: &PackFile) -> Vec<Document> {
        let mut documents = Vec::new();
        for document in &file.document {
            if document.version.get_ref().trim().is_empty() {
                self.wrong(FILE, &document.version, Problem::Empty { key: "version" });
            }
            documents.push(Document {
                id: document.id.get_ref().clone(),
                version: document.version.get_ref().clone(),
                claim: self.claim(FILE, &document.sources, &document.confidence, document.verified, &document.note),
            });
        }
        documents
    }

    fn review(&mut self, written: &ReviewWritten) -> Review {
        let words = [
            (ReviewStatus::Draft, "draft"),
            (ReviewStatus::InReview, "in_review"),
            (ReviewStatus::Verified, "verified"),
        ];
        let status = self.word(FILE, &written.status, "status", &words).unwrap_or(ReviewStatus::Draft);
        if status == ReviewStatus::Verified && written.by.trim().is_empty() {
            self.wrong(FILE, &written.status, Problem::VerifiedByNobody);
        }
        let on = written.on.as_ref().map(|on| self.day(FILE, on));
        Review { status, by: written.by.clone(), on, note: written.note.clone() }
    }

    fn clocks(&mut self, written: &[ClockWritten]) -> Vec<Clock> {
        for clock in written {
            if stands_in_a_circle(clock, written) {
                self.wrong(FILE, &clock.id, Problem::Circle { thing: Thing::Clock, id: clock.id.get_ref().clone() });
            }
        }
        let shared = || vec![Compartment::Ops, Compartment::Stat];
        let check = |clock: &ClockWritten| Clock {
            id: clock.id.get_ref().clone(),
            field: clock_field(clock.id.get_ref()),
            or_else: clock.or_else.as_ref().map(|id| self.reference(FILE, id, Thing::Clock)),
            asked_at: clock
                .moment
                .as_ref()
                .and_then(|word| self.word(FILE, word, "moment", &AskedAt::WORDS))
                .unwrap_or(AskedAt::Scene),
            compartments: clock.compartments.as_ref().map_or_else(shared, |codes| self.compartments(FILE, codes).0),
            claim: self.claim(FILE, &clock.sources, &clock.confidence, clock.verified, &clock.note),
        };
        written.iter().map(check).collect()
    }

    fn roles(&mut self, file: &PackFile) -> Vec<Role> {
        let mut roles = Vec::new();
        for role in &file.role {
            let app_role = role.app_role.as_ref().and_then(|word| self.word(FILE, word, "app_role", &AppRole::WORDS));
            roles.push(Role { id: role.id.get_ref().clone(), app_role });
        }
        roles
    }

    fn phase(&mut self, phase: &PhaseWritten) -> Phase {
        let ends = phase.ends.as_ref().and_then(|ends| {
            let Some(clock) = &phase.clock else {
                self.wrong(FILE, ends, Problem::PhaseClock);
                return None;
            };
            Some((self.measure(FILE, ends, ends.get_ref())?, self.reference(FILE, clock, Thing::Clock)))
        });
        Phase { id: phase.id.get_ref().clone(), ends, before_contact: phase.before_contact }
    }

    fn occasions(&mut self, file: &PackFile) -> Vec<Occasion> {
        let mut occasions = Vec::new();
        for occasion in &file.occasion {
            let clock = occasion.clock.as_ref().map(|id| self.reference(FILE, id, Thing::Clock));
            occasions.push(Occasion { id: occasion.id.get_ref().clone(), clock });
        }
        occasions
    }

    pub(super) fn tracks(&mut self, file: &PackFile) -> Vec<Track> {
        let mut tracks = Vec::new();
        for track in &file.track {
            let gate = self.gate(FILE, Some(&track.when), track.unknown.as_ref(), super::conditions::Level::Track);
            tracks.push(Track { id: track.id.get_ref().clone(), gate });
        }
        tracks
    }

    /// A time zone by its IANA name.
    pub(super) fn zone(&mut self, file: &str, name: &Placed<String>) -> Option<Tz> {
        let zone = name.get_ref().parse().ok();
        if zone.is_none() {
            self.wrong(file, name, Problem::TimeZone { name: name.get_ref().clone() });
        }
        zone
    }

    /// A day written as 2026-12-31.
    pub(super) fn day(&mut self, file: &str, text: &Placed<String>) -> NaiveDate {
        text.get_ref().parse().unwrap_or_else(|_| {
            self.wrong(file, text, Problem::Day { text: text.get_ref().clone() });
            NaiveDate::default()
        })
    }

    /// A distance from a clock, its terms put in; `text` may be a part of what stands at the place.
    pub(super) fn measure(&mut self, file: &str, at: &Placed<impl Sized>, text: &str) -> Option<Measure> {
        let text = self.with_terms(file, at, text)?;
        let measure = Measure::read(&text);
        if measure.is_none() {
            self.wrong(file, at, Problem::Due { text });
        }
        measure
    }
}

fn source(source: &super::super::written::SourceWritten) -> Source {
    Source { id: source.id.get_ref().clone(), title: source.title.clone(), address: source.address.clone() }
}

/// Whether following `or_else` from a clock comes back to it.
fn stands_in_a_circle(clock: &ClockWritten, clocks: &[ClockWritten]) -> bool {
    let next = |id: &str| {
        let found = clocks.iter().find(|clock| clock.id.get_ref() == id)?;
        found.or_else.as_ref().map(|id| id.get_ref().as_str())
    };
    let start = clock.id.get_ref().as_str();
    let mut here = next(start);
    for _ in 0..clocks.len() {
        match here {
            Some(id) if id == start => return true,
            Some(id) => here = next(id),
            None => return false,
        }
    }
    false
}
