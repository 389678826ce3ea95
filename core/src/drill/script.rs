//! A drill as it is played: briefing, people, events, guide, remarks and a model run. Made only by [`Script::load`].

use super::check;
use super::cue::Cue;
use super::problem::ScriptErrors;
use crate::episode::StepKind;
use crate::protocol::Pack;
use std::collections::BTreeMap;

/// A sentence in every language of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

impl Words {
    /// The sentence in a language, by its two letters; English for one that is not here.
    #[must_use]
    pub fn of(&self, language: &str) -> &str {
        if language == "es" { &self.es } else { &self.en }
    }
}

/// One scripted drill. Everything in it refers to things that exist in the script and in its pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Its name for machines.
    pub id: String,
    /// The pack that it is played with.
    pub pack: String,
    /// When the story begins, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// How many minutes of the drill pass in one minute.
    pub pace: u32,
    /// How long the story is told, in milliseconds of the drill.
    pub length_ms: i64,
    /// The station of the trainee.
    pub station: String,
    /// What it is called.
    pub title: Words,
    /// One line about it, for the list.
    pub about: Words,
    /// What the trainee reads before the clock starts.
    pub briefing: Words,
    /// The invented people who take part.
    pub people: Vec<Person>,
    /// The young people, in the order in which the trainee opens their records.
    pub youths: Vec<Youth>,
    /// What happens.
    pub events: Vec<Event>,
    /// What the trainee does next, in order.
    pub guide: Vec<GuideLine>,
    /// What the debrief says beyond the list.
    pub remarks: Vec<Remark>,
    /// A run that somebody who knows the work would make.
    pub model: Vec<ModelDeed>,
}

/// What an invented person may do in the drill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CastRole {
    /// Stands beside the young person.
    Advocate,
    /// The desk of the station.
    StationLead,
    /// The hotline, child welfare, Probation, health.
    Worker,
}

/// An invented person with a device of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id in the script.
    pub id: String,
    /// Their role.
    pub role: CastRole,
    /// The name that stands beside what they write.
    pub name: String,
    /// Who they are, in words.
    pub who: Words,
}

/// A young person of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Youth {
    /// Their id in the script.
    pub id: String,
    /// How they are spoken of until their record has two words.
    pub who: Words,
}

/// Something that happens, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id in the script.
    pub id: String,
    /// At this time from the start, in milliseconds, at the earliest.
    pub at_ms: Option<i64>,
    /// Not before this holds.
    pub cue: Option<Cue>,
    /// So long after both, in milliseconds.
    pub wait_ms: i64,
    /// Not at all when this holds by then.
    pub unless: Option<Cue>,
    /// What is heard.
    pub messages: Vec<Message>,
    /// What others save on their own devices.
    pub acts: Vec<Act>,
}

/// How a message comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// Over the radio.
    Radio,
    /// Over the telephone.
    Phone,
    /// Said or seen where the trainee stands.
    Here,
}

impl Channel {
    /// Every channel, with its word in scripts and on the wire to the screen.
    pub const WORDS: [(Self, &'static str); 3] = [(Self::Radio, "radio"), (Self::Phone, "phone"), (Self::Here, "here")];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(channel, _)| *channel == self).map_or("", |(_, word)| word)
    }
}

/// Something that the trainee hears or sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How it comes.
    pub channel: Channel,
    /// Who says it; none when it is seen.
    pub by: Option<String>,
    /// The words. `{first}` stands for the two words of the record of the youth `first`.
    pub words: Words,
}

/// Something that an invented person saves on a device of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Who does it.
    pub by: String,
    /// On whose record.
    pub youth: String,
    /// What they save.
    pub deed: Deed,
}

/// One save, of an invented person or of the trainee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Something is said about a step.
    Step {
        /// The step.
        step: String,
        /// What is said.
        event: StepKind,
        /// What is written down, as the terminal takes it; times are `now` or `+PT10M` or `-PT10M` from then.
        evidence: BTreeMap<String, String>,
    },
    /// Questions are answered, in the same words as at the terminal.
    Answers(BTreeMap<String, String>),
    /// The young person is gone, or back.
    Left(bool),
}

/// Where a line of the guide leads with one tap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The home screen.
    Tonight,
    /// The four taps.
    NewContact,
    /// A record's working list.
    Episode(String),
    /// One step of it.
    Step(String, String),
    /// A topic of its questions.
    Record(String, String),
    /// What was heard.
    Messages,
    /// The debrief.
    Debrief,
}

/// A line of the guide: it stands until something holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideLine {
    /// It is passed over until this holds.
    pub from: Option<Cue>,
    /// It is done when this holds.
    pub until: Cue,
    /// What to do.
    pub words: Words,
    /// Where that is done.
    pub go: Option<Target>,
}

/// Which part of the debrief a remark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// What went well.
    Well,
    /// What could help next time.
    NextTime,
}

/// A sentence of the debrief that stands when something holds at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which part.
    pub kind: RemarkKind,
    /// When it stands.
    pub when: Cue,
    /// The words.
    pub words: Words,
}

/// Something that the trainee of the model run does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelDeed {
    /// When, in milliseconds from the start.
    pub at_ms: i64,
    /// What.
    pub what: TraineeDeed,
}

/// What a trainee can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraineeDeed {
    /// Opens a youth's record.
    Open {
        /// Whose.
        youth: String,
        /// The answer to the question about medical need.
        medical: String,
    },
    /// Calls a contact of the pack.
    Call(String),
    /// Saves something on a youth's record.
    Save(String, Deed),
}

impl Script {
    /// Reads and checks a script against the pack that it names.
    ///
    /// # Errors
    /// Every mistake with its file, its line and what to do.
    pub fn load(file: &str, text: &str, pack: &Pack) -> Result<Self, ScriptErrors> {
        check::script(file, text, pack)
    }

    /// Reads a run of one's own, written as `[[model]]` in a file: what a trainee does, and when.
    ///
    /// # Errors
    /// As [`Script::load`].
    pub fn read_run(&self, file: &str, text: &str, pack: &Pack) -> Result<Vec<ModelDeed>, ScriptErrors> {
        check::run(self, file, text, pack)
    }

    /// The pack that a script names, before anything in it is checked; none when it cannot be read.
    #[must_use]
    pub fn pack_of(text: &str) -> Option<String> {
        check::pack_of(text)
    }

    /// The contacts of the pack that something in the script waits for: who can be called.
    #[must_use]
    pub fn contacts(&self) -> Vec<String> {
        let mut contacts: Vec<String> = Vec::new();
        let cues = self.events.iter().filter_map(|event| event.cue.as_ref());
        for contact in cues.chain(self.guide.iter().map(|line| &line.until)).flat_map(Cue::contacts) {
            if !contacts.iter().any(|known| known == contact) {
                contacts.push(contact.to_owned());
            }
        }
        contacts
    }

    /// The event with this id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}
