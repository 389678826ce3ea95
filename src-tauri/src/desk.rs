//! The desk: the open notebook behind one lock, and when it closes by itself.

use crate::at_the_door::AtTheDoor;
use crate::dial::Telephone;
use crate::drilling::Drilling;
use crate::idle::{Allowed, Watched};
use crate::lock_screen::LockScreen;
use crate::look;
use crate::reminding::Reminders;
use crate::reminding::outside::Front;
use crate::syncing::Reach;
use crate::trouble;
use crate::view::{Settings, Told, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, Packs};
use first72_core::seal::{Randomness, SystemRandomness};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Tells the window something that it did not ask.
pub(crate) type Tell = Box<dyn Fn(Told) + Send + Sync>;

/// An open notebook and what decides when it closes by itself.
struct Open {
    notebook: Arc<Mutex<Notebook>>,
    watched: Watched,
}

/// A registrar's answer whose six words are being compared.
#[derive(Clone)]
pub(crate) struct Waiting {
    /// Its text.
    pub(crate) code: String,
    /// The genesis that it pins, checked.
    pub(crate) genesis: Vec<u8>,
}

/// What the commands share.
pub(crate) struct Desk {
    root: PathBuf,
    open: Mutex<Option<Open>>,
    /// Whose vault the door stands before, where several people have one.
    pub(crate) at_the_door: Mutex<AtTheDoor>,
    /// The registrar's answer whose words are being compared.
    approval: Mutex<Option<Waiting>>,
    settings: Mutex<Settings>,
    /// The drill that is open in the place of the real notebook, if one is.
    pub(crate) drilling: Drilling,
    tell: Tell,
    /// The telephone, on a device that is one.
    telephone: OnceLock<Telephone>,
    /// Wakes the thread that syncs; set once it runs.
    pub(crate) wake_sync: OnceLock<Sender<Reach>>,
    /// Held while a sync runs: two would only ask the same twice.
    pub(crate) sync_turn: Mutex<()>,
    /// Whether a sync is under way.
    pub(crate) syncing: AtomicBool,
    /// Whether a page is shown to the young person.
    guarded: AtomicBool,
    pub(crate) reminders: Reminders,
    /// Whether somebody can see the window.
    pub(crate) front: Front,
    /// What the system shows outside the window.
    pub(crate) lock_screen: OnceLock<Box<dyn LockScreen>>,
    /// Where a person finds what the app writes for somebody else.
    shelf: OnceLock<PathBuf>,
}

impl Desk {
    pub(crate) fn at(root: PathBuf, tell: Tell) -> Self {
        let settings = look::read(&root);
        Self {
            root,
            open: Mutex::new(None),
            at_the_door: Mutex::default(),
            approval: Mutex::new(None),
            settings: Mutex::new(settings),
            drilling: Drilling::default(),
            tell,
            telephone: OnceLock::new(),
            wake_sync: OnceLock::new(),
            sync_turn: Mutex::new(()),
            syncing: AtomicBool::new(false),
            guarded: AtomicBool::new(false),
            reminders: Reminders::default(),
            front: Front::default(),
            lock_screen: OnceLock::new(),
            shelf: OnceLock::new(),
        }
    }

    /// Files for somebody else go there from now on.
    pub(crate) fn install_shelf(&self, folder: PathBuf) {
        let _is_there_already = self.shelf.set(folder);
    }

    /// Where a person finds what the app writes for somebody else: the system's folder for such files, or one beside the profile.
    pub(crate) fn shelf(&self) -> PathBuf {
        self.shelf.get().cloned().unwrap_or_else(|| self.root.join("files"))
    }

    /// The folder of everything that the app keeps.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the drill: beside the real profile, never in it.
    pub(crate) fn drill_root(&self) -> PathBuf {
        self.root.join("drill")
    }

    /// The time on the desk: a drill's own while one is open.
    pub(crate) fn now(&self) -> Moment {
        self.drilling.now(Moment::read())
    }

    pub(crate) fn tell(&self, told: Told) {
        (self.tell)(told);
    }

    /// Gives the desk the telephone of this device.
    #[cfg_attr(all(desktop, not(test)), expect(dead_code, reason = "a desktop has no telephone"))]
    pub(crate) fn install(&self, telephone: Telephone) {
        // Installed once, when the app starts.
        let _ = self.telephone.set(telephone);
    }

    /// Gives the desk the lock screen of this device.
    pub(crate) fn install_lock_screen(&self, screen: Box<dyn LockScreen>) {
        // Installed once, when the app starts.
        let _ = self.lock_screen.set(screen);
    }

    /// Whether the system shows reminders outside the window, as far as is known.
    pub(crate) fn shows_outside(&self) -> bool {
        self.lock_screen.get().is_none_or(|screen| screen.shows())
    }

    /// Whether this device can dial: never from a drill, in which nobody real is called.
    pub(crate) fn can_dial(&self) -> bool {
        self.telephone.get().is_some() && !self.drilling.is_open()
    }

    /// Brings the telephone to the front with a number in it. Says whether it did.
    pub(crate) fn dial(&self, address: &str) -> bool {
        self.can_dial() && self.telephone.get().is_some_and(|telephone| telephone(address))
    }

    pub(crate) fn settings(&self) -> Settings {
        held(&self.settings).clone()
    }

    pub(crate) fn set_settings(&self, settings: Settings) -> std::io::Result<()> {
        let settings = look::within_limits(settings);
        look::write(&self.root, &settings)?;
        *held(&self.settings) = settings;
        Ok(())
    }

    pub(crate) fn approval(&self) -> MutexGuard<'_, Option<Waiting>> {
        held(&self.approval)
    }

    /// Puts an opened notebook on the desk. What was open is closed before: a drill and a real notebook are
    /// never open together.
    pub(crate) fn take(&self, mut notebook: Notebook, now: Moment) {
        notebook.stay_open();
        let opened = Open { notebook: Arc::new(Mutex::new(notebook)), watched: Watched::opened(now) };
        *held(&self.open) = Some(opened);
        self.guard(false);
        self.front.leave(false);
        self.reminders.mark_stale();
        self.wake_sync(Reach::Everywhere);
    }

    /// The open notebook, for a sync, which locks it for moments only.
    ///
    /// # Errors
    /// `shell.locked` when none is open, or it was left alone for too long.
    pub(crate) fn notebook(&self, now: Moment) -> Result<Arc<Mutex<Notebook>>, Trouble> {
        self.close_when_left_alone(now);
        held(&self.open).as_ref().map(|open| Arc::clone(&open.notebook)).ok_or_else(trouble::locked)
    }

    /// A page is shown to the young person, or its holder is back. While it is shown nothing else is asked of the
    /// notebook; whoever asks has found another way than the holder's, and the notebook closes.
    pub(crate) fn guard(&self, on: bool) {
        self.guarded.store(on, Ordering::Relaxed);
    }

    /// Whether a page is shown to the young person.
    pub(crate) fn is_guarded(&self) -> bool {
        self.guarded.load(Ordering::Relaxed)
    }

    /// Closes the notebook when something is asked of it while a page is shown to the young person.
    pub(crate) fn close_behind_a_guard(&self) {
        if self.is_guarded() {
            self.close();
        }
    }

    /// Looks into the open notebook if it is not at work; nothing when it is, or when none is open.
    pub(crate) fn when_free<T>(&self, look: impl FnOnce(&Notebook) -> T) -> Option<T> {
        let notebook = Arc::clone(&held(&self.open).as_ref()?.notebook);
        let free = notebook.try_lock().ok()?;
        Some(look(&free))
    }

    /// Does something with the open notebook. Should the work break down, the notebook closes: what is in memory may then
    /// lack what the vault has, and the next unlock reads it anew. The screen is answered all the same.
    ///
    /// # Errors
    /// `shell.locked` when none is open, `shell.broke-down`, else what the work says.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Notebook, Moment) -> Result<T, Trouble>) -> Result<T, Trouble> {
        self.close_behind_a_guard();
        let notebook = self.notebook(Moment::read())?;
        let mut open = held(&notebook);
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut open, self.now())));
        drop(open);
        done.unwrap_or_else(|_| {
            drop(notebook);
            tracing::error!("a command broke down");
            self.close();
            Err(trouble::coded("shell.broke-down"))
        })
    }

    /// As [`Desk::with`], for work that saves: what was saved is sent as soon as there is a way.
    ///
    /// # Errors
    /// As [`Desk::with`].
    pub(crate) fn saving<T>(
        &self,
        work: impl FnOnce(&mut Notebook, Moment) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let done = self.with(work)?;
        self.reminders.mark_stale();
        self.wake_sync(Reach::WhereSomethingWaits);
        self.drilling.wake();
        Ok(done)
    }

    /// Somebody is there.
    pub(crate) fn touch(&self, now: Moment) {
        self.close_when_left_alone(now);
        if let Some(open) = held(&self.open).as_mut() {
            open.watched.touch(now);
        }
    }

    /// Something else is in front of the window, or no longer is: a call, another app, a dark screen.
    pub(crate) fn put_behind(&self, behind: bool, now: Moment) {
        self.front.hide(behind);
        // What was behind for too long is closed before it can come to the front again.
        self.close_when_left_alone(now);
        if self.drilling.is_open() {
            // In a drill there is nothing to hide: only its time stands still meanwhile.
            if behind {
                self.drilling.stand_still(now);
            }
            return;
        }
        if let Some(open) = held(&self.open).as_mut() {
            open.watched.put_behind(behind, now);
        }
    }

    /// For how many minutes the notebook may be left alone, as far as this device decides.
    pub(crate) fn idle_minutes(&self) -> u32 {
        match self.drilling.is_open() {
            // In a drill nobody is real: it is as patient as it can be.
            true => *look::MINUTES.end(),
            // Whoever picks it up next is somebody else.
            false if self.is_shared() => *look::MINUTES.start(),
            false => self.settings().idle_minutes,
        }
    }

    /// Closes the notebook when nobody touched it for as long as is allowed. Says whether it did.
    pub(crate) fn close_when_left_alone(&self, now: Moment) -> bool {
        let minutes = self.idle_minutes();
        let expired = held(&self.open).as_ref().is_some_and(|open| {
            // A notebook that is at work is not left alone; the next look decides.
            let Ok(notebook) = open.notebook.try_lock() else { return false };
            let allowed = Allowed::of(minutes, notebook.idle_seconds(), notebook.open_seconds());
            open.watched.is_over(&allowed, &now)
        });
        expired && self.close()
    }

    /// Closes the notebook: keys and records are wiped. Says whether one was open.
    ///
    /// A sync that waits for the network still holds the notebook until its answer or its time limit comes, and
    /// then drops it; the records and the keys of the realms are wiped here, at once.
    pub(crate) fn close(&self) -> bool {
        let closed = self.put_away();
        self.step_away();
        if closed {
            self.tell(Told::Locked);
        }
        closed
    }

    /// As [`Desk::close`], for a command whose answer says what is open then.
    pub(crate) fn put_away(&self) -> bool {
        let open = held(&self.open).take();
        self.drilling.close(Moment::read());
        let Some(open) = open else { return false };
        *self.approval() = None;
        self.guard(false);
        match Arc::try_unwrap(open.notebook) {
            Ok(notebook) => {
                let notebook = notebook.into_inner().unwrap_or_else(PoisonError::into_inner);
                if let Err(error) = notebook.lock() {
                    tracing::warn!(code = error.code(), "the journal is folded in at the next unlock");
                }
            }
            // A sync waits for the network and finds the notebook empty.
            Err(at_work) => held(&at_work).forget(),
        }
        true
    }

    /// Whether this is the notebook that is open.
    pub(crate) fn has(&self, notebook: &Arc<Mutex<Notebook>>) -> bool {
        held(&self.open).as_ref().is_some_and(|open| Arc::ptr_eq(&open.notebook, notebook))
    }

    /// Whether any notebook is open.
    pub(crate) fn is_open(&self) -> bool {
        held(&self.open).is_some()
    }

    pub(crate) fn is_syncing(&self) -> bool {
        self.syncing.load(Ordering::Relaxed)
    }

    /// Lets the thread that syncs begin now.
    pub(crate) fn wake_sync(&self, reach: Reach) {
        if let Some(wake) = self.wake_sync.get() {
            // The thread is gone only when the app is closing.
            let _ = wake.send(reach);
        }
    }
}

/// A panic in one command does not close the desk to the next: each change is whole in the vault first.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The packs that come with the app.
pub(crate) fn packs() -> Packs {
    Packs::shipped()
}

/// The system's source of random bytes.
pub(crate) fn random() -> Arc<dyn Randomness> {
    Arc::new(SystemRandomness::new())
}

#[cfg(test)]
mod lock;
#[cfg(test)]
mod tests;
