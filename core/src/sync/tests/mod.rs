//! Syncs of invented devices against the server in memory, honest and not.

mod between;
mod honest;
mod malicious;
mod world;
