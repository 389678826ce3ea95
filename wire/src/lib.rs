//! What crosses between a device and a server: entries, requests, outcomes, limits.
//!
//! Nothing in this crate can hold plaintext. It names sealed bytes, hashes them, and
//! checks signatures; it has no cipher and no key that opens anything.

pub mod compartment;
pub mod entry;
pub mod header;
pub mod id;
pub mod label;
