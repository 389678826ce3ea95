//! Whom a pack says to call: published numbers, when they answer, whom they serve, and when somebody last checked.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::hours::Hours;
use super::step::Claim;

/// For how many days a check of a contact is good when the pack does not say.
pub const CHECK_GOOD_FOR_DAYS: u32 = 180;

/// What somebody who is called is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactKind {
    /// Takes a report or a tip and sends others.
    Hotline,
    /// Comes, or talks, when somebody is in crisis.
    Crisis,
    /// A clinic that sees young people after such an experience.
    MedicalHub,
    /// Does the acute medical exam with evidence.
    ExamSite,
    /// Any other hospital.
    Hospital,
    /// An advocacy agency.
    Advocate,
    /// Any other agency.
    Agency,
}

impl ContactKind {
    /// Every kind, with its word in packs.
    pub const WORDS: [(Self, &'static str); 7] = [
        (Self::Hotline, "hotline"),
        (Self::Crisis, "crisis"),
        (Self::MedicalHub, "medical_hub"),
        (Self::ExamSite, "exam_site"),
        (Self::Hospital, "hospital"),
        (Self::Advocate, "advocate"),
        (Self::Agency, "agency"),
    ];

    /// The word of the kind in packs.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// How a number is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberUse {
    /// To call.
    Call,
    /// To call from outside the area, where the other number does not work.
    Outside,
    /// With a teletypewriter.
    Tty,
    /// To send a text message to.
    Text,
}

impl NumberUse {
    /// Every use, with its word in packs.
    pub const WORDS: [(Self, &'static str); 4] =
        [(Self::Call, "call"), (Self::Outside, "outside"), (Self::Tty, "tty"), (Self::Text, "text")];

    /// The word of the use in packs.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(usage, _)| *usage == self).map_or("", |(_, word)| word)
    }
}

/// One number of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// How it is used.
    pub usage: NumberUse,
    /// As people read it out.
    pub number: String,
}

impl Number {
    /// What a telephone dials: digits, a leading plus, and after an extension's `x` a pause (RFC 3966, `;ext=`).
    #[must_use]
    pub fn dialled(&self) -> String {
        let (main, extension) = self.number.split_once('x').unwrap_or((&self.number, ""));
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let plus = if main.trim_start().starts_with('+') { "+" } else { "" };
        let main =
            if main.chars().any(|character| character.is_ascii_digit()) { digits(main) } else { main.to_owned() };
        if extension.is_empty() { format!("{plus}{main}") } else { format!("{plus}{main};ext={}", digits(extension)) }
    }
}

/// Somebody to call. Only published numbers stand in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id.
    pub id: String,
    /// What it is there for; the first is the main one. A clinic can be a hub and an exam site.
    pub kinds: Vec<ContactKind>,
    /// Its numbers, the one to dial first; none where the place still has to supply it.
    pub numbers: Vec<Number>,
    /// Where it is, as an address is written; only places that the public may come to.
    pub address: Option<String>,
    /// When it answers.
    pub hours: Hours,
    /// When it sends somebody out, where that differs from when it answers.
    pub comes_out: Option<Hours>,
    /// The zone of its hours, where that is not the place's own.
    pub time_zone: Option<Tz>,
    /// The areas of the pack that it serves; empty: the whole place.
    pub areas: Vec<String>,
    /// The day on which somebody last looked at the published number and hours.
    pub checked_on: NaiveDate,
    /// What stands behind it.
    pub claim: Claim,
}

impl Contact {
    /// The number to dial: the first to call, or the first of all. `None` where the pack does not have it yet.
    #[must_use]
    pub fn main_number(&self) -> Option<&Number> {
        let call = self.numbers.iter().find(|number| number.usage == NumberUse::Call);
        call.or_else(|| self.numbers.first())
    }

    /// Whether it is there for this.
    #[must_use]
    pub fn is(&self, kind: ContactKind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// Stations that some contacts serve together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// The stations, as they are called in grants and on the screen.
    pub stations: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_without_its_separators() {
        let dialled = |number: &str| Number { usage: NumberUse::Call, number: number.to_owned() }.dialled();
        assert_eq!(dialled("800-540-4000"), "8005404000");
        assert_eq!(dialled("+1 (213) 639.4500"), "+12136394500");
        assert_eq!(dialled("555-010-0000 x12"), "5550100000;ext=12");
        assert_eq!(dialled("HELP"), "HELP");
    }
}
