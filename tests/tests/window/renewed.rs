//! What is left after a lock, in a real window: the old document is gone with everything that its scripts held, what was half
//! typed is there for the one with the PIN, and no file of the app or of its webview has a word of it. The words are invented.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::room::{kept, pin};
use first72_tests::demo::{CAST, County, STATION};
use first72_tests::outside::{MINUTE, Outside};
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

const DEPUTY: &str = CAST[0].who;
const ADVOCATE: &str = CAST[1].who;
/// Words that are nowhere else: read on a page, saved in a note, and half typed in the next.
const READ: &str = "qzreadkanary";
const SAVED: &str = "qzsavedkanary";
const HALF: &str = "qzhalfkanary";
/// What all of them end with, and nothing else has.
const END: &str = "kanary";
/// Longer than a notebook may be left alone, whatever the demo county allows.
const LEFT_ALONE: i64 = 31 * MINUTE;
/// What a script of the old document holds; a new one knows nothing of it.
const HELD: &str = "window.heldByTheOldDocument = document.body.innerText; return true";
const GONE: &str = "window.heldByTheOldDocument === undefined";

/// A device on which the app and its webview have folders of their own, as the system gives them.
struct Device {
    folder: tempfile::TempDir,
    outside: Outside,
    county: County,
    display: Display,
}

impl Device {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let outside = Outside::in_folder(&folder.path().join("outside"))?;
        let county = County::like(kept(), &folder.path().join("county"))?;
        let county = county.outside(Outside::beside(&outside)?);
        Ok(Self { outside, county, display: Display::in_memory()?, folder })
    }

    /// Home, data, cache, configuration and what lives as long as a session.
    fn own(&self) -> [(&'static str, PathBuf); 5] {
        let at = |name: &str| self.folder.path().join("own").join(name);
        [
            ("HOME", at("home")),
            ("XDG_DATA_HOME", at("data")),
            ("XDG_CACHE_HOME", at("cache")),
            ("XDG_CONFIG_HOME", at("config")),
            ("XDG_STATE_HOME", at("state")),
        ]
    }

    fn open(&self) -> Result<Window> {
        let mut app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", self.county.vault(ADVOCATE));
        for (name, folder) in self.own() {
            std::fs::create_dir_all(&folder)?;
            app = app.environment(name, folder);
        }
        let app = self.county.environment().into_iter().fold(app, |app, (name, value)| app.environment(name, value));
        let window = Window::open(&app, &self.display)?;
        unlock(&window)?;
        Ok(window)
    }

    /// How many files of the app and of its webview were searched; one that has a word in it is an error.
    fn search(&self) -> Result<usize> {
        Ok(search(&self.county.vault(ADVOCATE))? + search(&self.folder.path().join("own"))?)
    }

    /// The search finds a word in each form, wherever one of the folders has it.
    fn the_search_finds(&self) -> Result<()> {
        for (name, folder) in self.own() {
            for form in forms(HALF) {
                let planted = folder.join("planted");
                std::fs::write(&planted, [b"before", &form[..], b"behind"].concat())?;
                ensure!(search(&folder).is_err(), "planted below {name}, and not found");
                std::fs::write(planted, "nothing")?;
            }
        }
        Ok(())
    }
}

/// The files below a folder; what is no file, such as a socket, keeps nothing.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()? {
            kind if kind.is_dir() => found.extend(files(&entry.path())?),
            kind if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
    Ok(found)
}

/// Searches every file below a folder for what all the words end with, in UTF-8 and in UTF-16. How many there were.
fn search(folder: &Path) -> Result<usize> {
    let files = files(folder)?;
    for file in &files {
        // The webview may take one away while it is read.
        if std::fs::read(file).is_ok_and(|bytes| has_a_word(&bytes)) {
            bail!("a word stands in {}", file.display());
        }
    }
    Ok(files.len())
}

fn forms(word: &str) -> [Vec<u8>; 2] {
    [word.as_bytes().to_vec(), word.encode_utf16().flat_map(u16::to_le_bytes).collect()]
}

fn has_a_word(bytes: &[u8]) -> bool {
    forms(END).iter().any(|form| bytes.windows(form.len()).any(|window| window == form))
}

fn unlock(window: &Window) -> Result<()> {
    window.shows("Unlock")?;
    pin(window)?;
    Ok(window.until("document.querySelector('nav') !== null")?)
}

fn to_the_notes(window: &Window, handle: &str) -> Result<()> {
    window.tap_starting(handle)?;
    window.tap_named("Private notes")?;
    Ok(window.until("document.querySelector('textarea') !== null")?)
}

/// An episode that the advocate can read, and is asked to come to.
fn recovery(county: &County) -> Result<String> {
    let contact = ["contact", "new", "--station", STATION, "--pack", county.pack(), "--medical", "none_seen"];
    let begun = county.first72(DEPUTY, &contact)?;
    let handle = begun["handle"].as_str().context("the episode has a handle")?;
    county.first72(DEPUTY, &["answer", handle, "place_coarse", READ])?;
    for who in [DEPUTY, ADVOCATE] {
        county.first72(who, &["sync"])?;
    }
    Ok(handle.to_owned())
}

/// The advocate reads, answers the page, writes a note, and half of another.
fn typed(window: &Window, handle: &str) -> Result<()> {
    window.tap("main li button")?;
    window.shows(READ)?;
    window.tap_named("I am coming")?;
    window.tap_named("In about 60 min")?;
    window.tap_named("To the episode")?;
    window.shows(handle)?;
    window.tap_named("Private notes")?;
    window.type_into("textarea", SAVED)?;
    window.tap_named("Save the note")?;
    window.until("document.querySelector('main ul li .text') !== null")?;
    window.type_into("textarea", HALF)?;
    half_is_kept(window)
}

/// Words wait for those before them: after several questions nothing is left to be handed over.
fn half_is_kept(window: &Window) -> Result<()> {
    let asked = "window.__TAURI_INTERNALS__.invoke('draft_get', { ask: { key: 'nothing' } })";
    let then = format!(".then(() => new Promise(requestAnimationFrame)).then(() => {asked})").repeat(8);
    window.run_to_end(&format!("{asked}{then}.then(() => arguments[0](true))"))?;
    Ok(())
}

fn to_the_settings(window: &Window, handle: &str) -> Result<()> {
    window.tap_named("Back")?;
    window.shows(handle)?;
    window.tap_named("Back")?;
    Ok(window.tap_named("Settings")?)
}

/// The old document is gone; behind the PIN the half-typed words are there.
fn is_renewed(window: &Window, handle: &str) -> Result<()> {
    window.until(GONE).context("what the old document held is gone")?;
    ensure!(!has_a_word(window.source().as_bytes()), "a word in the page of a locked app");
    unlock(window)?;
    to_the_notes(window, handle)?;
    Ok(window.until(&format!("document.querySelector('textarea').value === {}", serde_json::json!(HALF)))?)
}

fn live(device: &Device) -> Result<usize> {
    let _servers = device.county.serve()?;
    let handle = recovery(&device.county)?;
    let window = device.open()?;
    typed(&window, &handle)?;
    device.search().context("while it is open")?;

    window.run(HELD, &[])?;
    device.outside.passes(LEFT_ALONE)?;
    window.shows("Unlock")?;
    is_renewed(&window, &handle).context("left alone")?;

    window.run(HELD, &[])?;
    window.tap_named("Quick exit")?;
    window.shows("Groceries")?;
    window.until(GONE).context("behind the plain page")?;
    for _ in 0..3 {
        window.tap("h1 button")?;
    }
    window.shows("Unlock")?;
    is_renewed(&window, &handle).context("after a quick exit")?;

    window.run(HELD, &[])?;
    to_the_settings(&window, &handle)?;
    window.tap_named("Lock now")?;
    window.shows("Unlock")?;
    is_renewed(&window, &handle).context("locked by hand")?;

    window.run(HELD, &[])?;
    to_the_settings(&window, &handle)?;
    window.tap_named("Practice with a drill")?;
    window.tap_named("Start this drill")?;
    window.shows("Start the clock")?;
    window.until(GONE).context("in a drill")?;
    ensure!(!has_a_word(window.source().as_bytes()), "a word in the page of a drill");
    window.tap_named("Leave the drill")?;
    is_renewed(&window, &handle).context("after a drill")?;
    device.search().context("before it is closed")?;
    drop(window);
    device.search().context("after it was closed")
}

// masvs:STORAGE-1 masvs:STORAGE-2 cjis:AC-11
#[test]
fn a_lock_leaves_nothing_in_the_window_and_no_word_in_any_file_of_the_webview() {
    let device = Device::new().unwrap();
    let searched = live(&device).unwrap_or_else(|trouble| panic!("{trouble:#}"));
    let webview = files(&device.folder.path().join("own")).unwrap().len();
    assert!(webview > 0, "the webview wrote into the folders that are searched");
    assert!(Path::exists(&device.county.vault(ADVOCATE)) && searched > webview, "{searched} files");
    device.the_search_finds().unwrap();
    println!(
        "T11   three words typed into a real window: 0 found in {searched} files, {webview} of them the webview's own"
    );
}
