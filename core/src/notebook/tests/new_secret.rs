//! Whoever knows the secret of a notebook can change it, and nothing else opens with the new one or is lost with the old.

use super::*;
use crate::seal::UnlockError;
use crate::seal::typed_secret::WeakSecret;

const NEW: &[u8] = b"60417283";
const THIRD: &[u8] = b"91352846";

fn opens(place: &Place, secret: &[u8], at: Moment) -> bool {
    match Notebook::unlock(place, secret, packs(), random(), at) {
        Ok(notebook) => notebook.lock().is_ok(),
        Err(_) => false,
    }
}

fn hours(count: u64) -> Moment {
    let ms = count * 3_600_000;
    Moment { wall_ms: NOW + i64::try_from(ms).unwrap(), boot_ms: 5_000 + ms, ..now() }
}

fn closed(device: Device) -> (Place, tempfile::TempDir) {
    let Device { place, door, _folder } = device;
    door.into_inner().unwrap().lock().unwrap();
    (place, _folder)
}

// cjis:IA-5(f) masvs:AUTH-2
#[test]
fn the_new_pin_opens_and_the_old_one_does_not_and_everything_is_there() {
    let (_county, deputy, _advocate, episode) = two_with_an_episode();
    let saves = deputy.open().record(episode).unwrap().len();
    {
        let mut open = deputy.open();
        open.stay_open();
        let unasked = open.change_confirmed_secret(NEW, now()).unwrap_err();
        assert_eq!(unasked.code(), "confirm.needed");
        open.confirm(SensitiveAct::PinChange, PIN, now()).unwrap();
        let weak = open.change_confirmed_secret(b"1", now()).unwrap_err();
        assert!(matches!(weak, NotebookError::Unlock(UnlockError::Weak(_))), "{weak}");
        // Nothing was done: it can be tried again without typing the old one once more.
        open.change_confirmed_secret(NEW, now()).unwrap();
        assert_eq!(open.change_confirmed_secret(THIRD, now()).unwrap_err().code(), "confirm.needed", "once");
    }
    let (place, _folder) = closed(deputy);
    assert!(!opens(&place, PIN, hours(1)));
    let open = Notebook::unlock(&place, NEW, packs(), random(), hours(2)).unwrap();
    assert_eq!(open.record(episode).unwrap().len(), saves);
}

#[test]
fn a_confirmation_for_another_act_or_from_long_ago_changes_nothing() {
    let (_county, deputy, _advocate, _) = two_with_an_episode();
    let mut open = deputy.open();
    open.stay_open();
    open.confirm(SensitiveAct::LockLater, PIN, now()).unwrap();
    assert_eq!(open.change_confirmed_secret(NEW, now()).unwrap_err().code(), "confirm.needed");
    open.confirm(SensitiveAct::PinChange, PIN, now()).unwrap();
    assert_eq!(open.change_confirmed_secret(NEW, hours(1)).unwrap_err().code(), "confirm.needed");
    drop(open);
    let (place, _folder) = closed(deputy);
    assert!(opens(&place, PIN, hours(2)));
}

#[test]
fn a_terminal_changes_it_with_the_old_one_and_a_miss_counts() {
    let (_county, deputy, _advocate, _) = two_with_an_episode();
    let missed = deputy.open().change_secret(THIRD, NEW, now()).unwrap_err();
    assert!(matches!(missed, NotebookError::Unlock(UnlockError::Wrong { .. })), "{missed}");
    deputy.open().change_secret(PIN, NEW, hours(1)).unwrap();
    let (place, _folder) = closed(deputy);
    assert!(!opens(&place, PIN, hours(2)) && opens(&place, NEW, hours(3)));
}

#[test]
fn it_cannot_be_the_second_pin() {
    let (county, deputy, _advocate, _) = two_with_an_episode();
    county.registrar.open().set_policy(county.id, &county.root, policy().with_second_pin(true), now()).unwrap();
    county.registrar.sync(&county);
    deputy.sync(&county);
    deputy.open().set_second_pin(NEW, now()).unwrap();
    let taken = deputy.open().change_secret(PIN, NEW, now()).unwrap_err();
    assert!(matches!(taken, NotebookError::Unlock(UnlockError::Weak(WeakSecret::Taken))), "{taken}");
    deputy.open().change_secret(PIN, THIRD, now()).unwrap();
}
