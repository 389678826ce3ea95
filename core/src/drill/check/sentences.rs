//! Checks sentences: there in both languages, blaming nobody, and naming only young people of the script.

use super::super::problem::ScriptProblem;
use super::super::script::Words;
use super::super::written::Placed;
use super::Checker;
use crate::protocol::blaming;
use std::collections::BTreeSet;

impl Checker<'_> {
    pub(super) fn pair(&mut self, en: &Placed<String>, es: &Placed<String>) -> Words {
        let (english, spanish) = (self.named(en), self.named(es));
        if english != spanish {
            self.wrong(es, ScriptProblem::PlaceholdersDiffer);
        }
        Words { en: self.filled(en, "en"), es: self.filled(es, "es") }
    }

    pub(super) fn filled(&mut self, text: &Placed<String>, key: &'static str) -> String {
        if text.get_ref().trim().is_empty() {
            self.wrong(text, ScriptProblem::Empty { key });
        }
        if let Some(word) = blaming(text.get_ref()) {
            self.wrong(text, ScriptProblem::ForbiddenText { word });
        }
        text.get_ref().trim().to_owned()
    }

    /// The names in braces.
    fn named(&mut self, text: &Placed<String>) -> BTreeSet<String> {
        let parts = text.get_ref().split('{').skip(1).filter_map(|part| part.split_once('}'));
        let names: BTreeSet<String> = parts.map(|(name, _)| name.to_owned()).collect();
        for name in names.iter().filter(|name| !self.youths.contains(name)).cloned().collect::<Vec<_>>() {
            self.wrong(text, ScriptProblem::Placeholder { id: name });
        }
        names
    }
}
