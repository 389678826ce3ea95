//! What the server in memory holds: spaces, chains, members, and the tree over all of it.

use first72_wire::checkpoint::Checkpoint;
use first72_wire::compartment::Compartment;
use first72_wire::derived::witness_space;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::Genesis;
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, Hash, PersonId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::label::digest;
use first72_wire::outcome::{EntryOutcome, Grown, PullAnswer, Why};
use first72_wire::proof::Asked;
use first72_wire::request::{Cursor, PullRequest};
use first72_wire::run::{Form, Item, Packer, Place};
use first72_wire::statement::{Introduced, PublicPart, StatementBody};
use first72_wire::tree::{Edge, LeafRun, Nodes, consistency, growth, inclusion, leaf_hash, node_hash, witnesses_of};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use super::copies::Copies;

/// An entry by its chain and number.
type ChainNumber = (SpaceId, DeviceId, u64);

pub(super) struct Log {
    directory: SpaceId,
    witnesses: SpaceId,
    root: DeviceId,
    spaces: BTreeMap<SpaceId, Space>,
    chains: BTreeMap<(SpaceId, DeviceId), Vec<(Hash, u64)>>,
    /// Which leaf an entry is, by its chain and number.
    numbers: BTreeMap<ChainNumber, u64>,
    members: BTreeMap<DeviceId, Member>,
    leaves: Vec<Hash>,
    edge: Edge,
    /// Where each entry stands, in the order in which they came.
    order: Vec<(SpaceId, usize)>,
    marks: BTreeMap<[u8; 8], BTreeMap<SpaceId, u64>>,
    /// Copies that were given for a time.
    copies: Copies,
}

#[derive(Default)]
struct Space {
    entries: Vec<Kept>,
    readers: BTreeSet<DeviceId>,
}

struct Kept {
    entry: SealedEntry,
    hash: Hash,
    dir_pos: u64,
    leaf: u64,
}

struct Member {
    sig_pk: [u8; 32],
    /// Whose it is; nobody's for the root.
    person: Option<PersonId>,
    /// What introduced it: the first entry of each of its chains follows one of these.
    introduced: Vec<Hash>,
    registrar: bool,
    ended: Option<Vec<u8>>,
}

impl Space {
    /// The class of its content, as its first key says.
    fn class(&self) -> Option<Compartment> {
        let keys = self.entries.iter().filter(|kept| kept.entry.header.kind == Kind::Key);
        match keys.filter_map(|kept| KeyBody::parse(&kept.entry.body).ok()).next()?.class {
            SpaceClass::Compartment(compartment) => Some(compartment),
            SpaceClass::Directory | SpaceClass::Released => None,
        }
    }
}

impl Log {
    pub(super) fn new(genesis: &Genesis) -> Self {
        let root = genesis.root_id();
        let sig_pk = genesis.fields().root_pk;
        let introduced = vec![genesis.hash()];
        let member = Member { sig_pk, person: None, introduced, registrar: false, ended: None };
        Self {
            directory: genesis.directory_space(),
            witnesses: witness_space(&genesis.realm()),
            root,
            spaces: BTreeMap::new(),
            chains: BTreeMap::new(),
            numbers: BTreeMap::new(),
            members: BTreeMap::from([(root, member)]),
            leaves: Vec::new(),
            edge: Edge::default(),
            order: Vec::new(),
            marks: BTreeMap::new(),
            copies: Copies::default(),
        }
    }

    pub(super) fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Every entry after the first `skip`, in the order in which they came.
    pub(super) fn entries_from(&self, skip: usize) -> Vec<SealedEntry> {
        let places = self.order.iter().skip(skip);
        let kept = places.filter_map(|(space, at)| self.spaces.get(space)?.entries.get(*at));
        // Of a copy that is over nothing is left to be kept.
        kept.filter(|kept| !kept.entry.body.is_empty()).map(|kept| kept.entry.clone()).collect()
    }

    pub(super) fn sig_pk(&self, device: &DeviceId) -> Option<[u8; 32]> {
        self.members.get(device).map(|member| member.sig_pk)
    }

    /// The entry that ended a device.
    pub(super) fn ended(&self, device: &DeviceId) -> Option<&[u8]> {
        self.members.get(device)?.ended.as_deref()
    }

    pub(super) fn checkpoint(&self) -> Checkpoint {
        Checkpoint::of(&self.edge)
    }

    pub(super) fn append(&mut self, item: Item) -> EntryOutcome {
        let Ok(entry) = item.entry else { return EntryOutcome::Refused(Why::Other("entry.kind".into())) };
        let header = entry.header;
        let Some(member) = self.members.get(&header.device) else { return EntryOutcome::Refused(Why::Author) };
        if !entry.is_signed_by(&member.sig_pk) {
            return EntryOutcome::Refused(Why::Signature);
        }
        if !self.kind_belongs(&header) {
            return EntryOutcome::Refused(Why::Space);
        }
        let chain = self.chains.entry((header.space, header.device)).or_default();
        let have = chain.len() as u64;
        let before = usize::try_from(header.seq - 1).ok().and_then(|at| chain.get(at));
        match before {
            Some((hash, pos)) if *hash == item.hash => return EntryOutcome::Duplicate { pos: *pos },
            Some(_) => return EntryOutcome::Fork,
            None if header.seq != have + 1 => return EntryOutcome::Refused(Why::Gap { have }),
            None => {}
        }
        let follows = match chain.last() {
            Some((hash, _)) => header.prev == *hash,
            None => member.introduced.contains(&header.prev),
        };
        if !follows {
            return EntryOutcome::Refused(Why::Prev);
        }
        if self.copies.is_over(&header.space) {
            return EntryOutcome::Refused(Why::Other("release.over".into()));
        }
        if self.apply(&entry, item.hash).is_none() {
            return EntryOutcome::Refused(Why::Body);
        }
        EntryOutcome::Stored { pos: self.store(entry, item.hash) }
    }

    fn kind_belongs(&self, header: &Header) -> bool {
        let (directory, witnesses) = (header.space == self.directory, header.space == self.witnesses);
        match header.kind {
            Kind::Key => !witnesses,
            Kind::Statement => directory,
            Kind::Witness => witnesses,
            Kind::Op | Kind::Audit => !directory && !witnesses,
        }
    }

    fn store(&mut self, entry: SealedEntry, hash: Hash) -> u64 {
        let dir_pos = self.spaces.get(&self.directory).map_or(0, |space| space.entries.len() as u64);
        let chain = (entry.header.space, entry.header.device);
        let header = &entry.header;
        let leaf = self.size();
        self.numbers.insert((header.space, header.device, header.seq), leaf);
        let hash_of_leaf = leaf_hash(&entry.to_bytes());
        self.leaves.push(hash_of_leaf);
        self.edge.push(hash_of_leaf);
        let id = entry.header.space;
        let space = self.spaces.entry(id).or_default();
        self.order.push((id, space.entries.len()));
        space.entries.push(Kept { entry, hash, dir_pos, leaf });
        let pos = space.entries.len() as u64;
        self.chains.entry(chain).or_default().push((hash, pos));
        pos
    }

    /// Takes over what a KEY or STMT means to a server; none when its body is not of the form.
    fn apply(&mut self, entry: &SealedEntry, hash: Hash) -> Option<()> {
        let header = entry.header;
        if header.kind == Kind::Key {
            let body = KeyBody::parse(&entry.body).ok()?;
            let space = self.spaces.entry(header.space).or_default();
            space.readers.extend(body.wraps.iter().map(|wrap| wrap.device_id));
        }
        if header.kind != Kind::Statement {
            return Some(());
        }
        let statement = StatementBody::parse(&entry.body).ok()?;
        let registrar = self.members.get(&header.device).is_some_and(|member| member.registrar);
        match statement.public {
            PublicPart::RegistrarAdd(device) if header.device == self.root => {
                self.introduce(&device, hash).registrar = true;
            }
            PublicPart::DeviceAdd { device, .. } if registrar => {
                self.introduce(&device, hash);
            }
            PublicPart::DeviceEnd { device_id, .. } if registrar => {
                let member = self.members.get_mut(&device_id)?;
                member.ended.get_or_insert_with(|| entry.to_bytes());
            }
            PublicPart::RecoveryUse(case) if registrar => {
                let of_class = self.spaces.values_mut().filter(|space| space.class() == Some(case.compartment));
                of_class.for_each(|space| _ = space.readers.insert(case.device_id));
            }
            public => {
                let person = self.members.get(&header.device).and_then(|member| member.person);
                let is_office = registrar || header.device == self.root;
                self.copies.apply(person, is_office, hash, &public);
            }
        }
        Some(())
    }

    /// Puts away copies that are over at `now_ms`: nobody reads them any more, and unless they are held what they hold is gone.
    pub(super) fn put_away(&mut self, now_ms: i64) {
        for (id, is_held) in self.copies.over(now_ms) {
            let Some(space) = self.spaces.get_mut(&id) else { continue };
            space.readers.clear();
            if !is_held {
                space.entries.iter_mut().for_each(|kept| kept.entry.body.clear());
            }
        }
    }

    /// A device may be introduced more than once, as one is that becomes a registrar's: its chains may begin with either.
    fn introduce(&mut self, device: &Introduced, hash: Hash) -> &mut Member {
        let (sig_pk, person) = (device.sig_pk, Some(device.person_id));
        let unknown = || Member { sig_pk, person, introduced: Vec::new(), registrar: false, ended: None };
        let member = self.members.entry(device.device_id).or_insert_with(unknown);
        member.introduced.push(hash);
        member
    }

    /// Which entry an item is, when it is one.
    pub(super) fn place_of(item: &Item) -> Option<ChainNumber> {
        let header = item.entry.as_ref().ok()?.header;
        Some((header.space, header.device, header.seq))
    }

    /// The leaf of an entry that is here.
    pub(super) fn leaf_of(&self, place: &ChainNumber) -> Option<u64> {
        self.numbers.get(place).copied()
    }

    /// How the tree grew since it had `seen` leaves; nothing when it has fewer.
    pub(super) fn growth(&self, seen: u64, known: &[LeafRun]) -> Vec<Hash> {
        if seen > self.size() { Vec::new() } else { there(growth(self, seen, self.size(), known)) }
    }

    /// What shows that the tree grew since it had `seen` leaves and holds these.
    pub(super) fn grown(&self, seen: u64, mut leaves: Vec<u64>) -> Grown {
        let runs = Grown::runs(leaves.iter().copied());
        leaves.sort_unstable();
        leaves.dedup();
        let (before, since) = leaves.split_at(leaves.partition_point(|leaf| *leaf < seen));
        let below = if before.is_empty() { Vec::new() } else { there(witnesses_of(self, before, self.size())) };
        let growth = self.growth(seen, &Grown::runs(since.iter().copied()));
        Grown { leaves: runs, growth, below }
    }

    /// Proofs about the tree; none when it is not as large as what is asked.
    pub(super) fn prove(&self, asked: &Asked) -> Option<Vec<Vec<Hash>>> {
        match asked {
            Asked::Consistency { from, to } if *to <= self.size() && from.iter().all(|from| from <= to) => {
                Some(from.iter().map(|from| there(consistency(self, *from, *to))).collect())
            }
            Asked::Inclusion { leaf, to } if *to <= self.size() && leaf < to => {
                Some(vec![there(inclusion(self, *leaf, *to))])
            }
            Asked::Consistency { .. } | Asked::Inclusion { .. } => None,
        }
    }

    /// The next page for a device; none when it names a mark that is not known.
    pub(super) fn page(&mut self, device: DeviceId, request: &PullRequest, most: usize) -> Option<PullAnswer> {
        let mut have = match request.mark {
            Some(mark) => self.marks.get(&mark)?.clone(),
            None => BTreeMap::new(),
        };
        have.extend(request.cursors.iter().map(|cursor| (cursor.space, cursor.pos)));
        let mut packer = Packer::new(Form::Download);
        let (mut moved, mut more) = (Vec::new(), false);
        for (id, space) in self.readable(device) {
            let before = have.get(&id).copied().unwrap_or(0);
            let (end, rest) = fill(&mut packer, space, before, most, (!request.own).then_some(device));
            more |= rest;
            if end > before {
                have.insert(id, end);
                moved.push(Cursor { space: id, pos: end });
            }
        }
        let mark = mark_of(device, &have);
        self.marks.insert(mark, have);
        Some(PullAnswer { more, mark, cursors: moved, page: packer.into_bytes() })
    }

    /// Whether there is anything by others that a device may read since this mark; also when the mark is not known.
    pub(super) fn has_news(&self, device: DeviceId, mark: Option<[u8; 8]>) -> bool {
        let Some(have) = mark.and_then(|mark| self.marks.get(&mark)) else { return true };
        self.readable(device).into_iter().any(|(id, space)| {
            let before = have.get(&id).copied().unwrap_or(0);
            let after = space.entries.iter().skip(usize::try_from(before).unwrap_or(usize::MAX));
            after.into_iter().any(|kept| kept.entry.header.device != device)
        })
    }

    /// The spaces that a device may read, the directory first: everything else is judged by it.
    fn readable(&self, device: DeviceId) -> Vec<(SpaceId, &Space)> {
        let mut readable: Vec<(SpaceId, &Space)> = self
            .spaces
            .iter()
            .filter(|(id, space)| **id == self.directory || **id == self.witnesses || space.readers.contains(&device))
            .map(|(id, space)| (*id, space))
            .collect();
        readable.sort_by_key(|(id, _)| *id != self.directory);
        readable
    }
}

impl Nodes for Log {
    type Error = Infallible;

    fn node(&self, level: u32, index: u64) -> Result<Hash, Infallible> {
        let leaf = || usize::try_from(index).ok().and_then(|index| self.leaves.get(index)).copied();
        match level {
            // Only leaves that are here are asked for.
            0 => Ok(leaf().unwrap_or(Hash::ZERO)),
            _ => Ok(node_hash(&self.node(level - 1, index * 2)?, &self.node(level - 1, index * 2 + 1)?)),
        }
    }
}

/// What is in memory is always there.
fn there<T>(node: Result<T, Infallible>) -> T {
    match node {
        Ok(node) => node,
        Err(never) => match never {},
    }
}

/// Appends entries after `before` while there is room; says how far it came and whether more is left.
fn fill(packer: &mut Packer, space: &Space, before: u64, most: usize, but: Option<DeviceId>) -> (u64, bool) {
    let mut end = before;
    for (pos, kept) in (1u64..).zip(&space.entries).skip(usize::try_from(before).unwrap_or(usize::MAX)) {
        if Some(kept.entry.header.device) != but {
            if !packer.is_empty() && !packer.has_room(kept.entry.body.len(), most) {
                return (end, true);
            }
            packer.push(&kept.entry, &kept.hash, Place { pos, dir_pos: kept.dir_pos, leaf: kept.leaf });
        }
        end = pos;
    }
    (end, false)
}

fn mark_of(device: DeviceId, have: &BTreeMap<SpaceId, u64>) -> [u8; 8] {
    let cursors: Vec<u8> =
        have.iter().flat_map(|(space, pos)| [space.0.as_slice(), &pos.to_be_bytes()].concat()).collect();
    let [a, b, c, d, e, f, g, h, ..] = digest(b"invented mark", &[&device.0, &cursors]).0;
    [a, b, c, d, e, f, g, h]
}
