//! The programs of this clone that a test starts as a person would.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// Where `cargo build` put the program of this name: next to the running one, or above it for a test.
///
/// # Errors
/// When it has not been built.
pub fn program(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.ancestors().skip(1).find(|folder| !folder.ends_with("deps")).context("a program has a folder")?;
    let path = folder.join(name);
    ensure!(path.is_file(), "{} has not been built: cargo xtask test does it", path.display());
    Ok(path)
}
