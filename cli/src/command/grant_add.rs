//! `grant add`: a registrar entitles a person to more.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use crate::terms::Terms;
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, PersonId};
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Who: the id that `person add` gave.
    #[arg(long)]
    person: PersonId,
    #[command(flatten)]
    terms: Terms,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    lookup::person(notebook, realm, args.person)?;
    let grant = notebook.add_grant(realm, args.person, args.terms.into_grant(), now)?;
    Ok(Said::new(grant.to_string(), json!({ "realm": realm.to_string(), "grant": grant.to_string() })))
}
