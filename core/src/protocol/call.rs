//! Who can be called now, for a step or at all, at a station; and what to say.

use std::cmp::Reverse;

use super::contact::{Contact, ContactKind};
use super::hours::Availability;
use super::length;
use super::pack::Pack;
use super::texts::Texts;

/// Somebody to call, and whether anybody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callable<'p> {
    /// Whom.
    pub contact: &'p Contact,
    /// Whether somebody answers now.
    pub answers: Availability,
    /// Whether somebody would come out now, where that differs.
    pub comes_out: Option<Availability>,
    /// Whether it serves the station.
    pub serves: Serves,
    /// Whole days since somebody checked the number and hours; negative when the device's clock is behind.
    pub checked_days_ago: i64,
    /// Whether that check is older than the pack allows.
    pub check_is_old: bool,
}

/// Whether a contact serves a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Serves {
    /// It serves the whole place.
    Everywhere,
    /// It serves the station's area.
    Station,
    /// The pack does not say in which area the station lies.
    NotKnown,
}

/// The words for one call, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallWords<'p> {
    /// Who it is.
    pub label: &'p str,
    /// What to say when they answer.
    pub say: Option<&'p str>,
    /// What to know before dialling.
    pub hint: Option<&'p str>,
}

impl Pack {
    /// Who can be called for a step at a station at `now` (milliseconds since 1970 UTC): those that answer first, then
    /// those that may, then those that are closed; equals in the pack's order. Nobody is left out for the hour, only
    /// for serving another area.
    #[must_use]
    pub fn calls_for(&self, step: &str, station: Option<&str>, now: i64) -> Vec<Callable<'_>> {
        let Some(step) = self.step(step) else { return Vec::new() };
        let named = step.contacts.iter().filter_map(|id| self.contact(id));
        let of_kind = |contact: &&Contact| {
            !step.contacts.contains(&contact.id) && step.contact_kinds.iter().any(|kind| contact.is(*kind))
        };
        self.callable(named.chain(self.contacts.iter().filter(of_kind)), station, now)
    }

    /// Everybody who can be called at a station, or those who are there for one thing; as [`Pack::calls_for`].
    #[must_use]
    pub fn calls(&self, kind: Option<ContactKind>, station: Option<&str>, now: i64) -> Vec<Callable<'_>> {
        let wanted = self.contacts.iter().filter(|contact| kind.is_none_or(|kind| contact.is(kind)));
        self.callable(wanted, station, now)
    }

    /// The one call that is offered first.
    #[must_use]
    pub fn first_call(&self, station: Option<&str>, now: i64) -> Option<Callable<'_>> {
        let contact = self.contact(self.hotline.as_deref()?)?;
        self.callable(std::iter::once(contact), station, now).into_iter().next()
    }

    fn callable<'p>(
        &'p self,
        contacts: impl Iterator<Item = &'p Contact>,
        station: Option<&str>,
        now: i64,
    ) -> Vec<Callable<'p>> {
        let mut callable: Vec<_> = contacts.filter_map(|contact| self.one_call(contact, station, now)).collect();
        callable.sort_by_key(|call| Reverse(rank(&call.answers)));
        callable
    }

    fn one_call<'p>(&'p self, contact: &'p Contact, station: Option<&str>, now: i64) -> Option<Callable<'p>> {
        let serves = self.serves(contact, station)?;
        let zone = contact.time_zone.unwrap_or(self.time_zone);
        let today = length::local(now, self.time_zone).map(|local| local.date());
        let checked_days_ago = today.map_or(0, |today| (today - contact.checked_on).num_days());
        Some(Callable {
            contact,
            answers: contact.hours.at(now, &self.calendar, zone),
            comes_out: contact.comes_out.as_ref().map(|hours| hours.at(now, &self.calendar, zone)),
            serves,
            checked_days_ago,
            check_is_old: checked_days_ago > i64::from(self.checks_good_for_days),
        })
    }

    /// `None`: it serves another area. A station that no area names may lie in any of them.
    fn serves(&self, contact: &Contact, station: Option<&str>) -> Option<Serves> {
        if contact.areas.is_empty() {
            return Some(Serves::Everywhere);
        }
        let lies_in = |area: &&super::contact::Area| {
            area.stations.iter().any(|named| station.is_some_and(|station| named.eq_ignore_ascii_case(station)))
        };
        let here: Vec<&str> = self.areas.iter().filter(lies_in).map(|area| area.id.as_str()).collect();
        if here.is_empty() {
            return Some(Serves::NotKnown);
        }
        contact.areas.iter().any(|area| here.contains(&area.as_str())).then_some(Serves::Station)
    }
}

/// Who answers comes before who may, and that before who is closed.
const fn rank(answers: &Availability) -> u8 {
    match answers {
        Availability::Open { .. } => 2,
        Availability::MayBeOpen(_) => 1,
        Availability::Closed { .. } => 0,
    }
}

impl Callable<'_> {
    /// The words for this call: what the step says into the phone, else what the contact always hears.
    #[must_use]
    pub fn words<'t>(&'t self, texts: &'t Texts, step: Option<&str>) -> CallWords<'t> {
        let text = texts.contacts.get(&self.contact.id);
        let of_step = step.and_then(|step| texts.steps.get(step)?.call.as_deref());
        CallWords {
            label: text.map_or(self.contact.id.as_str(), |text| text.label.as_str()),
            say: of_step.or_else(|| text?.say.as_deref()),
            hint: text.and_then(|text| text.hint.as_deref()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::sample;
    use chrono::DateTime;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
    }

    fn ids<'p>(calls: &[Callable<'p>]) -> Vec<&'p str> {
        calls.iter().map(|call| call.contact.id.as_str()).collect()
    }

    const DAY: &str = "2026-03-06T10:00:00-08:00";
    const NIGHT: &str = "2026-03-06T23:00:00-08:00";

    #[test]
    fn who_answers_now_stands_first_and_nobody_is_hidden_for_the_hour() {
        let pack = sample::pack();
        assert_eq!(ids(&pack.calls_for("call", Some("North"), at(DAY))), ["office", "line", "clinic"]);
        assert_eq!(ids(&pack.calls_for("call", Some("North"), at(NIGHT))), ["line", "clinic", "office"]);
        assert!(pack.calls_for("no such step", None, at(DAY)).is_empty());
    }

    #[test]
    fn a_station_is_offered_its_own_area_and_one_that_no_area_names_is_offered_all() {
        let pack = sample::pack();
        let clinic = |station| pack.calls(Some(ContactKind::MedicalHub), station, at(DAY));
        assert_eq!(ids(&clinic(Some("north"))), ["clinic"], "however it is written");
        assert_eq!(clinic(Some("North"))[0].serves, Serves::Station);
        assert!(clinic(Some("South")).is_empty());
        assert_eq!(clinic(Some("Harbor"))[0].serves, Serves::NotKnown);
        assert_eq!(clinic(None)[0].serves, Serves::NotKnown);
    }

    #[test]
    fn the_words_are_those_of_the_step_or_of_the_contact() {
        let pack = sample::pack();
        let texts = pack.texts("en").unwrap();
        let first = pack.first_call(None, at(NIGHT)).unwrap();
        assert_eq!(first.words(texts, Some("call")).say, Some("This is a first call about a young person."));
        assert_eq!(first.words(texts, None).say, Some("I need the team."));
        assert_eq!(first.words(texts, None).label, "line");
        assert_eq!(first.serves, Serves::Everywhere);
    }

    #[test]
    fn an_old_check_is_said_and_hides_nothing() {
        let pack = sample::pack();
        let checked =
            |now| pack.first_call(None, at(now)).map(|call| (call.checked_days_ago, call.check_is_old)).unwrap();
        assert_eq!(checked("2026-02-01T10:00:00-08:00"), (31, false));
        assert_eq!(checked("2026-05-01T10:00:00-07:00"), (120, true));
        assert_eq!(checked("2025-12-31T10:00:00-08:00"), (-1, false));
    }

    #[test]
    fn when_somebody_comes_out_is_not_when_somebody_answers() {
        let pack = sample::pack();
        let line = pack.first_call(None, at("2026-03-07T03:00:00-08:00")).unwrap();
        assert_eq!(line.answers, Availability::Open { until_ms: None });
        assert!(matches!(line.comes_out, Some(Availability::Closed { opens: Some(_) })));
    }
}
