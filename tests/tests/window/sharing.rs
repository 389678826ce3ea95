//! A part of an episode is shared, in real windows: picked, read as it will be read, said, given, read by the other, taken
//! back. The same pages in Spanish at twice the size. The people are invented.

use anyhow::{Context, Result, ensure};

use crate::pin;
use first72_tests::demo::{CAST, County, STATION};
use first72_tests::night::Eye;
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

struct Sharing {
    county: County,
    display: Display,
    eye: Eye,
}

impl Sharing {
    fn open(&self, who: &str) -> Result<Window> {
        let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", self.county.vault(who));
        let window = Window::open(&app, &self.display)?;
        pin(&window)?;
        Ok(window)
    }

    fn episode(&self) -> Result<String> {
        let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
        let begun = self.county.first72(CAST[0].who, &contact)?;
        let handle = begun["handle"].as_str().map(str::to_owned).context("the episode has a handle")?;
        self.county.first72(CAST[0].who, &["answer", &handle, "place_coarse", "the made-up harbor"])?;
        self.county.first72(CAST[0].who, &["sync"])?;
        self.county.first72(CAST[2].who, &["sync"])?;
        Ok(handle)
    }

    fn shared(&self, handle: &str) -> Result<()> {
        let window = self.open(CAST[0].who)?;
        window.shows("Settings")?;
        window.tap_starting(handle)?;
        window.tap_named("Share a part")?;
        window.shows("What do you share?")?;
        window.tap_at("(//fieldset//label)[1]")?;
        window.tap_at(&format!("//label[contains(., '{}')]", CAST[2].short_name))?;
        window.type_at("//label[contains(., 'What is it for?')]//textarea", "An invented purpose.")?;
        self.eye.look(&window, "share")?;
        ensure!(!window.text("body")?.contains("clock."), "each time has its name");
        window.tap_named("See what they will read")?;
        window.shows("Exactly this, and nothing else")?;
        for point in ["What sharing can bring", "It is your choice", "You can take it back", "They make a mark instead"]
        {
            window.tap_at(&format!("//label[contains(., '{point}')]"))?;
        }
        window.type_at("//label[contains(., 'Who sees it?')]//input", "A. Invented")?;
        self.eye.look(&window, "share-offer")?;
        window.tap_named("Share it")?;
        window.shows("Your PIN, once more")?;
        pin(&window)?;
        window.shows("Shared by you")?;
        self.eye.look(&window, "copies")
    }

    fn in_spanish_at_twice_the_size(&self, handle: &str) -> Result<()> {
        self.county.set_look(CAST[0].who, "es", "largest")?;
        let window = self.open(CAST[0].who)?;
        window.tap_named("Ajustes")?;
        window.tap_named("Cómo funciona")?;
        self.eye.look(&window, "second-pin-es-200")?;
        window.tap_named("Crearlo")?;
        window.shows("Ya me lo sé")?;
        self.eye.look(&window, "second-pin-new-es-200")?;
        window.tap_named("Atrás")?;
        window.tap_named("Atrás")?;
        window.tap_named("Esta noche")?;
        window.tap_named("Lo que se compartió")?;
        self.eye.look(&window, "copies-es-200")?;
        window.tap_named("Atrás")?;
        window.tap_starting(handle)?;
        window.tap_named("Compartir una parte")?;
        self.eye.look(&window, "share-es-200")
    }
}

fn live(sharing: &Sharing) -> Result<()> {
    let _servers = sharing.county.serve()?;
    for guest in [&CAST[0], &CAST[2]] {
        sharing.county.first72(guest.who, &["sync"])?;
    }
    let handle = sharing.episode()?;
    sharing.shared(&handle).context("sharing")?;
    sharing.in_spanish_at_twice_the_size(&handle).context("in Spanish")
}

#[test]
fn a_part_is_shared_in_real_windows_and_its_pages_are_read_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let county = County::at(&folder.path().join("county")).unwrap();
    let eye = std::env::var_os("FIRST72_PICTURES")
        .map_or_else(Eye::default, |folder| Eye::with_pictures(folder.into(), true));
    let sharing = Sharing { county, display: Display::in_memory().unwrap(), eye };
    live(&sharing).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}
