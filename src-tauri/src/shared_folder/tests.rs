//! Two devices at one folder: what one puts there the other takes along, and nothing that lies there by chance does harm.

use super::*;
use crate::desk::{packs, random};
use crate::invented::{Founded, founded};
use first72_core::notebook::{Chip, Compartment, NewDevice, NewPerson, Place};

struct Two {
    registrar: Arc<Mutex<Notebook>>,
    phone: Arc<Mutex<Notebook>>,
    shared: tempfile::TempDir,
    now: Moment,
    _folders: [tempfile::TempDir; 2],
}

/// A registrar who has not synced yet, and a phone that was taken in; both were told of the folder.
fn two() -> Two {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let (shared, now) = (tempfile::tempdir().unwrap(), Moment::read());
    let Founded { mut notebook, realm, .. } = founded(folders[0].path(), &[Compartment::Ops], now);
    let place = Place::new(folders[1].path(), Chip::Emulated).unwrap();
    let (mut phone, _) = Notebook::create(&place, b"25801470", packs(), random(), now).unwrap();
    let request = phone.request_enrolment(now).unwrap();
    let person =
        NewPerson { name: "Ana Moss".into(), short_name: "A. Moss".into(), agency: "Demo".into(), guest: false };
    let person = notebook.add_person(realm, person, now).unwrap();
    let device = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 30 };
    let approved = notebook.approve_device(realm, &request, device, now).unwrap();
    phone.accept_enrolment(&approved.code, None, now).unwrap();
    let folder = shared.path().to_str().unwrap();
    let open = |mut notebook: Notebook| {
        notebook.set_shared_folder(Some(folder)).unwrap();
        Arc::new(Mutex::new(notebook))
    };
    Two { registrar: open(notebook), phone: open(phone), shared, now, _folders: folders }
}

fn listed(two: &Two) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(two.shared.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_one_puts_there_the_other_takes_along_once() {
    let two = two();
    round(&two.registrar, two.now);
    let [file] = listed(&two).try_into().unwrap();
    assert!(file.starts_with("first72-") && file.ends_with(".unsent"), "{file}");
    for _ in 0..2 {
        round(&two.phone, two.now);
        let carrying = held(&two.phone).carrying().unwrap();
        let waiting = held(&two.registrar).sync_state().unwrap()[0].outbox.waiting;
        assert_eq!(carrying.iter().map(|line| line.count.waiting).collect::<Vec<_>>(), [waiting]);
    }
    assert_eq!(listed(&two), [file], "it stays until its own device takes it away");
}

#[test]
fn what_lies_there_by_chance_is_passed_over_and_stays() {
    let two = two();
    let own = {
        let notebook = held(&two.phone);
        let realm = notebook.realms().next().unwrap();
        name(notebook.device_in(realm).unwrap())
    };
    let (unsent, slip) =
        (two.shared.path().join("first72-deadbeef.unsent"), two.shared.path().join(format!("{own}.slip")));
    fs::write(&unsent, "no bundle").unwrap();
    fs::write(&slip, "no slip").unwrap();
    fs::write(two.shared.path().join("notes.txt"), "of somebody").unwrap();
    fs::create_dir(two.shared.path().join("first72-folder.unsent")).unwrap();
    let large = two.shared.path().join("first72-00000000.unsent");
    fs::File::create(&large).unwrap().set_len(LONGEST + 1).unwrap();
    let before = listed(&two);
    round(&two.phone, two.now);
    assert_eq!(held(&two.phone).carrying().unwrap(), []);
    assert_eq!(listed(&two), before);
    held(&two.phone).set_shared_folder(Some("/nowhere/invented")).unwrap();
    round(&two.phone, two.now);
}
