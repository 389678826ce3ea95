//! The advocate's own pages.

use super::answer::when;
use super::episode::count;
use super::words::value_words;
use super::{Shown, reference_text};
use crate::look;
use crate::trouble;
use crate::view::{
    Language, LimitsWords, Needs, OwnWords, PlanToShow, PrivacyLimits, PrivatePlan, Question, TellView, Tells, Trouble,
    When,
};
use first72_core::episode::{Answer, StepKind};
use first72_core::notebook::{Compartment, NotebookError};
use first72_core::protocol::pack::Field;
use first72_core::protocol::plan::PlannedStep;

/// The app's languages.
const LANGUAGES: [Language; 2] = [Language::En, Language::Es];
/// A date for looking at the plan is near from half a day before on.
const NEAR_MS: i64 = 12 * 60 * 60 * 1000;

impl Shown<'_> {
    pub(crate) fn handle(&self) -> Result<String, Trouble> {
        Ok(self.record.opened().ok_or(NotebookError::NoEpisode)?.handle)
    }

    /// The agency that alone can read what the advocate keeps.
    ///
    /// # Errors
    /// `notebook.not-entitled` for anybody but an advocate of one.
    pub(crate) fn agency(&self) -> Result<String, Trouble> {
        let none = NotebookError::NotEntitled { compartment: Compartment::Adv };
        Ok(self.notebook.realm_with(Compartment::Adv).ok_or(none)?.to_owned())
    }

    pub(crate) fn writes_private(&self) -> bool {
        self.notebook.writable(self.episode).contains(&Compartment::Adv)
    }

    /// # Errors
    /// `notebook.no-field` where the pack does not have the part, otherwise as [`Shown::agency`].
    pub(crate) fn limits(&self) -> Result<PrivacyLimits, Trouble> {
        let id = self.pack.advocate.limits.as_ref().ok_or_else(no_part)?;
        let step = self.pack.step(id).ok_or_else(no_part)?;
        let texts = LANGUAGES.into_iter().filter_map(|language| {
            let texts = self.pack.texts.iter().find(|texts| texts.language == look::letters(language))?;
            let words = texts.limits.as_ref()?;
            Some(LimitsWords { language, say: words.say.clone(), ask: words.ask.clone() })
        });
        let spoken = step.evidence.first();
        let text = spoken.and_then(|asked| self.words.texts.evidence.get(&asked.id));
        Ok(PrivacyLimits {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            step: id.clone(),
            words: texts.collect(),
            spoken: spoken.map(|asked| self.words.choices(&asked.kind, text)).unwrap_or_default(),
            spoken_as: spoken.map(|asked| asked.id.clone()),
            explained: self.done_at(id),
            shown: self.marks_shown(id),
            may_write: self.writes_private(),
            now_ms: self.now_ms(),
        })
    }

    /// # Errors
    /// As [`Shown::limits`].
    pub(crate) fn safety_plan(&self) -> Result<PrivatePlan, Trouble> {
        let rule = self.pack.advocate.safety_plan.as_ref().ok_or_else(no_part)?;
        let again = self.plan.step(&rule.again).filter(|step| step.is_open());
        let look_ms = again.and_then(PlannedStep::due_at).map(|due| due.ms);
        let made = self.done_at(&rule.made);
        let near = look_ms.is_some_and(|due| due.saturating_sub(NEAR_MS) <= self.now_ms());
        Ok(PrivatePlan { look_now: made.is_none() || near, made, look_ms, ..self.private_plan(&rule.topic)? })
    }

    /// # Errors
    /// As [`Shown::limits`].
    pub(crate) fn contact_plan(&self) -> Result<PrivatePlan, Trouble> {
        self.private_plan(self.pack.advocate.contact_plan.as_ref().ok_or_else(no_part)?)
    }

    fn private_plan(&self, topic: &str) -> Result<PrivatePlan, Trouble> {
        Ok(PrivatePlan {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            agency: self.agency()?,
            parts: self.of_topic(topic).filter_map(|field| self.ask(field, &field.id)).collect(),
            made: None,
            look_ms: None,
            look_now: false,
            may_write: self.writes_private(),
            now_ms: self.now_ms(),
        })
    }

    /// The plan as it can be shown to the young person: only what is theirs to see, only what they said.
    ///
    /// # Errors
    /// As [`Shown::limits`].
    pub(crate) fn plan_to_show(&self) -> Result<PlanToShow, Trouble> {
        self.agency()?;
        let rule = self.pack.advocate.safety_plan.as_ref().ok_or_else(no_part)?;
        Ok(PlanToShow { parts: self.own_words(&rule.topic) })
    }

    /// What the young person said in a topic, part by part; parts without words are left out.
    pub(crate) fn own_words(&self, topic: &str) -> Vec<OwnWords> {
        let theirs = self.of_topic(topic).filter(|field| field.show_youth);
        let parts = theirs.map(|field| OwnWords { label: self.words.field(&field.id), lines: self.lines(&field.id) });
        parts.filter(|part| !part.lines.is_empty()).collect()
    }

    fn lines(&self, key: &str) -> Vec<String> {
        let text = self.words.texts.fields.get(key);
        let answers = self.record.answers(key);
        let given = answers.iter().filter_map(|written| match written.answer {
            Answer::Given(value) => value_words(value, text, self.words.language),
            Answer::Unknown | Answer::NotAsked | Answer::Declined => None,
        });
        given.flat_map(|words| words.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    fn of_topic(&self, topic: &str) -> impl Iterator<Item = &Field> {
        let of_topic = move |field: &&Field| field.topic.as_deref() == Some(topic) && field.part_of.is_none();
        self.pack.fields.iter().filter(of_topic)
    }

    /// # Errors
    /// `notebook.no-field` where the pack does not have the part.
    pub(crate) fn needs(&self) -> Result<Needs, Trouble> {
        let rule = self.pack.advocate.needs.as_ref().ok_or_else(no_part)?;
        Ok(Needs {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            asked: self.question(&rule.asked)?,
            given: self.question(&rule.given)?,
            bag: self.question(&rule.bag)?,
            sizes: rule.sizes.iter().map(|key| self.question(key)).collect::<Result<Vec<Question>, _>>()?,
            may_write: self.may_write(),
            now_ms: self.now_ms(),
        })
    }

    /// # Errors
    /// As [`Shown::handle`].
    pub(crate) fn tells(&self) -> Result<Tells, Trouble> {
        let tells = self.pack.advocate.tells.iter().filter_map(|tell| {
            let text = self.words.texts.tells.get(&tell.id)?;
            Some(TellView {
                id: tell.id.clone(),
                label: text.label.clone(),
                say: text.say.clone(),
                may: text.may.clone(),
                never: text.never.clone(),
                release: text.release.clone(),
                verified: tell.claim.verified,
            })
        });
        Ok(Tells { handle: self.handle()?, tells: tells.collect(), now_ms: self.now_ms() })
    }

    /// When a step was done, as it stands.
    pub(crate) fn done_at(&self, step: &str) -> Option<When> {
        let marks = self.record.marks(step);
        marks.last().filter(|mark| mark.event.kind == StepKind::Done).map(|mark| when(mark.event.at))
    }

    /// References of what stands about a step.
    pub(crate) fn marks_shown(&self, step: &str) -> Vec<String> {
        self.record.marks(step).into_iter().map(|mark| reference_text(mark.reference)).collect()
    }
}

/// The pack of this place does not have this part.
pub(crate) fn no_part() -> Trouble {
    trouble::coded("notebook.no-field")
}

/// A number of people or things for the screen.
pub(crate) fn number(number: u64) -> u32 {
    count(usize::try_from(number).unwrap_or(usize::MAX))
}
