//! The relay: stores what it cannot read, in order.
//!
//! One process serves one realm. It checks who asks, whose signature an entry carries and where it
//! stands in its chain; appends it; signs what it has; and hands it to the devices that wraps name.
//! It holds no key that opens anything and has no type for anything opened.

mod app;
mod append;
mod auth;
pub mod config;
mod disclosures;
mod doors;
mod gates;
mod log_key;
mod marks;
mod members;
mod outside;
mod reach;
mod readers;
mod rebuild;
mod request_log;
mod routes;
mod running;
mod start;
mod store;
mod tiles;
mod writer;

pub use config::{Config, Limits};
pub use outside::{Clock, forbid_memory_dumps};
pub use rebuild::{Gaps, RebuildError, Rebuilt, rebuild};
pub use running::Running;
pub use start::{StartError, read_realm_file, serve, serve_with};
pub use store::StoreError;
