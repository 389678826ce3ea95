//! `person add`: a registrar takes in a person.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{NewPerson, Notebook};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Full name.
    #[arg(long)]
    name: String,
    /// The name shown beside what the person writes, such as "D. Rivera".
    #[arg(long)]
    short_name: String,
    /// The agency.
    #[arg(long)]
    agency: String,
    /// From another agency than the realm's own.
    #[arg(long)]
    guest: bool,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let Args { name, short_name, agency, guest, .. } = args;
    let person = notebook.add_person(realm, NewPerson { name, short_name, agency, guest }, now)?;
    Ok(Said::new(person.to_string(), json!({ "person": person.to_string(), "realm": realm.to_string() })))
}
