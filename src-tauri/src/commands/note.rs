//! The advocate's private notes.

use super::{TheDesk, save, show};
use crate::shown::{Shown, kept, reference, reference_text};
use crate::view::{NoteAdd, NoteView, Notes, OfEpisode, Trouble};
use first72_core::episode::record::Note;
use first72_core::notebook::Compartment;
use first72_core::notebook::{NotebookError, Outgoing};

#[tauri::command(async)]
pub(super) fn note_list(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Notes, Trouble> {
    show(&desk, &ask.episode, notes)
}

#[tauri::command(async)]
pub(super) fn note_add(desk: TheDesk<'_>, ask: NoteAdd) -> Result<Notes, Trouble> {
    let amends = ask.amends.as_deref().map(reference).transpose()?;
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| {
            match amends {
                Some(note) => notebook.amend(episode, note, ask.text, now)?,
                None => notebook.note(episode, Compartment::Adv, ask.text, now)?,
            }
            Ok(())
        },
        notes,
    )
}

fn notes(shown: &Shown<'_>) -> Result<Notes, Trouble> {
    let none = NotebookError::NotEntitled { compartment: Compartment::Adv };
    let agency = shown.notebook.realm_with(Compartment::Adv).ok_or(none)?;
    let opened = shown.record.opened().ok_or(NotebookError::NoEpisode)?;
    let outgoing = shown.notebook.outgoing()?;
    let private = shown.record.notes().into_iter().rev().filter(|note| note.save.compartment() == Compartment::Adv);
    Ok(Notes {
        agency: agency.to_owned(),
        handle: opened.handle,
        notes: private.map(|note| view(shown, &note, &outgoing)).collect::<Result<_, _>>()?,
        now_ms: shown.now.wall_ms,
    })
}

fn view(shown: &Shown<'_>, note: &Note<'_>, outgoing: &Outgoing<'_>) -> Result<NoteView, Trouble> {
    let last = note.amendments.last();
    let saves: Vec<_> = note.amendments.iter().map(|(_, save)| *save).chain([note.save]).collect();
    Ok(NoteView {
        note: reference_text(note.reference),
        text: last.map_or(note.text, |(text, _)| text).to_owned(),
        by: shown.by(&note.save),
        at_ms: note.save.op().when.wall_ms,
        amended_ms: last.map(|(_, save)| save.op().when.wall_ms),
        kept: kept(outgoing, &saves)?,
    })
}
