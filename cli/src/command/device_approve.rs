//! `device approve`: a registrar takes in a device and says what its person is entitled to.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use crate::terms::Terms;
use crate::{input, lookup, qr};
use first72_core::durable_file;
use first72_core::notebook::{NewDevice, Notebook, PersonId};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The request of the new device: a file, or the code itself.
    #[arg(long, value_name = "FILE|TEXT")]
    request: String,
    /// Whose device it is: the id that `person add` gave.
    #[arg(long)]
    person: PersonId,
    #[command(flatten)]
    terms: Terms,
    /// What the device is called in lists.
    #[arg(long, default_value = "phone")]
    label: String,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
    /// Write the answer into a file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Leave out what the new device can fetch from the server, so that the answer fits a QR code.
    /// Then sync, before the new device fetches it.
    #[arg(long)]
    brief: bool,
    /// Show the answer as squares too, where it fits.
    #[arg(long)]
    qr: bool,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    lookup::person(notebook, realm, args.person)?;
    let request = input::file_or_text(&args.request)?;
    let days = args.terms.days;
    let device = NewDevice { person: args.person, label: args.label, grants: vec![args.terms.into_grant()], days };
    let approved = notebook.approve_device(realm, &request, device, desk.now())?;
    let (code, six_words) = match args.brief {
        true => (approved.brief.code, approved.brief.six_words),
        false => (approved.code, approved.six_words),
    };
    if let Some(out) = &args.out {
        durable_file::write(out, code.as_bytes()).map_err(|error| Failure::file(out, error))?;
    }
    let words = six_words.join(" ");
    let squares = if args.qr && !desk.is_json() { qr::squares(&code) } else { None };
    let place = args.out.map(|out| out.display().to_string());
    let shown = place.clone().map_or_else(|| code.clone(), |out| format!("The answer is in {out}."));
    let text =
        format!("{}{shown}\nCompare with the new device: {words}", squares.map_or_else(String::new, |it| it + "\n"));
    Ok(Said::new(text, json!({ "answer": code, "six_words": words, "out": place })))
}
