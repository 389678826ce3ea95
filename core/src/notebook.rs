//! The notebook: the open, unlocked vault with everything that a person can do with it.
//!
//! This is the front door: one method for each thing a person does. Each change takes the same
//! way: decide, seal, one transaction of entry, outbox and audit, and only then remember.

mod agency_leaves;
mod answering;
mod approach;
mod audit;
mod audit_read;
mod audit_sent;
mod audit_state;
mod authorities;
mod away;
mod callout;
pub mod calls;
mod carrying;
mod cleared;
mod compose;
mod confirm;
mod contact;
mod custody;
mod disclosure;
mod done_by;
mod drafts;
mod drill;
mod due_times;
mod ended;
mod enrol;
mod entry_times;
mod error;
mod exchange;
mod follow_up;
mod freshness;
mod glass;
mod gone;
mod hand_over;
mod holdings;
mod incident;
mod join;
mod judge;
mod kept;
mod kept_keys;
mod keys;
mod late;
mod left;
mod linked;
mod lists;
mod load;
mod log_keys;
mod mentions;
mod new_secret;
mod offices;
mod oldest_app;
mod open;
mod own_copy;
mod pack_moves;
mod packs;
mod people;
mod read;
mod recovery;
mod rehearsal;
mod release;
pub mod rights;
mod safety_plan;
mod save;
mod seat;
mod second_pin;
mod servers;
mod shared;
mod shares;
mod sight;
mod signatures;
mod takers;
#[cfg(test)]
mod tests;
mod time;
mod unused;
mod use_notice;
mod usual_pack;

use crate::episode::{HybridClock, Record};
use crate::reckoning::Reckoning;
use crate::seal::{NoRandomness, Randomness, VaultDeviceKey};
use crate::vault::Vault;
use crate::vault::profile::Profile;
use audit::Recording;
use confirm::Confirming;
use open::{Guard, Home, LastToGo};
use seat::Seat;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use crate::vault::ServerProof;
pub use crate::vault::SetAside;
pub use agency_leaves::{AgencyLeaving, PersonLeaving};
pub use answering::Before;
pub use audit_read::{AuditReading, RequestsRead};
pub use authorities::{AuthorityError, AuthorityLine};
pub use away::Away;
pub use callout::CalloutWord;
pub use carrying::{Bundle, Carried, CarryLine, LastSave, TakenAlong};
pub use confirm::SensitiveAct;
pub use contact::{FIRST_CONTACT, MEDICAL_NEED, NewContact};
pub use custody::{Custody, HandOver, Leaving, LeavingDevice};
pub use disclosure::{
    CopyDevice, CopyLine, CopyOffer, CopyPart, CopyReaders, CopyState, DeviceState, DisclosureError, Earlier, Giving,
    HoldLine, MOST_DAYS, Part, Recipient, Signing, USUAL_DAYS,
};
pub use drill::{
    Drill, DrillNeeds, Guidance, Heard, Place as GuidePlace, save as save_deed, throw_away as throw_drill_away,
};
pub use ended::{EndOrder, LeftBehind};
pub use enrol::{Approved, BriefAnswer, MOST_DEVICES, NewDevice};
pub use entry_times::{EntryTime, EntryTimes, Said};
pub use error::NotebookError;
pub use exchange::{RealmState, SyncEnd, sync};
pub use first72_wire::compartment::Compartment;
pub use first72_wire::drill::Mixed;
pub use first72_wire::header::Kind;
pub use first72_wire::id::{DeviceId, EpisodeId, GrantId, Hash, OpId, PersonId, RealmId, SpaceId};
pub use first72_wire::policy::app_version::{AppVersion, NoVersion};
pub use first72_wire::policy::use_notice::UseNotice;
pub use first72_wire::request_log::{RequestDay, RequestRow, route};
pub use follow_up::ContactWord;
pub use freshness::HeldBack;
pub use glass::{EPISODE_NUMBER_WORDS, EpisodeNumberError, GlassError, GlassLine, GlassState};
pub use gone::{EndedDevice, HeldEpisode};
pub use hand_over::TAKEN;
pub use holdings::HoldingsFile;
pub use join::{Enrolled, join};
pub use kept::{Kept, Outgoing};
pub use late::{LateLine, Wiped};
pub use left::{LEFT, LOCATED, MISSING};
pub use linked::{FOUND_BEFORE, Link, Linked, YOUTHS_HERE};
pub use lists::ListedItem;
pub use log_keys::{LogKeyError, LogKeyLine};
pub use offices::Unsigned;
pub use oldest_app::{THIS_APP, TooOld};
pub use open::{Chip, Place};
pub use own_copy::{OwnCopy, OwnPart};
pub use pack_moves::{PackChoice, PackDifference};
pub use packs::{EpisodePack, PackFit, Packs, reference};
pub use people::{DeviceLine, GrantLine, NewGrant, NewPerson, PersonLine};
pub use read::{EpisodeLine, ProblemLine, RefusedLine};
pub use recovery::{Announcement, RecoveryLine};
pub use rehearsal::{LastRehearsal, RehearsalState};
pub use release::Released;
pub use servers::{HeadCompared, ServerHead};
pub use shared::{MOST_PEOPLE, SharedDevice, SharedError};
pub use shares::{RecoveryAtWork, SharesIn};
pub use sight::{RealmSight, SpaceReaders};
pub use signatures::{EntryPlace, SignatureCheck};
pub use takers::Taker;
pub use unused::MOST_DAYS_UNUSED;
pub use usual_pack::UsualPackNotice;

/// An open notebook. Dropping it forgets every key and everything that was read.
pub struct Notebook {
    profile: Profile,
    vault: Vault,
    device_key: VaultDeviceKey,
    random: Arc<dyn Randomness>,
    packs: Packs,
    /// The packs that the vault holds.
    kept_packs: BTreeSet<Hash>,
    /// The copies handed on by registrars that were taken in, by their names.
    taken_packs: BTreeSet<Hash>,
    seats: Vec<Seat>,
    records: BTreeMap<EpisodeId, Record>,
    hybrid: HybridClock,
    /// What is known of the time.
    reckoning: Reckoning,
    low_on_space: bool,
    guard: Guard,
    set_aside: Option<SetAside>,
    /// Where it lives; a drill has none.
    home: Option<Home>,
    /// When it was opened, milliseconds since 1970 as reckoned then.
    opened_ms: i64,
    /// Nothing of it is on the disk any more.
    wiped: bool,
    /// Whether this is what the second PIN opens: nothing of it may reach what stands outside its own file.
    decoy: bool,
    confirming: Confirming,
    recording: Recording,
    _last_to_go: LastToGo,
}

/// 122 random bits as a version 4 UUID (RFC 9562): an id that tells nothing, not even when it was made.
fn draw_id(random: &dyn Randomness) -> Result<[u8; 16], NoRandomness> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid().into_bytes())
}
