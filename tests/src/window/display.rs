//! Where windows appear: the desk's own display, or a screen in memory on a machine without one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::trouble::WindowTrouble;

/// A display that windows can be opened on. A screen in memory ends with it.
pub struct Display {
    name: String,
    in_memory: Option<Child>,
}

impl Display {
    /// The display of this machine, or a new screen in memory where there is none.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn find() -> Result<Self, WindowTrouble> {
        match std::env::var("DISPLAY") {
            Ok(name) if !name.is_empty() => Ok(Self { name, in_memory: None }),
            _ => Self::in_memory(),
        }
    }

    /// A new screen in memory. It picks a free number itself and says which when it is ready.
    ///
    /// # Errors
    /// When Xvfb is missing or does not start.
    pub fn in_memory() -> Result<Self, WindowTrouble> {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| WindowTrouble::NotStarted { program: "Xvfb", source })?;
        let mut number = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut number).ok();
        }
        let display = Self { name: format!(":{}", number.trim()), in_memory: Some(child) };
        if number.trim().is_empty() { Err(WindowTrouble::NotReady { program: "Xvfb" }) } else { Ok(display) }
    }

    /// Such as `:99`, for the environment variable DISPLAY.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether nobody can see what is shown.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.in_memory.is_some()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(child) = &mut self.in_memory {
            // An end that fails has already happened.
            child.kill().ok();
            child.wait().ok();
        }
    }
}
