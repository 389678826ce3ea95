//! Words about a child that must not exist anywhere a person can read them.

use crate::{none, sources};

/// Beginnings of words that blame a child. The law's own name of an offence by an adult is not shown
/// to anyone either: the packs speak of what was done to the child.
const BLAME: &[&str] = &["prostitut", "promiscu", "uncooperative", "child offender", "hooker", "john school"];

fn blaming(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        for (number, line) in text.to_lowercase().lines().enumerate() {
            let words = BLAME.iter().filter(|word| line.contains(*word));
            found.extend(words.map(|word| format!("{path}:{}: “{word}…”", number + 1)));
        }
    }
    found
}

#[test]
fn no_sentence_on_a_screen_or_in_a_pack_blames_a_child() {
    let mut files = sources("ui/src/text", &[".ts"]);
    // The test of the catalogues has to name the words that it looks for.
    files.retain(|(path, _)| !path.ends_with(".test.ts"));
    files.extend(sources("protocols", &[".toml"]));
    none(&blaming(&files));
}

#[test]
fn a_blaming_word_would_be_seen() {
    let text = "[[field]]\nlabel = \"Was the youth Uncooperative?\"".to_owned();
    assert_eq!(blaming(&[("made-up.toml".to_owned(), text)]).len(), 1);
}
