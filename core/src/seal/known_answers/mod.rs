//! Published vectors run against each primitive as this crate calls it.

mod ciphers;
mod derivations;
mod signatures;
