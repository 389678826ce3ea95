//! pack.toml, steps.toml, branches.toml, forms.toml and calendar.toml as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{HoursWritten, Placed, WhenWritten};

/// A list of ids with their places.
pub(crate) type Ids = Vec<Placed<String>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackFile {
    pub(crate) format: Placed<i64>,
    pub(crate) id: Placed<String>,
    pub(crate) version: Placed<String>,
    pub(crate) place: Placed<String>,
    pub(crate) time_zone: Placed<String>,
    pub(crate) source_date: Placed<String>,
    pub(crate) hotline: Option<Placed<String>>,
    pub(crate) based_on: Option<BasedOnWritten>,
    pub(crate) review: ReviewWritten,
    #[serde(default)]
    pub(crate) terms: BTreeMap<Placed<String>, Placed<TermWritten>>,
    #[serde(default)]
    pub(crate) reading: ReadingWritten,
    #[serde(default)]
    pub(crate) hours: Vec<NamedHoursWritten>,
    #[serde(default)]
    pub(crate) clock: Vec<ClockWritten>,
    #[serde(default)]
    pub(crate) role: Vec<RoleWritten>,
    #[serde(default)]
    pub(crate) phase: Vec<PhaseWritten>,
    #[serde(default)]
    pub(crate) track: Vec<TrackWritten>,
    #[serde(default)]
    pub(crate) occasion: Vec<OccasionWritten>,
    #[serde(default)]
    pub(crate) source: Vec<SourceWritten>,
    #[serde(default)]
    pub(crate) document: Vec<DocumentWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentWritten {
    pub(crate) id: Placed<String>,
    pub(crate) version: Placed<String>,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BasedOnWritten {
    pub(crate) id: String,
    pub(crate) version: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviewWritten {
    pub(crate) status: Placed<String>,
    #[serde(default)]
    pub(crate) by: String,
    pub(crate) on: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) note: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReadingWritten {
    #[serde(default)]
    pub(crate) names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedHoursWritten {
    pub(crate) id: Placed<String>,
    pub(crate) windows: Placed<HoursWritten>,
    pub(crate) holidays: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum TermWritten {
    Number(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockWritten {
    pub(crate) id: Placed<String>,
    pub(crate) or_else: Option<Placed<String>>,
    pub(crate) moment: Option<Placed<String>>,
    pub(crate) compartments: Option<Placed<Ids>>,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleWritten {
    pub(crate) id: Placed<String>,
    pub(crate) app_role: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PhaseWritten {
    pub(crate) id: Placed<String>,
    pub(crate) ends: Option<Placed<String>>,
    pub(crate) clock: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) before_contact: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrackWritten {
    pub(crate) id: Placed<String>,
    pub(crate) when: Placed<WhenWritten>,
    pub(crate) unknown: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OccasionWritten {
    pub(crate) id: Placed<String>,
    pub(crate) clock: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceWritten {
    pub(crate) id: Placed<String>,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) address: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepsFile {
    #[serde(default)]
    pub(crate) step: Vec<StepWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BranchesFile {
    #[serde(default)]
    pub(crate) branch: Vec<BranchWritten>,
    #[serde(default)]
    pub(crate) step: Vec<StepWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BranchWritten {
    pub(crate) id: Placed<String>,
    pub(crate) when: Placed<WhenWritten>,
    pub(crate) unknown: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) suspends: Ids,
    #[serde(default)]
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepWritten {
    pub(crate) id: Placed<String>,
    pub(crate) branch: Option<Placed<String>>,
    pub(crate) phase: Placed<String>,
    pub(crate) roles: Placed<Ids>,
    pub(crate) when: Option<Placed<WhenWritten>>,
    pub(crate) unknown: Option<Placed<String>>,
    pub(crate) clock: Option<Placed<String>>,
    pub(crate) due: Placed<DueWritten>,
    pub(crate) until: Option<Placed<String>>,
    pub(crate) kind: Placed<String>,
    #[serde(default)]
    pub(crate) evidence: Vec<EvidenceWritten>,
    pub(crate) see: Placed<Ids>,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) stamps: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) contacts: Ids,
    #[serde(default)]
    pub(crate) contact_kinds: Ids,
    #[serde(default)]
    pub(crate) tracks: Ids,
    #[serde(default)]
    pub(crate) asks: Ids,
    #[serde(default)]
    pub(crate) answered_by: Ids,
    pub(crate) replaces: Option<Placed<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum DueWritten {
    One(String),
    Turns(Vec<String>),
}

/// The keys that say what an answer may be; shared by evidence and fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct LimitsWritten {
    pub(crate) choices: Vec<Placed<String>>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
    pub(crate) max_chars: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceWritten {
    pub(crate) id: Placed<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Placed<String>,
    pub(crate) field: Option<Placed<String>>,
    pub(crate) stamps: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) needed: bool,
    #[serde(default)]
    choices: Vec<Placed<String>>,
    min: Option<i64>,
    max: Option<i64>,
    max_chars: Option<u32>,
}

impl EvidenceWritten {
    pub(crate) fn limits(&self) -> LimitsWritten {
        LimitsWritten { choices: self.choices.clone(), min: self.min, max: self.max, max_chars: self.max_chars }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormsFile {
    #[serde(default)]
    pub(crate) topic: Vec<TopicWritten>,
    #[serde(default)]
    pub(crate) field: Vec<FieldWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicWritten {
    pub(crate) id: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldWritten {
    pub(crate) id: Placed<String>,
    pub(crate) topic: Placed<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<Placed<String>>,
    pub(crate) moment: Placed<String>,
    pub(crate) compartments: Placed<Ids>,
    #[serde(default)]
    choices: Vec<Placed<String>>,
    min: Option<i64>,
    max: Option<i64>,
    max_chars: Option<u32>,
    #[serde(default)]
    pub(crate) list: bool,
    #[serde(default)]
    pub(crate) items: Ids,
    pub(crate) part_of: Option<Placed<String>>,
    pub(crate) unanswered_means: Option<Placed<String>>,
    pub(crate) ask_youth: Option<bool>,
    #[serde(default)]
    pub(crate) reported: bool,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
}

impl FieldWritten {
    pub(crate) fn limits(&self) -> LimitsWritten {
        LimitsWritten { choices: self.choices.clone(), min: self.min, max: self.max, max_chars: self.max_chars }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalendarFile {
    pub(crate) starts: Placed<String>,
    pub(crate) ends: Placed<String>,
    pub(crate) weekend: Placed<Ids>,
    pub(crate) business_day_ends: Option<Placed<String>>,
    pub(crate) judicial_day_ends: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
    #[serde(default)]
    pub(crate) holiday: Vec<HolidayWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidayWritten {
    pub(crate) date: Placed<String>,
    pub(crate) name: String,
    pub(crate) closes: Placed<Ids>,
}
