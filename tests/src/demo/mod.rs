//! The demo county: two realms with their servers, and the devices of made-up people, all on one desk.
//!
//! Everything is made by the same commands that a county's clerk would type; nothing is prepared
//! elsewhere. The people are invented.

mod cast;
mod founding;
mod servers;

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::outside::Outside;
use crate::programs::program;

pub use cast::{AUDITOR, CAST, Guest, NEWCOMER, PIN, Realm, STATION, Seat};
pub use founding::Approval;
pub use servers::Servers;

/// A demo county in a folder.
pub struct County {
    folder: PathBuf,
    pack: &'static str,
    outside: Option<Outside>,
}

/// The checklist of the demo county, unless it is asked for another.
const PACK: &str = "los-angeles";

impl County {
    /// Whether a whole county is in this folder.
    #[must_use]
    pub fn is_at(folder: &Path) -> bool {
        folder.join("ready").is_file()
    }

    /// The county in this folder, founded now when it is not there yet. A founding that was cut
    /// short is begun anew.
    ///
    /// # Errors
    /// When the folder cannot be written or one of the commands fails.
    pub fn at(folder: &Path) -> Result<Self> {
        Self::of(folder, PACK)
    }

    /// The same with the checklist of another place.
    ///
    /// # Errors
    /// As [`County::at`].
    pub fn of(folder: &Path, pack: &'static str) -> Result<Self> {
        let county = Self { folder: folder.to_owned(), pack, outside: None };
        if Self::is_at(folder) {
            return Ok(county);
        }
        if folder.exists() {
            clear(folder).context("could not clear the unfinished demo county")?;
        }
        fs::create_dir_all(folder)?;
        founding::found(&county)?;
        fs::write(folder.join("ready"), "a made-up county; remove the folder for a new one\n")?;
        Ok(county)
    }

    /// A county in this folder like the one that is kept in another, which is founded there by the first who asks:
    /// founding takes as long as a story. The addresses of its servers are the same, so only one of them runs at a time.
    ///
    /// # Errors
    /// As [`County::at`].
    pub fn like(kept: &Path, folder: &Path) -> Result<Self> {
        fs::create_dir_all(kept)?;
        let turn = fs::File::create(kept.join("turn"))?;
        turn.lock()?;
        let made = format!("{}-{}", made_at("first72")?, made_at("first72-server")?);
        let founded = Self::at(&kept.join(made))?;
        if !servers::are_free(&founded.folder)? {
            return Self::at(folder);
        }
        copy(&founded.folder, folder)?;
        Self::at(folder)
    }

    /// The checklist of its place.
    #[must_use]
    pub const fn pack(&self) -> &'static str {
        self.pack
    }

    /// The same county with every program in this outside from now on.
    #[must_use]
    pub fn outside(mut self, outside: Outside) -> Self {
        self.outside = Some(outside);
        self
    }

    /// What a program of this county is started with.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        self.outside.iter().flat_map(Outside::environment).collect()
    }

    /// The folder of a person's device.
    #[must_use]
    pub fn vault(&self, who: &str) -> PathBuf {
        self.folder.join(who)
    }

    /// Starts both servers and waits until they answer.
    ///
    /// # Errors
    /// When one does not start, as when something else listens at its address.
    pub fn serve(&self) -> Result<Servers> {
        Servers::start(self)
    }

    /// A person's registrar looks at the request of a new device and says yes. Needs no server.
    ///
    /// # Errors
    /// When the request is none, or a command fails.
    pub fn approve(&self, guest: &Guest, seat: &Seat, request: &str) -> Result<Approval> {
        founding::approve(self, guest, seat, request)
    }

    /// Chooses language and size of text before a device is first opened, as its settings would.
    ///
    /// # Errors
    /// When the device's folder cannot be written.
    pub fn set_look(&self, who: &str, language: &str, text_size: &str) -> Result<()> {
        let look = serde_json::json!({ "language": language, "text_size": text_size, "idle_minutes": 15 });
        let folder = self.vault(who);
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join("look.json"), look.to_string())?)
    }

    /// A later version of the county's pack, signed by the same two people, in a folder to be installed from.
    ///
    /// # Errors
    /// When it cannot be written or signed.
    pub fn next_pack(&self, version: &str) -> Result<PathBuf> {
        founding::next_pack(self, version)
    }

    /// Carries out lines of a script on one person's vault, within one unlocking.
    ///
    /// # Errors
    /// With what was answered, when a line was not carried out.
    pub fn script(&self, who: &str, lines: &[Value]) -> Result<Vec<Value>> {
        let mut script = Command::new(program("first72")?)
            .args(["script", "--json", "--vault"])
            .arg(self.vault(who))
            .env("FIRST72_SECRET", PIN)
            .envs(self.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        script.stdin.take().context("the script reads lines")?.write_all(text.as_bytes())?;
        let output = script.wait_with_output()?;
        let answers = String::from_utf8(output.stdout)?;
        let answers = answers.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
        match answers.iter().find(|answer| answer["ok"] != true) {
            Some(refused) => bail!("a line of {who}'s script was refused: {refused}"),
            None if answers.len() == lines.len() => Ok(answers),
            None => bail!("{} of {} lines of {who}'s script were answered", answers.len(), lines.len()),
        }
    }

    /// Runs `first72` on one person's vault and gives what it answers.
    ///
    /// # Errors
    /// With its own sentence, when it fails.
    pub fn first72(&self, who: &str, arguments: &[&str]) -> Result<Value> {
        let output = Command::new(program("first72")?)
            .args(arguments)
            .arg("--json")
            .arg("--vault")
            .arg(self.vault(who))
            .env("FIRST72_SECRET", PIN)
            .envs(self.environment())
            .stdin(Stdio::null())
            .output()
            .context("could not start first72")?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
            bail!("`first72 {}` for {who} failed: {}", arguments.join(" "), said.trim());
        }
        Ok(serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
    }
}

#[expect(clippy::disallowed_methods, reason = "half of a demo county holds no record")]
fn clear(folder: &Path) -> std::io::Result<()> {
    fs::remove_dir_all(folder)
}

/// A port that nobody uses now, below those that the system hands to outgoing connections: a
/// server of the county may start long after its address was written into the realm.
fn free_port() -> Result<u16> {
    const FIRST: u16 = 20_000;
    const MANY: u32 = 12_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let start = std::process::id().wrapping_mul(7_919);
    for _ in 0..MANY {
        let at = start.wrapping_add(NEXT.fetch_add(31, Ordering::Relaxed)) % MANY;
        let port = FIRST + u16::try_from(at)?;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no port is free")
}

/// When a program was made, to tell one build from the next.
fn made_at(name: &str) -> Result<u128> {
    let changed = fs::metadata(program(name)?)?.modified()?;
    Ok(changed.duration_since(std::time::UNIX_EPOCH)?.as_nanos())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for item in fs::read_dir(from)?.flatten() {
        let there = to.join(item.file_name());
        if item.file_type()?.is_dir() {
            copy(&item.path(), &there)?;
        } else {
            fs::copy(item.path(), there)?;
        }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    Ok(path.to_str().context("the demo's folder has a name that is not text")?.to_owned())
}
