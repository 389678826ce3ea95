//! Tonight's list, a new contact, one episode with its clocks and its working list.

use super::{
    CalloutCard, CalloutLine, GlassView, HandedView, HeldBackView, LinkTo, LinkedView, PlanLine, ProtocolLine,
    SyncLine, TimeView,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct When {
    /// UTC milliseconds.
    pub ms: i64,
    /// Half-width of an estimate in milliseconds; null when the moment is exact.
    pub plus_minus_ms: Option<i64>,
}

/// A thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    /// Code that is recorded.
    pub code: String,
    /// Words that are shown.
    pub label: String,
}

/// Where a saved thing is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kept {
    /// Only on this device.
    OnlyHere,
    /// The server holds it and has signed for it.
    OnServer {
        /// When the newest part arrived.
        at_ms: i64,
    },
    /// The server refused it; it is kept here.
    Refused {
        /// Why, as a code.
        code: String,
    },
}

/// An instant at which something is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueAtView {
    /// UTC milliseconds.
    pub ms: i64,
    /// Half the width of the estimate of its clock; 0 when exact.
    pub plus_minus_ms: i64,
    /// Name of the clock that stands in while the step's own has not started.
    pub assumed_from: Option<String>,
    /// True when the court calendar ends before it: holidays may be missing from the count.
    pub beyond_calendar: bool,
}

/// When a step is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DueView {
    /// At once.
    Now {
        /// Since when, UTC milliseconds, if its clock has an instant.
        since_ms: Option<i64>,
    },
    /// At an instant.
    At {
        /// Which.
        due: DueAtView,
    },
    /// At an occasion: before an interview, at the end of the shift.
    Occasion {
        /// In words of the pack.
        what: String,
        /// Its instant, once it has one.
        due: Option<DueAtView>,
    },
    /// Its clock has not started.
    NoClockYet {
        /// Name of the clock in words.
        clock: String,
    },
}

/// The next thing due in an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextDue {
    /// Step id.
    pub step: String,
    /// Its title.
    pub title: String,
    /// When.
    pub due: DueView,
    /// True when it is this person's.
    pub mine: bool,
}

/// One open episode in the list of tonight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EpisodeLine {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Station in words.
    pub station: String,
    /// First contact.
    pub started: When,
    /// The next thing due, mine first; null when nothing is open.
    pub next: Option<NextDue>,
    /// Open steps that are this person's.
    pub mine_open: u32,
    /// Open steps past their time.
    pub late: u32,
    /// True when the youth has left.
    pub left: bool,
    /// Questions that people answered differently; a person settles each.
    pub differ: u32,
    /// Who handed it to this person, who has not confirmed it; "" while the name is not known here, null when nobody did.
    pub handed_by: Option<String>,
    /// Where the episode's newest save is.
    pub kept: Kept,
}

/// A question that people answered differently. All their answers are kept, and none counts for more than another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Differing {
    /// Key of the field; `plate@<item>` for an item of a list.
    pub field: String,
    /// The question in words.
    pub label: String,
    /// The topic it stands under; null where it stands under none.
    pub topic: Option<String>,
}

/// Something about this device that a person should know before the next tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// Little room is left; saving still works.
    LowOnSpace,
    /// What is looked at cannot be recorded for the auditors; looking goes on.
    NotRecorded,
    /// A damaged store was found and kept aside; this one is new.
    StoreSetAside,
    /// The signatures of the protocol end soon.
    ProtocolEnds {
        /// When, UTC milliseconds.
        at_ms: i64,
    },
    /// No new contact can begin.
    ProtocolStopped {
        /// Why, as a code.
        code: String,
    },
    /// A recovery was announced, and nobody has looked at it here.
    RecoveryAnnounced {
        /// Name of the agency.
        agency: String,
        /// Whether it is a drill.
        drill: bool,
    },
    /// This app is older than an agency wants: it goes on with what is open, and begins nothing new.
    AppTooOld {
        /// Name of the agency.
        agency: String,
        /// The oldest version that begins anything new there, "1.4.0".
        oldest: String,
        /// The version of this app.
        this: String,
    },
    /// The yearly drill of recovery is due. Said to those who see to it.
    RecoveryDrillDue {
        /// Name of the agency.
        agency: String,
    },
    /// The server of an agency was not heard for long.
    Away {
        /// Name of the agency.
        agency: String,
        /// Whole days since.
        days: u32,
        /// How many episodes are shown only after a sync; null while all are.
        hidden: Option<u32>,
    },
    /// A server may be holding back news.
    HeldBack {
        /// Id of the agency's realm.
        realm: String,
        /// Name of the agency.
        agency: String,
        /// What says so.
        why: HeldBackView,
    },
}

/// The home screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tonight {
    /// Now, UTC milliseconds.
    pub now_ms: i64,
    /// Calls that wait for this person's answer; they come before everything else.
    pub callouts: Vec<CalloutCard>,
    /// Open episodes, the one due next first.
    pub episodes: Vec<EpisodeLine>,
    /// The sync line.
    pub sync: SyncLine,
    /// What to know about this device; mostly empty.
    pub notices: Vec<Notice>,
    /// How well this device knows the time.
    pub time: TimeView,
    /// Looks in an emergency that run, of which this person may know.
    pub looks: Vec<GlassView>,
    /// Whether this person may look into an episode that is not theirs.
    pub may_look_in: bool,
    /// How many parts of episodes were shared, by this person or with them.
    pub shared: u32,
}

/// What a new contact can be started with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewContactForm {
    /// Now, UTC milliseconds.
    pub now_ms: i64,
    /// Stations of this county, the person's own first.
    pub stations: Vec<Choice>,
    /// "Medical need now?" with its choices; the screen adds "not sure".
    pub medical: Vec<Choice>,
    /// A line the deputy can read aloud.
    pub say: Option<String>,
    /// How well this device knows the time.
    pub time: TimeView,
}

/// Asked with: time, station, medical need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewContact {
    /// First contact.
    pub at: When,
    /// Code of the station.
    pub station: String,
    /// Code of the medical need; null for "not sure", which is the answer "not known".
    pub medical: Option<String>,
    /// The episode that it belongs with; null where it stands alone.
    pub link: Option<LinkTo>,
}

/// Answered: the episode that was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Started {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
}

/// Asked with: words that stand somewhere in an episode.
#[derive(Serialize, Deserialize, TS)]
pub struct Sought {
    /// As typed.
    pub words: String,
}

/// Asked with: which episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfEpisode {
    /// Episode id.
    pub episode: String,
}

/// A clock of an episode, or a phase with its end: the 90 minutes and the 72 hours are phases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClockView {
    /// Id of the clock or phase in the pack, "TC_hotline_call", "first_72h".
    pub clock: String,
    /// Name in words: "Team beside the youth".
    pub name: String,
    /// Its zero; null while it has not started.
    pub zero: Option<When>,
    /// When its window ends; null for a clock without a window.
    pub ends_ms: Option<i64>,
    /// True when another clock stands in for its zero.
    pub assumed: bool,
    /// True for the two that are always shown (90 minutes, 72 hours).
    pub main: bool,
    /// True when what the window was for is done; the clock then rests.
    pub met: bool,
}

/// Head of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EpisodeHead {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Station in words.
    pub station: String,
    /// First contact.
    pub started: When,
    /// Clocks, the main ones first.
    pub clocks: Vec<ClockView>,
    /// When the youth left; null while they have not, or have come back.
    pub left_at: Option<When>,
    /// References of what was said about leaving and stands; the tap "left" gives them back.
    pub left_shown: Vec<String>,
    /// What there is to do because the youth left or came back; this person's own first.
    pub after_leaving: Vec<PlanLine>,
    /// Protocol pack and version that this episode runs on.
    pub pack: String,
    /// What to know about that protocol before the next step; null when there is nothing.
    pub protocol: Option<ProtocolLine>,
    /// True when this person may write here.
    pub may_write: bool,
    /// True when the pack asks of an advocate: the rights then have a screen of their own.
    pub rights: bool,
    /// True when this person keeps private notes about this episode.
    pub notes: bool,
    /// True when the protocol has a card for the young person.
    pub card: bool,
    /// Who is coming to the young person; null where the protocol has no page of a call.
    pub callout: Option<CalloutLine>,
    /// The episodes that belong with this one.
    pub linked: LinkedView,
    /// Questions answered in any way, and all of them.
    pub answered: u32,
    /// All questions.
    pub questions: u32,
    /// Questions that people answered differently, in the pack's order.
    pub differ: Vec<Differing>,
    /// The hand-over that stands; null while whoever opened it still has it.
    pub handed: Option<HandedView>,
    /// Saves that came too late to count by themselves, and wait to be taken in.
    pub late_saves: u32,
    /// True when this person handed it on, and what is here goes as soon as it can.
    pub goes_from_here: bool,
    /// True when this person can hand it over, should there be somebody to take it.
    pub can_hand_over: bool,
    /// Where the newest save is.
    pub kept: Kept,
    /// How well this device knows the time.
    pub time: TimeView,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: the youth has left, or is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftKind {
    /// The youth is gone.
    Left,
    /// The youth is back.
    Back,
    /// The last tap about it was a mistake.
    Undo,
}

/// Asked with: the one tap "left".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftTap {
    /// Episode id.
    pub episode: String,
    /// Gone, back, or neither.
    pub kind: LeftKind,
    /// When the youth left, where somebody chose a time; null for now.
    pub at: Option<When>,
    /// What the tapped screen showed as standing: this is replaced, and nothing that came since.
    pub replaces: Vec<String>,
}
