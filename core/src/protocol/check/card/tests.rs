use super::super::super::pack::Pack;
use super::super::super::problem::PackError;
use super::super::super::shipped;

/// The mistakes found in the pack of Los Angeles after one edit of its card.toml.
#[track_caller]
fn mistakes(from: &str, to: &str) -> Vec<PackError> {
    let shipped = shipped::find("los-angeles").unwrap();
    let edit = |(name, text): &(&'static str, &str)| {
        let there = *name == super::FILE;
        assert!(!there || text.contains(from), "card.toml has no {from:?}");
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
fn each_mistake_about_the_card_is_named() {
    let long = "word ".repeat(40);
    let cases = [
        ("call = \"trafficking_hotline\"", "call = \"nobody\"", "pack.not_listed"),
        ("part = \"first\"", "part = \"last\"", "pack.word"),
        ("field = \"age_band\", is = \"under_12\"", "field = \"gender\", is = \"girl\"", "pack.card_looks_at"),
        ("{ step = \"M90-08\", state = \"done\" }", "{ step = \"M90-14\", state = \"done\" }", "pack.card_looks_at"),
        ("{ step = \"M90-08\", state = \"done\" }", "{ branch = \"refuses\" }", "pack.card_looks_at"),
        ("asked_for = \"needs\"", "asked_for = \"plan_ready\"", "pack.card_looks_at"),
        ("You are not in trouble.", "You are a victim.", "pack.card_word"),
        ("You are not in trouble.", "DCFS will come.", "pack.card_word"),
        ("No estás en problemas.", "Eres víctima de trata.", "pack.card_word"),
        ("You are not in trouble.", &long, "pack.card_long"),
        ("You are not in trouble.", " ", "pack.text_empty"),
        ("told_first = \"Antes", "told_second = \"Antes", "pack.text_missing"),
        ("next = \"What happens next\"\n", "", "pack.text_missing"),
        ("code = \"es\"", "code = \"eo\"", "pack.text_missing"),
        ("spoken_as = [\"spanish\"]", "spoken_as = [\"klingon\"]", "pack.not_offered"),
    ];
    for (from, to, code) in cases {
        let found = mistakes(from, to);
        let error = found.iter().find(|error| error.code() == code).unwrap_or_else(|| panic!("{to}: {found:#?}"));
        assert!(error.file == super::FILE && error.line > 0 && error.problem.advice().len() > 10, "{error}");
    }
}

#[test]
fn a_card_may_have_more_languages_than_the_pack_has_texts() {
    let shipped = shipped::find("los-angeles").unwrap();
    let mut files: Vec<(&str, String)> = shipped.files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let (_, card) = files.iter_mut().find(|(name, _)| *name == super::FILE).unwrap();
    let spanish = card.split("[[language]]").last().unwrap();
    // An invented language: the words are the Spanish ones, since nobody here speaks it.
    let invented = spanish.replace("code = \"es\"", "code = \"xx\"").replace("\"spanish\"", "\"other\"");
    *card = format!("{card}\n[[language]]{invented}");
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let pack = Pack::load(&files).unwrap_or_else(|errors| panic!("{errors}"));
    let card = pack.card.unwrap();
    assert_eq!(card.languages.len(), 3);
    assert_eq!(card.speaks("other").unwrap().code, "xx");
}
