//! The advocate's pages in real windows in two places that work otherwise than Los Angeles: what the packs say is what can be
//! read there, and each page is one that somebody can use, in English, and in Spanish at twice the size. The people are invented.

use anyhow::{Context, Result, ensure};

use crate::room::Room;
use first72_tests::demo::CAST;
use first72_tests::window::Window;

const DEPUTY: &str = CAST[0].who;
const ADVOCATE: &str = CAST[1].who;

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

/// The deputy's first contact, with what the page of a call may show.
fn recovery(room: &Room) -> Result<String> {
    let handle = room.episode()?;
    let answers = [("place_coarse", "the made-up harbor"), ("language", "Spanish"), ("interpreter_need", "phone")];
    for (field, answer) in answers {
        room.county.first72(DEPUTY, &["answer", &handle, field, answer])?;
    }
    for who in [DEPUTY, ADVOCATE] {
        room.county.first72(who, &["sync"])?;
    }
    Ok(handle)
}

fn page_of_the_call(room: &Room, window: &Window, handle: &str) -> Result<()> {
    let look = |page: &str| room.eye.look(window, &format!("{}-{page}", room.county.pack()));
    window.tap("main li button")?;
    window.shows("City or area")?;
    window.shows("the made-up harbor")?;
    window.shows("By phone")?;
    look("callout")?;
    window.tap_named("I am coming")?;
    window.tap_named("In about 60 min")?;
    look("callout-coming")?;
    window.tap_named("To the episode")?;
    window.shows(handle)?;
    look("advocate-episode")
}

fn own_pages(room: &Room, window: &Window, handle: &str, said: &Said, in_words: &Ways) -> Result<()> {
    let shown = [said.limits, said.tells, in_words.needs, in_words.plan, in_words.contact, in_words.next];
    for (way, shown) in in_words.ways.into_iter().zip(shown) {
        window.tap_named(way)?;
        window.shows(shown).with_context(|| way.to_owned())?;
        let page = way.to_lowercase().replace(' ', "-");
        room.eye.look(window, &format!("{}-{page}", room.county.pack()))?;
        window.tap_named(in_words.back)?;
        window.shows(handle)?;
    }
    Ok(())
}

fn live(place: &InPlace) -> Result<()> {
    let room = Room::in_place(place.pack)?;
    let _servers = room.county.serve()?;
    let handle = recovery(&room)?;
    let window = room.open(ADVOCATE)?;
    page_of_the_call(&room, &window, &handle).context("the page of the call")?;
    own_pages(&room, &window, &handle, &place.english, &ENGLISH).context("in English")?;
    drop(window);
    let window = room.open_in_spanish_at_twice_the_size(ADVOCATE)?;
    window.tap_starting(&handle)?;
    own_pages(&room, &window, &handle, &place.spanish, &SPANISH).context("in Spanish")?;
    drop(window);
    let window = room.open(DEPUTY)?;
    window.tap_starting(&handle)?;
    window.tap_named("Rights")?;
    window.shows(place.name)?;
    room.eye.look(&window, &format!("{}-rights", place.pack))?;
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
