//! The border of a seat: every entry from outside is judged here before it counts.

mod audited;
mod tested;

use super::seat::{Chain, Seat, Space};
use crate::directory::{Directory, Logged, SealedPart, SpaceFacts, Standing, Verdict as Word};
use crate::episode::{HybridClock, Op, Record};
use crate::seal::chain::ChainState;
use crate::seal::verified::{Disposition, Refused, Verified};
use crate::seal::{self, Authentic, facts_of_opening, open_statement_part};
use crate::sync::{Incoming, Receiver, Verdict};
use crate::vault::Head;
use first72_wire::compartment::Compartment;
use first72_wire::derived::{audit_space, request_space, witness_space};
use first72_wire::drill::{Mixed, id_belongs};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, EpisodeId, Hash, KeyId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::log_keys::LogKey;
use first72_wire::request_log::RequestDay;
use first72_wire::statement::StatementBody;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A seat together with the records that its entries fold into.
pub(super) struct Border<'a> {
    pub(super) seat: &'a mut Seat,
    pub(super) records: &'a mut BTreeMap<EpisodeId, Record>,
    pub(super) hybrid: &'a mut HybridClock,
    pub(super) wall_ms: i64,
}

impl Receiver for Border<'_> {
    fn judge(&mut self, run: &[Incoming]) -> Vec<Verdict> {
        // A chain ends where an entry of the other world stands in it.
        let own = run.iter().position(|item| self.is_of_the_other_world(item).is_some()).unwrap_or(run.len());
        let (own, other) = run.split_at_checked(own).unwrap_or((run, &[]));
        let in_directory = own.first().is_some_and(|item| item.entry.header.space == self.seat.directory_space());
        let of_server = own.first().is_some_and(|item| item.entry.header.space == request_space(&self.seat.realm()));
        let mut verdicts = match (in_directory, of_server) {
            (true, _) => self.directory_run(own),
            (false, true) => self.server_run(own),
            (false, false) => self.space_run(own),
        };
        let refused = other.first().and_then(|item| self.is_of_the_other_world(item));
        verdicts.extend(refused.into_iter().flat_map(|mixed| other.iter().map(move |_| Verdict::Refuse(mixed.code()))));
        verdicts
    }

    fn passes_over(&self, space: &SpaceId) -> bool {
        self.seat.left.contains_key(space)
    }

    fn learned(&self) -> usize {
        let known = |space: &Space| {
            let held = space.keys.keys.iter().filter(|key| key.held).count();
            usize::from(space.creator.is_some()) + space.keys.keys.len() + held
        };
        self.seat.spaces.values().map(known).sum()
    }

    fn take_heads(&mut self) -> Vec<Head> {
        std::mem::take(&mut self.seat.heads)
    }
}

impl Border<'_> {
    /// Whether an entry is a drill's at a real seat, or not this drill's at a drill's.
    fn is_of_the_other_world(&self, item: &Incoming) -> Option<Mixed> {
        let realm = item.entry.header.realm;
        match self.seat.genesis.is_drill() {
            true => (realm != self.seat.realm()).then_some(Mixed::RealInDrill),
            false => id_belongs(false, &realm).err(),
        }
    }
}

impl Border<'_> {
    /// Statements and keys of the directory: the evaluation itself checks signatures and chains.
    fn directory_run(&mut self, run: &[Incoming]) -> Vec<Verdict> {
        let mut logged = Vec::new();
        for item in run {
            match self.seat.read_logged(item) {
                Ok(one) => logged.push(Ok(one.hash)),
                Err(code) => logged.push(Err(code)),
            }
        }
        let adopted = self.seat.directory.adopted_count();
        self.seat.evaluate();
        for item in run.iter().filter(|item| item.entry.header.kind == Kind::Key) {
            self.seat.learn_directory_key(item);
        }
        if self.seat.unseal_statements() {
            self.seat.evaluate();
        }
        if self.seat.directory.adopted_count() != adopted {
            self.take_in_late();
        }
        let verdicts = run.iter().zip(logged).map(|(item, logged)| match logged {
            Err(code) => Verdict::Refuse(code),
            Ok(hash) => self.seat.directory_verdict(item, &hash),
        });
        let verdicts: Vec<_> = verdicts.collect();
        self.seat.forget_refused(run, &verdicts);
        verdicts
    }

    /// What the server says of its own days: a log key of its signs it, and nobody introduces it. An ended one has signed
    /// only what stands in the log before its end.
    fn server_run(&mut self, run: &[Incoming]) -> Vec<Verdict> {
        let seat = &mut *self.seat;
        let genesis = seat.genesis.hash();
        let mut verdicts = Vec::with_capacity(run.len());
        for item in run {
            let header = &item.entry.header;
            let known = seat.chain(&header.space, &header.device);
            let (last, prev) = known.and_then(Chain::head).unwrap_or((0, genesis));
            let there = known.and_then(|chain| chain.at(header.seq));
            let leaf = item.place.as_ref().map(|place| place.leaf);
            let counts = |key: &LogKey| key.until.is_none_or(|until| leaf.is_some_and(|leaf| leaf < until));
            let signer = seat.log_key_of(&header.device).filter(counts);
            let signed = signer.is_some_and(|key| item.entry.is_signed_by(&key.public));
            let verdict = if header.kind != Kind::Audit || !signed {
                Verdict::Refuse(Refused::Signature.code())
            } else if there.is_some_and(|there| there != item.hash) {
                Verdict::Refuse(Refused::Fork { seq: header.seq }.code())
            } else if there.is_some() {
                Verdict::Accept
            } else if header.seq != last.saturating_add(1) || header.prev != prev {
                Verdict::Park("entry.gap")
            } else if RequestDay::parse(&item.entry.body).is_err() {
                Verdict::Refuse(Refused::Kind.code())
            } else {
                seat.advance(header.space, header.device, item.hash);
                Verdict::Accept
            };
            verdicts.push(verdict);
        }
        verdicts
    }

    /// A run of one author in an episode's space. From the first entry that has to wait, the
    /// rest waits too: a chain has no holes.
    fn space_run(&mut self, run: &[Incoming]) -> Vec<Verdict> {
        let directory = Arc::clone(&self.seat.directory);
        let run_in = |item: &Incoming| (item.entry.header.space, item.entry.header.device);
        let Some((space, device)) = run.first().map(run_in) else { return Vec::new() };
        let known = self.seat.chains.entry(space).or_default().remove(&device).unwrap_or_default();
        let stored = |seq| known.at(seq);
        let chain = known.head().map_or_else(ChainState::empty, |head| ChainState::after(head, &stored));
        let entries: Vec<_> = run
            .iter()
            .map(|item| seal::Incoming { entry: &item.entry, pos: item.place.as_ref().map(|place| place.dir_pos) })
            .collect();
        let checked = Authentic::check_run(&directory, &chain, &entries);
        // Its author may have learned only after the first saves who else reads them: then the key
        // for them stands behind them in the chain. It is judged with the others below.
        for (item, authentic) in run.iter().zip(&checked) {
            if authentic.is_ok() && item.entry.header.kind == Kind::Key {
                let _ahead = self.seat.take_key(item);
            }
        }
        let mut accepted = Vec::new();
        let mut waits = None;
        let mut verdicts = Vec::with_capacity(run.len());
        for (item, authentic) in run.iter().zip(checked) {
            let verdict = match (waits, authentic) {
                (_, Err(Refused::Duplicate)) => Verdict::Accept,
                (Some(code), _) => Verdict::Park(code),
                (None, Err(refused)) => verdict(refused),
                (None, Ok(authentic)) => self.take(&directory, item, &authentic).map_or_else(verdict, |()| {
                    accepted.push(item.hash);
                    Verdict::Accept
                }),
            };
            if let Verdict::Park(code) = verdict {
                waits.get_or_insert(code);
            }
            verdicts.push(verdict);
        }
        let mut chain = known;
        accepted.into_iter().for_each(|hash| chain.push(hash));
        self.seat.chains.entry(space).or_default().insert(device, chain);
        verdicts
    }

    fn take(&mut self, directory: &Directory, item: &Incoming, authentic: &Authentic<'_>) -> Result<(), Refused> {
        match item.entry.header.kind {
            Kind::Key => self.seat.take_key(item),
            // Opened when a drill's custodians have put their shares together: here only its author is judged.
            Kind::Op if self.seat.is_test_space(&item.entry.header.space) => {
                let may = self.seat.may_seal_test(&item.entry.header.device);
                if may { Ok(()) } else { Err(Refused::NotEntitled) }
            }
            Kind::Op if self.seat.is_copy(&item.entry.header.space) => self.seat.take_copy(directory, authentic),
            Kind::Op => {
                let facts = self.seat.spaces.get(&item.entry.header.space).and_then(|space| space.facts.clone());
                let save = authentic.open(directory, &self.seat.keyring, facts.as_ref())?;
                self.count(save, facts)
            }
            Kind::Witness if item.entry.header.space == witness_space(&self.seat.realm()) => {
                let (head, made_ms) = self.seat.witnessed(&item.entry).ok_or(Refused::Witness)?;
                if item.entry.header.device == self.seat.device() {
                    self.seat.witnessed_ms = self.seat.witnessed_ms.max(made_ms);
                } else {
                    self.seat.heads.push(head);
                    let heard = self.seat.heard.entry(item.entry.header.device).or_insert(made_ms);
                    *heard = made_ms.max(*heard);
                }
                Ok(())
            }
            // Opened when an auditor reads it: here it only has to stand in its author's own place.
            Kind::Audit if item.entry.header.space == audit_space(&self.seat.realm(), &item.entry.header.device) => {
                Ok(())
            }
            Kind::Statement | Kind::Audit | Kind::Witness => Err(Refused::Kind),
        }
    }

    /// Folds a verified save into its episode's record. The first save of a space says what the
    /// space is; it must be what the key of the space says.
    pub(super) fn count(&mut self, save: Verified<Op>, facts: Option<SpaceFacts>) -> Result<(), Refused> {
        let opening = || facts_of_opening(save.value(), save.person());
        let facts = facts.or_else(opening).ok_or(Refused::UnknownSpace)?;
        let space = self.seat.spaces.entry(save.space()).or_default();
        if space.compartment() != Some(facts.compartment) {
            return Err(Refused::Commitment);
        }
        space.facts.get_or_insert_with(|| facts.clone());
        self.hybrid.observe(save.value().hlc, self.wall_ms);
        if let Some(episode) = facts.episode {
            self.records.entry(episode).or_default().apply(save.into_applied(facts.compartment));
        }
        Ok(())
    }
}

fn verdict(refused: Refused) -> Verdict {
    match refused.disposition() {
        Disposition::Park => Verdict::Park(refused.code()),
        Disposition::Duplicate => Verdict::Accept,
        Disposition::Fork | Disposition::Refuse => Verdict::Refuse(refused.code()),
    }
}

impl Space {
    pub(super) fn compartment(&self) -> Option<Compartment> {
        match self.class? {
            SpaceClass::Compartment(compartment) => Some(compartment),
            SpaceClass::Directory | SpaceClass::Released => None,
        }
    }
}

impl Seat {
    /// Puts an entry of the directory's space into the log, with its sealed part when it opens.
    pub(super) fn read_logged(&mut self, item: &Incoming) -> Result<Logged, &'static str> {
        let pos = item.place.as_ref().map(|place| place.pos);
        let sealed = self.sealed_part(item);
        let logged = Logged::read(&item.entry, pos, sealed).map_err(|error| error.code())?;
        self.bodies.insert(logged.hash, item.entry.body.clone());
        self.log.push(logged.clone());
        Ok(logged)
    }

    fn sealed_part(&self, item: &Incoming) -> Option<SealedPart> {
        open_sealed(self, &item.entry.body)
    }

    pub(super) fn evaluate(&mut self) {
        let directory = Directory::evaluate(&self.genesis, &self.log);
        directory.mark_checked(&mut self.log);
        self.directory = Arc::new(directory);
    }

    /// Opens sealed parts whose key has come since. Says whether there were any.
    pub(super) fn unseal_statements(&mut self) -> bool {
        let mut log = std::mem::take(&mut self.log);
        let mut opened = false;
        for logged in &mut log {
            let Some(statement) = logged.statement.as_mut().filter(|statement| statement.sealed.is_none()) else {
                continue;
            };
            let Some(body) = self.bodies.get(&logged.hash) else { continue };
            statement.sealed = open_sealed(self, body);
            opened |= statement.sealed.is_some();
        }
        self.log = log;
        opened
    }

    fn directory_verdict(&self, item: &Incoming, hash: &Hash) -> Verdict {
        if item.entry.header.kind == Kind::Key {
            return if self.is_office(item) { Verdict::Accept } else { Verdict::Park(Refused::NotEntitled.code()) };
        }
        // What follows in its author's chain is kept even when it has no effect: others stand on it.
        let header = &item.entry.header;
        if self.directory.holds(&header.device, header.seq, hash) {
            return Verdict::Accept;
        }
        match self.directory.verdict(hash) {
            Some(Word::Refused(reason)) => Verdict::Refuse(reason.code()),
            Some(Word::Waits(reason)) => Verdict::Park(reason.code()),
            Some(Word::Counts) | None => Verdict::Park(Refused::UnknownDevice(header.device).code()),
        }
    }

    /// Whether an entry of the directory's space was signed by the root or a registrar.
    fn is_office(&self, item: &Incoming) -> bool {
        let author = item.entry.header.device;
        if let Some(key) = self.directory.root_key(&author) {
            return item.entry.is_signed_by(key);
        }
        let device = self.directory.device(&author).filter(|device| device.is_registrar);
        device.is_some_and(|device| item.entry.is_signed_by(&device.sig_pk))
    }

    fn learn_directory_key(&mut self, item: &Incoming) {
        if !self.is_office(item) {
            return;
        }
        let Ok(body) = KeyBody::parse(&item.entry.body) else { return };
        if body.class != SpaceClass::Directory {
            return;
        }
        self.learn_key(&item.entry.header, &body);
    }

    /// What was not accepted must not stay in the log: it is kept with the problems and tried again from there.
    fn forget_refused(&mut self, run: &[Incoming], verdicts: &[Verdict]) {
        for (item, verdict) in run.iter().zip(verdicts) {
            if !matches!(verdict, Verdict::Accept) {
                self.log.retain(|logged| logged.hash != item.hash);
                self.bodies.remove(&item.hash);
            }
        }
    }

    /// Whether a key is one that the creator announced, or carries one of those inside.
    fn continues(&self, space: &Space, header: &Header, body: &KeyBody) -> bool {
        let announced = |id: &KeyId| space.keys.keys.iter().any(|known| known.key_id == *id);
        announced(&body.key_id) || self.open_wrap(header, body).iter().any(|key| announced(&key.id()))
    }

    /// Takes in a KEY entry: who it wraps to, and the key itself when it is for this device.
    ///
    /// Before the opening of a space has been read, only its creator's keys count, and keys whose
    /// giver shows to have held one of them; after it, only keys by devices that are entitled to
    /// the space. Otherwise anybody of the realm could offer a key of their own and read what is
    /// written under it.
    pub(super) fn take_key(&mut self, item: &Incoming) -> Result<(), Refused> {
        let header = &item.entry.header;
        let body = KeyBody::parse(&item.entry.body)?;
        let none = Space::default();
        let space = self.spaces.get(&header.space).unwrap_or(&none);
        let compartment = match body.class {
            SpaceClass::Compartment(compartment) => compartment,
            SpaceClass::Released => return self.take_copy_key(header, &body),
            SpaceClass::Directory => return Err(Refused::Kind),
        };
        if compartment == Compartment::Audit {
            return self.take_audit_key(header, &body);
        }
        if compartment == Compartment::Test {
            return self.take_test_key(header, &body);
        }
        if !self.has(compartment) || space.compartment().is_some_and(|known| known != compartment) {
            return Err(Refused::Kind);
        }
        if space.creator.is_none() && self.is_an_audit_space(&header.space) {
            return Err(Refused::Kind);
        }
        let allowed = match (&space.facts, space.creator) {
            (Some(facts), _) => may_give(&self.directory, header.device, facts, item),
            (None, Some(creator)) => creator == header.device || self.continues(space, header, &body),
            // Whoever began the space stands first in it. A page brings its entries author by author, so another's key may
            // come before: it waits.
            (None, None) => item.place.as_ref().is_none_or(|place| place.pos == 1),
        };
        if !allowed {
            return Err(if space.facts.is_some() { Refused::NotEntitled } else { Refused::UnknownSpace });
        }
        self.learn_key(header, &body);
        Ok(())
    }
}

fn may_give(directory: &Directory, device: DeviceId, facts: &SpaceFacts, item: &Incoming) -> bool {
    let pos = item.place.as_ref().map(|place| place.dir_pos);
    let wrote = matches!(directory.standing(&device, facts, pos, &[]), Standing::Good | Standing::Late);
    wrote || directory.entitled(&device, facts)
}

fn open_sealed(seat: &Seat, body: &[u8]) -> Option<SealedPart> {
    let body = StatementBody::parse(body).ok()?;
    let sealed = body.sealed?;
    let plain = open_statement_part(&seat.keyring, seat.directory_space(), &body.public_bytes, &sealed).ok()?;
    SealedPart::parse(&body.public, &plain).ok()
}
