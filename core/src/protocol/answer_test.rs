//! What is asked of one answer, in three values; every question also has unknown, not asked and declined.

use super::condition::Truth;
use super::facts::{Seen, Value};

/// The answers that every question has besides its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// "Unknown".
    Unknown,
    /// "Not asked".
    NotAsked,
    /// "Declined".
    Declined,
}

/// One value that an answer is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Yes or no.
    Flag(bool),
    /// A choice.
    Choice(String),
    /// One of the answers that every question has.
    Special(Special),
}

/// What is asked of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// It is one of these.
    Is(Vec<Wanted>),
    /// It is given and none of these.
    IsNot(Vec<Wanted>),
    /// It contains one of these choices.
    Includes(Vec<String>),
    /// It is below this number.
    Below(i64),
    /// It is this number or above.
    AtLeast(i64),
    /// It is given at all.
    Answered,
}

impl Test {
    /// Evaluates against an answer; sides of a conflict must agree.
    pub(crate) fn judge(&self, seen: &Seen) -> Truth {
        let mut sides = seen.sides().iter().map(|side| self.judge_side(side));
        let first = sides.next().unwrap_or(Truth::NotKnown);
        if sides.all(|side| side == first) { first } else { Truth::NotKnown }
    }

    fn judge_side(&self, seen: &Seen) -> Truth {
        match self {
            Self::Is(wanted) => is_one_of(seen, wanted),
            Self::IsNot(wanted) => is_one_of(seen, wanted).not(),
            Self::Answered => match seen {
                Seen::Nothing => Truth::NotKnown,
                Seen::Given(_) => Truth::Yes,
                _ => Truth::No,
            },
            Self::Includes(wanted) => match seen {
                Seen::Given(Value::Choices(chosen)) => Truth::of(chosen.iter().any(|choice| wanted.contains(choice))),
                Seen::Given(Value::Choice(choice)) => Truth::of(wanted.contains(choice)),
                _ => Truth::NotKnown,
            },
            Self::Below(limit) => match numbers(seen) {
                Some((_, high)) if high < *limit => Truth::Yes,
                Some((low, _)) if low >= *limit => Truth::No,
                _ => Truth::NotKnown,
            },
            Self::AtLeast(limit) => Self::Below(*limit).judge_side(seen).not(),
        }
    }
}

/// Whether the answer is one of these. Special answers are known as such; every other question stays open under them.
fn is_one_of(seen: &Seen, wanted: &[Wanted]) -> Truth {
    let special = match seen {
        Seen::Nothing | Seen::Conflict(_) => return Truth::NotKnown,
        Seen::Given(value) => return Truth::of(wanted.iter().any(|one| one.matches(value))),
        Seen::Unknown => Special::Unknown,
        Seen::NotAsked => Special::NotAsked,
        Seen::Declined => Special::Declined,
    };
    if wanted.contains(&Wanted::Special(special)) {
        Truth::Yes
    } else if wanted.iter().all(|one| matches!(one, Wanted::Special(_))) {
        Truth::No
    } else {
        Truth::NotKnown
    }
}

impl Wanted {
    fn matches(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Flag(wanted), Value::Flag(found)) => wanted == found,
            (Self::Choice(wanted), Value::Choice(found)) => wanted == found,
            _ => false,
        }
    }
}

/// The lowest and highest number that an answer can mean.
fn numbers(seen: &Seen) -> Option<(i64, i64)> {
    match seen {
        Seen::Given(Value::Number(number)) => Some((*number, *number)),
        Seen::Given(Value::Range { low, high }) => Some((*low.min(high), *low.max(high))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(text: &str) -> Seen {
        Seen::Given(Value::Choice(text.into()))
    }

    fn is(texts: &[&str]) -> Test {
        Test::Is(texts.iter().map(|text| Wanted::Choice((*text).into())).collect())
    }

    #[test]
    fn an_answer_decides_and_its_absence_does_not() {
        assert_eq!(is(&["ward", "dual"]).judge(&choice("dual")), Truth::Yes);
        assert_eq!(is(&["ward"]).judge(&choice("dual")), Truth::No);
        for open in [Seen::Nothing, Seen::Unknown, Seen::NotAsked, Seen::Declined] {
            assert_eq!(is(&["ward"]).judge(&open), Truth::NotKnown, "{open:?}");
            assert_eq!(Test::IsNot(vec![Wanted::Choice("ward".into())]).judge(&open), Truth::NotKnown, "{open:?}");
        }
    }

    #[test]
    fn a_special_answer_is_known_once_there_is_an_answer() {
        let declined = Test::Is(vec![Wanted::Special(Special::Declined)]);
        assert_eq!(declined.judge(&Seen::Declined), Truth::Yes);
        assert_eq!(declined.judge(&Seen::Unknown), Truth::No);
        assert_eq!(declined.judge(&choice("wants")), Truth::No);
        assert_eq!(declined.judge(&Seen::Nothing), Truth::NotKnown);
    }

    #[test]
    fn devices_that_disagree_leave_it_open_unless_both_answers_lead_to_the_same() {
        let both = |left: &str, right: &str| Seen::Conflict(vec![choice(left), choice(right)]);
        assert_eq!(is(&["ward", "dual"]).judge(&both("ward", "dual")), Truth::Yes);
        assert_eq!(is(&["ward", "dual"]).judge(&both("ward", "neither")), Truth::NotKnown);
        assert_eq!(is(&["ward", "dual"]).judge(&both("dependent", "neither")), Truth::No);
    }

    #[test]
    fn a_range_counts_only_when_all_of_it_does() {
        let range = |low, high| Seen::Given(Value::Range { low, high });
        assert_eq!(Test::Below(12).judge(&range(9, 11)), Truth::Yes);
        assert_eq!(Test::Below(12).judge(&range(11, 12)), Truth::NotKnown);
        assert_eq!(Test::AtLeast(12).judge(&range(12, 14)), Truth::Yes);
        assert_eq!(Test::AtLeast(12).judge(&Seen::Given(Value::Number(11))), Truth::No);
    }
}
