//! The record's questions and their answers.

use super::{Choice, Kept, LiveAnswer, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A value that an answer can hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ValueView {
    /// Yes or no.
    Flag {
        /// True for yes.
        yes: bool,
    },
    /// Words.
    Text {
        /// The words.
        text: String,
    },
    /// One of several.
    Choice {
        /// Code.
        code: String,
    },
    /// Any of several.
    Choices {
        /// Codes.
        codes: Vec<String>,
    },
    /// A whole number.
    Number {
        /// The number.
        number: i64,
    },
    /// A moment.
    Instant {
        /// When.
        at: When,
    },
    /// A day.
    Date {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day, 1 to 31.
        day: u8,
    },
    /// Between two numbers.
    Range {
        /// Lowest.
        low: i64,
        /// Highest.
        high: i64,
    },
    /// A signature.
    Signature {
        /// Strokes, each a row of dots: x below 1000 from the left, y below 400 from above.
        strokes: Vec<Vec<(u16, u16)>>,
    },
}

/// An answer. Not known, not asked and declined are three different answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerView {
    /// Asked, and nobody knows.
    Unknown,
    /// Nobody asked.
    NotAsked,
    /// The youth chose not to say.
    Declined,
    /// Given.
    Given {
        /// The value.
        value: ValueView,
    },
}

/// What kind of value a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Yes or no.
    Flag,
    /// Sentences.
    Text,
    /// A few words, a number of another system.
    Line,
    /// A person's name: covered on every screen until it is tapped.
    Name,
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// A whole number.
    Number,
    /// A number of exactly so many digits, kept as text (a referral number).
    Digits,
    /// A moment.
    Instant,
    /// A day.
    Date,
    /// Between two numbers.
    Range,
    /// A signature drawn on the screen.
    Signature,
}

/// What a value may be. Numbers: least and most. Words: most characters. Digits: exactly `most` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Limits {
    /// The smallest number.
    pub least: Option<i64>,
    /// The largest number, or the most characters.
    pub most: Option<i64>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Question {
    /// Key of the field; `plate@<item>` for an item of a list.
    pub field: String,
    /// The question in words.
    pub label: String,
    /// Why it is asked, or how to record it.
    pub help: Option<String>,
    /// Words to say aloud.
    pub say: Option<String>,
    /// What kind of value.
    pub kind: QuestionKind,
    /// What it may be.
    pub limits: Limits,
    /// What can be chosen, for choices.
    pub options: Vec<Choice>,
    /// False when the youth is not to be asked: it is looked up or seen.
    pub ask_youth: bool,
    /// True when it is not for the scene but for the days after.
    pub later: bool,
    /// Answers that stand; more than one when people saved different ones, and all are kept.
    pub live: Vec<LiveAnswer>,
    /// The newest answers that later ones took the place of, newest first: a screen asks for the others.
    pub earlier: Vec<LiveAnswer>,
    /// How many there are in all. Nothing that was saved goes away.
    pub earlier_count: u32,
    /// Who can read the answer, in words.
    pub seen_by: Vec<String>,
}

/// Asked with: a question of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfQuestion {
    /// Episode id.
    pub episode: String,
    /// Key of the field, as in [`Question`].
    pub field: String,
}

/// The whole history of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierAnswers {
    /// Answers that later ones took the place of, newest first.
    pub answers: Vec<LiveAnswer>,
}

/// One item of a list: a member of the team, a vehicle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListItem {
    /// Item id.
    pub item: String,
    /// Name in words.
    pub label: String,
    /// Its questions.
    pub questions: Vec<Question>,
    /// True when somebody added it and this person may take it off the list.
    pub may_remove: bool,
    /// References of what holds it on the list; taking it off gives them back.
    pub shown: Vec<String>,
}

/// A list of things, each with the same questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListView {
    /// Field id of the list.
    pub list: String,
    /// Name in words.
    pub label: String,
    /// How to use it.
    pub help: Option<String>,
    /// Items, those of the pack first.
    pub items: Vec<ListItem>,
    /// True when people add items.
    pub may_add: bool,
}

/// Questions that belong on one screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Topic {
    /// Topic id.
    pub topic: String,
    /// Title in words.
    pub title: String,
    /// Questions, in order.
    pub questions: Vec<Question>,
    /// Lists, after the questions.
    pub lists: Vec<ListView>,
}

/// Asked with: a list that gets one more item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemAdd {
    /// Episode id.
    pub episode: String,
    /// Field id of the list.
    pub list: String,
}

/// Asked with: an item that is taken off a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemRemove {
    /// Episode id.
    pub episode: String,
    /// Field id of the list.
    pub list: String,
    /// Item id.
    pub item: String,
    /// What was on the screen: this goes, and nothing that came since.
    pub replaces: Vec<String>,
}

/// What was answered to a question that the pack does not ask any more. It stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnnamedAnswer {
    /// The key that it had.
    pub field: String,
    /// Answers that stand.
    pub live: Vec<LiveAnswer>,
}

/// The record's questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordForm {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Topics, in order; any can be opened first and all can be skipped.
    pub topics: Vec<Topic>,
    /// Answers to questions that this version of the protocol does not ask.
    pub unnamed: Vec<UnnamedAnswer>,
    /// True when this person may answer here.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: one answer to save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AnswerTap {
    /// Episode id.
    pub episode: String,
    /// Field id.
    pub field: String,
    /// The answer.
    pub answer: AnswerView,
    /// References of the answers that were on the screen: these are replaced, and none that came since.
    pub replaces: Vec<String>,
}

/// Answered: the answer is safe on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// The question as it stands now.
    pub question: Question,
    /// Where the save is.
    pub kept: Kept,
    /// What the answer changed on the list of steps.
    pub switched: SwitchedView,
}

/// What an answer changed on the list of steps, by their titles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SwitchedView {
    /// On the list now, and not before.
    pub on: Vec<String>,
    /// No longer on the list.
    pub off: Vec<String>,
    /// Set aside.
    pub aside: Vec<String>,
    /// On the list only to be safe, because nobody knows the answer.
    pub kept: Vec<String>,
}
