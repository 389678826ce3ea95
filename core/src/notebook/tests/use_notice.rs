//! What an agency says at the door of its devices: before anything is opened, and in the words of today.

use super::*;
use crate::notebook::UseNotice;
use crate::notebook::use_notice::{file, to_bytes};

const SAID: &str = "Invented: for people of Demo County. What is done here is recorded.";

fn notice(text: &str) -> UseNotice {
    UseNotice::new(vec![("en".into(), text.into()), ("es".into(), "Inventado: queda anotado.".into())]).unwrap()
}

fn say(county: &Realm, said: Option<UseNotice>) {
    let policy = policy().with_use_notice(said);
    county.registrar.open().set_policy(county.id, &county.root, policy, now()).unwrap();
    county.registrar.sync(county);
}

// cjis:AC-8
#[test]
fn a_locked_device_shows_what_its_agency_says_today() {
    let (county, deputy, advocate, _) = two_with_an_episode();
    assert_eq!(deputy.place.use_notices(), []);
    say(&county, Some(notice(SAID)));
    assert_eq!(county.registrar.place.use_notices(), [notice(SAID)]);
    assert_eq!(deputy.place.use_notices(), [], "it has not synced since");
    deputy.sync(&county);
    let shown = deputy.place.use_notices();
    assert_eq!((shown[0].text_in("en"), shown[0].text_in("es")), (SAID, "Inventado: queda anotado."));
    say(&county, Some(notice("Invented: other words.")));
    deputy.sync(&county);
    assert_eq!(deputy.place.use_notices(), [notice("Invented: other words.")]);
    say(&county, None);
    deputy.sync(&county);
    assert_eq!((deputy.place.use_notices(), advocate.place.use_notices()), (vec![], vec![]));
}

// cjis:AC-8
#[test]
fn a_damaged_file_says_nothing_and_keeps_nobody_out() {
    let (county, deputy, ..) = two_with_an_episode();
    say(&county, Some(notice(SAID)));
    deputy.sync(&county);
    let path = file(&deputy.open().profile);
    let whole = std::fs::read(&path).unwrap();
    for damaged in [&b""[..], &whole[..whole.len() - 1], &[0xff; 200], &vec![0x81; 100_000]] {
        std::fs::write(&path, damaged).unwrap();
        assert_eq!(deputy.place.use_notices(), []);
    }
    let deputy = deputy.reopen();
    assert_eq!(deputy.place.use_notices(), [notice(SAID)], "the unlock wrote it anew");
}

// cjis:AC-8
#[test]
fn a_device_of_several_people_says_the_same_whoever_stands_there() {
    crate::seal::passphrase::light::turn_on();
    let folder = tempfile::tempdir().unwrap();
    let device = Place::new(folder.path(), Chip::Emulated).unwrap().share().unwrap();
    assert_eq!(device.use_notices(), []);
    for (name, said) in [("D. Rivera", notice(SAID)), ("A. Okafor", notice("Other.")), ("L. Shaw", notice(SAID))] {
        let place = device.place_for(&crate::seal::ShortName::typed(name).unwrap(), &*random()).unwrap();
        let (notebook, _) = Notebook::create(&place, PIN, packs(), random(), now()).unwrap();
        std::fs::write(file(&notebook.profile), to_bytes(&[said])).unwrap();
    }
    let mut texts: Vec<_> = device.use_notices().iter().map(|said| said.text_in("en").to_owned()).collect();
    texts.sort();
    assert_eq!(texts, [SAID, "Other."], "each once");
}
