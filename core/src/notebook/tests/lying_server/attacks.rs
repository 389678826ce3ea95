//! The attacks, by their number in the threat model. Attacks that are not made over this protocol stand elsewhere: what a
//! server can read (1, 20) and what it can deny (21, 22) are other tests; there are no attachments yet (18). What it deletes (19) is
//! brought back from what devices hold by `a_server_that_was_deleted_is_made_again_from_three_phones`, in the tests of whole servers.

use super::super::*;
use super::liar::{Liar, altering};
use super::{Came, Night, histories};
use crate::directory::{EndReason, Ending};
use crate::sync::{Answer, MemoryRelay, Pages, Relay, RelayError};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::{Hash, KeyId};
use first72_wire::outcome::PullAnswer;
use first72_wire::run::Place;

type Attack = fn(&mut Night, usize) -> Came;

pub(super) const ALL: [(u8, &str, Attack); 20] = [
    (2, "adds a person or device", adds_a_member),
    (3, "swaps a public key", swaps_a_key),
    (4, "swaps a wrap or recovery key", swaps_a_wrap),
    (5, "drops an entry in the middle", drops_in_the_middle),
    (6, "withholds the newest entries", withholds_the_newest),
    (7, "freezes one device's view", histories::freezes),
    (8, "rolls back", histories::rolls_back),
    (8, "rewrites and grows", histories::rewrites_and_grows),
    (9, "shows two histories, compared by hand", histories::splits_by_hand),
    (9, "shows two histories, compared by witnesses", histories::splits_by_witness),
    (10, "reorders a page", reorders),
    (11, "replays and doubles", replays),
    (12, "moves a body to another entry", cuts_and_pastes),
    (13, "forges its time", forges_time),
    (14, "hides the end of a device", hides_an_end),
    (15, "orders everybody to wipe", orders_a_wipe),
    (16, "offers older and weaker forms", offers_less),
    (17, "answers malformed", answers_malformed),
    (6, "signs for entries and leaves them out", histories::signs_and_leaves_out),
    (8, "shows no proof", histories::shows_no_proof),
];

fn is_save(entry: &SealedEntry) -> bool {
    entry.header.kind == Kind::Op
}

fn saves_in(entries: &[(SealedEntry, Place)]) -> Vec<usize> {
    (0..entries.len()).filter(|at| is_save(&entries[*at].0)).collect()
}

/// The lie has to be noticed, and all is well with an honest server.
pub(super) fn must(night: &Night, case: &str, came: Came) -> Came {
    assert!(matches!(came, Came::Noticed(..)), "{case} went unnoticed");
    night.holds(case);
    came
}

/// Nothing may come of the lie, noticed or not.
fn harmless(night: &Night, case: &str, came: Came) -> Came {
    night.holds(case);
    came
}

fn adds_a_member(night: &mut Night, variant: usize) -> Came {
    night.news(1);
    let (id, people) = (night.county.id, night.advocate.open().people(night.county.id).unwrap().len());
    let entries = night.county.relay.entries_from(0);
    let statement = entries.iter().rev().find(|entry| entry.header.kind == Kind::Statement).unwrap().clone();
    let liar = altering(&night.county.relay, id, |page, _| {
        let mut forged = statement.clone();
        match variant {
            0 => forged.body[20] ^= 1,
            1 => forged.header.device.0[0] ^= 1,
            2 => (forged.header.seq, forged.header.prev) = (forged.header.seq + 1, statement.hash()),
            3 => forged.signature[9] ^= 1,
            _ => forged.header.prev.0[0] ^= 1,
        }
        let pos = 400 + variant as u64;
        page.push((forged, Place { pos, dir_pos: pos - 1, leaf: pos }));
    });
    let came = night.told(&liar);
    assert_eq!(night.advocate.open().people(id).unwrap().len(), people, "nobody was added");
    must(night, "an added member", came)
}

fn swaps_a_key(night: &mut Night, variant: usize) -> Came {
    let newcomer = Device::new();
    join(&newcomer, &night.county, "N. Invented", Role::Deputy, &[Compartment::Ops]);
    night.county.registrar.sync(&night.county);
    let id = night.county.id;
    let liar = altering(&night.county.relay, id, |page, _| {
        for (entry, _) in page.iter_mut().filter(|(entry, _)| entry.header.kind == Kind::Statement) {
            let at = 30 + variant * 11;
            if let Some(byte) = entry.body.get_mut(at) {
                *byte ^= 4;
            }
        }
    });
    let came = night.told(&liar);
    must(night, "a swapped key", came)
}

fn swaps_a_wrap(night: &mut Night, variant: usize) -> Came {
    let id = night.county.id;
    let episode = night.deputy.open().new_contact(contact(), now()).unwrap();
    night.deputy.sync(&night.county);
    let liar = altering(&night.county.relay, id, |page, _| {
        for (entry, _) in page.iter_mut().filter(|(entry, _)| entry.header.kind == Kind::Key) {
            let at = entry.body.len() - 2 - variant * 23;
            entry.body[at] ^= 1;
        }
    });
    let came = night.told(&liar);
    let came = must(night, "a swapped wrap", came);
    assert!(night.advocate.open().record(episode).is_some(), "the true key came after all");
    came
}

fn drops_in_the_middle(night: &mut Night, variant: usize) -> Came {
    night.news(7);
    let id = night.county.id;
    let liar = altering(&night.county.relay, id, |page, _| {
        let saves = saves_in(page);
        page.remove(saves[variant % (saves.len() - 1)]);
    });
    let came = night.told(&liar);
    must(night, "a dropped entry", came)
}

/// The cursors are lowered with it, so that nothing seems to be missing: the author's next entry shows the gap.
fn withholds_the_newest(night: &mut Night, variant: usize) -> Came {
    night.news(variant + 1);
    let id = night.county.id;
    let liar = altering(&night.county.relay, id, |page, answer| {
        for at in saves_in(page).into_iter().rev().take(variant + 1) {
            let (entry, _) = page.remove(at);
            if let Some(cursor) = answer.cursors.iter_mut().find(|cursor| cursor.space == entry.header.space) {
                cursor.pos -= 1;
            }
        }
    });
    let at_once = night.noticed(&night.advocate, &liar);
    drop(liar);
    if let Some(code) = at_once {
        night.holds("withheld entries");
        return Came::Noticed(code, 1);
    }
    night.news(1);
    let came = match night.noticed(&night.advocate, &night.county.relay) {
        Some(code) => Came::Noticed(code, 2),
        None => Came::Nothing,
    };
    harmless(night, "withheld entries", came)
}

fn reorders(night: &mut Night, variant: usize) -> Came {
    night.news(6);
    let id = night.county.id;
    let liar = altering(&night.county.relay, id, |page, _| {
        let by = variant % page.len().max(1);
        page.rotate_left(by);
        if variant > 2 {
            page.reverse();
        }
    });
    let came = night.told(&liar);
    harmless(night, "another order", came)
}

fn replays(night: &mut Night, variant: usize) -> Came {
    night.news(3);
    let id = night.county.id;
    let liar = altering(&night.county.relay, id, |page, _| {
        let again: Vec<_> = page.iter().skip(variant).cloned().collect();
        page.extend(again);
    });
    let came = night.told(&liar);
    harmless(night, "a doubled page", came)
}

fn cuts_and_pastes(night: &mut Night, variant: usize) -> Came {
    night.news(7);
    let id = night.county.id;
    let liar = altering(&night.county.relay, id, |page, _| {
        let saves = saves_in(page);
        let (one, other) = (saves[variant], saves[variant + 1]);
        let (first, second) = (page[one].0.clone(), page[other].0.clone());
        page[one].0.body = second.body;
        page[one].0.header.body_len = second.header.body_len;
        page[other].0.body = first.body;
        page[other].0.header.body_len = first.header.body_len;
    });
    let came = night.told(&liar);
    must(night, "a moved body", came)
}

/// Within what it signs a server may be wrong about the time; it cannot make the true time lie outside of what is said.
fn forges_time(night: &mut Night, variant: usize) -> Came {
    night.news(1);
    let off = [3_600_000, -3_600_000, 86_400_000, -86_400_000, i64::MAX / 2][variant];
    let liar = Liar {
        server: &night.county.relay,
        twist: |answer| match answer {
            Answer::Hello(mut answer, by) => {
                answer.server_ms = answer.server_ms.saturating_add(off);
                Answer::Hello(answer, by)
            }
            other => other,
        },
    };
    night.advocate.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    let came = night.told(&liar);
    must(night, "a time that it did not sign", came)
}

fn hides_an_end(night: &mut Night, variant: usize) -> Came {
    let lost = Device::new();
    join(&lost, &night.county, "L. Invented", Role::Deputy, &[Compartment::Ops]);
    night.county.registrar.sync(&night.county);
    night.advocate.sync(&night.county);
    let id = night.county.id;
    let ended = night.county.registrar.open().people(id).unwrap().into_iter().rev().find_map(|person| {
        let named = person.short_name.as_deref() == Some("L. Invented");
        named.then(|| person.devices.first().map(|device| device.device)).flatten()
    });
    let mut registrar = night.county.registrar.open();
    registrar.end_device(id, ended.unwrap(), Ending::of(EndReason::Lost, false), now()).unwrap();
    for number in 0..=variant {
        let name = format!("later {number}");
        let person = NewPerson { name: name.clone(), short_name: name, agency: "invented".into(), guest: false };
        registrar.add_person(id, person, now()).unwrap();
    }
    drop(registrar);
    night.county.registrar.sync(&night.county);
    let liar = altering(&night.county.relay, id, |page, _| {
        if let Some(at) = page.iter().position(|(entry, _)| entry.header.kind == Kind::Statement) {
            page.remove(at);
        }
    });
    let came = night.told(&liar);
    must(night, "a hidden end", came)
}

/// Says that the asking device was ended, with a statement that no registrar signed for it.
pub(in crate::notebook::tests) struct Ends<'a> {
    pub(in crate::notebook::tests) server: &'a MemoryRelay,
    pub(in crate::notebook::tests) statement: Option<Vec<u8>>,
}

impl Relay for Ends<'_> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        self.server.hello(request)
    }

    fn push(&self, _: &str, _: &[u8]) -> Result<Vec<u8>, RelayError> {
        Err(RelayError::Refused { code: "device.ended".into(), statement: self.statement.clone() })
    }

    fn pull(&self, _: &str, _: &[u8]) -> Result<Pages<'_>, RelayError> {
        Err(RelayError::Refused { code: "device.ended".into(), statement: self.statement.clone() })
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        self.server.prove(auth, path)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.server.genesis()
    }

    fn authority(&self) -> Hash {
        self.server.authority()
    }
}

fn orders_a_wipe(night: &mut Night, variant: usize) -> Came {
    night.news(1);
    let entries = night.county.relay.entries_from(0);
    let statement = entries.iter().rev().find(|entry| entry.header.kind == Kind::Statement).unwrap();
    let mut forged = statement.clone();
    forged.body[5] ^= 1;
    let statement = match variant {
        0 => None,
        1 => Some(Vec::new()),
        2 => Some(statement.to_bytes()),
        3 => Some(forged.to_bytes()),
        _ => Some(vec![0xff; 4_000]),
    };
    let before = night.hashes(&night.advocate);
    let came = night.told(&Ends { server: &night.county.relay, statement });
    assert_eq!(night.hashes(&night.advocate), before, "nothing was wiped");
    must(night, "a wipe that no registrar signed", came)
}

/// Nothing is negotiated: a page has one form, an entry one suite, which is rebuilt and not read, and a save is sealed. (What a
/// PIN costs is compiled in; a file that names less is refused, as the tests of the unlock file show.)
fn offers_less(night: &mut Night, variant: usize) -> Came {
    night.news(2);
    let id = night.county.id;
    let of_another_suite = |entry: &SealedEntry| {
        let mut header = entry.header.to_bytes();
        header[4] = 2;
        let hash = first72_wire::entry::hash(&header, &entry.body);
        night.deputy.open().seats[0].keys.sign(&first72_wire::entry::signing_input(&hash))
    };
    let came = if variant < 3 {
        let liar = Liar {
            server: &night.county.relay,
            twist: |answer| {
                let Answer::Pull(bytes) = answer else { return answer };
                let mut answer = PullAnswer::parse(&bytes).unwrap();
                let (at, older) = [(4, 1), (4, 0), (3, b'0')][variant];
                answer.page[at] = older;
                Answer::Pull(answer.to_bytes())
            },
        };
        night.told(&liar)
    } else {
        let liar = altering(&night.county.relay, id, |page, _| {
            for (entry, _) in page.iter_mut().filter(|(entry, _)| is_save(entry)) {
                match variant {
                    3 => (entry.header.key_id, entry.header.commit) = (KeyId::ZERO, Hash::ZERO),
                    _ => entry.signature = of_another_suite(entry),
                }
            }
        });
        night.told(&liar)
    };
    must(night, "an older or weaker form", came)
}

fn answers_malformed(night: &mut Night, variant: usize) -> Came {
    night.news(2);
    let liar = Liar {
        server: &night.county.relay,
        twist: |answer| match answer {
            Answer::Pull(mut bytes) => {
                match variant {
                    0 => bytes.truncate(bytes.len() / 2),
                    1 => bytes.clear(),
                    2 => bytes.extend([0; 3]),
                    3 => bytes = vec![0x9f; 1_000],
                    _ => bytes = [&[0x84, 0xf4, 0x48], [7; 8].as_slice(), &[0x9a, 0xff, 0xff, 0xff, 0xff]].concat(),
                }
                Answer::Pull(bytes)
            }
            other => other,
        },
    };
    let came = night.told(&liar);
    must(night, "nonsense", came)
}
