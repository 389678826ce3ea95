//! A copy as the window asks for it: with the PIN, and as a file only when that was asked for.

use super::super::drill::in_a_drill;
use super::*;
use crate::invented::{Founded, PIN, founded};
use first72_core::episode::{Answer, Instant};
use first72_core::moment::Moment;
use first72_core::notebook::{Compartment, EpisodeId, NewContact};

fn ask(episode: &str, write: bool) -> OwnCopyAsk {
    OwnCopyAsk { episode: episode.into(), language: "es".into(), write }
}

// cjis:AC-3(14) masvs:AUTH-3
#[test]
fn a_copy_wants_the_pin_first() {
    let folder = tempfile::tempdir().unwrap();
    let now = Moment::read();
    let Founded { notebook, .. } = founded(folder.path(), &[Compartment::Ops], now);
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    let nowhere = EpisodeId([7; 16]).to_string();
    let refused = copy(&desk, &ask(&nowhere, true)).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.fields["act"].as_str()), ("confirm.needed", "own_copy"));
    desk.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::OwnCopy, PIN, now)?)).unwrap();
    assert_eq!(copy(&desk, &ask(&nowhere, true)).unwrap_err().code, "notebook.no-episode");
    assert_eq!(copy(&desk, &ask("x", false)).unwrap_err().code, "shell.unreadable");
    assert!(!desk.shelf().exists(), "and nothing is written for what is refused");
}

// cjis:AC-3(14)
#[test]
fn a_copy_is_shown_in_their_language_and_leaves_a_file_only_when_one_was_asked_for() {
    in_a_drill(|desk| {
        let episode = desk.with(|notebook, now| {
            let contact = NewContact {
                at: Instant::exact(now.wall_ms),
                station: notebook.stations(first72_core::directory::Right::Open).remove(0),
                medical_need_now: Answer::Unknown,
                pack: notebook.usual_pack().unwrap(),
            };
            Ok(notebook.new_contact(contact, now)?.to_string())
        });
        let episode = episode.unwrap();
        let shown = copy(desk, &ask(&episode, false)).unwrap();
        assert_eq!((shown.language.as_str(), shown.name.as_str()), ("es", "Lo que está anotado sobre ti"));
        assert!(shown.file.is_none() && !desk.shelf().exists() && shown.parts.len() >= 2);
        let file = copy(desk, &ask(&episode, true)).unwrap().file.unwrap();
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("Lo que está anotado sobre ti\n"));
        assert_eq!(std::fs::read_dir(desk.shelf()).unwrap().count(), 1);
    });
}
