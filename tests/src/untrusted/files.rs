//! Files that people hand to each other: packs and their signatures, drills, a realm file.

use super::text;
use first72_core::drill::Script;
use first72_core::protocol::edition::Edition;
use first72_core::protocol::{Pack, shipped, signature_file};
use first72_wire::realm_file::RealmFile;
use std::sync::LazyLock;

pub(super) fn realm_file(bytes: &[u8]) -> bool {
    let Some(Ok(file)) = text(bytes).map(RealmFile::parse) else { return false };
    assert!(RealmFile::parse(&file.to_text()).is_ok());
    true
}

pub(super) fn pack_copy(bytes: &[u8]) -> bool {
    let Ok(edition) = Edition::from_copy(bytes) else { return false };
    assert!(edition.to_copy().or_else(|_| edition.to_signature_copy()).is_ok());
    true
}

pub(super) fn pack_signatures(bytes: &[u8]) -> bool {
    let Some(text) = text(bytes) else { return false };
    let key = signature_file::read_key(text).is_some();
    signature_file::read(text).is_ok() || key
}

/// The shipped pack whose files are spoiled.
pub(super) const PACK: &str = "washington";

/// Each file of a shipped pack in turn is these bytes, the others are as they were.
pub(super) fn pack(bytes: &[u8]) -> bool {
    let (Some(text), Some(shipped)) = (text(bytes), shipped::find(PACK)) else { return false };
    let with = |name: &str| -> Vec<(&str, &str)> {
        let file = |(file, kept): &(&'static str, &'static str)| (*file, if *file == name { text } else { *kept });
        shipped.files.iter().map(file).collect()
    };
    let mut taken = false;
    for (name, _) in shipped.files {
        match Pack::load(&with(name)) {
            Ok(_) => taken = true,
            Err(errors) => assert!(!errors.to_string().is_empty(), "a refusal says something"),
        }
    }
    taken
}

static LOS_ANGELES: LazyLock<Pack> = LazyLock::new(|| {
    shipped::find("los-angeles").and_then(|pack| pack.load().ok()).expect("the shipped packs are whole")
});

pub(super) fn drill_script(bytes: &[u8]) -> bool {
    let Some(text) = text(bytes) else { return false };
    match Script::load("script.toml", text, &LOS_ANGELES) {
        Ok(_) => true,
        Err(errors) => {
            assert!(!errors.to_string().is_empty(), "a refusal says something");
            false
        }
    }
}
