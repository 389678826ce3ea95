//! What crosses between a device and a server: entries, requests, outcomes, limits.
//!
//! Nothing in this crate can hold plaintext. It names sealed bytes, hashes them, and
//! checks signatures; it has no cipher and no key that opens anything.

pub mod cbor;
pub mod checkpoint;
pub mod compartment;
pub mod derived;
pub mod drill;
pub mod entry;
pub mod genesis;
pub mod header;
pub mod hello;
pub mod hex;
pub mod holdings;
pub mod id;
pub mod key_body;
pub mod label;
pub mod limits;
pub mod log_keys;
pub mod outcome;
pub mod policy;
pub mod proof;
pub mod realm_file;
pub mod receipt;
pub mod request;
pub mod request_log;
pub mod run;
pub mod statement;
pub mod tree;
pub mod witness;
