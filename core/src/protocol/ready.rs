//! What a pack still lacks before two people can sign it: the moments that the app's own buttons need, a scenario for
//! each branch being on and one for its being off, and sentences that can be read at the scene.

use std::collections::BTreeSet;

use super::condition::Condition;
use super::diff::sentences;
use super::pack::Pack;
use super::plan::{Plan, Switch};
use super::reading_ease::{FEWEST_WORDS, HIGHEST_GRADE, Measure, Reading};
use super::texts::Texts;

/// The clock that every new contact starts.
pub const FIRST_CONTACT: &str = "T0_first_contact";
/// The question that the button *Left* answers.
pub const LEFT: &str = "left";
/// The clock that the button *Left* starts.
pub const MISSING: &str = "TM_missing_known";

/// Something that a pack lacks.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Lack {
    /// New contact would start no clock.
    #[error("the pack has no clock {FIRST_CONTACT}, which a new contact starts; add it to pack.toml")]
    FirstContact,
    /// The button *Left* would start no clock.
    #[error(
        "the pack has the question {LEFT} and no clock {MISSING}, which the button Left starts; add it to pack.toml"
    )]
    Missing,
    /// No scenario at all.
    #[error("the pack tests nothing; add scenarios to scenarios.toml")]
    NoScenario,
    /// A branch or track that is never on in any scenario.
    #[error("no scenario switches {id} on; add one to scenarios.toml")]
    NeverOn {
        /// The branch or track.
        id: String,
    },
    /// A branch or track that is off in no other scenario.
    #[error("{id} is on in some scenario and off in no other; add one in which it stays off")]
    NeverOff {
        /// The branch or track.
        id: String,
    },
    /// A text that is harder to read than the eighth grade.
    #[error("texts.{language}.toml: {what} is read in grade {}, and {HIGHEST_GRADE} is the highest at the scene; use shorter words and sentences: {text:?}", reading.grade)]
    Hard {
        /// The language's two letters.
        language: String,
        /// What the text belongs to.
        what: String,
        /// How hard it is.
        reading: Reading,
        /// The text.
        text: String,
    },
}

impl Lack {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::FirstContact => "pack.no_first_contact",
            Self::Missing => "pack.no_missing_clock",
            Self::NoScenario => "pack.no_scenario",
            Self::NeverOn { .. } => "pack.never_on",
            Self::NeverOff { .. } => "pack.never_off",
            Self::Hard { .. } => "pack.hard_text",
        }
    }
}

impl Pack {
    /// What it still lacks before it can be signed; nothing when it is ready.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if self.clock(FIRST_CONTACT).is_none() {
            lacks.push(Lack::FirstContact);
        }
        if self.field(LEFT).is_some() && self.clock(MISSING).is_none() {
            lacks.push(Lack::Missing);
        }
        if self.scenarios.is_empty() {
            lacks.push(Lack::NoScenario);
        }
        lacks.extend(self.untested());
        lacks.extend(self.texts.iter().flat_map(|texts| self.hard_texts(texts)));
        lacks
    }

    /// How hard all that is read at the scene is, together; `None` for a language that cannot be measured.
    #[must_use]
    pub fn reading(&self, texts: &Texts) -> Option<Reading> {
        let all: Vec<String> = read_at_the_scene(texts).into_iter().map(|(_, text)| text).collect();
        Measure::of(&texts.language)?.read(&all.join(" "), &self.reading_names)
    }

    /// Branches and tracks that the scenarios do not show both ways.
    fn untested(&self) -> Vec<Lack> {
        let (mut on, mut off) = (BTreeSet::new(), BTreeSet::new());
        for scenario in &self.scenarios {
            self.live(scenario, |_, plan| {
                for switch in switches(plan) {
                    let seen = (switch.id.to_owned(), scenario.id.clone());
                    let _new = if switch.on { on.insert(seen) } else { off.insert(seen) };
                }
            });
        }
        let in_scenarios = |seen: &BTreeSet<(String, String)>, id: &str| -> BTreeSet<String> {
            seen.iter().filter(|(switch, _)| switch == id).map(|(_, scenario)| scenario.clone()).collect()
        };
        let gated = self.branches.iter().map(|branch| (&branch.id, &branch.gate.when));
        let gated = gated.chain(self.tracks.iter().map(|track| (&track.id, &track.gate.when)));
        let mut lacks = Vec::new();
        for (id, _) in gated.filter(|(_, when)| **when != Condition::Always) {
            let (on, off) = (in_scenarios(&on, id), in_scenarios(&off, id));
            if on.is_empty() {
                lacks.push(Lack::NeverOn { id: id.clone() });
            } else if off.is_empty() || on.union(&off).count() < 2 {
                lacks.push(Lack::NeverOff { id: id.clone() });
            }
        }
        lacks
    }

    fn hard_texts(&self, texts: &Texts) -> Vec<Lack> {
        let Some(measure) = Measure::of(&texts.language) else { return Vec::new() };
        let hard = |(what, text): (String, String)| {
            let reading = measure.read(&text, &self.reading_names)?;
            let too_hard = reading.words >= FEWEST_WORDS && reading.grade > HIGHEST_GRADE;
            too_hard.then(|| Lack::Hard { language: texts.language.clone(), what, reading, text })
        };
        read_at_the_scene(texts).into_iter().filter_map(hard).collect()
    }
}

fn switches<'a>(plan: &'a Plan<'_>) -> impl Iterator<Item = &'a Switch<'a>> {
    plan.branches.iter().chain(&plan.tracks)
}

/// What is read at the scene, by what it belongs to: all sentences of a step together, then each longer text alone.
fn read_at_the_scene(texts: &Texts) -> Vec<(String, String)> {
    let mut read: Vec<(String, String)> = Vec::new();
    for ((section, id, key), text) in sentences(texts) {
        if section == "step" && key == "title" {
            continue;
        }
        let sentence = if text.ends_with(['.', '?', '!', '…']) { text } else { format!("{text}.") };
        match read.last_mut() {
            Some((what, all)) if section == "step" && *what == format!("step {id}") => {
                all.push(' ');
                all.push_str(&sentence);
            }
            _ if section == "step" => read.push((format!("step {id}"), sentence)),
            _ => read.push((format!("{section} {id} ({key})"), sentence)),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{sample, shipped};

    #[test]
    fn every_pack_of_the_app_is_ready_to_be_signed() {
        for shipped in shipped::PACKS {
            let lacks: Vec<String> = shipped.load().unwrap().lacks().iter().map(ToString::to_string).collect();
            assert_eq!(lacks, Vec::<String>::new(), "{}", shipped.id);
        }
    }

    #[test]
    fn every_pack_of_the_app_as_a_whole_is_read_in_the_sixth_grade_or_below() {
        for shipped in shipped::PACKS {
            let pack = shipped.load().unwrap();
            for texts in &pack.texts {
                let reading = pack.reading(texts).unwrap();
                assert!(reading.grade <= 6, "{} {}: {reading:?}", shipped.id, texts.language);
            }
        }
    }

    #[test]
    fn a_place_with_a_dozen_branches_has_a_dozen_scenarios() {
        let pack = shipped::find("los-angeles").unwrap().load().unwrap();
        assert!(pack.scenarios.len() >= 12 && pack.scenarios.len() >= pack.branches.len());
    }

    #[test]
    fn what_is_missing_is_named() {
        let codes = |edits: &[(&str, &str, &str)]| -> BTreeSet<&'static str> {
            sample::edited(edits).unwrap().lacks().iter().map(Lack::code).collect()
        };
        assert!(codes(&[]).contains("pack.no_first_contact"), "the small pack starts another clock");
        let hard =
            "Notification of the appropriate jurisdictional authority is required prior to any investigative interview";
        let spoiled = codes(&[("texts.en.toml", "You are not in trouble.", hard)]);
        assert!(spoiled.contains("pack.hard_text"), "{spoiled:?}");
        let lacks = sample::pack().lacks();
        let named = lacks.iter().any(|lack| matches!(lack, Lack::NeverOn { .. } | Lack::NeverOff { .. }));
        assert!(named, "two scenarios do not show every switch both ways: {lacks:?}");
    }
}
