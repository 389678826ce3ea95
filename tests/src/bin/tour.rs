//! Drives the app's real windows and keeps pictures: `look` at each device, or the whole `story`.
//!
//! `tour look PICTURES VAULT…` unlocks each device and keeps two pictures of each.
//! `tour story PICTURES DEPUTY ADVOCATE LEAD` records a first contact on the deputy's device and
//! follows it to the other two; every screen on the way must pass axe-core.

#![expect(clippy::print_stderr, reason = "this is a program for the terminal")]

use first72_tests::window::{Display, Program, Window, WindowTrouble};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match tour() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn tour() -> Outcome<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let what = arguments.next().ok_or("say `look` or `story`")?;
    let pictures = arguments.next().ok_or("name the folder for the pictures")?;
    let vaults: Vec<PathBuf> = arguments.collect();
    fs::create_dir_all(&pictures)?;
    let stage = Stage {
        display: Display::find()?,
        app: std::env::var_os("FIRST72_APP").ok_or("FIRST72_APP")?.into(),
        pictures,
    };
    match what.to_str() {
        Some("look") => vaults.iter().try_for_each(|vault| stage.look(vault)),
        Some("story") => stage.story(&vaults),
        _ => Err("say `look` or `story`".into()),
    }
}

struct Stage {
    display: Display,
    app: PathBuf,
    pictures: PathBuf,
}

impl Stage {
    fn look(&self, vault: &Path) -> Outcome<()> {
        let who = name_of(vault);
        let window = self.open(vault)?;
        self.picture(&window, &format!("{who}-unlock"))?;
        unlock(&window)?;
        self.picture(&window, &format!("{who}-tonight"))
    }

    fn story(&self, vaults: &[PathBuf]) -> Outcome<()> {
        let [deputy, advocate, lead] = vaults else { return Err("name three devices".into()) };
        let deputy = self.open(deputy)?;
        self.picture(&deputy, "1-unlock")?;
        unlock(&deputy)?;
        self.picture(&deputy, "2-tonight")?;
        deputy.tap_named("New contact")?;
        deputy.shows("Four taps. No name.")?;
        self.picture(&deputy, "3-new-contact")?;
        deputy.tap_named("Now")?;
        deputy.tap_named("Harbor Demo")?;
        deputy.tap_named("None seen")?;
        deputy.tap_named("Start")?;
        deputy.shows("The 72 hours")?;
        self.picture(&deputy, "4-episode")?;
        deputy.tap("main ul li a, main ul li button")?;
        deputy.shows("Words to say").or_else(|_| deputy.shows("Do"))?;
        self.picture(&deputy, "5-step")?;
        deputy.tap_named("Done")?;
        deputy.shows("Saved")?;
        deputy.run("history.back()", &[])?;
        deputy.shows("The 72 hours")?;
        deputy.tap_named("Back")?;
        self.sync(&deputy, "6-sync")?;
        for (vault, shown) in [(advocate, "7-advocate"), (lead, "8-lead")] {
            let window = self.open(vault)?;
            unlock(&window)?;
            self.sync(&window, &format!("{shown}-sync"))?;
            window.tap_named("Tonight")?;
            self.picture(&window, shown)?;
        }
        Ok(())
    }

    fn open(&self, vault: &Path) -> Outcome<Window> {
        let program = Program::new(&self.app).environment("FIRST72_VAULT", vault);
        let window = Window::open(&program, &self.display)?;
        window.shows("Unlock")?;
        Ok(window)
    }

    fn sync(&self, window: &Window, picture: &str) -> Outcome<()> {
        window.tap_named("Sync")?;
        window.tap_named("Sync now")?;
        window.until(
            "[...document.querySelectorAll('button')].some(b => b.textContent.trim() === 'Sync now' && !b.disabled)",
        )?;
        self.picture(window, picture)
    }

    /// A picture of a screen that everybody can use: axe-core must find nothing.
    fn picture(&self, window: &Window, name: &str) -> Outcome<()> {
        let found = window.violations()?;
        if !found.is_empty() {
            return Err(format!("{name}: {found:?}").into());
        }
        fs::write(self.pictures.join(format!("{name}.png")), window.picture()?)?;
        Ok(())
    }
}

fn unlock(window: &Window) -> Result<(), WindowTrouble> {
    let pin = std::env::var("FIRST72_SECRET").unwrap_or_default();
    for digit in pin.chars() {
        window.tap_named(&digit.to_string())?;
    }
    window.tap_named("Open")?;
    window.shows("Tonight")
}

fn name_of(vault: &Path) -> String {
    vault.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
