//! The advocate's private notes.

use super::{TheDesk, save, show};
use crate::shown::{Shown, kept, reference, reference_text, references, saved_ms};
use crate::trouble;
use crate::view::{NoteAdd, NoteBeside, NoteTakeBack, NoteTakenBack, NoteView, Notes, OfEpisode, Trouble};
use first72_core::episode::record::{Note, NoteText};
use first72_core::notebook::Compartment;
use first72_core::notebook::{Before, NotebookError, Outgoing};

#[tauri::command(async)]
pub(super) fn note_list(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Notes, Trouble> {
    show(&desk, &ask.episode, notes)
}

#[tauri::command(async)]
pub(super) fn note_add(desk: TheDesk<'_>, ask: NoteAdd) -> Result<Notes, Trouble> {
    let amends = ask.amends.as_deref().map(reference).transpose()?;
    let seen = references(&ask.replaces)?;
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| {
            match amends {
                Some(note) => notebook.amend_over(episode, note, ask.text, Before::Shown(&seen), now)?,
                None => notebook.note(episode, Compartment::Adv, ask.text, now)?,
            }
            Ok(())
        },
        notes,
    )
}

#[tauri::command(async)]
pub(super) fn note_take_back(desk: TheDesk<'_>, ask: NoteTakeBack) -> Result<Notes, Trouble> {
    let (note, seen) = (reference(&ask.note)?, references(&ask.shown)?);
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.take_note_back(episode, note, Before::Shown(&seen), now)?),
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
        now_ms: shown.now_ms(),
    })
}

fn beside(shown: &Shown<'_>, other: &NoteText<'_>) -> NoteBeside {
    NoteBeside { text: other.text.to_owned(), by: shown.by(&other.save), at_ms: saved_ms(&other.save) }
}

fn view(shown: &Shown<'_>, note: &Note<'_>, outgoing: &Outgoing<'_>) -> Result<NoteView, Trouble> {
    let amended = note.amendments.last().map(|(_, save)| saved_ms(save));
    let taken_back = note.taken_back();
    // Words stand before the word that there are none.
    let mut standing: Vec<_> = note.standing.iter().collect();
    standing.sort_by_key(|text| !text.takes_back());
    let (last, others) = standing.split_last().ok_or_else(trouble::unreadable)?;
    let others: &[_] = if taken_back.is_some() { &[] } else { others };
    let saves: Vec<_> = note.amendments.iter().map(|(_, save)| *save).chain([note.save]).collect();
    Ok(NoteView {
        note: reference_text(note.reference),
        text: if taken_back.is_some() { note.last_words() } else { last.text }.to_owned(),
        beside: others.iter().map(|other| beside(shown, other)).collect(),
        shown: note.standing.iter().map(|text| reference_text(text.reference)).collect(),
        by: shown.by(&note.save),
        at_ms: saved_ms(&note.save),
        amended_ms: amended,
        taken_back: taken_back.map(|save| NoteTakenBack { by: shown.by(&save), at_ms: saved_ms(&save) }),
        kept: kept(outgoing, &saves)?,
    })
}
