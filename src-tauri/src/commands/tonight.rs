//! The home screen.

use super::TheDesk;
use crate::desk::Desk;
use crate::shown::{self, Shown};
use crate::view::{Notice, Sought, Tonight, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{EpisodeId, Notebook, THIS_APP, UsualPackNotice};
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn tonight(desk: TheDesk<'_>) -> Result<Tonight, Trouble> {
    let language = desk.settings().language;
    desk.with(|notebook, now| {
        let outgoing = notebook.outgoing()?;
        let handed = notebook.handed_to_me(now);
        let line = |line: &first72_core::notebook::EpisodeLine| {
            let handed = handed.iter().find(|(episode, _)| *episode == line.episode).map(|(_, handed)| handed);
            let by = handed.map(|handed| notebook.short_name(handed.by?).map(str::to_owned));
            Shown::of(notebook, line.episode, language, now)?.line(&outgoing, by)
        };
        let waiting = notebook.waiting_callouts(now);
        let card = |episode: &EpisodeId| Shown::of(notebook, *episode, language, now)?.callout_card();
        let mut lines = notebook.tonight(now)?;
        let all = lines.len();
        lines.retain(|line| !notebook.asks_for_sync(line.episode, now));
        let hidden = all - lines.len();
        let waiting: Vec<EpisodeId> =
            waiting.into_iter().filter(|episode| !notebook.asks_for_sync(*episode, now)).collect();
        let others = lines.iter().filter(|line| !waiting.contains(&line.episode));
        Ok(Tonight {
            now_ms: notebook.time(now).ms,
            callouts: waiting.iter().map(card).collect::<Result<_, Trouble>>()?,
            episodes: others.map(line).collect::<Result<_, Trouble>>()?,
            sync: shown::sync::line(&desk, notebook)?,
            notices: notices(notebook, hidden, now)?,
            time: shown::times::known(notebook, now),
            looks: shown::glass::running(notebook, None, now),
            may_look_in: !notebook.may_break_glass(now).is_empty(),
            shared: shown::episode::count(notebook.copies(now).len()),
        })
    })
}

/// The ids of the episodes in which the words stand that somebody types into the search.
#[tauri::command(async)]
pub(super) fn mentions(desk: TheDesk<'_>, ask: Sought) -> Result<Vec<String>, Trouble> {
    found(&desk, ask)
}

fn found(desk: &Desk, ask: Sought) -> Result<Vec<String>, Trouble> {
    let words = Zeroizing::new(ask.words);
    desk.with(|notebook, now| {
        let found = notebook.mentions(&words);
        notebook.note_search(found.len(), now);
        Ok(found.iter().map(ToString::to_string).collect())
    })
}

fn notices(notebook: &Notebook, hidden: usize, now: Moment) -> Result<Vec<Notice>, Trouble> {
    let protocol = notebook.usual_pack_notice(now).map(|notice| match notice {
        UsualPackNotice::EndsSoon { at_ms } => Notice::ProtocolEnds { at_ms },
        UsualPackNotice::Stopped { code } => Notice::ProtocolStopped { code: code.to_owned() },
    });
    let set_aside = notebook.set_aside().map(|_| Notice::StoreSetAside);
    let low = notebook.is_low_on_space().then_some(Notice::LowOnSpace);
    let unrecorded = notebook.is_not_recording().then_some(Notice::NotRecorded);
    let held_back = shown::sync::notice(notebook)?;
    let drill = shown::recovery::drill_notice(notebook, now);
    let away = notebook.away(now).map(|away| Notice::Away {
        agency: away.name,
        days: away.days,
        hidden: away.asks_first.then(|| shown::episode::count(hidden)),
    });
    let others = [shown::recovery::notice(notebook), away, held_back, protocol, set_aside, low, unrecorded, drill];
    // Of several agencies one is said at a time: the app is updated once for all of them.
    let old = notebook.too_old_for().into_iter().max_by_key(|old| old.oldest).map(|old| Notice::AppTooOld {
        agency: old.name,
        oldest: old.oldest.to_string(),
        this: THIS_APP.to_string(),
    });
    Ok(old.into_iter().chain(others.into_iter().flatten()).collect())
}
