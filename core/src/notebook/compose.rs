//! One save, from changes to sealed entries: the key is chosen or made, the payload is sealed, and
//! nothing is remembered before the vault has kept it.

use super::error::NotebookError;
use super::keys::{Chosen, Given};
use super::seat::Seat;
use crate::directory::{AsOf, SpaceFacts};
use crate::episode::{AppliedOp, Change, Dependency, Hlc, Op, ServerTime, TreeHead};
use crate::moment::Moment;
use crate::seal::{ChainSlot, Randomness, seal_entry, sign_clear_entry};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{OpId, SpaceId};

/// Most heads that a save names as seen.
const MAX_SEEN: usize = 64;

/// A save of one space, sealed and not yet kept.
pub(super) struct Composed {
    pub(super) entries: Vec<SealedEntry>,
    pub(super) saves: Vec<AppliedOp>,
    pub(super) space: SpaceId,
    pub(super) facts: SpaceFacts,
    pub(super) given: Option<Given>,
}

/// What a save says and when.
pub(super) struct Said {
    pub(super) op_id: OpId,
    pub(super) hlc: Hlc,
    pub(super) now: Moment,
    /// The true time: dates of grants do not follow a clock that was set.
    pub(super) as_of: AsOf,
    pub(super) server_time: Option<ServerTime>,
    /// The server's tree as this device last saw it: nothing in the save is older than that.
    pub(super) seen: Option<TreeHead>,
    pub(super) changes: Vec<Change>,
}

/// Seals changes into a space, which is made when it does not exist yet.
pub(super) fn compose(
    seat: &Seat,
    facts: &SpaceFacts,
    said: Said,
    random: &dyn Randomness,
) -> Result<Composed, NotebookError> {
    if !seat.may_write(facts) {
        return Err(NotebookError::NotEntitled { compartment: facts.compartment });
    }
    let existing = facts.episode.and_then(|episode| seat.space_of(episode, facts.compartment));
    let space = match existing {
        Some(space) => space,
        None if seat.may_begin(facts, said.changes.first(), said.as_of) => SpaceId(super::draw_id(random)?),
        None => return Err(NotebookError::NotEntitled { compartment: facts.compartment }),
    };
    let mut slot = seat.next_slot(space).ok_or(NotebookError::NotEnrolled)?;
    let mut entries = Vec::new();
    let chosen = seat.choose_key(space, facts, said.as_of, random)?;
    let key = match &chosen {
        Chosen::Held(id) => seat.keyring.get(&space, id),
        Chosen::New(given) => {
            push(&mut entries, &mut slot, |slot| sign_clear_entry(&seat.keys, slot, Kind::Key, given.body.to_bytes()))?;
            given.key.as_ref()
        }
    };
    let key = key.ok_or(NotebookError::NoKey)?;
    let mut op = Op::new(said.op_id, said.hlc, said.now, said.changes);
    op.server_time = said.server_time;
    op.seen = said.seen;
    op.deps = seen(seat, space);
    let payload = zeroize::Zeroizing::new(op.encode()?);
    push(&mut entries, &mut slot, |slot| seal_entry(&seat.keys, slot, key, &payload, random))?;
    let last = entries.last().ok_or(NotebookError::NoKey)?;
    let saves = vec![AppliedOp {
        hash: last.hash(),
        author: seat.device(),
        person: seat.enrolment.person,
        space,
        compartment: facts.compartment,
        seq: last.header.seq,
        late: false,
        op,
    }];
    let given = match chosen {
        Chosen::Held(_) => None,
        Chosen::New(given) => Some(*given),
    };
    Ok(Composed { entries, saves, space, facts: facts.clone(), given })
}

impl Seat {
    /// Whether a space that is not there yet may begin with this. The first space of an episode takes the right to
    /// open episodes. In an episode that is there, the first who has something to write in a class of content begins
    /// its space: nobody else would.
    fn may_begin(&self, facts: &SpaceFacts, first: Option<&Change>, as_of: AsOf) -> bool {
        let is_new = facts.episode.is_none_or(|episode| !self.knows(episode));
        let opens = self.directory.may_open(as_of, &self.device(), facts);
        let joins =
            || matches!(first, Some(Change::Open { .. })) && self.directory.entitled_at(as_of, &self.device(), facts);
        opens || (!is_new && joins())
    }

    /// Remembers what the vault has kept.
    pub(super) fn remember(&mut self, composed: &mut Composed) {
        for entry in &composed.entries {
            self.advance(composed.space, entry.header.device, entry.hash());
        }
        if let Some(given) = composed.given.take() {
            self.learn_own(composed.space, given);
        }
        let space = self.spaces.entry(composed.space).or_default();
        space.facts.get_or_insert_with(|| composed.facts.clone());
    }
}

fn push(
    entries: &mut Vec<SealedEntry>,
    slot: &mut ChainSlot,
    make: impl FnOnce(ChainSlot) -> Result<SealedEntry, crate::seal::SealError>,
) -> Result<(), NotebookError> {
    let entry = make(*slot)?;
    slot.seq = slot.seq.saturating_add(1);
    slot.prev = entry.hash();
    entries.push(entry);
    Ok(())
}

/// The heads of the space that this device has seen, other devices' first.
fn seen(seat: &Seat, space: SpaceId) -> Vec<Dependency> {
    let heads = seat.chains.get(&space).into_iter().flatten();
    let others = heads.filter(|(device, _)| **device != seat.device());
    let heads = others.filter_map(|(device, chain)| Some((device, chain.head()?)));
    heads.take(MAX_SEEN).map(|(device, (seq, hash))| Dependency::on(*device, seq, &hash)).collect()
}
