//! `contact new`: opens an episode.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use crate::times;
use first72_core::episode::Answer;
use first72_core::moment::Moment;
use first72_core::notebook::{Link, MEDICAL_NEED, NewContact, Notebook, NotebookError};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The station's code.
    #[arg(long)]
    station: String,
    /// The pack that it runs on.
    #[arg(long)]
    pack: String,
    /// Whether a doctor is needed now, in the pack's words; without it the answer is that it was not asked.
    #[arg(long)]
    medical: Option<String>,
    /// When the young person was first met, with its offset; now when not given.
    #[arg(long)]
    at: Option<String>,
    /// How far off that time may be, such as 10m.
    #[arg(long, value_name = "LENGTH")]
    about: Option<String>,
    /// The episode of another young person who was met in the same operation.
    #[arg(long, value_name = "EPISODE", conflicts_with = "met_before")]
    same_operation: Option<String>,
    /// The earlier episode of the same young person.
    #[arg(long, value_name = "EPISODE")]
    met_before: Option<String>,
}

pub(crate) fn run(args: Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let at = times::read(args.at.as_deref(), args.about.as_deref(), now)?;
    let Args { station, pack, medical, same_operation, met_before, .. } = args;
    let other = |named: Option<String>| named.map(|name| lookup::episode(notebook, &name)).transpose();
    let (operation, youth) = (other(same_operation)?, other(met_before)?);
    let operation = operation.map(|other| (Link::SameOperation, other));
    let link = operation.or(youth.map(|other| (Link::SameYouth, other)));
    let medical_need_now = match medical {
        None => Answer::NotAsked,
        Some(typed) => {
            let no_pack = || NotebookError::NoPack { id: pack.clone(), version: String::new() };
            let known = notebook.packs().get(&pack).ok_or_else(no_pack)?;
            let kind = known.field(MEDICAL_NEED).and_then(|field| field.kind.as_ref());
            let no_field = || NotebookError::NoField { field: MEDICAL_NEED.to_owned() };
            Answer::Given(kind.ok_or_else(no_field)?.read(&typed).map_err(NotebookError::from)?)
        }
    };
    let contact = NewContact { at, station, medical_need_now, pack };
    let episode = match link {
        Some((link, other)) => notebook.new_contact_linked(contact, link, other, now)?,
        None => notebook.new_contact(contact, now)?,
    };
    let opened = notebook.record(episode).and_then(|record| record.opened());
    let handle = opened.map(|opened| opened.handle).unwrap_or_default();
    Ok(Said::new(format!("{handle}  {episode}"), json!({ "episode": episode.to_string(), "handle": handle })))
}
