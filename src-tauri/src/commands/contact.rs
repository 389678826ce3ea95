//! A new contact: its form, and its start.

use super::TheDesk;
use crate::shown;
use crate::shown::answer::instant;
use crate::shown::linked::link;
use crate::view::{Choice, NewContact, NewContactForm, Started, Trouble};
use first72_core::directory::Right;
use first72_core::episode::{Answer, Value};
use first72_core::moment::Moment;
use first72_core::notebook::{MEDICAL_NEED, NewContact as Contact, Notebook, NotebookError};
use first72_core::protocol::Pack;

#[tauri::command(async)]
pub(super) fn new_contact_form(desk: TheDesk<'_>) -> Result<NewContactForm, Trouble> {
    let language = desk.settings().language;
    desk.with(|notebook, now| {
        // What could not be begun is not asked for.
        notebook.new_enough_to_open()?;
        let words = shown::words(county_pack(notebook, now)?, language)?;
        let medical = words.pack.field(MEDICAL_NEED).and_then(|field| field.kind.as_ref());
        let text = words.texts.fields.get(MEDICAL_NEED);
        let said = words.pack.steps.iter().filter(|step| step.show_youth);
        let mut said = said.filter_map(|step| words.texts.steps.get(&step.id)?.say.clone());
        Ok(NewContactForm {
            now_ms: notebook.time(now).ms,
            stations: stations(notebook, Right::Open)?,
            medical: medical.map(|kind| words.choices(kind, text)).unwrap_or_default(),
            say: said.next(),
            time: shown::times::known(notebook, now),
        })
    })
}

#[tauri::command(async)]
pub(super) fn new_contact(desk: TheDesk<'_>, ask: NewContact) -> Result<Started, Trouble> {
    desk.saving(|notebook, now| {
        let contact = Contact {
            at: instant(ask.at),
            station: ask.station,
            medical_need_now: ask.medical.map_or(Answer::Unknown, |code| Answer::Given(Value::Choice(code))),
            pack: notebook.usual_pack().ok_or_else(no_pack)?,
        };
        let with = ask.link.map(|to| Ok::<_, Trouble>((link(to.kind), shown::episode_id(&to.episode)?))).transpose()?;
        let episode = match with {
            Some((how, other)) => notebook.new_contact_linked(contact, how, other, now)?,
            None => notebook.new_contact(contact, now)?,
        };
        let opened = notebook.record(episode).and_then(|record| record.opened()).ok_or(NotebookError::NoEpisode)?;
        Ok(Started { episode: episode.to_string(), handle: opened.handle })
    })
}

/// The pack with which a new episode would begin.
///
/// # Errors
/// When the county's own people have not signed one, with the reason.
pub(super) fn county_pack(notebook: &Notebook, now: Moment) -> Result<&Pack, Trouble> {
    let edition = notebook.runnable(&notebook.usual_pack().ok_or_else(no_pack)?, now)?;
    Ok(edition.pack().map_err(|_| no_pack())?)
}

/// The newest version of the pack that this county works by, whether or not it may begin an episode now: for its words.
pub(super) fn usual_pack(notebook: &Notebook) -> Result<&Pack, Trouble> {
    Ok(notebook.usual_pack().and_then(|id| notebook.packs().get(&id)).ok_or_else(no_pack)?)
}

fn no_pack() -> NotebookError {
    NotebookError::NoPack { id: String::new(), version: String::new() }
}

/// The stations at which this person has a right. Whoever is granted a whole realm names the realm.
pub(super) fn stations(notebook: &Notebook, right: Right) -> Result<Vec<Choice>, Trouble> {
    let mut stations = notebook.stations(right);
    if stations.is_empty() {
        stations.extend(notebook.sync_state()?.into_iter().map(|realm| realm.name));
    }
    Ok(stations.into_iter().map(|station| Choice { code: station.clone(), label: station }).collect())
}
