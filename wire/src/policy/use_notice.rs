//! What an agency says to whoever comes to the door of its devices: that use is for its people, recorded, and what misuse means
//! (CJIS AC-8, system use notification). Clear, since it is read before anything is opened.

use crate::cbor::{CborError, Reader, Writer};

/// Most languages.
const MOST_LANGUAGES: usize = 8;
/// Longest name of a language, in bytes.
const LONGEST_LANGUAGE: usize = 8;
/// Longest text, in bytes: so much leaves the digits of a PIN on the screen of a phone.
pub const LONGEST_TEXT: usize = 500;

/// The same sentences in some languages, the usual one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseNotice {
    texts: Vec<(String, String)>,
}

impl UseNotice {
    /// A notice; nothing for one without a text, with too many or too long ones, a language twice, or characters that
    /// cannot be seen.
    #[must_use]
    pub fn new(texts: Vec<(String, String)>) -> Option<Self> {
        let is_name = |name: &str| (2..=LONGEST_LANGUAGE).contains(&name.len()) && name.bytes().all(is_of_name);
        let is_text = |text: &str| {
            let hidden = |c: char| c.is_control() && c != '\n';
            !text.trim().is_empty() && text.len() <= LONGEST_TEXT && !text.chars().any(hidden)
        };
        let twice = |(name, _): &(String, String)| texts.iter().filter(|(other, _)| other == name).count() > 1;
        let holds = (1..=MOST_LANGUAGES).contains(&texts.len())
            && texts.iter().all(|(name, text)| is_name(name) && is_text(text))
            && !texts.iter().any(twice);
        holds.then_some(Self { texts })
    }

    /// The text in this language, or in the usual one.
    #[must_use]
    pub fn text_in(&self, language: &str) -> &str {
        let asked = self.texts.iter().find(|(name, _)| name == language);
        asked.or_else(|| self.texts.first()).map_or("", |(_, text)| text)
    }

    /// Languages and texts, the usual one first.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Writes it: CBOR `[[language, text], …]`.
    pub fn write(&self, out: &mut Writer) {
        out.array(self.texts.len());
        for (name, text) in &self.texts {
            out.array(2).text(name).text(text);
        }
    }

    /// It alone.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        self.write(&mut out);
        out.into_bytes()
    }

    /// Reads one, bounds first.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let at = fields.position();
        let count = fields.array()?;
        if count > MOST_LANGUAGES {
            return Err(Reader::unexpected(at));
        }
        let mut texts = Vec::with_capacity(count);
        for _ in 0..count {
            fields.array_of(2)?;
            let name = fields.short_text(LONGEST_LANGUAGE)?.to_owned();
            texts.push((name, fields.short_text(LONGEST_TEXT)?.to_owned()));
        }
        Self::new(texts).ok_or_else(|| Reader::unexpected(at))
    }
}

const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_uppercase() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[(&str, &str)]) -> Option<UseNotice> {
        UseNotice::new(texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_notice_is_read_back_and_said_in_the_language_or_in_the_usual_one() {
        let notice = of(&[("en", "For staff.\nUse is recorded."), ("es", "Para el personal.")]).unwrap();
        assert_eq!(UseNotice::read(&mut Reader::strict(&notice.to_bytes()).unwrap()), Ok(notice.clone()));
        assert_eq!((notice.text_in("es"), notice.text_in("fr")), ("Para el personal.", "For staff.\nUse is recorded."));
    }

    #[test]
    fn what_is_no_notice_is_refused() {
        let long = "x".repeat(LONGEST_TEXT + 1);
        for texts in [
            &[][..],
            &[("en", " \n")],
            &[("en", "a"), ("en", "b")],
            &[("e", "a")],
            &[("en", "\u{7}")],
            &[("en", &long)],
        ] {
            assert_eq!(of(texts), None, "{texts:?}");
        }
        let twice = UseNotice { texts: vec![("en".into(), "a".into()), ("en".into(), "b".into())] };
        assert!(UseNotice::read(&mut Reader::strict(&twice.to_bytes()).unwrap()).is_err());
    }
}
