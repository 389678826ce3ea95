//! In whose hands an episode is, and into whose it could go.

use super::Shown;
use super::answer::exact;
use crate::view::{HandOverPage, HandedView, LeavingDeviceView, LeavingView, TakerView, Trouble};
use first72_core::notebook::{Custody, HandOver, Leaving, LeavingDevice, PersonId, RealmId, Taker};

impl Shown<'_> {
    /// # Errors
    /// When there is no such episode.
    pub(crate) fn hand_over_page(&self) -> Result<HandOverPage, Trouble> {
        let custody = self.notebook.custody(self.episode, self.now)?;
        let takers = self.notebook.takers(self.episode, self.now)?;
        Ok(HandOverPage {
            episode: self.episode.to_string(),
            handle: self.handle()?,
            takers: takers.iter().map(|taker| self.taker(taker)).collect(),
            handed: custody.handed.iter().map(|handed| self.handed(handed)).collect(),
            leaving: custody.leaving.iter().map(|leaving| self.leaving(leaving)).collect(),
            late: self.late()?,
            goes_from_here: custody.goes_from_here,
            holds: self.notebook.has_in_hand(self.episode, self.now),
            now_ms: self.now_ms(),
        })
    }

    /// The hand-over that stands, for the lines of other pages; none while whoever opened the episode still has it.
    pub(crate) fn handed_now(&self, custody: &Custody) -> Option<HandedView> {
        custody.handed.first().map(|handed| self.handed(handed))
    }

    fn taker(&self, taker: &Taker) -> TakerView {
        let facts = taker.facts.as_ref();
        TakerView {
            realm: taker.realm.to_string(),
            person: taker.person.to_string(),
            name: facts.map(|facts| facts.short_name.clone()),
            role: self.role_words(&taker.role),
            agency: facts.map(|facts| facts.agency.clone()).filter(|agency| !agency.is_empty()),
            classes: taker.classes.iter().map(|class| class.code().to_owned()).collect(),
        }
    }

    fn handed(&self, handed: &HandOver) -> HandedView {
        HandedView {
            grant: handed.grant.to_string(),
            to: self.name_in(handed.realm, Some(handed.to)),
            by: self.name_in(handed.realm, handed.by),
            to_me: self.notebook.persons().any(|me| me == handed.to),
            given: exact(handed.given_ms),
            taken: handed.taken_ms.map(exact),
        }
    }

    fn leaving(&self, leaving: &Leaving) -> LeavingView {
        let device =
            |device: &LeavingDevice| LeavingDeviceView { label: device.label.clone(), cleared: device.is_cleared };
        LeavingView {
            name: self.name_in(leaving.realm, Some(leaving.person)),
            devices: leaving.devices.iter().map(device).collect(),
        }
    }

    fn name_in(&self, realm: RealmId, person: Option<PersonId>) -> Option<String> {
        let facts = self.notebook.person_in(realm, person?)?.facts.as_ref()?;
        Some(facts.short_name.clone())
    }
}
