//! The drill on the desk: its clock and server, asked while it is at work, and the thread that lets things happen in it.

use crate::desk::{Desk, held};
use crate::trouble;
use crate::view::{Told, Trouble};
use first72_core::drill::DrillClock;
use first72_core::drill::script::Words;
use first72_core::moment::Moment;
use first72_core::notebook::Drill;
use first72_core::sync::MemoryRelay;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::thread;
use std::time::Duration;

/// How often an open drill looks whether something is due. At ten minutes in one that is five seconds of the story.
const PULSE: Duration = Duration::from_millis(500);

/// What can be asked of an open drill while it is at work.
#[derive(Clone)]
struct Beside {
    clock: Arc<Mutex<DrillClock>>,
    relay: Arc<MemoryRelay>,
    id: String,
    title: Words,
}

/// The drill that is open, if one is.
#[derive(Default)]
pub(crate) struct Drilling {
    drill: Mutex<Option<Drill>>,
    beside: Mutex<Option<Beside>>,
    wake: OnceLock<Sender<()>>,
}

/// An open drill, held for a command.
pub(crate) struct HeldDrill<'d>(MutexGuard<'d, Option<Drill>>);

impl HeldDrill<'_> {
    /// The drill.
    ///
    /// # Errors
    /// `shell.locked` when none is open.
    pub(crate) fn get(&mut self) -> Result<&mut Drill, Trouble> {
        self.0.as_mut().ok_or_else(trouble::locked)
    }
}

impl Drilling {
    /// Puts an opened drill on the desk.
    pub(crate) fn take(&self, drill: Drill) {
        let script = drill.script();
        let (id, title) = (script.id.clone(), script.title.clone());
        *held(&self.beside) = Some(Beside { clock: drill.clock(), relay: drill.server(), id, title });
        *held(&self.drill) = Some(drill);
        self.wake();
    }

    /// The drill that is open. Held before the notebook, never while it is held.
    pub(crate) fn hold(&self) -> HeldDrill<'_> {
        HeldDrill(held(&self.drill))
    }

    /// Whether a drill is open.
    pub(crate) fn is_open(&self) -> bool {
        held(&self.beside).is_some()
    }

    /// The time as it is on the desk: the drill's while one is open, else the real one.
    pub(crate) fn now(&self, real: Moment) -> Moment {
        let beside = held(&self.beside).clone();
        beside.map_or(real, |beside| held(&beside.clock).now(real))
    }

    /// Minutes of the drill in one minute; none when no drill is open.
    pub(crate) fn pace(&self) -> Option<u32> {
        let beside = held(&self.beside).clone();
        beside.map(|beside| held(&beside.clock).pace())
    }

    /// The open drill's id, and what it is called; none when no drill is open.
    pub(crate) fn called(&self, language: &str) -> Option<(String, String)> {
        let beside = held(&self.beside);
        beside.as_ref().map(|beside| (beside.id.clone(), beside.title.of(language).to_owned()))
    }

    /// The server of an open drill.
    pub(crate) fn relay(&self, real: Moment) -> Option<Arc<MemoryRelay>> {
        let beside = held(&self.beside).clone()?;
        beside.relay.set_time(held(&beside.clock).ms(real));
        Some(beside.relay)
    }

    /// Stops the clock of an open drill.
    pub(crate) fn stand_still(&self, real: Moment) {
        if let Ok(drill) = self.hold().get()
            && let Err(error) = drill.run(false, real)
        {
            tracing::info!(code = error.code(), "a drill goes on from where it was last kept");
        }
    }

    /// Closes the drill and keeps how far it has come. Its folder stays.
    pub(crate) fn close(&self, real: Moment) {
        *held(&self.beside) = None;
        let drill = held(&self.drill).take();
        if let Some(Err(error)) = drill.map(|drill| drill.leave(real)) {
            tracing::info!(code = error.code(), "a drill goes on from where it was last kept");
        }
    }

    /// What [`Drilling::wake`] says, for a test in the place of the thread.
    #[cfg(test)]
    pub(crate) fn overheard(&self) -> Receiver<()> {
        let (wake, woken) = mpsc::channel();
        self.wake.set(wake).expect("nobody listens yet");
        woken
    }

    /// Something was saved, or the clock was moved: what follows from it should come at once.
    pub(crate) fn wake(&self) {
        if let Some(wake) = self.wake.get() {
            // The thread is gone only when the app is closing.
            let _ = wake.send(());
        }
    }
}

/// Starts the thread that lets things happen in a drill.
pub(crate) fn serve(desk: &Arc<Desk>) -> std::io::Result<()> {
    let (wake, woken) = mpsc::channel();
    let _ = desk.drilling.wake.set(wake);
    let desk = Arc::downgrade(desk);
    thread::Builder::new().name("drill".into()).spawn(move || {
        let mut open = false;
        while let Some(asked) = wait(&woken, open) {
            let Some(desk) = desk.upgrade() else { return };
            open = desk.drilling.is_open();
            if open && (pulse(&desk) || asked) {
                desk.tell(Told::Changed { episodes: Vec::new() });
            }
        }
    })?;
    Ok(())
}

/// Waits for a word, or while a drill is open for the next pulse. Says whether there was a word; none at the end.
fn wait(woken: &Receiver<()>, open: bool) -> Option<bool> {
    let first = if open { woken.recv_timeout(PULSE) } else { woken.recv().map_err(|_| RecvTimeoutError::Disconnected) };
    match first {
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => Some(false),
        Ok(()) => {
            // Several saves in a row are one.
            while woken.try_recv().is_ok() {}
            Some(true)
        }
    }
}

/// Lets happen what is due. Says whether something did.
pub(crate) fn pulse(desk: &Desk) -> bool {
    // A sync of the desk's own would talk over that of the drill.
    let _turn = held(&desk.sync_turn);
    let real = Moment::read();
    let Ok(notebook) = desk.notebook(real) else { return false };
    let mut drill = desk.drilling.hold();
    let Ok(drill) = drill.get() else { return false };
    match drill.tick(&notebook, real) {
        Ok(happened) => happened > 0,
        Err(error) => {
            tracing::info!(code = error.code(), "something in a drill is tried again");
            false
        }
    }
}
