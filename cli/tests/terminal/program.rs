//! The program, run once: its answer as JSON, its exit code.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The PIN of every device here.
pub(crate) const PIN: &str = "25801470";

/// The program with a vault, answering in JSON, with all three of its streams as pipes.
pub(crate) fn command(vault: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_first72"));
    command.args(arguments).args(["--json", "--vault"]).arg(vault).env_clear();
    command.env("FIRST72_SECRET", PIN).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What the program says to this, with this on its standard input.
pub(crate) fn run_with(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().unwrap();
    // A program that needs no input may have ended before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What the program says when it is given another secret than [`PIN`].
pub(crate) fn run(vault: &Path, secret: &str, arguments: &[&str], input: &str) -> Output {
    let mut command = command(vault, arguments);
    command.env("FIRST72_SECRET", secret);
    run_with(command, input)
}

/// The answer to something that must succeed.
#[track_caller]
pub(crate) fn done(vault: &Path, arguments: &[&str]) -> Value {
    let output = run(vault, PIN, arguments, "");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let said: Value = serde_json::from_str(&said).unwrap_or(Value::String(said));
    assert!(output.status.success() && said["ok"] == true, "{arguments:?}: {said}");
    said
}

/// That it was refused, with this exit code and this reason.
#[track_caller]
pub(crate) fn refused(output: &Output, exit: i32, code: &str) {
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), said["code"].as_str()), (Some(exit), Some(code)), "{said}");
}
