//! How entries travel between this device and a realm's server: up with receipts, down with proof.
//!
//! [`exchange`] says what to ask next and takes what came back; it never waits, so that the
//! notebook is open to other work while the network is slow. [`relay`] does the waiting.
//! [`repair`] and [`rotate`] decide who still lacks a space key and when a new one is due.

mod carry;
pub mod caught;
pub mod error;
pub mod exchange;
pub mod http;
pub mod memory;
mod prove;
pub mod pull;
mod push;
pub mod receive;
pub mod relay;
pub mod repair;
pub mod report;
mod requests;
pub mod rotate;
mod session;
mod watch;

pub use carry::{Brought, carry};
pub use caught::{Caught, CaughtAt, NotAProof, Shows};
pub use error::SyncError;
pub use exchange::{Exchange, Terms};
pub use first72_wire::hello::{HelloAnswer, HelloRequest};
pub use http::{HttpRelay, HttpSettings, NotReachable, is_authority};
pub use memory::MemoryRelay;
pub use pull::retry_parked;
pub(crate) use push::refusal;
pub use receive::{Incoming, Receiver, Verdict, authentic};
pub use relay::{Answer, Answers, Pages, Relay, RelayError, Request};
pub use repair::{Lack, lacking};
pub use report::{Report, Step};
pub use requests::requests;
pub use rotate::{KeyForWriting, KeyKnown, SpaceKeys, key_for_writing};

#[cfg(test)]
mod tests;
