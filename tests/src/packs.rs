//! The packs of the clone, read from their folders.

use std::path::{Path, PathBuf};

use first72_core::protocol::Pack;

/// Every pack folder below protocols/, loaded.
///
/// # Panics
/// When a pack has a mistake; the message has all of them.
#[must_use]
pub fn all() -> Vec<Pack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocols");
    let entries = std::fs::read_dir(&folder).expect("protocols/ can be read").flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("pack.toml").is_file()).collect();
    folders.sort();
    folders.iter().map(|folder| one(folder)).collect()
}

/// The pack in this folder.
///
/// # Panics
/// As [`all`].
#[must_use]
pub fn one(folder: &Path) -> Pack {
    let entries = std::fs::read_dir(folder).expect("a pack's folder can be read").flatten();
    let paths =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let mut files: Vec<(String, String)> = paths
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a pack's file is text"))
        })
        .collect();
    files.sort();
    let borrowed: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Pack::load(&borrowed).unwrap_or_else(|errors| panic!("{}: {errors}", folder.display()))
}
