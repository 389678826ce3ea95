//! A process of its own, because what it asks of the system cannot be taken back.
#![cfg(target_os = "linux")]

use first72_core::seal::process::forbid_memory_dumps;
use rustix::process::{DumpableBehavior, dumpable_behavior};

// masvs:STORAGE-2 masvs:RESILIENCE-4
#[test]
fn no_core_is_written_and_no_neighbour_may_read_the_memory() {
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable);
    assert!(forbid_memory_dumps());
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
}
