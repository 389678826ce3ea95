//! The clone as files: its top folder and its source texts, for tests that read what was written.

use std::path::{Path, PathBuf};

/// The top folder of the clone.
///
/// # Panics
/// Never in a clone: the tests stand in a folder of it.
#[must_use]
pub fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.parent().expect("the tests stand in a folder of the clone").to_owned()
}

/// All files below a folder of the clone with one of these endings, as (path from the top, text), in the order of their
/// paths. What was built or installed is passed over.
///
/// # Panics
/// When a file cannot be read or is not UTF-8.
#[must_use]
pub fn sources(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(next) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.expect("a folder of the clone can be read").path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !["node_modules", "dist", "gen", "target"].contains(&name.as_str()) {
                open.push(path);
            } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
                let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
                let short = path.strip_prefix(root()).expect("it was found below the top");
                found.push((short.to_string_lossy().into_owned(), text));
            }
        }
    }
    found.sort();
    found
}
