//! How long a person waits, as the window itself sees it.

use std::time::{Duration, Instant};

use serde_json::json;

use super::display::Display;
use super::driver::Driver;
use super::session::Session;
use super::trouble::WindowTrouble;
use super::{Program, Window};

/// Taps an answer of the first question with choices and waits until the words "saved" are painted; asks as often as
/// told, each time for another answer than the one before. The window shows a topic of the record's questions.
///
/// Measured inside the page from the tap's own event to the task after the frame that shows the words, so the driver's
/// way there and back is not in it.
///
/// # Errors
/// When the screen has no such question, or a save does not come.
pub fn tap_to_saved(window: &Window, taps: u32) -> Result<Vec<Duration>, WindowTrouble> {
    (0..taps).map(|tap| one_tap(window, tap)).collect()
}

const ONE_TAP: &str = "
const [tap, done] = arguments;
const card = document.querySelector('article:has(.options.two input[type=radio])');
const options = [...card.querySelectorAll('.options.two label')];
// Not that of what the answer switched, which stands above it.
const status = card.querySelector('.foot[role=status]');
const next = options[tap % 2];
let left = status.querySelector('strong') === null;
let start;
const watch = new MutationObserver(() => {
  const saved = status.querySelector('strong') !== null;
  if (!saved) left = true;
  if (!saved || !left) return;
  watch.disconnect();
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now() - start);
    after.port2.postMessage(null);
  });
});
watch.observe(status, { childList: true, subtree: true, characterData: true });
card.scrollIntoView({ block: 'center', behavior: 'instant' });
requestAnimationFrame(() => {
  // A finger that comes down tells the app that somebody is there: without it the notebook closes after a while.
  next.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  start = performance.now();
  next.click();
});";

fn one_tap(window: &Window, tap: u32) -> Result<Duration, WindowTrouble> {
    millis(&window.session.script(ONE_TAP, true, &[json!(tap)])?)
}

/// Taps the quick exit of this name and waits until the neutral page is painted. Measured inside the page, as
/// [`tap_to_saved`] is.
///
/// # Errors
/// When there is no such button, or what is painted is not the neutral page.
pub fn tap_to_left(window: &Window, name: &str) -> Result<Duration, WindowTrouble> {
    const LEAVE: &str = "
const [name, done] = arguments;
const exit = [...document.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === name);
requestAnimationFrame(() => {
  const start = performance.now();
  exit.click();
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(document.querySelector('body > .neutral') ? performance.now() - start : null);
    after.port2.postMessage(null);
  });
});";
    millis(&window.session.script(LEAVE, true, &[json!(name)])?)
}

/// Taps the second and then the first entry of the main menu and waits until the first card of the home list is painted.
///
/// # Errors
/// When the list does not come.
pub fn tap_to_list(window: &Window) -> Result<Duration, WindowTrouble> {
    const COME_HOME: &str = "
const [done] = arguments;
const menu = (at) => document.querySelectorAll('nav button')[at];
const card = () => document.querySelector('main li button[data-to]');
menu(1).click();
const gone = setInterval(() => {
  if (card()) return;
  clearInterval(gone);
  const start = performance.now();
  menu(0).click();
  const painted = () => {
    if (!card()) return requestAnimationFrame(painted);
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now() - start);
    after.port2.postMessage(null);
  };
  requestAnimationFrame(painted);
}, 0);";
    millis(&window.session.script(COME_HOME, true, &[])?)
}

/// Types one letter more into the search of the home list and waits for the frame that shows what was found.
///
/// # Errors
/// When the list has no search.
pub fn letter_to_found(window: &Window, words: &str) -> Result<Duration, WindowTrouble> {
    const SEARCH: &str = "
const [words, done] = arguments;
const field = document.querySelector('input[type=search]');
requestAnimationFrame(() => {
  const start = performance.now();
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now() - start);
    after.port2.postMessage(null);
  });
});";
    millis(&window.session.script(SEARCH, true, &[json!(words)])?)
}

/// Scrolls the home list, a third of the window a frame, for so many frames or to its end, and gives the time between
/// frames.
///
/// # Errors
/// When the window does not answer.
pub fn frames_while_scrolling(window: &Window, most: u32) -> Result<Vec<Duration>, WindowTrouble> {
    frames(window, SCROLL, most)
}

/// The same with plain lines of text in the place of the screen: what this machine's painting takes by itself.
///
/// # Errors
/// When the window does not answer.
pub fn frames_of_plain_lines(window: &Window, most: u32) -> Result<Vec<Duration>, WindowTrouble> {
    let bare = format!(
        "
const [, finish] = arguments;
const screen = [...document.body.children];
for (const part of screen) part.style.display = 'none';
const plain = document.createElement('div');
for (let line = 0; line < 5000; line++) plain.append(Object.assign(document.createElement('p'), {{ textContent: 'Line ' + line }}));
document.body.append(plain);
arguments[1] = (frames) => {{
  plain.remove();
  for (const part of screen) part.style.display = '';
  finish(frames);
}};
{SCROLL}"
    );
    frames(window, &bare, most)
}

const SCROLL: &str = "
const [most, done] = arguments;
const frames = [];
let last;
let still = 0;
const step = (now) => {
  if (last !== undefined) frames.push(now - last);
  last = now;
  const before = scrollY;
  scrollBy({ top: innerHeight / 3, behavior: 'instant' });
  still = scrollY === before ? still + 1 : 0;
  if (still < 20 && frames.length < most) requestAnimationFrame(step);
  else done(frames.slice(0, frames.length - still));
};
scrollTo(0, 0);
requestAnimationFrame(step);";

fn frames(window: &Window, script: &str, most: u32) -> Result<Vec<Duration>, WindowTrouble> {
    let frames = window.session.script(script, true, &[json!(most)])?;
    let frames: Vec<f64> = serde_json::from_value(frames)
        .map_err(|error| WindowTrouble::Unreadable { command: format!("the frames: {error}") })?;
    Ok(frames.into_iter().map(|took| Duration::from_secs_f64(took / 1_000.0)).collect())
}

fn millis(took: &serde_json::Value) -> Result<Duration, WindowTrouble> {
    let millis = took.as_f64().ok_or_else(|| WindowTrouble::Unreadable { command: format!("a figure: {took}") })?;
    Ok(Duration::from_secs_f64(millis / 1_000.0))
}

const AFTER_THE_FRAME: &str = "
const [done] = arguments;
requestAnimationFrame(() => {
  const after = new MessageChannel();
  after.port1.onmessage = () => done(true);
  after.port2.postMessage(null);
});";

/// From the start of the program to the frame in which this CSS selector is found, such as a key of the PIN pad.
///
/// The driver runs before the clock starts. What it needs to start the program and to ask is in the figure, which is
/// therefore an upper bound.
///
/// # Errors
/// When the program does not start or never shows it.
#[expect(clippy::disallowed_methods, reason = "a measurement is the outermost caller of the clock")]
pub fn cold_start(program: &Program, display: &Display, css: &str) -> Result<Duration, WindowTrouble> {
    let driver = Driver::start(display, &program.environment)?;
    let start = Instant::now();
    let session = Session::open(driver.address(), &program.binary, &program.arguments)?;
    session.find("css selector", css)?;
    session.script(AFTER_THE_FRAME, true, &[])?;
    Ok(start.elapsed())
}

/// The figure below which this share of them lies, such as 0.95; zero when there are none.
#[must_use]
pub fn percentile(figures: &[Duration], share: f64) -> Duration {
    let mut sorted = figures.to_vec();
    sorted.sort();
    // Shares and counts here are small: a float holds them exactly enough.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a rank")]
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentile_is_a_figure_that_was_measured() {
        let figures: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile(&figures, 0.95), Duration::from_millis(95));
        assert_eq!(percentile(&figures, 0.5), Duration::from_millis(50));
        assert_eq!(percentile(&figures[..1], 0.95), Duration::from_millis(100));
        assert_eq!(percentile(&[], 0.95), Duration::ZERO);
    }
}
