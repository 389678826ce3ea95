//! The young person's rights: told before the first interview, chosen freely, waived in writing only after a clear no,
//! taken back at any time, and asked again before the next interview or exam.
//!
//! The questions and every sentence are the pack's; a pack without one of these questions does without it.

use super::Notebook;
use super::answering::{Before, Saves, add};
use super::error::NotebookError;
use crate::episode::{Answer, Instant, Signature, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::facts::Seen;
use crate::protocol::form::AnswerProblem;
use crate::protocol::state;
use first72_wire::id::EpisodeId;
use std::collections::BTreeMap;

/// How the young person was told of the right to an advocate and a support person.
pub const TOLD: &str = "advised_rights";
/// When they were told.
pub const TOLD_AT: &str = "advised_rights_at";
/// Who told them.
pub const TOLD_BY: &str = "advised_rights_by";
/// In which language.
pub const TOLD_LANGUAGE: &str = "advised_rights_language";
/// Which of the benefits of an advocate were explained.
pub const BENEFITS: &str = "advocate_benefits_told";
/// Whether they want an advocate.
pub const ADVOCATE: &str = "advocate_choice";
/// The one answer to [`ADVOCATE`] that a waiver can follow.
pub const CLEAR_NO: &str = "clear_no";
/// Whether the waiver was signed.
pub const WAIVER: &str = "waiver_signed";
/// Which wording of the waiver it was.
pub const WAIVER_VERSION: &str = "waiver_version";
/// In which language it was read.
pub const WAIVER_LANGUAGE: &str = "waiver_language";
/// Who explained it.
pub const WAIVER_BY: &str = "waiver_explained_by";
/// When it was signed, or was not.
pub const WAIVER_AT: &str = "waiver_signed_at";
/// The signature itself.
pub const WAIVER_SIGNATURE: &str = "waiver_signature";
/// When they changed their mind.
pub const WAIVER_REVOKED: &str = "waiver_revoked_at";
/// Who sits beside them besides the advocate.
pub const SUPPORT_PERSON: &str = "support_person";
/// Whether the support person was there.
pub const SUPPORT_PRESENT: &str = "support_person_present";
/// Why the support person was kept out.
pub const SUPPORT_REASON: &str = "support_person_reason";
/// When they were told that their name can stay private.
pub const NAME_TOLD: &str = "pc293_advised";
/// Who told them.
pub const NAME_TOLD_BY: &str = "pc293_advised_by";
/// What they chose about their name.
pub const NAME: &str = "pc293_choice";
/// When the rights card was given.
pub const CARD: &str = "rights_card_given";
/// In which language the card is.
pub const CARD_LANGUAGE: &str = "rights_card_language";
/// The document that a waiver is signed under.
pub const WAIVER_TEXT: &str = "advocate_waiver";

/// Every question of the rights.
pub const FIELDS: [&str; 21] = [
    TOLD,
    TOLD_AT,
    TOLD_BY,
    TOLD_LANGUAGE,
    BENEFITS,
    ADVOCATE,
    WAIVER,
    WAIVER_VERSION,
    WAIVER_LANGUAGE,
    WAIVER_BY,
    WAIVER_AT,
    WAIVER_SIGNATURE,
    WAIVER_REVOKED,
    SUPPORT_PERSON,
    SUPPORT_PRESENT,
    SUPPORT_REASON,
    NAME_TOLD,
    NAME_TOLD_BY,
    NAME,
    CARD,
    CARD_LANGUAGE,
];

/// A waiver as it was signed, or was not.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The language in which it was read, as two letters.
    pub language: String,
    /// The signature; none when the young person would not sign.
    pub signature: Option<Signature>,
}

impl Notebook {
    /// The young person was told of the right to an advocate and a support person, now and by this person.
    ///
    /// # Errors
    /// As [`Notebook::answer_all`].
    pub fn tell_rights(
        &mut self,
        episode: EpisodeId,
        how: &str,
        language: &str,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let answers =
            [(TOLD, choice(how)), (TOLD_AT, self.at(now)), (TOLD_BY, self.me()), (TOLD_LANGUAGE, text(language))];
        self.answer_known(episode, &answers, before, now)
    }

    /// A written waiver, after a clear no: the wording's version, the language, who explained it, and the signature, or
    /// that the young person would not sign. An earlier change of mind is over by it and stays in the history.
    ///
    /// # Errors
    /// [`NotebookError::NoClearNo`] unless one clear no stands, [`AnswerProblem::Empty`] for a signature without a
    /// line, else as [`Notebook::answer_all`].
    pub fn waive_advocate(
        &mut self,
        episode: EpisodeId,
        waiver: Waiver,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        if self.seen(episode, ADVOCATE) != Seen::Given(Value::Choice(CLEAR_NO.to_owned())) {
            return Err(NotebookError::NoClearNo);
        }
        let (record, pack) = self.opened(episode)?;
        let version = pack.document(WAIVER_TEXT).map(|document| document.version.clone()).unwrap_or_default();
        let signed = if waiver.signature.is_some() { "signed" } else { "would_not_sign" };
        let drawn = match waiver.signature {
            Some(drawn) if drawn.is_blank() => return Err(AnswerProblem::Empty.into()),
            Some(drawn) => Answer::Given(Value::Signature(drawn)),
            None => Answer::Declined,
        };
        let mut answers = vec![
            (WAIVER, choice(signed)),
            (WAIVER_VERSION, text(&version)),
            (WAIVER_LANGUAGE, text(&waiver.language)),
            (WAIVER_BY, self.me()),
            (WAIVER_AT, self.at(now)),
            (WAIVER_SIGNATURE, drawn),
        ];
        if !record.answers(WAIVER_REVOKED).is_empty() {
            answers.push((WAIVER_REVOKED, Answer::NotAsked));
        }
        self.answer_known(episode, &answers, before, now)
    }

    /// The young person changed their mind, in whatever way they said so: the waiver no longer counts, and an advocate
    /// is to be found before anything goes on.
    ///
    /// # Errors
    /// As [`Notebook::answer_all`].
    pub fn revoke_waiver(&mut self, episode: EpisodeId, before: Before<'_>, now: Moment) -> Result<(), NotebookError> {
        let answers = [(WAIVER_REVOKED, self.at(now)), (ADVOCATE, choice("undecided"))];
        self.answer_known(episode, &answers, before, now)
    }

    /// Another interview or exam begins: the question is open again, and so are the steps that hang on it. What was
    /// answered before stays in the history.
    ///
    /// # Errors
    /// As [`Notebook::answer_all`].
    pub fn ask_rights_again(
        &mut self,
        episode: EpisodeId,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let mut saves = self.answers_to_save(episode, &[(ADVOCATE.to_owned(), Answer::NotAsked)], before, now)?;
        self.reopen_what_asks(episode, &[ADVOCATE, WAIVER], &mut saves, now)?;
        self.save(saves, now)
    }

    /// An officer keeps the support person out of an interview, and says why. Nobody can keep the advocate out: there is
    /// no answer for it.
    ///
    /// # Errors
    /// [`AnswerProblem::Empty`] without a reason, else as [`Notebook::answer_all`].
    pub fn keep_support_person_out(
        &mut self,
        episode: EpisodeId,
        reason: &str,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        if reason.trim().is_empty() {
            return Err(AnswerProblem::Empty.into());
        }
        let answers = [(SUPPORT_PRESENT, choice("kept_out")), (SUPPORT_REASON, text(reason.trim()))];
        self.answer_known(episode, &answers, before, now)
    }

    /// The young person was told, now and by this person, that their name stays private if they want.
    ///
    /// # Errors
    /// As [`Notebook::answer_all`].
    pub fn tell_name_privacy(
        &mut self,
        episode: EpisodeId,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let answers = [(NAME_TOLD, self.at(now)), (NAME_TOLD_BY, self.me())];
        self.answer_known(episode, &answers, before, now)
    }

    /// The rights card was given, now.
    ///
    /// # Errors
    /// As [`Notebook::answer_all`].
    pub fn give_rights_card(
        &mut self,
        episode: EpisodeId,
        language: &str,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let answers = [(CARD, self.at(now)), (CARD_LANGUAGE, text(language))];
        self.answer_known(episode, &answers, before, now)
    }

    /// Saves the answers to the questions that the pack has.
    fn answer_known(
        &mut self,
        episode: EpisodeId,
        answers: &[(&str, Answer)],
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let (_, pack) = self.opened(episode)?;
        let known = answers.iter().filter(|(field, _)| pack.field(field).is_some());
        let known: Vec<_> = known.map(|(field, answer)| ((*field).to_owned(), answer.clone())).collect();
        match answers.first() {
            Some((field, _)) if known.is_empty() => Err(NotebookError::NoField { field: (*field).to_owned() }),
            _ => self.answer_all(episode, &known, before, now),
        }
    }

    fn reopen_what_asks(
        &self,
        episode: EpisodeId,
        fields: &[&str],
        saves: &mut Saves,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let hangs = |field: &String| fields.contains(&field.as_str());
        for step in pack.steps.iter().filter(|step| step.asks.iter().chain(&step.answered_by).any(hangs)) {
            let marks = record.marks(&step.id);
            let events: Vec<StepEvent> = marks.iter().map(|mark| mark.event.clone()).collect();
            if state::is_open(&events) {
                continue;
            }
            let at = Instant::exact(self.time(now).ms);
            let event = StepEvent { kind: StepKind::Reopened, at, reason: None, to: None, evidence: BTreeMap::new() };
            let seen: Vec<_> = marks.iter().map(|mark| (mark.reference, mark.save.compartment())).collect();
            let Ok(changes) = self.step_changes(episode, step, event, &seen) else { continue };
            for (facts, change) in changes {
                add(saves, facts, change);
            }
        }
        Ok(())
    }

    fn at(&self, now: Moment) -> Answer {
        Answer::Given(Value::Instant(Instant::exact(self.time(now).ms)))
    }

    /// This person's own short name as an answer; not known while no directory gives it.
    fn me(&self) -> Answer {
        self.my_name().map_or(Answer::Unknown, text)
    }
}

fn choice(code: &str) -> Answer {
    Answer::Given(Value::Choice(code.to_owned()))
}

fn text(words: &str) -> Answer {
    Answer::Given(Value::Text(words.to_owned()))
}
