//! What a process that holds keys asks of the system: no core dump, no reading of its memory by others.

/// Asks the system to write no core dump of this process and to let no other process of the same
/// user read its memory. Called once, first thing, by every program that opens a notebook.
///
/// True when it was granted. Where the system knows no such thing it is false and nothing changes:
/// keys are wiped at lock all the same.
#[must_use]
pub fn forbid_memory_dumps() -> bool {
    granted()
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn granted() -> bool {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let no_core = setrlimit(Resource::Core, none).is_ok();
    set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok() && no_core
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn granted() -> bool {
    false
}
