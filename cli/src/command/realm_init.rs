//! `realm init`: the ceremony that founds a realm, with this vault's person as its first registrar.

use super::realm_policy::Rules;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::{input, qr};
use first72_core::directory::ceremony::{Ceremony, NewRealm, found_realm, standard_roles};
use first72_core::directory::enrol::genesis_text;
use first72_core::durable_file;
use first72_core::notebook::{Compartment, NewPerson, Notebook, PersonId};
use first72_core::seal::random::draw;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The custodian's name.
    #[arg(long)]
    name: String,
    /// A class of content that the realm keeps, such as OPS; can be given several times.
    #[arg(long = "compartment", required = true, value_delimiter = ',')]
    compartments: Vec<Compartment>,
    /// A class for which two registrars have to sign, such as ADV or MED; can be given several times.
    #[arg(long = "two-signatures", value_delimiter = ',')]
    two_signatures: Vec<Compartment>,
    /// Where its server will be reached: https://…, or http:// on loopback for a demo.
    #[arg(long)]
    url: String,
    /// New folder for what the ceremony makes.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Everything in the realm is made up.
    #[arg(long)]
    demo: bool,
    /// The first registrar's full name.
    #[arg(long, value_name = "NAME")]
    person: String,
    /// The name shown beside what the registrar signs, such as "R. Bell".
    #[arg(long)]
    short_name: String,
    /// The first registrar's agency; the custodian when not given.
    #[arg(long)]
    agency: Option<String>,
    /// File whose first line is the passphrase of the files for the safe: at least 16 characters.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    #[command(flatten)]
    rules: Rules,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out });
    }
    let passphrase = input::first_line_of(&args.passphrase_file)?;
    let now = desk.now();
    notebook.request_enrolment(now)?;
    let new = NewRealm {
        name: args.name.clone(),
        compartments: args.compartments.clone(),
        two_signatures: args.two_signatures,
        server_url: args.url,
        role_templates: standard_roles(&args.compartments),
        limits: Default::default(),
        demo: args.demo,
        policy: args.rules.policy(None)?,
        registrar_person: PersonId(draw(desk.random())?),
        registrar_device: notebook.requested_device()?,
        now_ms: now.wall_ms,
    };
    let made = found_realm(&new, &passphrase, desk.random())?;
    // On paper and on disk before anybody depends on it.
    let files = keep(&made, &args.out)?;
    let enrolled = notebook.accept_founding(&made.genesis, &made.entries, made.ca_der.clone(), now)?;
    let agency = args.agency.unwrap_or(args.name);
    let registrar = NewPerson { name: args.person, short_name: args.short_name, agency, guest: false };
    let person = notebook.name_myself(enrolled.realm, registrar, now)?;
    let hash = made.genesis.genesis().hash().to_string();
    let squares = qr::squares(&hash).map_or_else(String::new, |squares| squares + "\n");
    let text = format!(
        "{} is founded: realm {}\nIn {}: {}\nGenesis, to be printed and pinned:\n{squares}{hash}",
        enrolled.name,
        enrolled.realm,
        args.out.display(),
        files.join(", ")
    );
    let object = json!({
        "realm": enrolled.realm.to_string(),
        "name": enrolled.name,
        "genesis": hash,
        "person": person.to_string(),
        "out": args.out.display().to_string(),
        "files": files,
    });
    Ok(Said::new(text, object))
}

/// Writes what the ceremony made, each file readable by its owner alone.
fn keep(made: &Ceremony, out: &Path) -> Result<Vec<String>, Failure> {
    durable_file::make_folder(out).map_err(|error| Failure::file(out, error))?;
    let mut files = Vec::new();
    let mut write = |name: String, bytes: &[u8]| {
        let path = out.join(&name);
        files.push(name);
        durable_file::write(&path, bytes).map_err(|error| Failure::file(&path, error))
    };
    write("genesis.txt".to_owned(), genesis_text(&made.genesis).as_bytes())?;
    write("root.sealed".to_owned(), &made.root_file)?;
    for (class, sealed) in &made.recovery_files {
        write(format!("recovery-{}.sealed", class.code()), sealed)?;
    }
    if let Some(ca) = &made.ca_der {
        write("ca.der".to_owned(), ca)?;
    }
    if let Some(key) = &made.ca_file {
        write("ca-key.sealed".to_owned(), key)?;
    }
    write("server.realm".to_owned(), made.realm_file.to_text().as_bytes())?;
    Ok(files)
}
