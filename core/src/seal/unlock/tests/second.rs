//! The second PIN: it opens the decoy, closes the person's own vault to all but a release, and cannot be seen.

use super::*;

const SECOND: &[u8] = b"37410958";
const THIRD: &[u8] = b"61529384";

/// A profile whose second PIN opens a decoy; the decoy's own key is handed out too.
fn with_second(now: &mut impl FnMut() -> Moment) -> (Made, Secret<48>) {
    let made = made();
    made.lock().unlock(PIN, &now(), &random()).unwrap();
    let decoy = Unlocked::new_decoy(&random()).unwrap();
    made.lock().set_second(false, &decoy, SECOND, &random()).unwrap();
    let key = decoy.database_key();
    (made, key)
}

// masvs:AUTH-2
#[test]
fn the_second_pin_opens_the_decoy_and_from_then_on_only_a_release_opens_the_own_vault() {
    let mut now = calm();
    let (made, decoy) = with_second(&mut now);
    let own = made.lock().unlock(PIN, &now(), &random()).unwrap();
    assert!(!own.is_decoy() && own.database_key() == made.database);
    for _ in 0..2 {
        let opened = made.lock().unlock(SECOND, &now(), &random()).unwrap();
        assert!(opened.is_decoy() && opened.database_key() == decoy);
        assert_eq!(made.lock().readiness(&now()), Ok(Readiness::Ready { wait_ms: 0 }), "the door looks as ever");
    }
    let missed = made.lock().unlock(PIN, &now(), &random()).err();
    assert_eq!(missed, Some(UnlockError::Wrong { wait_ms: 0 }), "as any wrong PIN");
    let (own, _) = made.lock().release(&made.code, THIRD, &now(), &random()).unwrap();
    assert!(!own.is_decoy() && own.database_key() == made.database, "nothing is lost");
    assert!(made.lock().unlock(THIRD, &now(), &random()).unwrap().database_key() == made.database);
    assert!(made.lock().unlock(SECOND, &now(), &random()).unwrap().database_key() == decoy);
}

#[test]
fn a_decoy_changes_nothing_of_the_way_back() {
    let mut now = calm();
    let (made, decoy) = with_second(&mut now);
    let open = made.lock().unlock(SECOND, &now(), &random()).unwrap();
    let code = made.lock().renew_release(&open, &random()).unwrap();
    assert!(!made.lock().opens_with(&code).unwrap(), "what the decoy calls its code opens nothing");
    assert!(made.lock().opens_with(&made.code).unwrap());
    made.lock().change_secret(&open, THIRD, &random()).unwrap();
    assert!(made.lock().unlock(THIRD, &now(), &random()).unwrap().database_key() == decoy);
    assert!(matches!(made.lock().unlock(SECOND, &now(), &random()).err(), Some(UnlockError::Wrong { .. })));
    // Asked for a second PIN while somebody watches, the decoy gets one: both open it.
    made.lock().set_second(true, &open, SECOND, &random()).unwrap();
    for pin in [SECOND, THIRD] {
        assert!(made.lock().unlock(pin, &now(), &random()).unwrap().database_key() == decoy);
    }
    assert!(made.lock().release(&made.code, PIN, &now(), &random()).unwrap().0.database_key() == made.database);
}

#[test]
fn one_pin_never_opens_both_and_a_second_one_can_be_taken_away() {
    let mut now = calm();
    let (made, _) = with_second(&mut now);
    let other = Unlocked::new_decoy(&random()).unwrap();
    let same = made.lock().set_second(false, &other, PIN, &random()).err();
    assert_eq!(same, Some(UnlockError::Weak(WeakSecret::Taken)));
    let weak = made.lock().set_second(false, &other, b"12345678", &random()).err();
    assert_eq!(weak, Some(UnlockError::Weak(WeakSecret::Common)));
    made.lock().clear_second(&random()).unwrap();
    assert!(matches!(made.lock().unlock(SECOND, &now(), &random()).err(), Some(UnlockError::Wrong { .. })));
    assert!(made.lock().unlock(PIN, &now(), &random()).is_ok());
}

// masvs:AUTH-2
#[test]
fn a_full_device_shows_the_decoy_and_closes_the_own_vault_in_the_chip() {
    let mut now = calm();
    let (made, decoy) = with_second(&mut now);
    // The unlock file cannot be replaced: a folder stands where its next version would be written.
    std::fs::create_dir(made.file("u.new")).unwrap();
    let copies = ["u", "h"].map(|name| (name, std::fs::read(made.file(name)).unwrap()));
    assert!(made.lock().unlock(SECOND, &now(), &random()).unwrap().database_key() == decoy);
    durable_file::remove_folder(&made.file("u.new")).unwrap();
    for (name, bytes) in &copies {
        std::fs::write(made.file(name), bytes).unwrap();
    }
    assert!(matches!(made.lock().unlock(PIN, &now(), &random()).err(), Some(UnlockError::Wrong { .. })));
    assert!(made.lock().release(&made.code, PIN, &now(), &random()).unwrap().0.database_key() == made.database);
}

#[test]
fn a_second_pin_cut_short_anywhere_leaves_the_old_one_or_the_new_one_and_the_way_back() {
    for steps in 0..6 {
        let mut now = calm();
        let (made, _) = with_second(&mut now);
        let failing = Failing { inner: &made.chip, left: AtomicU32::new(steps) };
        let cut = ProfileLock::at(made.folder.path(), PROFILE, &failing);
        let decoy = Unlocked::new_decoy(&random()).unwrap();
        let _cut = cut.set_second(false, &decoy, THIRD, &random());
        let opens = |pin, now| made.lock().unlock(pin, &now, &random()).is_ok();
        let (old, new) = (opens(SECOND, now()), opens(THIRD, now()));
        assert!(old != new, "after {steps} steps: old {old}, new {new}");
        let (own, _) = made.lock().release(&made.code, PIN, &now(), &random()).unwrap();
        assert!(own.database_key() == made.database, "after {steps} steps");
    }
}
