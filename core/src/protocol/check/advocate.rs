//! Checks advocate.toml: that what it names exists, can hold what the screens put there, and is kept where it belongs.

use first72_wire::compartment::Compartment;

use super::super::advocate::{AdvocateWork, CANNOT_COME, COMING, CalloutRule};
use super::super::form::AnswerType;
use super::super::pack::Field;
use super::super::problem::{Problem, Thing};
use super::super::written::{AdvocateFile, CalloutWritten, Placed};
use super::Checker;

const FILE: &str = "advocate.toml";
/// Nobody says "in more than ten hours" to a page.
const LONGEST_ETA_MIN: u16 = 600;

impl Checker<'_, '_> {
    pub(super) fn advocate(&mut self, file: &AdvocateFile, fields: &[Field]) -> AdvocateWork {
        AdvocateWork { callout: file.callout.as_ref().map(|callout| self.callout(callout, fields)) }
    }

    fn callout(&mut self, written: &CalloutWritten, fields: &[Field]) -> CalloutRule {
        let minutes = written.eta_minutes.get_ref();
        let ascends = minutes.is_sorted() && minutes.iter().all(|minutes| (1..=LONGEST_ETA_MIN).contains(minutes));
        if minutes.is_empty() || !ascends {
            let problem = Problem::Word {
                key: "eta_minutes",
                text: format!("{minutes:?}"),
                allowed: vec!["minutes from 1 to 600, the shortest first"],
            };
            self.wrong(FILE, &written.eta_minutes, problem);
        }
        for shown in written.shows.iter().chain([&written.area]) {
            self.kept_by(shown, Compartment::Ops, fields);
        }
        for coming in [COMING, CANNOT_COME] {
            self.offers(&written.answer, coming);
        }
        CalloutRule {
            area: self.reference(FILE, &written.area, Thing::Field),
            shows: self.references(FILE, &written.shows, Thing::Field),
            answer: self.shared(&written.answer, "choice", fields),
            reason: self.shared(&written.reason, "choice", fields),
            acknowledged: self.shared(&written.acknowledged, "instant", fields),
            eta: self.shared(&written.eta, "instant", fields),
            arrived: self.shared(&written.arrived, "instant", fields),
            arrival_step: self.reference(FILE, &written.arrival_step, Thing::Step),
            eta_minutes: minutes.clone(),
        }
    }

    /// A question of this type that everybody on the episode can read.
    fn shared(&mut self, key: &Placed<String>, wanted: &'static str, fields: &[Field]) -> String {
        self.typed(key, wanted);
        self.kept_by(key, Compartment::Ops, fields);
        self.reference(FILE, key, Thing::Field)
    }

    pub(super) fn typed(&mut self, key: &Placed<String>, wanted: &'static str) {
        let found = self.names.field_type(key.get_ref()).map(AnswerType::name).filter(|found| *found != wanted);
        if let Some(found) = found {
            self.wrong(FILE, key, Problem::FieldType { field: key.get_ref().clone(), found, wanted });
        }
    }

    fn offers(&mut self, key: &Placed<String>, choice: &str) {
        let offered = self.names.field_type(key.get_ref()).map_or(&[][..], AnswerType::choices).to_vec();
        if self.names.has(Thing::Field, key.get_ref()) && !offered.iter().any(|one| one == choice) {
            let (field, choice) = (key.get_ref().clone(), choice.to_owned());
            self.wrong(FILE, key, Problem::NotOffered { field, choice, choices: offered });
        }
    }

    /// What a screen shows to many must not be kept where only few may look, nor the other way round.
    pub(super) fn kept_by(&mut self, key: &Placed<String>, wanted: Compartment, fields: &[Field]) {
        let id = key.get_ref().split_once('@').map_or(key.get_ref().as_str(), |(id, _)| id);
        let Some(field) = fields.iter().find(|field| field.id == id) else { return };
        if field.part_of.is_some() && !key.get_ref().contains('@') {
            let known = vec![format!("{id}@<item>")];
            self.wrong(FILE, key, Problem::NotListed { thing: Thing::Field, id: id.to_owned(), known });
        }
        if let Some(found) = Some(field.kept_in()).filter(|found| *found != wanted) {
            let (found, wanted) = (found.code(), wanted.code());
            self.wrong(FILE, key, Problem::KeptElsewhere { field: key.get_ref().clone(), found, wanted });
        }
    }
}

#[cfg(test)]
mod tests;
