//! A run that is played in the trainee's place: by the terminal, by tests, and to show that a script can be finished.

use super::super::contact::{MEDICAL_NEED, NewContact};
use super::super::error::NotebookError;
use super::super::exchange::sync;
use super::super::{Notebook, save};
use super::{Drill, held};
use crate::drill::script::{ModelDeed, TraineeDeed};
use crate::drill::typed;
use crate::episode::{Answer, Instant};
use crate::moment::Moment;
use first72_wire::drill::REALM;
use std::sync::Mutex;

impl Drill {
    /// Plays deeds at their times, then lets the rest happen until the story is over.
    ///
    /// # Errors
    /// What a notebook could not do.
    pub fn play(&mut self, door: &Mutex<Notebook>, deeds: &[ModelDeed], real: Moment) -> Result<(), NotebookError> {
        for deed in deeds {
            self.let_pass(door, self.script.start_ms.saturating_add(deed.at_ms), real)?;
            self.do_deed(door, &deed.what, real)?;
            self.tick(door, real)?;
        }
        let end_ms = self.script.start_ms.saturating_add(self.script.length_ms);
        self.let_pass(door, end_ms, real)
    }

    /// Lets the time pass up to `to_ms`: each event comes at its own time.
    ///
    /// # Errors
    /// As [`Drill::tick`].
    pub fn let_pass(&mut self, door: &Mutex<Notebook>, to_ms: i64, real: Moment) -> Result<(), NotebookError> {
        self.tick(door, real)?;
        // Each round lets one event come, or finds that none is left before then.
        for _ in 0..=self.script.events.len() {
            let known = self.known(&held(door), held(&self.clock).ms(real))?;
            let now_ms = held(&self.clock).ms(real);
            let next = self.player.next_ms(&self.script, &known, now_ms).filter(|next| *next <= to_ms);
            let Some(next_ms) = next else { break };
            self.jump(next_ms, real);
            self.tick(door, real)?;
        }
        self.jump(to_ms, real);
        self.tick(door, real).map(drop)
    }

    /// Does one thing in the trainee's place, now.
    ///
    /// # Errors
    /// As the methods of [`Notebook`] that do it.
    pub fn do_deed(&mut self, door: &Mutex<Notebook>, deed: &TraineeDeed, real: Moment) -> Result<(), NotebookError> {
        let now = held(&self.clock).now(real);
        match deed {
            TraineeDeed::Call(contact) => self.call(contact, real)?,
            TraineeDeed::Open { medical, .. } => self.open_record(&mut held(door), medical, now)?,
            TraineeDeed::Save(youth, deed) => {
                let mut notebook = held(door);
                let episode = self.episodes(&notebook).get(youth).copied().ok_or(NotebookError::NoEpisode)?;
                super::save(&mut notebook, episode, deed, now.wall_ms, now)?;
            }
        }
        let relay = self.relay(real);
        sync(door, REALM, &*relay, &|| now).map(drop)
    }

    fn open_record(&self, notebook: &mut Notebook, medical: &str, now: Moment) -> Result<(), NotebookError> {
        let pack = notebook.packs.get(&self.script.pack).ok_or_else(|| save::no_pack(&self.script.pack))?;
        let kind = pack.field(MEDICAL_NEED).and_then(|field| field.kind.as_ref());
        let medical_need_now = match kind {
            Some(kind) => typed::answer(kind, medical, now.wall_ms)?,
            None => Answer::NotAsked,
        };
        let contact = NewContact {
            at: Instant::exact(now.wall_ms),
            station: self.script.station.clone(),
            medical_need_now,
            pack: self.script.pack.clone(),
        };
        notebook.new_contact(contact, now).map(drop)
    }
}
