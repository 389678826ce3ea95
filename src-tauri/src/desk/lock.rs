//! T08: every way in which an open notebook closes, on a clock that the test sets. Up to the last moment it is open; from
//! the next one on nothing of it is, not even for a sync that was handed it before.

use super::*;
use crate::invented::{PIN, registrar};
use first72_core::notebook::Place;
use std::path::Path;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

fn at(boot_ms: u64) -> Moment {
    Moment { wall_ms: 1_780_000_000_000, boot_id: [1; 16], boot_ms }
}

/// What happens to an open notebook, and when it closes after that, in milliseconds since it was opened.
struct Way {
    name: &'static str,
    happens: fn(&Desk),
    open_until: u64,
}

const WAYS: [Way; 8] = [
    Way { name: "nobody touches it", happens: |_| {}, open_until: 2 * MINUTE },
    Way { name: "touched once, then left", happens: |desk| desk.touch(at(MINUTE)), open_until: 3 * MINUTE },
    Way {
        name: "another app or a call in front",
        happens: |desk| desk.put_behind(true, at(10_000)),
        open_until: 40_000,
    },
    Way {
        name: "the screen goes dark",
        happens: |desk| {
            desk.put_behind(true, at(10_000));
            // Said again by whatever else hides the page.
            desk.put_behind(true, at(39_000));
        },
        open_until: 40_000,
    },
    Way {
        name: "in front again in time, then left",
        happens: |desk| {
            desk.put_behind(true, at(10_000));
            desk.put_behind(false, at(39_999));
        },
        open_until: 2 * MINUTE,
    },
    Way {
        name: "in use all night",
        happens: |desk| (1..12 * 60).for_each(|minute| desk.touch(at(minute * MINUTE))),
        open_until: 12 * HOUR,
    },
    Way {
        name: "the wall clock is set back a year",
        happens: |desk| desk.touch(Moment { wall_ms: 1_750_000_000_000, ..at(MINUTE) }),
        open_until: 3 * MINUTE,
    },
    Way {
        name: "a page shown to the young person",
        happens: |desk| {
            desk.guard(true);
            desk.put_behind(true, at(10_000));
        },
        open_until: 40_000,
    },
];

/// What a closed desk shows, and a sync that was handed the notebook while it was open.
fn is_closed(desk: &Desk, by_a_sync: &Mutex<Notebook>, name: &str) {
    assert!(!desk.is_open(), "{name}");
    assert_eq!(desk.notebook(at(0)).err().unwrap().code, "shell.locked", "{name}");
    let notebook = held(by_a_sync);
    assert_eq!((notebook.realms().count(), notebook.episodes().count()), (0, 0), "{name}: no keys and no records");
}

fn opened(desk: &Desk, place: &Place) -> Arc<Mutex<Notebook>> {
    let notebook = Notebook::unlock(place, PIN, packs(), random(), at(0)).unwrap();
    assert!(notebook.realms().count() == 1 && notebook.idle_seconds() == Some(120));
    desk.take(notebook, at(0));
    desk.notebook(at(1)).unwrap()
}

/// A desk that is closed, with an enrolled notebook to open, and what it tells the window.
fn closed_desk(folder: &Path) -> (Desk, Place, Arc<Mutex<Vec<Told>>>) {
    let (notebook, place) = registrar(folder, at(0));
    notebook.lock().unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    (Desk::at(folder.to_owned(), Box::new(move |said| held(&heard).push(said))), place, told)
}

// cjis:AC-11 cjis:AC-12 cjis:AC-2(5) cjis:IA-5(j) cjis:IA-11
#[test]
fn every_way_to_the_lock_ends_at_its_moment_with_nothing_open() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, place, told) = closed_desk(folder.path());
    println!("T08   what happens                             open until  keys and records after");
    for Way { name, happens, open_until } in WAYS {
        let by_a_sync = opened(&desk, &place);
        happens(&desk);
        assert!(!desk.close_when_left_alone(at(open_until - 1)), "{name}: a moment too early");
        assert!(desk.is_open() && held(&by_a_sync).realms().count() == 1, "{name}");
        assert!(desk.close_when_left_alone(at(open_until)), "{name}: still open");
        is_closed(&desk, &by_a_sync, name);
        println!("T08   {name:<40} {:>8} s  0", open_until / 1_000);
    }
    let by_a_sync = opened(&desk, &place);
    assert!(desk.close(), "the tap in the corner");
    is_closed(&desk, &by_a_sync, "quick exit");
    drop(by_a_sync);
    let by_a_sync = opened(&desk, &place);
    desk.guard(true);
    assert!(desk.with(|_, _| Ok(())).is_err());
    is_closed(&desk, &by_a_sync, "asked behind a page for the young person");
    drop(by_a_sync);
    println!("T08   {:<40} {:>8}    0", "quick exit; asked behind a page", "at once");
    assert_eq!(*held(&told), vec![Told::Locked; WAYS.len() + 2]);
    assert!(Notebook::unlock(&place, PIN, packs(), random(), at(0)).is_ok(), "and it opens again");
}

#[test]
fn no_choice_and_no_realm_keeps_a_notebook_open_longer_than_half_an_hour_untouched() {
    let (mut longest, mut tried) = (0, 0);
    for minutes in 0..=200 {
        for idle_s in [None, Some(1), Some(60), Some(120), Some(900), Some(1_800), Some(86_400), Some(u32::MAX)] {
            let allowed = Allowed::of(minutes, idle_s, None);
            let watched = Watched::opened(at(0));
            assert!(watched.is_over(&allowed, &at(30 * MINUTE)), "{minutes} minutes, {idle_s:?}");
            let first = (0..=30).find(|minute| watched.is_over(&allowed, &at(minute * MINUTE)));
            longest = longest.max(first.unwrap_or(u64::MAX));
            tried += 1;
        }
    }
    println!("T08   {tried} choices and limits of realms: none longer than {longest} minutes");
    assert_eq!(longest, 30);
}
