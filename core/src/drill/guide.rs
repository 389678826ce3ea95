//! The one line that says what to do next, and the words of messages with the names of the records in them.

use super::cue::Known;
use super::script::{GuideLine, Script};
use std::collections::BTreeMap;

/// The line of the guide that stands now; none when everything was done.
#[must_use]
pub fn line<'s>(script: &'s Script, known: &Known) -> Option<&'s GuideLine> {
    script.guide.iter().find(|line| {
        let begun = line.from.as_ref().is_none_or(|from| from.holds(known));
        begun && !line.until.holds(known)
    })
}

/// Words with each `{youth}` replaced by the two words of that record, or by who it is while there is none.
#[must_use]
pub fn with_names(text: &str, script: &Script, handles: &BTreeMap<String, String>, language: &str) -> String {
    let mut said = text.to_owned();
    for youth in &script.youths {
        let name = handles.get(&youth.id).map_or_else(|| youth.who.of(language), String::as_str);
        said = said.replace(&format!("{{{}}}", youth.id), name);
    }
    said
}
