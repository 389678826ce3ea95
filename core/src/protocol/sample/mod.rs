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

/// Loads the small pack with the first `from` in a file replaced.
pub(crate) fn spoiled(file: &str, from: &str, to: &str) -> Result<Pack, PackErrors> {
    let mut changed = String::new();
    for (name, text) in FILES {
        if name == file {
            assert!(text.contains(from), "{file} has no {from:?}");
            changed = text.replacen(from, to, 1);
        }
    }
    let files: Vec<(&str, &str)> = FILES
        .iter()
        .map(|(name, text)| if *name == file { (*name, changed.as_str()) } else { (*name, *text) })
        .collect();
    Pack::load(&files)
}

/// The first mistake found in the small pack with the first `from` in a file replaced.
#[track_caller]
pub(crate) fn mistake(file: &str, from: &str, to: &str) -> PackError {
    match spoiled(file, from, to) {
        Ok(_) => panic!("{file} with {to:?} was accepted"),
        Err(errors) => errors.0.into_iter().next().expect("a refusal names a mistake"),
    }
}
