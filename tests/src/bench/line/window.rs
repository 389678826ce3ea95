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
const EXIT: &str = "quick exit to the painted neutral page";
const LIST: &str = "menu to the painted home list";
const LETTER: &str = "letter in the search to what was found";
const FRAME: &str = "between two frames while the home list is scrolled, p95";
const NAMES: [(&str, Unit); 7] = [
    (TAP, Unit::Millis),
    (START, Unit::Millis),
    (MEMORY, Unit::Megabytes),
    (EXIT, Unit::Millis),
    (LIST, Unit::Millis),
    (LETTER, Unit::Millis),
    (FRAME, Unit::Millis),
];
/// A list that answers within 200 ms feels immediate; two frames of a 60-hertz screen are 33 ms.
const MOST: [Budget; 7] = [
    Budget::AtMost(100.0),
    Budget::AtMost(1_000.0),
    Budget::AtMost(300.0),
    Budget::AtMost(100.0),
    Budget::AtMost(200.0),
    Budget::AtMost(100.0),
    Budget::AtMost(34.0),
];

/// Open episodes on the deputy's device.
const EPISODES: u32 = 500;

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let rows = match run.options.app.as_deref() {
        None => Err("needs the release app: start it as `cargo xtask bench`".to_owned()),
        Some(app) => measure(run, app),
    };
    let rows = rows.unwrap_or_else(|why| NAMES.map(|(what, unit)| Row::not_measured(LINE, what, unit, why.clone())));
    rows.into_iter().zip(MOST).map(|(row, most)| row.budget(most)).collect()
}

fn measure(run: &Run<'_>, app: &Path) -> Result<[Row; 7], String> {
    // The night's own programs are those that stand next to this one.
    if app.parent() != run.own().and_then(Path::parent) {
        return Err("the app does not stand next to this program, so the window would be another one".to_owned());
    }
    let (starts, taps) = if run.options.quick { (2, 10) } else { (10, 200) };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let found = measured(&folder.path().join("county"), &ENGLISH, EPISODES, starts, taps);
    Ok(shown(&found.map_err(|error| format!("{error:#}"))?))
}

fn shown(found: &Measured) -> [Row; 7] {
    let millis = |times: &[Duration]| times.iter().map(|time| time.as_secs_f64() * 1e3).collect::<Samples>();
    let (starts, taps, frames) = (millis(&found.cold_starts), millis(&found.taps), millis(&found.frames));
    let plain = millis(&found.plain_frames);
    let memory = match (found.memory, found.memory_locked) {
        (Some(bytes), Some(locked)) => Row::new(LINE, MEMORY, bytes as f64 / 1e6, Unit::Megabytes)
            .floor(locked as f64 / 1e6)
            .note("after the taps; the floor is the same window at the PIN pad; pages that its processes share count once"),
        _ => Row::not_measured(LINE, MEMORY, Unit::Megabytes, "the kernel does not show it to this account"),
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
        longest(EXIT, &millis(&found.exits)),
        longest(LIST, &millis(&found.lists)),
        longest(LETTER, &millis(&found.letters)),
        Row::new(LINE, FRAME, frames.percentile(95), Unit::Millis).floor(plain.percentile(95)).note(format!(
            "{} frames, half within {}, longest {}; {EPISODES} episodes; the floor is plain lines in the same window",
            frames.len(),
            Unit::Millis.show(frames.median()),
            Unit::Millis.show(frames.percentile(100))
        )),
    ]
}

/// The longest counts: it is what a person remembers.
fn longest(what: &'static str, times: &Samples) -> Row {
    Row::new(LINE, what, times.percentile(100), Unit::Millis).note(format!(
        "longest of {}, half within {}; {EPISODES} open episodes",
        times.len(),
        Unit::Millis.show(times.median())
    ))
}
