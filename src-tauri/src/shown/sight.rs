//! Who can read an episode, what is on this device, and what each server sees.

use super::Shown;
use super::advocate::number;
use super::answer::exact;
use super::copies::{device, state};
use super::episode::count;
use crate::desk::Desk;
use crate::view::{AccessView, CopyReadersView, ReaderView, Readers, RealmSight, Sight, SpaceView, Trouble};
use first72_core::directory::{Access, Reader, Role};
use first72_core::moment::Moment;
use first72_core::notebook::{CopyReaders, Notebook, PersonId, RealmId, RealmSight as Seen, SpaceReaders};
use first72_core::protocol::pack::AppRole;

impl Shown<'_> {
    /// # Errors
    /// When there is no such episode.
    pub(crate) fn readers(&self) -> Result<Readers, Trouble> {
        let spaces = self.notebook.readers(self.episode, self.now)?;
        let copies = self.notebook.copy_readers(self.episode, self.now)?;
        Ok(Readers {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            number: self.notebook.episode_number(self.episode)?,
            looks: super::glass::running(self.notebook, Some(self.episode), self.now),
            spaces: spaces.iter().map(|space| self.space(space)).collect(),
            copies: copies.iter().map(|copy| self.copy(copy)).collect(),
            now_ms: self.now_ms(),
        })
    }

    fn space(&self, space: &SpaceReaders) -> SpaceView {
        SpaceView {
            compartment: space.compartment.code().to_owned(),
            agency: self.notebook.realm_name(space.realm).unwrap_or_default().to_owned(),
            readers: space.readers.iter().map(|reader| self.reader(space.realm, reader)).collect(),
            recovery: space.recovery,
            keys: count(space.keys),
        }
    }

    fn copy(&self, copy: &CopyReaders) -> CopyReadersView {
        let facts = self.notebook.person_in(copy.realm, copy.to).and_then(|person| person.facts.as_ref());
        let readers = copy.readers.as_ref();
        CopyReadersView {
            copy: copy.space.to_string(),
            agency: self.notebook.realm_name(copy.realm).unwrap_or_default().to_owned(),
            to: facts.map(|facts| facts.short_name.clone()),
            parts: copy.parts.clone(),
            until: exact(copy.end_ms),
            may_keep: copy.may_keep,
            state: copy.state.map(state),
            devices: copy.devices.iter().map(device).collect(),
            readers: readers.map(|readers| readers.iter().map(|reader| self.reader(copy.realm, reader)).collect()),
        }
    }

    fn reader(&self, realm: RealmId, reader: &Reader) -> ReaderView {
        let known = |person: PersonId| self.notebook.person_in(realm, person)?.facts.as_ref();
        let facts = reader.person.and_then(known);
        ReaderView {
            name: facts.map(|facts| facts.short_name.clone()),
            agency: facts.map(|facts| facts.agency.clone()).filter(|agency| !agency.is_empty()),
            roles: reader.roles.iter().map(|role| self.role_words(role)).collect(),
            access: match reader.access {
                Access::Reads => AccessView::Reads,
                Access::WillRead => AccessView::WillRead,
                Access::HadKey { newest: true } => AccessView::HadNewest,
                Access::HadKey { newest: false } => AccessView::HadOlder,
            },
            devices: count(reader.devices.len()),
            me: reader.person.is_some_and(|person| self.notebook.persons().any(|me| me == person)),
        }
    }

    pub(crate) fn role_words(&self, role: &Role) -> String {
        AppRole::from_word(role.code()).map_or_else(|| role.code().to_owned(), |role| self.words.app_role(role))
    }
}

/// # Errors
/// When the store cannot be read.
pub(crate) fn sight(desk: &Desk, notebook: &Notebook, now: Moment) -> Result<Sight, Trouble> {
    Ok(Sight {
        realms: notebook.sight()?.iter().map(one).collect(),
        drafts: number(notebook.drafts_kept()?),
        removed: count(notebook.removed_from_here()),
        idle_minutes: desk.settings().idle_minutes,
        now_ms: notebook.time(now).ms,
    })
}

fn one(seen: &Seen) -> RealmSight {
    let Seen { realm, name, server, here, episodes, last_receipt_ms, last_contact_ms, .. } = seen;
    RealmSight {
        realm: realm.to_string(),
        agency: name.clone(),
        server: server.clone(),
        episodes: count(*episodes),
        entries: number(here.entries),
        on_server: number(here.on_server),
        spaces: number(here.spaces),
        devices: number(here.devices),
        bytes: i64::try_from(here.bytes).unwrap_or(i64::MAX),
        last_contact_ms: *last_contact_ms,
        last_receipt_ms: *last_receipt_ms,
    }
}
