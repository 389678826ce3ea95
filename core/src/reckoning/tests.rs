//! Nights in which clocks fail: what is reckoned is exact, or says by how much it may be wrong, or that a clock is wrong.

use super::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// An invented evening: 2026-03-07 21:04 UTC, the night before the clocks change in Los Angeles.
const EVENING: i64 = 1_772_917_440_000;

/// What happens to a device. Times are milliseconds.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Time passes, awake or asleep: the boot clock counts both.
    Pass(i64),
    /// The wall clock is set by so much.
    Set(i64),
    /// Off for so long, with a clock that runs on.
    Restart(i64),
    /// Off for so long with a dead clock that begins at this.
    DeadClock(i64, i64),
    /// A server that is off by so much says the time; the answer takes so long.
    Hello(i64, i64),
    /// Something is saved, and must be honest about its time.
    Save,
}
use Act::{DeadClock, Hello, Pass, Restart, Save, Set};

/// What the last save of a night must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Exact,
    Estimated,
    Problem,
}

struct Night {
    truth: i64,
    wall_off: i64,
    boot: u8,
    booted: i64,
    reckoning: Reckoning,
}

impl Night {
    fn new() -> Self {
        let mut night =
            Self { truth: EVENING, wall_off: 0, boot: 1, booted: EVENING - DAY, reckoning: Reckoning::default() };
        night.reckoning.read(night.moment());
        night
    }

    fn moment(&self) -> Moment {
        Moment {
            wall_ms: self.truth + self.wall_off,
            boot_id: [self.boot; 16],
            boot_ms: u64::try_from(self.truth - self.booted).unwrap(),
        }
    }

    fn happens(&mut self, act: Act) {
        match act {
            Pass(ms) => self.truth += ms,
            Set(by) => self.wall_off += by,
            Restart(off) => self.boots_after(off),
            DeadClock(off, wall) => {
                self.boots_after(off);
                self.wall_off = wall - self.truth;
            }
            Hello(lie, took) => {
                let sent = self.moment();
                let server_ms = self.truth + took / 2 + lie;
                self.truth += took;
                self.reckoning.server(&ServerTime::fix(server_ms, sent, self.moment()));
            }
            Save => self.reckoning.read(self.moment()),
        }
    }

    fn boots_after(&mut self, off: i64) {
        self.truth += off;
        self.boot += 1;
        self.booted = self.truth - 20_000;
    }

    fn says(&self) -> (Says, Reckoned) {
        let known = self.reckoning.at(self.moment());
        let says = match (known.problem, known.is_exact()) {
            (Some(ClockProblem::Behind { .. } | ClockProblem::NotChecked), _) => Says::Problem,
            (_, true) => Says::Exact,
            (_, false) => Says::Estimated,
        };
        (says, known)
    }

    /// After every act: nothing that is called exact is more than a minute wrong, nothing that is
    /// estimated is outside of what it says.
    fn is_honest(&self) -> Result<(), String> {
        let (says, known) = self.says();
        let wrong = known.ms.abs_diff(self.truth);
        let claimed = match says {
            Says::Exact => EXACT_WITHIN_MS,
            Says::Estimated => known.plus_minus_ms,
            // A clock that nobody could look at while the device was off: a day is a guess, and is called one.
            Says::Problem if known.plus_minus_ms < OFF_AT_LEAST_MS => known.plus_minus_ms,
            Says::Problem => return Ok(()),
        };
        if wrong <= claimed { Ok(()) } else { Err(format!("{wrong} ms wrong, claimed {claimed} ({known:?})")) }
    }
}

/// Every night: its name, what happens, and what the last save says of its time.
const NIGHTS: &[(&str, &[Act], Says)] = &[
    ("an ordinary night without a network", &[Pass(3 * HOUR), Save], Says::Exact),
    ("an ordinary night with a server", &[Hello(0, 200), Pass(3 * HOUR), Save], Says::Exact),
    ("40 hours asleep", &[Save, Pass(40 * HOUR), Save], Says::Exact),
    ("40 hours asleep after a hello", &[Hello(0, 200), Pass(40 * HOUR), Save], Says::Exact),
    ("20 days asleep: drift is owned", &[Hello(0, 200), Pass(20 * DAY), Save], Says::Estimated),
    ("a slow answer", &[Hello(0, 20_000), Save], Says::Exact),
    ("a very slow answer", &[Hello(0, 4 * MINUTE), Save], Says::Estimated),
    ("set back a day", &[Save, Set(-DAY), Save], Says::Estimated),
    ("set back a day after a hello", &[Hello(0, 200), Set(-DAY), Save], Says::Exact),
    ("set forward a day", &[Save, Set(DAY), Save], Says::Estimated),
    ("set forward a day after a hello", &[Hello(0, 200), Set(DAY), Save], Says::Exact),
    ("set back an hour and forth again", &[Set(-HOUR), Save, Set(HOUR), Save], Says::Exact),
    ("set forward, then a hello", &[Set(5 * HOUR), Save, Hello(0, 200), Save], Says::Exact),
    ("set back, then a hello", &[Set(-5 * HOUR), Save, Hello(0, 200), Save], Says::Exact),
    ("set by half a minute: within what is exact", &[Set(30_000), Save], Says::Exact),
    (
        "set by half a minute again and again",
        &[Set(50_000), Save, Set(50_000), Save, Set(50_000), Save],
        Says::Estimated,
    ),
    ("a quick restart", &[Save, Restart(30_000), Save], Says::Exact),
    ("a restart of an hour", &[Save, Restart(HOUR), Save], Says::Problem),
    ("a restart of an hour, then a hello", &[Save, Restart(HOUR), Save, Hello(0, 200), Save], Says::Exact),
    ("two restarts", &[Save, Restart(HOUR), Save, Restart(HOUR), Save], Says::Problem),
    ("two restarts and a hello between", &[Restart(HOUR), Hello(0, 200), Restart(20_000), Save], Says::Exact),
    ("set back while off", &[Hello(0, 200), Restart(HOUR), Set(-DAY), Save], Says::Problem),
    (
        "set back while off to just before it went off",
        &[Restart(10 * HOUR), Set(-10 * HOUR - 2 * MINUTE), Save],
        Says::Problem,
    ),
    ("set forward while off", &[Hello(0, 200), Restart(HOUR), Set(DAY), Save], Says::Problem),
    ("set forward while off, then a hello", &[Restart(HOUR), Set(DAY), Save, Hello(0, 200), Save], Says::Exact),
    ("a flat battery and a clock of 1970", &[Save, DeadClock(6 * HOUR, 0), Save], Says::Problem),
    ("a flat battery, then a hello", &[Save, DeadClock(6 * HOUR, 0), Save, Hello(0, 200), Save], Says::Exact),
    ("a flat battery at the very end of time", &[Save, DeadClock(HOUR, i64::MAX / 2), Save], Says::Problem),
    // A zone or summer time changes what a clock shows, not the time: the wall clock is read in UTC.
    ("the night when an hour is left out", &[Pass(9 * HOUR), Save, Pass(9 * HOUR), Save], Says::Exact),
    ("the night when an hour comes twice", &[Pass(9 * HOUR), Save, Pass(10 * HOUR), Save], Says::Exact),
    ("a person who changes the hour by hand that night", &[Pass(9 * HOUR), Set(HOUR), Save], Says::Estimated),
    ("a person who changes the zone by the hour by hand", &[Hello(0, 200), Set(-3 * HOUR), Save], Says::Exact),
    ("a server that lies by an hour", &[Save, Hello(HOUR, 200), Save], Says::Estimated),
    ("a server that lies backwards by an hour", &[Save, Hello(-HOUR, 200), Save], Says::Estimated),
    ("a server that lies again and again", &[Hello(HOUR, 200), Pass(HOUR), Hello(HOUR, 200), Save], Says::Estimated),
    ("a lie, then another server that does not", &[Hello(HOUR, 200), Pass(MINUTE), Hello(0, 200), Save], Says::Exact),
    ("a server that lies by ten years", &[Save, Hello(3_650 * DAY, 200), Save], Says::Estimated),
    ("a server that begins to lie later", &[Hello(0, 200), Pass(HOUR), Hello(HOUR, 200), Save], Says::Estimated),
    ("a lie of half a minute changes nothing", &[Hello(30_000, 200), Save], Says::Exact),
    ("asleep, set back and restarted", &[Pass(40 * HOUR), Set(-DAY), Save, Restart(HOUR), Save], Says::Problem),
    (
        "everything, then a hello",
        &[Pass(40 * HOUR), Set(-DAY), Restart(HOUR), Set(DAY), Hello(0, 900), Save],
        Says::Exact,
    ),
];

#[test]
fn every_night_is_exact_or_says_how_far_off_it_may_be() {
    assert!(NIGHTS.len() >= 30);
    for (name, acts, says) in NIGHTS {
        let mut night = Night::new();
        for act in *acts {
            night.happens(*act);
            if matches!(act, Save) {
                night.is_honest().unwrap_or_else(|why| panic!("{name}, after {act:?}: {why}"));
            }
        }
        assert_eq!(night.says().0, *says, "{name}: {:?}", night.says().1);
    }
}

#[test]
fn a_clock_that_is_set_moves_no_time_that_was_reckoned() {
    for by in [-DAY, -HOUR, HOUR, DAY] {
        let mut night = Night::new();
        let before = night.reckoning.at(night.moment()).ms;
        night.happens(Set(by));
        night.happens(Save);
        assert_eq!(night.reckoning.at(night.moment()).ms, before, "set by {by}");
        assert_eq!(night.says().1.problem, Some(ClockProblem::Moved { by_ms: by }));
        night.happens(Pass(HOUR));
        assert_eq!(night.reckoning.at(night.moment()).ms, before + HOUR);
    }
}

#[test]
fn a_lying_server_moves_nothing_either() {
    let mut night = Night::new();
    let before = night.reckoning.at(night.moment()).ms;
    night.happens(Hello(HOUR, 0));
    let (_, known) = night.says();
    assert_eq!((known.ms, known.problem), (before, Some(ClockProblem::ServerDiffers { by_ms: HOUR })));
    assert_eq!(night.reckoning.signed(night.moment()), None, "a doubtful time is not passed on");
}

#[test]
fn a_save_passes_on_what_a_server_signed_in_the_same_boot_only() {
    let mut night = Night::new();
    assert_eq!(night.reckoning.signed(night.moment()), None);
    night.happens(Set(10_000));
    night.happens(Hello(0, 0));
    night.happens(Pass(HOUR));
    let passed_on = night.reckoning.signed(night.moment()).unwrap();
    assert_eq!(passed_on.offset_ms, -10_000);
    assert!((1..=1_000).contains(&passed_on.uncertainty_ms), "{passed_on:?}");
    night.happens(Restart(1_000));
    assert_eq!(night.reckoning.signed(night.moment()), None);
}

#[test]
fn where_boots_have_no_names_a_clock_that_goes_on_is_enough() {
    let at = |wall_ms: i64, boot_ms: u64| Moment { wall_ms, boot_id: [0; 16], boot_ms };
    let mut reckoning = Reckoning::default();
    reckoning.read(at(EVENING, 5_000));
    assert!(reckoning.at(at(EVENING + HOUR, 3_605_000)).is_exact());
    let known = reckoning.at(at(EVENING - HOUR, 3_605_000));
    assert!(matches!(known.problem, Some(ClockProblem::Behind { .. })), "{known:?}");
}

#[test]
fn no_reading_however_strange_overflows() {
    let walls = [i64::MIN, -1, 0, EVENING, i64::MAX];
    let boots = [0, 1, u64::MAX];
    for wall_ms in walls {
        for boot_ms in boots {
            let mut reckoning = Reckoning::default();
            let moment = Moment { wall_ms, boot_id: [1; 16], boot_ms };
            reckoning.read(moment);
            for (other_wall, other_boot) in walls.into_iter().zip([u64::MAX, 7, 0, u64::MAX, 0]) {
                let other = Moment { wall_ms: other_wall, boot_id: [2; 16], boot_ms: other_boot };
                reckoning.server(&ServerTime { offset_ms: other_wall, uncertainty_ms: i64::MAX, at: moment });
                reckoning.read(other);
                let known = reckoning.at(moment);
                assert_eq!(known.is_exact(), known.instant().how == Exactness::Exact);
            }
        }
    }
}
