//! `card.toml` as it is written: the card for the young person, with its own words in every language it has.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Ids, Placed, WhenWritten};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardFile {
    pub(crate) card: Option<CardHeadWritten>,
    #[serde(default)]
    pub(crate) line: Vec<CardLineWritten>,
    #[serde(default)]
    pub(crate) language: Vec<CardLanguageWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardHeadWritten {
    pub(crate) call: Option<Placed<String>>,
    pub(crate) asked_for: Option<Placed<String>>,
    pub(crate) language: Option<Placed<String>>,
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
pub(crate) struct CardLineWritten {
    pub(crate) id: Placed<String>,
    pub(crate) part: Placed<String>,
    pub(crate) when: Option<Placed<WhenWritten>>,
    pub(crate) unknown: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardLanguageWritten {
    pub(crate) code: Placed<String>,
    pub(crate) name: Placed<String>,
    #[serde(default)]
    pub(crate) spoken_as: Ids,
    pub(crate) parts: BTreeMap<Placed<String>, Placed<String>>,
    pub(crate) lines: BTreeMap<Placed<String>, Placed<String>>,
}
