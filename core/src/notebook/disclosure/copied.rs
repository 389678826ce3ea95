//! What somebody can share of an episode, part by part, and the copy that is made of what they picked.

use super::DisclosureError;
use super::words;
use crate::episode::snapshot::{LONGEST_LINE, MOST_LINES, MOST_SECTIONS};
use crate::episode::{Answer, ChangeRef, Line, Record, Section};
use crate::notebook::Notebook;
use crate::notebook::error::NotebookError;
use crate::protocol::Pack;
use crate::protocol::pack::{CLOCK_PREFIX, Field};
use crate::protocol::texts::Texts;
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

/// One part of an episode that can be copied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is answered to a question, or stands in a list, by its key.
    Question(String),
    /// A note.
    Note(ChangeRef),
}

/// A part as somebody picks it.
#[derive(Clone, PartialEq, Eq)]
pub struct CopyPart {
    /// Which.
    pub part: Part,
    /// The class of content that it is kept in.
    pub compartment: Compartment,
    /// The heading that it stands under.
    pub title: String,
    /// The question, or when the note was written.
    pub label: String,
    /// What a reader of the copy would read.
    pub words: String,
}

impl Notebook {
    /// Everything of an episode that this person may share, in these two letters' language: what is answered or noted where
    /// they write themselves.
    ///
    /// # Errors
    /// When there is no such episode, or its pack is not here.
    pub fn copy_parts(&self, episode: EpisodeId, language: &str) -> Result<Vec<CopyPart>, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let texts = texts_of(pack, language);
        let reading = Reading { notebook: self, episode, record, pack, texts, language };
        let mut parts: Vec<CopyPart> = pack.fields.iter().flat_map(|field| reading.question(field)).collect();
        parts.extend(reading.notes());
        parts.retain(|part| !part.words.is_empty());
        Ok(parts)
    }

    /// The copy of these parts, in the order in which they stand in the record, and where they are kept.
    pub(super) fn sections_of(
        &self,
        episode: EpisodeId,
        picked: &[Part],
        language: &str,
    ) -> Result<(Vec<Section>, Vec<Compartment>), NotebookError> {
        let parts = self.copy_parts(episode, language)?;
        let known = |part: &Part| parts.iter().any(|there| there.part == *part);
        if picked.is_empty() || !picked.iter().all(known) {
            return Err(DisclosureError::Parts.into());
        }
        let (mut sections, mut kept_in): (Vec<Section>, Vec<Compartment>) = (Vec::new(), Vec::new());
        for part in parts.into_iter().filter(|part| picked.contains(&part.part)) {
            if !kept_in.contains(&part.compartment) {
                kept_in.push(part.compartment);
            }
            let line = Line { label: part.label, words: part.words };
            match sections.iter_mut().find(|section| section.title == part.title) {
                Some(section) => section.lines.push(line),
                None => sections.push(Section { title: part.title, lines: vec![line] }),
            }
        }
        let is_too_much = sections.len() > MOST_SECTIONS
            || sections.iter().any(|section| section.lines.len() > MOST_LINES)
            || sections.iter().flat_map(|section| &section.lines).any(|line| line.words.len() > LONGEST_LINE);
        if is_too_much { Err(crate::seal::SealError::TooLong.into()) } else { Ok((sections, kept_in)) }
    }
}

/// An episode that is read for a copy.
struct Reading<'a> {
    notebook: &'a Notebook,
    episode: EpisodeId,
    record: &'a Record,
    pack: &'a Pack,
    texts: Option<&'a Texts>,
    language: &'a str,
}

impl Reading<'_> {
    /// A question of the pack, once for each item of the list that it is asked of.
    fn question(&self, field: &Field) -> Vec<CopyPart> {
        let asked_of_items = format!("{}@", field.id);
        let keys = self.record.answered().filter(|key| **key == field.id || key.starts_with(&asked_of_items));
        let answered = keys.filter_map(|key| self.answered(field, key));
        let listed = if field.kind.is_none() && field.items.is_empty() { self.listed(field) } else { None };
        answered.chain(listed).collect()
    }

    fn answered(&self, field: &Field, key: &str) -> Option<CopyPart> {
        let text = self.texts.and_then(|texts| texts.fields.get(&field.id));
        let answers = self.record.answers(key);
        let compartment = answers.first()?.save.compartment();
        if !answers.iter().all(|written| self.may_share(written.save.compartment())) {
            return None;
        }
        let given = answers.iter().filter_map(|written| match written.answer {
            Answer::Given(value) => words::value(value, text, self.pack.time_zone, self.language),
            Answer::Unknown | Answer::NotAsked | Answer::Declined => None,
        });
        let words = given.collect::<Vec<_>>().join("\n");
        let label = self.label(field);
        let label = match key.split_once('@') {
            Some((_, item)) => format!("{label}: {item}"),
            None => label,
        };
        Some(CopyPart { part: Part::Question(key.to_owned()), compartment, title: self.title(field), label, words })
    }

    /// The items of a list that people name themselves.
    fn listed(&self, field: &Field) -> Option<CopyPart> {
        let items = self.record.items(&field.id);
        let kept_in = |item: &&str| self.record.additions(&field.id, item);
        let places: Vec<Compartment> = items.keys().flat_map(kept_in).map(|(_, compartment)| compartment).collect();
        let compartment = *places.first()?;
        if !places.iter().all(|place| self.may_share(*place)) {
            return None;
        }
        let words = items.keys().copied().collect::<Vec<_>>().join("\n");
        let label = self.label(field);
        Some(CopyPart { part: Part::Question(field.id.clone()), compartment, title: self.title(field), label, words })
    }

    /// Notes that stand, each as it stands.
    fn notes(&self) -> Vec<CopyPart> {
        let notes = self.record.notes();
        let standing = notes.iter().filter(|note| note.taken_back().is_none());
        let shared = standing.filter(|note| self.may_share(note.save.compartment()));
        let part = |note: &crate::episode::record::Note<'_>| {
            let texts = note.standing.iter().filter(|text| !text.takes_back()).map(|text| text.text);
            let at = crate::episode::Instant::exact(note.save.op().when.wall_ms);
            CopyPart {
                part: Part::Note(note.reference),
                compartment: note.save.compartment(),
                title: words::notes(self.language).to_owned(),
                label: words::moment(at, self.pack.time_zone, self.language),
                words: texts.collect::<Vec<_>>().join("\n"),
            }
        };
        shared.map(part).collect()
    }

    /// What a question is called; the time of a clock has the clock's own name.
    fn label(&self, field: &Field) -> String {
        let clock = |texts: &Texts| Some(texts.clocks.get(field.id.strip_prefix(CLOCK_PREFIX)?)?.label.clone());
        let own = |texts: &Texts| texts.fields.get(&field.id).map(|text| text.label.clone());
        self.texts.and_then(|texts| own(texts).or_else(|| clock(texts))).unwrap_or_else(|| field.id.clone())
    }

    fn title(&self, field: &Field) -> String {
        let named = |topic: &String| self.texts.and_then(|texts| texts.topics.get(topic)).unwrap_or(topic).clone();
        field.topic.as_ref().map_or_else(|| words::times(self.language).to_owned(), named)
    }

    /// Whether this person holds what is kept there: nobody shares what is another's to share.
    fn may_share(&self, compartment: Compartment) -> bool {
        self.notebook.home(self.episode, &[compartment]).is_ok()
    }
}

fn texts_of<'p>(pack: &'p Pack, language: &str) -> Option<&'p Texts> {
    pack.texts.iter().find(|texts| texts.language == language).or_else(|| pack.texts.first())
}
