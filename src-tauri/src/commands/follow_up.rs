//! Keeping in touch.

use super::{TheDesk, save, show};
use crate::shown::Shown;
use crate::shown::answer::instant;
use crate::view::{ContactTap, FollowUp, OfEpisode, SupportTap, Trouble};
use first72_core::notebook::ContactWord;

#[tauri::command(async)]
pub(super) fn follow_up(desk: TheDesk<'_>, ask: OfEpisode) -> Result<FollowUp, Trouble> {
    show(&desk, &ask.episode, page)
}

#[tauri::command(async)]
pub(super) fn contact_log(desk: TheDesk<'_>, ask: ContactTap) -> Result<FollowUp, Trouble> {
    let ContactTap { episode, result, how, at, plan_seen } = ask;
    let word = ContactWord { result, how, at: instant(at), plan_seen };
    save(&desk, &episode, |notebook, episode, now| Ok(notebook.log_contact(episode, &word, now)?), page)
}

#[tauri::command(async)]
pub(super) fn support_set(desk: TheDesk<'_>, ask: SupportTap) -> Result<FollowUp, Trouble> {
    let SupportTap { episode, pause, how, at } = ask;
    save(
        &desk,
        &episode,
        |notebook, episode, now| {
            match pause {
                true => notebook.pause_support(episode, now)?,
                false => notebook.resume_support(episode, how, instant(at), now)?,
            }
            Ok(())
        },
        page,
    )
}

fn page(shown: &Shown<'_>) -> Result<FollowUp, Trouble> {
    shown.follow_up(&shown.notebook.outgoing()?)
}
