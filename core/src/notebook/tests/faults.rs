//! The fault script: whole notebooks in nights in which clocks fail. What was due stays due to the millisecond, nothing is
//! cancelled by time, and what is saved afterwards is exact, or says how far off it may be.
//!
//! Before anything happens, a deputy has recorded a first contact under a good clock. Each line below is what happens
//! then, and what the notebook says of a hotline call that is tapped at the end and of the 90 minutes counted from it.

use super::*;
use crate::episode::Exactness;
use crate::reckoning::{ClockProblem, EXACT_WITHIN_MS, Known, ServerTime};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The hotline call, and the arrival within 90 minutes of it, in the pack of Los Angeles.
const CALL: &str = "M90-01";
const ARRIVAL: &str = "M90-08";

/// What happens to the device.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Time passes, awake or asleep.
    Pass(i64),
    /// The wall clock is set by so much, by hand or by the network.
    Set(i64),
    /// The notebook is locked and opened again.
    Lock,
    /// Off for so long, with a clock that runs on.
    Off(i64),
    /// Off for so long; the battery is flat, and the clock begins with 1970.
    Flat(i64),
    /// A server that is off by so much tells the time.
    Server(i64),
    /// A step is done. The clock is set by so much after the screen was read and before the save.
    Done(&'static str, i64),
}
use Act::{Done, Flat, Lock, Off, Pass, Server, Set};

/// What the notebook says of the call that is tapped at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// Within a minute, and nothing is wrong.
    Exact,
    /// Within a minute, and a clock is wrong: somebody is told what to do.
    ExactAndProblem,
    /// An estimate whose width holds the truth.
    Estimate,
    /// An estimate whose width holds the truth, and a clock is wrong.
    EstimateAndProblem,
}
use Says::{Estimate, EstimateAndProblem, Exact, ExactAndProblem};

type Line = (&'static str, &'static [Act], Says);

#[rustfmt::skip]
const ASLEEP_AND_RESTARTED: &[Line] = &[
    ("nothing happens",                                  &[Pass(3 * HOUR)],                                       Exact),
    ("40 hours asleep",                                  &[Pass(40 * HOUR)],                                      Exact),
    ("40 hours asleep, locked",                          &[Lock, Pass(40 * HOUR), Lock],                          Exact),
    ("40 hours asleep after a sync",                     &[Server(0), Pass(40 * HOUR)],                           Exact),
    ("20 days asleep: the drift is owned",               &[Pass(20 * DAY)],                                       Estimate),
    ("a quick restart",                                  &[Off(30_000)],                                          Exact),
    ("a restart of an hour",                             &[Off(HOUR)],                                            EstimateAndProblem),
    ("a restart of an hour, then a sync",                &[Off(HOUR), Server(0)],                                 Exact),
    ("two restarts",                                     &[Off(HOUR), Pass(HOUR), Off(HOUR)],                     EstimateAndProblem),
    ("two restarts with a sync between",                 &[Off(HOUR), Server(0), Off(20_000)],                    Exact),
    ("a flat battery, the clock at 1970",                &[Flat(6 * HOUR)],                                       EstimateAndProblem),
    ("a flat battery, then a sync",                      &[Flat(6 * HOUR), Server(0)],                            Exact),
    ("a flat battery, and the hour set by hand",         &[Flat(6 * HOUR), Set(20_520 * DAY)],                    EstimateAndProblem),
    ("a flat battery, locked twice",                     &[Flat(6 * HOUR), Lock, Pass(HOUR), Lock],               EstimateAndProblem),
    ("set back a day while off",                         &[Off(HOUR), Set(-DAY)],                                 EstimateAndProblem),
    ("set back a day, then a restart of an hour",        &[Set(-DAY), Lock, Off(HOUR)],                           EstimateAndProblem),
    ("synced, set back a day, then a restart",             &[Server(0), Set(-DAY), Lock, Off(HOUR)],                EstimateAndProblem),
    ("set forward a day while off, then a sync",         &[Off(HOUR), Set(DAY), Server(0)],                       Exact),
];

#[rustfmt::skip]
const SET_BY_HAND_OR_NETWORK: &[Line] = &[
    ("set back a day",                                   &[Set(-DAY)],                                            EstimateAndProblem),
    ("set back a day, locked",                           &[Set(-DAY), Lock],                                      EstimateAndProblem),
    ("set back a day after a sync",                      &[Server(0), Set(-DAY)],                                 ExactAndProblem),
    ("set back a day after a sync, locked",              &[Server(0), Set(-DAY), Lock],                           ExactAndProblem),
    ("set forward a day",                                &[Set(DAY)],                                             EstimateAndProblem),
    ("set forward a day, then a sync",                   &[Set(DAY), Server(0)],                                  Exact),
    ("set back an hour, and forward again",              &[Set(-HOUR), Lock, Set(HOUR)],                          Exact),
    ("set by half a minute",                             &[Set(30_000)],                                          Exact),
    ("the zone changed: the clock counts in UTC",        &[Pass(HOUR), Lock],                                     Exact),
    ("the zone changed by turning the hour",             &[Set(-3 * HOUR)],                                       EstimateAndProblem),
    ("the same after a sync",                            &[Server(0), Set(-3 * HOUR)],                            ExactAndProblem),
    ("corrected by the network during a save",           &[Done("ID-01", 40 * MINUTE)],                           EstimateAndProblem),
    ("the same after a sync",                            &[Server(0), Done("ID-01", 40 * MINUTE)],                ExactAndProblem),
    ("corrected by the network by ten years",            &[Set(3_650 * DAY)],                                     EstimateAndProblem),
    ("set, asleep, set again, locked",                   &[Set(HOUR), Pass(40 * HOUR), Set(-2 * HOUR), Lock],     EstimateAndProblem),
];

#[rustfmt::skip]
const SERVERS: &[Line] = &[
    ("a server that agrees",                             &[Server(0)],                                            Exact),
    ("a server that lies by an hour",                    &[Server(HOUR)],                                         EstimateAndProblem),
    ("a server that lies backwards by an hour",          &[Server(-HOUR)],                                        EstimateAndProblem),
    ("a server that lies again and again",               &[Server(HOUR), Pass(HOUR), Server(HOUR)],               EstimateAndProblem),
    ("a server that begins to lie later",                &[Server(0), Pass(HOUR), Server(HOUR)],                  EstimateAndProblem),
    ("two servers that disagree",                        &[Server(HOUR), Server(-HOUR)],                          EstimateAndProblem),
    ("two servers that disagree, one of them right",     &[Server(HOUR), Pass(MINUTE), Server(0)],                Exact),
    ("a server that is off by half a minute",            &[Server(30_000)],                                       Exact),
    ("a server that lies, locked",                       &[Server(HOUR), Lock],                                   EstimateAndProblem),
    ("set back a day, and a server that tells the truth", &[Set(-DAY), Lock, Server(0), Lock],                    Exact),
    ("everything, then a sync",                          &[Pass(40 * HOUR), Set(-DAY), Off(HOUR), Server(0)],     Exact),
];

/// A device with one recorded contact, to be lived anew for each line.
struct Base {
    folder: tempfile::TempDir,
    chip: Arc<MemoryKeyStore>,
    episode: EpisodeId,
}

impl Base {
    fn record() -> Self {
        let county = realm("Demo County", &[Compartment::Ops, Compartment::Le]);
        let folder = tempfile::tempdir().unwrap();
        let chip = Arc::new(MemoryKeyStore::new());
        let place = Place::new(folder.path(), Chip::Platform(Arc::clone(&chip) as Arc<dyn KeyStore>)).unwrap();
        let (notebook, _) = Notebook::create(&place, PIN, packs(), random(), now()).unwrap();
        let device = Device { place, door: Mutex::new(notebook), _folder: tempfile::tempdir().unwrap() };
        join(&device, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops, Compartment::Le]);
        let episode = device.open().new_contact(contact(), now()).unwrap();
        device.door.into_inner().unwrap().lock().unwrap();
        Self { folder, chip, episode }
    }

    fn night(&self) -> Night {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        let place = Place::new(folder.path(), Chip::Platform(Arc::new(self.chip.twin()))).unwrap();
        let notebook = Notebook::unlock(&place, PIN, packs(), random(), now()).unwrap();
        let now = now();
        let booted = NOW - i64::try_from(now.boot_ms).unwrap();
        Night { notebook, episode: self.episode, truth: NOW, wall_off: 0, boot: 1, booted, _folder: folder }
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for item in std::fs::read_dir(from).unwrap().flatten() {
        let there = to.join(item.file_name());
        if item.path().is_dir() {
            std::fs::create_dir_all(&there).unwrap();
            copy(&item.path(), &there);
        } else {
            std::fs::copy(item.path(), there).unwrap();
        }
    }
}

struct Night {
    notebook: Notebook,
    episode: EpisodeId,
    truth: i64,
    wall_off: i64,
    boot: u8,
    booted: i64,
    _folder: tempfile::TempDir,
}

/// A step's id, its state and when it is due.
type Due = (String, crate::protocol::condition::StepState, String);

impl Night {
    fn moment(&self) -> Moment {
        let boot_ms = u64::try_from(self.truth - self.booted).unwrap();
        Moment { wall_ms: self.truth + self.wall_off, boot_id: [self.boot; 16], boot_ms }
    }

    fn happens(&mut self, act: Act) {
        match act {
            Pass(ms) => self.truth += ms,
            Set(by) => self.wall_off += by,
            Lock => self.open_again(),
            Off(ms) => self.boots_after(ms),
            Flat(ms) => {
                self.wall_off = -(self.truth + ms);
                self.boots_after(ms);
            }
            Server(lie) => {
                let sent = self.moment();
                self.truth += 200;
                let fix = ServerTime::fix(self.truth - 100 + lie, sent, self.moment());
                self.notebook.heed(&fix);
            }
            Done(step, set_between) => self.done(step, set_between),
        }
    }

    fn boots_after(&mut self, off: i64) {
        self.truth += off;
        self.boot += 1;
        self.booted = self.truth - 20_000;
        self.open_again();
    }

    /// Forgets everything and reads it back from the vault, as locking and unlocking do.
    fn open_again(&mut self) {
        let now = self.moment();
        self.notebook.forget();
        self.notebook.load(now).unwrap();
    }

    /// A tap on "done": the screen gives the time that it shows, which is the one that the notebook reckons.
    fn done(&mut self, step: &str, set_between: i64) {
        let at = Instant::exact(self.notebook.time(self.moment()).ms);
        self.wall_off += set_between;
        let event = StepEvent { at, ..done() };
        let now = self.moment();
        self.notebook.step(self.episode, step, event, now).unwrap();
    }

    /// Every step, its state and its due time, whatever time it is now.
    fn dues(&self) -> Vec<Due> {
        let plan = self.notebook.plan(self.episode, self.moment()).unwrap();
        plan.steps.iter().map(|step| (step.step.id.clone(), step.state, format!("{:?}", step.due))).collect()
    }

    /// Late is what is surely over, and never what surely is not.
    fn lateness_is_honest(&self) -> Result<(), String> {
        let known = self.notebook.time(self.moment());
        let wide = i64::try_from(known.plus_minus_ms).unwrap_or(i64::MAX);
        let plan = self.notebook.plan(self.episode, self.moment()).unwrap();
        for step in plan.steps.iter().filter(|step| step.is_open()) {
            let Some(due) = step.due_at() else { continue };
            let over_by = self.truth.saturating_sub(due.ms);
            if over_by > wide.saturating_add(MINUTE) && !step.late
                || over_by < -wide.saturating_add(MINUTE) && step.late
            {
                return Err(format!("{} is due {over_by} ms ago, ±{wide}, and late is {}", step.step.id, step.late));
            }
        }
        Ok(())
    }

    /// What is said of the call that was just made, if that is true.
    fn says(&self) -> Result<Says, String> {
        let known = self.notebook.time(self.moment()).known();
        let marks = self.notebook.record(self.episode).unwrap().marks(CALL);
        let at = marks.last().unwrap().event.at;
        let wrong = at.ms.abs_diff(self.truth);
        let is_exact = at.how == Exactness::Exact;
        let wide = match at.how {
            Exactness::Exact => EXACT_WITHIN_MS,
            Exactness::Estimated { plus_minus_ms } => plus_minus_ms,
        };
        if wrong > wide {
            return Err(format!("the call is {wrong} ms off, and said to be within {wide}; {known:?}"));
        }
        let plan = self.notebook.plan(self.episode, self.moment()).unwrap();
        let due = plan.step(ARRIVAL).unwrap().due_at().unwrap().clone();
        if (due.ms, due.plus_minus_ms) != (at.ms + 90 * MINUTE, if is_exact { 0 } else { i64::try_from(wide).unwrap() })
        {
            return Err(format!("{due:?} is not 90 minutes after {at:?}"));
        }
        Ok(match (is_exact, matches!(known, Known::Problem { .. })) {
            (true, false) => Exact,
            (true, true) => ExactAndProblem,
            (false, false) => Estimate,
            (false, true) => EstimateAndProblem,
        })
    }

    fn lived(&mut self, (_, acts, says): Line) -> Result<(), String> {
        let before = self.dues();
        for act in acts {
            self.happens(*act);
            let moved: Vec<_> = self.dues().into_iter().zip(&before).filter(|(now, before)| now != *before).collect();
            let by_hand = |due: &Due| matches!(act, Done(step, _) if *step == due.0);
            if let Some((now, before)) = moved.iter().find(|(now, _)| !by_hand(now)) {
                return Err(format!("after {act:?} {now:?} is not {before:?}"));
            }
            self.lateness_is_honest().map_err(|why| format!("after {act:?}: {why}"))?;
        }
        self.done(CALL, 0);
        let said = self.says()?;
        if said != says {
            return Err(format!("the call is {said:?}; {:?}", self.notebook.time(self.moment())));
        }
        // A clock that comes right again, a lock, and a year move nothing that was saved.
        let before = self.dues();
        self.happens(Set(-self.wall_off));
        self.happens(Server(0));
        self.happens(Lock);
        self.happens(Pass(365 * DAY));
        if self.dues() == before { Ok(()) } else { Err("a clock that came right moved a due time".into()) }
    }
}

fn live(lines: &[Line]) {
    let base = Base::record();
    for line in lines {
        base.night().lived(*line).unwrap_or_else(|why| panic!("{}: {why}", line.0));
    }
}

#[test]
fn there_are_at_least_thirty_lines_and_each_has_a_name_of_its_own() {
    let lines: Vec<&str> =
        [ASLEEP_AND_RESTARTED, SET_BY_HAND_OR_NETWORK, SERVERS].into_iter().flatten().map(|line| line.0).collect();
    assert!(lines.len() >= 30, "{}", lines.len());
}

#[test]
fn asleep_and_restarted_nothing_that_was_due_moves() {
    live(ASLEEP_AND_RESTARTED);
}

#[test]
fn set_by_hand_or_by_the_network_nothing_that_was_due_moves() {
    live(SET_BY_HAND_OR_NETWORK);
}

#[test]
fn whatever_servers_say_nothing_that_was_due_moves() {
    live(SERVERS);
}

#[test]
fn a_contact_that_begins_under_a_flat_clock_is_an_estimate_and_a_person_can_say_when_it_was() {
    let mut night = Base::record().night();
    night.happens(Flat(6 * HOUR));
    let began = night.truth;
    let at = Instant::exact(night.notebook.time(night.moment()).ms);
    let episode = night.notebook.new_contact(NewContact { at, ..contact() }, night.moment()).unwrap();
    let first = |night: &Night| {
        let plan = night.notebook.plan(episode, night.moment()).unwrap();
        plan.clock("T0_first_contact").unwrap().reading.clone().unwrap()
    };
    let kept = first(&night);
    assert!(kept.plus_minus_ms >= DAY, "{kept:?}");
    assert!(kept.ms.abs_diff(began) <= kept.plus_minus_ms.unsigned_abs());
    night.happens(Server(0));
    assert_eq!(first(&night), kept, "a clock that comes right moves nothing by itself");
    let given = Answer::Given(Value::Instant(Instant::exact(began)));
    night.notebook.answer(episode, FIRST_CONTACT, given, night.moment()).unwrap();
    assert_eq!((first(&night).ms, first(&night).plus_minus_ms), (began, 0));
    let record = night.notebook.record(episode).unwrap();
    let history = record.answer_history(FIRST_CONTACT);
    assert_eq!(history.iter().map(|written| written.settled).collect::<Vec<_>>(), [true, false], "the old time stays");
    let problem = night.notebook.time(night.moment()).problem;
    assert!(!matches!(problem, Some(ClockProblem::Behind { .. })), "{problem:?}");
}
