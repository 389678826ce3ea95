//! Every parser of bytes from outside, as one function each that may refuse but never panics, and that says when what it
//! took is not what it writes.
//!
//! `cargo xtask fuzz` drives each with bytes that nobody thought of; the ordinary tests run its seeds, and thousands of
//! small damages to them, in a bounded time. What the window asks the shell with is not here, because the window's library is
//! not built for the fuzzer: the shell's own tests spoil every kind of question.

mod device;
mod files;
mod handed;
mod sealed;
pub mod seeds;
mod server;

use std::path::{Path, PathBuf};

/// One parser.
pub struct Target {
    /// Its name: the fuzz target's, and that of its folder of seeds.
    pub name: &'static str,
    /// Reads the bytes and says whether they were taken. Panics only for a defect.
    pub read: fn(&[u8]) -> bool,
}

/// Every parser, in the order of its name.
pub const TARGETS: &[Target] = &[
    Target { name: "audit_batch", read: device::audit_batch },
    Target { name: "body", read: sealed::body },
    Target { name: "carry_parts", read: handed::carry_parts },
    Target { name: "checkpoint", read: server::checkpoint },
    Target { name: "drill_script", read: files::drill_script },
    Target { name: "enrol_answer", read: device::enrol_answer },
    Target { name: "enrol_request", read: device::enrol_request },
    Target { name: "entry", read: server::entry },
    Target { name: "envelope", read: sealed::envelope },
    Target { name: "error_body", read: server::error_body },
    Target { name: "genesis", read: server::genesis },
    Target { name: "header", read: server::header },
    Target { name: "hello", read: server::hello },
    Target { name: "holdings", read: server::holdings },
    Target { name: "incident", read: device::incident },
    Target { name: "key_body", read: server::key_body },
    Target { name: "key_files", read: handed::key_files },
    Target { name: "op", read: device::op },
    Target { name: "pack", read: files::pack },
    Target { name: "pack_copy", read: files::pack_copy },
    Target { name: "pack_signatures", read: files::pack_signatures },
    Target { name: "page_down", read: server::page_down },
    Target { name: "page_up", read: server::page_up },
    Target { name: "proof_answer", read: server::proof_answer },
    Target { name: "proof_asked", read: server::proof_asked },
    Target { name: "pull_answer", read: server::pull_answer },
    Target { name: "pull_request", read: server::pull_request },
    Target { name: "push_answer", read: server::push_answer },
    Target { name: "push_request", read: server::push_request },
    Target { name: "realm_file", read: files::realm_file },
    Target { name: "recovery_share", read: handed::recovery_share },
    Target { name: "release_code", read: device::release_code },
    Target { name: "release_request", read: device::release_request },
    Target { name: "request_auth", read: server::request_auth },
    Target { name: "request_log", read: server::request_log },
    Target { name: "sealed_part", read: device::sealed_part },
    Target { name: "server_proof", read: handed::server_proof },
    Target { name: "slip", read: handed::slip },
    Target { name: "snapshot", read: device::snapshot },
    Target { name: "statement", read: server::statement },
    Target { name: "test_number", read: device::test_number },
    Target { name: "unlock_files", read: device::unlock_files },
    Target { name: "unsent", read: handed::unsent },
    Target { name: "use_notice", read: device::use_notice },
    Target { name: "wipe_receipt", read: handed::wipe_receipt },
    Target { name: "witness", read: server::witness },
];

/// The parser of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Where the seeds of a parser lie. Packs and drills are their own.
#[must_use]
pub fn seeds_folder(name: &str) -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match name {
        "pack" => top.join("protocols").join(files::PACK),
        "drill_script" => top.join("drills/los-angeles"),
        _ => top.join("fuzz/seeds").join(name),
    }
}

/// The bytes as text; text formats take nothing else.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// What was taken has one encoding, and it is these bytes.
#[track_caller]
fn same(written: &[u8], bytes: &[u8]) {
    assert!(written == bytes, "it was taken, and is written in another way");
}
