//! The young person's own copy: what is recorded about them, what they decided and who can read it, in plain words and in
//! their language (CJIS AC-3(14)).
//!
//! It holds what the pack marks as safe to show to them, and their own choices about their rights. It leaves out what is
//! about others or would put somebody at risk: the investigation, notes and whatever was typed freely, names of staff and of
//! people around them, what the advocate keeps (that is theirs to ask for there), and what is counted. Only what this
//! device opens can be in it.

mod words;

use super::Notebook;
use super::audit::About;
use super::error::NotebookError;
use super::rights;
use crate::audit::AuditEvent;
use crate::directory::{Access, Role};
use crate::episode::record::Written;
use crate::episode::{Answer, Record, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::protocol::pack::{AppRole, Field};
use crate::protocol::texts::Texts;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;
use std::collections::BTreeSet;
use words::Words;

/// A copy, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCopy {
    /// Letters of the language that it is in.
    pub language: String,
    /// What it is called.
    pub title: String,
    /// Its parts, in order.
    pub parts: Vec<OwnPart>,
}

/// A part of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPart {
    /// Its title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<String>,
}

/// Answers about rights that name somebody else, or that only an office needs.
const OF_OTHERS: [&str; 6] = [
    rights::TOLD_BY,
    rights::WAIVER_BY,
    rights::WAIVER_VERSION,
    rights::SUPPORT_PERSON,
    rights::SUPPORT_REASON,
    rights::NAME_TOLD_BY,
];
/// Classes whose content nobody takes along from here: the investigation, what the advocate keeps, what is counted.
const NEVER: [Compartment; 6] =
    [Compartment::Le, Compartment::Adv, Compartment::Stat, Compartment::Agg, Compartment::Audit, Compartment::Test];

impl OwnCopy {
    /// The copy as a text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let part = |part: &OwnPart| format!("\n{}\n{}\n", part.title, part.lines.join("\n"));
        self.parts.iter().map(part).fold(format!("{}\n", self.title), |text, part| text + &part)
    }
}

impl Notebook {
    /// The young person's own copy of an episode, in one of the pack's languages or in its first. That it was made is
    /// recorded first: without that nothing is made.
    ///
    /// # Errors
    /// When there is no such episode here, its pack is not here, or the store cannot be written.
    pub fn own_copy(&mut self, episode: EpisodeId, language: &str, now: Moment) -> Result<OwnCopy, NotebookError> {
        let copy = self.copy_of(episode, language, now)?;
        let audited = self.seats.iter().filter(|seat| seat.knows(episode) && seat.has(Compartment::Audit));
        let about = About { episode: Some(episode), ..About::default() };
        let row = |seat: &super::seat::Seat| self.audit_row(seat.realm(), AuditEvent::OwnCopy, about.clone(), now);
        let rows = audited.map(row).collect::<Result<Vec<_>, _>>()?;
        self.vault.save(&[], &rows)?;
        Ok(copy)
    }

    fn copy_of(&self, episode: EpisodeId, language: &str, now: Moment) -> Result<OwnCopy, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let texts = pack.texts(language).ok_or(NotebookError::Damaged)?;
        let writing = Writing { record, pack, texts, own: Words::of(&texts.language) };
        let own = writing.own;
        let part = |title: &str, lines: Vec<String>| OwnPart { title: title.to_owned(), lines };
        let made = own.made(&at(self.time(now).ms, pack.time_zone));
        let parts = [
            part(own.about, vec![made, own.yours.to_owned()]),
            part(own.decided, writing.rights()),
            part(own.said, writing.said()),
            part(own.done, writing.done()),
            part(own.readers, self.who_reads(episode, &writing, now)?),
            part(own.not_here, own.not_here_lines.iter().map(|line| (*line).to_owned()).collect()),
        ];
        let parts = parts.into_iter().filter(|part| !part.lines.is_empty()).collect();
        Ok(OwnCopy { language: texts.language.clone(), title: own.title.to_owned(), parts })
    }

    /// Who can read it, by what they do and for which agency; no names.
    fn who_reads(&self, episode: EpisodeId, writing: &Writing<'_>, now: Moment) -> Result<Vec<String>, NotebookError> {
        let mut lines = Vec::new();
        for space in self.readers(episode, now)? {
            let reads = space.readers.iter().filter(|one| matches!(one.access, Access::Reads | Access::WillRead));
            let roles: BTreeSet<String> = reads.flat_map(|one| &one.roles).map(|role| writing.role(role)).collect();
            let Some(what) = writing.own.class(space.compartment).filter(|_| !roles.is_empty()) else { continue };
            let agency = self.realm_name(space.realm).unwrap_or_default();
            let roles = roles.into_iter().collect::<Vec<_>>().join(", ");
            lines.push(format!("{what}: {roles} ({agency})"));
        }
        Ok(lines)
    }
}

/// What a copy is written from.
struct Writing<'a> {
    record: &'a Record,
    pack: &'a Pack,
    texts: &'a Texts,
    own: &'static Words,
}

impl Writing<'_> {
    /// What they were told about their rights, and what they decided.
    fn rights(&self) -> Vec<String> {
        let own = rights::FIELDS.into_iter().filter(|field| !OF_OTHERS.contains(field));
        own.filter_map(|field| self.line(field, |_| true)).collect()
    }

    /// What the pack marks as safe to show to them, in the pack's order.
    fn said(&self) -> Vec<String> {
        let shown = self.pack.fields.iter().filter(|field| field.show_youth && !field.is_list());
        let fields = shown.filter(|field| !rights::FIELDS.contains(&field.id.as_str()));
        fields.flat_map(|field| self.lines_of(field)).collect()
    }

    /// A question, or the same question about each item of its list.
    fn lines_of(&self, field: &Field) -> Vec<String> {
        let is_typed = |answer: &Answer| matches!(answer, Answer::Given(Value::Text(_)));
        let may = |written: &Written<'_>| !NEVER.contains(&written.save.compartment()) && !is_typed(written.answer);
        let of_item = format!("{}@", field.id);
        let keys = self.record.answered().filter(|key| *key == field.id || key.starts_with(&of_item));
        keys.filter_map(|key| self.line(key, may)).collect()
    }

    /// One question with what stands as its answer; nothing while nobody answered it.
    fn line(&self, key: &str, may: impl Fn(&Written<'_>) -> bool) -> Option<String> {
        let id = key.split_once('@').map_or(key, |(id, _)| id);
        let standing = self.record.answers(key).into_iter().filter(may);
        let said: BTreeSet<String> = standing.filter_map(|written| self.answer(id, written.answer)).collect();
        let label = self.texts.fields.get(id).map(|text| text.label.as_str())?;
        let said = said.into_iter().collect::<Vec<_>>().join(" / ");
        // A question ends by its own mark.
        let between = if label.ends_with('?') { " " } else { ": " };
        (!said.is_empty()).then(|| format!("{label}{between}{said}"))
    }

    fn answer(&self, field: &str, answer: &Answer) -> Option<String> {
        match answer {
            Answer::Unknown | Answer::NotAsked => None,
            Answer::Declined => Some(self.own.declined.to_owned()),
            Answer::Given(value) => Some(self.value(field, value)),
        }
    }

    fn value(&self, field: &str, value: &Value) -> String {
        let choices = self.texts.fields.get(field).map(|text| &text.choices);
        let choice = |code: &String| choices.and_then(|choices| choices.get(code)).unwrap_or(code).clone();
        match value {
            Value::Flag(yes) => (if *yes { self.own.yes } else { self.own.no }).to_owned(),
            Value::Text(words) => words.clone(),
            Value::Choice(code) => choice(code),
            Value::Choices(codes) => codes.iter().map(choice).collect::<Vec<_>>().join(", "),
            Value::Number(number) => number.to_string(),
            Value::Range { low, high } => format!("{low}–{high}"),
            Value::Date { year, month, day } => format!("{year}-{month:02}-{day:02}"),
            Value::Instant(instant) => at(instant.ms, self.pack.time_zone),
            Value::Signature(_) => self.own.signed.to_owned(),
        }
    }

    /// What was done for them, of what the pack marks as safe to show.
    fn done(&self) -> Vec<String> {
        let shown = self.pack.steps.iter().filter(|step| step.show_youth);
        let line = |id: &str| {
            let marks = self.record.marks(id);
            let mut done = marks.iter().rev().filter(|mark| mark.event.kind == StepKind::Done);
            let (title, mark) = (&self.texts.steps.get(id)?.title, done.next()?);
            Some(format!("{} · {title}", at(mark.event.at.ms, self.pack.time_zone)))
        };
        shown.filter_map(|step| line(&step.id)).collect()
    }

    fn role(&self, role: &Role) -> String {
        let known = AppRole::from_word(role.code()).and_then(|role| self.pack.roles_of(role).next());
        known.and_then(|id| self.texts.roles.get(id)).map_or_else(|| self.own.somebody.to_owned(), Clone::clone)
    }
}

/// A moment in the county.
fn at(ms: i64, zone: Tz) -> String {
    let time: Option<DateTime<Utc>> = DateTime::from_timestamp_millis(ms);
    time.map_or_else(|| ms.to_string(), |time| time.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
}
