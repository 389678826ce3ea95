//! The rows with the tests that show them, and what does not fit.

use crate::rows::{Row, State};
use crate::tags::Tagged;
use serde::Serialize;
use std::collections::BTreeSet;

/// A row and its tests.
#[derive(Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    pub(crate) row: Row,
    /// File and name of each.
    pub(crate) tests: Vec<String>,
}

/// Every row, and every offence in words.
pub(crate) struct Judged {
    pub(crate) rows: Vec<Shown>,
    pub(crate) offences: Vec<String>,
}

impl Judged {
    /// How many rows one standard has.
    pub(crate) fn count(&self, standard: &str) -> usize {
        self.rows.iter().filter(|shown| shown.row.id.split(':').next() == Some(standard)).count()
    }

    /// How many rows are in which state, in one line.
    pub(crate) fn summary(&self) -> String {
        let of = |state: State| self.rows.iter().filter(|shown| shown.row.state == state).count();
        let parts: Vec<String> = State::ALL.iter().map(|state| format!("{} {}", of(*state), state.words())).collect();
        format!("compliance: {} rows: {}", self.rows.len(), parts.join(", "))
    }
}

/// Puts the tests to their rows.
pub(crate) fn judge(rows: Vec<Row>, tagged: &[Tagged]) -> Judged {
    let known: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut offences = Vec::new();
    if known.len() != rows.len() {
        offences.push("docs/compliance.toml: a row stands there twice".to_owned());
    }
    for tag in tagged {
        if tag.test.is_none() {
            offences.push(format!("{}: no test follows", tag.place));
        }
        let foreign = tag.rows.iter().filter(|row| !known.contains(row.as_str()));
        offences.extend(foreign.map(|row| format!("{}: {row} is no row of docs/compliance.toml", tag.place)));
    }
    let shown: Vec<Shown> = rows.into_iter().map(|row| shown(row, tagged)).collect();
    offences.extend(shown.iter().flat_map(offences_of));
    Judged { rows: shown, offences }
}

fn shown(row: Row, tagged: &[Tagged]) -> Shown {
    let mine = tagged.iter().filter(|tag| tag.rows.contains(&row.id));
    let mut tests: Vec<String> = mine.filter_map(|tag| tag.test.clone()).collect();
    tests.sort();
    Shown { row, tests }
}

fn offences_of(shown: &Shown) -> Vec<String> {
    let Row { id, state, person, how, .. } = &shown.row;
    let rules = [
        (state.wants_tests() && shown.tests.is_empty(), "no test shows it any more"),
        (!state.wants_tests() && !shown.tests.is_empty(), "tests show it, and its state says otherwise"),
        (state.wants_person() && person.is_empty(), "what a person must check is not said"),
        (!state.wants_person() && how.is_empty(), "what is built, or why not, is not said"),
    ];
    rules.iter().filter(|(broken, _)| *broken).map(|(_, what)| format!("{id}: {what}")).collect()
}
