//! T05: a miss is counted before it is tried, whatever happens in between. A child process makes one attempt and dies by
//! SIGKILL before one of the calls that change the disk: each of them in turn, for each of the ten misses.

use super::*;
use crate::durable_file::dying;
use crate::seal::keystore::EmulatedChip;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SIGKILL: i32 = 9;
/// Where the child makes its attempt, and how many calls it is let.
const FOLDER: &str = "FIRST72_MISS_IN";
const CALLS: &str = "FIRST72_MISS_CALLS";
/// Left behind by the child's chip when the first slot is about to be tried.
const TRIED: &str = "tried";
const THIS_TEST: &str = "seal::unlock::tests::counted_first::a_miss_that_is_killed_anywhere_stays_counted";

/// A profile and its pretended chip, all of it in the files of one folder.
struct Phone {
    at: PathBuf,
    _gone_with_it: Option<tempfile::TempDir>,
}

impl Phone {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { at: folder.path().to_owned(), _gone_with_it: Some(folder) }
    }

    fn chip(&self) -> EmulatedChip {
        EmulatedChip::for_demo(&self.at.join("chip")).unwrap()
    }

    fn lock<'c>(&self, chip: &'c dyn KeyStore) -> ProfileLock<'c> {
        ProfileLock::at(&self.at.join("profile"), PROFILE, chip)
    }

    fn misses(&self, now: &Moment) -> u8 {
        let chip = self.chip();
        self.lock(&chip).attempts().read(&chip, now).unwrap().misses
    }

    /// The same phone as it is now, to be tried in another way.
    fn twin(&self) -> Self {
        let twin = Self::new();
        for part in ["chip", "profile"] {
            let (from, to) = (self.at.join(part), twin.at.join(part));
            durable_file::make_folder(&to).unwrap();
            for file in std::fs::read_dir(from).unwrap().flatten() {
                std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
        twin
    }

    /// How many misses count when somebody puts the counter of another time back.
    fn misses_by_the_counter_of(&self, other: &Self, now: &Moment) -> u8 {
        let twin = self.twin();
        std::fs::copy(other.at.join("profile/c"), twin.at.join("profile/c")).unwrap();
        twin.misses(now)
    }

    /// Puts back the unlock file and the halves of another time.
    fn put_back(&self, other: &Self) {
        for name in ["profile/u", "profile/h"] {
            std::fs::copy(other.at.join(name), self.at.join(name)).unwrap();
        }
    }

    /// Which slots the typed secret and the release code open now.
    fn open_slots(&self, pin: &Secret<32>, code: &ReleaseCode) -> [bool; 2] {
        let chip = self.chip();
        let lock = self.lock(&chip);
        let (file, halves) = (lock.file().unwrap(), lock.halves().unwrap());
        let opens = |slot, known| lock.try_slot(&file, &halves, slot, known).unwrap().is_some();
        [opens(ChipKey::Pin, pin.expose()), opens(ChipKey::Release, code.secret().expose())]
    }
}

/// A chip that leaves a mark before it gives a slot's half: then something is tried.
struct Marking<'a> {
    chip: EmulatedChip,
    folder: &'a Path,
}

impl KeyStore for Marking<'_> {
    fn seal(&self, key: ChipKey, secret: &Secret<32>, random: &dyn Randomness) -> Result<Vec<u8>, KeyStoreError> {
        self.chip.seal(key, secret, random)
    }

    fn open(&self, key: ChipKey, sealed: &[u8]) -> Result<Secret<32>, KeyStoreError> {
        if key != ChipKey::Counter {
            std::fs::write(self.folder.join(TRIED), b"").unwrap();
        }
        self.chip.open(key, sealed)
    }

    fn destroy(&self, sealed: &[u8]) -> Result<(), KeyStoreError> {
        self.chip.destroy(sealed)
    }

    fn demand(&self) -> Demand {
        self.chip.demand()
    }
}

/// A minute after the last attempt with this number.
fn minute(number: u8) -> Moment {
    Moment { wall_ms: 1_790_000_000_000, boot_id: [1; 16], boot_ms: (u64::from(number) + 1) * 60_000 }
}

/// A wrong attempt: a PIN as long as one is taken, then a release code.
fn miss(phone: &Phone, chip: &dyn KeyStore, number: u8) -> UnlockError {
    let wrong = if number <= LOCK_AT {
        phone.lock(chip).unlock(OTHER, &minute(number), &random()).err()
    } else {
        let code = ReleaseCode::make(&random()).unwrap();
        phone.lock(chip).release(&code, PIN, &minute(number), &random()).err()
    };
    wrong.expect("it is wrong")
}

/// What the child does: one wrong attempt, with so many calls left to live.
fn be_the_child(folder: &Path, number: u8, calls: u64) {
    // The folder is its parent's.
    let phone = Phone { at: folder.to_owned(), _gone_with_it: None };
    let chip = Marking { chip: phone.chip(), folder };
    dying::after(calls);
    let _told = miss(&phone, &chip, number);
}

/// One attempt in a process of its own. Says whether it was killed.
fn killed(phone: &Phone, number: u8, calls: u64) -> bool {
    let own = std::env::current_exe().unwrap();
    let status = Command::new(own)
        .args(["--exact", THIS_TEST, "--nocapture"])
        .env(FOLDER, &phone.at)
        .env(CALLS, format!("{number} {calls}"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success() || status.signal() == Some(SIGKILL), "the child failed: {status}");
    !status.success()
}

/// What was counted over all kills.
#[derive(Default)]
struct Kills {
    all: usize,
    before_it_counted: usize,
    counted: usize,
    after_it_was_tried: usize,
    older_counters: usize,
}

// masvs:AUTH-2 cjis:AC-7
#[test]
fn a_miss_that_is_killed_anywhere_stays_counted() {
    if let (Some(folder), Ok(what)) = (std::env::var_os(FOLDER), std::env::var(CALLS)) {
        let (number, calls) = what.split_once(' ').unwrap();
        return be_the_child(Path::new(&folder), number.parse().unwrap(), calls.parse().unwrap());
    }
    let phone = Phone::new();
    let (chip, folder) = (phone.chip(), phone.at.join("profile"));
    durable_file::make_folder(&folder).unwrap();
    let (_, _, code) = ProfileLock::create(&folder, PROFILE, &chip, PIN, Rung::Floor, &minute(0), &random()).unwrap();
    let pin = derive(PIN, &phone.lock(&chip).file().unwrap(), Rung::Floor).unwrap();
    assert_eq!(phone.open_slots(&pin, &code), [true, true]);

    let mut kills = Kills::default();
    for number in 1..=WIPE_AT {
        for calls in 0.. {
            let twin = phone.twin();
            if !killed(&twin, number, calls) {
                assert!(calls > 4, "miss {number} changed the disk in {calls} calls");
                assert_eq!(twin.misses(&minute(number)), number);
                break;
            }
            kills.note(&twin, number, calls);
            if twin.at.join(TRIED).exists() {
                let older = twin.misses_by_the_counter_of(&phone, &minute(number));
                assert_eq!(older, LOCK_AT, "the counter from before miss {number}, killed after {calls} calls");
                kills.older_counters += 1;
            }
            led_to_its_end(&twin, number, &pin, &code);
            twin.put_back(&phone);
            let old = [twin.misses(&minute(number)) < LOCK_AT, twin.misses(&minute(number)) < WIPE_AT];
            assert_eq!(
                twin.open_slots(&pin, &code),
                old,
                "files from before miss {number}, killed after {calls} calls"
            );
        }
        let told = miss(&phone, &chip, number);
        assert_eq!(told == UnlockError::NeedsRelease, number == LOCK_AT, "miss {number}: {told}");
        assert_eq!(told == UnlockError::Wiped, number == WIPE_AT, "miss {number}: {told}");
        let open = [number < LOCK_AT, number < WIPE_AT];
        assert_eq!(phone.open_slots(&pin, &code), open, "miss {number}");
    }
    let Kills { all, before_it_counted, counted, after_it_was_tried, older_counters } = kills;
    println!(
        "T05   {all} times kill -9, before each call that changes the disk of each of {WIPE_AT} misses: the count never went down; \
         {before_it_counted} before it was written and nothing was tried, {counted} after, {after_it_was_tried} of these with a slot tried, \
         where a counter from before, put back {older_counters} times, counted as {LOCK_AT}; then {LOCK_AT} left only the release, {WIPE_AT} nothing"
    );
    assert!(all > 80 && before_it_counted + counted == all && after_it_was_tried > 10, "{all}");
}

impl Kills {
    /// What a phone shows that died in the middle of the miss with this number.
    fn note(&mut self, phone: &Phone, number: u8, calls: u64) {
        let (misses, tried) = (phone.misses(&minute(number)), phone.at.join(TRIED).exists());
        let at = format!("miss {number}, killed after {calls} calls");
        assert!(misses == number - 1 || misses == number, "{at}: {misses}");
        assert!(misses == number || !tried, "{at}: tried before it was counted");
        self.all += 1;
        self.before_it_counted += usize::from(misses < number);
        self.counted += usize::from(misses == number);
        self.after_it_was_tried += usize::from(tried);
    }
}

/// Where further attempts lead on such a phone: with five misses only the release opens, with ten nothing.
fn led_to_its_end(phone: &Phone, number: u8, pin: &Secret<32>, code: &ReleaseCode) {
    let chip = phone.chip();
    let (lock, misses) = (phone.lock(&chip), phone.misses(&minute(number)));
    if misses == LOCK_AT {
        assert_eq!(lock.unlock(PIN, &minute(number), &random()).err(), Some(UnlockError::NeedsRelease));
        assert_eq!(phone.open_slots(pin, code), [false, true]);
    }
    if number == WIPE_AT {
        if misses < WIPE_AT {
            assert_eq!(miss(phone, &chip, number), UnlockError::Wiped);
        }
        assert_eq!(lock.release(code, PIN, &minute(number + 1), &random()).err(), Some(UnlockError::Wiped));
        assert_eq!(phone.open_slots(pin, code), [false, false]);
    }
}
