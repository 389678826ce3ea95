//! Looks into an episode that is not one's own, in an emergency.

use super::answer::exact;
use super::episode::count;
use crate::view::{GlassPage, GlassRealm, GlassStateView, GlassView};
use first72_core::moment::Moment;
use first72_core::notebook::{EPISODE_NUMBER_WORDS, EpisodeId, GlassLine, GlassState, Notebook, RealmId};

/// The page of them.
pub(crate) fn page(notebook: &Notebook, now: Moment) -> GlassPage {
    let realm = |realm: RealmId| GlassRealm {
        realm: realm.to_string(),
        agency: notebook.realm_name(realm).unwrap_or_default().to_owned(),
    };
    GlassPage {
        realms: notebook.may_break_glass(now).into_iter().map(realm).collect(),
        looks: notebook.glass(now).iter().map(|line| look(notebook, line)).collect(),
        number_words: count(EPISODE_NUMBER_WORDS),
        now_ms: notebook.time(now).ms,
    }
}

/// Those that run now: for the home screen, and for the page of who can read an episode.
pub(crate) fn running(notebook: &Notebook, of: Option<EpisodeId>, now: Moment) -> Vec<GlassView> {
    let lines = notebook.glass(now).into_iter().filter(GlassLine::is_live);
    lines.filter(|line| of.is_none_or(|of| line.episode == of)).map(|line| look(notebook, &line)).collect()
}

fn look(notebook: &Notebook, line: &GlassLine) -> GlassView {
    let here = notebook.record(line.episode);
    let facts = notebook.person_in(line.realm, line.person).and_then(|person| person.facts.as_ref());
    GlassView {
        realm: line.realm.to_string(),
        grant: line.grant.to_string(),
        episode: here.map(|_| line.episode.to_string()),
        handle: here.and_then(|record| record.opened()).map(|opened| opened.handle.clone()),
        name: facts.map(|facts| facts.short_name.clone()),
        mine: notebook.persons().any(|me| me == line.person),
        reason: line.reason.clone(),
        from: exact(line.from_ms),
        until: exact(line.until_ms),
        state: match line.state {
            GlassState::Waits => GlassStateView::Waits,
            GlassState::Open => GlassStateView::Open,
            GlassState::Ended => GlassStateView::Ended,
            GlassState::Over => GlassStateView::Over,
        },
        can_end: line.can_end,
    }
}
