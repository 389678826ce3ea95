//! Due times over nights and days that are longer, shorter or closed, reckoned by hand against the Los Angeles pack's own
//! zone and court calendar. Each line: what is special, the distance as a pack writes it, from when, and until when; `…` at
//! the end of a day means its last millisecond, `?` that the calendar ends before and the screen has to say so.

use chrono::DateTime;

use super::calendar::Counted;
use super::due::Measure;
use super::shipped;

type Line = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const LINES: &[Line] = &[
    // The night in which an hour is left out, Sunday 8 March 2026, and the one in which an hour comes twice, 1 November.
    ("72 hours over the short night",        "PT72H",          "2026-03-07T22:00:00-08:00", "2026-03-10T23:00:00-07:00"),
    ("90 minutes over the hour left out",    "PT90M",          "2026-03-08T01:30:00-08:00", "2026-03-08T04:00:00-07:00"),
    ("ten days keep the time of day",        "P10D",           "2026-03-07T22:00:00-08:00", "2026-03-17T22:00:00-07:00"),
    ("due in the hour that is left out",     "P1D",            "2026-03-07T02:30:00-08:00", "2026-03-08T03:00:00-07:00"),
    ("72 hours over the long night",         "PT72H",          "2026-10-31T22:00:00-07:00", "2026-11-03T21:00:00-08:00"),
    ("36 hours over the long night",         "PT36H",          "2026-10-31T20:00:00-07:00", "2026-11-02T07:00:00-08:00"),
    ("90 minutes from the first 01:30",      "PT90M",          "2026-11-01T01:30:00-07:00", "2026-11-01T02:00:00-08:00"),
    ("90 minutes from the second 01:30",     "PT90M",          "2026-11-01T01:30:00-08:00", "2026-11-01T03:00:00-08:00"),
    ("due at a time that comes twice",       "P1D",            "2026-10-31T01:30:00-07:00", "2026-11-01T01:30:00-07:00"),
    // Leap days, ends of months and years.
    ("a day before the leap day",            "P1D",            "2028-02-28T22:00:00-08:00", "2028-02-29T22:00:00-08:00"),
    ("72 hours over the leap day",           "PT72H",          "2028-02-27T22:00:00-08:00", "2028-03-01T22:00:00-08:00"),
    ("a year after the leap day",            "P1Y",            "2028-02-29T10:00:00-08:00", "2029-02-28T10:00:00-08:00"),
    ("a month after the 31st",               "P1M",            "2027-01-31T10:00:00-08:00", "2027-02-28T10:00:00-08:00"),
    ("half a year before a birthday",        "P6M before",     "2026-08-31T00:00:00-07:00", "2026-02-28T00:00:00-08:00"),
    ("96 hours over the year's end",         "PT96H",          "2026-12-30T22:00:00-08:00", "2027-01-03T22:00:00-08:00"),
    ("90 days over the year's end",          "P90D",           "2026-12-01T09:00:00-08:00", "2027-03-01T09:00:00-08:00"),
    // Court days and business days.
    ("48 court hours in a week",             "PT48H judicial", "2026-03-02T22:00:00-08:00", "2026-03-04T22:00:00-08:00"),
    ("over the weekend of the short night",  "PT48H judicial", "2026-03-06T22:00:00-08:00", "2026-03-10T22:00:00-07:00"),
    ("over the weekend of the long night",   "PT48H judicial", "2026-10-30T22:00:00-07:00", "2026-11-03T22:00:00-08:00"),
    ("over two court holidays, a weekend",   "PT48H judicial", "2026-02-11T10:00:00-08:00", "2026-02-17T10:00:00-08:00"),
    ("one of them closes no office",         "PT48H business", "2026-02-11T10:00:00-08:00", "2026-02-13T10:00:00-08:00"),
    ("over Thanksgiving",                    "PT48H judicial", "2026-11-25T18:00:00-08:00", "2026-12-01T18:00:00-08:00"),
    ("over Christmas",                       "PT48H judicial", "2026-12-24T15:00:00-08:00", "2026-12-29T15:00:00-08:00"),
    ("over New Year",                        "PT48H judicial", "2026-12-31T10:00:00-08:00", "2027-01-05T10:00:00-08:00"),
    ("a holiday kept on the Monday after",   "PT48H judicial", "2027-07-02T12:00:00-07:00", "2027-07-07T12:00:00-07:00"),
    ("the next court day after Christmas",   "P1D judicial",   "2026-12-24T15:00:00-08:00", "2026-12-29T00:00:00-08:00…"),
    ("15 business days over Christmas",      "P15D business",  "2026-12-14T09:00:00-08:00", "2027-01-07T00:00:00-08:00…"),
    // The ends of the calendar.
    ("the calendar ends in between",         "PT48H judicial", "2028-12-29T10:00:00-08:00", "2029-01-02T10:00:00-08:00?"),
    ("15 business days beyond it",           "P15D business",  "2028-12-20T09:00:00-08:00", "2029-01-12T00:00:00-08:00…?"),
    ("before it begins",                     "PT48H judicial", "2025-12-31T10:00:00-08:00", "2026-01-05T10:00:00-08:00?"),
    ("hours and days of any kind need none", "PT72H",          "2028-12-30T22:00:00-08:00", "2029-01-02T22:00:00-08:00"),
];

fn at(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

#[test]
fn every_line_comes_to_what_was_reckoned_by_hand() {
    let pack = shipped::find("los-angeles").unwrap().load().unwrap();
    for (name, measure, from, until) in LINES {
        let beyond = until.ends_with('?');
        let until = until.trim_end_matches('?');
        let ms = until.strip_suffix('…').map_or_else(|| at(until), |midnight| at(midnight) - 1);
        let counted = Measure::read(measure).unwrap().from(at(from), &pack.calendar, pack.time_zone);
        assert_eq!(counted, Some(Counted { ms, beyond }), "{name}");
    }
}
