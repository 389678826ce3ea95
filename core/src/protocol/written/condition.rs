//! Conditions as they are written: a word, or one table with many possible keys.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor, value::MapAccessDeserializer};

use super::Placed;

/// `when`: the word `"always"` or a condition.
#[derive(Clone, Debug)]
pub(crate) enum WhenWritten {
    Always,
    If(Box<ConditionWritten>),
}

/// One condition; which keys may stand together is checked later.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionWritten {
    pub(crate) all: Option<Vec<Placed<ConditionWritten>>>,
    pub(crate) any: Option<Vec<Placed<ConditionWritten>>>,
    pub(crate) not: Option<Box<Placed<ConditionWritten>>>,
    pub(crate) field: Option<Placed<String>>,
    pub(crate) is: Option<ScalarOrList>,
    pub(crate) is_not: Option<ScalarOrList>,
    pub(crate) includes: Option<ScalarOrList>,
    pub(crate) answered: Option<bool>,
    pub(crate) below: Option<Scalar>,
    pub(crate) at_least: Option<Scalar>,
    pub(crate) step: Option<Placed<String>>,
    pub(crate) state: Option<ScalarOrList>,
    pub(crate) clock: Option<Placed<String>>,
    pub(crate) set: Option<bool>,
    pub(crate) within: Option<String>,
    pub(crate) of: Option<Placed<String>>,
    pub(crate) during: Option<Placed<String>>,
    pub(crate) track: Option<Placed<String>>,
    pub(crate) branch: Option<Placed<String>>,
    pub(crate) unknown: Option<String>,
}

/// A single value of a test.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Scalar {
    Flag(bool),
    Number(i64),
    Text(String),
}

/// One value, or several of which one must hold.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum ScalarOrList {
    One(Scalar),
    Many(Vec<Scalar>),
}

impl ScalarOrList {
    /// The values as a list.
    pub(crate) fn list(&self) -> &[Scalar] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

impl<'de> Deserialize<'de> for WhenWritten {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct When;
        impl<'de> Visitor<'de> for When {
            type Value = WhenWritten;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("\"always\" or a condition such as { field = \"…\", is = \"…\" }")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<WhenWritten, E> {
                if word == "always" {
                    Ok(WhenWritten::Always)
                } else {
                    Err(E::invalid_value(serde::de::Unexpected::Str(word), &self))
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WhenWritten, A::Error> {
                let condition =
                    ConditionWritten::deserialize(MapAccessDeserializer::new(map)).map_err(A::Error::custom)?;
                Ok(WhenWritten::If(Box::new(condition)))
            }
        }
        deserializer.deserialize_any(When)
    }
}
