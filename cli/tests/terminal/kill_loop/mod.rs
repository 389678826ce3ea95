//! `kill -9` at any moment: nothing acknowledged on the screen is missing, the file opens, nothing half-saved.
//!
//! The victim is the real program working through a script on a real vault, with a real server. Each
//! life of it begins with a look at everything that the lives before have left: the answers are the
//! screen here, and each is written only once the save is durable. The moments of death are drawn
//! from a seed; none is waited for by the clock.

mod chance;
mod ledger;
mod making;
mod stops;
mod victim;

use crate::county::County;
use chance::Chance;
use ledger::Ledger;
use serde_json::json;
use std::path::{Path, PathBuf};
use stops::{Door, Way};
use victim::{Event, Victim};

const TERMS: &str = "--role deputy --compartment OPS,LE,CW --days 30";
const KILLS_WHILE_SAVING: usize = 110;
const KILLS_WHILE_SYNCING: usize = 100;
/// Every answer to a save has at least so many bytes.
const SHORTEST_ANSWER: usize = 30;
/// What the ledger's saves say again and again.
const IN_EVERY_RECORD: [&[u8]; 3] = [b"invented words", b"corner ", b"Worker "];

/// A deputy's device to be killed, another deputy's to compare with, their realm and its server.
struct Night {
    county: County,
    door: Door,
    server: first72_server::Running,
    victim: PathBuf,
    other: PathBuf,
    ledger: Ledger,
    chance: Chance,
    kills: usize,
    /// Bytes of journals that were searched for words of the record.
    searched: usize,
}

impl Night {
    fn begin(seed: u64) -> Self {
        let door = Door::open();
        let county = County::found(&format!("http://{}", door.address), "OPS,LE,CW,STAT");
        let other = county.enrol("other", TERMS);
        let victim = county.enrol("victim", TERMS);
        let server = county.server();
        door.lead_to(server.addr());
        crate::program::done(&county.registrar, &["sync"]);
        Self {
            county,
            door,
            server,
            victim,
            other,
            ledger: Ledger::default(),
            chance: Chance::from_seed(seed),
            kills: 0,
            searched: 0,
        }
    }

    /// The next life: first it shows that nothing is missing.
    #[track_caller]
    fn revive(&mut self) -> Victim {
        let mut victim = Victim::start(&self.victim);
        self.ledger.hold_against(&mut victim);
        victim
    }

    /// Asks for so many saves without waiting for answers.
    fn ask_for(&mut self, saves: usize, victim: &mut Victim) {
        for _ in 0..saves {
            let save = self.ledger.draw(&mut self.chance);
            victim.tell(&[self.ledger.line(&save)]);
            self.ledger.asked(save);
        }
    }

    /// Saves, and waits for the answers.
    fn save(&mut self, saves: usize, victim: &mut Victim) {
        for _ in 0..saves {
            self.ask_for(1, victim);
            self.ledger.answered(&victim.next_answer());
        }
    }

    fn kill(&mut self, victim: Victim) {
        for answer in victim.kill() {
            self.ledger.answered(&answer);
        }
        self.kills += 1;
        if self.kills.is_multiple_of(4) {
            let journal = journal(&self.victim);
            self.search(&journal);
        }
    }

    /// No word of the record stands in this file in clear.
    #[track_caller]
    fn search(&mut self, path: &Path) {
        let Ok(bytes) = std::fs::read(path) else { return };
        for word in IN_EVERY_RECORD {
            let stands = bytes.windows(word.len()).any(|window| window == word);
            assert!(!stands, "“{}” stands in {}", String::from_utf8_lossy(word), path.display());
        }
        self.searched += bytes.len();
    }

    /// One complete sync.
    fn sync(&mut self, victim: &mut Victim) {
        let answer = victim.ask(json!({ "do": "sync" }));
        let realm = &answer["realms"][0];
        let bad = ["refused", "refused_own", "parked", "withheld"].map(|what| realm[what].as_u64().unwrap());
        assert!(answer["ok"] == true && bad == [0; 4], "{answer}");
        self.ledger.sent();
    }

    /// The server takes all of it, and the other device sees it to the letter.
    #[expect(clippy::print_stdout, reason = "a figure of the test run")]
    fn end(mut self) {
        let mut victim = self.revive();
        self.sync(&mut victim);
        let check = victim.ask(json!({ "do": "check" }));
        assert_eq!(check["realms"][0]["waiting"], 0, "every entry has its receipt: {check}");
        victim.finish();
        let journal = journal(&self.victim);
        assert!(!journal.exists(), "no journal after a lock");
        self.search(&journal.with_file_name("v"));
        println!(
            "T10   {} times kill -9: none of {} words in {} bytes of journals and vault",
            self.kills,
            IN_EVERY_RECORD.len(),
            self.searched
        );
        let mut other = Victim::start(&self.other);
        let answer = other.ask(json!({ "do": "sync" }));
        assert_eq!(answer["ok"], true, "{answer}");
        self.ledger.agrees_with(&mut other);
        other.finish();
        self.server.shutdown();
        drop(self.county);
    }
}

/// The journal of a vault, which is not there after a lock.
fn journal(vault: &Path) -> PathBuf {
    let profile = std::fs::read_dir(vault.join("profiles")).unwrap().next().unwrap().unwrap().path();
    profile.join("v-wal")
}

/// How long it is.
fn journal_length(vault: &Path) -> u64 {
    std::fs::metadata(journal(vault)).map_or(0, |journal| journal.len())
}

// cjis:CP-9
#[test]
fn nothing_acknowledged_is_missing_after_kills_while_saving() {
    let mut night = Night::begin(72);
    for life in 0..KILLS_WHILE_SAVING {
        let mut victim = night.revive();
        let first = night.chance.below(3);
        night.save(first, &mut victim);
        let many = 1 + night.chance.below(4);
        match life % 5 {
            // Right after an answer.
            0 => night.save(1, &mut victim),
            // With the line on its way.
            1 => {
                night.ask_for(many, &mut victim);
                for _ in 0..night.chance.below(400_000) {
                    std::hint::spin_loop();
                }
            }
            // After some bytes of an answer, while it works on the next.
            2 => {
                night.ask_for(many + 1, &mut victim);
                victim.hear(1 + night.chance.below(many * SHORTEST_ANSWER));
            }
            // After some answers of several.
            3 => {
                night.ask_for(many + 2, &mut victim);
                for _ in 0..=night.chance.below(many) {
                    let answer = victim.next_answer();
                    night.ledger.answered(&answer);
                }
            }
            // When the journal grows: in the middle of the transaction, before the answer.
            _ => {
                let before = journal_length(&night.victim);
                night.ask_for(1, &mut victim);
                while journal_length(&night.victim) == before && !victim.has_answered() {}
            }
        }
        night.kill(victim);
        if life % 40 == 39 {
            let mut victim = night.revive();
            night.sync(&mut victim);
            victim.finish();
        }
    }
    night.end();
}

#[test]
fn nothing_acknowledged_is_missing_after_kills_while_syncing() {
    let mut night = Night::begin(27);
    let mut carried = [4_000, 4_000];
    let mut stopped = 0;
    for life in 0..KILLS_WHILE_SYNCING {
        let mut victim = night.revive();
        let saves = 1 + night.chance.below(3);
        night.save(saves, &mut victim);
        // Now and then a whole sync, so that each one has its own to send, and is measured.
        if life % 10 == 9 {
            night.door.carried();
            night.sync(&mut victim);
            carried = night.door.carried();
            night.save(1, &mut victim);
        }
        let way = [Way::Up, Way::Down][night.chance.below(2)];
        let after = night.chance.below(carried[way as usize]);
        let teller = victim.teller.clone();
        let held = night.door.stop_after(way, after, move || {
            let _ = teller.send(Event::Stopped);
        });
        victim.tell(&[json!({ "do": "sync" })]);
        night.ledger.sent();
        if life % 4 == 3 {
            // Also before anything is known to have been sent, and while it works on an answer.
            for _ in 0..night.chance.below(4_000_000) {
                std::hint::spin_loop();
            }
        } else {
            victim.until_stopped();
        }
        let answers = victim.kill();
        stopped += usize::from(answers.is_empty());
        drop(held);
    }
    assert!(stopped > KILLS_WHILE_SYNCING / 2, "only {stopped} kills fell into a sync");
    night.end();
}
