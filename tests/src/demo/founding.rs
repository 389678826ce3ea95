//! How the demo county comes to be: each line is a command that somebody would type.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use first72_core::protocol::shipped;
use serde_json::Value;

use super::cast::{AUDITOR, CAST, Guest, Realm, STATION, Seat};
use super::{County, free_port, text};

/// Seals the files of the demo's roots. A demo's secret is no secret.
const PASSPHRASE: &str = "an invented passphrase for a demo county";

/// The last day on which its new episodes begin with this version.
const LAST_DAY: &str = "2099-12-31";
/// Who signs it: two people.
const PARTS: [&str; 2] = ["author", "approver"];

/// What a registrar hands back.
pub struct Approval {
    /// The text that the new device takes in.
    pub text: String,
    /// Six words that both devices show, with a space between.
    pub words: String,
}

pub(super) fn found(county: &County) -> Result<()> {
    for realm in [Realm::County, Realm::Advocacy] {
        found_realm(county, realm)?;
    }
    sign_pack(county)?;
    for guest in CAST.iter().chain([&AUDITOR]) {
        county.first72(guest.who, &["vault", "create", "--emulated-chip"])?;
        for seat in guest.seats {
            enrol(county, guest, seat)?;
        }
    }
    let _servers = county.serve()?;
    let everybody = [Realm::County.registrar(), Realm::Advocacy.registrar()].into_iter();
    for who in everybody.chain(CAST.iter().chain([&AUDITOR]).map(|guest| guest.who)) {
        county.first72(who, &["sync"])?;
    }
    Ok(())
}

fn found_realm(county: &County, realm: Realm) -> Result<()> {
    let registrar = realm.registrar();
    county.first72(registrar, &["vault", "create", "--emulated-chip"])?;
    county.first72(registrar, &["device", "request"])?;
    let passphrase = county.folder.join("passphrase");
    fs::write(&passphrase, PASSPHRASE)?;
    let url = format!("http://127.0.0.1:{}", free_port()?);
    let mut arguments = vec![
        "realm",
        "init",
        "--demo",
        "--break-glass",
        "on",
        "--second-pin",
        "on",
        "--name",
        realm.name(),
        "--url",
        &url,
    ];
    let keys = pack_keys(county, &passphrase)?;
    let [author, approver] = keys.each_ref().map(String::as_str);
    arguments.extend(["--pack-author", author, "--pack-approver", approver, "--pack", county.pack]);
    let notices = use_notices(county, realm)?;
    for notice in &notices {
        arguments.extend(["--notice", notice]);
    }
    for compartment in realm.compartments() {
        arguments.extend(["--compartment", compartment]);
    }
    let (out, passphrase) = (text(&county.folder.join(realm.folder()))?, text(&passphrase)?);
    arguments.extend(["--person", "R. Bell (invented)", "--short-name", "R. Bell", "--agency", realm.name()]);
    arguments.extend(["--out", &out, "--passphrase-file", &passphrase]);
    county.first72(registrar, &arguments)?;
    Ok(fs::write(county.folder.join(format!("{}.url", realm.folder())), url)?)
}

/// What the realm says at the door of its devices, a file for each language.
fn use_notices(county: &County, realm: Realm) -> Result<Vec<String>> {
    let name = realm.name();
    let texts = [
        ("en", format!("{name} (invented): only for its people and those it asked. What is done here is recorded.")),
        (
            "es",
            format!("{name} (inventado): solo para su personal y quienes invitó. Lo que se hace aquí queda anotado."),
        ),
    ];
    let said = texts.map(|(language, said)| {
        let file = county.folder.join(format!("{}.notice.{language}", realm.folder()));
        fs::write(&file, said)?;
        Ok(format!("{language}={}", text(&file)?))
    });
    said.into_iter().collect()
}

/// The two people who sign the demo's pack, each with a key of their own; their public halves.
fn pack_keys(county: &County, passphrase: &Path) -> Result<[String; 2]> {
    let mut keys = Vec::new();
    for part in PARTS {
        let (file, passphrase) = (county.folder.join(format!("pack-{part}.key")), text(passphrase)?);
        let public = county.folder.join(format!("pack-{part}.public"));
        if !file.exists() {
            let made =
                county.first72(part, &["pack", "key", "--out", &text(&file)?, "--passphrase-file", &passphrase])?;
            fs::write(&public, field(&made, "key")?)?;
        }
        keys.push(fs::read_to_string(&public)?);
    }
    keys.try_into().map_err(|_| anyhow!("the demo has two signers"))
}

/// Both sign the pack, and the county's registrar hands the signatures to every device: each has the files already,
/// because they came with the app.
fn sign_pack(county: &County) -> Result<()> {
    let folder = county.folder.join("pack");
    write_signed(county, &folder, &[])?;
    let registrar = Realm::County.registrar();
    county.first72(registrar, &["pack", "publish", &text(&folder)?, "--signatures-only"])?;
    Ok(())
}

/// A later version of the demo's pack in a folder of the county, signed by the same two people: one step is due sooner.
pub(super) fn next_pack(county: &County, version: &str) -> Result<PathBuf> {
    let folder = county.folder.join(format!("pack-{version}"));
    let named = format!("\nversion = \"{version}\"");
    let edits = [
        ("pack.toml", "\nversion = \"2026.1\"", named.as_str()),
        ("steps.toml", "due = \"PT5M\"", "due = \"PT4M\""),
        ("scenarios.toml", "\"ID-02\" = \"+PT5M\"", "\"ID-02\" = \"+PT4M\""),
    ];
    write_signed(county, &folder, &edits)?;
    Ok(folder)
}

/// The pack that came with the app, with edits (file, text, other text), signed twice.
fn write_signed(county: &County, folder: &Path, edits: &[(&str, &str, &str)]) -> Result<()> {
    fs::create_dir_all(folder)?;
    let shipped = shipped::find(county.pack).context("the demo's pack comes with the app")?;
    for (name, file) in shipped.files {
        let mut file = (*file).to_owned();
        for (_, from, to) in edits.iter().filter(|(edited, ..)| edited == name) {
            file = file.replacen(from, to, 1);
        }
        fs::write(folder.join(name), file)?;
    }
    let (folder, passphrase) = (text(folder)?, text(&county.folder.join("passphrase"))?);
    for part in PARTS {
        let key = text(&county.folder.join(format!("pack-{part}.key")))?;
        let mut sign = vec!["pack", "sign", &folder, "--as", part, "--key", &key];
        sign.extend(["--passphrase-file", &passphrase, "--until", LAST_DAY]);
        county.first72(part, &sign)?;
    }
    Ok(())
}

fn enrol(county: &County, guest: &Guest, seat: &Seat) -> Result<()> {
    let asked = county.first72(guest.who, &["device", "request"])?;
    let approval = approve(county, guest, seat, &field(&asked, "request")?)?;
    let accepted = county.first72(guest.who, &["device", "accept", "--answer", &approval.text])?;
    if field(&accepted, "six_words")? != approval.words {
        bail!("the six words of {} differ on the two devices", guest.who);
    }
    Ok(())
}

pub(super) fn approve(county: &County, guest: &Guest, seat: &Seat, request: &str) -> Result<Approval> {
    let registrar = seat.realm.registrar();
    let mut person = vec!["person", "add", "--name", guest.name, "--short-name", guest.short_name];
    person.extend(["--agency", guest.agency]);
    if seat.guest {
        person.push("--guest");
    }
    let person = field(&county.first72(registrar, &person)?, "person")?;
    let mut approve = vec!["device", "approve", "--request", request, "--person", &person];
    approve.extend(["--role", seat.role, "--station", STATION, "--days", "365"]);
    for compartment in seat.compartments {
        approve.extend(["--compartment", compartment]);
    }
    for right in seat.rights {
        approve.extend(["--right", right]);
    }
    let approved = county.first72(registrar, &approve)?;
    Ok(Approval { text: field(&approved, "answer")?, words: field(&approved, "six_words")? })
}

/// A field of an answer as text; lists are joined by spaces.
fn field(answer: &Value, name: &str) -> Result<String> {
    match answer.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Array(words)) => Ok(words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")),
        _ => bail!("the answer has no `{name}`: {answer}"),
    }
}
