//! Whether a Spanish screen says anything in English.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Eye;

/// English sentences on the screens that were looked at in Spanish, with the screen's name.
///
/// # Errors
/// When the texts of the screen or of a pack cannot be read.
pub fn english_among(spanish: &Eye) -> Result<Vec<String>> {
    let (english, own) = (sentences("en")?, sentences("es")?);
    // Each language is called by its own name; the six words of an enrolment are the same in every language.
    let meant = |line: &&String| *line != "English" && !line.chars().all(char::is_lowercase);
    let only_english: BTreeSet<&String> = english.difference(&own).filter(meant).collect();
    let seen = spanish.seen();
    let lines = seen.iter().flat_map(|(screen, lines)| lines.iter().map(move |line| (screen, line)));
    Ok(lines
        .filter(|(_, line)| only_english.contains(line))
        .map(|(screen, line)| format!("{screen}: {line}"))
        .collect())
}

/// Every sentence of a language: the screen's own, and the packs'.
fn sentences(language: &str) -> Result<BTreeSet<String>> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeSet::new();
    for topic in fs::read_dir(top.join("ui/src/text").join(language))?.flatten() {
        let text = read(&topic.path())?;
        found.extend(text.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    for pack in fs::read_dir(top.join("protocols"))?.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
        let text = read(&pack.join(format!("texts.{language}.toml")))?;
        collect(&toml::Value::Table(toml::from_str(&text)?), &mut found);
    }
    Ok(found)
}

fn collect(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => _ = into.insert(text.trim().to_owned()),
        toml::Value::Array(list) => list.iter().for_each(|one| collect(one, into)),
        toml::Value::Table(table) => table.values().for_each(|one| collect(one, into)),
        _ => {}
    }
}

fn read(path: &PathBuf) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[test]
fn the_two_languages_differ_in_almost_every_sentence() {
    let (english, spanish) = (sentences("en").unwrap(), sentences("es").unwrap());
    assert!(english.contains("New contact") && spanish.contains("Nuevo contacto"));
    assert!(english.contains("Make it safe and move apart"), "the packs' sentences are among them");
    assert!(english.difference(&spanish).count() > 1_000);
}
