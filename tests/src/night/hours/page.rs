//! Finding one's way on the screens by the pack's own words.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::{Hours, Put, RIGHTS, What, Work};
use crate::window::{Window, quoted_for_xpath};
use first72_core::notebook::LEFT;

/// The buttons that cover a name: what was typed into a name's input is not on the screen until one asks for it.
const COVERED: &str = "[...document.querySelectorAll('button.kept')]";

/// What was begun before the app died, to be looked for afterwards.
pub(super) enum Begun {
    Nothing,
    /// Texts that stand in inputs.
    Typed(Vec<&'static str>),
}

impl Hours<'_> {
    /// From wherever one is to the one episode.
    pub(super) fn to_the_episode(&self, window: &Window) -> Result<()> {
        self.to_the_menu(window)?;
        window.tap_named(self.night.said.tonight)?;
        window.tap("main li [data-to]")?;
        Ok(window.until("document.querySelectorAll('main section.phase').length > 0")?)
    }

    /// Does the first half of something: what a flat battery must not take.
    pub(super) fn begin(&self, window: &Window, work: &Work) -> Result<Begun> {
        match &work.what {
            What::Step { id, evidence } => {
                self.to_the_step(window, id)?;
                let mut typed = Vec::new();
                for (evidence, put) in *evidence {
                    self.put(window, evidence, *put)?;
                    if let Put::Typed(text) = put {
                        typed.push(*text);
                    }
                }
                self.drafts_are_kept(window)?;
                Ok(Begun::Typed(typed))
            }
            What::Words { topic, field, text } => {
                self.to_the_topic(window, topic)?;
                window.type_at(&self.input_of(field)?, text)?;
                self.drafts_are_kept(window)?;
                Ok(Begun::Typed(vec![text]))
            }
            What::Note(text) => {
                self.to_the_notes_of(window)?;
                window.type_into("textarea", text)?;
                self.drafts_are_kept(window)?;
                Ok(Begun::Typed(vec![text]))
            }
            What::Answer { .. } => Ok(Begun::Nothing),
            // One tap: it is saved when the battery dies a moment later.
            What::Left => self.leaves(window, self.night.said.left, "yes"),
            What::Back => self.leaves(window, self.night.said.is_back, "no"),
            What::Arrives { .. } => {
                self.sync(window)?;
                self.to_the_episode(window)?;
                Ok(Begun::Nothing)
            }
        }
    }

    /// Finds what was begun, and brings it to its end.
    pub(super) fn finish(&self, window: &Window, work: &Work, begun: &Begun) -> Result<()> {
        match &work.what {
            What::Step { id, evidence } => {
                self.to_the_step(window, id)?;
                self.is_there(window, begun)?;
                window.tap_named(self.night.said.done)?;
                window.shows(self.night.said.saved)?;
                let value = |put: &Put| match put {
                    Put::Typed(text) => Some((*text).to_owned()),
                    Put::Yes => Some("yes".to_owned()),
                    Put::Now => None,
                };
                let evidence = evidence.iter().map(|(id, put)| ((*id).to_owned(), value(put)));
                self.given.borrow_mut().step(id, evidence);
                Ok(())
            }
            What::Answer { topic, field, choice } => {
                self.to_the_topic(window, topic)?;
                let label = self.choice_label(field, choice)?;
                let card = self.card_of(field)?;
                window.tap_at(&format!("{card}//label[normalize-space(.)={}]", quoted_for_xpath(&label)))?;
                self.card_says_saved(window, field)?;
                self.given.borrow_mut().answer(field, choice);
                Ok(())
            }
            What::Words { topic, field, text } => {
                self.to_the_topic(window, topic)?;
                self.is_there(window, begun)?;
                window.tap_at(&format!("{}//button[contains(@class, 'main')]", self.card_of(field)?))?;
                self.card_says_saved(window, field)?;
                self.given.borrow_mut().answer(field, text);
                Ok(())
            }
            What::Note(text) => {
                self.to_the_notes_of(window)?;
                self.is_there(window, begun)?;
                window.tap_named(self.night.said.save_note)?;
                window.shows(self.night.said.saved)?;
                self.given.borrow_mut().note(text);
                Ok(())
            }
            What::Left => Ok(window.shows(self.night.said.is_back)?),
            What::Back => Ok(window.shows(self.night.said.left)?),
            What::Arrives { lines } => {
                self.sync(window)?;
                self.to_the_episode(window)?;
                window.tap_named(self.night.said.all)?;
                window.tap_at("//button[@aria-expanded='false' and contains(@class, 'quiet')]")?;
                for line in *lines {
                    window
                        .until(&format!("document.querySelector('[data-to={}].closed') !== null", json!(line)))
                        .with_context(|| format!("{line}, which somebody else finished"))?;
                }
                Ok(())
            }
        }
    }

    pub(super) fn to_the_step(&self, window: &Window, id: &str) -> Result<()> {
        let line = format!("[data-to={}]", json!(id));
        let there = format!("document.querySelector({}) !== null", json!(line));
        if window.run(&format!("return {there}"), &[])? != true {
            window.tap_named(self.night.said.all)?;
        }
        window.tap(&line)?;
        let title = self.texts()?.steps.get(id).map(|text| text.title.clone()).context("the step's title")?;
        self.arrive_at(window, &title)?;
        Ok(window.until("document.querySelector('footer button, aside button, .foot button') !== null")?)
    }

    fn leaves(&self, window: &Window, tap: &str, left: &str) -> Result<Begun> {
        window.tap_named(tap)?;
        window.until("(document.querySelector('main .bar [role=status]')?.textContent ?? '').trim() !== ''")?;
        self.given.borrow_mut().answer(LEFT, left);
        Ok(Begun::Nothing)
    }

    fn to_the_topic(&self, window: &Window, topic: &str) -> Result<()> {
        if topic == RIGHTS {
            window.tap_named(self.night.said.rights)?;
            return self.arrive_at(window, self.night.said.rights);
        }
        window.tap_starting(self.night.said.questions)?;
        self.arrive_at(window, self.night.said.questions)?;
        let title = self.texts()?.topics.get(topic).context("the topic's title")?;
        window.tap_at(&format!("//button[.//strong[normalize-space(.)={}]]", quoted_for_xpath(title)))?;
        self.arrive_at(window, title)
    }

    fn to_the_notes_of(&self, window: &Window) -> Result<()> {
        window.tap_named(self.night.said.notes)?;
        self.arrive_at(window, self.night.said.notes)?;
        Ok(window.until("document.querySelector('textarea') !== null")?)
    }

    /// Waits for a screen by its title; a wide window shows others beside it.
    pub(super) fn arrive_at(&self, window: &Window, title: &str) -> Result<()> {
        let shown =
            format!("[...document.querySelectorAll('h1')].some((one) => one.textContent.trim() === {})", json!(title));
        window.until(&shown).with_context(|| format!("the screen {title:?}"))
    }

    /// Back to a screen with the main menu. On a phone it stands on the first screens only.
    fn to_the_menu(&self, window: &Window) -> Result<()> {
        while window.run("return document.querySelector('nav') === null", &[])? == true {
            let title = window.text("h1")?;
            window.tap_named(self.night.said.back)?;
            window.until(&format!("document.querySelector('h1')?.textContent.trim() !== {}", json!(title)))?;
        }
        Ok(())
    }

    pub(super) fn sync(&self, window: &Window) -> Result<()> {
        self.to_the_menu(window)?;
        self.night.sync(window)
    }

    pub(super) fn put(&self, window: &Window, evidence: &str, put: Put) -> Result<()> {
        let label = &self.texts()?.evidence.get(evidence).context("the evidence's label")?.label;
        let label = quoted_for_xpath(label);
        match put {
            Put::Typed(text) => {
                let input = format!(
                    "(//label[span[normalize-space(.)={label}]])[last()]/descendant::*[self::input or self::textarea]"
                );
                window.type_at(&input, text)?;
            }
            Put::Now => window.tap_at(&self.option(&label, self.night.said.now))?,
            Put::Yes => window.tap_at(&self.option(&label, self.night.said.yes))?,
        }
        Ok(())
    }

    fn option(&self, label: &str, says: &str) -> String {
        let says = quoted_for_xpath(says);
        format!(
            "(//fieldset[legend[normalize-space(.)={label}]])[last()]//label[starts-with(normalize-space(.), {says})]"
        )
    }

    /// What was typed is with the shell once the page has nothing more to hand over.
    pub(super) fn drafts_are_kept(&self, window: &Window) -> Result<()> {
        // Words wait for those before them, and each question waits for the notebook behind whatever is being kept: after
        // several questions, one after the other, nothing is left to be handed over.
        let asked = "window.__TAURI_INTERNALS__.invoke('draft_get', { ask: { key: 'nothing' } })";
        let then = format!(".then(() => new Promise(requestAnimationFrame)).then(() => {asked})").repeat(8);
        window.run_to_end(&format!("{asked}{then}.then(() => arguments[0](true))"))?;
        Ok(())
    }

    pub(super) fn is_there(&self, window: &Window, begun: &Begun) -> Result<()> {
        let Begun::Typed(texts) = begun else { return Ok(()) };
        for text in texts {
            let context = || format!("{text:?}, which was typed before the app died");
            let there = stands_in_an_input(text);
            window.until(&format!("({there}) || {COVERED}.length > 0")).with_context(context)?;
            // A covered name may stand there before the draft of a field does.
            if window.run(&format!("return {there}"), &[])? != true && is_covered(window, text).is_err() {
                window.until(&there).with_context(context)?;
            }
        }
        Ok(())
    }

    pub(super) fn card_of(&self, field: &str) -> Result<String> {
        let label = &self.texts()?.fields.get(field).context("the question")?.label;
        Ok(format!("//article[@aria-label={}]", quoted_for_xpath(label)))
    }

    fn input_of(&self, field: &str) -> Result<String> {
        Ok(format!("{}/descendant::*[self::textarea or self::input[@type='text']]", self.card_of(field)?))
    }

    pub(super) fn card_says_saved(&self, window: &Window, field: &str) -> Result<()> {
        let label = &self.texts()?.fields.get(field).context("the question")?.label;
        let saved = format!(
            "[...document.querySelectorAll('article')].find((one) => one.getAttribute('aria-label') === {})?.querySelector('[role=status] strong') !== null",
            json!(label)
        );
        Ok(window.until(&saved)?)
    }

    pub(super) fn choice_label(&self, field: &str, choice: &str) -> Result<String> {
        let text = self.texts()?.fields.get(field).context("the question")?;
        let label = text.choices.get(choice);
        ensure!(label.is_some(), "{field} has no choice {choice}");
        Ok(label.cloned().unwrap_or_default())
    }

    pub(super) fn texts(&self) -> Result<&first72_core::protocol::texts::Texts> {
        self.pack.texts(self.night.said.language).context("the pack's texts")
    }
}

pub(super) fn stands_in_an_input(text: &str) -> String {
    format!("[...document.querySelectorAll('input, textarea')].some((one) => one.value === {})", json!(text))
}

/// Uncovers one name after the other until it is this one, and covers each again.
fn is_covered(window: &Window, text: &str) -> Result<()> {
    let count = window.run(&format!("return {COVERED}.length"), &[])?.as_u64().unwrap_or(0);
    for number in 1..=count {
        window.tap_at(&format!("(//button[contains(concat(' ', @class, ' '), ' kept ')])[{number}]"))?;
        window.until("document.querySelector('button[aria-pressed=true] strong') !== null")?;
        let shown = window.text("button[aria-pressed=true] strong")?;
        window.tap("button[aria-pressed=true]")?;
        window.until("document.querySelector('button[aria-pressed=true]') === null")?;
        if shown == text {
            return Ok(());
        }
    }
    bail!("it is under none of the {count} covered names")
}
