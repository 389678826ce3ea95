//! What was given to a device, to be compared with what is there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Everything that somebody tapped or typed, and that was said to be saved.
#[derive(Default)]
pub(super) struct Given {
    answers: BTreeMap<String, String>,
    done: BTreeSet<String>,
    evidence: BTreeMap<(String, String), Option<String>>,
    notes: Vec<String>,
}

impl Given {
    pub(super) fn answer(&mut self, field: &str, value: &str) {
        self.answers.insert(field.to_owned(), value.to_owned());
    }

    /// A step with what was written down; a moment is only looked for, since nobody knows it to the millisecond.
    pub(super) fn step(&mut self, step: &str, evidence: impl IntoIterator<Item = (String, Option<String>)>) {
        self.done.insert(step.to_owned());
        self.evidence.extend(evidence.into_iter().map(|(id, value)| ((step.to_owned(), id), value)));
    }

    pub(super) fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }

    pub(super) fn len(&self) -> usize {
        self.answers.len() + self.done.len() + self.evidence.len() + self.notes.len()
    }

    /// What of it `show` does not show, in words.
    pub(super) fn missing_from(&self, shown: &Value) -> Vec<String> {
        let step = |id: &str| shown["steps"].as_array().into_iter().flatten().find(|step| step["step"] == id).cloned();
        let mut missing = Vec::new();
        for (field, value) in &self.answers {
            if shown["answers"][field]["value"] != value.as_str() {
                missing.push(format!("{field} is {value}"));
            }
        }
        for id in &self.done {
            if !step(id).is_some_and(|step| step["state"] == "done") {
                missing.push(format!("{id} was done"));
            }
        }
        for ((id, evidence), value) in &self.evidence {
            let there = step(id).map(|step| step["evidence"][evidence].clone()).unwrap_or_default();
            let holds = match value {
                Some(value) => there == value.as_str(),
                None => there.is_string(),
            };
            if !holds {
                missing.push(format!("{evidence} of {id} is {}, and not {value:?}", there));
            }
        }
        let notes: Vec<&str> =
            shown["notes"].as_array().into_iter().flatten().filter_map(|note| note["text"].as_str()).collect();
        missing.extend(
            self.notes.iter().filter(|text| !notes.contains(&text.as_str())).map(|text| format!("the note {text:?}")),
        );
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_of_field_that_is_not_there_is_named() {
        let mut given = Given::default();
        given.answer("language", "es");
        given.step(
            "M90-01",
            [("hotline_worker".to_owned(), Some("M. Made Up".to_owned())), ("hotline_call_at".to_owned(), None)],
        );
        given.note("a made-up note");
        assert_eq!(given.len(), 5);
        let whole = json!({
            "answers": { "language": { "how": "given", "value": "es" } },
            "steps": [{ "step": "M90-01", "state": "done", "evidence": { "hotline_worker": "M. Made Up", "hotline_call_at": "some time" } }],
            "notes": [{ "text": "a made-up note" }],
        });
        assert_eq!(given.missing_from(&whole), Vec::<String>::new());
        let empty = json!({ "answers": {}, "steps": [], "notes": [] });
        assert_eq!(given.missing_from(&empty).len(), 5);
        let mut other = whole.clone();
        other["steps"][0]["evidence"]["hotline_worker"] = json!("somebody else");
        other["steps"][0]["state"] = json!("open");
        assert_eq!(given.missing_from(&other).len(), 2);
    }
}
