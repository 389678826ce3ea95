//! How hard a text is to read: the school grade of English (Flesch–Kincaid) and of Spanish (Fernández-Huerta).
//!
//! Both count syllables by rule, so a single word may be off by one; they are asked about whole steps and pages, not
//! about single words.

/// The highest grade of what is read at the scene.
pub const HIGHEST_GRADE: u8 = 8;

/// Fewer words than this say nothing about how hard a text is.
pub const FEWEST_WORDS: usize = 12;

/// How hard a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The school grade, from 0.
    pub grade: u8,
    /// English: the grade to a tenth. Spanish: the ease, from about 100 (very easy) down to 0.
    pub score: f64,
    /// How many words it has.
    pub words: usize,
}

/// A language that can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Flesch–Kincaid grade level (Kincaid and others, 1975).
    English,
    /// Perspicuity of Fernández-Huerta (1959), with the corrected factor for words per sentence.
    Spanish,
}

impl Measure {
    /// The measure of a language by its two letters.
    #[must_use]
    pub fn of(language: &str) -> Option<Self> {
        match language {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            _ => None,
        }
    }

    /// Measures a text. `names` are words that a reader knows by sight, such as the name of an agency: each counts as one
    /// syllable. `None` for a text without words.
    #[must_use]
    pub fn read(self, text: &str, names: &[String]) -> Option<Reading> {
        let words: Vec<&str> = words_of(text).collect();
        if words.is_empty() {
            return None;
        }
        let known =
            |word: &str| names.iter().flat_map(|name| name.split(' ')).any(|name| name.eq_ignore_ascii_case(word));
        let of = |word: &&str| if known(word) { 1 } else { self.syllables(word) };
        let (count, syllables) = (float(words.len()), float(words.iter().map(of).sum()));
        let per_sentence = count / float(sentences(text));
        let per_word = syllables / count;
        let (score, grade) = match self {
            Self::English => {
                let grade = 0.39 * per_sentence + 11.8 * per_word - 15.59;
                (grade, whole(grade))
            }
            Self::Spanish => {
                let ease = 206.84 - 60.0 * per_word - 1.02 * per_sentence;
                (ease, grade_of_ease(ease))
            }
        };
        Some(Reading { grade, score, words: words.len() })
    }

    /// The syllables of a word, at least one. A number is read as two.
    #[must_use]
    pub fn syllables(self, word: &str) -> usize {
        let letters: Vec<char> = word.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
        if letters.is_empty() {
            return 2;
        }
        match self {
            Self::English => english(&letters),
            Self::Spanish => spanish(&letters),
        }
        .max(1)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a text has fewer words than a float counts exactly")]
const fn float(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and 20 before")]
fn whole(grade: f64) -> u8 {
    // A grade is reached when it is passed by more than rounding: 8.04 is the eighth.
    (grade - 0.05).ceil().clamp(0.0, 20.0) as u8
}

/// The school grade that Fernández-Huerta gives for an ease; the hardest grade of each band.
fn grade_of_ease(ease: f64) -> u8 {
    const BANDS: [(f64, u8); 5] = [(90.0, 4), (80.0, 5), (70.0, 6), (60.0, 8), (50.0, 10)];
    BANDS.iter().find(|(least, _)| ease >= *least).map_or(13, |(_, grade)| *grade)
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’');
    text.split(move |letter: char| !inside(letter)).filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Units of thought: what ends with a full stop, a question or exclamation mark, a colon or a semicolon (Flesch, 1948).
fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut open = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends = matches!(letter, '.' | '!' | '?' | ':' | ';' | '…');
        let breaks = letters.peek().is_none_or(|next| next.is_whitespace() || matches!(next, '”' | '"' | ')'));
        if ends && breaks && open {
            count += 1;
            open = false;
        } else if letter.is_alphanumeric() {
            open = true;
        }
    }
    (count + usize::from(open)).max(1)
}

/// Groups of vowels, less the silent endings, more the groups that are two.
fn english(letters: &[char]) -> usize {
    let word: String = letters.iter().collect();
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters.split(|letter| !vowel(*letter)).filter(|group| !group.is_empty()).count();
    let apart = ["area", "ia", "io", "eo", "uou", "ying", "iet", "uel", "iu"];
    let together = ["cia", "tia", "sia", "cio", "tio", "sio", "gio", "shio", "eou", "peo"];
    let count = |patterns: &[&str]| patterns.iter().map(|pattern| word.matches(pattern).count()).sum::<usize>();
    let groups = groups + count(&apart).saturating_sub(count(&together));
    let before = |from_end: usize| letters.len().checked_sub(from_end).and_then(|at| letters.get(at)).copied();
    let consonant = |letter: Option<char>| letter.is_some_and(|letter| !vowel(letter));
    let silent = if word.ends_with("le") {
        !consonant(before(3))
    } else if word.ends_with("es") {
        consonant(before(3))
            && !["s", "x", "z", "ch", "sh", "c", "g"].iter().any(|end| word.ends_with(&format!("{end}es")))
    } else if word.ends_with("ed") {
        consonant(before(3)) && !matches!(before(3), Some('t' | 'd'))
    } else {
        word.ends_with('e') && consonant(before(2))
    };
    groups - usize::from(silent && groups > 1)
}

/// Nuclei: two strong vowels are two, a weak one beside a strong one is none of its own, unless it has an accent.
fn spanish(letters: &[char]) -> usize {
    let strong = |letter: char| matches!(letter, 'a' | 'e' | 'o' | 'á' | 'é' | 'ó');
    let weak = |letter: char| matches!(letter, 'i' | 'u' | 'ü');
    let mut nuclei = 0;
    let mut before = None;
    for (at, letter) in letters.iter().copied().enumerate() {
        let last = at + 1 == letters.len();
        let letter = if letter == 'y' && last { 'i' } else { letter };
        let previous = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let next = letters.get(at + 1).copied();
        let silent =
            letter == 'u' && matches!(previous, Some('q' | 'g')) && matches!(next, Some('e' | 'é' | 'i' | 'í'));
        if silent || !(strong(letter) || weak(letter) || matches!(letter, 'í' | 'ú')) {
            before = None;
            continue;
        }
        let glides = match before {
            Some(before) if strong(before) => weak(letter),
            Some(before) if weak(before) => strong(letter) || (weak(letter) && letter != before),
            _ => false,
        };
        nuclei += usize::from(!glides);
        before = Some(letter);
    }
    nuclei
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_syllables_are_counted_by_rule() {
        let known = [
            ("made", 1),
            ("table", 2),
            ("walked", 1),
            ("wanted", 2),
            ("notes", 1),
            ("boxes", 2),
            ("the", 1),
            ("area", 3),
            ("nation", 2),
            ("people", 2),
            ("safe", 1),
            ("hotline", 2),
            ("advocate", 3),
            ("quiet", 2),
            ("every", 3),
            ("90", 2),
        ];
        for (word, syllables) in known {
            assert_eq!(Measure::English.syllables(word), syllables, "{word}");
        }
    }

    #[test]
    fn spanish_syllables_follow_strong_and_weak_vowels() {
        let known = [
            ("que", 1),
            ("guía", 2),
            ("ahora", 3),
            ("policía", 4),
            ("aviso", 3),
            ("ciudad", 2),
            ("muy", 1),
            ("leer", 2),
            ("pingüino", 3),
            ("quien", 1),
            ("protección", 3),
            ("día", 2),
            ("y", 1),
            ("cuidado", 3),
        ];
        for (word, syllables) in known {
            assert_eq!(Measure::Spanish.syllables(word), syllables, "{word}");
        }
    }

    #[test]
    fn plain_words_are_easy_and_office_words_are_hard_in_both_languages() {
        let grade = |measure: Measure, text: &str| measure.read(text, &[]).unwrap().grade;
        let easy = "Stay with them. Offer water, food and a quiet seat. Say what comes next.";
        assert!(grade(Measure::English, easy) <= 3);
        let hard = "Notification of the appropriate jurisdictional authority is required prior to any investigative interview.";
        assert!(grade(Measure::English, hard) > 12);
        let easy = "Quédese a su lado. Ofrezca agua, comida y un lugar tranquilo. Diga lo que sigue.";
        assert!(grade(Measure::Spanish, easy) <= HIGHEST_GRADE);
        let hard = "La notificación correspondiente a la autoridad jurisdiccional competente constituye un requisito indispensable.";
        assert!(grade(Measure::Spanish, hard) > 10);
    }

    #[test]
    fn a_name_that_is_known_by_sight_weighs_nothing() {
        let text = "Call the Child Protection Hotline now and say who you are and where.";
        let score = |names: &[String]| Measure::English.read(text, names).unwrap().score;
        assert!(score(&["Child Protection Hotline".to_owned()]) < score(&[]));
    }

    #[test]
    fn a_colon_ends_a_thought_and_a_time_of_day_does_not() {
        assert_eq!(sentences("Ask: are you hurt? Yes; then go."), 4);
        assert_eq!(sentences("Field teams come from 08:00 to 02:00 each day"), 1);
        assert_eq!(sentences("…"), 1);
        assert!(Measure::English.read("—", &[]).is_none());
    }
}
