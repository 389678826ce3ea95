//! The real program as a person or a script meets it: in real folders, with a real server, and killed.
//! All names are invented.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of these tests are tests too"
)]

mod agency;
mod audit;
mod authority;
mod county;
mod drill;
mod kill_loop;
mod log_key;
mod office;
mod offline;
mod oldest_app;
mod program;
mod recovery;
mod releases;
mod second_pin;
mod servers;
mod shared;
