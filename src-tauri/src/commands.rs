//! The commands of the shell, one file per topic. Each asks the desk and converts.
#![allow(clippy::needless_pass_by_value, reason = "the window hands each command its own copy")]

mod advocate;
#[cfg(test)]
mod allowed;
mod audit;
mod board;
mod call;
mod callout;
mod card;
mod carrying;
mod confirm;
mod contact;
mod copies;
mod draft;
mod drill;
mod enrol;
mod episode;
mod follow_up;
mod glass;
mod hand_over;
mod head;
mod holdings;
mod holds;
mod note;
mod own_copy;
mod pack;
mod proof;
mod record;
mod recovery;
mod release;
mod rights;
mod roster;
mod scan;
mod second_pin;
mod settings;
mod shared;
mod sight;
mod step;
mod sync;
mod tonight;
mod unlock;

use crate::desk::Desk;
use crate::shown::{Shown, episode_id};
use crate::trouble;
use crate::view::Trouble;
use first72_core::moment::Moment;
use first72_core::notebook::EpisodeId;
use first72_core::notebook::Notebook;
use std::sync::Arc;
use tauri::ipc::Invoke;
use tauri::{State, Wry};

#[cfg(test)]
pub(crate) use drill::in_a_drill;
#[cfg(test)]
pub(crate) use unlock::where_it_stands;

/// The desk as a command is given it.
type TheDesk<'a> = State<'a, Arc<Desk>>;

/// Every command, by the name that the window calls. build.rs and capabilities/main.json list the same names.
#[expect(clippy::too_many_lines, reason = "a list: one line for each command")]
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        unlock::status,
        unlock::awake,
        unlock::behind,
        unlock::unlock,
        confirm::confirm,
        shared::who,
        shared::share,
        shared::unshare,
        release::release_requests,
        release::release_check,
        release::release,
        unlock::lock,
        unlock::quick_exit,
        enrol::enrol_secret,
        enrol::enrol_begin,
        enrol::enrol_request,
        enrol::enrol_accept,
        enrol::enrol_confirm,
        scan::scan,
        tonight::tonight,
        contact::new_contact_form,
        contact::new_contact,
        episode::episode,
        episode::plan,
        episode::left,
        episode::times,
        episode::saves,
        episode::link,
        step::step,
        step::step_event,
        record::record_form,
        record::earlier_answers,
        record::answer,
        record::item_add,
        record::item_remove,
        call::calls,
        call::call_begin,
        call::call_end,
        call::call_drop,
        rights::rights,
        rights::rights_tap,
        note::note_list,
        note::note_add,
        note::note_take_back,
        pack::pack_page,
        pack::pack_move,
        callout::callout,
        callout::callout_answer,
        card::card,
        card::guard,
        advocate::limits,
        advocate::tells,
        advocate::needs,
        advocate::safety_plan,
        advocate::safety_plan_look,
        advocate::safety_plan_show,
        advocate::contact_plan,
        follow_up::follow_up,
        follow_up::contact_log,
        follow_up::support_set,
        copies::copies_page,
        copies::share_page,
        copies::share_offer,
        copies::share_give,
        copies::copy_read,
        copies::copy_take_back,
        holds::holds,
        holds::hold_set,
        holds::hold_end,
        glass::glass_page,
        glass::glass_break,
        glass::glass_end,
        hand_over::hand_over_page,
        hand_over::late_take_in,
        hand_over::hand_over,
        hand_over::take_over,
        sight::readers,
        sight::sight,
        audit::audit_incident,
        own_copy::own_copy,
        holdings::holdings_write,
        proof::proofs_write,
        carrying::carry_page,
        carrying::carry_codes,
        carrying::carry_write,
        carrying::carry_read,
        carrying::carry_take,
        carrying::carry_done,
        carrying::carry_folder,
        board::board,
        roster::roster,
        roster::roster_person_add,
        roster::roster_approve,
        roster::roster_gone,
        roster::roster_device_end,
        roster::roster_grant_add,
        roster::roster_grant_end,
        roster::agency_leaves,
        roster::agency_end,
        roster::roster_cosign,
        roster::roster_adopt,
        roster::roster_release,
        audit::audit,
        audit::audit_rows,
        recovery::recovery,
        recovery::recovery_announce,
        recovery::recovery_share,
        recovery::recovery_open,
        recovery::recovery_end,
        sync::sync_now,
        sync::sync_state,
        sync::server_go_on,
        head::server_head,
        head::server_compare,
        sync::problems,
        settings::settings_get,
        settings::settings_set,
        second_pin::second_pin,
        second_pin::pin_change,
        tonight::mentions,
        settings::reminder_seen,
        draft::draft_put,
        draft::draft_get,
        drill::drill_list,
        drill::drill_open,
        drill::drill_view,
        drill::drill_run,
        drill::drill_skip,
        drill::drill_call,
        drill::drill_debrief,
        drill::drill_close,
        drill::drill_throw_away,
    ]
}

/// Work that may wait for a server, on a thread that may wait: the async runtime's own threads must not block.
async fn waiting<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Desk) -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    let desk = Arc::clone(desk);
    let done = tauri::async_runtime::spawn_blocking(move || work(&desk));
    done.await.unwrap_or_else(|_| Err(trouble::unreadable()))
}

/// Shows one episode.
fn show<T>(desk: &Desk, episode: &str, what: impl FnOnce(&Shown<'_>) -> Result<T, Trouble>) -> Result<T, Trouble> {
    let id = episode_id(episode)?;
    desk.with(|notebook, now| {
        notebook.look_at(id, now);
        look(desk, notebook, id, now, what)
    })
}

/// Saves something about one episode and shows it as it stands then.
fn save<T>(
    desk: &Desk,
    episode: &str,
    work: impl FnOnce(&mut Notebook, EpisodeId, Moment) -> Result<(), Trouble>,
    what: impl FnOnce(&Shown<'_>) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let id = episode_id(episode)?;
    desk.saving(|notebook, now| {
        work(notebook, id, now)?;
        look(desk, notebook, id, now, what)
    })
}

fn look<T>(
    desk: &Desk,
    notebook: &Notebook,
    id: EpisodeId,
    now: Moment,
    what: impl FnOnce(&Shown<'_>) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    what(&Shown::of(notebook, id, desk.settings().language, now)?)
}
