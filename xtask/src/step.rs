//! Starting a program, saying so, and turning its failure into a sentence.

#![expect(clippy::print_stdout, reason = "this is the terminal's own voice")]

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::house;

/// One program to run, from the top folder of the clone unless told otherwise.
pub(crate) struct Step {
    what: String,
    command: Command,
}

impl Step {
    /// `what` completes the sentence "could not …" when the program fails.
    pub(crate) fn new(what: &str, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(house::root()).stdin(Stdio::null());
        Self { what: what.to_owned(), command }
    }

    /// A cargo command. Always the versions of the lock file.
    pub(crate) fn cargo(what: &str, verb: &str) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut step = Self::new(what, cargo).args([verb]);
        // What cargo told this program about itself would make the one below build some libraries anew.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
                step.command.env_remove(&name);
            }
        }
        step
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Lets a person answer, where there is one: `sudo` may ask for a password.
    pub(crate) fn may_ask(mut self) -> Self {
        self.command.stdin(Stdio::inherit());
        self
    }

    /// Runs it with its output in plain sight; an error unless it ends well.
    pub(crate) fn run(mut self) -> Result<()> {
        say(&format!("\n── {} ── {}", self.what, self.line()));
        let status = self.command.status().with_context(|| format!("could not {}: {}", self.what, self.line()))?;
        if !status.success() {
            bail!("could not {} ({status}): {}", self.what, self.line());
        }
        Ok(())
    }

    /// Runs it unseen and gives what it wrote to standard output; `None` when it is missing or fails.
    pub(crate) fn ask(mut self) -> Option<String> {
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// Prints one line to the person at the terminal.
pub(crate) fn say(line: &str) {
    println!("{line}");
}
