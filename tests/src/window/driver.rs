//! WebKit's driver as a child process.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::display::Display;
use super::trouble::WindowTrouble;

const PROGRAM: &str = "WebKitWebDriver";

/// A running driver. It starts the program to be driven, which inherits its environment.
pub(super) struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    pub(super) fn start(display: &Display, environment: &[(String, String)]) -> Result<Self, WindowTrouble> {
        let not_started = |source| WindowTrouble::NotStarted { program: PROGRAM, source };
        let port = free_port().map_err(not_started)?;
        let child = Command::new(PROGRAM)
            .arg(format!("--port={port}"))
            .env("DISPLAY", display.name())
            .env("GDK_BACKEND", "x11")
            // Both are asked for by the webview before it lets itself be driven.
            .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")])
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // A group of its own, so that the driven program ends with the driver.
            .process_group(0)
            .spawn()
            .map_err(not_started)?;
        let mut driver = Self { child, address: format!("http://127.0.0.1:{port}") };
        driver.wait_until_it_listens(port)?;
        Ok(driver)
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// The driver's own process; what it started is below it.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    #[expect(clippy::disallowed_methods, reason = "a test is the outermost caller; this limits a wait")]
    fn wait_until_it_listens(&mut self, port: u16) -> Result<(), WindowTrouble> {
        let end = Instant::now() + Duration::from_secs(10);
        while Instant::now() < end && matches!(self.child.try_wait(), Ok(None)) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(());
            }
            std::thread::yield_now();
        }
        Err(WindowTrouble::NotReady { program: PROGRAM })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The whole group: the driver and whatever it started. An end that fails has already happened.
        let group = format!("-{}", self.child.id());
        Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status().ok();
        self.child.wait().ok();
        wait_until_nobody_is_left(self.child.id());
    }
}

/// What was killed lets go of its files only once the system has taken it away.
#[expect(clippy::disallowed_methods, reason = "a test is the outermost caller; this limits a wait")]
fn wait_until_nobody_is_left(group: u32) {
    let group = i32::try_from(group).ok().and_then(rustix::process::Pid::from_raw);
    let end = Instant::now() + Duration::from_secs(10);
    while Instant::now() < end && group.is_some_and(|group| rustix::process::test_kill_process_group(group).is_ok()) {
        std::thread::yield_now();
    }
}

/// A port nobody uses now. The driver cannot be told to choose one and say which.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
