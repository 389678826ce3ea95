//! The state of sync.

use super::episode::count;
use crate::desk::Desk;
use crate::view::{HeldBackView, Notice, ProblemView, Problems, RealmSync, SyncLine, SyncState, SyncTrouble, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{HeldBack, Notebook, RealmState};
use std::collections::BTreeMap;

/// Sync with every agency's server.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn state(desk: &Desk, notebook: &Notebook, now: Moment) -> Result<SyncState, Trouble> {
    let sending = desk.is_syncing();
    Ok(SyncState {
        realms: notebook.sync_state()?.iter().map(|realm| one(realm, sending)).collect(),
        problems: count(problems(notebook)?.problems.len()),
        now_ms: notebook.time(now).ms,
    })
}

/// The one line about all of them.
///
/// # Errors
/// As [`state`].
pub(crate) fn line(desk: &Desk, notebook: &Notebook) -> Result<SyncLine, Trouble> {
    let realms = notebook.sync_state()?;
    let sum = |of: fn(&RealmState) -> u64| realms.iter().map(of).sum::<u64>();
    let (waiting, stuck) = (sum(|realm| realm.outbox.waiting), sum(|realm| realm.outbox.stuck));
    let last_ms = realms.iter().map(ended_well).min().flatten();
    let signed_ms = realms.iter().filter_map(|realm| realm.last_receipt_ms).max();
    Ok(words(waiting, stuck, last_ms, signed_ms, desk.is_syncing()))
}

fn one(realm: &RealmState, sending: bool) -> RealmSync {
    let line = words(realm.outbox.waiting, realm.outbox.stuck, ended_well(realm), realm.last_receipt_ms, sending);
    let trouble = realm.stopped_by.as_ref().map(|code| SyncTrouble {
        code: code.clone(),
        fields: BTreeMap::new(),
        at_ms: realm.last_sync_ms.unwrap_or_default(),
    });
    let again = realm.last_sync_ms.filter(|_| trouble.is_some() && !realm.is_caught);
    RealmSync {
        realm: realm.realm.to_string(),
        agency: realm.name.clone(),
        caught: realm.is_caught,
        held_back: realm.held_back.map(held_back),
        line,
        trouble,
        next_try_ms: again.map(|last| last.saturating_add(crate::syncing::AGAIN_MS)),
    }
}

const fn held_back(why: HeldBack) -> HeldBackView {
    match why {
        HeldBack::Quiet { since_ms } => HeldBackView::Quiet { since_ms },
        HeldBack::Missing => HeldBackView::Missing,
    }
}

/// The first agency whose server may be holding back news. One that was caught is not asked for news any more.
///
/// # Errors
/// As [`state`].
pub(crate) fn notice(notebook: &Notebook) -> Result<Option<Notice>, Trouble> {
    let realms = notebook.sync_state()?.into_iter();
    let mut told = realms.filter(|realm| !realm.is_caught).filter_map(|realm| {
        let why = held_back(realm.held_back?);
        Some(Notice::HeldBack { realm: realm.realm.to_string(), agency: realm.name, why })
    });
    Ok(told.next())
}

fn ended_well(realm: &RealmState) -> Option<i64> {
    realm.last_sync_ms.filter(|_| realm.stopped_by.is_none())
}

fn words(waiting: u64, stuck: u64, last_ms: Option<i64>, signed_ms: Option<i64>, sending: bool) -> SyncLine {
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    match (stuck, waiting, sending) {
        (1.., _, _) => SyncLine::Refused { count: number(stuck), waiting: number(waiting) },
        (0, 1.., true) => SyncLine::Sending { waiting: number(waiting) },
        (0, 1.., false) => SyncLine::OnlyHere { waiting: number(waiting), last_ms },
        (0, 0, _) => SyncLine::AllSent { at_ms: signed_ms },
    }
}

/// Lets the sync go on with a server that was caught at something.
///
/// # Errors
/// When this device is not in that realm, or the store cannot be written.
pub(crate) fn go_on(notebook: &mut Notebook, realm: &str, now: Moment) -> Result<(), Trouble> {
    let realm = realm.parse().map_err(|_| crate::trouble::unreadable())?;
    notebook.go_on_with_server(realm, now)?;
    Ok(())
}

/// What was refused or waits, theirs and this device's own, newest first.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn problems(notebook: &Notebook) -> Result<Problems, Trouble> {
    let names: BTreeMap<_, _> = notebook.sync_state()?.into_iter().map(|realm| (realm.realm, realm.name)).collect();
    let mut problems: Vec<ProblemView> = notebook
        .problems()?
        .into_iter()
        .map(|line| ProblemView {
            id: line.problem.id.to_string(),
            code: line.problem.code,
            fields: BTreeMap::new(),
            agency: names.get(&line.realm).cloned().unwrap_or_default(),
            outgoing: false,
            at_ms: line.problem.noted_ms,
        })
        .collect();
    problems.extend(notebook.refused()?.into_iter().map(|line| ProblemView {
        id: format!("own-{}", line.row),
        code: line.code,
        fields: BTreeMap::new(),
        agency: names.get(&line.realm).cloned().unwrap_or_default(),
        outgoing: true,
        at_ms: line.refused_ms,
    }));
    problems.extend(notebook.server_proofs()?.into_iter().map(|proof| ProblemView {
        id: format!("server-{}", proof.id),
        code: proof.code,
        fields: BTreeMap::new(),
        agency: names.get(&proof.realm).cloned().unwrap_or_default(),
        outgoing: false,
        at_ms: proof.noted_ms,
    }));
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.at_ms));
    Ok(Problems { problems })
}
