//! One spoiled line for each kind of mistake: it is refused with its file, its line and what to do.

use std::collections::BTreeSet;

use super::super::pack::Pack;
use super::super::problem::PackError;
use super::super::sample::{self, FILES, mistakes};

/// Spoils one line of the small pack: file, text to replace, replacement, code, line (0: of the text replaced).
type Case = (&'static str, &'static str, &'static str, &'static str, u32);

const CASES: [Case; 76] = [
    ("pack.toml", "id = \"sample\"", "id = \"sample\"\nidd = 1", "pack.syntax", 3),
    ("pack.toml", "format = 2", "format = ", "pack.syntax", 0),
    ("pack.toml", "format = 2", "format = 1", "pack.format_version", 0),
    ("pack.toml", "place = \"Sample County (invented)\"", "place = \" \"", "pack.empty", 0),
    ("pack.toml", "America/Los_Angeles", "America/Los_Diablos", "pack.time_zone", 0),
    ("pack.toml", "2026-01-01", "2026-02-30", "pack.day", 0),
    ("pack.toml", "status = \"draft\"", "status = \"done\"", "pack.word", 0),
    ("pack.toml", "status = \"draft\"", "status = \"verified\"", "pack.verified_by_nobody", 0),
    ("pack.toml", "hotline = \"line\"", "hotline = \"lines\"", "pack.not_listed", 0),
    ("pack.toml", "exam_window = \"PT96H\"", "exam_window = \"PT96\"", "pack.length", 0),
    ("pack.toml", "id = \"CALL\"", "id = \"T0\"", "pack.twice", 0),
    ("pack.toml", "id = \"CALL\"", "id = \"-CALL\"", "pack.id", 0),
    ("pack.toml", "or_else = \"T0\"", "or_else = \"CALL\"", "pack.circle", 21),
    ("pack.toml", "confidence = \"recalled\"", "confidence = \"certain\"", "pack.word", 0),
    ("pack.toml", "confidence = \"recalled\"", "confidence = \"sourced\"", "pack.source_needed", 0),
    ("pack.toml", "app_role = \"deputy\"", "app_role = \"boss\"", "pack.word", 0),
    ("pack.toml", "ends = \"PT90M\"\nclock = \"CALL\"", "ends = \"PT90M\"", "pack.phase_clock", 0),
    ("pack.toml", "ends = \"PT90M\"", "ends = \"90 minutes\"", "pack.due", 0),
    ("pack.toml", "is = true }\nunknown = \"on\"", "is = true }", "pack.unknown_undecided", 51),
    ("pack.toml", "{ field = \"crisis\", is = true }", "{ track = \"crisis\" }", "pack.condition", 0),
    ("steps.toml", "phase = \"first\"", "phase = \"second\"", "pack.not_listed", 0),
    ("steps.toml", "roles = [\"leo\"]", "roles = []", "pack.empty", 0),
    ("steps.toml", "when = \"always\"", "when = \"sometimes\"", "pack.syntax", 0),
    ("steps.toml", "when = \"always\"\n", "", "pack.empty", 2),
    ("steps.toml", "kind = \"protocol\"", "kind = \"custom\"", "pack.word", 0),
    ("steps.toml", "see = [\"OPS\"]", "see = [\"ALL\"]", "pack.not_listed", 0),
    ("steps.toml", "see = [\"OPS\"]", "see = [\"YOUTH\"]", "pack.empty", 0),
    ("steps.toml", "due = \"PT30M\"", "due = \"soon\"", "pack.due", 0),
    ("steps.toml", "clock = \"T0\"\ndue = \"PT30M\"", "due = \"PT30M\"", "pack.clock_needed", 17),
    ("steps.toml", "due = \"PT30M\"", "due = \"PT30M\"\nuntil = \"PT1H\"", "pack.until_without_repeat", 19),
    ("steps.toml", "due = \"each P1D\"", "due = \"each PT0M\"", "pack.due", 0),
    ("steps.toml", "due = [\"PT24H\", \"P3D\"]", "due = []", "pack.empty", 0),
    ("steps.toml", "due = \"PT60M\"", "due = \"$drive\"", "pack.not_listed", 0),
    ("steps.toml", "due = \"PT60M\"", "due = \"$adult_age\"", "pack.term_type", 0),
    ("steps.toml", "stamps = \"CALL\" }", "stamps = \"RING\" }", "pack.not_listed", 0),
    ("steps.toml", "type = \"instant\", stamps", "type = \"flag\", stamps", "pack.key_for_type", 0),
    ("steps.toml", "type = \"referral_19_digits\"", "type = \"photo\"", "pack.word", 0),
    ("steps.toml", "type = \"referral_19_digits\"", "type = \"text\"", "pack.field_type", 0),
    ("steps.toml", "id = \"called_at\"", "id = \"arrest_at\"", "pack.forbidden_id", 0),
    ("steps.toml", "state = \"open\"", "state = \"lost\"", "pack.word", 0),
    ("steps.toml", ", state = \"open\"", "", "pack.condition", 0),
    ("steps.toml", "contacts = [\"office\", \"line\"]", "contacts = [\"wire\"]", "pack.not_listed", 0),
    ("branches.toml", "suspends = [\"drive\"]", "suspends = [\"call\"]", "pack.law_set_aside", 0),
    ("branches.toml", "replaces = \"safe\"", "replaces = \"advised\"", "pack.law_set_aside", 0),
    ("branches.toml", "replaces = \"safe\"", "replaces = \"probation\"", "pack.circle", 0),
    ("branches.toml", "is = \"ems\"", "is = \"ambulance\"", "pack.not_offered", 0),
    ("branches.toml", "is = \"ems\"", "is = true", "pack.field_type", 0),
    ("branches.toml", "field = \"medical\", is = \"ems\"", "field = \"medicine\", is = \"ems\"", "pack.not_listed", 0),
    ("branches.toml", "{ field = \"medical\", is = \"ems\" }", "{ any = [] }", "pack.condition", 0),
    (
        "branches.toml",
        "{ field = \"medical\", is = \"ems\" }",
        "{ clock = \"T0\", set = true, is = \"ems\" }",
        "pack.condition",
        0,
    ),
    ("branches.toml", "below = \"$adult_age\"", "below = \"$exam_window\"", "pack.term_type", 0),
    ("branches.toml", "within = \"$exam_window\"", "within = \"P4D\"", "pack.length", 0),
    (
        "forms.toml",
        "choices = [\"none\", \"ems\"]",
        "choices = [\"none\", \"ems\", \"unknown\"]",
        "pack.reserved_choice",
        0,
    ),
    ("forms.toml", "choices = [\"yes\", \"no\"]\n", "", "pack.choices_needed", 25),
    ("forms.toml", "min = 0", "min = 30", "pack.bounds_reversed", 34),
    ("forms.toml", "list = true", "list = true\ntype = \"text\"", "pack.key_for_type", 61),
    ("calendar.toml", "ends = \"2026-12-31\"", "ends = \"2025-12-31\"", "pack.calendar_reversed", 0),
    ("calendar.toml", "date = \"2026-02-16\"", "date = \"2027-02-16\"", "pack.holiday_outside", 0),
    (
        "calendar.toml",
        "[\"sat\", \"sun\"]",
        "[\"sat\", \"sun\", \"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]",
        "pack.weekend_always",
        0,
    ),
    ("calendar.toml", "confidence", "judicial_day_ends = \"5 pm\"\nconfidence", "pack.time_of_day", 0),
    ("contacts.toml", "555-010-0000", "call us", "pack.phone_number", 0),
    ("contacts.toml", "use = \"call\"", "use = \"fax\"", "pack.word", 0),
    ("contacts.toml", "kinds = [\"hotline\"]", "kinds = []", "pack.empty", 0),
    ("contacts.toml", "kinds = [\"hotline\"]", "kinds = [\"warmline\"]", "pack.word", 0),
    ("contacts.toml", "hours = \"always\"", "hours = \"24/7\"", "pack.word", 0),
    ("contacts.toml", "\"sat\", \"sun\"]", "\"sat\", \"weekend\"]", "pack.word", 0),
    ("contacts.toml", "from = \"08:00\", to = \"02:00\"", "from = \"08:00\"", "pack.half_hours", 0),
    ("contacts.toml", "from = \"08:00\"", "from = \"8 am\"", "pack.time_of_day", 0),
    ("contacts.toml", "areas = [\"up\"]", "areas = [\"left\"]", "pack.not_listed", 0),
    ("contacts.toml", "stations = [\"South\"]", "stations = []", "pack.empty", 0),
    ("contacts.toml", "checked_on = \"2026-01-01\"", "checked_on = \"last week\"", "pack.day", 0),
    ("texts.en.toml", "[step.safe]", "[step.saved]", "pack.text_missing", 1),
    ("texts.es.toml", "title = \"es: call\"", "title = \"\"", "pack.text_empty", 0),
    ("texts.en.toml", "You are not in trouble.", "You are a runaway.", "pack.forbidden_text", 0),
    ("scenarios.toml", "time = \"+PT40M\"", "time = \"later\"", "pack.scenario_time", 0),
    ("scenarios.toml", "medical = \"none\"", "medical = \"dead\"", "pack.scenario_answer", 0),
];

#[test]
fn each_mistake_is_refused_with_its_file_its_line_and_what_to_do() {
    for (file, from, to, code, line) in CASES {
        let text = FILES.iter().find(|(name, _)| *name == file).map(|(_, text)| *text).unwrap();
        let at = text.find(from).unwrap_or_else(|| panic!("{file} has no {from:?}"));
        let line = if line == 0 { u32::try_from(text.split_at(at).0.matches('\n').count()).unwrap() + 1 } else { line };
        let found = mistakes(file, from, to);
        let here = |error: &&PackError| (error.code(), error.file.as_str(), error.line) == (code, file, line);
        let error = found.iter().find(here).unwrap_or_else(|| panic!("{file}:{line} {to:?} wants {code}: {found:#?}"));
        assert!(error.to_string().starts_with(&format!("{file}:{line}: ")), "{error}");
        assert!(error.problem.advice().len() > 10, "{error} says nothing to do");
    }
}

#[test]
fn mistakes_that_need_two_files_or_two_edits_are_refused_too() {
    let over = mistakes("texts.es.toml", "[step.safe]", "[step.saved]");
    assert!(
        over.iter().any(|error| error.code() == "pack.text_over" && error.file == "texts.es.toml" && error.line > 1)
    );
    let language = mistakes("texts.es.toml", "language = \"es\"", "language = \"en\"");
    assert_eq!(language[0].code(), "pack.text_language");
    let parity = mistakes("texts.en.toml", "say = \"You are not in trouble.\"\n", "");
    assert!(
        parity.iter().any(|error| error.file == "texts.en.toml" && error.to_string().contains("say of step.safe")),
        "{parity:?}"
    );
    let order = mistakes("scenarios.toml", "time = \"+PT2H\"", "time = \"+PT1M\"");
    assert_eq!(order[0].code(), "pack.scenario_order");
}

#[test]
fn a_missing_and_a_foreign_file_are_named() {
    let mut files: Vec<(&str, &str)> = FILES.iter().copied().filter(|(name, _)| *name != "calendar.toml").collect();
    files.push(("calender.toml", ""));
    let errors = Pack::load(&files).unwrap_err();
    let codes: BTreeSet<(&str, &str)> = errors.0.iter().map(|error| (error.file.as_str(), error.code())).collect();
    assert_eq!(codes, [("calendar.toml", "pack.file_missing"), ("calender.toml", "pack.file_unknown")].into());
}

#[test]
fn one_reading_names_every_mistake_in_the_order_of_files_and_lines() {
    let edits = [
        ("steps.toml", "kind = \"protocol\"", "kind = \"custom\""),
        ("steps.toml", "phase = \"later\"", "phase = \"never\""),
        ("branches.toml", "is = \"ems\"", "is = \"ambulance\""),
    ];
    let errors = sample::edited(&edits).unwrap_err();
    let found: Vec<(&str, &str)> = errors.0.iter().map(|error| (error.file.as_str(), error.code())).collect();
    assert_eq!(
        found,
        [("branches.toml", "pack.not_offered"), ("steps.toml", "pack.word"), ("steps.toml", "pack.not_listed")]
    );
}

#[test]
fn a_mistake_reads_as_a_place_a_sentence_and_an_advice() {
    let found = mistakes("steps.toml", "clock = \"CALL\"\ndue = \"PT90M\"", "clock = \"KALL\"\ndue = \"PT90M\"");
    insta::assert_snapshot!(found[0], @r#"steps.toml:32: there is no clock "KALL". Correct the id, or add a [[clock]] to pack.toml. There are: ASSAULT, CALL, CUSTODY, T0"#);
}

#[test]
fn cutting_any_file_anywhere_is_refused_or_read_but_never_panics() {
    for (name, text) in FILES {
        for end in (0..text.len()).step_by(61).filter(|end| text.is_char_boundary(*end)) {
            let files: Vec<(&str, &str)> = FILES
                .iter()
                .map(|(file, whole)| if *file == name { (*file, text.split_at(end).0) } else { (*file, *whole) })
                .collect();
            if let Err(errors) = Pack::load(&files) {
                assert!(!errors.0.is_empty(), "{name} cut at {end} is refused without a reason");
            }
        }
    }
}
