//! Checks forms.toml, and what any answer may be.

use std::collections::BTreeSet;

use first72_wire::compartment::Compartment;

use super::super::form::{AnswerType, Bounds, TextKind};
use super::super::pack::{AskedAt, Clock, Field};
use super::super::problem::{Problem, Thing};
use super::super::written::{FieldWritten, FormsFile, Ids, LimitsWritten, Placed};
use super::Checker;

const FILE: &str = "forms.toml";

/// The words of the types, and the most characters of those that are texts.
const TYPES: [(&str, &str, u32); 13] = [
    ("flag", "flag", 0),
    ("text", "text", 200),
    ("long_text", "text", 2_000),
    ("name", "text", 120),
    ("reference", "text", 60),
    ("choice", "choice", 0),
    ("choices", "choice", 0),
    ("number", "number", 0),
    ("range", "number", 0),
    ("instant", "", 0),
    ("date", "", 0),
    ("referral_19_digits", "", 0),
    ("signature", "", 0),
];

impl Checker<'_, '_> {
    pub(super) fn forms(&mut self, file: &FormsFile, clocks: &[Clock]) -> (Vec<String>, Vec<Field>) {
        let topics = file.topic.iter().map(|topic| topic.id.get_ref().clone()).collect();
        let lists: BTreeSet<&str> =
            file.field.iter().filter(|field| field.list).map(|field| field.id.get_ref().as_str()).collect();
        let mut fields: Vec<Field> = file.field.iter().map(|field| self.field(field, &lists)).collect();
        fields.extend(clocks.iter().map(clock_question));
        (topics, fields)
    }

    fn field(&mut self, written: &FieldWritten, lists: &BTreeSet<&str>) -> Field {
        self.innocent(FILE, &written.id);
        let asked_at = self.word(FILE, &written.moment, "moment", &AskedAt::WORDS).unwrap_or(AskedAt::Later);
        let (compartments, show_youth) = self.compartments(FILE, &written.compartments);
        let kind = self.field_kind(written);
        if let Some(means) = &written.unanswered_means {
            let offered = kind.as_ref().map_or(&[][..], AnswerType::choices);
            if !offered.contains(means.get_ref()) {
                let problem = Problem::NotOffered {
                    field: written.id.get_ref().clone(),
                    choice: means.get_ref().clone(),
                    choices: offered.to_vec(),
                };
                self.wrong(FILE, means, problem);
            }
        }
        if let Some(list) = &written.part_of
            && !lists.contains(list.get_ref().as_str())
        {
            let known = lists.iter().map(|list| (*list).to_owned()).collect();
            self.wrong(FILE, list, Problem::NotListed { thing: Thing::Field, id: list.get_ref().clone(), known });
        }
        Field {
            id: written.id.get_ref().clone(),
            topic: Some(self.reference(FILE, &written.topic, Thing::Topic)),
            kind,
            asked_at,
            compartments,
            show_youth,
            items: written.items.iter().map(|item| item.get_ref().clone()).collect(),
            part_of: written.part_of.as_ref().map(|list| list.get_ref().clone()),
            unanswered_means: written.unanswered_means.as_ref().map(|means| means.get_ref().clone()),
            ask_youth: written.ask_youth.unwrap_or(true),
            reported: written.reported,
            claim: self.claim(FILE, &written.sources, &written.confidence, written.verified, &written.note),
        }
    }

    fn field_kind(&mut self, written: &FieldWritten) -> Option<AnswerType> {
        match (&written.kind, written.list) {
            (Some(kind), false) => {
                if let Some(item) = written.items.first() {
                    self.wrong(FILE, item, Problem::KeyForType { key: "items", found: kind.get_ref().clone() });
                }
                self.answer_type(FILE, kind, &written.limits())
            }
            (Some(kind), true) => {
                self.wrong(FILE, kind, Problem::KeyForType { key: "type", found: "list".to_owned() });
                None
            }
            (None, true) => None,
            (None, false) => {
                self.wrong(FILE, &written.id, Problem::Empty { key: "type" });
                None
            }
        }
    }

    /// The type of an answer with its limits.
    pub(super) fn answer_type(
        &mut self,
        file: &str,
        kind: &Placed<String>,
        limits: &LimitsWritten,
    ) -> Option<AnswerType> {
        let Some((word, family, chars)) = TYPES.iter().find(|(word, ..)| word == kind.get_ref()) else {
            let allowed = TYPES.iter().map(|(word, ..)| *word).collect();
            self.wrong(file, kind, Problem::Word { key: "type", text: kind.get_ref().clone(), allowed });
            return None;
        };
        self.limits_belong(file, kind, limits, family);
        let max_chars = limits.max_chars.unwrap_or(*chars);
        Some(match *word {
            "flag" => AnswerType::Flag,
            "text" => AnswerType::Text { kind: TextKind::Short, max_chars },
            "long_text" => AnswerType::Text { kind: TextKind::Long, max_chars },
            "name" => AnswerType::Text { kind: TextKind::Name, max_chars },
            "reference" => AnswerType::Text { kind: TextKind::Reference, max_chars },
            "choice" => AnswerType::Choice(self.choices(file, kind, "choice", &limits.choices)),
            "choices" => AnswerType::Choices(self.choices(file, kind, "choices", &limits.choices)),
            "number" => AnswerType::Number(self.bounds(file, kind, limits)),
            "range" => AnswerType::Range(self.bounds(file, kind, limits)),
            "instant" => AnswerType::Instant,
            "date" => AnswerType::Date,
            "signature" => AnswerType::Signature,
            _ => AnswerType::Referral,
        })
    }

    fn limits_belong(&mut self, file: &str, kind: &Placed<String>, limits: &LimitsWritten, family: &str) {
        let strangers = [
            ("choices", !limits.choices.is_empty() && family != "choice"),
            ("min", limits.min.is_some() && family != "number"),
            ("max", limits.max.is_some() && family != "number"),
            ("max_chars", limits.max_chars.is_some() && family != "text"),
        ];
        for (key, stranger) in strangers {
            if stranger {
                self.wrong(file, kind, Problem::KeyForType { key, found: kind.get_ref().clone() });
            }
        }
    }

    fn bounds(&mut self, file: &str, kind: &Placed<String>, limits: &LimitsWritten) -> Bounds {
        let bounds = Bounds { min: limits.min.unwrap_or(0), max: limits.max.unwrap_or(1_000_000) };
        if bounds.min > bounds.max {
            self.wrong(file, kind, Problem::BoundsReversed { min: bounds.min, max: bounds.max });
        }
        bounds
    }

    fn choices(&mut self, file: &str, kind: &Placed<String>, found: &'static str, choices: &Ids) -> Vec<String> {
        if choices.is_empty() {
            self.wrong(file, kind, Problem::ChoicesNeeded { found });
        }
        let mut seen = BTreeSet::new();
        for choice in choices {
            let text = choice.get_ref().as_str();
            if matches!(text, "unknown" | "not_asked" | "declined" | "unanswered") {
                self.wrong(file, choice, Problem::ReservedChoice { choice: text.to_owned() });
            }
            if !seen.insert(text) {
                self.wrong(file, choice, Problem::Twice { thing: Thing::Field, id: text.to_owned() });
            }
            self.blameless(file, choice);
        }
        choices.iter().map(|choice| choice.get_ref().clone()).collect()
    }

    /// Compartments in order, and whether `YOUTH` stands among them.
    pub(super) fn compartments(&mut self, file: &str, codes: &Placed<Ids>) -> (Vec<Compartment>, bool) {
        let mut found = Vec::new();
        let mut youth = false;
        for code in codes.get_ref() {
            if code.get_ref() == "YOUTH" {
                youth = true;
            } else if let Some(compartment) =
                Compartment::OF_RECORDS.into_iter().find(|one| one.code() == code.get_ref())
            {
                found.push(compartment);
            } else {
                self.reference(file, code, Thing::Compartment);
            }
        }
        if found.is_empty() {
            self.wrong(file, codes, Problem::Empty { key: "the list of compartments" });
        }
        (found, youth)
    }
}

/// The question that holds a clock.
fn clock_question(clock: &Clock) -> Field {
    Field {
        id: clock.field.clone(),
        topic: None,
        kind: Some(AnswerType::Instant),
        asked_at: clock.asked_at,
        compartments: clock.compartments.clone(),
        show_youth: false,
        items: Vec::new(),
        part_of: None,
        unanswered_means: None,
        ask_youth: false,
        reported: false,
        claim: clock.claim.clone(),
    }
}
