//! Calls: whom this person began to call and when, and what came of it. What is tapped is durable before the telephone
//! rings, so that nothing is lost when the app dies behind the call.

use super::Notebook;
use super::answering::{Before, Saves, add};
use super::error::NotebookError;
use crate::episode::{Answer, Change, Instant, Record, Value};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::protocol::contact::{Contact, Number, NumberUse};
use crate::protocol::facts::Seen;
use crate::protocol::pack::CLOCK_PREFIX;
use first72_wire::id::EpisodeId;

/// The list of the calls of an episode.
pub const CALLS: &str = "calls";
/// Whom: a contact of the pack.
pub const CALL_CONTACT: &str = "call_contact";
/// At which number.
pub const CALL_NUMBER: &str = "call_number";
/// When the call was begun.
pub const CALL_AT: &str = "call_at";
/// For which step.
pub const CALL_STEP: &str = "call_step";
/// What came of it.
pub const CALL_RESULT: &str = "call_result";
/// Who answered.
pub const CALL_SPOKE_WITH: &str = "call_spoke_with";
/// The result of a call in which somebody answered.
pub const ANSWERED: &str = "answered";

/// A call that somebody begins.
#[derive(Clone, Debug)]
pub struct NewCall<'a> {
    /// A contact of the pack.
    pub contact: &'a str,
    /// Which of its numbers.
    pub usage: NumberUse,
    /// The step that it is for.
    pub step: Option<&'a str>,
}

/// A call that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Its item on the list of calls; none where the pack keeps no such list.
    pub item: Option<String>,
    /// The number to dial, as the pack has it.
    pub number: Number,
}

/// A call of an episode as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its item on the list.
    pub item: String,
    /// The contact's id.
    pub contact: Option<String>,
    /// The number, as people read it out.
    pub number: Option<String>,
    /// When it was begun.
    pub at: Option<Instant>,
    /// The step that it was for.
    pub step: Option<String>,
    /// What came of it; none while nobody has said.
    pub result: Option<String>,
    /// Who answered.
    pub spoke_with: Option<String>,
}

impl Notebook {
    /// Begins a call: it is on the list with its time, and it sets the clock of its step if nothing has set it yet.
    ///
    /// # Errors
    /// [`NotebookError::NoContact`] when the pack has no such contact, or the contact no such number;
    /// [`NotebookError::NoStep`] for a step that the pack has not; else as [`Notebook::answer`].
    pub fn begin_call(&mut self, episode: EpisodeId, call: &NewCall<'_>, now: Moment) -> Result<Begun, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let number = number_of(pack, call)?.clone();
        let at = Answer::Given(Value::Instant(Instant::exact(self.time(now).ms)));
        let mut saves = Saves::new();
        let item = self.list_call(episode, (record, pack), call, &number, &at, &mut saves)?;
        if let Some(clock) = clock_of(pack, call.step)? {
            let is_set = self.plan(episode, now)?.clock(clock).is_some_and(|state| state.own().is_some());
            if !is_set {
                let stamp = [(format!("{CLOCK_PREFIX}{clock}"), at)];
                for (facts, changes) in self.answers_to_save(episode, &stamp, Before::Everything, now)? {
                    changes.into_iter().for_each(|change| add(&mut saves, facts.clone(), change));
                }
            }
        }
        if !saves.is_empty() {
            self.save(saves, now)?;
        }
        Ok(Begun { item, number })
    }

    /// Says what came of a call. When nobody answered, the clock that the call had set is not set any more: it counts from a
    /// call that was answered. Both times stay in the history.
    ///
    /// # Errors
    /// As [`Notebook::answer`].
    pub fn end_call(
        &mut self,
        episode: EpisodeId,
        item: &str,
        result: &str,
        spoke_with: Option<&str>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let mut answers = vec![(key(CALL_RESULT, item), Answer::Given(Value::Choice(result.to_owned())))];
        answers.extend(
            spoke_with.map(|name| (key(CALL_SPOKE_WITH, item), Answer::Given(Value::Text(name.trim().to_owned())))),
        );
        let mut saves = self.answers_to_save(episode, &answers, Before::Everything, now)?;
        if result != ANSWERED {
            for (facts, changes) in self.withdrawn(episode, item, now)? {
                changes.into_iter().for_each(|change| add(&mut saves, facts.clone(), change));
            }
        }
        self.save(saves, now)
    }

    /// Takes back a call that was begun by mistake: it leaves the list, and the clock that it had set. Both stay in the
    /// history.
    ///
    /// # Errors
    /// As [`Notebook::remove_item`].
    pub fn drop_call(&mut self, episode: EpisodeId, item: &str, now: Moment) -> Result<(), NotebookError> {
        let saves = self.withdrawn(episode, item, now)?;
        if !saves.is_empty() {
            self.save(saves, now)?;
        }
        self.remove_item(episode, CALLS, item, Before::Everything, now)
    }

    /// The clock is not set any more by a call that set it.
    fn withdrawn(&self, episode: EpisodeId, item: &str, now: Moment) -> Result<Saves, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let Some(call) = self.calls(episode)?.into_iter().find(|call| call.item == item) else {
            return Ok(Saves::new());
        };
        match clock_of(pack, call.step.as_deref()) {
            Ok(Some(clock)) if set_by(record, clock, &call) => {
                let unset = [(format!("{CLOCK_PREFIX}{clock}"), Answer::Unknown)];
                self.answers_to_save(episode, &unset, Before::Everything, now)
            }
            _ => Ok(Saves::new()),
        }
    }

    /// The calls of an episode that this person sees, newest first.
    ///
    /// # Errors
    /// When there is no such episode, or its pack is not here.
    pub fn calls(&self, episode: EpisodeId) -> Result<Vec<Call>, NotebookError> {
        let (_, pack) = self.opened(episode)?;
        if pack.field(CALLS).is_none() {
            return Ok(Vec::new());
        }
        let items = self.items(episode, CALLS)?.into_iter().rev();
        Ok(items.map(|listed| self.call(episode, listed.item)).collect())
    }

    fn call(&self, episode: EpisodeId, item: String) -> Call {
        let seen = |field: &str| self.seen(episode, &key(field, &item));
        let text = |field: &str| match seen(field) {
            Seen::Given(Value::Text(text) | Value::Choice(text)) => Some(text),
            _ => None,
        };
        let at = match seen(CALL_AT) {
            Seen::Given(Value::Instant(at)) => Some(at),
            _ => None,
        };
        Call {
            contact: text(CALL_CONTACT),
            number: text(CALL_NUMBER),
            at,
            step: text(CALL_STEP),
            result: text(CALL_RESULT),
            spoke_with: text(CALL_SPOKE_WITH),
            item,
        }
    }

    fn list_call(
        &self,
        episode: EpisodeId,
        (record, pack): (&Record, &Pack),
        call: &NewCall<'_>,
        number: &Number,
        at: &Answer,
        saves: &mut Saves,
    ) -> Result<Option<String>, NotebookError> {
        let Some(list) = pack.field(CALLS).filter(|list| list.is_list()) else { return Ok(None) };
        let facts = self.home(episode, &list.compartments)?;
        let item = self.draw_item()?;
        add(saves, facts, Change::AddItem { field: CALLS.to_owned(), item: item.clone() });
        let text = |text: &str| Answer::Given(Value::Text(text.to_owned()));
        let mut told =
            vec![(CALL_CONTACT, text(call.contact)), (CALL_NUMBER, text(&number.number)), (CALL_AT, at.clone())];
        told.extend(call.step.map(|step| (CALL_STEP, text(step))));
        for (field, answer) in told {
            let key = key(field, &item);
            let Some(known) = pack.field(&key) else { continue };
            let facts = self.home(episode, &known.compartments)?;
            let change = self.answer_change(record, &key, answer, Before::Everything, facts.compartment);
            add(saves, facts, change);
        }
        Ok(Some(item))
    }
}

fn key(field: &str, item: &str) -> String {
    format!("{field}@{item}")
}

/// The number that is called: one of the pack's own, and no other.
fn number_of<'p>(pack: &'p Pack, call: &NewCall<'_>) -> Result<&'p Number, NotebookError> {
    let none = || NotebookError::NoContact { contact: call.contact.to_owned() };
    let contact: &Contact = pack.contact(call.contact).ok_or_else(none)?;
    contact.numbers.iter().find(|number| number.usage == call.usage).ok_or_else(none)
}

/// The clock that doing the step sets.
fn clock_of<'p>(pack: &'p Pack, step: Option<&str>) -> Result<Option<&'p str>, NotebookError> {
    let Some(id) = step else { return Ok(None) };
    let step = pack.step(id).ok_or_else(|| NotebookError::NoStep { step: id.to_owned() })?;
    let by_evidence = || step.evidence.iter().find_map(|evidence| evidence.stamps.as_deref());
    Ok(step.stamps.as_deref().or_else(by_evidence))
}

/// Whether the clock stands as this call set it.
fn set_by(record: &Record, clock: &str, call: &Call) -> bool {
    let standing = record.answers(&format!("{CLOCK_PREFIX}{clock}"));
    match (standing.as_slice(), call.at) {
        ([one], Some(at)) => *one.answer == Answer::Given(Value::Instant(at)),
        _ => false,
    }
}
