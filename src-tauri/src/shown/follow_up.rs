//! Keeping in touch.

use super::advocate::no_part;
use super::answer::when;
use super::episode::count;
use super::{Shown, kept};
use crate::view::{
    ContactLine, FollowUp as View, LookView, NextDue, OfferView, OwnWords, Support as SupportView, Trouble,
};
use first72_core::notebook::{Compartment, Outgoing};
use first72_core::protocol::advocate::FollowUpRule;
use first72_core::protocol::follow_up::{Contact, FollowUp, Support};
use first72_core::protocol::plan::PlannedStep;

impl Shown<'_> {
    /// # Errors
    /// `notebook.no-field` where the pack has no rhythm; `notebook.not-entitled` for anybody but an advocate.
    pub(crate) fn follow_up(&self, outgoing: &Outgoing<'_>) -> Result<View, Trouble> {
        let rule = self.pack.advocate.follow_up.as_ref().ok_or_else(no_part)?;
        let agency = self.agency()?;
        let it = FollowUp::of(rule, self.record, &self.plan);
        let line = |contact: &Contact<'_>| self.contact_line(rule, contact, outgoing);
        Ok(View {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            agency,
            support: match it.support {
                Support::GoesOn => SupportView::GoesOn,
                Support::Paused => SupportView::Paused,
                Support::Ended => SupportView::Ended,
            },
            next: it.next.as_ref().map(|step| self.due_of(step)),
            tries: count(it.tries_since_contact()),
            rules: self.rules(),
            contacts: it.contacts.iter().map(line).collect::<Result<_, Trouble>>()?,
            results: self.choices_of(&rule.result),
            ways: self.choices_of(&rule.how),
            look: it.look.as_ref().and_then(|step| self.look(rule, step)),
            offer: it.offer.as_ref().map(|step| OfferView {
                due: self.due_of(step),
                say: self.say_of(step),
                shown: self.marks_shown(&step.step.id),
            }),
            may_write: self.notebook.writable(self.episode).contains(&Compartment::Adv),
            now_ms: self.now_ms(),
        })
    }

    /// How the young person may be reached, as they said it.
    fn rules(&self) -> Vec<OwnWords> {
        self.pack.advocate.contact_plan.as_deref().map(|topic| self.own_words(topic)).unwrap_or_default()
    }

    fn look(&self, rule: &FollowUpRule, step: &PlannedStep<'_>) -> Option<LookView> {
        let asked = step.step.evidence.iter().find(|asked| asked.field.as_ref() == Some(&rule.support))?;
        let text = self.words.texts.evidence.get(&asked.id);
        Some(LookView {
            due: self.due_of(step),
            choices: self.words.choices(&asked.kind, text),
            evidence: asked.id.clone(),
            say: self.say_of(step),
            shown: self.marks_shown(&step.step.id),
        })
    }

    fn contact_line(
        &self,
        rule: &FollowUpRule,
        contact: &Contact<'_>,
        outgoing: &Outgoing<'_>,
    ) -> Result<ContactLine, Trouble> {
        let words = |field: &str, code: Option<&str>| {
            code.map(|code| super::words::choice(code, self.words.texts.fields.get(field)).label)
        };
        Ok(ContactLine {
            item: contact.item.to_owned(),
            at: contact.at.map(when),
            result: contact.result.map(str::to_owned),
            result_words: words(&rule.result, contact.result),
            how: words(&rule.how, contact.how),
            plan_seen: contact.plan_seen,
            by: self.by(&contact.save),
            kept: kept(outgoing, &[contact.save])?,
        })
    }

    fn choices_of(&self, field: &str) -> Vec<crate::view::Choice> {
        let kind = self.pack.fields.iter().find(|known| known.id == field).and_then(|known| known.kind.as_ref());
        kind.map(|kind| self.words.choices(kind, self.words.texts.fields.get(field))).unwrap_or_default()
    }

    fn due_of(&self, step: &PlannedStep<'_>) -> NextDue {
        NextDue {
            step: step.step.id.clone(),
            title: self.words.step(&step.step.id),
            due: self.due(&step.due),
            mine: step.is_for(&self.my_roles()),
        }
    }

    fn say_of(&self, step: &PlannedStep<'_>) -> Option<String> {
        self.words.texts.steps.get(&step.step.id).and_then(|text| text.say.clone())
    }
}
