//! The demo county: two realms with their servers, and the devices of made-up people, all on one desk.
//!
//! Everything is made by the same commands that a county's clerk would type; nothing is prepared
//! elsewhere. The people are invented.

mod cast;
mod servers;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::house;
use crate::step::say;

pub(crate) use cast::{CAST, PIN};
use cast::{Guest, Realm, STATION};
pub(crate) use servers::Servers;

/// Seals the files of the demo's roots. A demo's secret is no secret.
const PASSPHRASE: &str = "an invented passphrase for a demo county";

/// A demo county in a folder.
pub(crate) struct County {
    folder: PathBuf,
}

impl County {
    /// The county in this folder, founded now when it is not there yet. A founding that was cut
    /// short is begun anew.
    pub(crate) fn at(folder: &Path) -> Result<Self> {
        let county = Self { folder: folder.to_owned() };
        if county.folder.join("ready").is_file() {
            return Ok(county);
        }
        if county.folder.exists() {
            house::clear(&county.folder).context("could not clear the unfinished demo county")?;
        }
        say("\n── found a demo county: two realms, their registrars, a deputy, an advocate, a station lead ──");
        fs::create_dir_all(&county.folder)?;
        county.found()?;
        fs::write(county.folder.join("ready"), "made by cargo xtask run\n")?;
        Ok(county)
    }

    /// The folder of a person's device.
    pub(crate) fn vault(&self, who: &str) -> PathBuf {
        self.folder.join(who)
    }

    /// Starts both servers and waits until they answer.
    pub(crate) fn serve(&self) -> Result<Servers> {
        Servers::start(&self.folder)
    }

    fn found(&self) -> Result<()> {
        for realm in [Realm::County, Realm::Advocacy] {
            self.found_realm(realm)?;
        }
        for guest in CAST {
            self.first72(guest.who, &["vault", "create", "--emulated-chip"])?;
            for seat in guest.seats {
                self.enrol(guest, seat)?;
            }
        }
        let _servers = self.serve()?;
        for who in [Realm::County.registrar(), Realm::Advocacy.registrar()] {
            self.first72(who, &["sync"])?;
        }
        for guest in CAST {
            self.first72(guest.who, &["sync"])?;
        }
        Ok(())
    }

    fn found_realm(&self, realm: Realm) -> Result<()> {
        let registrar = realm.registrar();
        self.first72(registrar, &["vault", "create", "--emulated-chip"])?;
        self.first72(registrar, &["device", "request"])?;
        let passphrase = self.folder.join("passphrase");
        fs::write(&passphrase, PASSPHRASE)?;
        let url = format!("http://127.0.0.1:{}", free_port()?);
        let out = self.folder.join(realm.folder());
        let mut arguments = vec!["realm", "init", "--demo", "--name", realm.name(), "--url", &url];
        for compartment in realm.compartments() {
            arguments.extend(["--compartment", compartment]);
        }
        let (out, passphrase) = (text(&out)?, text(&passphrase)?);
        arguments.extend(["--person", "R. Bell (invented)", "--short-name", "R. Bell", "--agency", realm.name()]);
        arguments.extend(["--out", &out, "--passphrase-file", &passphrase]);
        self.first72(registrar, &arguments)?;
        fs::write(self.folder.join(format!("{}.url", realm.folder())), url)?;
        Ok(())
    }

    fn enrol(&self, guest: &Guest, seat: &cast::Seat) -> Result<()> {
        let registrar = seat.realm.registrar();
        let request = self.folder.join(format!("{}.request", guest.who));
        let answer = self.folder.join(format!("{}.answer", guest.who));
        let asked = self.first72(guest.who, &["device", "request"])?;
        fs::write(&request, field(&asked, "request")?)?;
        let mut person = vec!["person", "add", "--name", guest.name, "--short-name", guest.short_name];
        person.extend(["--agency", guest.agency]);
        if seat.guest {
            person.push("--guest");
        }
        let person = field(&self.first72(registrar, &person)?, "person")?;
        let (request, answer) = (text(&request)?, text(&answer)?);
        let mut approve = vec!["device", "approve", "--request", &request, "--person", &person];
        approve.extend(["--role", seat.role, "--station", STATION, "--days", "365", "--out", &answer]);
        for compartment in seat.compartments {
            approve.extend(["--compartment", compartment]);
        }
        for right in seat.rights {
            approve.extend(["--right", right]);
        }
        let words = field(&self.first72(registrar, &approve)?, "six_words")?;
        let accepted = self.first72(guest.who, &["device", "accept", "--answer", &answer])?;
        if field(&accepted, "six_words")? != words {
            bail!("the six words of {} differ on the two devices", guest.who);
        }
        Ok(())
    }

    /// Runs `first72` on one person's vault and gives what it answers.
    fn first72(&self, who: &str, arguments: &[&str]) -> Result<Value> {
        let output = Command::new(house::program("first72"))
            .args(arguments)
            .arg("--json")
            .arg("--vault")
            .arg(self.vault(who))
            .env("FIRST72_SECRET", PIN)
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

/// A field of an answer as text; lists are joined by spaces.
fn field(answer: &Value, name: &str) -> Result<String> {
    match answer.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Array(words)) => Ok(words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")),
        _ => bail!("the answer has no `{name}`: {answer}"),
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn text(path: &Path) -> Result<String> {
    Ok(path.to_str().context("the demo's folder has a name that is not text")?.to_owned())
}
