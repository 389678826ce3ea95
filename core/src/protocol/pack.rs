//! A pack, checked: one county's protocol as the engine and the screens use it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use first72_wire::compartment::Compartment;

use super::advocate::AdvocateWork;
use super::calendar::Calendar;
use super::card::Card;
use super::contact::{Area, Contact};
use super::due::Measure;
use super::form::AnswerType;
use super::hours::NamedHours;
use super::problem::PackErrors;
use super::scenario::Scenario;
use super::step::{Branch, Claim, Gate, Step};
use super::texts::Texts;
use super::{check, written};

/// The version of the pack format that this code reads.
pub const FORMAT: i64 = 2;

/// The prefix of the fields that hold clocks.
pub const CLOCK_PREFIX: &str = "clock.";

/// One county's protocol. Made only by [`Pack::load`], so everything in it refers to things that exist.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name for machines.
    pub id: String,
    /// Its version; any change to any file makes a new one.
    pub version: String,
    /// The place.
    pub place: String,
    /// Decides where a day begins.
    pub time_zone: Tz,
    /// How new its sources are.
    pub source_date: NaiveDate,
    /// The contact that the call screen offers first.
    pub hotline: Option<String>,
    /// The pack that it was made from: id and version.
    pub based_on: Option<(String, String)>,
    /// Whether the county has confirmed it.
    pub review: Review,
    /// Names that a reader knows by sight; they weigh nothing when the texts are measured.
    pub reading_names: Vec<String>,
    /// Hours that conditions can name.
    pub hours: Vec<NamedHours>,
    /// Clocks, in file order.
    pub clocks: Vec<Clock>,
    /// Roles, in file order.
    pub roles: Vec<Role>,
    /// Phases, in working order.
    pub phases: Vec<Phase>,
    /// Tracks, in file order.
    pub tracks: Vec<Track>,
    /// Occasions, in file order.
    pub occasions: Vec<Occasion>,
    /// Where the claims come from.
    pub sources: Vec<Source>,
    /// Texts that are read aloud, shown or signed as a whole.
    pub documents: Vec<Document>,
    /// Every step: those of steps.toml, then those of branches.toml, each in working order.
    pub steps: Vec<Step>,
    /// Branches, in file order.
    pub branches: Vec<Branch>,
    /// Topics of the form, in screen order.
    pub topics: Vec<String>,
    /// Questions, in screen order; the clocks' own fields come last.
    pub fields: Vec<Field>,
    /// Court and business days.
    pub calendar: Calendar,
    /// Whom to call, in file order; only published numbers.
    pub contacts: Vec<Contact>,
    /// Stations that some contacts serve together.
    pub areas: Vec<Area>,
    /// For how many days a check of a contact is good.
    pub checks_good_for_days: u32,
    /// What the advocate's own screens are made of.
    pub advocate: AdvocateWork,
    /// The card for the young person; none where the pack has none.
    pub card: Option<Card>,
    /// Sentences, one set for each language.
    pub texts: Vec<Texts>,
    /// The pack's own tests.
    pub scenarios: Vec<Scenario>,
    pub(crate) step_index: BTreeMap<String, usize>,
    pub(crate) field_index: BTreeMap<String, usize>,
}

/// Whether a pack has been confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How far the review has come.
    pub status: ReviewStatus,
    /// Who confirmed it.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// What is still open.
    pub note: String,
}

/// How far the review of a pack has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStatus {
    /// Nobody has looked.
    Draft,
    /// Somebody is looking.
    InReview,
    /// Confirmed.
    Verified,
}

/// A named instant that due times count from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Its id.
    pub id: String,
    /// The field that holds its instant.
    pub field: String,
    /// The clock used, and shown as assumed, while this has no instant.
    pub or_else: Option<String>,
    /// When its time comes up.
    pub asked_at: AskedAt,
    /// Where its answer is kept (the first) and who else may see it. A time that tells something about the young
    /// person, such as that of an assault, is not for everybody.
    pub compartments: Vec<Compartment>,
    /// What stands behind it.
    pub claim: Claim,
}

/// A role of the protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// The app's role whose holders work this list.
    pub app_role: Option<AppRole>,
}

/// A role that a grant can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AppRole {
    /// Records a recovery.
    Deputy,
    /// Stands beside the young person.
    Advocate,
    /// Collects and hands over.
    StationLead,
    /// Reports.
    Coordinator,
    /// Enrols.
    Registrar,
    /// Any other professional on an episode.
    Worker,
}

impl AppRole {
    /// Every role, with its word in packs and grants.
    pub const WORDS: [(Self, &'static str); 6] = [
        (Self::Deputy, "deputy"),
        (Self::Advocate, "advocate"),
        (Self::StationLead, "station_lead"),
        (Self::Coordinator, "coordinator"),
        (Self::Registrar, "registrar"),
        (Self::Worker, "worker"),
    ];

    /// The role of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(role, _)| *role)
    }
}

/// A stretch of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its id.
    pub id: String,
    /// When it is over on the screen: a distance and its clock. It cancels nothing.
    pub ends: Option<(Measure, String)>,
    /// Its steps prepare a shift or an operation: in an episode they come after all others.
    pub before_contact: bool,
}

/// One of several ways of working side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Its id.
    pub id: String,
    /// When it is on.
    pub gate: Gate,
}

/// A moment without a length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Its id.
    pub id: String,
    /// The clock whose instant is the due time, once it has one.
    pub clock: Option<String>,
}

/// Where a claim comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it can be found.
    pub address: String,
}

/// When a question comes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedAt {
    /// To open the record.
    Open,
    /// At the scene, if it comes up.
    Scene,
    /// By 72 hours.
    By72Hours,
    /// Later.
    Later,
}

impl AskedAt {
    /// Every moment, with its word in packs.
    pub const WORDS: [(Self, &'static str); 4] =
        [(Self::Open, "R"), (Self::Scene, "S"), (Self::By72Hours, "72"), (Self::Later, "L")];
}

/// One question of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its id.
    pub id: String,
    /// Its topic; `None` for a clock.
    pub topic: Option<String>,
    /// What an answer may be; `None` for a list, whose items are answered by its parts.
    pub kind: Option<AnswerType>,
    /// When it comes up.
    pub asked_at: AskedAt,
    /// Who may see the answer; the first is where it is kept.
    pub compartments: Vec<Compartment>,
    /// Whether it is safe to show to the young person.
    pub show_youth: bool,
    /// For a list: the items that are always there; empty when people add them.
    pub items: Vec<String>,
    /// The list of whose items this is asked.
    pub part_of: Option<String>,
    /// What a document prints while there is no answer.
    pub unanswered_means: Option<String>,
    /// Whether the young person may be asked; otherwise it is looked up or seen.
    pub ask_youth: bool,
    /// Whether the progress report counts it.
    pub reported: bool,
    /// What stands behind it.
    pub claim: Claim,
}

impl Field {
    /// Whether it is a list of items.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.kind.is_none()
    }

    /// The compartment in which its answer is kept.
    #[must_use]
    pub fn kept_in(&self) -> Compartment {
        self.compartments.first().copied().unwrap_or(Compartment::Ops)
    }
}

/// A text that is read aloud, shown or signed as a whole; its words stand in the texts of each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Which wording it is; kept beside each signature under it.
    pub version: String,
    /// What stands behind it.
    pub claim: Claim,
}

impl Pack {
    /// Reads and checks a pack from its files, given as (name inside the folder, text).
    ///
    /// # Errors
    /// Every mistake with its file, its line and what to do. Mistakes between files are looked for only when each file
    /// could be read.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, PackErrors> {
        let mut findings = written::Findings::new(files);
        let Some(written) = written::read(&mut findings) else {
            findings.into_result()?;
            return Err(PackErrors(Vec::new()));
        };
        let pack = check::pack(&written, &mut findings);
        findings.into_result()?;
        pack.ok_or_else(|| PackErrors(Vec::new()))
    }

    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.step_index.get(id).and_then(|index| self.steps.get(*index))
    }

    /// The question with this key; `plate@<item>` is the question `plate` of one item.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        let (id, item) = key.split_once('@').map_or((key, None), |(id, item)| (id, Some(item)));
        let field = self.field_index.get(id).and_then(|index| self.fields.get(*index))?;
        (field.part_of.is_some() == item.is_some_and(|item| !item.is_empty())).then_some(field)
    }

    /// The clock with this id.
    #[must_use]
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    /// The branch with this id.
    #[must_use]
    pub fn branch(&self, id: &str) -> Option<&Branch> {
        self.branches.iter().find(|branch| branch.id == id)
    }

    /// The contact with this id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// The document with this id.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// The sentences in a language; English where the pack has no such language.
    #[must_use]
    pub fn texts(&self, language: &str) -> Option<&Texts> {
        self.texts.iter().find(|texts| texts.language == language).or_else(|| self.texts.first())
    }

    /// The pack's roles that a holder of an app role works.
    pub fn roles_of(&self, app_role: AppRole) -> impl Iterator<Item = &str> {
        self.roles.iter().filter(move |role| role.app_role == Some(app_role)).map(|role| role.id.as_str())
    }
}
