//! Checks contacts.toml: numbers that can be dialled, hours that can be read, areas that exist.

use chrono::NaiveTime;

use super::super::contact::{Area, Contact, ContactKind, Number, NumberUse};
use super::super::hours::{Hours, NamedHours, OnHolidays, Window};
use super::super::problem::{Problem, Thing};
use super::super::written::{
    AreaWritten, ContactWritten, ContactsFile, HoursWritten, Ids, PackFile, Placed, WindowWritten,
};
use super::Checker;
use super::calendar::WEEKDAYS;

const FILE: &str = "contacts.toml";

impl Checker<'_, '_> {
    pub(super) fn contacts(&mut self, file: &ContactsFile) -> (Vec<Area>, Vec<Contact>) {
        let areas = file.area.iter().map(|area| self.area(area)).collect();
        (areas, file.contact.iter().map(|contact| self.contact(contact)).collect())
    }

    /// Words for what somebody is there for.
    pub(super) fn contact_kinds(&mut self, file: &str, words: &Ids) -> Vec<ContactKind> {
        words.iter().filter_map(|word| self.word(file, word, "a kind of contact", &ContactKind::WORDS)).collect()
    }

    /// The hours that conditions name.
    pub(super) fn named_hours(&mut self, file: &PackFile) -> Vec<NamedHours> {
        let mut named = Vec::new();
        for written in &file.hours {
            let holidays = self.on_holidays("pack.toml", written.holidays.as_ref());
            named.push(NamedHours {
                id: written.id.get_ref().clone(),
                hours: self.hours("pack.toml", &written.windows, holidays),
            });
            self.claim("pack.toml", &written.sources, &written.confidence, written.verified, &written.note);
        }
        named
    }

    fn on_holidays(&mut self, file: &str, word: Option<&Placed<String>>) -> OnHolidays {
        let known = word.and_then(|word| self.word(file, word, "holidays", &OnHolidays::WORDS));
        known.unwrap_or(OnHolidays::NotPublished)
    }

    fn area(&mut self, area: &AreaWritten) -> Area {
        if area.stations.get_ref().is_empty() {
            self.wrong(FILE, &area.stations, Problem::Empty { key: "stations" });
        }
        let stations = area.stations.get_ref().iter().map(|station| station.get_ref().clone()).collect();
        Area { id: area.id.get_ref().clone(), stations }
    }

    fn contact(&mut self, contact: &ContactWritten) -> Contact {
        if contact.kinds.get_ref().is_empty() {
            self.wrong(FILE, &contact.kinds, Problem::Empty { key: "kinds" });
        }
        let holidays = self.on_holidays(FILE, contact.holidays.as_ref());
        Contact {
            id: contact.id.get_ref().clone(),
            kinds: self.contact_kinds(FILE, contact.kinds.get_ref()),
            numbers: self.numbers(contact),
            address: contact.address.as_ref().map(|address| address.get_ref().clone()),
            hours: self.hours(FILE, &contact.hours, holidays),
            comes_out: contact.comes_out.as_ref().map(|hours| self.hours(FILE, hours, holidays)),
            time_zone: contact.time_zone.as_ref().and_then(|name| self.zone(FILE, name)),
            areas: self.references(FILE, &contact.areas, Thing::Area),
            checked_on: self.day(FILE, &contact.checked_on),
            claim: self.claim(FILE, &contact.sources, &contact.confidence, contact.verified, &contact.note),
        }
    }

    /// None at all is a contact whose number the place still has to supply.
    fn numbers(&mut self, contact: &ContactWritten) -> Vec<Number> {
        let mut numbers = Vec::new();
        for written in &contact.numbers {
            let number = written.number.get_ref().clone();
            if !can_be_dialled(&number) {
                self.wrong(FILE, &written.number, Problem::PhoneNumber { number: number.clone() });
            }
            if let Some(usage) = self.word(FILE, &written.usage, "use", &NumberUse::WORDS) {
                numbers.push(Number { usage, number });
            }
        }
        numbers
    }

    fn hours(&mut self, file: &str, written: &Placed<HoursWritten>, holidays: OnHolidays) -> Hours {
        match written.get_ref() {
            HoursWritten::Word(word) if word == "always" => Hours::Always,
            HoursWritten::Word(word) => {
                if word != "not_published" {
                    let allowed = vec!["always", "not_published"];
                    self.wrong(file, written, Problem::Word { key: "hours", text: word.clone(), allowed });
                }
                Hours::NotPublished
            }
            HoursWritten::Weekly(windows) => {
                if windows.is_empty() {
                    self.wrong(file, written, Problem::Empty { key: "hours" });
                }
                Hours::Weekly {
                    windows: windows.iter().map(|window| self.window(file, written, window)).collect(),
                    holidays,
                }
            }
        }
    }

    fn window(&mut self, file: &str, at: &Placed<HoursWritten>, window: &WindowWritten) -> Window {
        if window.days.is_empty() {
            self.wrong(file, at, Problem::Empty { key: "days" });
        }
        let mut days = [false; 7];
        for word in &window.days {
            let known = WEEKDAYS.iter().find(|(_, known)| known == word);
            match known.and_then(|(index, _)| days.get_mut(*index)) {
                Some(day) => *day = true,
                None => {
                    let allowed = WEEKDAYS.iter().map(|(_, word)| *word).collect();
                    self.wrong(file, at, Problem::Word { key: "days", text: word.clone(), allowed });
                }
            }
        }
        let times = match (&window.from, &window.to) {
            (Some(from), Some(to)) => self.clock_time(file, at, from).zip(self.clock_time(file, at, to)),
            (None, None) => None,
            _ => {
                self.wrong(file, at, Problem::HalfHours);
                None
            }
        };
        Window { days, times }
    }

    /// `24:00` is the midnight that ends the day.
    fn clock_time(&mut self, file: &str, at: &Placed<HoursWritten>, text: &str) -> Option<NaiveTime> {
        if text == "24:00" {
            return Some(NaiveTime::MIN);
        }
        let time = NaiveTime::parse_from_str(text, "%H:%M").ok();
        if time.is_none() {
            self.wrong(file, at, Problem::TimeOfDay { text: text.to_owned() });
        }
        time
    }
}

/// Digits and separators, at least three digits; or a text word of capital letters and digits.
fn can_be_dialled(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let dialled = number.bytes().all(|byte| byte.is_ascii_digit() || b" +-().x".contains(&byte)) && digits >= 3;
    dialled && digits <= 20
        || (number.len() <= 12
            && digits < number.len()
            && number.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && !number.is_empty())
}
