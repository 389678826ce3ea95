//! A small invented pack for tests, and a way to spoil one line of it.

use super::pack::Pack;
use super::problem::{PackError, PackErrors};

/// The files of the small pack.
pub(crate) const FILES: [(&str, &str); 9] = [
    ("pack.toml", include_str!("pack.toml")),
    ("steps.toml", include_str!("steps.toml")),
    ("branches.toml", include_str!("branches.toml")),
    ("forms.toml", include_str!("forms.toml")),
    ("calendar.toml", include_str!("calendar.toml")),
    ("contacts.toml", include_str!("contacts.toml")),
    ("texts.en.toml", include_str!("texts.en.toml")),
    ("texts.es.toml", include_str!("texts.es.toml")),
    ("scenarios.toml", include_str!("scenarios.toml")),
];

/// The small pack.
pub(crate) fn pack() -> Pack {
    Pack::load(&FILES).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Loads the small pack after edits: in a file, the first such text becomes the other.
pub(crate) fn edited(edits: &[(&str, &str, &str)]) -> Result<Pack, PackErrors> {
    let mut files: Vec<(&str, String)> = FILES.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (file, from, to) in edits {
        for (_, text) in files.iter_mut().filter(|(name, _)| name == file) {
            assert!(text.contains(from), "{file} has no {from:?}");
            *text = text.replacen(from, to, 1);
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Pack::load(&files)
}

/// The mistakes found in the small pack after one edit.
#[track_caller]
pub(crate) fn mistakes(file: &str, from: &str, to: &str) -> Vec<PackError> {
    match edited(&[(file, from, to)]) {
        Ok(_) => panic!("{file} with {to:?} was accepted"),
        Err(errors) => errors.0,
    }
}
