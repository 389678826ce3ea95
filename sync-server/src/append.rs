//! What may be appended: the checks on one entry, within one transaction.
//!
//! Order: kind and space, author, signature, chain, body. Nothing is stored of a refused entry; an
//! authentic entry that contradicts a stored one is kept aside as proof.

mod again;

pub(crate) use again::Again;

use crate::disclosures::{Disclosures, Due};
use crate::members::{Effect, Member, Members, Office};
use crate::reach;
use crate::store::{Row, SpaceState, Store, StoreError};
use crate::tiles::Tiles;
use first72_wire::derived::{request_space, witness_space};
use first72_wire::entry::{signing_input, verify};
use first72_wire::header::{HEADER_LEN, Header, Kind};
use first72_wire::id::{DeviceId, Hash, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::outcome::{EntryOutcome, Why};
use first72_wire::statement::{PublicPart, StatementBody};
use first72_wire::tree::Edge;
use std::collections::HashMap;
use std::sync::Arc;

/// The code of an entry for a copy that is over.
const RELEASE_OVER: &str = "release.over";

/// What is known of an entry's signature before it reaches the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It holds, or a later one of its run does.
    Holds,
    /// It does not.
    Fails,
    /// The author was not known yet.
    NotChecked,
}

/// An entry that was uploaded. All digests are made before it comes here.
pub(crate) struct Candidate {
    /// Its header.
    pub(crate) header: Header,
    /// Its exact bytes.
    pub(crate) bytes: Vec<u8>,
    /// Its entry hash.
    pub(crate) hash: Hash,
    /// Its hash as a leaf of the tree.
    pub(crate) leaf: Hash,
    /// What is known of its signature.
    pub(crate) proof: Proof,
}

impl Candidate {
    fn body(&self) -> &[u8] {
        let end = self.bytes.len().saturating_sub(64);
        self.bytes.get(HEADER_LEN..end).unwrap_or_default()
    }

    fn is_authentic(&self, author: &Member) -> bool {
        let signature = || {
            self.bytes
                .last_chunk::<64>()
                .is_some_and(|signature| verify(&author.sig_pk, &signing_input(&self.hash), signature))
        };
        match self.proof {
            Proof::Holds => true,
            Proof::Fails => false,
            Proof::NotChecked => signature(),
        }
    }
}

/// What a batch of entries leaves behind once it is durable.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// Everyone.
    pub(crate) members: Arc<Members>,
    /// Copies that were given for a time, and what is held.
    pub(crate) disclosures: Arc<Disclosures>,
    /// The tree.
    pub(crate) tree: Edge,
    /// Its nodes that are not whole tiles yet.
    pub(crate) tiles: Tiles,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// As its author is told.
    pub(crate) outcome: EntryOutcome,
    /// Its leaf in the tree, counted from 0, when it is there.
    pub(crate) leaf: Option<u64>,
}

impl From<EntryOutcome> for Taken {
    /// Of an entry that is not there.
    fn from(outcome: EntryOutcome) -> Self {
        Self { outcome, leaf: None }
    }
}

impl From<Why> for Taken {
    fn from(why: Why) -> Self {
        EntryOutcome::Refused(why).into()
    }
}

enum Body {
    Statement(PublicPart),
    Key(KeyBody),
    Sealed,
}

/// One transaction: entries are taken one by one, then all become durable or none.
pub(crate) struct Batch<'s> {
    store: &'s Store,
    directory: SpaceId,
    witnesses: SpaceId,
    requests: SpaceId,
    state: State,
    appended: usize,
    kept_aside: bool,
    /// Bodies of entries were destroyed.
    destroyed: bool,
    /// A lost server is made again: what was taken once is taken, whatever is over by now.
    is_again: bool,
    /// Spaces that grew in this batch.
    spaces: HashMap<SpaceId, SpaceState>,
    heads: HashMap<(SpaceId, DeviceId), (u64, Hash)>,
}

impl<'s> Batch<'s> {
    /// Begins.
    pub(crate) fn begin(store: &'s Store, directory: SpaceId, state: State) -> Result<Self, StoreError> {
        store.begin()?;
        let (spaces, heads) = (HashMap::new(), HashMap::new());
        let (witnesses, requests) = (witness_space(store.realm()), request_space(store.realm()));
        Ok(Self {
            store,
            directory,
            witnesses,
            requests,
            state,
            appended: 0,
            kept_aside: false,
            destroyed: false,
            is_again: false,
            spaces,
            heads,
        })
    }

    /// Checks one entry and appends it. An error is the store's, and spoils the whole batch.
    pub(crate) fn take(&mut self, candidate: &Candidate, now_ms: i64) -> Result<Taken, StoreError> {
        let header = &candidate.header;
        if !self.kind_belongs(header) {
            return Ok(Why::Space.into());
        }
        let Some(author) = self.state.members.get(&header.device) else {
            return Ok(Why::Author.into());
        };
        // The server speaks in its own space and nowhere else, and nobody else speaks there.
        if (author.office == Office::Server) != (header.space == self.requests) {
            return Ok(Why::Space.into());
        }
        if !candidate.is_authentic(author) {
            return Ok(Why::Signature.into());
        }
        let begins = author.introduced.contains(&header.prev);
        let head = self.head(header)?;
        let last = head.map_or(0, |(seq, _)| seq);
        if header.seq <= last {
            return self.known(candidate, now_ms);
        }
        if header.seq > last + 1 {
            return Ok(Why::Gap { have: last }.into());
        }
        match head {
            None if !begins => return Ok(Why::Prev.into()),
            // Its author says that another entry stands where we have this one.
            Some((_, hash)) if hash != header.prev => return self.fork(candidate, now_ms),
            _ => {}
        }
        if !self.is_again && self.state.disclosures.is_over(&header.space, now_ms) {
            return Ok(Why::Other(RELEASE_OVER.to_owned()).into());
        }
        let Some(body) = self.read_body(candidate) else {
            return Ok(Why::Body.into());
        };
        self.append(candidate, &body, now_ms)
    }

    /// Puts away copies that are over at `now_ms`. Says whether there were any.
    pub(crate) fn put_away(&mut self, now_ms: i64) -> Result<bool, StoreError> {
        let due = self.state.disclosures.due(now_ms);
        for due in &due {
            let space = match due {
                Due::Unserve(space) | Due::Destroy(space, _) => space,
            };
            // Nobody ends a space by calling it a copy: it was begun as one, by who gave it.
            let is_copy = self.store.beginning(space)?.is_some_and(|(device, entry)| {
                let class = KeyBody::parse(&entry.body).map(|body| body.class);
                let begun_by = self.state.members.get(&device).and_then(|member| member.person);
                let by = match due {
                    Due::Destroy(_, by) => Some(*by),
                    Due::Unserve(_) => begun_by,
                };
                entry.header.kind == Kind::Key && class == Ok(SpaceClass::Released) && begun_by == by
            });
            if is_copy {
                self.store.unserve(space)?;
                if matches!(due, Due::Destroy(..)) {
                    self.store.destroy_bodies(space)?;
                    self.destroyed = true;
                }
                self.kept_aside = true;
            }
            Arc::make_mut(&mut self.state.disclosures).note(due);
        }
        Ok(!due.is_empty())
    }

    /// Whether bodies of entries were destroyed.
    pub(crate) const fn has_destroyed(&self) -> bool {
        self.destroyed
    }

    /// There is something to keep besides entries.
    pub(crate) const fn keeps(&mut self) {
        self.kept_aside = true;
    }

    /// Makes everything durable and says what is true now. With nothing to keep, nothing is synced.
    pub(crate) fn commit(mut self) -> Result<State, StoreError> {
        if self.appended == 0 && !self.kept_aside {
            self.store.roll_back();
            return Ok(self.state);
        }
        for (space, state) in &self.spaces {
            self.store.save_space(space, *state)?;
        }
        self.store.save_tree(&self.state.tree)?;
        self.store.save_tiles(&self.state.tiles.take_grown())?;
        self.store.commit()?;
        Ok(self.state)
    }

    /// Statements stand in the directory and nowhere else, witnesses likewise in their space; saves stand anywhere else.
    fn kind_belongs(&self, header: &Header) -> bool {
        if header.space == self.requests {
            return header.kind == Kind::Audit;
        }
        let (directory, witnesses) = (header.space == self.directory, header.space == self.witnesses);
        match header.kind {
            Kind::Statement => directory,
            Kind::Witness => witnesses,
            Kind::Op => !directory && !witnesses,
            Kind::Key | Kind::Audit => !witnesses,
        }
    }

    fn head(&mut self, header: &Header) -> Result<Option<(u64, Hash)>, StoreError> {
        let chain = (header.space, header.device);
        if let Some(head) = self.heads.get(&chain) {
            return Ok(Some(*head));
        }
        let head = self.store.chain_head(&header.space, &header.device)?;
        if let Some(head) = head {
            self.heads.insert(chain, head);
        }
        Ok(head)
    }

    /// An entry with a number that is taken: the same one again, or a contradiction.
    fn known(&mut self, candidate: &Candidate, now_ms: i64) -> Result<Taken, StoreError> {
        let header = &candidate.header;
        match self.store.chain_entry(&header.space, &header.device, header.seq)? {
            Some((hash, pos, leaf)) if hash == candidate.hash => {
                Ok(Taken { outcome: EntryOutcome::Duplicate { pos }, leaf: Some(leaf) })
            }
            Some(_) => self.fork(candidate, now_ms),
            None => Err(StoreError::Damaged),
        }
    }

    fn fork(&mut self, candidate: &Candidate, now_ms: i64) -> Result<Taken, StoreError> {
        tracing::warn!(space = %candidate.header.space, device = %candidate.header.device, seq = candidate.header.seq, "fork");
        self.kept_aside |= self.store.save_fork(&candidate.header, now_ms, &candidate.bytes)?;
        Ok(EntryOutcome::Fork.into())
    }

    fn read_body(&self, candidate: &Candidate) -> Option<Body> {
        Some(match candidate.header.kind {
            Kind::Statement => Body::Statement(StatementBody::parse(candidate.body()).ok()?.public),
            Kind::Key => {
                let key = KeyBody::parse(candidate.body()).ok()?;
                let directory = candidate.header.space == self.directory;
                ((key.class == SpaceClass::Directory) == directory).then_some(Body::Key(key))?
            }
            Kind::Op | Kind::Audit | Kind::Witness => Body::Sealed,
        })
    }

    fn append(&mut self, candidate: &Candidate, body: &Body, now_ms: i64) -> Result<Taken, StoreError> {
        let (header, hash) = (&candidate.header, candidate.hash);
        let dir_pos = self.space(&self.directory)?.head;
        let mut space = self.space(&header.space)?;
        space.head += 1;
        let pos = space.head;
        let row = Row { header, pos, hash: &hash, dir_pos, stored_ms: now_ms, bytes: &candidate.bytes };
        let leaf = self.state.tree.size();
        self.store.append(leaf + 1, &row)?;
        self.state.tree.push(candidate.leaf);
        self.state.tiles.push(candidate.leaf);
        self.heads.insert((header.space, header.device), (header.seq, hash));
        self.appended += 1;
        match body {
            Body::Statement(statement) => self.state_changes(&header.device, pos, hash, statement)?,
            // The directory is open to every live device; its wraps open nothing more. An ended device still says who
            // reads what it began before it could send it, and nothing about spaces of others.
            Body::Key(key)
                if header.space != self.directory
                    && (space.version == 0 || self.state.members.is_live(&header.device)) =>
            {
                let placed = reach::Placed { space: header.space, author: header.device, pos, body: key };
                reach::take(self.store, &mut space, &placed)?;
            }
            Body::Key(_) | Body::Sealed => {}
        }
        self.spaces.insert(header.space, space);
        Ok(Taken { outcome: EntryOutcome::Stored { pos }, leaf: Some(leaf) })
    }

    fn space(&self, space: &SpaceId) -> Result<SpaceState, StoreError> {
        self.spaces.get(space).map_or_else(|| self.store.space(space), |state| Ok(*state))
    }

    fn state_changes(
        &mut self,
        author: &DeviceId,
        pos: u64,
        hash: Hash,
        statement: &PublicPart,
    ) -> Result<(), StoreError> {
        if Disclosures::heeds(statement) {
            let members = Arc::clone(&self.state.members);
            Arc::make_mut(&mut self.state.disclosures).apply(&members, author, hash, statement);
        }
        if !Members::heeds(statement) {
            return Ok(());
        }
        // Copied once a batch: until the commit, everybody else keeps seeing what was before it.
        let members = Arc::make_mut(&mut self.state.members);
        match members.apply(author, pos, hash, statement) {
            Effect::None => Ok(()),
            Effect::Changed(device) => self.store.save_member(&device, members),
            Effect::Promoted(device) => {
                self.store.save_member(&device, members)?;
                replay(self.store, self.directory, &device, members)
            }
            Effect::Cut => {
                *members = members.without_cuts(&self.store.statements(&self.directory)?);
                self.store.replace_members(members)
            }
            Effect::Recovers(case) => reach::recover(self.store, &self.spaces, &case),
            Effect::Cosigned(statement) => {
                let Some((signer, PublicPart::RecoveryUse(case))) =
                    self.store.statement(&self.directory, &statement)?
                else {
                    return Ok(());
                };
                if !members.are_two_registrars(author, &signer) {
                    return Ok(());
                }
                reach::recover(self.store, &self.spaces, &case)
            }
        }
    }
}

/// What a device had said before the root made it a registrar's counts from now on.
fn replay(store: &Store, directory: SpaceId, registrar: &DeviceId, members: &mut Members) -> Result<(), StoreError> {
    for (pos, entry) in store.chain(&directory, registrar)? {
        let Ok(body) = StatementBody::parse(&entry.body) else { continue };
        if let Effect::Changed(device) = members.apply(registrar, pos, entry.hash(), &body.public) {
            store.save_member(&device, members)?;
        }
    }
    Ok(())
}
