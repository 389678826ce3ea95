//! Servers that lie: one that alters answers on their way, and others that hold the log key and another history.

use super::super::*;
use crate::sync::{Answer, MemoryRelay, Pages, Relay, RelayError};
use first72_wire::entry::SealedEntry;
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::outcome::{EntryOutcome, PullAnswer};
use first72_wire::run::{Form, Packer, Place, unpack};

/// Alters what an honest server answers.
pub(super) struct Liar<'a, F> {
    pub(super) server: &'a dyn Relay,
    pub(super) twist: F,
}

impl<F: Fn(Answer) -> Answer + Send + Sync> Liar<'_, F> {
    fn bytes(&self, answer: Answer) -> Vec<u8> {
        match (self.twist)(answer) {
            Answer::Push(bytes) | Answer::Pull(bytes) | Answer::Prove(bytes) => bytes,
            Answer::Hello(..) => Vec::new(),
        }
    }
}

impl<F: Fn(Answer) -> Answer + Send + Sync> Relay for Liar<'_, F> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        match (self.twist)(Answer::Hello(self.server.hello(request)?, self.authority())) {
            Answer::Hello(answer, _) => Ok(answer),
            _ => Err(RelayError::Cut),
        }
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        Ok(self.bytes(Answer::Push(self.server.push(auth, body)?)))
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        let pages = self.server.pull(auth, body)?;
        Ok(Box::new(pages.map(|page| Ok(self.bytes(Answer::Pull(page?))))))
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        Ok(self.bytes(Answer::Prove(self.server.prove(auth, path)?)))
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.server.genesis()
    }

    fn authority(&self) -> Hash {
        self.server.authority()
    }
}

/// Alters the entries of every page of a pull.
pub(super) fn altering<'a>(
    server: &'a dyn Relay,
    realm: RealmId,
    twist: impl Fn(&mut Vec<(SealedEntry, Place)>, &mut PullAnswer) + Send + Sync + 'a,
) -> Liar<'a, impl Fn(Answer) -> Answer + Send + Sync + 'a> {
    let twist = move |answer: Answer| {
        let Answer::Pull(bytes) = answer else { return answer };
        let mut answer = PullAnswer::parse(&bytes).unwrap();
        let runs = unpack(realm, Form::Download, &answer.page).unwrap();
        let items = runs.into_iter().flat_map(|run| run.items);
        let mut entries: Vec<_> = items.map(|item| (item.entry.unwrap(), item.place)).collect();
        twist(&mut entries, &mut answer);
        let mut packer = Packer::new(Form::Download);
        entries.iter().for_each(|(entry, place)| packer.push(entry, &entry.hash(), *place));
        answer.page = packer.into_bytes();
        Answer::Pull(answer.to_bytes())
    };
    Liar { server, twist }
}

/// A server of the same realm with the same log key that has taken in these entries, and no others.
pub(super) fn with_history(realm: &Realm, entries: &[SealedEntry]) -> MemoryRelay {
    let key = Arc::clone(&realm.log_key);
    let sign = move |message: &[u8]| key.sign(message).as_ref().try_into().unwrap();
    let log_pk = realm.genesis.genesis().fields().servers[0].log_pk;
    let other = MemoryRelay::new(realm.genesis.clone(), log_pk, sign);
    other.set_time(NOW);
    for entry in entries {
        let taken = other.take_in(entry.clone());
        assert!(matches!(taken, EntryOutcome::Stored { .. }), "{taken:?}");
    }
    other
}

/// The same entries in another order that every chain allows: two neighbours of different chains change places.
pub(super) fn reordered(entries: &[SealedEntry], skip: usize) -> Vec<SealedEntry> {
    let free = |pair: &[SealedEntry]| {
        let [one, next] = [&pair[0].header, &pair[1].header];
        one.device != next.device && one.space != next.space
    };
    let places: Vec<usize> = (0..entries.len() - 1).filter(|at| free(&entries[*at..at + 2])).collect();
    let mut other = entries.to_vec();
    let at = places[places.len() - 1 - skip % places.len()];
    other.swap(at, at + 1);
    other
}
