//! What the real window runs: the screen's own files and no words as code; what shows them interprets, and has no memory to compile scripts
//! into.

use anyhow::{Context, Result};

use crate::room::Room;
use first72_tests::demo::CAST;
use first72_tests::window::memory::processes;

/// A page or two belong to a library of the system. The memory for compiled scripts would be a gibibyte.
const A_FEW_PAGES: u64 = 64 * 1_024;

/// Bytes of a process's memory that can be written and run, as the kernel shows it (proc(5)).
fn can_be_written_and_run(process: u32) -> Result<u64> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps"))?;
    let length = |line: &str| -> Option<u64> {
        let mut fields = line.split_whitespace();
        let (from, to) = fields.next()?.split_once('-')?;
        let may = fields.next()?;
        let at = |address: &str| u64::from_str_radix(address, 16).ok();
        Some(if may.contains('w') && may.contains('x') { at(to)? - at(from)? } else { 0 })
    };
    maps.lines().map(length).sum::<Option<u64>>().context("the kernel's list can be read")
}

/// One for each process that shows the page.
fn live() -> Result<Vec<u64>> {
    let room = Room::new()?;
    let _handle = room.episode()?;
    let window = room.open(CAST[0].who)?;
    window.tap("main li button")?;
    let shows_it = |process: &u32| {
        std::fs::read_to_string(format!("/proc/{process}/comm")).is_ok_and(|name| name.starts_with("WebKitWeb"))
    };
    let all = processes(&window).context("the kernel shows the processes")?;
    all.into_iter().filter(shows_it).map(can_be_written_and_run).collect()
}

/// What became of words that would be code, of a script that is written into the page, and of one from elsewhere.
const TRIED: &str = "
const done = arguments[0];
const tried = [];
try { tried.push(String(eval('1 + 1'))); } catch (refused) { tried.push(refused.name); }
const broken = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  broken.push(effectiveDirective);
  if (broken.length === 3) done([...tried, ...broken.sort()]);
});
const script = document.createElement('script');
script.textContent = 'window.ranWhatWasWritten = true';
document.body.append(script);
const image = document.createElement('img');
image.src = 'https://invented.example/picture.png';
document.body.append(image);";

// masvs:PLATFORM-2
#[test]
fn the_page_runs_no_words_as_code_and_asks_nobody_else() {
    let room = Room::new().unwrap();
    let window = room.open(CAST[0].who).unwrap();
    let became = window.run_to_end(TRIED).unwrap();
    let became: Vec<&str> = became.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect();
    assert_eq!(became, ["EvalError", "img-src", "script-src", "script-src-elem"]);
    assert!(window.run("return window.ranWhatWasWritten ?? null", &[]).unwrap().is_null());
}

// masvs:PLATFORM-2
#[test]
fn what_shows_the_screen_has_no_memory_for_compiled_scripts() {
    let found = live().unwrap_or_else(|trouble| panic!("{trouble:#}"));
    assert!(!found.is_empty(), "there is a process that shows the page");
    assert!(found.iter().all(|bytes| *bytes <= A_FEW_PAGES), "bytes that can be written and run: {found:?}");
}
