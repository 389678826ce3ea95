//! Every shipped drill, played to its end over real notebooks and the server in memory.

use super::*;
use crate::drill::debrief::Outcome;
use crate::drill::script::Script;
use crate::drill::shipped::{DRILLS, Shipped};
use crate::protocol::condition::StepState;

fn needs() -> DrillNeeds {
    // Nobody signed these: a drill runs them all the same.
    DrillNeeds { packs: Packs::shipped(), random: random() }
}

fn script(drill: &Shipped, needs: &DrillNeeds) -> Script {
    drill.load(needs.packs.get(drill.pack).unwrap()).unwrap()
}

fn begin(folder: &std::path::Path, id: &str) -> (Drill, Mutex<Notebook>) {
    let needs = needs();
    let script = script(crate::drill::shipped::find(id).unwrap(), &needs);
    let (drill, notebook) = Drill::begin(&folder.join("drill"), script, &needs, now()).unwrap();
    (drill, Mutex::new(notebook))
}

// cjis:AT-2
#[test]
fn every_shipped_drill_can_be_played_to_its_end_and_says_something_good_in_both_languages() {
    for shipped in &DRILLS {
        let folder = tempfile::tempdir().unwrap();
        let (mut drill, door) = begin(folder.path(), shipped.id);
        let model = drill.script().model.clone();
        drill.play(&door, &model, now()).unwrap_or_else(|error| panic!("{}: {error}", shipped.id));
        let notebook = door.lock().unwrap();
        assert!(drill.is_over(&notebook, now()).unwrap(), "{}", shipped.id);
        assert_eq!(drill.guidance(&notebook, "en", now()).unwrap(), None, "{}: the model run does all", shipped.id);
        for language in ["en", "es"] {
            let heard = drill.heard(&notebook, language);
            assert!(heard.len() >= 4, "{}: {heard:?}", shipped.id);
            assert!(heard.iter().all(|one| !one.text.contains('{')), "{}: {heard:?}", shipped.id);
            assert!(heard.is_sorted_by_key(|one| one.at_ms));
        }
        assert_eq!(notebook.problems().unwrap(), [], "{}: everything of the others verified", shipped.id);
        let debrief = drill.debrief(&notebook, now()).unwrap();
        assert!(!debrief.well.is_empty(), "{}", shipped.id);
        assert_eq!(debrief.next_time, [], "{}: a model run needs no advice", shipped.id);
        assert_eq!(debrief.youths.len(), drill.script().youths.len());
        for youth in &debrief.youths {
            assert!(youth.handle.is_some(), "{}", shipped.id);
            assert!(youth.lines.iter().any(|line| line.mine && line.outcome.part() == 0), "{}", shipped.id);
            assert_eq!(youth.asked_twice, [], "{}", shipped.id);
        }
    }
}

#[test]
fn what_others_do_comes_from_devices_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let (mut drill, door) = begin(folder.path(), "planned-sting");
    let model = drill.script().model.clone();
    drill.play(&door, &model, now()).unwrap();
    let notebook = door.lock().unwrap();
    let first = drill.episodes(&notebook)["first"];
    let record = notebook.record(first).unwrap();
    let mark = &record.marks("M90-08")[0];
    assert_eq!(notebook.short_name(mark.save.person().unwrap()), Some("A. Okafor"));
    assert_ne!(mark.save.author(), notebook.seats[0].device());
    let history = record.history();
    let authors: BTreeSet<_> = history.iter().map(|save| save.author()).collect();
    assert!(authors.len() >= 4, "trainee, hotline, desk, advocate, worker: {}", authors.len());
    let kept = notebook.outgoing().unwrap().kept(history).unwrap();
    assert!(matches!(kept, Kept::OnServer { at_ms: Some(_) }), "{kept:?}");
}

#[test]
fn the_debrief_says_what_was_early_late_missed_and_ahead_and_who_did_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut drill, door) = begin(folder.path(), "planned-sting");
    // A trainee who does the beginning only, and asks the same question twice.
    let model: Vec<_> = drill.script().model.iter().take(5).cloned().collect();
    drill.play(&door, &model, now()).unwrap();
    let clock = drill.clock();
    let at = clock.lock().unwrap().now(now());
    let first = drill.episodes(&door.lock().unwrap())["first"];
    let early = Moment { wall_ms: at.wall_ms - 5_400_000, boot_ms: at.boot_ms - 5_400_000, ..at };
    let name = |name: &str| Answer::Given(Value::Text(name.into()));
    door.lock().unwrap().answer(first, "name_to_use", name("Sky"), early).unwrap();
    door.lock().unwrap().answer(first, "name_to_use", name("Sky"), at).unwrap();
    let notebook = door.lock().unwrap();
    let debrief = drill.debrief(&notebook, now()).unwrap();
    assert!(!debrief.next_time.is_empty());
    let youth = &debrief.youths[0];
    let line = |step: &str| youth.lines.iter().find(|line| line.step == step).unwrap_or_else(|| panic!("{step}"));
    assert!(matches!(line("ID-01").outcome, Outcome::Done { after_ms: Some(_) }) && line("ID-01").mine);
    assert!(matches!(line("ID-07").outcome, Outcome::Missed { .. }));
    assert!(matches!(line("H36-01").outcome, Outcome::Ahead { .. }));
    assert!(matches!(line("M90-08").outcome, Outcome::Early { .. }));
    assert!(!line("M90-08").mine);
    assert_eq!(Drill::name_of(&notebook, line("M90-08").by), Some("A. Okafor"));
    assert!(matches!(line("M90-09").outcome, Outcome::Late { .. }), "the worker was stuck: {:?}", line("M90-09"));
    let parts: Vec<u8> = youth.lines.iter().map(|line| line.outcome.part()).collect();
    assert!(parts.is_sorted(), "what went well first");
    assert_eq!(youth.asked_twice.len(), 1);
    assert_eq!((youth.asked_twice[0].field.as_str(), youth.asked_twice[0].answers.len()), ("name_to_use", 2));
}

#[test]
fn a_drill_goes_on_where_it_was_left_with_everything_that_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("drill");
    let (mut drill, door) = begin(folder.path(), "planned-sting");
    let model = drill.script().model.clone();
    let (before, after) = model.split_at(9);
    for deed in before {
        drill.let_pass(&door, drill.script().start_ms + deed.at_ms, now()).unwrap();
        drill.do_deed(&door, &deed.what, now()).unwrap();
    }
    let left_at = drill.clock().lock().unwrap().ms(now());
    let heard = drill.heard(&door.lock().unwrap(), "en");
    door.into_inner().unwrap().lock().unwrap();
    drill.leave(now()).unwrap();

    assert_eq!(Drill::waiting(&root).as_deref(), Some("planned-sting"));
    let needs = needs();
    let again = script(crate::drill::shipped::find("planned-sting").unwrap(), &needs);
    let (mut drill, notebook) = Drill::go_on(&root, again, &needs, now()).unwrap();
    assert_eq!(drill.clock().lock().unwrap().ms(now()), left_at, "no time has passed");
    assert!(!drill.clock().lock().unwrap().is_running());
    assert_eq!(drill.heard(&notebook, "en"), heard);
    assert_eq!(notebook.episodes().count(), 2);
    let door = Mutex::new(notebook);
    drill.play(&door, after, now()).unwrap();
    let notebook = door.lock().unwrap();
    let first = drill.episodes(&notebook)["first"];
    let plan = notebook.plan(first, drill.clock().lock().unwrap().now(now())).unwrap();
    assert_eq!(plan.step("M90-07").unwrap().state, StepState::Done);
    assert_eq!(plan.step("M90-09").unwrap().state, StepState::Done);
    assert_eq!(notebook.problems().unwrap(), []);
}

#[test]
fn a_drill_can_be_thrown_away_and_nothing_else_can() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("drill");
    let (drill, door) = begin(folder.path(), "planned-sting");
    drop((drill, door));
    throw_drill_away(&root).unwrap();
    assert!(!root.exists());
    assert_eq!(Drill::waiting(&root), None);
    throw_drill_away(&root).unwrap();

    let real = Device::new();
    let kept = real._folder.path().to_owned();
    assert_eq!(throw_drill_away(&kept).unwrap_err().code(), "notebook.profile-exists");
    let needs = needs();
    let over = script(&DRILLS[0], &needs);
    assert!(Drill::begin(&kept, over, &needs, now()).is_err(), "nor is a drill begun over a real notebook");
    let _real = real.reopen();
    let others = folder.path().join("photos");
    std::fs::create_dir_all(&others).unwrap();
    std::fs::write(others.join("a.txt"), b"somebody's").unwrap();
    assert!(throw_drill_away(&others).is_err());
    assert!(others.join("a.txt").exists());
}

#[test]
fn a_real_notebook_beside_a_drill_is_not_touched_by_it() {
    let real = Device::new();
    let root = real._folder.path().join("drill");
    let before = files_below(&real._folder.path().join("profiles"));
    let needs = needs();
    let (mut drill, notebook) = Drill::begin(&root, script(&DRILLS[0], &needs), &needs, now()).unwrap();
    let door = Mutex::new(notebook);
    let model = drill.script().model.clone();
    drill.play(&door, &model, now()).unwrap();
    assert_eq!(files_below(&real._folder.path().join("profiles")), before, "not a byte");
    assert_eq!(real.open().episodes().count(), 0);
    drop((drill, door));
    throw_drill_away(&root).unwrap();
    assert_eq!(files_below(&real._folder.path().join("profiles")), before);
}

fn files_below(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for item in std::fs::read_dir(folder).unwrap().flatten() {
        let path = item.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}
