//! The app: how large what is shipped is.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::row::{Budget, Row, Unit};
use super::Run;
use crate::county::files_below;

const LINE: &str = "app";

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    vec![program(run.options.app.as_deref()), screen(run.options.screen.as_deref())]
}

fn program(app: Option<&Path>) -> Row {
    let what = "the app's release program";
    let length = app.and_then(|app| std::fs::metadata(app).ok()).map(|found| found.len());
    let row = match length {
        Some(bytes) => Row::new(LINE, what, bytes as f64 / 1e6, Unit::Megabytes),
        None => Row::not_measured(LINE, what, Unit::Megabytes, "not built: start it as `cargo xtask bench`"),
    };
    row.budget(Budget::AtMost(20.0))
}

fn screen(folder: Option<&Path>) -> Row {
    let what = "the screen's bundle, compressed";
    let files: Vec<PathBuf> = folder
        .filter(|folder| folder.is_dir())
        .map(|folder| files_below(folder).into_iter().map(|(path, _)| path).collect())
        .unwrap_or_default();
    let packed: Option<f64> = files.iter().map(|path| gzipped(path)).sum();
    let row = match packed.filter(|bytes| *bytes > 0.0) {
        Some(bytes) => Row::new(LINE, what, bytes / 1024.0, Unit::Kibibytes)
            .note(format!("gzip -9 of each of {} files", files.len())),
        None => Row::not_measured(LINE, what, Unit::Kibibytes, "the screen is not built, or gzip is not here"),
    };
    row.budget(Budget::AtMost(150.0))
}

fn gzipped(path: &Path) -> Option<f64> {
    let output = Command::new("gzip").args(["-9", "-n", "-c"]).arg(path).stdin(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout.len() as f64)
}
