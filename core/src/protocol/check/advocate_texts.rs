//! Checks the sentences of advocate.toml: the limits of privacy, and what may be told to whom.

use std::collections::BTreeMap;

use super::super::pack::Pack;
use super::super::problem::Problem;
use super::super::texts::{LimitsText, TellText};
use super::super::written::{Placed, TextsFile};
use super::Checker;
use super::texts::Page;

impl Checker<'_, '_> {
    pub(super) fn limits_text(&mut self, page: &Page<'_>, written: &TextsFile, pack: &Pack) -> Option<LimitsText> {
        let wanted = pack.advocate.limits.is_some();
        let Some(text) = &written.limits else {
            if wanted {
                self.missing(page, "[limits]".to_owned());
            }
            return None;
        };
        if !wanted {
            self.wrong(&page.file, &text.ask, Problem::TextOver { key: "limits".to_owned() });
        }
        if text.say.get_ref().is_empty() {
            self.wrong(&page.file, &text.say, Problem::TextEmpty { key: "limits.say".to_owned() });
        }
        Some(LimitsText {
            say: self.sentences(page, "limits", text.say.get_ref()),
            ask: self.sentence(page, "limits", &text.ask),
        })
    }

    pub(super) fn tells_text(
        &mut self,
        page: &Page<'_>,
        written: &TextsFile,
        pack: &Pack,
    ) -> BTreeMap<String, TellText> {
        let wanted = pack.advocate.tells.iter().map(|tell| tell.id.clone()).collect();
        self.cover(page, "tell", &written.tell, &wanted);
        let mut texts = BTreeMap::new();
        for (id, text) in &written.tell {
            let key = format!("tell.{}", id.get_ref());
            for (part, lines) in [("may", &text.may), ("never", &text.never), ("release", &text.release)] {
                if lines.is_empty() {
                    self.wrong(&page.file, id, Problem::TextEmpty { key: format!("{part} of {key}") });
                }
            }
            let text = TellText {
                label: self.sentence(page, &key, &text.label),
                say: self.sentence(page, &key, &text.say),
                may: self.sentences(page, &key, &text.may),
                never: self.sentences(page, &key, &text.never),
                release: self.sentences(page, &key, &text.release),
            };
            texts.insert(id.get_ref().clone(), text);
        }
        texts
    }

    fn sentences(&mut self, page: &Page<'_>, key: &str, written: &[Placed<String>]) -> Vec<String> {
        written.iter().map(|text| self.sentence(page, key, text)).collect()
    }

    /// Lists of sentences are as long in every language as in the first.
    pub(super) fn same_length(&mut self, written: &[TextsFile]) {
        let Some((first, others)) = written.split_first() else { return };
        for (texts, language) in others.iter().zip(super::super::written::LANGUAGES.into_iter().skip(1)) {
            let file = format!("texts.{language}.toml");
            let lists = lists(first);
            for (key, lines) in
                lists.iter().filter(|(key, lines)| self::lists(texts).get(*key).is_some_and(|there| there != *lines))
            {
                let key = format!("{key}, as many sentences as in the first language ({lines})");
                self.wrong(&file, &texts.language, Problem::TextMissing { language: language.to_owned(), key });
            }
        }
    }
}

/// How many sentences each list has.
fn lists(texts: &TextsFile) -> BTreeMap<String, usize> {
    let limits = texts.limits.iter().map(|limits| ("limits.say".to_owned(), limits.say.get_ref().len()));
    let tells = texts.tell.iter().flat_map(|(id, text)| {
        let key = |part: &str| format!("{part} of tell.{}", id.get_ref());
        [(key("may"), text.may.len()), (key("never"), text.never.len()), (key("release"), text.release.len())]
    });
    limits.chain(tells).collect()
}
