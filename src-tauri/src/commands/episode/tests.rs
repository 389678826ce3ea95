//! The saves of an episode as the window lists them: what each was about and when, and never what it says.

use super::*;
use crate::desk::Desk;
use crate::invented::{contact, deputy, founded_with_pack};
use crate::view::SaveWhat;
use first72_core::episode::{Answer, Value};
use first72_core::moment::Moment;
use first72_core::notebook::Compartment;

#[test]
fn saves_come_newest_first_with_what_they_were_about_and_without_a_word_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let now = Moment::read();
    let (mut county, packs) = founded_with_pack(folder.path(), &[Compartment::Ops], now);
    let mut phone = deputy(folder.path(), &mut county, &packs, "K. Lopez", now);
    let episode = contact(&mut phone, now);
    phone.note(episode, Compartment::Ops, "an invented word".into(), now).unwrap();
    phone.answer(episode, "youths_here", Answer::Given(Value::Number(37)), now).unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    desk.take(phone, now);
    let page = show(&desk, &episode.to_string(), |shown| shown.saves()).unwrap();
    let kinds: Vec<&[SaveWhat]> = page.saves.iter().map(|save| &*save.what).collect();
    let [SaveWhat::Question { title }] = kinds[0] else { panic!("{kinds:?}") };
    assert!(!title.is_empty());
    assert_eq!(kinds[1], [SaveWhat::Note]);
    let named = page.saves.iter().flat_map(|save| &save.what);
    assert!(!named.into_iter().any(|what| *what == SaveWhat::Unnamed), "the pack names all of it: {kinds:?}");
    assert_eq!(kinds.last().unwrap().first(), Some(&SaveWhat::Opened));
    let names: Vec<&str> = page.saves.iter().map(|save| save.by.as_str()).collect();
    assert!(names.iter().all(|name| *name == "K. Lopez"), "{names:?}");
    // Nothing was sent: nobody but the device says anything about the time.
    let alone = |save: &crate::view::SaveLine| !save.logged && save.by_ms.is_none() && save.fits && !save.late;
    assert!(page.saves.iter().all(alone) && page.left_out == 0);
    let written = serde_json::to_string(&page).unwrap();
    assert!(!written.contains("invented word"), "{written}");
    assert_eq!(show(&desk, "00", |shown| shown.saves()).unwrap_err().code, "shell.unreadable");
}
