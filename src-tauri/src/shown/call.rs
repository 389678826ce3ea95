//! Whom to call, in words.

use super::words::Words;
use crate::view::{AnswersView, ContactView, NumberUse, NumberView, UnsureHours};
use first72_core::protocol::call::{Callable, Serves};
use first72_core::protocol::contact::NumberUse as Usage;
use first72_core::protocol::hours::{Availability, Unsure};

/// Somebody to call, for a step or at all.
pub(crate) fn contact(call: &Callable<'_>, words: &Words<'_>, step: Option<&str>) -> ContactView {
    let said = call.words(words.texts, step);
    let areas = call.contact.areas.iter().map(|area| words.area(area));
    ContactView {
        id: call.contact.id.clone(),
        name: said.label.to_owned(),
        numbers: call
            .contact
            .numbers
            .iter()
            .map(|number| NumberView {
                usage: usage(number.usage),
                number: number.number.clone(),
                dialled: number.dialled(),
            })
            .collect(),
        say: said.say.map(str::to_owned),
        hint: said.hint.map(str::to_owned),
        address: call.contact.address.clone(),
        answers: answers(&call.answers),
        comes_out: call.comes_out.as_ref().map(answers),
        check_areas: if call.serves == Serves::NotKnown { areas.collect() } else { Vec::new() },
        checked_on: call.contact.checked_on.to_string(),
        check_is_old: call.check_is_old,
    }
}

/// As the pack calls it.
pub(crate) const fn usage_of(usage: NumberUse) -> Usage {
    match usage {
        NumberUse::Call => Usage::Call,
        NumberUse::Outside => Usage::Outside,
        NumberUse::Tty => Usage::Tty,
        NumberUse::Text => Usage::Text,
    }
}

const fn usage(usage: Usage) -> NumberUse {
    match usage {
        Usage::Call => NumberUse::Call,
        Usage::Outside => NumberUse::Outside,
        Usage::Tty => NumberUse::Tty,
        Usage::Text => NumberUse::Text,
    }
}

fn answers(availability: &Availability) -> AnswersView {
    match *availability {
        Availability::Open { until_ms } => AnswersView::Open { until_ms },
        Availability::MayBeOpen(why) => AnswersView::MayBeOpen {
            why: match why {
                Unsure::HoursNotPublished => UnsureHours::HoursNotPublished,
                Unsure::TimesNotPublished => UnsureHours::TimesNotPublished,
                Unsure::Holiday => UnsureHours::Holiday,
            },
        },
        Availability::Closed { opens } => AnswersView::Closed {
            opens_ms: opens.map(|opens| opens.ms),
            time_known: opens.is_some_and(|opens| opens.time_known),
        },
    }
}
