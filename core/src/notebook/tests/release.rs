//! A forgotten PIN, and the registrar who releases it.

use super::*;

#[test]
fn a_locked_out_device_is_released_by_its_registrar_and_loses_nothing() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    let Device { place, door, _folder } = deputy;
    door.into_inner().unwrap().lock().unwrap();
    let mut at = now();
    for _ in 0..5 {
        at.wall_ms += 60_000;
        at.boot_ms += 60_000;
        assert!(Notebook::unlock(&place, b"11111111", packs(), random(), at).is_err());
    }
    assert_eq!(Notebook::unlock(&place, PIN, packs(), random(), at).err().unwrap().code(), "unlock.needs-release");

    let later = |at: &mut Moment| {
        at.wall_ms += 60_000;
        at.boot_ms += 60_000;
    };
    later(&mut at);
    let requests = place.release_requests().unwrap();
    assert_eq!(requests.len(), 1, "one realm");
    let text = requests[0].text();
    assert_eq!(advocate.open().open_release(&text, at).err().unwrap().code(), "notebook.not-registrar");
    let released = county.registrar.open().open_release(&text, at).unwrap();
    assert_eq!(released.person.as_deref(), Some("D. Rivera"), "the registrar sees whose device it is");
    let forged =
        crate::directory::enrol::ReleaseRequest { device: advocate.open().seats[0].device(), ..requests[0].clone() };
    let forged = county.registrar.open().open_release(&forged.text(), at).err().unwrap();
    assert_eq!(forged.code(), "release.sealed", "a request says whose it is");

    let slip = released.code.replace('-', "").chars().rev().collect::<String>();
    let slip = Notebook::release(&place, &slip, b"90817263", packs(), random(), at).err().unwrap();
    assert_eq!(slip.code(), "release.checksum", "and costs no attempt");
    let open = Notebook::release(&place, &released.code, b"90817263", packs(), random(), at).unwrap();
    assert_eq!(open.record(episode).unwrap().len(), 1);
    open.lock().unwrap();

    let again = Notebook::release(&place, &released.code, b"80718293", packs(), random(), at).err().unwrap();
    assert!(again.code().starts_with("unlock."), "a code works once");
    let next = place.release_requests().unwrap();
    assert_ne!(next, requests, "and the next one is sealed already");
    let next = county.registrar.open().open_release(&next[0].text(), at).unwrap();
    assert_ne!(*next.code, *released.code);
    later(&mut at);
    assert!(Notebook::unlock(&place, b"90817263", packs(), random(), at).is_ok(), "the new PIN opens");
    assert!(Notebook::release(&place, &next.code, PIN, packs(), random(), at).is_ok());
}

#[test]
fn a_profile_without_a_kept_release_code_gets_one_when_it_is_opened() {
    let (county, deputy, _, _) = two_with_an_episode();
    deputy.open().vault.unset("release.code").unwrap();
    let deputy = deputy.reopen();
    let text = deputy.place.release_requests().unwrap()[0].text();
    let released = county.registrar.open().open_release(&text, now()).unwrap();
    let Device { place, door, _folder } = deputy;
    door.into_inner().unwrap().lock().unwrap();
    assert!(Notebook::release(&place, &released.code, PIN, packs(), random(), now()).is_ok());
}
