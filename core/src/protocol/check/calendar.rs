//! Checks calendar.toml.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use super::super::calendar::{Calendar, Holiday};
use super::super::problem::{Problem, Thing};
use super::super::written::{CalendarFile, Placed};
use super::Checker;

const FILE: &str = "calendar.toml";
/// The days of the week, Monday first, with their words in packs.
pub(super) const WEEKDAYS: [(usize, &str); 7] =
    [(0, "mon"), (1, "tue"), (2, "wed"), (3, "thu"), (4, "fri"), (5, "sat"), (6, "sun")];

impl Checker<'_, '_> {
    pub(super) fn calendar(&mut self, file: &CalendarFile) -> Calendar {
        let (starts, ends) = (self.day(FILE, &file.starts), self.day(FILE, &file.ends));
        if ends < starts {
            self.wrong(FILE, &file.ends, Problem::CalendarReversed);
        }
        let mut weekend = [false; 7];
        for word in file.weekend.get_ref() {
            if let Some(slot) = self.word(FILE, word, "weekend", &WEEKDAYS).and_then(|index| weekend.get_mut(index)) {
                *slot = true;
            }
        }
        if weekend.iter().all(|closed| *closed) {
            self.wrong(FILE, &file.weekend, Problem::WeekendAlways);
        }
        self.claim(FILE, &file.sources, &file.confidence, file.verified, &file.note);
        let mut holidays = BTreeMap::new();
        for written in &file.holiday {
            let date = self.day(FILE, &written.date);
            if date < starts || ends < date {
                self.wrong(FILE, &written.date, Problem::HolidayOutside);
            }
            let closes = [(true, "judicial"), (false, "business")];
            let closed: Vec<bool> =
                written.closes.get_ref().iter().filter_map(|word| self.word(FILE, word, "closes", &closes)).collect();
            if written.closes.get_ref().is_empty() {
                self.wrong(FILE, &written.closes, Problem::Empty { key: "closes" });
            }
            let holiday = Holiday {
                name: written.name.clone(),
                closes_business: closed.contains(&false),
                closes_judicial: closed.contains(&true),
            };
            if holidays.insert(date, holiday).is_some() {
                self.wrong(
                    FILE,
                    &written.date,
                    Problem::Twice { thing: Thing::Holiday, id: written.date.get_ref().clone() },
                );
            }
        }
        Calendar {
            starts,
            ends,
            weekend,
            holidays,
            business_day_ends: self.time_of_day(file.business_day_ends.as_ref()),
            judicial_day_ends: self.time_of_day(file.judicial_day_ends.as_ref()),
        }
    }

    /// `24:00` and nothing at all are midnight.
    fn time_of_day(&mut self, text: Option<&Placed<String>>) -> Option<NaiveTime> {
        let text = text.filter(|text| text.get_ref() != "24:00")?;
        let time = NaiveTime::parse_from_str(text.get_ref(), "%H:%M").ok();
        if time.is_none() {
            self.wrong(FILE, text, Problem::TimeOfDay { text: text.get_ref().clone() });
        }
        time
    }
}
