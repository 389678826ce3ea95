//! What the system shows outside the window: on the lock screen, in its list of notices, above other apps. One of a fixed
//! list of sentences and nothing else, since anybody may read it there.
//!
//! The window cannot ask for it: no command of the shell takes words for the lock screen, and the window is given none of
//! the system's own. A system that does not answer keeps nobody waiting: a thread of its own speaks to it.

#[cfg(desktop)]
mod desktop;
#[cfg(mobile)]
mod phone;

#[cfg(desktop)]
use desktop::Notices;
#[cfg(mobile)]
use phone::Notices;

use crate::view::Language;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

/// How long a question about the system may take before what it said last counts.
const ANSWER_WITHIN: Duration = Duration::from_millis(500);

/// The place outside the window. Nothing here waits for the system for long.
pub(crate) trait LockScreen: Send + Sync {
    /// Shows a sentence; one that is shown already goes.
    fn show(&self, sentence: &'static str);

    /// Takes back what is shown.
    fn take_back(&self);

    /// Whether the system shows what it is given, as far as is known.
    fn shows(&self) -> bool;
}

/// How one kind of system shows something.
trait System {
    /// Shows a sentence. Says whether the system took it.
    fn show(&mut self, sentence: &'static str) -> bool;

    /// Takes back what is shown, where the system can.
    fn take_back(&mut self);

    /// Whether it would show something now.
    fn would_show(&mut self) -> bool;
}

/// The sentence for a reminder. The screen's catalogue has the same one for its line.
pub(crate) const fn soon(language: Language) -> &'static str {
    match language {
        Language::En => "A step is due soon.",
        Language::Es => "Pronto toca un paso.",
    }
}

/// The lock screen of this device.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn of_this_device(app: &tauri::AppHandle) -> std::io::Result<Box<dyn LockScreen>> {
    let app = app.clone();
    serve(move || Notices::of(&app))
}

enum Ask {
    Show(&'static str),
    TakeBack,
    WouldShow(Sender<bool>),
}

/// The way to the thread that speaks to the system.
struct Served {
    asks: Sender<Ask>,
}

impl LockScreen for Served {
    fn show(&self, sentence: &'static str) {
        self.ask(Ask::Show(sentence));
    }

    fn take_back(&self) {
        self.ask(Ask::TakeBack);
    }

    fn shows(&self) -> bool {
        let (answer, answered) = mpsc::channel();
        self.ask(Ask::WouldShow(answer));
        // A system that is slow to say is not one that refused.
        answered.recv_timeout(ANSWER_WITHIN).unwrap_or(true)
    }
}

impl Served {
    fn ask(&self, ask: Ask) {
        // The thread is gone only when the app is closing.
        let _ = self.asks.send(ask);
    }
}

/// Starts the thread that speaks to a system; what it needs of the system never leaves that thread.
fn serve<S: System>(system: impl FnOnce() -> S + Send + 'static) -> std::io::Result<Box<dyn LockScreen>> {
    let (asks, asked) = mpsc::channel();
    thread::Builder::new().name("lock screen".into()).spawn(move || answer(&mut system(), &asked))?;
    Ok(Box::new(Served { asks }))
}

fn answer(system: &mut impl System, asked: &Receiver<Ask>) {
    let mut refused = false;
    while let Ok(ask) = asked.recv() {
        match ask {
            Ask::Show(sentence) => {
                refused = !system.show(sentence);
                if refused {
                    tracing::warn!(code = "reminder.not_shown", "the system shows nothing outside the window");
                }
            }
            Ask::TakeBack => system.take_back(),
            Ask::WouldShow(answer) => drop(answer.send(system.would_show() && !refused)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex};

    /// A made-up system that notes what it was asked, and can be there or not.
    #[derive(Clone, Default)]
    struct MadeUp {
        there: Arc<AtomicBool>,
        noted: Arc<Mutex<Vec<String>>>,
    }

    impl System for MadeUp {
        fn show(&mut self, sentence: &'static str) -> bool {
            self.noted.lock().unwrap().push(sentence.to_owned());
            self.there.load(Ordering::Relaxed)
        }

        fn take_back(&mut self) {
            self.noted.lock().unwrap().push("taken back".to_owned());
        }

        fn would_show(&mut self) -> bool {
            self.there.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn what_is_asked_reaches_the_system_in_order_and_it_is_known_whether_it_shows_anything() {
        let system = MadeUp::default();
        system.there.store(true, Ordering::Relaxed);
        let given = system.clone();
        let screen = serve(move || given).unwrap();
        screen.show(soon(Language::En));
        screen.take_back();
        screen.show(soon(Language::Es));
        assert!(screen.shows());
        assert_eq!(*system.noted.lock().unwrap(), ["A step is due soon.", "taken back", "Pronto toca un paso."]);
    }

    #[test]
    fn a_system_that_is_not_there_or_refuses_is_known_to_show_nothing_and_is_asked_again() {
        let system = MadeUp::default();
        let given = system.clone();
        let screen = serve(move || given).unwrap();
        assert!(!screen.shows(), "nobody is there");
        screen.show(soon(Language::En));
        assert!(!screen.shows());
        system.there.store(true, Ordering::Relaxed);
        assert!(!screen.shows(), "it refused the last one");
        screen.show(soon(Language::En));
        assert!(screen.shows(), "it took the next");
    }

    #[test]
    fn a_system_that_hangs_holds_up_nobody() {
        struct Hangs(Receiver<()>);
        impl System for Hangs {
            fn show(&mut self, _: &'static str) -> bool {
                self.0.recv().is_ok()
            }
            fn take_back(&mut self) {}
            fn would_show(&mut self) -> bool {
                true
            }
        }
        let (_never, hangs) = mpsc::channel();
        let screen = serve(move || Hangs(hangs)).unwrap();
        screen.show(soon(Language::En));
        screen.take_back();
        assert!(screen.shows(), "slow is not refused");
    }
}
