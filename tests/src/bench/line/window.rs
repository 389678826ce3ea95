//! The real window of the release: how long a person waits, and what it holds in memory.

use std::path::Path;
use std::time::Duration;

use super::super::row::{Budget, Row, Unit};
use super::super::watch::Samples;
use super::Run;
use crate::night::{ENGLISH, Measured, measured};

const LINE: &str = "window";
const TAP: &str = "tap to painted \"saved\" in the real window, p95";
const START: &str = "cold start to PIN pad, release build";
const MEMORY: &str = "app and webview together, in memory";
const NAMES: [(&str, Unit); 3] = [(TAP, Unit::Millis), (START, Unit::Millis), (MEMORY, Unit::Megabytes)];
const MOST: [Budget; 3] = [Budget::AtMost(100.0), Budget::AtMost(1_000.0), Budget::AtMost(300.0)];

/// Open episodes on the deputy's device.
const EPISODES: u32 = 5;

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let rows = match run.options.app.as_deref() {
        None => Err("needs the release app: start it as `cargo xtask bench`".to_owned()),
        Some(app) => measure(run, app),
    };
    let rows = rows.unwrap_or_else(|why| NAMES.map(|(what, unit)| Row::not_measured(LINE, what, unit, why.clone())));
    rows.into_iter().zip(MOST).map(|(row, most)| row.budget(most)).collect()
}

fn measure(run: &Run<'_>, app: &Path) -> Result<[Row; 3], String> {
    // The night's own programs are those that stand next to this one.
    if app.parent() != run.own().and_then(Path::parent) {
        return Err("the app does not stand next to this program, so the window would be another one".to_owned());
    }
    let (starts, taps) = if run.options.quick { (2, 10) } else { (10, 200) };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let found = measured(&folder.path().join("county"), &ENGLISH, EPISODES, starts, taps);
    Ok(shown(&found.map_err(|error| format!("{error:#}"))?))
}

fn shown(found: &Measured) -> [Row; 3] {
    let millis = |times: &[Duration]| times.iter().map(|time| time.as_secs_f64() * 1e3).collect::<Samples>();
    let (starts, taps) = (millis(&found.cold_starts), millis(&found.taps));
    let memory = match found.memory {
        Some(bytes) => Row::new(LINE, MEMORY, bytes as f64 / 1e6, Unit::Megabytes)
            .note("after the taps; pages that several of its processes share are counted once"),
        None => Row::not_measured(LINE, MEMORY, Unit::Megabytes, "the kernel does not show it to this account"),
    };
    [
        Row::new(LINE, TAP, taps.percentile(95), Unit::Millis).note(format!(
            "{} taps, half within {}, longest {}; {EPISODES} open episodes, 390 × 844",
            taps.len(),
            Unit::Millis.show(taps.median()),
            Unit::Millis.show(taps.percentile(100))
        )),
        Row::new(LINE, START, starts.median(), Unit::Millis).note(format!(
            "median of {}, longest {}; the driver's share is in it",
            starts.len(),
            Unit::Millis.show(starts.percentile(100))
        )),
        memory,
    ]
}
