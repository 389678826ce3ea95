//! A copy of parts of an episode, in words, as its reader sees it: headings, questions and what stands under them. It has no
//! way back to the record that it was copied from.

use super::consent::{Basis, How, LONGEST};
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::id::{EpisodeId, Hash};
use first72_wire::label;
use zeroize::Zeroize;

/// Most headings of one copy.
pub const MOST_SECTIONS: usize = 64;
/// Most lines under one heading.
pub const MOST_LINES: usize = 256;
/// Longest line, in bytes; longer notes are given in a copy of their own.
pub const LONGEST_LINE: usize = 16_384;
/// Begins the payload: no save begins with an array.
const FORM: u8 = 1;

/// A copy.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The episode; who does not hold it learns nothing by its id.
    pub episode: EpisodeId,
    /// Its two neutral words.
    pub handle: String,
    /// The language it is written in, as two letters.
    pub language: String,
    /// Why it was given.
    pub basis: Basis,
    /// What it is for.
    pub purpose: String,
    /// How it is told.
    pub how: How,
    /// What was copied.
    pub sections: Vec<Section>,
}

/// What stands under one heading.
#[derive(Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The lines, in order.
    pub lines: Vec<Line>,
}

/// One question, or one note, with what was answered or written.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// The question, or when the note was written.
    pub label: String,
    /// The words.
    pub words: String,
}

impl Snapshot {
    /// The payload.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(8).unsigned(FORM.into()).bytes(&self.episode.0).text(&self.handle).text(&self.language);
        out.unsigned(u64::from(self.basis as u8)).text(&self.purpose).unsigned(u64::from(self.how as u8));
        out.array(self.sections.len());
        for section in &self.sections {
            out.array(2).text(&section.title).array(section.lines.len());
            section.lines.iter().for_each(|line| _ = out.array(2).text(&line.label).text(&line.words));
        }
        out.into_bytes()
    }

    /// Reads a payload. Fields of a later version after the known ones are passed over.
    ///
    /// # Errors
    /// [`CborError`] when the form is wrong, a bound is passed, or something is of a later version.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut fields = Reader::strict(bytes)?;
        fields.array()?;
        let start = fields.position();
        if fields.small::<u8>()? != FORM {
            return Err(Reader::unexpected(start));
        }
        let episode = EpisodeId(fields.fixed()?);
        let (handle, language) = (short(&mut fields)?, short(&mut fields)?);
        let basis = Basis::from_number(fields.small()?).ok_or(Reader::unexpected(start))?;
        let purpose = short(&mut fields)?;
        let how = How::from_number(fields.small()?).ok_or(Reader::unexpected(start))?;
        let sections = read_many(&mut fields, MOST_SECTIONS, |fields| {
            fields.array_of(2)?;
            let title = short(fields)?;
            let lines = read_many(fields, MOST_LINES, |fields| {
                fields.array_of(2)?;
                Ok(Line { label: short(fields)?, words: fields.short_text(LONGEST_LINE)?.to_owned() })
            })?;
            Ok(Section { title, lines })
        })?;
        Ok(Self { episode, handle, language, basis, purpose, how, sections })
    }

    /// What tells whether a copy is the one that somebody was shown.
    #[must_use]
    pub fn mark(&self) -> Hash {
        let mut bytes = self.to_bytes();
        let mark = label::digest(label::COMMIT, &[&bytes]);
        bytes.zeroize();
        mark
    }
}

fn short(fields: &mut Reader<'_>) -> Result<String, CborError> {
    fields.short_text(LONGEST).map(str::to_owned)
}

fn read_many<T>(
    fields: &mut Reader<'_>,
    most: usize,
    mut one: impl FnMut(&mut Reader<'_>) -> Result<T, CborError>,
) -> Result<Vec<T>, CborError> {
    let at = fields.position();
    let count = fields.array()?;
    if count > most {
        return Err(Reader::unexpected(at));
    }
    (0..count).map(|_| one(fields)).collect()
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        self.handle.zeroize();
        self.purpose.zeroize();
        for section in &mut self.sections {
            section.title.zeroize();
            for line in &mut section.lines {
                line.label.zeroize();
                line.words.zeroize();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(words: String, lines: usize, sections: usize) -> Snapshot {
        let line = Line { label: "When".into(), words };
        let section = Section { title: "Safety plan".into(), lines: vec![line; lines] };
        Snapshot {
            episode: EpisodeId([1; 16]),
            handle: "amber heron".into(),
            language: "en".into(),
            basis: Basis::YoungPerson,
            purpose: "An invented purpose.".into(),
            how: How::Spoken,
            sections: vec![section; sections],
        }
    }

    #[test]
    fn a_copy_is_read_back_and_a_cut_is_refused() {
        let copy = snapshot("Invented words.".into(), 2, 2);
        let bytes = copy.to_bytes();
        assert!(Snapshot::parse(&bytes).is_ok_and(|read| read == copy));
        assert!((0..bytes.len()).all(|cut| Snapshot::parse(&bytes[..cut]).is_err()));
        assert!(copy.mark() != snapshot("Invented word.".into(), 2, 2).mark());
    }

    #[test]
    fn what_is_beyond_the_bounds_is_refused() {
        let is_read = |copy: Snapshot| Snapshot::parse(&copy.to_bytes()).is_ok();
        assert!(
            is_read(snapshot("x".repeat(LONGEST_LINE), 1, 1)) && !is_read(snapshot("x".repeat(LONGEST_LINE + 1), 1, 1))
        );
        assert!(is_read(snapshot("x".into(), MOST_LINES, 1)) && !is_read(snapshot("x".into(), MOST_LINES + 1, 1)));
        assert!(
            is_read(snapshot("x".into(), 1, MOST_SECTIONS)) && !is_read(snapshot("x".into(), 1, MOST_SECTIONS + 1))
        );
    }
}
