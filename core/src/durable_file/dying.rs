//! Lets the process of a test die by SIGKILL before a call that changes the disk: what is found afterwards is what a
//! crash leaves there. Not part of any program.

use std::sync::atomic::{AtomicU64, Ordering};

static LEFT: AtomicU64 = AtomicU64::new(u64::MAX);

/// So many calls are let through from now on; before the next one the process dies.
pub(crate) fn after(calls: u64) {
    LEFT.store(calls, Ordering::SeqCst);
}

/// Stands before each call that changes the disk.
pub(super) fn or_go_on() {
    if LEFT.fetch_sub(1, Ordering::SeqCst) == 0 {
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
}
