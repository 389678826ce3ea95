//! T06: somebody keeps copies of the unlock file and the halves. Once the keys are destroyed, by a registrar's order or by
//! ten misses, none of them opens with anything that ever opened it.

use super::*;
use crate::seal::unlock_file::SLOTS;
use std::collections::BTreeSet;

const COPIES: usize = 200;
/// Each costs a derivation; between them the release code is renewed, which costs none.
const PINS: [&str; 4] = ["25801470", "90817263", "37410958", "61529384"];

/// The files as somebody copied them.
struct Copy {
    file: UnlockFile,
    halves: Halves,
}

/// A profile that has lived, every copy, and everything that ever opened it.
struct Copied {
    made: Made,
    unlocked: Unlocked,
    copies: Vec<Copy>,
    pins: Vec<Secret<32>>,
    codes: Vec<ReleaseCode>,
}

fn copied() -> Copied {
    let (folder, chip) = (tempfile::tempdir().unwrap(), MemoryKeyStore::new());
    let made =
        ProfileLock::create(folder.path(), PROFILE, &chip, PINS[0].as_bytes(), Rung::Floor, &calm()(), &random());
    let (_, unlocked, code) = made.unwrap();
    let made = Made { code, database: unlocked.database_key(), folder, chip };
    let mut life = Copied { made, unlocked, copies: Vec::new(), pins: Vec::new(), codes: Vec::new() };
    let salt = life.made.lock().file().unwrap();
    life.pins = PINS.iter().map(|pin| derive(pin.as_bytes(), &salt, Rung::Floor).unwrap()).collect();
    for number in 0..COPIES {
        let lock = life.made.lock();
        if number > 0 && number.is_multiple_of(COPIES / PINS.len()) {
            let pin = PINS[number / (COPIES / PINS.len())];
            lock.change_secret(&life.unlocked, pin.as_bytes(), &random()).unwrap();
        } else if number > 0 {
            life.codes.push(lock.renew_release(&life.unlocked, &random()).unwrap());
        }
        life.copies.push(Copy { file: lock.file().unwrap(), halves: lock.halves().unwrap() });
    }
    life.codes.push(ReleaseCode::from_text(&life.made.code.to_text()).unwrap());
    life
}

impl Copied {
    /// How many copies open, and how many tries there were: each slot with every PIN, with these release codes, and with
    /// the keys that came out of it.
    fn opening(&self, codes: &[ReleaseCode]) -> (usize, usize) {
        let (lock, mut tries, mut open) = (self.made.lock(), 0, BTreeSet::new());
        let known: Vec<&[u8]> = self.pins.iter().map(|pin| &pin.expose()[..]).collect();
        let codes: Vec<&[u8]> = codes.iter().map(|code| &code.secret().expose()[..]).collect();
        let came_out: [&[u8]; 3] = [self.unlocked.master().expose(), self.made.database.expose(), &[]];
        for (number, Copy { file, halves }) in self.copies.iter().enumerate() {
            for slot in SLOTS {
                for known in known.iter().chain(&codes).chain(&came_out) {
                    tries += 1;
                    if lock.try_slot(file, halves, slot, known).unwrap().is_some() {
                        open.insert(number);
                    }
                }
            }
        }
        (open.len(), tries)
    }

    /// How many halves of the copies the chip still opens.
    fn halves(&self) -> usize {
        let of = |copy: &Copy| -> usize {
            SLOTS.iter().map(|slot| copy.halves.open(&self.made.chip, *slot).unwrap().len()).sum()
        };
        self.copies.iter().map(of).sum()
    }

    /// Puts copies back and goes through the door with each PIN that was ever right, the counter begun anew.
    fn at_the_door(&self) -> usize {
        let (lock, mut now, mut tries) = (self.made.lock(), calm(), 0);
        for number in [0, COPIES / 2, COPIES - 1] {
            std::fs::write(self.made.file("u"), self.copies[number].file.bytes()).unwrap();
            std::fs::write(self.made.file("h"), self.copies[number].halves.to_bytes()).unwrap();
            lock.attempts().create(&self.made.chip, &now(), &random()).unwrap();
            let pin = PINS[number * PINS.len() / COPIES];
            let missed = lock.unlock(pin.as_bytes(), &now(), &random()).err();
            assert!(matches!(missed, Some(UnlockError::Wrong { .. })), "copy {number}: {missed:?}");
            tries += 1;
        }
        tries
    }
}

fn after(what: &str, wipe: impl FnOnce(&Copied)) {
    let life = copied();
    let (before, before_halves) = (life.opening(&[]).0, life.halves());
    // Each slot has a half of its own with each copy; a rewritten one is closed from then on.
    assert!(before >= COPIES / PINS.len() && before < COPIES && before_halves > COPIES, "{before}, {before_halves}");
    wipe(&life);
    let ((open, tries), halves, at_the_door) = (life.opening(&life.codes), life.halves(), life.at_the_door());
    println!(
        "T06   {COPIES} copies, {what}: {open} open in {tries} tries with {} secrets, {halves} of their halves in the chip, \
         {at_the_door} put back open for nobody at the door; before it {before} opened, with {before_halves} halves",
        life.pins.len() + life.codes.len() + 3
    );
    assert_eq!((open, halves), (0, 0));
}

// cjis:MP-6 cjis:5.13.5 masvs:AUTH-2
#[test]
fn no_copy_opens_after_a_registrars_order() {
    after("destroyed by order", |life| life.made.lock().destroy(&random()).unwrap());
}

// cjis:MP-6 cjis:AC-7
#[test]
fn no_copy_opens_after_ten_misses() {
    after("destroyed by ten misses", |life| {
        let (lock, mut now) = (life.made.lock(), calm());
        for _ in 0..LOCK_AT {
            let _missed = lock.unlock(OTHER, &now(), &random());
        }
        let wrong = ReleaseCode::make(&random()).unwrap();
        for _ in LOCK_AT..WIPE_AT {
            let _missed = lock.release(&wrong, PINS[1].as_bytes(), &now(), &random());
        }
        assert_eq!(lock.readiness(&now()), Ok(Readiness::Wiped));
    });
}

/// A crash between the two files of a change leaves a slot that still stands under its older half. What is rewritten
/// next must not take that half away.
#[test]
fn a_change_cut_short_costs_no_other_slot_its_half() {
    let (made, mut now) = (made(), calm());
    let unlocked = made.lock().unlock(PIN, &now(), &random()).unwrap();
    let before = std::fs::read(made.file("u")).unwrap();
    let failing = Failing { inner: &made.chip, left: AtomicU32::new(1) };
    let cut = ProfileLock::at(made.folder.path(), PROFILE, &failing);
    assert!(cut.change_secret(&unlocked, b"90817263", &random()).is_err(), "the old half is still there");
    std::fs::write(made.file("u"), before).unwrap();
    let code = made.lock().renew_release(&unlocked, &random()).unwrap();
    assert!(made.lock().unlock(PIN, &now(), &random()).is_ok(), "the PIN that stands in the file");
    assert!(made.lock().opens_with(&code).unwrap());
}
