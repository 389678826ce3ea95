//! The rows of `docs/compliance.toml`.

use first72_tests::house::root;
use serde::{Deserialize, Serialize};
use std::fs;

/// How a row is answered.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// The tests named show it.
    Tests,
    /// The tests named show a part; a person checks the rest.
    Part,
    /// Only a person or a device can show it.
    Person,
    /// It is the duty of the agency that runs First72.
    Agency,
    /// It is not answered, on purpose.
    Declined,
    /// It is not built.
    Missing,
}

impl State {
    pub(crate) const ALL: [Self; 6] =
        [Self::Tests, Self::Part, Self::Person, Self::Agency, Self::Declined, Self::Missing];

    /// Whether a test must show it.
    pub(crate) fn wants_tests(self) -> bool {
        matches!(self, Self::Tests | Self::Part)
    }

    /// Whether something must be said to the person who checks.
    pub(crate) fn wants_person(self) -> bool {
        matches!(self, Self::Part | Self::Person | Self::Agency)
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Tests => "shown by tests",
            Self::Part => "in part",
            Self::Person => "a person checks",
            Self::Agency => "the agency's",
            Self::Declined => "declined",
            Self::Missing => "○ not built",
        }
    }
}

/// One control of a standard.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    /// `masvs:` or `cjis:` and the control.
    pub(crate) id: String,
    /// What it asks for, in short.
    pub(crate) asks: String,
    pub(crate) state: State,
    /// What is built.
    #[serde(default)]
    pub(crate) how: String,
    /// What a person must check or do.
    #[serde(default)]
    pub(crate) person: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

pub(crate) fn load() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/compliance.toml")).unwrap();
    toml::from_str::<Rows>(&text).unwrap().row
}
