//! The relay as a device meets it: the real server on a free port, real signatures, raw HTTP.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of these tests are tests too"
)]

mod support;

mod authorities;
mod disclosures;
mod entries;
mod hello;
mod kill;
mod limits;
mod membership;
mod process;
mod proof;
mod pull;
mod replays;
mod requests;
mod restart;
mod signed;
mod tls;
