//! The sentences of a pack in one language, by the id of the thing they belong to.

use std::collections::BTreeMap;

/// A pack's sentences in one language; complete, because a pack with a gap is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The language's two letters.
    pub language: String,
    /// The pack's title.
    pub title: String,
    /// By step id.
    pub steps: BTreeMap<String, StepText>,
    /// By field id.
    pub fields: BTreeMap<String, AnswerText>,
    /// By evidence id.
    pub evidence: BTreeMap<String, AnswerText>,
    /// By clock id.
    pub clocks: BTreeMap<String, ClockText>,
    /// By role id.
    pub roles: BTreeMap<String, String>,
    /// By phase id.
    pub phases: BTreeMap<String, String>,
    /// By branch id.
    pub branches: BTreeMap<String, String>,
    /// By track id.
    pub tracks: BTreeMap<String, String>,
    /// By occasion id.
    pub occasions: BTreeMap<String, String>,
    /// By topic id.
    pub topics: BTreeMap<String, String>,
    /// By contact id.
    pub contacts: BTreeMap<String, ContactText>,
    /// What the advocate says about the limits of privacy; none where the pack has no such step.
    pub limits: Option<LimitsText>,
    /// What may be told, by the id of who asks.
    pub tells: BTreeMap<String, TellText>,
    /// By area id.
    pub areas: BTreeMap<String, String>,
    /// By document id.
    pub documents: BTreeMap<String, DocumentText>,
}

/// A step's sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepText {
    /// One line.
    pub title: String,
    /// What to do.
    pub action: String,
    /// When it applies, where only a person can judge.
    pub when: Option<String>,
    /// Why it is done.
    pub why: Option<String>,
    /// Words to the young person.
    pub say: Option<String>,
    /// Words into the phone, where this step says something else than its contacts always hear.
    pub call: Option<String>,
}

/// The words of a question or a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerText {
    /// The question.
    pub label: String,
    /// A line below it.
    pub hint: Option<String>,
    /// The words of its choices, by choice.
    pub choices: BTreeMap<String, String>,
}

/// A clock's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockText {
    /// Its name.
    pub label: String,
    /// Exactly which moment it is.
    pub zero: Option<String>,
}

/// A contact's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactText {
    /// Its name.
    pub label: String,
    /// What to say when they answer.
    pub say: Option<String>,
    /// What to know before dialling.
    pub hint: Option<String>,
}

/// A text that is read aloud, shown, or signed as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentText {
    /// Its title.
    pub label: String,
    /// The text; an empty line between paragraphs.
    pub text: String,
}

/// What the advocate says about the limits of privacy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitsText {
    /// The sentences, in order.
    pub say: Vec<String>,
    /// The question at the end.
    pub ask: String,
}

/// What the advocate may tell somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TellText {
    /// Who asks.
    pub label: String,
    /// Words to answer with.
    pub say: String,
    /// What may be told.
    pub may: Vec<String>,
    /// What may not.
    pub never: Vec<String>,
    /// What needs the young person's release.
    pub release: Vec<String>,
}
