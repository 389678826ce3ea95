//! Holds: what was shared of an episode is kept from being destroyed.

use super::answer::exact;
use super::episode::count;
use crate::view::{HeldView, HoldView, HoldsPage};
use first72_core::moment::Moment;
use first72_core::notebook::{EPISODE_NUMBER_WORDS, HoldLine, Notebook, RealmId};

/// The holds of a registrar's realm.
pub(crate) fn page(notebook: &Notebook, realm: RealmId, now: Moment) -> HoldsPage {
    let holds = notebook.holds().into_iter().filter(|line| line.realm == realm);
    HoldsPage {
        agency: notebook.realm_name(realm).unwrap_or_default().to_owned(),
        holds: holds.map(|line| hold(notebook, &line)).collect(),
        number_words: count(EPISODE_NUMBER_WORDS),
        now_ms: notebook.time(now).ms,
    }
}

/// Why, by whom and since when something is held.
pub(super) fn held(notebook: &Notebook, line: &HoldLine) -> HeldView {
    let by = line.by.and_then(|person| notebook.person_in(line.realm, person)?.facts.as_ref());
    HeldView {
        reason: line.reason.clone().unwrap_or_default(),
        by: by.map(|facts| facts.short_name.clone()),
        since: line.from_ms.map(exact),
    }
}

fn hold(notebook: &Notebook, line: &HoldLine) -> HoldView {
    let record = line.episode.and_then(|episode| notebook.record(episode));
    HoldView {
        hold: line.hold.to_string(),
        held: held(notebook, line),
        handle: record.and_then(|record| record.opened()).map(|opened| opened.handle),
        stands: line.stands,
        copies: count(line.copies),
    }
}
