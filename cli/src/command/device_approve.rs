//! `device approve`: a registrar takes in a device and says what its person is entitled to.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup, qr};
use first72_core::directory::{GrantTerms, Right, Role, Scope};
use first72_core::durable_file;
use first72_core::notebook::{Compartment, NewDevice, NewGrant, Notebook, PersonId};
use serde_json::json;
use std::path::PathBuf;

const ROLES: [&str; 6] = ["deputy", "advocate", "station_lead", "registrar", "coordinator", "worker"];
const RIGHTS: [&str; 4] = ["open", "write", "assign", "release"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The request of the new device: a file, or the code itself.
    #[arg(long, value_name = "FILE|TEXT")]
    request: String,
    /// Whose device it is: the id that `person add` gave.
    #[arg(long)]
    person: PersonId,
    /// What the person does.
    #[arg(long, value_parser = ROLES)]
    role: String,
    /// The station whose episodes are within reach; without it, those of the whole realm.
    #[arg(long)]
    station: Option<String>,
    /// A class of content, such as OPS; can be given several times.
    #[arg(long = "compartment", required = true, value_delimiter = ',')]
    compartments: Vec<Compartment>,
    /// A right; can be given several times.
    #[arg(long = "right", value_parser = RIGHTS, value_delimiter = ',')]
    rights: Vec<String>,
    /// For how many days, at most 400.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=400))]
    days: u16,
    /// What the device is called in lists.
    #[arg(long, default_value = "phone")]
    label: String,
    /// Why the entitlement is given.
    #[arg(long, default_value = "assignment")]
    basis: String,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
    /// Write the answer into a file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Show the answer as squares too, where it fits.
    #[arg(long)]
    qr: bool,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    if notebook.people(realm)?.iter().all(|line| line.person != args.person) {
        let advice = "`first72 person list` shows those of the realm";
        return Err(Failure::NoSuch { thing: "person", wanted: args.person.to_string(), advice });
    }
    let request = input::file_or_text(&args.request)?;
    let terms = GrantTerms {
        role: Role::from_code(&args.role),
        scope: args.station.map_or(Scope::Realm, Scope::Station),
        compartments: args.compartments,
        rights: args.rights.iter().filter_map(|code| Right::from_code(code)).collect(),
        basis: args.basis,
    };
    let grants = vec![NewGrant { terms, days: args.days }];
    let device = NewDevice { person: args.person, label: args.label, grants, days: args.days };
    let approved = notebook.approve_device(realm, &request, device, desk.now())?;
    if let Some(out) = &args.out {
        durable_file::write(out, approved.code.as_bytes()).map_err(|error| Failure::file(out, error))?;
    }
    let words = approved.six_words.join(" ");
    let squares = if args.qr && !desk.is_json() { qr::squares(&approved.code) } else { None };
    let place = args.out.map(|out| out.display().to_string());
    let shown = place.clone().map_or_else(|| approved.code.clone(), |out| format!("The answer is in {out}."));
    let text =
        format!("{}{shown}\nCompare with the new device: {words}", squares.map_or_else(String::new, |it| it + "\n"));
    Ok(Said::new(text, json!({ "answer": approved.code, "six_words": words, "out": place })))
}
