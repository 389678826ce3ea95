//! The types that a record is made of, and those that cross to a screen: no name of theirs names a matter, and a value
//! can be nothing but what is listed here.

use crate::matters::of_name;
use crate::none;
use first72_core::episode::{Change, Value};
use first72_core::protocol::form::AnswerType;
use first72_tests::house::sources;
use syn::visit::{Visit, visit_field, visit_item_enum, visit_item_struct, visit_variant};

/// Where the types of a record, of its questions, of a drill, of what crosses a network and of what a screen is shown live.
const HOMES: [&str; 6] =
    ["core/src/episode", "core/src/protocol", "core/src/report", "core/src/drill", "wire/src", "src-tauri/src/view"];

/// Names that speak of something else, each with the reason.
const SPEAKS_OF: [(&str, &str); 3] = [
    ("NoSubject", "a condition that looks at nothing"),
    ("score", "how hard a text is to read"),
    ("acts", "what people of a drill do in the story"),
];

#[derive(Default)]
struct Names(Vec<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.0.push(item.ident.to_string());
        visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.0.push(item.ident.to_string());
        visit_item_enum(self, item);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.0.push(variant.ident.to_string());
        visit_variant(self, variant);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.0.extend(field.ident.as_ref().map(ToString::to_string));
        visit_field(self, field);
    }
}

fn names(text: &str) -> Vec<String> {
    let mut names = Names::default();
    names.visit_file(&syn::parse_file(text).expect("a source file is Rust"));
    names.0
}

fn offences(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        for name in names(text) {
            let excused = SPEAKS_OF.iter().any(|(known, _)| *known == name);
            if let Some((matter, word)) = of_name(&name).filter(|_| !excused) {
                found.push(format!("{path}: {name} names {matter} ({word})"));
            }
        }
    }
    found
}

#[test]
fn no_type_of_a_record_can_hold_what_must_not_exist() {
    let files: Vec<_> = HOMES.iter().flat_map(|home| sources(home, &[".rs"])).collect();
    let read: usize = files.iter().map(|(_, text)| names(text).len()).sum();
    assert!(files.len() > 60 && read > 1_000, "{read} names in {} files", files.len());
    none(&offences(&files));
    let all: Vec<String> = files.iter().flat_map(|(_, text)| names(text)).collect();
    let idle = SPEAKS_OF.iter().filter(|(known, _)| !all.iter().any(|name| name == known));
    assert_eq!(idle.map(|(known, _)| *known).collect::<Vec<_>>(), Vec::<&str>::new(), "excuses that nothing needs");
}

#[test]
fn a_planted_type_field_or_variant_is_found() {
    let planted = [
        "struct Charge { number: String }",
        "pub struct Youth { pub handle: String, pub arrest_number: String }",
        "enum Value { Text(String), Photo(Vec<u8>) }",
        "enum Seen { At { latitude: f64 } }",
        "mod inner { struct Kept { risk_score: u8 } }",
    ];
    for text in planted {
        let files = [("planted.rs".to_owned(), text.to_owned())];
        assert_eq!(offences(&files).len(), 1, "{text}");
    }
    let harmless = [("harmless.rs".to_owned(), "struct Charger { given: bool }\nfn arrest() {}".to_owned())];
    none(&offences(&harmless));
}

/// What a value can be. A new kind does not compile here until somebody has asked what it could carry: there is none for
/// a picture, a sound, or a place on a map.
#[test]
fn a_value_an_answer_and_a_change_are_of_known_kinds_only() {
    const fn value(value: &Value) -> &'static str {
        match value {
            Value::Flag(_) => "yes or no",
            Value::Text(_) => "text",
            Value::Choice(_) | Value::Choices(_) => "codes of the pack",
            Value::Number(_) | Value::Range { .. } => "whole numbers",
            Value::Instant(_) | Value::Date { .. } => "time",
            Value::Signature(_) => "strokes on a grid",
        }
    }
    const fn question(kind: &AnswerType) -> &'static str {
        match kind {
            AnswerType::Flag => "yes or no",
            AnswerType::Text { .. } | AnswerType::Referral => "text",
            AnswerType::Choice(_) | AnswerType::Choices(_) => "codes of the pack",
            AnswerType::Number(_) | AnswerType::Range(_) => "whole numbers",
            AnswerType::Instant | AnswerType::Date => "time",
            AnswerType::Signature => "strokes on a grid",
        }
    }
    const fn change(change: &Change) -> &'static str {
        match change {
            Change::Open { .. } | Change::MovePack { .. } => "which pack, station and two neutral words",
            Change::Answer { .. } | Change::AddItem { .. } | Change::RemoveItem { .. } => {
                "an answer to a question of the pack"
            }
            Change::Step { .. } => "what came of a step",
            Change::Note { .. } | Change::Amend { .. } => "text",
            Change::Consent(_) => "on what ground a copy was given, as it was signed",
            Change::Unknown { .. } => "what a later version wrote, kept as it came",
        }
    }
    assert_eq!(value(&Value::Flag(true)), question(&AnswerType::Flag));
    assert_eq!(value(&Value::Text(String::new())), change(&Change::Note { text: String::new() }));
}
