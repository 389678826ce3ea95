//! `texts.<language>.toml` as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Placed;

/// Texts by the id of the thing they belong to.
pub(crate) type ById<T> = BTreeMap<Placed<String>, T>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextsFile {
    pub(crate) language: Placed<String>,
    pub(crate) pack: PackTextWritten,
    #[serde(default)]
    pub(crate) step: ById<StepTextWritten>,
    #[serde(default)]
    pub(crate) field: ById<AnswerTextWritten>,
    #[serde(default)]
    pub(crate) evidence: ById<AnswerTextWritten>,
    #[serde(default)]
    pub(crate) clock: ById<ClockTextWritten>,
    #[serde(default)]
    pub(crate) role: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) phase: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) branch: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) track: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) occasion: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) topic: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) contact: ById<ContactTextWritten>,
    pub(crate) limits: Option<LimitsTextWritten>,
    #[serde(default)]
    pub(crate) tell: ById<TellTextWritten>,
    #[serde(default)]
    pub(crate) area: ById<LabelWritten>,
    #[serde(default)]
    pub(crate) document: ById<DocumentTextWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackTextWritten {
    pub(crate) title: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepTextWritten {
    pub(crate) title: Placed<String>,
    #[serde(rename = "do")]
    pub(crate) action: Placed<String>,
    pub(crate) when: Option<Placed<String>>,
    pub(crate) why: Option<Placed<String>>,
    pub(crate) say: Option<Placed<String>>,
    pub(crate) call: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerTextWritten {
    pub(crate) label: Placed<String>,
    pub(crate) hint: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) choices: ById<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockTextWritten {
    pub(crate) label: Placed<String>,
    pub(crate) zero: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelWritten {
    pub(crate) label: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactTextWritten {
    pub(crate) label: Placed<String>,
    pub(crate) say: Option<Placed<String>>,
    pub(crate) hint: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentTextWritten {
    pub(crate) label: Placed<String>,
    pub(crate) text: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitsTextWritten {
    pub(crate) say: Placed<Vec<Placed<String>>>,
    pub(crate) ask: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TellTextWritten {
    pub(crate) label: Placed<String>,
    pub(crate) say: Placed<String>,
    pub(crate) may: Vec<Placed<String>>,
    pub(crate) never: Vec<Placed<String>>,
    pub(crate) release: Vec<Placed<String>>,
}
