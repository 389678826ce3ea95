//! The advocate's pages in real windows in two places that work otherwise than Los Angeles: what the packs say is what can be
//! read there, and each page is one that somebody can use, in English, and in Spanish at twice the size. The people are invented.

use anyhow::{Context, Result, ensure};

use crate::pin;
use first72_tests::demo::{CAST, County, STATION};
use first72_tests::night::Eye;
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

/// A place, and sentences of its own pack that its pages show.
struct InPlace {
    pack: &'static str,
    /// The question of the private name.
    name: &'static str,
    english: Said,
    spanish: Said,
}

/// What the two pages that differ most between places say.
struct Said {
    limits: &'static str,
    tells: &'static str,
}

const WASHINGTON: InPlace = InPlace {
    pack: "washington",
    name: "Name and address",
    english: Said { limits: "Only a judge could order me to answer", tells: "Receiving center" },
    spanish: Said { limits: "Solo un juez puede ordenarme", tells: "Centro de acogida" },
};

const SUFFOLK: InPlace = InPlace {
    pack: "suffolk",
    name: "Address, phone and school",
    english: Said { limits: "a judge may look at my notes alone", tells: "The conference call" },
    spanish: Said { limits: "un juez puede ver mis notas a solas", tells: "La llamada en grupo" },
};

/// What is tapped, and what stands there in every place: limits, tells, needs, both plans, keeping in touch.
struct Ways {
    back: &'static str,
    ways: [&'static str; 6],
    needs: &'static str,
    plan: &'static str,
    contact: &'static str,
    next: &'static str,
}

const ENGLISH: Ways = Ways {
    back: "Back",
    ways: [
        "What stays private",
        "What I may tell them",
        "Needs and comfort bag",
        "Safety plan",
        "How to reach them",
        "Keeping in touch",
    ],
    needs: "Comfort bag given",
    plan: "Who is safe for me?",
    contact: "How may I reach you?",
    next: "Next contact",
};

const SPANISH: Ways = Ways {
    back: "Atrás",
    ways: [
        "Lo que queda en privado",
        "Qué les puedo decir",
        "Necesidades y bolsa",
        "Plan de seguridad",
        "Cómo contactarla",
        "Seguir en contacto",
    ],
    needs: "Bolsa de cuidado entregada",
    plan: "¿Con quién estoy a salvo?",
    contact: "¿Cómo te puedo contactar?",
    next: "Próximo contacto",
};

fn open(county: &County, display: &Display, who: &str) -> Result<Window> {
    let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", county.vault(who));
    let window = Window::open(&app, display)?;
    pin(&window)?;
    Ok(window)
}

/// The deputy's first contact, with what the page of a call may show.
fn recovery(county: &County, pack: &str) -> Result<String> {
    let [deputy, advocate] = [CAST[0].who, CAST[1].who];
    let contact = ["contact", "new", "--station", STATION, "--pack", pack, "--medical", "none_seen"];
    let begun = county.first72(deputy, &contact)?;
    let handle = begun["handle"].as_str().map(str::to_owned).context("the episode has a handle")?;
    let answers = [("place_coarse", "the made-up harbor"), ("language", "Spanish"), ("interpreter_need", "phone")];
    for (field, answer) in answers {
        county.first72(deputy, &["answer", &handle, field, answer])?;
    }
    for who in [deputy, advocate] {
        county.first72(who, &["sync"])?;
    }
    Ok(handle)
}

fn page_of_the_call(window: &Window, eye: &Eye, place: &InPlace, handle: &str) -> Result<()> {
    let name = |page: &str| format!("{}-{page}", place.pack);
    window.tap("main li button")?;
    window.shows("City or area")?;
    window.shows("the made-up harbor")?;
    window.shows("By phone")?;
    eye.look(window, &name("callout"))?;
    window.tap_named("I am coming")?;
    window.tap_named("In about 60 min")?;
    eye.look(window, &name("callout-coming"))?;
    window.tap_named("To the episode")?;
    window.shows(handle)?;
    eye.look(window, &name("advocate-episode"))
}

fn own_pages(window: &Window, eye: &Eye, handle: &str, said: &Said, in_words: &Ways, name: &str) -> Result<()> {
    let shown = [said.limits, said.tells, in_words.needs, in_words.plan, in_words.contact, in_words.next];
    for (way, shown) in in_words.ways.into_iter().zip(shown) {
        window.tap_named(way)?;
        window.shows(shown).with_context(|| way.to_owned())?;
        eye.look(window, &format!("{name}-{}", way.to_lowercase().replace([' ', ','], "-")))?;
        window.tap_named(in_words.back)?;
        window.shows(handle)?;
    }
    Ok(())
}

fn live(place: &InPlace) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let county = County::of(&folder.path().join("county"), place.pack)?;
    let eye = std::env::var_os("FIRST72_PICTURES")
        .map_or_else(Eye::default, |folder| Eye::with_pictures(folder.into(), true));
    let display = Display::in_memory()?;
    let _servers = county.serve()?;
    let handle = recovery(&county, place.pack)?;
    let [deputy, advocate] = [CAST[0].who, CAST[1].who];
    let window = open(&county, &display, advocate)?;
    page_of_the_call(&window, &eye, place, &handle).context("the page of the call")?;
    own_pages(&window, &eye, &handle, &place.english, &ENGLISH, place.pack).context("in English")?;
    drop(window);
    county.set_look(advocate, "es", "largest")?;
    let window = open(&county, &display, advocate)?;
    window.tap_starting(&handle)?;
    own_pages(&window, &eye, &handle, &place.spanish, &SPANISH, &format!("{}-es-200", place.pack))
        .context("in Spanish")?;
    drop(window);
    let window = open(&county, &display, deputy)?;
    window.tap_starting(&handle)?;
    window.tap_named("Rights")?;
    window.shows(place.name)?;
    eye.look(&window, &format!("{}-rights", place.pack))?;
    ensure!(!window.text("body")?.contains("pc293"), "no section of another state stands on the page");
    Ok(())
}

#[test]
fn the_advocates_pages_in_the_state_of_washington() {
    live(&WASHINGTON).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}

#[test]
fn the_advocates_pages_in_suffolk_county() {
    live(&SUFFOLK).unwrap_or_else(|trouble| panic!("{trouble:#}"));
}
