//! scenarios.toml as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Placed;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenariosFile {
    #[serde(default)]
    pub(crate) scenario: Vec<ScenarioWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioWritten {
    pub(crate) id: Placed<String>,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) moment: Vec<MomentWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MomentWritten {
    pub(crate) time: Placed<String>,
    #[serde(default)]
    pub(crate) answers: BTreeMap<Placed<String>, Placed<AnswerWritten>>,
    #[serde(default)]
    pub(crate) events: Vec<EventWritten>,
    #[serde(default)]
    pub(crate) expect: ExpectWritten,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventWritten {
    pub(crate) step: Placed<String>,
    pub(crate) event: Placed<String>,
    pub(crate) at: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) evidence: BTreeMap<Placed<String>, Placed<AnswerWritten>>,
}

/// An answer in a scenario.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum AnswerWritten {
    Flag(bool),
    Number(i64),
    Text(String),
    Choices(Vec<String>),
    Estimate(EstimateWritten),
    Range(RangeWritten),
    Either(EitherWritten),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EstimateWritten {
    pub(crate) at: String,
    pub(crate) plus_minus: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RangeWritten {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EitherWritten {
    pub(crate) either: Vec<AnswerWritten>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectWritten {
    #[serde(default)]
    pub(crate) on: Vec<Placed<String>>,
    #[serde(default)]
    pub(crate) off: Vec<Placed<String>>,
    #[serde(default)]
    pub(crate) suspended: Vec<Placed<String>>,
    #[serde(default)]
    pub(crate) states: BTreeMap<Placed<String>, Placed<String>>,
    #[serde(default)]
    pub(crate) due: BTreeMap<Placed<String>, Placed<String>>,
    #[serde(default)]
    pub(crate) late: Vec<Placed<String>>,
    #[serde(default)]
    pub(crate) because: BTreeMap<Placed<String>, Placed<String>>,
    #[serde(default)]
    pub(crate) next: BTreeMap<Placed<String>, Placed<String>>,
    #[serde(default)]
    pub(crate) warnings: Vec<Placed<String>>,
}
