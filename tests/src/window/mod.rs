//! A real window of the app, driven as a person would: find, tap, type, read, look.
//!
//! WebKit's own driver starts the program and is asked over HTTP (W3C WebDriver). Nothing here
//! sleeps: the driver waits for an element, the page's own observer waits for a condition, and the
//! display says when it is ready. Every wait has a limit, and a limit reached is an error.

mod aim;
mod axe;
mod display;
mod driver;
pub mod measure;
pub mod memory;
mod session;
mod trouble;

use std::cell::Cell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

pub use axe::Violation;
pub use display::Display;
pub use trouble::WindowTrouble;

use driver::Driver;
use session::{Session, in_whatever_document};

/// Width and height of a small phone, in CSS pixels.
pub const PHONE: (u32, u32) = (390, 844);

/// The same phone on its side.
pub const PHONE_TURNED: (u32, u32) = (844, 390);

/// A small desktop or tablet.
pub const DESKTOP: (u32, u32) = (1280, 800);

/// How long to wait for what is not there yet, unless told otherwise. It ends what would never come: on a machine whose
/// processors are shared, what does come may take long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Paints one point in the corner anew in every frame until it is taken away; goes on with the second frame.
const PAINTING: &str = "
    const point = document.createElement('i');
    point.dataset.painting = '';
    point.style.cssText = 'position:fixed;inset:0 auto auto 0;width:1px;height:1px;pointer-events:none';
    document.body.append(point);
    const done = arguments[0];
    let frames = 0;
    const paint = () => {
        frames += 1;
        point.style.background = frames % 2 === 0 ? '#000' : '#111';
        if (frames === 2) done(true);
        if (point.isConnected) requestAnimationFrame(paint);
    };
    requestAnimationFrame(paint);
";

/// A program with a webview, and what it is started with.
pub struct Program {
    binary: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

impl Program {
    /// The program at this path, without arguments.
    #[must_use]
    pub fn new(binary: &Path) -> Self {
        Self { binary: binary.to_owned(), arguments: Vec::new(), environment: Vec::new() }
    }

    /// One more argument.
    #[must_use]
    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// One more environment variable, for this program only.
    #[must_use]
    pub fn environment(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name.to_owned(), value.as_ref().to_string_lossy().into_owned()));
        self
    }
}

/// One open window. Dropping it ends the program and its driver.
pub struct Window {
    // The session ends before the driver that serves it: fields are dropped in this order.
    session: Session,
    driver: Driver,
    patience: Duration,
    taps: Cell<u32>,
}

impl Window {
    /// Starts the program on this display and sizes its window as a phone.
    ///
    /// # Errors
    /// When the driver or the program does not start.
    pub fn open(program: &Program, display: &Display) -> Result<Self, WindowTrouble> {
        let driver = Driver::start(display, &program.environment)?;
        let session = Session::open(driver.address(), &program.binary, &program.arguments)?;
        let window = Self { session, driver, patience: PATIENCE, taps: Cell::new(0) };
        window.resize(PHONE)?;
        Ok(window)
    }

    /// Ends the program as a dead battery would: killed, without a word.
    pub fn kill(self) {
        // The driver goes first, with everything it started; the session then finds nobody to say goodbye to.
        drop(self.driver);
        drop(self.session);
    }

    /// How long to wait from now on for what is not there yet; half a minute unless told.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn wait_at_most(&mut self, patience: Duration) -> Result<(), WindowTrouble> {
        self.patience = patience;
        self.session.wait_at_most(patience)
    }

    /// Width and height of the window in CSS pixels.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn resize(&self, (width, height): (u32, u32)) -> Result<(), WindowTrouble> {
        self.session.post("window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// Opens an address in the window; for pages of a test, since the app opens its own.
    ///
    /// # Errors
    /// When the page does not load.
    pub fn visit(&self, address: &str) -> Result<(), WindowTrouble> {
        self.session.post("url", &json!({ "url": address })).map(drop)
    }

    /// Taps what this CSS selector names, waiting until it is there.
    ///
    /// # Errors
    /// When nothing is found in time or something lies above it.
    pub fn tap(&self, css: &str) -> Result<(), WindowTrouble> {
        let element = self.session.find("css selector", css)?;
        self.tap_element(&element)
    }

    /// Taps the button or link that a person would call by this name.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn tap_named(&self, name: &str) -> Result<(), WindowTrouble> {
        self.tap_where(&format!("normalize-space(.)={0} or @aria-label={0}", quoted_for_xpath(name)))
    }

    /// Taps the button or link whose words begin with this; for one that says more below its name.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn tap_starting(&self, name: &str) -> Result<(), WindowTrouble> {
        self.tap_where(&format!("starts-with(normalize-space(.), {})", quoted_for_xpath(name)))
    }

    fn tap_where(&self, holds: &str) -> Result<(), WindowTrouble> {
        let kinds = "self::button or self::a or self::summary or self::label or @role='button' or @role='tab'";
        let element = self.session.find("xpath", &format!("//*[({kinds}) and ({holds})]"))?;
        self.tap_element(&element)
    }

    /// How often was tapped since the window opened.
    #[must_use]
    pub fn taps(&self) -> u32 {
        self.taps.get()
    }

    /// Scrolls there first, as a thumb would: what stands behind the foot of a screen cannot be tapped. A tap that the
    /// page gave to something else is an error that names it, since the person would have missed as well.
    fn tap_element(&self, element: &str) -> Result<(), WindowTrouble> {
        self.taps.set(self.taps.get() + 1);
        let aimed = self.session.script(aim::AIM, true, &[session::element(element)])?;
        self.session.post(&format!("element/{element}/click"), &json!({}))?;
        match self.session.script(aim::WHAT_WAS_HIT, false, &[])? {
            Value::String(hit) => Err(WindowTrouble::Missed { aimed: aimed.to_string(), hit }),
            _ => Ok(()),
        }
    }

    /// Types into what this CSS selector names.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn type_into(&self, css: &str, text: &str) -> Result<(), WindowTrouble> {
        let element = self.session.find("css selector", css)?;
        self.session.post(&format!("element/{element}/value"), &json!({ "text": text })).map(drop)
    }

    /// Taps what this XPath finds.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn tap_at(&self, xpath: &str) -> Result<(), WindowTrouble> {
        let element = self.session.find("xpath", xpath)?;
        self.tap_element(&element)
    }

    /// Presses at the first of these places, in parts of the width and height of what this CSS selector names, draws to the
    /// others, and stays down: a line that nobody has finished.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn presses_and_draws(&self, css: &str, places: &[(f64, f64)]) -> Result<(), WindowTrouble> {
        let element = self.session.find("css selector", css)?;
        let there = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = arguments[0].getBoundingClientRect();
            return arguments[1].map(([x, y]) => [Math.round(box.left + x * box.width), Math.round(box.top + y * box.height)]);";
        let at = self.session.script(there, false, &[session::element(&element), json!(places)])?;
        let moves =
            at.as_array().into_iter().flatten().map(
                |at| json!({ "type": "pointerMove", "duration": 0, "origin": "viewport", "x": at[0], "y": at[1] }),
            );
        let mut actions: Vec<Value> = moves.collect();
        actions.insert(actions.len().min(1), json!({ "type": "pointerDown", "button": 0 }));
        let pointer =
            json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "mouse" }, "actions": actions });
        self.session.post("actions", &json!({ "actions": [pointer] })).map(drop)
    }

    /// Types into what this XPath finds.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn type_at(&self, xpath: &str, text: &str) -> Result<(), WindowTrouble> {
        let element = self.session.find("xpath", xpath)?;
        self.session.post(&format!("element/{element}/value"), &json!({ "text": text })).map(drop)
    }

    /// The visible text of what this CSS selector names.
    ///
    /// # Errors
    /// As [`Window::tap`].
    pub fn text(&self, css: &str) -> Result<String, WindowTrouble> {
        let element = self.session.find("css selector", css)?;
        let value = self.session.get(&format!("element/{element}/text"))?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page shows this text.
    ///
    /// # Errors
    /// [`WindowTrouble::NeverHeld`], with what the page showed instead.
    pub fn shows(&self, text: &str) -> Result<(), WindowTrouble> {
        let expression = format!("document.body.innerText.includes({})", json!(text));
        self.until(&expression)
    }

    /// Waits until a JavaScript expression holds: looked at after every change of the page and every frame.
    ///
    /// # Errors
    /// [`WindowTrouble::NeverHeld`] when the wait is over.
    pub fn until(&self, expression: &str) -> Result<(), WindowTrouble> {
        let script = format!(
            "const done = arguments[0];
             const end = performance.now() + {patience};
             const look = () => {{
               let holds = false;
               try {{ holds = Boolean({expression}); }} catch {{ holds = false; }}
               if (holds) done(true);
               else if (performance.now() > end) done(false);
               else requestAnimationFrame(look);
             }};
             look();",
            patience = self.patience.as_millis(),
        );
        match in_whatever_document(|| self.session.script(&script, true, &[]))?.as_bool() {
            Some(true) => Ok(()),
            _ => {
                let instead = self.text("body").unwrap_or_default();
                Err(WindowTrouble::NeverHeld { what: format!("{expression}; the page shows {instead:?}") })
            }
        }
    }

    /// Runs a script in the page and gives what it returns.
    ///
    /// # Errors
    /// When the script throws.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, WindowTrouble> {
        self.session.script(script, false, arguments)
    }

    /// Runs a script that ends by calling its last argument.
    ///
    /// # Errors
    /// When the script throws, or does not call it in time.
    pub fn run_to_end(&self, script: &str) -> Result<Value, WindowTrouble> {
        self.session.script(script, true, &[])
    }

    /// A picture of the window as PNG, taken after the frame that shows the newest change.
    ///
    /// # Errors
    /// When the driver cannot take it.
    pub fn picture(&self) -> Result<Vec<u8>, WindowTrouble> {
        // The driver waits for the frame after the question, and a page that stands still draws none.
        self.session.script(PAINTING, true, &[])?;
        let picture = self.session.picture();
        self.session.script("document.querySelector('[data-painting]')?.remove()", false, &[])?;
        picture
    }

    /// What axe-core finds wrong for people who see, hear or move differently; empty when nothing is.
    ///
    /// # Errors
    /// When axe-core is not installed in the screen's packages or does not run.
    pub fn violations(&self) -> Result<Vec<Violation>, WindowTrouble> {
        axe::run(&self.session)
    }

    /// The window's content as WebDriver sees it, for a failing test's message.
    #[must_use]
    pub fn source(&self) -> String {
        self.session.get("source").ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// XPath 1.0 knows no escapes: a text with both kinds of quotes is put together from pieces.
pub(crate) fn quoted_for_xpath(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
    format!("concat({})", pieces.join(", \"'\", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_an_apostrophe_can_be_looked_for() {
        assert_eq!(quoted_for_xpath("New contact"), "'New contact'");
        assert_eq!(quoted_for_xpath("the youth's card"), "concat('the youth', \"'\", 's card')");
    }
}
