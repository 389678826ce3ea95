//! The encrypted store of one person on one device: sealed rows in, sealed rows out.
//!
//! This is the only module that knows SQL. It keeps entries, the outbox, audit rows and what
//! was refused; it knows no question of any form and holds no key but the file's own. Whether
//! an entry is genuine is decided before it comes here.

pub mod error;
pub mod key;
pub mod migration;
pub mod open;
pub mod pragma;
pub mod profile;
pub mod reserve;
pub mod rows;
pub mod salvage;
pub mod save;
pub mod set_aside;

pub mod arrivals;
pub mod audit;
pub mod carried;
pub mod checkpoints;
pub mod cursors;
pub mod cut_entries;
pub mod drafts;
pub mod enrolments;
pub mod entries;
pub mod filled;
pub mod footprint;
pub mod forgotten;
pub mod heads;
pub mod left_spaces;
pub mod log_seen;
pub mod outbox;
pub mod packs;
pub mod problems;
pub mod receipts;
pub mod server_proofs;
pub mod settings;
pub mod space_keys;

pub use arrivals::{Arrivals, Arrived, Kept, NewProblem};
pub use audit::AuditRow;
pub use carried::{BroughtEntries, CarriedCount};
pub use checkpoints::KnownCheckpoint;
pub use drafts::Draft;
pub use enrolments::Enrolment;
pub use entries::{ChainPlace, Loaded, Named, StoredEntry};
pub use error::VaultError;
pub use footprint::Footprint;
pub use heads::Head;
pub use key::{RowMac, StoreKey};
pub use left_spaces::{LeftSpace, Removal};
pub use log_seen::LogPlace;
pub use open::{Opening, SetAside, Vault};
pub use outbox::{OutboxCount, OutboxEntry, StuckEntry};
pub use packs::KeptPack;
pub use problems::{Problem, ProblemState};
pub use receipts::{Answered, Placed, Receipt};
pub use salvage::Salvaged;
pub use save::{Act, Saved};
pub use server_proofs::ServerProof;
pub use space_keys::KeptKey;

#[cfg(test)]
pub(crate) mod invented;
