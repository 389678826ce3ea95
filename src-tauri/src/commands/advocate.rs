//! The advocate's own pages.

use super::{TheDesk, save, show};
use crate::shown::answer::instant;
use crate::view::{Needs, OfEpisode, PlanLook, PlanToShow, PrivacyLimits, PrivatePlan, Tells, Trouble};

#[tauri::command(async)]
pub(super) fn limits(desk: TheDesk<'_>, ask: OfEpisode) -> Result<PrivacyLimits, Trouble> {
    show(&desk, &ask.episode, |shown| shown.limits())
}

#[tauri::command(async)]
pub(super) fn tells(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Tells, Trouble> {
    show(&desk, &ask.episode, |shown| shown.tells())
}

#[tauri::command(async)]
pub(super) fn needs(desk: TheDesk<'_>, ask: OfEpisode) -> Result<Needs, Trouble> {
    show(&desk, &ask.episode, |shown| shown.needs())
}

#[tauri::command(async)]
pub(super) fn safety_plan(desk: TheDesk<'_>, ask: OfEpisode) -> Result<PrivatePlan, Trouble> {
    show(&desk, &ask.episode, |shown| shown.safety_plan())
}

#[tauri::command(async)]
pub(super) fn safety_plan_look(desk: TheDesk<'_>, ask: PlanLook) -> Result<PrivatePlan, Trouble> {
    save(
        &desk,
        &ask.episode,
        |notebook, episode, now| Ok(notebook.look_at_safety_plan(episode, instant(ask.at), now)?),
        |shown| shown.safety_plan(),
    )
}

#[tauri::command(async)]
pub(super) fn safety_plan_show(desk: TheDesk<'_>, ask: OfEpisode) -> Result<PlanToShow, Trouble> {
    show(&desk, &ask.episode, |shown| shown.plan_to_show())
}

#[tauri::command(async)]
pub(super) fn contact_plan(desk: TheDesk<'_>, ask: OfEpisode) -> Result<PrivatePlan, Trouble> {
    show(&desk, &ask.episode, |shown| shown.contact_plan())
}
