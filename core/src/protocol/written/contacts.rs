//! contacts.toml as it is written.

use serde::Deserialize;

use super::{Ids, Placed};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactsFile {
    pub(crate) check_again_after_days: Option<Placed<u32>>,
    #[serde(default)]
    pub(crate) area: Vec<AreaWritten>,
    #[serde(default)]
    pub(crate) contact: Vec<ContactWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaWritten {
    pub(crate) id: Placed<String>,
    pub(crate) stations: Placed<Ids>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactWritten {
    pub(crate) id: Placed<String>,
    pub(crate) kinds: Placed<Ids>,
    pub(crate) numbers: Vec<NumberWritten>,
    pub(crate) address: Option<Placed<String>>,
    pub(crate) hours: Placed<HoursWritten>,
    pub(crate) comes_out: Option<Placed<HoursWritten>>,
    pub(crate) holidays: Option<Placed<String>>,
    pub(crate) time_zone: Option<Placed<String>>,
    #[serde(default)]
    pub(crate) areas: Ids,
    pub(crate) checked_on: Placed<String>,
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
pub(crate) struct NumberWritten {
    #[serde(rename = "use")]
    pub(crate) usage: Placed<String>,
    pub(crate) number: Placed<String>,
}

/// `"always"`, `"not_published"`, or a list of weekdays with times.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum HoursWritten {
    Word(String),
    Weekly(Vec<WindowWritten>),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WindowWritten {
    pub(crate) days: Vec<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}
