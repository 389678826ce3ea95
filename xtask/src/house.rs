//! Where things stand: the folders of this clone, whatever folder the command was typed in.

use std::path::{Path, PathBuf};

/// The top folder of the clone.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where cargo builds, `CARGO_TARGET_DIR` included.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Tools this command installs for itself, so that nothing else on the machine changes.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// A program of this clone, as it was built last.
pub(crate) fn program(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// The screen's folder, when it has been written.
pub(crate) fn ui() -> Option<PathBuf> {
    let folder = root().join("ui");
    folder.join("package.json").is_file().then_some(folder)
}
