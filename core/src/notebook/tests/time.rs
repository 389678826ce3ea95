//! A clock that is set in the middle of a night: due times stay, and what is saved says how well its time is known.

use super::*;
use crate::episode::Exactness;
use crate::protocol::pack::AppRole;
use crate::reckoning::ClockProblem;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// So long after [`now`], with a wall clock that is off by so much.
fn later(passed: i64, off: i64) -> Moment {
    let boot_ms = u64::try_from(passed).unwrap() + now().boot_ms;
    Moment { wall_ms: NOW + passed + off, boot_ms, ..now() }
}

fn dues(device: &Device, episode: EpisodeId, at: Moment) -> Vec<(String, String)> {
    let open = device.open();
    let plan = open.plan(episode, at).unwrap();
    plan.steps.iter().map(|step| (step.step.id.clone(), format!("{:?}", step.due))).collect()
}

fn reopen_at(device: Device, at: Moment) -> Device {
    let Device { place, door, _folder } = device;
    door.into_inner().unwrap().lock().unwrap();
    let fresh = Notebook::unlock(&place, PIN, packs(), random(), at).unwrap();
    Device { place, door: Mutex::new(fresh), _folder }
}

/// Marks a step as done "now", as a screen does that shows the device's clock, and reads back what was kept.
fn done_now(device: &Device, episode: EpisodeId, step: &str, at: Moment) -> Instant {
    let mut open = device.open();
    let event = StepEvent { at: Instant::exact(at.wall_ms), ..done() };
    open.step(episode, step, event, at).unwrap();
    let record = open.record(episode).unwrap();
    record.marks(step).last().unwrap().event.at
}

/// A deputy who was taken in by codes alone, and records before any server was asked.
fn never_synced() -> (Realm, Device, EpisodeId) {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Le]);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops, Compartment::Le]);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    (county, deputy, episode)
}

#[test]
fn due_times_do_not_move_when_the_clock_is_set_back_a_day() {
    let (_, deputy, episode) = never_synced();
    let before = dues(&deputy, episode, later(HOUR, 0));
    assert!(before.iter().any(|(_, due)| due.starts_with("At")), "{before:?}");
    for off in [-DAY, DAY] {
        assert_eq!(dues(&deputy, episode, later(HOUR, off)), before, "set by {off}");
        let known = deputy.open().time(later(HOUR, off));
        assert_eq!((known.ms, known.problem), (NOW + HOUR, Some(ClockProblem::Moved { by_ms: off })));
    }
    // Locking and unlocking under the wrong clock changes nothing of that.
    let deputy = reopen_at(deputy, later(2 * HOUR, -DAY));
    assert_eq!(dues(&deputy, episode, later(2 * HOUR, -DAY)), dues(&deputy, episode, later(2 * HOUR, 0)));
    assert_eq!(deputy.open().time(later(2 * HOUR, -DAY)).ms, NOW + 2 * HOUR);
}

// cjis:AU-8
#[test]
fn a_tap_under_a_wrong_clock_is_kept_at_the_true_time_and_as_an_estimate() {
    let (_, deputy, episode) = never_synced();
    assert_eq!(done_now(&deputy, episode, "D1-01", later(HOUR, 0)), Instant::exact(NOW + HOUR));
    let kept = done_now(&deputy, episode, "D1-02", later(2 * HOUR, -DAY));
    assert_eq!(kept.ms, NOW + 2 * HOUR);
    let Exactness::Estimated { plus_minus_ms } = kept.how else { panic!("{kept:?}") };
    assert!(plus_minus_ms >= DAY.unsigned_abs(), "either clock may have been right: {plus_minus_ms}");
}

#[test]
fn a_server_makes_times_exact_again_also_after_a_lock_and_saves_carry_what_it_said() {
    let (realm, deputy, episode) = never_synced();
    let wrong = |passed| later(passed, -DAY);
    realm.registrar.sync(&realm);
    realm.relay.set_time(NOW + HOUR);
    sync(&deputy.door, realm.id, &realm.relay, &|| wrong(HOUR)).unwrap();
    assert!(deputy.open().time(wrong(HOUR)).is_exact());
    let deputy = reopen_at(deputy, wrong(2 * HOUR));
    assert_eq!(done_now(&deputy, episode, "D1-01", wrong(2 * HOUR)), Instant::exact(NOW + 2 * HOUR));
    let open = deputy.open();
    let history = open.record(episode).unwrap().history();
    let last = history.iter().max_by_key(|save| save.op().hlc).unwrap().op();
    assert_eq!(last.when, wrong(2 * HOUR), "the device's own clocks are kept as they were read");
    assert_eq!(last.server_time.map(|time| time.offset_ms), Some(DAY));
    assert!(last.seen.is_some_and(|head| head.size > 0), "nothing in the save is older than this tree");
}

#[test]
fn a_step_that_the_pack_no_longer_names_stays_in_the_record_and_more_can_be_saved_beside_it() {
    let (_, deputy, episode) = never_synced();
    done_now(&deputy, episode, "D1-01", later(HOUR, 0));
    let Device { place, door, _folder } = deputy;
    door.into_inner().unwrap().lock().unwrap();
    let rename = |text: &str| text.replace("D1-01", "D1-01b").replace(MEDICAL_NEED, "medical_need_then");
    let files = los_angeles().files().iter().map(|(name, text)| (name.clone(), rename(text))).collect();
    let renamed = Packs::of([Arc::new(Edition::of(files, &[]))]);
    let mut later_version = Notebook::unlock(&place, PIN, Packs::default(), random(), later(2 * HOUR, 0)).unwrap();
    // As on a device that never had the pack of the episode.
    later_version.packs = renamed;
    let plan = later_version.plan(episode, later(2 * HOUR, 0)).unwrap();
    assert_eq!(plan.unnamed.iter().map(|gone| gone.step.as_str()).collect::<Vec<_>>(), ["D1-01"]);
    let refused = later_version.step(episode, "D1-01", done(), later(2 * HOUR, 0)).unwrap_err();
    assert_eq!(refused.code(), "notebook.no-step");
    later_version.step(episode, "D1-02", done(), later(2 * HOUR, 0)).unwrap();
    let record = later_version.record(episode).unwrap();
    assert_eq!(record.marks("D1-01").len(), 1);
    assert_eq!(record.answers(MEDICAL_NEED).len(), 1, "an answer whose question is gone stays, too");
}

#[test]
fn due_times_are_those_of_this_persons_own_open_steps_each_once_and_go_when_they_are_done() {
    let (_, deputy, episode) = never_synced();
    let mut open = deputy.open();
    let at = later(HOUR, 0);
    let before = open.due_times(at);
    assert!(before.len() > 3 && before.is_sorted_by(|one, next| one < next), "{before:?}");
    let mine = |open: &Notebook, due: i64| -> Vec<String> {
        let pack = open.pack_of(episode).unwrap();
        let roles: Vec<&str> = pack.roles_of(AppRole::Deputy).collect();
        let plan = open.plan(episode, at).unwrap();
        let steps = plan.mine(&roles).into_iter().filter(|step| step.due_at().is_some_and(|at| at.ms == due));
        steps.map(|step| step.step.id.clone()).collect()
    };
    assert!(before.iter().all(|due| !mine(&open, *due).is_empty()), "nobody is reminded of what others do");
    for step in mine(&open, before[0]) {
        open.step(episode, &step, done(), at).unwrap();
    }
    assert!(!open.due_times(at).contains(&before[0]));
    let much_later = later(30 * DAY, 0);
    assert!(open.due_times(much_later).iter().any(|due| *due < NOW + DAY), "what is late is still to be done");
}
