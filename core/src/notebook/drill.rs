//! A drill that is played: the trainee's notebook, those of invented people, a server in memory, and the script.
//!
//! What others do in a drill is done by notebooks of their own, in the drill's realm, and comes to the trainee by the
//! same sync as everything else. All of it stands in one folder, which can be thrown away.

mod deeds;
mod files;
mod founding;
mod play;
mod told;
mod vault;

use super::Notebook;
use super::error::NotebookError;
use super::exchange::sync;
use super::packs::Packs;
use crate::drill::cue::{Known, KnownOf};
use crate::drill::debrief::{self, Debrief, Opened};
use crate::drill::player::Outcome;
use crate::drill::script::{Event, Script};
use crate::drill::{DrillClock, Player};
use crate::moment::Moment;
use crate::protocol::pack::AppRole;
use crate::seal::Randomness;
use crate::sync::MemoryRelay;
use files::Files;
use first72_wire::drill::REALM;
use first72_wire::id::{EpisodeId, PersonId};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use deeds::save;
pub use files::throw_away;
pub use told::{Guidance, Heard, Place};

/// What a drill needs from outside.
#[derive(Clone)]
pub struct DrillNeeds {
    /// The packs; a script names the one that it is played with.
    pub packs: Packs,
    /// For the keys of the invented people.
    pub random: Arc<dyn Randomness>,
}

/// A drill that is open. Dropping it closes the invented people's notebooks; the folder stays.
pub struct Drill {
    files: Files,
    script: Script,
    relay: Arc<MemoryRelay>,
    cast: BTreeMap<String, Mutex<Notebook>>,
    clock: Arc<Mutex<DrillClock>>,
    player: Player,
}

impl Drill {
    /// Begins a drill in this folder, over whatever drill was there, and opens the trainee's notebook. Its clock
    /// stands still until it is let run.
    ///
    /// # Errors
    /// When the folder is no drill's, or cannot be used.
    pub fn begin(
        root: &Path,
        script: Script,
        needs: &DrillNeeds,
        real: Moment,
    ) -> Result<(Self, Notebook), NotebookError> {
        throw_away(root)?;
        let clock = DrillClock::standing(script.start_ms, script.pace, script.start_ms, real);
        let files = Files::begin(root, &script.id, clock.ms(real))?;
        let now = clock.now(real);
        let founded = founding::found(&files, &script, needs, now)?;
        let mut drill = Self {
            files,
            script,
            relay: founded.relay,
            cast: founded.cast,
            clock: Arc::new(Mutex::new(clock)),
            player: Player::default(),
        };
        drill.keep(real)?;
        Ok((drill, founded.trainee))
    }

    /// The script of the drill that waits in this folder, by its id; none when there is none that was whole.
    #[must_use]
    pub fn waiting(root: &Path) -> Option<String> {
        Files::waiting(root).map(|kept| kept.script)
    }

    /// Goes on with the drill in this folder, at the time at which it was left. Its clock stands still.
    ///
    /// # Errors
    /// When there is none, or it cannot be opened.
    pub fn go_on(
        root: &Path,
        script: Script,
        needs: &DrillNeeds,
        real: Moment,
    ) -> Result<(Self, Notebook), NotebookError> {
        let kept = Files::waiting(root).filter(|kept| kept.script == script.id).ok_or(NotebookError::NoProfile)?;
        let mut files = Files::at(root);
        let clock = DrillClock::standing(script.start_ms, script.pace, kept.shown_ms, real);
        let again = founding::open_again(&files, &script, needs, clock.now(real))?;
        for entry in files.entries() {
            again.relay.take_in(entry);
        }
        let drill = Self {
            files,
            script,
            relay: again.relay,
            cast: again.cast,
            clock: Arc::new(Mutex::new(clock)),
            player: kept.player,
        };
        Ok((drill, again.trainee))
    }

    /// The script.
    #[must_use]
    pub const fn script(&self) -> &Script {
        &self.script
    }

    /// The clock, to be asked while the drill is at work.
    #[must_use]
    pub fn clock(&self) -> Arc<Mutex<DrillClock>> {
        Arc::clone(&self.clock)
    }

    /// The server, to be asked while the drill is at work.
    #[must_use]
    pub fn server(&self) -> Arc<MemoryRelay> {
        Arc::clone(&self.relay)
    }

    /// The server, for a sync of the trainee's notebook at this moment.
    #[must_use]
    pub fn relay(&self, real: Moment) -> Arc<MemoryRelay> {
        self.relay.set_time(held(&self.clock).ms(real));
        Arc::clone(&self.relay)
    }

    /// Lets the clock run, or stand still.
    ///
    /// # Errors
    /// When that cannot be kept.
    pub fn run(&mut self, running: bool, real: Moment) -> Result<(), NotebookError> {
        held(&self.clock).run(running, real);
        self.keep(real)
    }

    /// Moves the clock on to the next event whose time is known; never back. Says whether there was one.
    ///
    /// # Errors
    /// As [`Drill::run`].
    pub fn skip(&mut self, notebook: &Notebook, real: Moment) -> Result<bool, NotebookError> {
        let now_ms = held(&self.clock).ms(real);
        let known = self.known(notebook, now_ms)?;
        let Some(next_ms) = self.player.next_ms(&self.script, &known, now_ms) else { return Ok(false) };
        held(&self.clock).jump(next_ms, real);
        self.keep(real)?;
        Ok(true)
    }

    /// Moves the clock on to a time of the drill, as a script that plays a run does.
    pub fn jump(&mut self, to_ms: i64, real: Moment) {
        held(&self.clock).jump(to_ms, real);
    }

    /// The trainee calls a contact of the pack. Nobody real is called.
    ///
    /// # Errors
    /// As [`Drill::run`].
    pub fn call(&mut self, contact: &str, real: Moment) -> Result<(), NotebookError> {
        let now_ms = held(&self.clock).ms(real);
        self.player.call(contact, now_ms);
        self.keep(real)
    }

    /// Lets everything happen whose time has come: the invented people save on their own devices and sync, and
    /// the trainee's notebook syncs. Says how many events there were.
    ///
    /// # Errors
    /// What one of the notebooks could not do. The event is then tried again.
    pub fn tick(&mut self, door: &Mutex<Notebook>, real: Moment) -> Result<usize, NotebookError> {
        let mut happened = 0;
        loop {
            let now = held(&self.clock).now(real);
            let known = self.known(&held(door), now.wall_ms)?;
            let ripe = self.player.ripe.len();
            let Some((id, at_ms, outcome)) = self.player.next(&self.script, &known, now.wall_ms) else {
                if happened > 0 || self.player.ripe.len() != ripe {
                    self.keep(real)?;
                }
                return Ok(happened);
            };
            let event = self.script.event(&id).filter(|_| outcome == Outcome::Happens).cloned();
            if let Some(event) = event {
                self.perform(&event, door, at_ms, now)?;
                happened += 1;
            }
            self.player.note(&id, at_ms, outcome);
        }
    }

    /// The trainee's saves go up first, so that the others have seen them; theirs come down at the end.
    fn perform(&self, event: &Event, door: &Mutex<Notebook>, at_ms: i64, now: Moment) -> Result<(), NotebookError> {
        if event.acts.is_empty() {
            return Ok(());
        }
        self.relay.set_time(now.wall_ms);
        let relay = &*self.relay;
        sync(door, REALM, relay, &|| now)?;
        let episodes = self.episodes(&held(door));
        for act in &event.acts {
            let actor = self.cast.get(&act.by).ok_or(NotebookError::NoProfile)?;
            let episode = *episodes.get(&act.youth).ok_or(NotebookError::NoEpisode)?;
            sync(actor, REALM, relay, &|| now)?;
            save(&mut held(actor), episode, &act.deed, at_ms, now)?;
            sync(actor, REALM, relay, &|| now)?;
        }
        sync(door, REALM, relay, &|| now)?;
        Ok(())
    }

    /// Whether an event waits whose time is known, so that skipping ahead leads somewhere.
    ///
    /// # Errors
    /// As [`Drill::guidance`].
    pub fn may_skip(&self, notebook: &Notebook, real: Moment) -> Result<bool, NotebookError> {
        let now_ms = held(&self.clock).ms(real);
        let known = self.known(notebook, now_ms)?;
        Ok(self.player.clone().next_ms(&self.script, &known, now_ms).is_some())
    }

    /// Whether the story has been told: its length is over, or nothing more can happen and the guide is at its end.
    ///
    /// # Errors
    /// As [`Drill::guidance`].
    pub fn is_over(&self, notebook: &Notebook, real: Moment) -> Result<bool, NotebookError> {
        let over = held(&self.clock).ms(real) >= self.script.start_ms.saturating_add(self.script.length_ms);
        Ok(over || (self.guidance(notebook, "en", real)?.is_none() && !self.may_skip(notebook, real)?))
    }

    /// What was done, and when, beside what the pack asks.
    ///
    /// # Errors
    /// As [`Drill::guidance`].
    pub fn debrief(&self, notebook: &Notebook, real: Moment) -> Result<Debrief, NotebookError> {
        let pack = notebook.packs.get(&self.script.pack).ok_or_else(|| super::save::no_pack(&self.script.pack))?;
        let now_ms = held(&self.clock).ms(real);
        let known = self.known(notebook, now_ms)?;
        let youths = self.episodes(notebook).into_iter().filter_map(|(youth, episode)| {
            let record = notebook.records.get(&episode)?;
            Some((youth, Opened { handle: record.opened()?.handle, record }))
        });
        let roles: Vec<&str> = pack.roles_of(AppRole::Deputy).collect();
        Ok(debrief::read(&self.script, pack, &known, &youths.collect(), &roles, now_ms))
    }

    /// The records that the trainee opened, by the script's ids of the youths: the first one opened is the first youth's.
    #[must_use]
    pub fn episodes(&self, notebook: &Notebook) -> BTreeMap<String, EpisodeId> {
        let me = notebook.seats.first().and_then(|seat| seat.enrolment.person);
        let mut opened: Vec<(u64, EpisodeId)> = notebook
            .records
            .iter()
            .filter_map(|(episode, record)| {
                let history = record.history();
                let first = history.first()?;
                (first.person() == me).then_some((first.op().hlc.0, *episode))
            })
            .collect();
        opened.sort_unstable();
        let ids = self.script.youths.iter().map(|youth| youth.id.clone());
        ids.zip(opened.into_iter().map(|(_, episode)| episode)).collect()
    }

    fn handles(&self, notebook: &Notebook) -> BTreeMap<String, String> {
        let handle =
            |(youth, episode): (String, EpisodeId)| Some((youth, notebook.records.get(&episode)?.opened()?.handle));
        self.episodes(notebook).into_iter().filter_map(handle).collect()
    }

    fn known(&self, notebook: &Notebook, now_ms: i64) -> Result<Known, NotebookError> {
        let pack = notebook.packs.get(&self.script.pack).ok_or_else(|| super::save::no_pack(&self.script.pack))?;
        let read = |(youth, episode): (String, EpisodeId)| {
            Some((youth, KnownOf::read(pack, notebook.records.get(&episode)?, now_ms)))
        };
        Ok(Known {
            youths: self.episodes(notebook).into_iter().filter_map(read).collect(),
            called: self.player.called.clone(),
            happened: self.player.happened.clone(),
        })
    }

    /// What has to be there when the drill is gone on with.
    fn keep(&mut self, real: Moment) -> Result<(), NotebookError> {
        let shown_ms = held(&self.clock).ms(real);
        self.files.keep(&self.script.id, shown_ms, &self.player, &self.relay)
    }

    /// Keeps the time and what has come to the server, when the drill is closed.
    ///
    /// # Errors
    /// As [`Drill::run`].
    pub fn leave(mut self, real: Moment) -> Result<(), NotebookError> {
        held(&self.clock).run(false, real);
        self.keep(real)
    }

    /// A person of the drill by short name, as the trainee's notebook knows them.
    #[must_use]
    pub fn name_of(notebook: &Notebook, person: Option<PersonId>) -> Option<&str> {
        notebook.short_name(person?)
    }
}

/// A panic while it was held leaves nothing half done: each save is whole in its vault first.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
