//! Why a command was not carried out, for the screen: a stable code and facts that hold nothing of a record.

use crate::view::Trouble;
use first72_core::notebook::{NotebookError, THIS_APP};
use first72_core::protocol::form::AnswerProblem;
use first72_core::seal::{UnlockError, WeakSecret};
use std::collections::BTreeMap;

/// Nothing is open: the screen shows the door.
pub(crate) fn locked() -> Trouble {
    coded("shell.locked")
}

/// The screen sent what this shell does not understand.
pub(crate) fn unreadable() -> Trouble {
    coded("shell.unreadable")
}

/// A code without facts.
pub(crate) fn coded(code: &str) -> Trouble {
    Trouble { code: code.to_owned(), fields: BTreeMap::new() }
}

impl From<NotebookError> for Trouble {
    fn from(error: NotebookError) -> Self {
        Self { code: error.code().to_owned(), fields: fields(&error) }
    }
}

fn fields(error: &NotebookError) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    let mut fact = |name: &str, value: String| drop(fields.insert(name.to_owned(), value));
    match error {
        NotebookError::NotEntitled { compartment } => fact("compartment", compartment.code().to_owned()),
        NotebookError::Unconfirmed { act } => fact("act", act.code().to_owned()),
        NotebookError::NoPack { id, version } => {
            fact("pack", id.clone());
            fact("version", version.clone());
        }
        NotebookError::TooOld { oldest } => {
            fact("oldest", oldest.to_string());
            fact("this", THIS_APP.to_string());
        }
        NotebookError::NoField { field } => fact("field", field.clone()),
        NotebookError::NoStep { step } => fact("step", step.clone()),
        NotebookError::Answer(AnswerProblem::OutOfBounds { min, max, .. }) => {
            fact("min", min.to_string());
            fact("max", max.to_string());
        }
        NotebookError::Answer(AnswerProblem::TooLong { max, .. }) => fact("max", max.to_string()),
        NotebookError::Answer(AnswerProblem::ReferralLength { digits }) => fact("digits", digits.to_string()),
        NotebookError::Unlock(UnlockError::Weak(WeakSecret::Short { least })) => fact("least", least.to_string()),
        _ => {}
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_carries_its_code_and_what_the_sentence_may_name() {
        let trouble = Trouble::from(NotebookError::from(AnswerProblem::TooLong { chars: 900, max: 500 }));
        assert_eq!(trouble.code, "answer.too_long");
        assert_eq!(trouble.fields.get("max").map(String::as_str), Some("500"));
        let typed = AnswerProblem::NotOffered { choice: "canary".into() };
        assert!(Trouble::from(NotebookError::from(typed)).fields.is_empty(), "what was typed stays out of it");
    }
}
