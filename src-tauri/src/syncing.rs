//! Syncing from the desk: after a save, when asked, and again by itself. Never on the window's own thread.

use crate::desk::{Desk, held};
use crate::view::{Told, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::RealmId;
use first72_core::notebook::{Notebook, NotebookError, sync};
use first72_core::sync::{HelloAnswer, HelloRequest};
use first72_core::sync::{Pages, Relay, RelayError};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What others saved is looked for this often, and a sync that stopped is tried again, in milliseconds.
pub(crate) const AGAIN_MS: i64 = 60_000;
/// The same as the thread waits.
const QUIET: Duration = Duration::from_secs(60);

/// A relay that stops asking once the notebook was closed.
struct WhileOpen<'a> {
    desk: &'a Desk,
    notebook: &'a Arc<Mutex<Notebook>>,
    relay: &'a dyn Relay,
}

impl WhileOpen<'_> {
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

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.open()?.genesis()
    }
}

/// Starts the thread that syncs.
pub(crate) fn serve(desk: &Arc<Desk>) -> std::io::Result<()> {
    let (wake, woken) = mpsc::channel();
    let _ = desk.wake_sync.set(wake);
    let desk = Arc::downgrade(desk);
    thread::Builder::new().name("sync".into()).spawn(move || {
        loop {
            match woken.recv_timeout(QUIET) {
                Err(RecvTimeoutError::Disconnected) => return,
                // Several saves in a row are one sync.
                Ok(()) => while woken.try_recv().is_ok() {},
                Err(RecvTimeoutError::Timeout) => {}
            }
            let Some(desk) = desk.upgrade() else { return };
            if desk.is_open() {
                // What went wrong stands in the state of sync, where the screen looks for it.
                let _ = all(&desk);
            }
        }
    })?;
    Ok(())
}

/// Syncs with every realm's server, one after the other. The notebook is held only for moments.
///
/// # Errors
/// `shell.locked`. A server that cannot be reached is no error here: it stands in the state of sync.
pub(crate) fn all(desk: &Desk) -> Result<(), Trouble> {
    let _turn = held(&desk.sync_turn);
    let notebook = desk.notebook(Moment::read())?;
    let realms: Vec<_> = held(&notebook).realms().collect();
    desk.syncing.store(true, Ordering::Relaxed);
    desk.tell(Told::Sync);
    let mut came = false;
    for realm in realms {
        match with_realm(desk, &notebook, realm) {
            Ok(new) => came |= new,
            Err(error) => tracing::info!(code = error.code(), "a sync stopped"),
        }
    }
    if let Err(error) = held(&notebook).tidy() {
        tracing::info!(code = error.code(), "the journal is folded in later");
    }
    desk.syncing.store(false, Ordering::Relaxed);
    desk.tell(Told::Sync);
    if came {
        desk.tell(Told::Changed { episodes: Vec::new() });
    }
    Ok(())
}

fn with_realm(desk: &Desk, notebook: &Arc<Mutex<Notebook>>, realm: RealmId) -> Result<bool, NotebookError> {
    let relay = held(notebook).relay(realm)?;
    let relay = WhileOpen { desk, notebook, relay: &relay };
    let end = sync(notebook, realm, &relay, &Moment::read)?;
    let report = &end.report;
    Ok(report.received > 0 || report.stored > 0 || report.refused_own > 0)
}
