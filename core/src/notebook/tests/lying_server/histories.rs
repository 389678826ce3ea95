//! Lies about the log as a whole: frozen, rolled back, rewritten, split in two, without proof.

use super::super::*;
use super::attacks::must;
use super::liar::{Liar, reordered, with_history};
use super::{Came, Night};
use crate::sync::Answer;
use first72_wire::derived::witness_space;
use first72_wire::entry::SealedEntry;
use first72_wire::outcome::{EntryOutcome, PushAnswer};

pub(super) fn freezes(night: &mut Night, variant: usize) -> Came {
    let id = night.county.id;
    let frozen = with_history(&night.county, &night.county.relay.entries_from(0));
    night.news(variant + 1);
    let still = night.noticed(&night.advocate, &frozen);
    assert_eq!(still, None, "a frozen view looks like a quiet night");
    // At the change of shift the two phones are held against each other.
    let seen = night.deputy.open().server_head(id).unwrap().unwrap();
    let compared = night.advocate.open().compare_head(id, &seen.note, now()).unwrap();
    assert_eq!(compared, HeadCompared::WithTheNextSync { they_are_ahead: true });
    night.advocate.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    let came = night.noticed(&night.advocate, &frozen).map(|code| Came::Noticed(code, 2));
    must(night, "a frozen view", came.unwrap_or(Came::Nothing))
}

pub(super) fn rolls_back(night: &mut Night, variant: usize) -> Came {
    night.news(6);
    night.advocate.sync(&night.county);
    night.advocate.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    night.advocate.sync(&night.county);
    let entries = night.county.relay.entries_from(0);
    let older = with_history(&night.county, &entries[..entries.len() - 1 - variant]);
    let came = night.told(&older);
    assert!(matches!(&came, Came::Noticed(code, 1) if code == "server.went-back"), "{came:?}");
    let again = night.told(&night.county.relay);
    assert!(matches!(&again, Came::Noticed(code, _) if code == "server.stopped"), "it stays stopped: {again:?}");
    assert_eq!(night.advocate.open().server_proofs().unwrap().len(), variant + 1, "each proof is kept");
    must(night, "a roll-back", came)
}

pub(super) fn rewrites_and_grows(night: &mut Night, variant: usize) -> Came {
    night.advocate.open().note(night.episode, Compartment::Ops, format!("from the advocate {variant}"), now()).unwrap();
    night.news(1);
    sync(&night.advocate.door, night.county.id, &night.county.relay, &now).unwrap();
    night.deputy.sync(&night.county);
    let rewritten = with_history(&night.county, &reordered(&night.county.relay.entries_from(0), variant));
    let person = NewPerson { name: "P".into(), short_name: "P".into(), agency: "invented".into(), guest: false };
    night.county.registrar.open().add_person(night.county.id, person, now()).unwrap();
    night.county.registrar.sync(&night.county);
    for entry in night.county.relay.entries_from(rewritten.size()) {
        assert!(matches!(rewritten.take_in(entry), EntryOutcome::Stored { .. }));
    }
    let came = night.told(&rewritten);
    assert!(matches!(&came, Came::Noticed(code, 1) if code == "server.unproven"), "{came:?}");
    must(night, "a rewritten history", came)
}

/// Two servers with one key: the deputy meets the one, the advocate the other. Each is shown that its own log only grows.
fn split(night: &mut Night, variant: usize) -> MemoryRelay {
    let other = with_history(&night.county, &night.county.relay.entries_from(0));
    night.advocate.sync(&night.county);
    night.unsent(1 + variant % 2);
    night.deputy.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    sync(&night.deputy.door, night.county.id, &other, &now).unwrap();
    let word = format!("only the other server has this {variant}");
    let person = NewPerson { name: word.clone(), short_name: word, agency: "invented".into(), guest: false };
    night.county.registrar.open().add_person(night.county.id, person, now()).unwrap();
    night.county.registrar.sync(&night.county);
    night.advocate.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    night.advocate.sync(&night.county);
    other
}

pub(super) fn splits_by_hand(night: &mut Night, variant: usize) -> Came {
    *night = Night::begin();
    let id = night.county.id;
    split(night, variant);
    let seen = night.deputy.open().server_head(id).unwrap().unwrap();
    let compared = night.advocate.open().compare_head(id, &seen.note, now());
    let came = match compared {
        Err(error) => Came::Noticed(error.code().to_owned(), 1),
        Ok(HeadCompared::Same) => Came::Nothing,
        Ok(HeadCompared::WithTheNextSync { .. }) => {
            let person =
                NewPerson { name: "Q".into(), short_name: "Q".into(), agency: "invented".into(), guest: false };
            night.county.registrar.open().add_person(id, person, now()).unwrap();
            night.county.registrar.sync(&night.county);
            night.advocate.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
            match night.noticed(&night.advocate, &night.county.relay) {
                Some(code) => Came::Noticed(code, 2),
                None => Came::Nothing,
            }
        }
    };
    assert!(matches!(&came, Came::Noticed(code, _) if code == "server.two-histories"), "{came:?}");
    let proof = night.advocate.open().server_proofs().unwrap().remove(0);
    crate::sync::Caught::parse(&proof.proof).unwrap().check().unwrap();
    came
}

pub(super) fn splits_by_witness(night: &mut Night, variant: usize) -> Came {
    *night = Night::begin();
    let id = night.county.id;
    let other = split(night, variant);
    // A day later the deputy's phone gives its word, and somebody carries it to the other server.
    let later = || Moment { wall_ms: NOW + 25 * 3_600_000, boot_id: [1; 16], boot_ms: 25 * 3_600_000 + 5_000 };
    sync(&night.deputy.door, id, &other, &later).unwrap();
    let space = witness_space(&id);
    let words: Vec<SealedEntry> =
        other.entries_from(0).into_iter().filter(|entry| entry.header.space == space).collect();
    assert_eq!(words.len(), 1, "one word a day");
    words.into_iter().for_each(|entry| drop(night.county.relay.take_in(entry)));
    let came = match sync(&night.advocate.door, id, &night.county.relay, &later) {
        Err(error) => Came::Noticed(error.code().to_owned(), 1),
        Ok(_) => match sync(&night.advocate.door, id, &night.county.relay, &later) {
            Err(error) => Came::Noticed(error.code().to_owned(), 2),
            Ok(_) => Came::Nothing,
        },
    };
    assert!(matches!(&came, Came::Noticed(code, _) if code == "server.two-histories"), "{came:?}");
    came
}

/// The receipt is good, and the tree that comes with it does not hold what it is for.
pub(super) fn signs_and_leaves_out(night: &mut Night, variant: usize) -> Came {
    night.news(1);
    let without = with_history(&night.county, &night.county.relay.entries_from(0));
    night.unsent(1 + variant);
    // What the tree looks like when somebody else's entry came instead.
    let person = NewPerson { name: "R".into(), short_name: "R".into(), agency: "invented".into(), guest: false };
    night.county.registrar.open().add_person(night.county.id, person, now()).unwrap();
    sync(&night.county.registrar.door, night.county.id, &without, &now).unwrap();
    let note = night.county.registrar.open().server_head(night.county.id).unwrap().unwrap().note;
    let liar = Liar {
        server: &night.county.relay,
        twist: |answer| {
            let Answer::Push(bytes) = answer else { return answer };
            let mut answer = PushAnswer::parse(&bytes).unwrap();
            answer.checkpoint = note.clone();
            if variant > 2 {
                answer.grown.as_mut().unwrap().leaves.iter_mut().for_each(|run| run.first = 0);
            }
            Answer::Push(answer.to_bytes())
        },
    };
    let waiting = night.deputy.open().vault.outbox_count(night.county.id).unwrap().waiting;
    let came = match night.noticed(&night.deputy, &liar) {
        Some(code) => Came::Noticed(code, 1),
        None => Came::Nothing,
    };
    let kept = night.deputy.open().vault.outbox_count(night.county.id).unwrap().waiting;
    assert_eq!(kept, waiting, "what is not shown to be there is still to be sent");
    assert!(matches!(&came, Came::Noticed(code, 1) if code == "server.unproven"), "{came:?}");
    // The registrar saw the other tree; for it the honest server now shows another.
    let fresh = std::mem::replace(night, Night::begin());
    fresh.deputy.open().go_on_with_server(fresh.county.id, now()).unwrap();
    fresh.deputy.sync(&fresh.county);
    assert_eq!(
        fresh.deputy.open().vault.outbox_count(fresh.county.id).unwrap().waiting,
        0,
        "an honest server proves it"
    );
    came
}

pub(super) fn shows_no_proof(night: &mut Night, variant: usize) -> Came {
    night.news(1 + variant);
    night.advocate.open().seats.iter_mut().for_each(|seat| seat.exchange = None);
    let liar = Liar {
        server: &night.county.relay,
        twist: |answer| match answer {
            Answer::Hello(mut answer, by) => {
                answer.growth.clear();
                Answer::Hello(answer, by)
            }
            Answer::Push(bytes) => {
                let mut answer = PushAnswer::parse(&bytes).unwrap();
                answer.grown = None;
                Answer::Push(answer.to_bytes())
            }
            other => other,
        },
    };
    let came = night.told(&liar);
    must(night, "no proof", came)
}
