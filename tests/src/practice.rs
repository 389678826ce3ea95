//! A newcomer who plays a drill in the real window and knows nothing but what the guide line says.
//!
//! They read the line, tap it, and do the one thing that stands there: a few taps, a call, what was heard written
//! down, "Done", "Skip ahead". What they tapped, typed and read is counted, so that "in ten minutes" can be reckoned.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::night::Eye;
use crate::window::Window;

/// What the newcomer finds on the screens in one language, and what the scenario asks of them.
pub struct Practice {
    /// The language by its own name, chosen at the door.
    pub language: &'static str,
    /// The place of the drill in the list, from 1.
    pub place: usize,
    /// What is tapped about medical need.
    pub medical: &'static str,
    /// How many records the drill asks for.
    pub youths: usize,
    /// The words of the screens.
    pub said: Said,
}

/// What buttons and titles are called.
pub struct Said {
    practise: &'static str,
    drills: &'static str,
    start_clock: &'static str,
    start: &'static str,
    call_now: &'static str,
    call: &'static str,
    answered: &'static str,
    save_step: &'static str,
    done: &'static str,
    skip: &'static str,
    how_it_went: &'static str,
    well: &'static str,
    next_time: &'static str,
    leave: &'static str,
}

/// English.
pub const ENGLISH: Said = Said {
    practise: "Practice with a drill",
    drills: "Drills",
    start_clock: "Start the clock",
    start: "Start",
    call_now: "Call now",
    call: "Call 800",
    answered: "Answered",
    save_step: "Save, the step is done",
    done: "Done",
    skip: "Skip ahead",
    how_it_went: "How it went",
    well: "What went well",
    next_time: "For next time",
    leave: "Leave the drill",
};

/// Spanish.
pub const SPANISH: Said = Said {
    practise: "Practicar con un simulacro",
    drills: "Simulacros",
    start_clock: "Poner en marcha el reloj",
    start: "Empezar",
    call_now: "Llamar ahora",
    call: "Llamar 800",
    answered: "Contestaron",
    save_step: "Guardar, el paso está hecho",
    done: "Hecho",
    skip: "Adelantar",
    how_it_went: "Cómo le fue",
    well: "Lo que salió bien",
    next_time: "Para la próxima vez",
    leave: "Salir del simulacro",
};

/// What a newcomer had to do.
#[derive(Debug, Default)]
pub struct Done {
    /// Taps, from the closed door to the debrief.
    pub taps: u32,
    /// Lines of the guide that were followed.
    pub lines: u32,
    /// Characters that were typed.
    pub typed: usize,
    /// Words that were read: the briefing, the guide, what was heard.
    pub words: usize,
}

impl Done {
    /// How long that takes somebody who reads 150 words in a minute, looks four seconds before each tap, and types one
    /// character in a second: slow figures, for a person who has never seen the app.
    #[must_use]
    pub fn reckoned(&self) -> Duration {
        let read = u64::try_from(self.words).unwrap_or(u64::MAX) * 60 / 150;
        Duration::from_secs(u64::from(self.taps) * 4 + u64::try_from(self.typed).unwrap_or(u64::MAX) + read)
    }
}

/// Lines that a drill may take before its end; one more is a circle.
const MOST_LINES: u32 = 40;
/// Events that may be waited for at one line.
const MOST_SKIPS: u32 = 30;
const NAME: &str = "I. Park";
const GUIDE: &str = "document.querySelector('.guide')?.textContent.trim() ?? ''";
const CLOCK: &str = "document.querySelector('.clock')?.textContent.trim() ?? ''";
const HEARD: &str = "document.querySelector('.news .said')?.textContent.trim() ?? ''";

/// A newcomer at work.
struct Newcomer<'a> {
    window: &'a Window,
    practice: &'a Practice,
    eye: &'a Eye,
    done: Done,
    /// The newest thing that was heard, and the long numbers of all of it, as somebody writes them down.
    heard: String,
    numbers: Vec<String>,
}

/// Plays one drill from the closed door to the debrief and out again.
///
/// # Errors
/// At the first line that cannot be followed, or screen that somebody could not use.
pub fn practise(window: &Window, practice: &Practice, eye: &Eye) -> Result<Done> {
    let newcomer = Newcomer { window, practice, eye, done: Done::default(), heard: String::new(), numbers: Vec::new() };
    newcomer.play()
}

impl Newcomer<'_> {
    fn play(mut self) -> Result<Done> {
        self.begin().context("the door and the briefing")?;
        while !self.is_told()? {
            self.done.lines += 1;
            ensure!(self.done.lines < MOST_LINES, "the guide goes round in circles: {}", self.guide()?);
            let line = self.guide()?;
            self.done.words += line.split_whitespace().count();
            self.follow(&line).with_context(|| {
                let instead = self.window.text("body").unwrap_or_default();
                format!("the line {line:?}; the screen says {instead:?}")
            })?;
        }
        self.debrief().context("the debrief")?;
        self.done.taps += self.window.taps();
        Ok(self.done)
    }

    fn begin(&mut self) -> Result<()> {
        let (window, said) = (self.window, &self.practice.said);
        window.tap_named(self.practice.language)?;
        window.tap_named(said.practise)?;
        self.arrive(said.drills)?;
        self.eye.look(window, "drills")?;
        window.tap(&format!("main li:nth-of-type({}) button", self.practice.place))?;
        window.shows(said.start_clock)?;
        window.until("document.querySelectorAll('.content > p').length > 2")?;
        self.eye.look(window, "drill-briefing")?;
        self.done.words += window.text(".content")?.split_whitespace().count();
        window.tap_named(said.start_clock)?;
        window.until(&format!("({GUIDE}) !== ''"))?;
        Ok(())
    }

    /// Goes where the line leads, does what stands there, and waits until the next line stands.
    fn follow(&mut self, line: &str) -> Result<()> {
        let (window, said) = (self.window, &self.practice.said);
        if window.run("return document.querySelector('button.guide') !== null", &[])? == json!(true) {
            window.tap("button.guide")?;
            window.until(&format!("document.querySelector('p.guide') !== null || ({GUIDE}) !== {}", json!(line)))?;
        }
        // What was saved a moment ago may have answered this line already: the next one counts.
        if self.guide()? != line {
            return Ok(());
        }
        window.until("document.querySelector('main footer button') !== null")?;
        self.listen()?;
        if self.stands(said.start)? {
            self.open_a_record()?;
        } else if self.stands(said.call_now)? && self.numbers.is_empty() {
            self.call()?;
        } else if self.stands(said.done)? {
            self.write_down()?;
            window.tap_named(said.done)?;
        } else {
            return self.wait_for_others(line);
        }
        self.moved_on(line)
    }

    /// Time and station are chosen already.
    fn open_a_record(&mut self) -> Result<()> {
        let title = json!(self.window.text("h1")?);
        self.window.tap_named(self.practice.medical)?;
        self.window.tap_named(self.practice.said.start)?;
        // The guide may know of the record before the screen has gone on to it.
        Ok(self.window.until(&format!("document.querySelector('h1')?.textContent.trim() !== {title}"))?)
    }

    /// The call as on any night: the number, what came of it, what they gave. The story answers.
    fn call(&mut self) -> Result<()> {
        let (window, said) = (self.window, &self.practice.said);
        self.eye.look(window, "drill-step")?;
        window.tap_named(said.call_now)?;
        // The page of calls stands still once it has taken the focus and shows whom to call.
        window
            .until("document.activeElement?.tagName === 'H1' && document.querySelector('main li .number') !== null")?;
        window.tap_starting(said.call)?;
        window.until(&format!("/\\d{{4}} \\d{{4}} \\d{{4}}/.test({HEARD})"))?;
        self.listen()?;
        self.eye.look(window, "drill-call")?;
        window.tap_named(said.answered)?;
        window.until("document.querySelector('input[inputmode=numeric]') !== null")?;
        self.write_down()?;
        Ok(window.tap_named(said.save_step)?)
    }

    /// The name and the number that were heard, where a screen asks for them: each young person has a number of their own.
    fn write_down(&mut self) -> Result<()> {
        const ASKED: &str =
            "return document.querySelector('input[inputmode=numeric][maxlength], input[inputmode=numeric]')
            !== null && document.querySelector('input[inputmode=numeric]').value === ''";
        if self.numbers.is_empty() || self.window.run(ASKED, &[])? != json!(true) {
            return Ok(());
        }
        let number = self.numbers.remove(0);
        self.window.type_into("input:not([inputmode])[type=text]", NAME)?;
        self.window.type_into("input[inputmode=numeric]", &number)?;
        self.done.typed += NAME.len() + number.len();
        Ok(())
    }

    /// Nothing is to be done but to let the story go on.
    fn wait_for_others(&mut self, line: &str) -> Result<()> {
        for _ in 0..MOST_SKIPS {
            if self.guide()? != line {
                return Ok(());
            }
            self.listen()?;
            let clock = json!(self.read(CLOCK)?);
            self.skip()?;
            self.window.until(&format!("({GUIDE}) !== {} || ({CLOCK}) !== {clock}", json!(line)))?;
        }
        bail!("skipping ahead leads nowhere")
    }

    /// Tapped only while it is there: the story may go on by itself in the same moment.
    fn skip(&mut self) -> Result<()> {
        let script = "const skip = [...document.querySelectorAll('main button')]
            .find((one) => one.textContent.trim() === arguments[0]);
            skip?.click();
            return skip !== undefined";
        let tapped = self.window.run(script, &[json!(self.practice.said.skip)])? == json!(true);
        self.done.taps += u32::from(tapped);
        Ok(())
    }

    /// Reads what was heard, once, and keeps the long numbers in it.
    fn listen(&mut self) -> Result<()> {
        let heard = self.read(HEARD)?;
        if heard == self.heard {
            return Ok(());
        }
        self.done.words += heard.split_whitespace().count();
        self.numbers.extend(long_numbers(&heard));
        self.heard = heard;
        Ok(())
    }

    fn debrief(&mut self) -> Result<()> {
        let (window, said) = (self.window, &self.practice.said);
        window.tap("button.guide")?;
        self.arrive(said.how_it_went)?;
        window.shows(said.well)?;
        let page = window.text("main")?;
        ensure!(!page.contains(said.next_time), "whoever follows the guide has nothing to be told: {page}");
        let records = window.run("return document.querySelectorAll('.youth table').length", &[])?;
        ensure!(records.as_u64() >= u64::try_from(self.practice.youths).ok(), "a record of each: {page}");
        self.eye.look(window, "drill-debrief")?;
        window.tap_named(said.leave)?;
        Ok(window.shows(said.practise)?)
    }

    fn moved_on(&self, line: &str) -> Result<()> {
        Ok(self.window.until(&format!("({GUIDE}) !== {} && ({GUIDE}) !== ''", json!(line)))?)
    }

    /// The guide has nothing more: it leads to the debrief.
    fn is_told(&self) -> Result<bool> {
        self.window.until(&format!("({GUIDE}) !== ''"))?;
        let told = "return document.querySelector('.guide').dataset.told !== undefined";
        Ok(self.window.run(told, &[])? == json!(true))
    }

    fn guide(&self) -> Result<String> {
        self.read(GUIDE)
    }

    fn read(&self, expression: &str) -> Result<String> {
        let value = self.window.run(&format!("return {expression}"), &[])?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Whether a button of this name stands on the screen furthest in.
    fn stands(&self, name: &str) -> Result<bool> {
        let script = "const name = arguments[0];
            return [...document.querySelectorAll('main button')].some((one) => one.textContent.trim() === name)";
        Ok(self.window.run(script, &[json!(name)])? == json!(true))
    }

    fn arrive(&self, title: &str) -> Result<()> {
        let shown = format!("document.querySelector('h1')?.textContent.trim() === {}", json!(title));
        self.window.until(&shown).with_context(|| format!("the screen {title:?}"))
    }
}

/// Numbers of 19 digits, as they are read out in groups.
fn long_numbers(text: &str) -> Vec<String> {
    let kept: String = text.chars().map(|one| if one.is_ascii_digit() || one == ' ' { one } else { '.' }).collect();
    let digits = kept.split('.').map(|part| part.split_whitespace().collect::<String>());
    digits.filter(|digits| digits.len() == 19).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_numbers_of_a_message_are_found_in_their_order() {
        let said = "Write this down. For amber heron: 7001 2026 0306 0000 015. For the boy: 7001 2026 0306 0000 023.";
        assert_eq!(long_numbers(said), ["7001202603060000015", "7001202603060000023"]);
        assert!(long_numbers("We will be there in 40 minutes.").is_empty());
    }

    #[test]
    fn what_it_takes_is_reckoned_for_a_slow_hand() {
        let done = Done { taps: 30, lines: 12, typed: 52, words: 300 };
        assert_eq!(done.reckoned(), Duration::from_secs(120 + 52 + 120));
    }
}
