//! Realms, people, devices and grants: what signed statements add up to. Pure: no storage, no network, no clock.
//!
//! Reading order: `scope` and `grant` (what somebody may be entitled to), `statement` (how it is
//! said), `evaluate` (what all statements together mean), `entitlement` (the questions others ask),
//! `in_force` (the same for many spaces at once).

mod as_of;
pub mod ceremony;
pub mod device;
pub mod disclosure;
pub mod ended;
pub mod ending;
pub mod enrol;
pub mod entitlement;
pub mod evaluate;
mod freshness;
pub mod glass;
pub mod grant;
pub mod in_force;
#[cfg(test)]
pub(crate) mod invented;
pub mod office;
pub mod person;
pub mod readers;
pub mod rehearsal;
pub mod relief;
pub mod scope;
pub mod statement;
pub mod verdict;

pub use as_of::AsOf;
pub use device::{DeviceRecord, End, EndReason};
pub use disclosure::{Disclosure, Hold};
pub use ending::{Circumstances, Ending, Meaning, Written};
pub use entitlement::Standing;
pub use evaluate::{Directory, Fork, HandedOn};
pub use first72_wire::policy::Policy;
pub use glass::{BREAK_GLASS, BrokenGlass};
pub use grant::{GrantRecord, GrantTerms, Right, Role};
pub use in_force::InForce;
pub use office::{Adopted, Recovering, RecoveryTerm};
pub use person::{PersonFacts, PersonRecord};
pub use readers::{Access, Reader};
pub use rehearsal::{Rehearsal, TestNumber};
pub use relief::{HANDED_OVER, Relief, Under};
pub use scope::{Scope, SpaceFacts};
pub use statement::{Draft, Logged, SealedPart, Statement};
pub use verdict::{Reason, Verdict};
