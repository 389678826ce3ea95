//! A realm founded by the program, its devices in folders of their own, and its real server.

use crate::program::done;
use first72_server::{Config, Limits, Running, serve};
use std::path::{Path, PathBuf};

/// The station of every episode here.
pub(crate) const STATION: &str = "harbor-demo";

/// The Los Angeles pack in a folder of its own, signed by an invented author and an invented approver.
pub(crate) struct SignedPack {
    /// The folder.
    pub(crate) folder: PathBuf,
    keys: [String; 2],
}

impl SignedPack {
    /// Copies the pack of the clone below `place` and signs it twice. The file `passphrase` there seals the keys.
    pub(crate) fn make(place: &Path, vault: &Path) -> Self {
        let folder = place.join("signed-pack");
        std::fs::create_dir_all(&folder).unwrap();
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocols/los-angeles");
        for entry in std::fs::read_dir(pack).unwrap().map(Result::unwrap) {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
        let passphrase = place.join("passphrase");
        let keys = ["author", "approver"].map(|part| {
            let key = place.join(format!("{part}.key"));
            let (key, passphrase) = (key.to_str().unwrap(), passphrase.to_str().unwrap());
            let made = done(vault, &["pack", "key", "--out", key, "--passphrase-file", passphrase]);
            made["key"].as_str().unwrap().to_owned()
        });
        sign_twice(place, vault, &folder);
        Self { folder, keys }
    }

    /// What `realm init` is told of it.
    pub(crate) fn rules(&self) -> [&str; 6] {
        let [author, approver] = self.keys.each_ref().map(String::as_str);
        ["--pack-author", author, "--pack-approver", approver, "--pack", "los-angeles"]
    }
}

/// Signs the pack in a folder with the two keys in `place`, whose passphrase stands beside them.
fn sign_twice(place: &Path, vault: &Path, folder: &Path) {
    let passphrase = place.join("passphrase");
    for part in ["author", "approver"] {
        let key = place.join(format!("{part}.key"));
        let mut sign = vec!["pack", "sign", folder.to_str().unwrap(), "--as", part, "--key", key.to_str().unwrap()];
        sign.extend(["--passphrase-file", passphrase.to_str().unwrap(), "--until", "2099-12-31"]);
        done(vault, &sign);
    }
}

/// A realm. Everything is in one folder, which goes when this is dropped.
pub(crate) struct County {
    folder: tempfile::TempDir,
    /// The registrar's vault.
    pub(crate) registrar: PathBuf,
    /// Where its server will be reached.
    pub(crate) url: String,
}

impl County {
    /// Holds the ceremony for a server at this address.
    pub(crate) fn found(url: &str, compartments: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let registrar = at("registrar");
        done(&registrar, &["vault", "create", "--emulated-chip"]);
        std::fs::write(at("passphrase"), "an invented passphrase\n").unwrap();
        let (out, passphrase) = (at("realm"), at("passphrase"));
        let mut founding = vec!["realm", "init", "--demo", "--compartment", compartments, "--url", url];
        founding.extend(["--name", "Demo County", "--person", "R. Bell", "--short-name", "R. Bell"]);
        founding.extend(["--out", out.to_str().unwrap(), "--passphrase-file", passphrase.to_str().unwrap()]);
        let signed = SignedPack::make(folder.path(), &registrar);
        founding.extend(signed.rules());
        done(&registrar, &founding);
        done(&registrar, &["pack", "publish", signed.folder.to_str().unwrap(), "--signatures-only"]);
        Self { folder, registrar, url: url.to_owned() }
    }

    /// The Los Angeles pack under another version and with edits (file, from, to), signed by the same two people.
    pub(crate) fn next_version(&self, version: &str, edits: &[(&str, &str, &str)]) -> PathBuf {
        let folder = self.at(version);
        std::fs::create_dir(&folder).unwrap();
        for path in std::fs::read_dir(self.at("signed-pack")).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap();
            // Signatures over the files as they were.
            if name == "signatures.toml" {
                continue;
            }
            let mut text = std::fs::read_to_string(&path).unwrap();
            for (_, from, to) in edits.iter().filter(|(file, ..)| name == *file) {
                text = text.replacen(from, to, 1);
            }
            let text = text.replacen("\nversion = \"2026.1\"", &format!("\nversion = \"{version}\""), 1);
            std::fs::write(folder.join(name), text).unwrap();
        }
        sign_twice(self.folder.path(), &self.registrar, &folder);
        folder
    }

    /// A path in the realm's folder.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A device with a vault that asks to be taken in, and a person of its own whom the registrar approves.
    /// Returns the device's folder and the file with the registrar's answer.
    pub(crate) fn approve(&self, name: &str, terms: &str) -> (PathBuf, PathBuf) {
        self.approve_with(name, "open,write", terms)
    }

    /// As [`County::approve`], with these rights and no others.
    pub(crate) fn approve_with(&self, name: &str, rights: &str, terms: &str) -> (PathBuf, PathBuf) {
        self.approve_of(name, "Demo County", rights, terms)
    }

    /// As [`County::approve_with`], for somebody of this agency.
    pub(crate) fn approve_of(&self, name: &str, agency: &str, rights: &str, terms: &str) -> (PathBuf, PathBuf) {
        let device = self.at(name);
        done(&device, &["vault", "create", "--emulated-chip"]);
        let (request, answer) = (self.at(&format!("{name}.request")), self.at(&format!("{name}.answer")));
        done(&device, &["device", "request", "--out", request.to_str().unwrap()]);
        let person = ["person", "add", "--name", name, "--short-name", name, "--agency", agency];
        let person = done(&self.registrar, &person)["person"].as_str().unwrap().to_owned();
        let mut approval = vec!["device", "approve", "--request", request.to_str().unwrap(), "--person", &person];
        approval.extend(["--out", answer.to_str().unwrap(), "--station", STATION, "--right", rights]);
        approval.extend(terms.split(' '));
        done(&self.registrar, &approval);
        (device, answer)
    }

    /// A device that has joined.
    pub(crate) fn enrol(&self, name: &str, terms: &str) -> PathBuf {
        let (device, answer) = self.approve(name, terms);
        accept(&device, &answer);
        device
    }

    /// A device that has joined, with these rights and no others.
    pub(crate) fn enrol_with(&self, name: &str, rights: &str, terms: &str) -> PathBuf {
        let (device, answer) = self.approve_with(name, rights, terms);
        accept(&device, &answer);
        device
    }

    /// The real server, on a free loopback port.
    pub(crate) fn server(&self) -> Running {
        let mut config = Config::loopback(self.at("server"), self.at("realm/server.realm"));
        config.plain_http_loopback = self.url.starts_with("http:");
        config.limits = Limits::default().lifted();
        // The address that the genesis names, or a free one behind a door that stands there.
        let address: std::net::SocketAddr = self.url.split_once("//").unwrap().1.parse().unwrap();
        if std::net::TcpListener::bind(address).is_ok() {
            config.listen = address;
        }
        serve(&config).unwrap()
    }
}

/// Joins by the registrar's answer.
pub(crate) fn accept(device: &Path, answer: &Path) {
    done(device, &["device", "accept", "--answer", answer.to_str().unwrap()]);
}
