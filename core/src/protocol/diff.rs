//! What differs between two versions of a pack: steps, questions, clocks, contacts and words. Shown before an episode is
//! moved, and printed by `first72 pack diff`.

use std::collections::{BTreeMap, BTreeSet};

use super::contact::Contact;
use super::due::DueRule;
use super::pack::{Field, Pack};
use super::step::{Gate, Step};
use super::texts::{AnswerText, Texts};

/// Everything that differs. Orders are those of the newer pack; what was dropped stands in the order of the older.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackDiff {
    /// Steps that only the newer has.
    pub steps_added: Vec<String>,
    /// Steps that only the older has.
    pub steps_dropped: Vec<String>,
    /// Steps that both have and that are not the same.
    pub steps_changed: Vec<StepDiff>,
    /// Questions that only the newer has.
    pub fields_added: Vec<String>,
    /// Questions that only the older has.
    pub fields_dropped: Vec<String>,
    /// Questions that both have and that are not the same.
    pub fields_changed: Vec<FieldDiff>,
    /// Contacts whose numbers, hours or areas differ, and those that only one of the two has.
    pub contacts_changed: Vec<String>,
    /// Clocks that only one of the two has, or that fall back on another.
    pub clocks_changed: Vec<String>,
    /// Branches and tracks that only one of the two has, or that are on for other answers.
    pub switches_changed: Vec<String>,
}

/// A step in which something differs besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDiff {
    /// The step.
    pub id: String,
    /// What differs; never empty.
    pub what: Vec<StepAspect>,
    /// When it was due and when it is: rule and clock. `None` when that is the same.
    pub due: Option<Box<(DueOf, DueOf)>>,
}

/// When a step is due: the rule, and the clock that it counts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueOf {
    /// The rule.
    pub rule: DueRule,
    /// The clock's id.
    pub clock: Option<String>,
}

/// What can differ in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepAspect {
    /// When it is due.
    Due,
    /// Who does it.
    Roles,
    /// For which episodes it stands.
    Condition,
    /// What is written down.
    Evidence,
    /// How binding it is.
    Kind,
    /// Who sees it, or where it is kept.
    Readers,
    /// Its phase.
    Phase,
    /// Whom it offers to call.
    Contacts,
    /// What it sets, asks or replaces.
    Effects,
}

impl StepAspect {
    /// The stable code that the screen's words are keyed by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Roles => "roles",
            Self::Condition => "condition",
            Self::Evidence => "evidence",
            Self::Kind => "kind",
            Self::Readers => "readers",
            Self::Phase => "phase",
            Self::Contacts => "contacts",
            Self::Effects => "effects",
        }
    }
}

/// A question in which something differs besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDiff {
    /// The question.
    pub id: String,
    /// What differs; never empty.
    pub what: Vec<FieldAspect>,
}

/// What can differ in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldAspect {
    /// What an answer may be.
    Answers,
    /// When it comes up.
    Moment,
    /// Who sees the answer, or where it is kept.
    Readers,
    /// Its topic, or the list it belongs to.
    Place,
}

impl FieldAspect {
    /// The stable code that the screen's words are keyed by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Moment => "moment",
            Self::Readers => "readers",
            Self::Place => "place",
        }
    }
}

/// A sentence that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextDiff {
    /// What the sentence belongs to: `step`, `field`, `evidence`, `clock`, `contact`, or another section of the texts.
    pub section: &'static str,
    /// Its id.
    pub id: String,
    /// Which of its sentences, such as `do` or `say`.
    pub key: String,
    /// The older words; none where there were none.
    pub old: Option<String>,
    /// The newer words; none where there are none.
    pub new: Option<String>,
}

impl PackDiff {
    /// What differs between two packs.
    #[must_use]
    pub fn between(old: &Pack, new: &Pack) -> Self {
        let ids = |pack: &Pack| pack.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
        let fields = |pack: &Pack| pack.fields.iter().map(|field| field.id.clone()).collect::<Vec<_>>();
        let contacts = |pack: &Pack| -> BTreeMap<String, _> {
            let called = |contact: &Contact| {
                let who = (contact.kinds.clone(), contact.numbers.clone(), contact.address.clone());
                let when = (contact.hours.clone(), contact.comes_out.clone(), contact.time_zone);
                (who, when, contact.areas.clone())
            };
            pack.contacts.iter().map(|contact| (contact.id.clone(), called(contact))).collect()
        };
        let clocks = |pack: &Pack| -> BTreeMap<String, Option<String>> {
            pack.clocks.iter().map(|clock| (clock.id.clone(), clock.or_else.clone())).collect()
        };
        Self {
            steps_added: missing(&ids(new), &ids(old)),
            steps_dropped: missing(&ids(old), &ids(new)),
            steps_changed: new.steps.iter().filter_map(|step| StepDiff::of(old.step(&step.id)?, step)).collect(),
            fields_added: missing(&fields(new), &fields(old)),
            fields_dropped: missing(&fields(old), &fields(new)),
            fields_changed: new.fields.iter().filter_map(|field| changed_field(old, field)).collect(),
            contacts_changed: unequal(&contacts(old), &contacts(new)),
            clocks_changed: unequal(&clocks(old), &clocks(new)),
            switches_changed: unequal(&switches(old), &switches(new)),
        }
    }

    /// Whether nothing but words differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The sentences that differ in one language.
#[must_use]
pub fn texts_between(old: &Texts, new: &Texts) -> Vec<TextDiff> {
    let (old, new) = (sentences(old), sentences(new));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let differs = |key: &&&(&'static str, String, String)| old.get(**key) != new.get(**key);
    keys.iter()
        .filter(differs)
        .map(|key| TextDiff {
            section: key.0,
            id: key.1.clone(),
            key: key.2.clone(),
            old: old.get(*key).cloned(),
            new: new.get(*key).cloned(),
        })
        .collect()
}

impl StepDiff {
    fn of(old: &Step, new: &Step) -> Option<Self> {
        let due_of = |step: &Step| DueOf { rule: step.due.clone(), clock: step.clock.clone() };
        let due = (due_of(old), due_of(new));
        let gates = |step: &Step| (step.gate.clone(), step.tracks.clone(), step.branch.clone());
        let effects = |step: &Step| (step.stamps.clone(), step.asks.clone(), step.replaces.clone());
        let aspects = [
            (StepAspect::Due, due.0 != due.1),
            (StepAspect::Roles, old.roles != new.roles),
            (StepAspect::Condition, gates(old) != gates(new)),
            (StepAspect::Evidence, old.evidence != new.evidence),
            (StepAspect::Kind, old.kind != new.kind),
            (StepAspect::Readers, (&old.see, old.show_youth) != (&new.see, new.show_youth)),
            (StepAspect::Phase, old.phase != new.phase),
            (StepAspect::Contacts, (&old.contacts, &old.contact_kinds) != (&new.contacts, &new.contact_kinds)),
            (StepAspect::Effects, effects(old) != effects(new)),
        ];
        let what: Vec<_> = aspects.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect();
        let due = (due.0 != due.1).then(|| Box::new(due));
        (!what.is_empty()).then(|| Self { id: new.id.clone(), what, due })
    }
}

fn changed_field(old: &Pack, new: &Field) -> Option<FieldDiff> {
    let old = old.fields.iter().find(|field| field.id == new.id)?;
    let place = |field: &Field| (field.topic.clone(), field.part_of.clone());
    let answers = |field: &Field| (field.kind.clone(), field.items.clone(), field.unanswered_means.clone());
    let aspects = [
        (FieldAspect::Answers, answers(old) != answers(new)),
        (FieldAspect::Moment, (old.asked_at, old.ask_youth) != (new.asked_at, new.ask_youth)),
        (FieldAspect::Readers, old.compartments != new.compartments),
        (FieldAspect::Place, place(old) != place(new)),
    ];
    let what: Vec<_> = aspects.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect();
    (!what.is_empty()).then(|| FieldDiff { id: new.id.clone(), what })
}

/// Branches, tracks, and the steps that a branch sets aside.
fn switches(pack: &Pack) -> BTreeMap<String, (Gate, Vec<String>)> {
    let branches = pack.branches.iter().map(|branch| (&branch.id, &branch.gate, branch.suspends.clone()));
    let tracks = pack.tracks.iter().map(|track| (&track.id, &track.gate, Vec::new()));
    branches.chain(tracks).map(|(id, gate, suspends)| (id.clone(), (gate.clone(), suspends))).collect()
}

fn missing(of: &[String], from: &[String]) -> Vec<String> {
    let there: BTreeSet<&String> = from.iter().collect();
    of.iter().filter(|id| !there.contains(id)).cloned().collect()
}

fn unequal<T: PartialEq>(old: &BTreeMap<String, T>, new: &BTreeMap<String, T>) -> Vec<String> {
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    ids.into_iter().filter(|id| old.get(*id) != new.get(*id)).cloned().collect()
}

/// Every sentence of a language, by section, id and key.
pub(crate) fn sentences(texts: &Texts) -> BTreeMap<(&'static str, String, String), String> {
    let mut all = BTreeMap::new();
    let mut keep = |section: &'static str, id: &str, key: &str, text: Option<&String>| {
        if let Some(text) = text {
            all.insert((section, id.to_owned(), key.to_owned()), text.clone());
        }
    };
    keep("pack", "", "title", Some(&texts.title));
    for (id, step) in &texts.steps {
        let optional = [("when", &step.when), ("why", &step.why), ("say", &step.say), ("call", &step.call)];
        keep("step", id, "title", Some(&step.title));
        keep("step", id, "do", Some(&step.action));
        optional.iter().for_each(|(key, text)| keep("step", id, key, text.as_ref()));
    }
    for (section, answers) in [("field", &texts.fields), ("evidence", &texts.evidence)] {
        for (id, AnswerText { label, hint, choices }) in answers {
            keep(section, id, "label", Some(label));
            keep(section, id, "hint", hint.as_ref());
            choices.iter().for_each(|(choice, text)| keep(section, id, choice, Some(text)));
        }
    }
    for (id, clock) in &texts.clocks {
        keep("clock", id, "label", Some(&clock.label));
        keep("clock", id, "zero", clock.zero.as_ref());
    }
    for (id, contact) in &texts.contacts {
        keep("contact", id, "label", Some(&contact.label));
        keep("contact", id, "say", contact.say.as_ref());
        keep("contact", id, "hint", contact.hint.as_ref());
    }
    for (id, document) in &texts.documents {
        keep("document", id, "label", Some(&document.label));
        keep("document", id, "text", Some(&document.text));
    }
    let labels = [
        ("role", &texts.roles),
        ("phase", &texts.phases),
        ("branch", &texts.branches),
        ("track", &texts.tracks),
        ("occasion", &texts.occasions),
        ("topic", &texts.topics),
        ("area", &texts.areas),
    ];
    for (section, named) in labels {
        named.iter().for_each(|(id, label)| keep(section, id, "label", Some(label)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::sample;

    fn between(edits: &[(&str, &str, &str)]) -> (PackDiff, Vec<TextDiff>) {
        let (old, new) = (sample::pack(), sample::edited(edits).unwrap());
        let texts = texts_between(old.texts("en").unwrap(), new.texts("en").unwrap());
        (PackDiff::between(&old, &new), texts)
    }

    #[test]
    fn a_pack_does_not_differ_from_itself_nor_by_a_note() {
        let (diff, texts) =
            between(&[("contacts.toml", "checked_on = \"2026-01-01\"", "checked_on = \"2026-01-01\"\nnote = \"x\"")]);
        assert!(diff.is_empty() && texts.is_empty());
    }

    #[test]
    fn a_due_time_that_moves_is_shown_with_both_rules() {
        let (diff, _) = between(&[("steps.toml", "due = \"PT90M\"", "due = \"PT60M\"")]);
        let [step] = diff.steps_changed.as_slice() else { panic!("{diff:?}") };
        assert_eq!((step.id.as_str(), step.what.as_slice()), ("advocate", &[StepAspect::Due][..]));
        let (old, new) = &**step.due.as_ref().unwrap();
        assert_ne!(old.rule, new.rule);
        assert_eq!(old.clock, new.clock);
    }

    #[test]
    fn a_step_that_goes_and_one_that_comes_are_named() {
        let (old, mut new) = (sample::pack(), sample::pack());
        new.steps.iter_mut().filter(|step| step.id == "safe").for_each(|step| step.id = "safer".to_owned());
        let diff = PackDiff::between(&old, &new);
        assert_eq!((diff.steps_added, diff.steps_dropped), (vec!["safer".to_owned()], vec!["safe".to_owned()]));
    }

    #[test]
    fn questions_contacts_and_words_are_named() {
        let (diff, texts) = between(&[
            ("forms.toml", "choices = [\"none\", \"ems\"]", "choices = [\"ems\", \"none\"]"),
            ("contacts.toml", "555-010-0000", "555-010-0009"),
            ("texts.en.toml", "You are not in trouble.", "You are safe here."),
        ]);
        assert_eq!(diff.fields_changed.len(), 1);
        assert_eq!(diff.fields_changed[0].what, [FieldAspect::Answers]);
        assert_eq!(diff.contacts_changed, ["line"]);
        let [text] = texts.as_slice() else { panic!("{texts:?}") };
        assert_eq!((text.section, text.key.as_str(), text.new.as_deref()), ("step", "say", Some("You are safe here.")));
    }
}
