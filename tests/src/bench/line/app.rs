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
    let what = "the screen's bundle, as the program carries it";
    let files: Vec<PathBuf> = folder
        .filter(|folder| folder.is_dir())
        .map(|folder| files_below(folder).into_iter().map(|(path, _)| path).collect())
        .unwrap_or_default();
    let total = |packed: &dyn Fn(&Path) -> Option<f64>| files.iter().map(|path| packed(path)).sum::<Option<f64>>();
    let row = match total(&carried).filter(|bytes| *bytes > 0.0) {
        Some(bytes) => {
            let gzipped =
                total(&gzipped).map_or_else(String::new, |gzip| format!("; gzip -9: {:.0} KiB", gzip / 1024.0));
            let note = format!("brotli, quality 11, of each of {} files{gzipped}", files.len());
            Row::new(LINE, what, bytes / 1024.0, Unit::Kibibytes).note(note)
        }
        None => Row::not_measured(LINE, what, Unit::Kibibytes, "the screen is not built, or node is not here"),
    };
    row.budget(Budget::AtMost(150.0))
}

/// As the build packs a file for a release program.
fn carried(path: &Path) -> Option<f64> {
    const SCRIPT: &str = "const zlib = require('node:zlib');
        const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 };
        const file = require('node:fs').readFileSync(process.argv[1]);
        process.stdout.write(String(zlib.brotliCompressSync(file, { params }).length));";
    let output = Command::new("node").args(["-e", SCRIPT]).arg(path).stdin(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.parse().ok()
}

fn gzipped(path: &Path) -> Option<f64> {
    let output = Command::new("gzip").args(["-9", "-n", "-c"]).arg(path).stdin(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout.len() as f64)
}
