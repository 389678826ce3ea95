//! A server of the product that listens: as its own process, so that what it uses can be read, or inside this one.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use first72_core::sync::{HttpRelay, HttpSettings};
use first72_server::{Clock, Config, Running, serve_with};

use super::usage::{self, Memory};
use super::watch::Watch;
use crate::county::now;

/// A server that listens, with the limits on how often one device may ask lifted. Stops when it is dropped.
pub struct Served {
    address: SocketAddr,
    /// Milliseconds from the start of the program to the line that says where it listens.
    pub ready_ms: f64,
    runs: Runs,
}

enum Runs {
    Process(Child),
    Inside(Option<Running>),
}

impl Served {
    /// Starts it on a free port, with this data folder and realm file.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(program: Option<&Path>, data: &Path, realm_file: &Path) -> Self {
        match program {
            Some(program) => Self::process(program, data, realm_file),
            None => Self::inside(data, realm_file),
        }
    }

    fn process(program: &Path, data: &Path, realm_file: &Path) -> Self {
        let mut command = Command::new(program);
        command.env_clear().env("FIRST72_DATA", data).env("FIRST72_REALM", realm_file).env("FIRST72_LOG", "warn");
        command.env("FIRST72_REQUESTS_PER_MINUTE", "0").env("FIRST72_ENTRIES_PER_DAY", "0");
        command.env("FIRST72_ANONYMOUS_PER_MINUTE", "0").args(["--plain-http-loopback", "--listen", "127.0.0.1:0"]);
        let watch = Watch::start();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("it says where it listens");
        let ready_ms = watch.millis();
        let said: serde_json::Value = serde_json::from_str(&line).expect("it says where it listens");
        let address = said["listening"].as_str().and_then(|text| text.parse().ok()).expect("an address");
        Self { address, ready_ms, runs: Runs::Process(child) }
    }

    fn inside(data: &Path, realm_file: &Path) -> Self {
        let watch = Watch::start();
        let mut config = Config::loopback(data.to_owned(), realm_file.to_owned());
        config.limits = config.limits.lifted();
        let running = serve_with(&config, Clock::new(|| now().wall_ms)).expect("the server starts");
        Self { address: running.addr(), ready_ms: watch.millis(), runs: Runs::Inside(Some(running)) }
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// A device's way to it.
    ///
    /// # Panics
    /// When the address cannot be used.
    #[must_use]
    pub fn relay(&self) -> HttpRelay {
        relay_to(self.address)
    }

    /// Its memory, when it is a process of its own.
    #[must_use]
    pub fn memory(&self) -> Option<Memory> {
        usage::memory(self.process_id()?)
    }

    /// Milliseconds of both cores that it has used, when it is a process of its own.
    #[must_use]
    pub fn cpu_ms(&self) -> Option<f64> {
        usage::cpu_ms(self.process_id()?)
    }

    fn process_id(&self) -> Option<u32> {
        match &self.runs {
            Runs::Process(child) => Some(child.id()),
            Runs::Inside(_) => None,
        }
    }

    /// Stops it and waits until its files are closed.
    pub fn stop(self) {
        drop(self);
    }
}

/// A device's way to a server at this address of this machine.
///
/// # Panics
/// When the address cannot be used.
#[must_use]
pub fn relay_to(address: SocketAddr) -> HttpRelay {
    HttpRelay::new(&HttpSettings::new(&format!("http://{address}"), None, true)).expect("a loopback address")
}

impl Drop for Served {
    fn drop(&mut self) {
        match &mut self.runs {
            Runs::Process(child) => {
                end(child);
            }
            Runs::Inside(running) => {
                if let Some(running) = running.take() {
                    running.shutdown();
                }
            }
        }
    }
}

/// Asks a process of our own to stop, and waits until it has.
pub(super) fn end(child: &mut Child) {
    let asked = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
    if let Some(process) = asked {
        let _ = rustix::process::kill_process(process, rustix::process::Signal::TERM);
    }
    let _ = child.wait();
}
