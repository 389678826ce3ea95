//! Entry point of the desktop app.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    // Where the system knows no such thing, keys are wiped at lock all the same.
    let _ = first72_core::seal::process::forbid_memory_dumps();
    first72_app::run()
}
