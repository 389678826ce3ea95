//! Checks steps.toml and branches.toml.

use super::super::due::{DueRule, Until};
use super::super::form::AnswerType;
use super::super::problem::{Problem, Thing};
use super::super::step::{Branch, Evidence, Gate, Kind, Step};
use super::super::written::{BranchesFile, DueWritten, EvidenceWritten, Placed, StepWritten, Written};
use super::Checker;
use super::conditions::Level;

const BRANCHES: &str = "branches.toml";

impl Checker<'_, '_> {
    pub(super) fn branches(&mut self, file: &BranchesFile) -> Vec<Branch> {
        let mut branches = Vec::new();
        for branch in &file.branch {
            branches.push(Branch {
                id: branch.id.get_ref().clone(),
                gate: self.gate(BRANCHES, Some(&branch.when), branch.unknown.as_ref(), Level::Branch),
                suspends: self.references(BRANCHES, &branch.suspends, Thing::Step),
                note: branch.note.clone(),
            });
        }
        branches
    }

    pub(super) fn steps(&mut self, written: &Written) -> Vec<Step> {
        let mut steps = Vec::new();
        for step in &written.steps.step {
            if let Some(branch) = &step.branch {
                self.wrong("steps.toml", branch, Problem::KeyForType { key: "branch", found: "steps.toml".to_owned() });
            }
            if let Some(replaces) = &step.replaces {
                self.wrong(
                    "steps.toml",
                    replaces,
                    Problem::KeyForType { key: "replaces", found: "steps.toml".to_owned() },
                );
            }
            steps.push(self.step("steps.toml", step));
        }
        for step in &written.branches.step {
            if step.branch.is_none() {
                self.wrong(BRANCHES, &step.id, Problem::Empty { key: "branch" });
            }
            steps.push(self.step(BRANCHES, step));
        }
        steps
    }

    fn step(&mut self, file: &str, written: &StepWritten) -> Step {
        let gate = self.step_gate(file, written);
        let due = self.due(file, written);
        if due.needs_clock() && written.clock.is_none() {
            self.wrong(file, &written.due, Problem::ClockNeeded);
        }
        if written.roles.get_ref().is_empty() {
            self.wrong(file, &written.roles, Problem::Empty { key: "roles" });
        }
        let (see, show_youth) = self.compartments(file, &written.see);
        Step {
            id: written.id.get_ref().clone(),
            branch: written.branch.as_ref().map(|branch| self.reference(file, branch, Thing::Branch)),
            phase: self.reference(file, &written.phase, Thing::Phase),
            roles: self.references(file, written.roles.get_ref(), Thing::Role),
            gate,
            tracks: self.references(file, &written.tracks, Thing::Track),
            clock: written.clock.as_ref().map(|clock| self.reference(file, clock, Thing::Clock)),
            due,
            kind: self.word(file, &written.kind, "kind", &Kind::WORDS).unwrap_or(Kind::Advice),
            evidence: written.evidence.iter().map(|evidence| self.evidence(file, evidence)).collect(),
            see,
            show_youth,
            stamps: written.stamps.as_ref().map(|clock| self.reference(file, clock, Thing::Clock)),
            contacts: self.references(file, &written.contacts, Thing::Contact),
            contact_kinds: self.contact_kinds(file, &written.contact_kinds),
            asks: self.references(file, &written.asks, Thing::Field),
            answered_by: self.references(file, &written.answered_by, Thing::Field),
            replaces: written.replaces.as_ref().map(|step| self.reference(file, step, Thing::Step)),
            claim: self.claim(file, &written.sources, &written.confidence, written.verified, &written.note),
            line: self.findings.line(file, written.id.span().start),
        }
    }

    /// A step of steps.toml must say when; one of a branch may leave it to the branch.
    fn step_gate(&mut self, file: &str, written: &StepWritten) -> Gate {
        if written.when.is_none() && written.branch.is_none() {
            self.wrong(file, &written.id, Problem::Empty { key: "when" });
        }
        self.gate(file, written.when.as_ref(), written.unknown.as_ref(), Level::Step)
    }

    fn due(&mut self, file: &str, written: &StepWritten) -> DueRule {
        let at = &written.due;
        let rule = match at.get_ref() {
            DueWritten::Turns(turns) => {
                if turns.is_empty() {
                    self.wrong(file, at, Problem::Empty { key: "due" });
                }
                DueRule::Turns(turns.iter().filter_map(|turn| self.measure(file, at, turn)).collect())
            }
            DueWritten::One(text) if text == "now" => DueRule::Now,
            DueWritten::One(text) if self.names.has(Thing::Occasion, text) => DueRule::Occasion(text.clone()),
            DueWritten::One(text) => match text.strip_prefix("each ") {
                Some(every) => self.each(file, at, every, written.until.as_ref()),
                None => self.measure(file, at, text).map_or(DueRule::Now, DueRule::Once),
            },
        };
        if let Some(until) = &written.until
            && !matches!(rule, DueRule::Each { .. })
        {
            self.wrong(file, until, Problem::UntilWithoutRepeat);
        }
        rule
    }

    fn each(&mut self, file: &str, at: &Placed<DueWritten>, every: &str, until: Option<&Placed<String>>) -> DueRule {
        let Some(every) = self.measure(file, at, every) else { return DueRule::Now };
        if !every.moves_on() {
            self.wrong(file, at, Problem::Due { text: "each …, without any length".to_owned() });
        }
        let until = until.and_then(|until| {
            if self.names.has(Thing::Occasion, until.get_ref()) {
                return Some(Until::Occasion(until.get_ref().clone()));
            }
            self.measure(file, until, until.get_ref()).map(Until::Measure)
        });
        DueRule::Each { every, until }
    }

    fn evidence(&mut self, file: &str, written: &EvidenceWritten) -> Evidence {
        self.innocent(file, &written.id);
        let kind = self.answer_type(file, &written.kind, &written.limits()).unwrap_or(AnswerType::Flag);
        if let Some(field) = &written.field {
            let id = self.reference(file, field, Thing::Field);
            if let Some(found) = self.names.field_type(&id).filter(|found| **found != kind).map(AnswerType::name) {
                self.wrong(file, field, Problem::FieldType { field: id, found, wanted: kind.name() });
            }
        }
        if let Some(stamps) = &written.stamps
            && kind != AnswerType::Instant
        {
            self.wrong(file, stamps, Problem::KeyForType { key: "stamps", found: kind.name().to_owned() });
        }
        Evidence {
            id: written.id.get_ref().clone(),
            kind,
            field: written.field.as_ref().map(|field| field.get_ref().clone()),
            stamps: written.stamps.as_ref().map(|clock| self.reference(file, clock, Thing::Clock)),
            needed: written.needed,
        }
    }

    /// No step of law is suspended or replaced, and nothing replaces itself.
    pub(super) fn set_aside(&mut self, steps: &[Step], written: &Written) {
        let is_law = |id: &str| steps.iter().any(|step| step.id == id && step.kind == Kind::Law);
        for id in written.branches.branch.iter().flat_map(|branch| &branch.suspends) {
            if is_law(id.get_ref()) {
                self.wrong(BRANCHES, id, Problem::LawSetAside { step: id.get_ref().clone() });
            }
        }
        for step in &written.branches.step {
            let Some(replaced) = &step.replaces else { continue };
            if is_law(replaced.get_ref()) {
                self.wrong(BRANCHES, replaced, Problem::LawSetAside { step: replaced.get_ref().clone() });
            }
            if replaced.get_ref() == step.id.get_ref() {
                self.wrong(BRANCHES, replaced, Problem::Circle { thing: Thing::Step, id: replaced.get_ref().clone() });
            }
        }
    }
}
