//! Drills as the screen sees them: the list, the one that is open, and its debrief. Sentences are in the person's language.

use super::{Choice, StepState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// That a drill is open: nobody on any screen is real.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillMark {
    /// The drill.
    pub drill: String,
    /// What the drill is called.
    pub title: String,
    /// Minutes of the drill in one minute; 0 while its clock stands still.
    pub pace: u32,
}

/// One drill of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillLine {
    /// The drill.
    pub drill: String,
    /// What it is called.
    pub title: String,
    /// One line about it.
    pub about: String,
    /// It was begun on this device and can be gone on with.
    pub waiting: bool,
}

/// The drills on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillList {
    /// The one for a newcomer first.
    pub drills: Vec<DrillLine>,
}

/// Asked with: which drill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillOpen {
    /// The drill.
    pub drill: String,
    /// From its beginning, also when it waits to be gone on with: what was made up before is thrown away.
    pub anew: bool,
}

/// Asked with: whether the drill's clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillRun {
    /// It runs.
    pub running: bool,
}

/// Asked with: whom the trainee calls. Nobody real is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillCall {
    /// The contact of the pack.
    pub contact: String,
}

/// Where a line of the guide leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum DrillPlace {
    /// The home screen.
    Tonight,
    /// The four taps.
    Contact,
    /// A working list.
    Episode {
        /// Whose.
        episode: String,
    },
    /// One step.
    Step {
        /// Whose.
        episode: String,
        /// Which.
        step: String,
    },
    /// A topic of the questions.
    Record {
        /// Whose.
        episode: String,
        /// Which.
        topic: String,
    },
    /// What was heard.
    DrillHeard,
    /// The debrief.
    DrillDebrief,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillGuide {
    /// The words.
    pub text: String,
    /// Where that is done, if it is one place.
    pub go: Option<DrillPlace>,
}

/// How something was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DrillChannel {
    /// Over the radio.
    Radio,
    /// Over the telephone.
    Phone,
    /// Said or seen where the trainee stands.
    Here,
}

/// Something that the trainee heard or saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillHeard {
    /// When, UTC milliseconds of the drill.
    pub at_ms: i64,
    /// How.
    pub channel: DrillChannel,
    /// Who said it.
    pub by: Option<String>,
    /// The words.
    pub text: String,
}

/// The drill that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillView {
    /// What it is called.
    pub title: String,
    /// What is read before the clock starts; its paragraphs.
    pub briefing: Vec<String>,
    /// Whether its clock was ever let run.
    pub begun: bool,
    /// The time of the drill.
    pub now_ms: i64,
    /// Minutes of the drill in one minute; 0 while its clock stands still.
    pub pace: u32,
    /// The same while it runs.
    pub full_pace: u32,
    /// What to do next; none when the guide is at its end.
    pub guide: Option<DrillGuide>,
    /// What was heard so far, newest first.
    pub heard: Vec<DrillHeard>,
    /// Who can be called: contacts of the pack.
    pub calls: Vec<Choice>,
    /// Something is known to come, so that skipping ahead leads somewhere.
    pub may_skip: bool,
    /// The story has been told.
    pub over: bool,
}

/// What came of a step, beside the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DrillOutcome {
    /// Done before it was due.
    Early {
        /// So many milliseconds.
        by_ms: i64,
    },
    /// Done after it was due.
    Late {
        /// So many milliseconds.
        by_ms: i64,
    },
    /// Done; it had no hour.
    Done {
        /// So many milliseconds after it could first be done, if that is known.
        after_ms: Option<i64>,
    },
    /// Settled otherwise than by doing it.
    Settled {
        /// How.
        state: StepState,
    },
    /// Nobody marked it, and its time has passed.
    Missed {
        /// So many milliseconds ago.
        by_ms: i64,
    },
    /// Nobody marked it; it has no hour.
    Open,
    /// Its time comes after the drill.
    Ahead {
        /// In so many milliseconds.
        in_ms: i64,
    },
}

/// One step of the debrief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillStepLine {
    /// The step.
    pub step: String,
    /// Its title.
    pub title: String,
    /// It was the trainee's to do.
    pub mine: bool,
    /// When it was due, if it had an hour.
    pub due_ms: Option<i64>,
    /// When it was settled.
    pub done_ms: Option<i64>,
    /// Who settled it.
    pub by: Option<String>,
    /// What came of it.
    pub outcome: DrillOutcome,
}

/// One answer to a question that was asked more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillAsked {
    /// When.
    pub at_ms: i64,
    /// Who.
    pub by: Option<String>,
}

/// A question that the young person was asked more than once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillAskedTwice {
    /// The question.
    pub question: String,
    /// Each answer.
    pub answers: Vec<DrillAsked>,
}

/// One young person's record in the debrief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillYouth {
    /// Who they are in the story.
    pub who: String,
    /// The two words of their record; none when it was never opened.
    pub handle: Option<String>,
    /// The steps: what went well first.
    pub lines: Vec<DrillStepLine>,
    /// What they were asked more than once.
    pub asked_twice: Vec<DrillAskedTwice>,
}

/// What was done, and when, beside what the pack asks. No score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrillDebrief {
    /// What the drill is called.
    pub title: String,
    /// When the story began.
    pub began_ms: i64,
    /// The time of the drill at which this was read.
    pub now_ms: i64,
    /// What went well.
    pub well: Vec<String>,
    /// What could help next time.
    pub next_time: Vec<String>,
    /// Each young person's record.
    pub youths: Vec<DrillYouth>,
}
