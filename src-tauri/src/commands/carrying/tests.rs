//! Carrying as the window asks for it: what has not been sent leaves sealed, and what is of no use here is refused.

use super::super::drill::in_a_drill;
use super::super::scan;
use super::*;
use crate::invented::{Founded, founded};
use first72_core::notebook::Compartment;

fn with_desk(work: impl FnOnce(&Desk, String)) {
    let folder = tempfile::tempdir().unwrap();
    let now = Moment::read();
    let Founded { notebook, realm, .. } = founded(folder.path(), &[Compartment::Ops], now);
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    work(&desk, realm.to_string());
}

fn own(realm: &str) -> CarryOf {
    CarryOf { realm: realm.into(), what: CarryWhat::Unsent }
}

fn page(desk: &Desk) -> CarryPage {
    desk.with(|notebook, now| carrying::page(notebook, now)).unwrap()
}

#[test]
fn what_was_not_sent_leaves_as_a_file_and_as_codes_and_is_no_use_to_its_own_device() {
    with_desk(|desk, realm| {
        let waiting = page(desk).agencies[0].waiting;
        assert!(waiting > 0, "the registrar's own name is only here");
        let file = write(desk, &own(&realm)).unwrap().file;
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"Rosa Bell"));
        let device = desk.with(|notebook, _| Ok(notebook.device_in(realm.parse().unwrap()))).unwrap().unwrap();
        assert!(file.ends_with(&format!("first72-{}.unsent", shelf::short(&device.to_string()))), "{file}");
        let texts = split(&bytes).unwrap();
        let shown = codes(desk, &own(&realm)).unwrap().codes;
        let seen = shown.iter().map(|qr| scan::scan(scan::tests::shown(qr)).unwrap().text.unwrap());
        assert_eq!(
            gather(&seen.collect::<Vec<_>>()).unwrap().bytes.as_deref(),
            Some(&*bytes),
            "another screen reads them"
        );
        let part = read(desk, &CarryTexts { texts: texts[..1].to_vec() });
        match part.map(|took| took.taken) {
            Ok(CarryTaken::Part { have, total }) => assert_eq!((have, total as usize), (1, texts.len())),
            Ok(other) => panic!("one of {} codes made {other:?}", texts.len()),
            Err(trouble) => assert_eq!((trouble.code.as_str(), texts.len()), ("carry.own", 1)),
        }
        let code = |took: Result<CarryTook, Trouble>| took.unwrap_err().code;
        assert_eq!(code(read(desk, &CarryTexts { texts })), "carry.own");
        assert_eq!(code(take_file(desk, &CarryBytes { bytes: STANDARD.encode(bytes) })), "carry.own");
        assert_eq!(code(take_file(desk, &CarryBytes { bytes: STANDARD.encode("no bundle") })), "carry.kind");
        assert_eq!(code(take_file(desk, &CarryBytes { bytes: "no base 64".into() })), "shell.unreadable");
        assert_eq!(code(take_file(desk, &CarryBytes { bytes: "A".repeat(LONGEST + 1) })), "carry.too-much");
        assert_eq!(page(desk).agencies[0].waiting, waiting, "nothing of it settles anything");
    });
}

#[test]
fn without_receipts_without_a_realm_and_in_a_drill_there_is_nothing_to_hand_over() {
    with_desk(|desk, realm| {
        let code = |ask: &CarryOf| write(desk, ask).unwrap_err().code;
        let slip = |device: &str| CarryOf { realm: realm.clone(), what: CarryWhat::Receipts { device: device.into() } };
        let nobody = slip(&"07".repeat(16));
        assert_eq!(code(&nobody), "notebook.no-member");
        assert_eq!(codes(desk, &nobody).unwrap_err().code, "notebook.no-member");
        assert_eq!(code(&own("x")), "shell.unreadable");
        assert_eq!(code(&slip("x")), "shell.unreadable");
        let directory = |realm: String| CarryOf { realm, what: CarryWhat::Directory };
        assert_eq!(code(&directory("07".repeat(16))), "notebook.not-enrolled");
        assert_eq!(code(&directory("x".into())), "shell.unreadable");
        assert!(!desk.shelf().exists());
    });
    in_a_drill(|desk| {
        let realm = desk.with(|notebook, _| Ok(notebook.realms().next().unwrap().to_string())).unwrap();
        assert_eq!(write(desk, &own(&realm)).unwrap_err().code, "notebook.no-member");
        assert_eq!(page(desk).agencies, []);
    });
}

#[test]
fn a_copy_of_the_directory_leaves_as_a_file_and_as_codes_and_teaches_its_own_device_nothing() {
    with_desk(|desk, realm| {
        let ask = CarryOf { realm, what: CarryWhat::Directory };
        let file = write(desk, &ask).unwrap().file;
        assert!(file.ends_with(".directory"), "{file}");
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"Rosa Bell"), "names are sealed in it as everywhere");
        let shown = codes(desk, &ask).unwrap().codes;
        let seen = shown.iter().map(|qr| scan::scan(scan::tests::shown(qr)).unwrap().text.unwrap());
        let texts = seen.collect::<Vec<_>>();
        let known = CarryTaken::Directory { new: 0 };
        assert_eq!(read(desk, &CarryTexts { texts }).unwrap().taken, known);
        assert_eq!(take_file(desk, &CarryBytes { bytes: STANDARD.encode(&bytes) }).unwrap().taken, known);
        let (cut, none) = (&bytes[..bytes.len() - 1], &bytes[..8]);
        for wrong in [cut, none] {
            let refused = take_file(desk, &CarryBytes { bytes: STANDARD.encode(wrong) }).unwrap_err();
            assert_eq!(refused.code, "carry.kind");
        }
        assert_eq!(page(desk).others, [], "it is learnt from, and nothing of it is carried");
    });
}

#[test]
fn only_a_folder_that_is_there_is_taken() {
    with_desk(|desk, _| {
        let shared = tempfile::tempdir().unwrap();
        let path = shared.path().display().to_string();
        let ask = |folder: Option<&str>| choose(desk, &CarryFolder { folder: folder.map(str::to_owned) });
        for wrong in ["not/absolute", "/nowhere/invented"] {
            assert_eq!(ask(Some(wrong)).unwrap_err().code, "carry.folder");
        }
        assert_eq!(ask(Some(&format!(" {path} "))).unwrap().folder, Some(path));
        assert_eq!(ask(None).unwrap().folder, None);
    });
}
