//! Syncing from the desk: after a save, when asked, and again by itself. Never on the window's own thread.

use crate::desk::{Desk, held};
use crate::shared_folder;
use crate::view::{Told, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{Hash, Notebook, NotebookError, RealmId, RealmState, sync};
use first72_core::sync::{HelloAnswer, HelloRequest};
use first72_core::sync::{Pages, Relay, RelayError};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What others saved is looked for this often, and a sync that stopped is tried again, in milliseconds.
pub(crate) const AGAIN_MS: i64 = 60_000;

/// Which servers are asked.
///
/// After a save only those that something waits for: otherwise the county's server would hear from an advocate's
/// device each time that a private note was saved for another one. The rounds to everybody come at their own times,
/// which a save does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Those for which something waits here, of this device or of another that gave it along.
    WhereSomethingWaits,
    /// All of them.
    Everywhere,
}

/// A relay that stops asking once the notebook was closed.
pub(crate) struct WhileOpen<'a> {
    desk: &'a Desk,
    notebook: &'a Arc<Mutex<Notebook>>,
    relay: &'a dyn Relay,
}

impl<'a> WhileOpen<'a> {
    pub(crate) const fn new(desk: &'a Desk, notebook: &'a Arc<Mutex<Notebook>>, relay: &'a dyn Relay) -> Self {
        Self { desk, notebook, relay }
    }

    fn open(&self) -> Result<&dyn Relay, RelayError> {
        if self.desk.has(self.notebook) { Ok(self.relay) } else { Err(RelayError::Cut) }
    }
}

impl Relay for WhileOpen<'_> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        self.open()?.hello(request)
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        self.open()?.push(auth, body)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        let pages = self.open()?.pull(auth, body)?;
        Ok(Box::new(pages.map(|page| self.open().and(page))))
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        self.open()?.prove(auth, path)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.open()?.genesis()
    }

    fn authority(&self) -> Hash {
        self.relay.authority()
    }
}

/// Starts the thread that syncs.
pub(crate) fn serve(desk: &Arc<Desk>) -> std::io::Result<()> {
    let (wake, woken) = mpsc::channel();
    let _ = desk.wake_sync.set(wake);
    let desk = Arc::downgrade(desk);
    thread::Builder::new().name("sync".into()).spawn(move || {
        let mut last_round = Moment::read();
        loop {
            let mut reach = match woken.recv_timeout(until_round(&last_round, &Moment::read())) {
                Err(RecvTimeoutError::Disconnected) => return,
                Ok(reach) => reach,
                Err(RecvTimeoutError::Timeout) => Reach::Everywhere,
            };
            // Several saves in a row are one sync.
            reach = woken.try_iter().fold(reach, Reach::max);
            if reach == Reach::Everywhere {
                last_round = Moment::read();
            }
            let Some(desk) = desk.upgrade() else { return };
            if desk.is_open() {
                // What went wrong stands in the state of sync, where the screen looks for it.
                let _ = reaching(&desk, reach);
            }
        }
    })?;
    Ok(())
}

/// Syncs with every realm's server, one after the other, because somebody asked. The notebook is held only for moments.
///
/// # Errors
/// `shell.locked`. A server that cannot be reached is no error here: it stands in the state of sync.
pub(crate) fn all(desk: &Desk) -> Result<(), Trouble> {
    desk.close_behind_a_guard();
    reaching(desk, Reach::Everywhere)
}

fn reaching(desk: &Desk, reach: Reach) -> Result<(), Trouble> {
    let _turn = held(&desk.sync_turn);
    let notebook = desk.notebook(Moment::read())?;
    shared_folder::round(&notebook, desk.now());
    let realms = asked(&held(&notebook).sync_state()?, reach);
    if realms.is_empty() {
        return Ok(());
    }
    desk.syncing.store(true, Ordering::Relaxed);
    desk.tell(Told::Sync);
    let mut came = false;
    for realm in realms {
        match with_realm(desk, &notebook, realm) {
            Ok(new) => came |= new,
            Err(NotebookError::Wiped { .. }) => {
                wiped(desk, &notebook);
                return Ok(());
            }
            Err(error) => tracing::info!(code = error.code(), "a sync stopped"),
        }
    }
    // What was just brought is signed for, and its author may be waiting at the folder.
    shared_folder::round(&notebook, desk.now());
    if let Err(error) = held(&notebook).tidy() {
        tracing::info!(code = error.code(), "the journal is folded in later");
    }
    desk.syncing.store(false, Ordering::Relaxed);
    desk.tell(Told::Sync);
    if came {
        desk.reminders.mark_stale();
        desk.tell(Told::Changed { episodes: Vec::new() });
    }
    Ok(())
}

/// A registrar ended this device and it has destroyed what it held: the window shows the door, or what is left in other realms.
fn wiped(desk: &Desk, notebook: &Arc<Mutex<Notebook>>) {
    tracing::info!("this device was ended and has destroyed what it held");
    desk.syncing.store(false, Ordering::Relaxed);
    if held(notebook).realms().next().is_none() && desk.has(notebook) {
        desk.close();
    }
    desk.reminders.mark_stale();
    desk.tell(Told::Changed { episodes: Vec::new() });
}

/// How long until the next round to everybody: a save in between does not put it off.
fn until_round(last: &Moment, now: &Moment) -> Duration {
    let every = u64::try_from(AGAIN_MS).unwrap_or(u64::MAX);
    let gone = if now.boot_id == last.boot_id { now.boot_ms.saturating_sub(last.boot_ms) } else { every };
    Duration::from_millis(every.saturating_sub(gone))
}

/// The realms whose servers are asked.
fn asked(states: &[RealmState], reach: Reach) -> Vec<RealmId> {
    let wanted = |state: &&RealmState| reach == Reach::Everywhere || state.outbox.waiting > 0 || state.carried > 0;
    states.iter().filter(wanted).map(|state| state.realm).collect()
}

fn with_realm(desk: &Desk, notebook: &Arc<Mutex<Notebook>>, realm: RealmId) -> Result<bool, NotebookError> {
    let relay: Box<dyn Relay> = match desk.drilling.relay(Moment::read()) {
        Some(in_memory) => Box::new(in_memory),
        None => Box::new(held(notebook).relay(realm)?),
    };
    let relay = WhileOpen::new(desk, notebook, &*relay);
    let end = sync(notebook, realm, &relay, &|| desk.now())?;
    let report = &end.report;
    Ok(report.received > 0 || report.stored > 0 || report.refused_own > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_core::vault::OutboxCount;

    fn state(byte: u8, waiting: u64) -> RealmState {
        RealmState {
            held_back: None,
            realm: RealmId([byte; 16]),
            name: "Demo".into(),
            outbox: OutboxCount { waiting, stuck: 0 },
            carried: 0,
            last_receipt_ms: None,
            last_sync_ms: None,
            stopped_by: None,
            is_caught: false,
        }
    }

    #[test]
    fn after_a_private_save_only_the_server_that_gets_it_hears_of_this_device() {
        let (county, agency) = (state(1, 0), state(2, 3));
        let states = [county, agency];
        assert_eq!(asked(&states, Reach::WhereSomethingWaits), [RealmId([2; 16])]);
        assert_eq!(asked(&states, Reach::Everywhere).len(), 2);
    }

    #[test]
    fn a_save_does_not_move_the_next_round_to_everybody() {
        let at = |boot_ms| Moment { wall_ms: 0, boot_id: [1; 16], boot_ms };
        assert_eq!(until_round(&at(0), &at(20_000)), Duration::from_secs(40));
        assert_eq!(until_round(&at(0), &at(90_000)), Duration::ZERO);
    }
}
