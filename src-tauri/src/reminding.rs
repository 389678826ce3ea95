//! Reminders before something is due. What is kept of the notebook is instants; what is said is one of a fixed list of
//! sentences that stand in the screen's catalogue and tell nothing about an episode, also to somebody who sees the
//! device locked.
//!
//! The window shows the sentence as a line, before the door as well as behind it, until somebody puts it away or what
//! it was about is done. While a page is shown to the young person, and on the plain page, the window shows nothing.
//! Whoever cannot see the window is shown the same sentence by the system ([`outside`]).

pub(crate) mod outside;

use crate::desk::{Desk, held};
use crate::view::Told;
use first72_core::moment::Moment;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use outside::Outside;

/// How long before it is due somebody is reminded: a quarter of an hour, enough to finish what the hands are doing.
const BEFORE_MS: i64 = 15 * 60_000;
/// Due times that lie within this of each other are one reminder, in milliseconds.
const TOGETHER_MS: i64 = 5 * 60_000;
/// More reminders than this are not kept ahead: two days of a full night's work.
const MOST: usize = 64;

/// The reminders of a desk.
#[derive(Default)]
pub(crate) struct Reminders {
    ahead: Mutex<Ahead>,
    /// Whether something was saved or arrived since they were reckoned.
    stale: AtomicBool,
    /// What stands outside the window.
    outside: Mutex<Outside>,
}

/// Reminders that are still to come, and the moment at which they were reckoned: the true time and the boot clock,
/// which goes on while the notebook is closed and whatever is done to the wall clock.
#[derive(Default)]
struct Ahead {
    at: Vec<i64>,
    /// The due times that the reminders are about, and those that somebody was reminded of already.
    due: Vec<i64>,
    rung: Vec<i64>,
    reckoned: Option<(i64, Moment)>,
}

impl Reminders {
    pub(crate) fn mark_stale(&self) {
        self.stale.store(true, Ordering::Relaxed);
    }

    /// Whether they have to be reckoned anew; says so once.
    fn take_stale(&self) -> bool {
        self.stale.swap(false, Ordering::Relaxed)
    }

    /// Reckons them anew. Says whether everything that somebody was reminded of is done now.
    fn reckon(&self, due_ms: &[i64], true_ms: i64, now: Moment) -> bool {
        let mut ahead = held(&self.ahead);
        let before = std::mem::take(&mut ahead.rung);
        let rung: Vec<i64> = before.iter().copied().filter(|due| due_ms.contains(due)).collect();
        let over = !before.is_empty() && rung.is_empty();
        let at = ahead_of(due_ms, true_ms);
        *ahead = Ahead { at, due: due_ms.to_vec(), rung, reckoned: Some((true_ms, now)) };
        over
    }

    /// Forgets them all. Says whether somebody was reminded of something.
    fn forget(&self) -> bool {
        !std::mem::take(&mut *held(&self.ahead)).rung.is_empty()
    }

    /// Whether a reminder has come due since this was asked last.
    fn ring(&self, now: Moment) -> bool {
        let mut ahead = held(&self.ahead);
        let Some(true_ms) = ahead.true_ms(now) else { return false };
        let Ahead { at, due, rung, .. } = &mut *ahead;
        let come: Vec<i64> = at.iter().copied().filter(|at| *at <= true_ms).collect();
        at.retain(|at| *at > true_ms);
        let about = |due: &i64| come.iter().any(|at| (0..TOGETHER_MS).contains(&(due - BEFORE_MS - at)));
        rung.extend(due.iter().copied().filter(about));
        !come.is_empty()
    }
}

impl Ahead {
    fn true_ms(&self, now: Moment) -> Option<i64> {
        let (true_ms, then) = self.reckoned?;
        let gone = now.boot_ms.checked_sub(then.boot_ms).filter(|_| now.boot_id == then.boot_id)?;
        true_ms.checked_add(i64::try_from(gone).ok()?)
    }
}

/// The reminders for these due times: those that are still ahead, soonest first, close ones as one.
fn ahead_of(due_ms: &[i64], true_ms: i64) -> Vec<i64> {
    let mut at: Vec<i64> = Vec::new();
    let mut times: Vec<i64> = due_ms.iter().map(|due| due.saturating_sub(BEFORE_MS)).collect();
    times.retain(|time| *time > true_ms);
    times.sort_unstable();
    for time in times {
        if at.last().is_none_or(|last| time.saturating_sub(*last) >= TOGETHER_MS) {
            at.push(time);
        }
    }
    at.truncate(MOST);
    at
}

impl Desk {
    /// Looks whether a reminder is due, and reckons them anew when something changed. Called every few seconds.
    pub(crate) fn look_at_reminders(&self, now: Moment) {
        if !self.settings().reminders {
            // Whoever chooses them again is not left without until the next save.
            self.reminders.mark_stale();
            if self.reminders.forget() {
                self.reminder_is_over();
            }
            return;
        }
        if self.reminders.ring(now) {
            self.tell(Told::Reminder);
            self.remind_outside();
        }
        if self.reminders.take_stale() && !self.reckon_reminders(now) {
            self.reminders.mark_stale();
        }
        self.look_outside();
    }

    /// What somebody was reminded of is done, or no reminders are wanted any more.
    fn reminder_is_over(&self) {
        self.tell(Told::ReminderOver);
        self.take_back_outside();
    }

    /// Reckons the reminders from the open notebook. Says whether it could: a notebook that is at work is asked later,
    /// and of one that is closed the reminders stay as they were, also while somebody practises with a drill.
    fn reckon_reminders(&self, now: Moment) -> bool {
        if self.drilling.is_open() {
            return false;
        }
        let Some(due) = self.when_free(|notebook| (notebook.due_times(now), notebook.time(now).ms)) else {
            return !self.is_open();
        };
        if self.reminders.reckon(&due.0, due.1, now) {
            self.reminder_is_over();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    const NOW: i64 = 1_780_000_000_000;
    const MIN: i64 = 60_000;

    fn at(boot_ms: u64) -> Moment {
        Moment { wall_ms: 0, boot_id: [1; 16], boot_ms }
    }

    #[test]
    fn a_reminder_comes_a_quarter_of_an_hour_before_and_close_ones_are_one() {
        let due = [NOW + 10 * MIN, NOW + 30 * MIN, NOW + 33 * MIN, NOW + 90 * MIN];
        assert_eq!(
            ahead_of(&due, NOW),
            [NOW + 15 * MIN, NOW + 75 * MIN],
            "what is due sooner is on the screen already"
        );
        assert_eq!(ahead_of(&vec![NOW + 20 * MIN; 500], NOW).len(), 1);
        let many: Vec<i64> = (1..500).map(|hour| NOW + hour * 60 * MIN).collect();
        assert_eq!(ahead_of(&many, NOW).len(), MOST);
    }

    #[test]
    fn it_rings_once_by_the_boot_clock_and_after_a_restart_not_by_guess() {
        let reminders = Reminders::default();
        assert!(!reminders.ring(at(0)), "nothing was reckoned");
        reminders.reckon(&[NOW + 30 * MIN, NOW + 90 * MIN], NOW, at(1_000));
        assert!(!reminders.ring(at(1_000 + 14 * 60_000)));
        assert!(reminders.ring(at(1_000 + 15 * 60_000)));
        assert!(!reminders.ring(at(1_000 + 16 * 60_000)), "once");
        let restarted = Moment { boot_id: [2; 16], ..at(99 * 60_000) };
        assert!(!reminders.ring(restarted));
        reminders.forget();
        assert!(!reminders.ring(at(500 * 60_000)));
    }

    #[test]
    fn a_reminder_is_over_when_everything_that_it_was_about_is_done() {
        let reminders = Reminders::default();
        let (first, second, later) = (NOW + 30 * MIN, NOW + 33 * MIN, NOW + 90 * MIN);
        assert!(!reminders.reckon(&[first, second, later], NOW, at(0)));
        assert!(reminders.ring(at(15 * 60_000)), "one reminder for the two");
        let after = NOW + 16 * MIN;
        assert!(!reminders.reckon(&[second, later], after, at(16 * 60_000)), "one of them is still open");
        assert!(reminders.reckon(&[later], after, at(17 * 60_000)));
        assert!(!reminders.reckon(&[], after, at(18 * 60_000)), "it is said once, and nobody was reminded of the last");
    }

    /// A desk with an open notebook, and what it told.
    fn desk(folder: &std::path::Path) -> (Desk, std::sync::Arc<Mutex<Vec<Told>>>) {
        use crate::desk::{packs, random};
        use first72_core::notebook::{Chip, Notebook, Place};
        let told = std::sync::Arc::new(Mutex::new(Vec::new()));
        let heard = std::sync::Arc::clone(&told);
        let desk = Desk::at(folder.to_owned(), Box::new(move |said| held(&heard).push(said)));
        let place = Place::new(folder, Chip::Emulated).unwrap();
        let (notebook, _) = Notebook::create(&place, b"25801470", packs(), random(), at(0)).unwrap();
        desk.take(notebook, at(0));
        (desk, told)
    }

    #[test]
    fn nobody_is_reminded_who_turned_it_off_and_what_was_said_goes_with_the_choice() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, told) = desk(folder.path());
        let chosen = |reminders| crate::view::Settings { reminders, ..desk.settings() };
        desk.set_settings(chosen(false)).unwrap();
        desk.reminders.reckon(&[NOW + 30 * MIN], NOW, at(0));
        desk.look_at_reminders(at(15 * 60_000));
        assert_eq!(*held(&told), []);
        desk.set_settings(chosen(true)).unwrap();
        desk.reminders.reckon(&[NOW + 30 * MIN], NOW, at(0));
        desk.reminders.take_stale();
        desk.look_at_reminders(at(15 * 60_000));
        assert_eq!(*held(&told), [Told::Reminder]);
        desk.set_settings(chosen(false)).unwrap();
        desk.look_at_reminders(at(15 * 60_000));
        assert_eq!(*held(&told), [Told::Reminder, Told::ReminderOver]);
        assert!(desk.reminders.take_stale(), "chosen again, they are reckoned again");
    }

    #[test]
    fn reminders_go_on_while_the_notebook_is_closed_and_say_nothing_more_than_that_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, told) = desk(folder.path());
        desk.reminders.reckon(&[NOW + 30 * MIN], NOW, at(0));
        desk.close();
        desk.look_at_reminders(at(15 * 60_000));
        assert_eq!(*held(&told), [Told::Locked, Told::Reminder]);
        assert_eq!(serde_json::to_string(&Told::Reminder).unwrap(), r#"{"kind":"reminder"}"#);
        assert!(!desk.is_open());
    }

    /// The sentences that a lock screen may show, in each language. Nothing else may ever stand there.
    const SENTENCES: [(&str, &str); 2] =
        [("en", crate::lock_screen::soon(Language::En)), ("es", crate::lock_screen::soon(Language::Es))];

    // masvs:STORAGE-2
    #[test]
    fn the_catalogue_has_the_listed_sentences_for_reminders_and_no_others() {
        assert_eq!(SENTENCES.map(|(_, sentence)| sentence), ["A step is due soon.", "Pronto toca un paso."]);
        for (language, sentence) in SENTENCES {
            let path = format!("{}/../ui/src/text/{language}/reminder.ts", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).unwrap();
            let said: Vec<&str> = text.split('"').skip(1).step_by(2).filter(|said| said.ends_with('.')).collect();
            assert_eq!(said, [sentence], "{path}");
        }
    }
}
