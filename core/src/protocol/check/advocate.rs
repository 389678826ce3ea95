//! Checks advocate.toml: that what it names exists, can hold what the screens put there, and is kept where it belongs.

use first72_wire::compartment::Compartment;

use super::super::advocate::{
    AdvocateWork, CANNOT_COME, COMING, CalloutRule, END, FollowUpRule, GO_ON, MADE, NeedsRule, PAUSE, SafetyPlanRule,
    Tell,
};
use super::super::form::AnswerType;
use super::super::pack::Field;
use super::super::problem::{Problem, Thing};
use super::super::step::Step;
use super::super::written::{
    AdvocateFile, CalloutWritten, FollowUpWritten, NeedsWritten, Placed, SafetyPlanWritten, TellWritten,
};
use super::Checker;

const FILE: &str = "advocate.toml";
/// Nobody says "in more than ten hours" to a page.
const LONGEST_ETA_MIN: u16 = 600;

/// What the file is checked against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    pub(super) fields: &'a [Field],
    pub(super) steps: &'a [Step],
}

impl Checker<'_, '_> {
    pub(super) fn advocate(&mut self, file: &AdvocateFile, against: Against<'_>) -> AdvocateWork {
        AdvocateWork {
            callout: file.callout.as_ref().map(|callout| self.callout(callout, against)),
            limits: file.limits.as_ref().map(|limits| self.kept_step(&limits.step, Compartment::Adv, against)),
            safety_plan: file.safety_plan.as_ref().map(|plan| self.safety_plan(plan, against)),
            contact_plan: file.contact_plan.as_ref().map(|plan| self.private_topic(&plan.topic, against)),
            needs: file.needs.as_ref().map(|needs| self.needs(needs, against)),
            follow_up: file.follow_up.as_ref().map(|rule| self.follow_up(rule, against)),
            tells: file.tell.iter().map(|tell| self.tell(tell)).collect(),
        }
    }

    fn callout(&mut self, written: &CalloutWritten, against: Against<'_>) -> CalloutRule {
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
            self.kept_by(shown, Compartment::Ops, against);
        }
        self.offers(&written.answer, &[COMING, CANNOT_COME]);
        let mut shared = |key, wanted| self.question(key, wanted, Compartment::Ops, against);
        CalloutRule {
            answer: shared(&written.answer, "choice"),
            reason: shared(&written.reason, "choice"),
            acknowledged: shared(&written.acknowledged, "instant"),
            eta: shared(&written.eta, "instant"),
            arrived: shared(&written.arrived, "instant"),
            area: self.reference(FILE, &written.area, Thing::Field),
            shows: self.references(FILE, &written.shows, Thing::Field),
            arrival_step: self.reference(FILE, &written.arrival_step, Thing::Step),
            eta_minutes: minutes.clone(),
        }
    }

    fn safety_plan(&mut self, written: &SafetyPlanWritten, against: Against<'_>) -> SafetyPlanRule {
        SafetyPlanRule {
            topic: self.private_topic(&written.topic, against),
            made: self.kept_step(&written.made, Compartment::Adv, against),
            again: self.kept_step(&written.again, Compartment::Adv, against),
        }
    }

    fn needs(&mut self, written: &NeedsWritten, against: Against<'_>) -> NeedsRule {
        let mut shared = |key, wanted| self.question(key, wanted, Compartment::Ops, against);
        let (asked, given) = (shared(&written.asked, "choices"), shared(&written.given, "choices"));
        let (bag, sizes) =
            (shared(&written.bag, "flag"), written.sizes.iter().map(|key| shared(key, "text")).collect());
        let offered = |checker: &Self, key: &str| {
            checker.names.field_type(key).map(AnswerType::choices).unwrap_or_default().to_vec()
        };
        let (may_ask, may_give) = (offered(self, &asked), offered(self, &given));
        if let Some(choice) = may_ask.iter().find(|choice| !may_give.contains(choice)).cloned() {
            self.wrong(FILE, &written.given, Problem::NotOffered { field: given.clone(), choice, choices: may_give });
        }
        NeedsRule { step: self.reference(FILE, &written.step, Thing::Step), asked, given, bag, sizes }
    }

    fn follow_up(&mut self, written: &FollowUpWritten, against: Against<'_>) -> FollowUpRule {
        let steps = written.steps.get_ref();
        if steps.is_empty() {
            self.wrong(FILE, &written.steps, Problem::Empty { key: "steps" });
        }
        self.offers(&written.support, &[GO_ON, PAUSE, END]);
        self.offers(&written.result, &[MADE]);
        let log = self.reference(FILE, &written.log, Thing::Field);
        let list = against.fields.iter().find(|field| field.id == log);
        if list.is_some_and(|list| !list.is_list() || !list.items.is_empty()) {
            self.wrong(
                FILE,
                &written.log,
                Problem::FieldType { field: log.clone(), found: "no list to add to", wanted: "list" },
            );
        }
        self.kept_by(&written.log, Compartment::Adv, against);
        let mut part = |key, wanted| self.part_of(key, wanted, &log, against);
        FollowUpRule {
            at: part(&written.at, "instant"),
            result: part(&written.result, "choice"),
            how: part(&written.how, "choice"),
            plan_seen: part(&written.plan_seen, "flag"),
            topic: list.and_then(|list| list.topic.clone()).unwrap_or_default(),
            steps: steps.iter().map(|step| self.kept_step(step, Compartment::Adv, against)).collect(),
            offers: self.kept_step(&written.offers, Compartment::Adv, against),
            look: self.kept_step(&written.look, Compartment::Adv, against),
            support: self.question(&written.support, "choice", Compartment::Adv, against),
            log,
        }
    }

    fn tell(&mut self, written: &TellWritten) -> Tell {
        let TellWritten { id, sources, confidence, verified, note } = written;
        Tell { id: id.get_ref().clone(), claim: self.claim(FILE, sources, confidence, *verified, note) }
    }

    /// A question of this type, kept in this class of content.
    fn question(
        &mut self,
        key: &Placed<String>,
        wanted: &'static str,
        kept: Compartment,
        against: Against<'_>,
    ) -> String {
        self.typed(key, wanted);
        self.kept_by(key, kept, against);
        self.reference(FILE, key, Thing::Field)
    }

    /// A question that is asked of every item of a list of the agency's own.
    fn part_of(&mut self, key: &Placed<String>, wanted: &'static str, list: &str, against: Against<'_>) -> String {
        self.typed(key, wanted);
        let id = self.reference(FILE, key, Thing::Field);
        let field = against.fields.iter().find(|field| field.id == id);
        if field.is_some_and(|field| field.part_of.as_deref() != Some(list)) {
            self.wrong(
                FILE,
                key,
                Problem::NotListed { thing: Thing::Field, id: id.clone(), known: parts(list, against) },
            );
        }
        if let Some(found) = field.map(Field::kept_in).filter(|found| *found != Compartment::Adv) {
            self.elsewhere(key, found, Compartment::Adv);
        }
        id
    }

    /// A topic of which nothing leaves the advocacy agency.
    fn private_topic(&mut self, topic: &Placed<String>, against: Against<'_>) -> String {
        let id = self.reference(FILE, topic, Thing::Topic);
        let of_topic = against.fields.iter().filter(|field| field.topic.as_deref() == Some(id.as_str()));
        let shared = of_topic.flat_map(|field| &field.compartments).find(|there| **there != Compartment::Adv);
        if let Some(found) = shared.copied() {
            self.elsewhere(topic, found, Compartment::Adv);
        }
        id
    }

    fn kept_step(&mut self, step: &Placed<String>, wanted: Compartment, against: Against<'_>) -> String {
        let id = self.reference(FILE, step, Thing::Step);
        let found = against.steps.iter().find(|step| step.id == id).map(Step::kept_in);
        if let Some(found) = found.filter(|found| *found != wanted) {
            self.elsewhere(step, found, wanted);
        }
        id
    }

    fn typed(&mut self, key: &Placed<String>, wanted: &'static str) {
        let found = self.names.field_type(key.get_ref()).map(AnswerType::name).filter(|found| *found != wanted);
        if let Some(found) = found {
            self.wrong(FILE, key, Problem::FieldType { field: key.get_ref().clone(), found, wanted });
        }
    }

    fn offers(&mut self, key: &Placed<String>, wanted: &[&str]) {
        let offered = self.names.field_type(key.get_ref()).map_or(&[][..], AnswerType::choices).to_vec();
        let missing = wanted.iter().find(|choice| !offered.iter().any(|one| one == *choice));
        if let Some(choice) = missing.filter(|_| self.names.field_type(key.get_ref()).is_some()) {
            let (field, choice) = (key.get_ref().clone(), (*choice).to_owned());
            self.wrong(FILE, key, Problem::NotOffered { field, choice, choices: offered });
        }
    }

    /// What a screen shows to many must not be kept where only few may look, nor the other way round.
    fn kept_by(&mut self, key: &Placed<String>, wanted: Compartment, against: Against<'_>) {
        let id = key.get_ref().split_once('@').map_or(key.get_ref().as_str(), |(id, _)| id);
        let Some(field) = against.fields.iter().find(|field| field.id == id) else { return };
        if field.part_of.is_some() && !key.get_ref().contains('@') {
            let known = vec![format!("{id}@<item>")];
            self.wrong(FILE, key, Problem::NotListed { thing: Thing::Field, id: id.to_owned(), known });
        }
        if field.kept_in() != wanted {
            self.elsewhere(key, field.kept_in(), wanted);
        }
    }

    fn elsewhere(&mut self, key: &Placed<String>, found: Compartment, wanted: Compartment) {
        let (found, wanted) = (found.code(), wanted.code());
        self.wrong(FILE, key, Problem::KeptElsewhere { field: key.get_ref().clone(), found, wanted });
    }
}

fn parts(list: &str, against: Against<'_>) -> Vec<String> {
    let parts = against.fields.iter().filter(|field| field.part_of.as_deref() == Some(list));
    parts.map(|field| field.id.clone()).collect()
}

#[cfg(test)]
mod tests;
