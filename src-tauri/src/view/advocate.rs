//! The advocate's own pages: the limits of privacy, the safety plan, the contact plan, needs, and what may be told.
//! What the young person says here is kept by the advocacy agency alone, except for needs, which the team must know.

use super::{Choice, Language, Question, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The words about the limits of privacy in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitsWords {
    /// The language.
    pub language: Language,
    /// The sentences to say.
    pub say: Vec<String>,
    /// The question at the end.
    pub ask: String,
}

/// The page about the limits of privacy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrivacyLimits {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// The step that is done when they were explained.
    pub step: String,
    /// The words, in every language of the pack.
    pub words: Vec<LimitsWords>,
    /// In which language they can have been explained.
    pub spoken: Vec<Choice>,
    /// Id of the piece of evidence that says in which language.
    pub spoken_as: Option<String>,
    /// When they were explained; null while they were not.
    pub explained: Option<When>,
    /// References of what stands about the step; a tap gives them back.
    pub shown: Vec<String>,
    /// True when this person may record it.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// The young person's safety plan, or the plan how they may be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrivatePlan {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Who alone can read it.
    pub agency: String,
    /// Its parts.
    pub parts: Vec<Question>,
    /// When it was made; null while nobody has said so, and for the contact plan.
    pub made: Option<When>,
    /// When it is to be looked at again, UTC milliseconds; null when no date is left.
    pub look_ms: Option<i64>,
    /// True when that date is near or over.
    pub look_now: bool,
    /// True when this person may write in it.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: the plan was made, or looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanLook {
    /// Episode id.
    pub episode: String,
    /// When.
    pub at: When,
}

/// One part of the plan in the young person's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnWords {
    /// The part.
    pub label: String,
    /// What they said, line by line.
    pub lines: Vec<String>,
}

/// The plan as it can be shown to the young person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanToShow {
    /// What they said.
    pub parts: Vec<OwnWords>,
}

/// What the young person needs and was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Needs {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// What was asked for.
    pub asked: Question,
    /// What was given.
    pub given: Question,
    /// Whether the bag was given.
    pub bag: Question,
    /// Sizes.
    pub sizes: Vec<Question>,
    /// True when this person may write here.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What the advocate may tell somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TellView {
    /// Id in the pack.
    pub id: String,
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
    /// True when the county has confirmed it.
    pub verified: bool,
}

/// The page "what I may tell them".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tells {
    /// Two neutral words.
    pub handle: String,
    /// By who asks, in the pack's order.
    pub tells: Vec<TellView>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}
