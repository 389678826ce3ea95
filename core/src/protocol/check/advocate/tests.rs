use super::super::super::pack::Pack;
use super::super::super::problem::PackError;
use super::super::super::{sample, shipped};

/// The mistakes found in the pack of Los Angeles after one edit of its advocate.toml.
#[track_caller]
fn mistakes(from: &str, to: &str) -> Vec<PackError> {
    let shipped = shipped::find("los-angeles").unwrap();
    let edit = |(name, text): &(&'static str, &str)| {
        let there = *name == super::FILE;
        assert!(!there || text.contains(from), "advocate.toml has no {from:?}");
        (*name, if there { text.replacen(from, to, 1) } else { (*text).to_owned() })
    };
    let files: Vec<(&str, String)> = shipped.files.iter().map(edit).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    match Pack::load(&files) {
        Ok(_) => panic!("{to:?} was accepted"),
        Err(errors) => errors.0,
    }
}

#[test]
fn each_mistake_about_the_page_of_a_call_is_named() {
    let cases = [
        ("[callout]", "[callaut]", "pack.syntax"),
        ("team_eta@advocate", "team_eta", "pack.not_listed"),
        ("team_eta@advocate", "team_answer@advocate", "pack.field_type"),
        ("answer = \"team_answer@advocate\"", "answer = \"advocate_choice\"", "pack.not_offered"),
        ("\"age_band\"", "\"dob\"", "pack.kept_elsewhere"),
        ("M90-08", "M90-99", "pack.not_listed"),
        ("[20, 40, 60, 90]", "[]", "pack.word"),
        ("[20, 40, 60, 90]", "[40, 20]", "pack.word"),
        ("[20, 40, 60, 90]", "[20, 6000]", "pack.word"),
    ];
    for (from, to, code) in cases {
        let found = mistakes(from, to);
        let error = found.iter().find(|error| error.code() == code).unwrap_or_else(|| panic!("{to}: {found:#?}"));
        assert!(error.file == super::FILE && error.line > 0 && error.problem.advice().len() > 10, "{error}");
    }
}

#[test]
fn a_pack_without_the_file_has_no_page_of_a_call() {
    assert_eq!(sample::pack().advocate, super::AdvocateWork::default());
}
