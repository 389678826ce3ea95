//! The second half of every pack error: its stable code, and what the person who edits the pack should do.

use super::problem::{Problem, Thing};

impl Problem {
    /// A stable code for scripts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FileMissing => "pack.file_missing",
            Self::FileUnknown => "pack.file_unknown",
            Self::Syntax { .. } => "pack.syntax",
            Self::FormatVersion { .. } => "pack.format_version",
            Self::Id { .. } => "pack.id",
            Self::Twice { .. } => "pack.twice",
            Self::NotListed { .. } => "pack.not_listed",
            Self::Empty { .. } => "pack.empty",
            Self::Word { .. } => "pack.word",
            Self::Length { .. } => "pack.length",
            Self::Due { .. } => "pack.due",
            Self::TermType { .. } => "pack.term_type",
            Self::ClockNeeded => "pack.clock_needed",
            Self::UntilWithoutRepeat => "pack.until_without_repeat",
            Self::UnknownUndecided => "pack.unknown_undecided",
            Self::Condition { .. } => "pack.condition",
            Self::NotOffered { .. } => "pack.not_offered",
            Self::FieldType { .. } => "pack.field_type",
            Self::KeyForType { .. } => "pack.key_for_type",
            Self::ChoicesNeeded { .. } => "pack.choices_needed",
            Self::BoundsReversed { .. } => "pack.bounds_reversed",
            Self::ReservedChoice { .. } => "pack.reserved_choice",
            Self::ForbiddenId { .. } => "pack.forbidden_id",
            Self::ForbiddenText { .. } => "pack.forbidden_text",
            Self::LawSetAside { .. } => "pack.law_set_aside",
            Self::SourceNeeded => "pack.source_needed",
            Self::Circle { .. } => "pack.circle",
            Self::TimeZone { .. } => "pack.time_zone",
            Self::Day { .. } => "pack.day",
            Self::TimeOfDay { .. } => "pack.time_of_day",
            Self::CalendarReversed => "pack.calendar_reversed",
            Self::HolidayOutside => "pack.holiday_outside",
            Self::WeekendAlways => "pack.weekend_always",
            Self::VerifiedByNobody => "pack.verified_by_nobody",
            Self::PhoneNumber { .. } => "pack.phone_number",
            Self::HalfHours => "pack.half_hours",
            Self::PhaseClock => "pack.phase_clock",
            Self::TextMissing { .. } => "pack.text_missing",
            Self::TextOver { .. } => "pack.text_over",
            Self::TextEmpty { .. } => "pack.text_empty",
            Self::TextLanguage { .. } => "pack.text_language",
            Self::ScenarioTime { .. } => "pack.scenario_time",
            Self::ScenarioOrder => "pack.scenario_order",
            Self::ScenarioAnswer { .. } => "pack.scenario_answer",
            Self::BasedOnOther { .. } => "pack.based_on_other",
            Self::LawLost { .. } => "pack.law_lost",
            Self::KeptElsewhere { .. } => "pack.kept_elsewhere",
            Self::CardLooksAt { .. } => "pack.card_looks_at",
            Self::CardWord { .. } => "pack.card_word",
            Self::CardLong { .. } => "pack.card_long",
        }
    }

    /// What to do about it, as a sentence.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            Self::NotListed { thing, known, .. } => not_listed(*thing, known),
            Self::Word { allowed, .. } => format!("Write one of: {}", allowed.join(", ")),
            Self::NotOffered { choices, .. } => {
                format!("Write one of: {}; or add it to the field's choices in forms.toml", choices.join(", "))
            }
            Self::Twice { thing, .. } => format!("Give this {} another id, or delete one of the two", thing.word()),
            Self::KeptElsewhere { wanted, .. } => {
                format!("Name another, or put {wanted} first where it says who sees it")
            }
            Self::CardLooksAt { .. } => {
                "Let the line hang on a field, step or clock that is seen in OPS; tracks and branches may hang on more"
                    .to_owned()
            }
            Self::CardWord { .. } => {
                "Say it in a young person's own words: no word of the trade, no abbreviation in capitals".to_owned()
            }
            Self::CardLong { .. } => "Make two lines of it, or say less".to_owned(),
            Self::TermType { wanted, .. } => format!("Change the term in pack.toml to {wanted}, or use another term"),
            Self::TextMissing { key, .. } => format!("Add {key} to this file"),
            Self::Circle { thing, .. } => format!("Let one {} of the circle stand by itself", thing.word()),
            other => other.fixed_advice().to_owned(),
        }
    }

    fn fixed_advice(&self) -> &'static str {
        match self {
            Self::FileMissing => "Add it; FORMAT.md says what it holds",
            Self::FileUnknown => "Check the spelling against FORMAT.md, or take the file out of the folder",
            Self::Syntax { .. } => {
                "Compare the line with FORMAT.md; a key that the format does not know is usually a typing mistake"
            }
            Self::FormatVersion { .. } => {
                "Write format = 2 and what FORMAT.md says of it, or install the app that reads the newer format"
            }
            Self::Id { .. } => "Use 1 to 64 letters, digits, - _ and . beginning with a letter or digit",
            Self::Empty { .. } => "Write at least one",
            Self::Length { .. } => "Write an ISO-8601 duration in whole numbers, such as PT90M, P10D or P1Y",
            Self::Due { .. } => {
                "Write now, an occasion of pack.toml, a duration such as PT90M, \"P15D business\", \"PT48H judicial\", \"P6M before\", \
                 \"each P1D\", or a list of durations"
            }
            Self::ClockNeeded => "Add clock = \"…\" with a clock of pack.toml",
            Self::UntilWithoutRepeat => "Write due = \"each …\", or take `until` out",
            Self::UnknownUndecided => {
                "Add unknown = \"on\" (the step stands until somebody knows better: the safe side) or unknown = \"off\" (it stands only when \
                 somebody has said so)"
            }
            Self::Condition { .. } => {
                "See Conditions in FORMAT.md; a condition is one table such as { field = \"…\", is = \"…\" }"
            }
            Self::FieldType { .. } => "Change the test or the field's type so that they agree",
            Self::KeyForType { .. } => "Take the key out, or change the type; FORMAT.md lists the keys of each type",
            Self::ChoicesNeeded { .. } => "Add choices = [ … ] with at least one answer",
            Self::BoundsReversed { .. } => "Exchange them",
            Self::ReservedChoice { .. } => {
                "Take it out: unknown, not asked and declined are offered with every question"
            }
            Self::ForbiddenId { .. } => {
                "Take it out. The young person is a victim; a record has no place for an offence, a charge or an arrest of theirs"
            }
            Self::ForbiddenText { .. } => "Say what happened, without a label for the young person",
            Self::LawSetAside { .. } => "Take it out of suspends or replaces; write a note on the step instead",
            Self::SourceNeeded => "Add sources = [ … ], or say recalled, proposal or inferred",
            other => other.advice_for_the_rest(),
        }
    }

    /// Calendar, contacts, texts, scenarios and the base pack.
    fn advice_for_the_rest(&self) -> &'static str {
        match self {
            Self::TimeZone { .. } => "Write an IANA name such as America/Los_Angeles",
            Self::Day { .. } => "Write it as 2026-12-31",
            Self::TimeOfDay { .. } => "Write it as 17:00, or 24:00 for midnight",
            Self::CalendarReversed => "Correct starts or ends",
            Self::HolidayOutside => "Move starts or ends, or take the holiday out",
            Self::WeekendAlways => "Leave at least one day out of weekend",
            Self::VerifiedByNobody => "Add by = \"…\" to [review], or set status back to in_review",
            Self::PhoneNumber { .. } => {
                "Write it as dialled: digits, spaces, + - ( ) . and x before an extension, or a short text word"
            }
            Self::HalfHours => "Add the other time, or take both out where the times were not published",
            Self::PhaseClock => "Add clock = \"…\" beside ends",
            Self::TextOver { .. } => "Correct the id, or take the text out of every language",
            Self::TextEmpty { .. } => "Write the text, or take the key out if it is optional",
            Self::TextLanguage { .. } => "Write the language that the file's name says",
            Self::ScenarioTime { .. } => {
                "Write a time with its offset, such as 2026-03-06T22:10:00-08:00, or +PT30M from the first moment"
            }
            Self::ScenarioOrder => "Put the moments in order",
            Self::ScenarioAnswer { .. } => "Give an answer of the field's type, or @unknown, @not_asked, @declined",
            Self::BasedOnOther { .. } => "Write based_on with the id and version of that pack",
            Self::LawLost { .. } => {
                "Put it back as it was; a local pack may add a note to a step of law, and steps of its own"
            }
            _ => "",
        }
    }
}

/// Names the things that exist while they fit a line, and where to add one.
fn not_listed(thing: Thing, known: &[String]) -> String {
    let add = match thing {
        Thing::Compartment => "Use one of these".to_owned(),
        Thing::Term => "Correct the name, or add it to [terms] in pack.toml".to_owned(),
        _ => format!("Correct the id, or add a [[{}]] to {}", thing.word(), thing.home()),
    };
    if known.is_empty() || known.len() > 16 { add } else { format!("{add}. There are: {}", known.join(", ")) }
}
