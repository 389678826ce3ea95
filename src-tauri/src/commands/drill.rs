//! Drills: the list, opening one, its clock, a call that reaches nobody, the debrief, throwing it away.

use super::TheDesk;
use super::unlock::where_it_stands;
use crate::desk::{Desk, packs, random};
use crate::look::letters;
use crate::shown::drill;
use crate::trouble;
use crate::view::{
    DrillCall, DrillDebrief, DrillLine, DrillList, DrillMark, DrillOpen, DrillRun, DrillView, Status, Trouble,
};
use first72_core::drill::Script;
use first72_core::drill::shipped::{self, DRILLS, Shipped};
use first72_core::moment::Moment;
use first72_core::notebook::{Drill, DrillNeeds, Notebook, NotebookError, Packs, throw_drill_away};

#[tauri::command(async)]
pub(super) fn drill_list(desk: TheDesk<'_>) -> Result<DrillList, Trouble> {
    list(&desk)
}

/// Begins a drill, or goes on with it. What is open closes first, a real notebook as well.
#[tauri::command(async)]
pub(super) fn drill_open(desk: TheDesk<'_>, ask: DrillOpen) -> Result<Status, Trouble> {
    open(&desk, &ask)?;
    where_it_stands(&desk)
}

fn open(desk: &Desk, ask: &DrillOpen) -> Result<(), Trouble> {
    let shipped = shipped::find(&ask.drill).ok_or_else(trouble::unreadable)?;
    let needs = DrillNeeds { packs: packs(), random: random() };
    let script = script(shipped, &needs.packs)?;
    desk.put_away();
    let (root, real) = (desk.drill_root(), Moment::read());
    let waits = Drill::waiting(&root).is_some_and(|waiting| waiting == ask.drill);
    let begin = if waits && !ask.anew { Drill::go_on } else { Drill::begin };
    let (drill, notebook) = begin(&root, script, &needs, real)?;
    desk.drilling.take(drill);
    desk.take(notebook, Moment::read());
    Ok(())
}

#[tauri::command(async)]
pub(super) fn drill_view(desk: TheDesk<'_>) -> Result<DrillView, Trouble> {
    look(&desk, |_, _, _| Ok(()))
}

#[tauri::command(async)]
pub(super) fn drill_run(desk: TheDesk<'_>, ask: DrillRun) -> Result<DrillView, Trouble> {
    view(&desk, |drill, _, real| drill.run(ask.running, real))
}

#[tauri::command(async)]
pub(super) fn drill_skip(desk: TheDesk<'_>) -> Result<DrillView, Trouble> {
    view(&desk, |drill, notebook, real| drill.skip(notebook, real).map(drop))
}

#[tauri::command(async)]
pub(super) fn drill_call(desk: TheDesk<'_>, ask: DrillCall) -> Result<DrillView, Trouble> {
    view(&desk, |drill, _, real| drill.call(&ask.contact, real))
}

/// A call that was begun on the screens of an episode is heard in the story. It is kept already, so that a story which
/// cannot be moved on is no trouble of the call.
pub(super) fn called(desk: &Desk, contact: &str) {
    if let Err(trouble) = view(desk, |drill, _, real| drill.call(contact, real)) {
        tracing::info!(code = trouble.code, "a call was not heard in the drill");
    }
}

#[tauri::command(async)]
pub(super) fn drill_debrief(desk: TheDesk<'_>) -> Result<DrillDebrief, Trouble> {
    let language = letters(desk.settings().language);
    let mut drill = desk.drilling.hold();
    let open = drill.get()?;
    let real = Moment::read();
    desk.with(|notebook, _| drill::debrief(open, notebook, language, real))
}

/// Closes the drill; it can be gone on with.
#[tauri::command(async)]
pub(super) fn drill_close(desk: TheDesk<'_>) -> Result<Status, Trouble> {
    desk.put_away();
    where_it_stands(&desk)
}

#[tauri::command(async)]
pub(super) fn drill_throw_away(desk: TheDesk<'_>) -> Result<DrillList, Trouble> {
    if desk.drilling.is_open() {
        desk.put_away();
    }
    throw_drill_away(&desk.drill_root())?;
    list(&desk)
}

/// That a drill is open, for every screen.
pub(super) fn mark(desk: &Desk) -> Option<DrillMark> {
    let pace = desk.drilling.pace()?;
    let (drill, title) = desk.drilling.called(letters(desk.settings().language))?;
    Some(DrillMark { drill, title, pace })
}

/// Does something with the open drill and shows it as it stands then; what follows from it comes at once.
fn view(
    desk: &Desk,
    work: impl FnOnce(&mut Drill, &Notebook, Moment) -> Result<(), NotebookError>,
) -> Result<DrillView, Trouble> {
    let shown = look(desk, work)?;
    desk.drilling.wake();
    Ok(shown)
}

/// As [`view`], and nothing follows: the screens look whenever they are told of a change, so a look that told of one would
/// go round in circles.
fn look(
    desk: &Desk,
    work: impl FnOnce(&mut Drill, &Notebook, Moment) -> Result<(), NotebookError>,
) -> Result<DrillView, Trouble> {
    let language = letters(desk.settings().language);
    let mut drill = desk.drilling.hold();
    let open = drill.get()?;
    let real = Moment::read();
    desk.with(|notebook, _| {
        work(open, notebook, real)?;
        drill::view(open, notebook, language, real)
    })
}

fn list(desk: &Desk) -> Result<DrillList, Trouble> {
    let (packs, language) = (packs(), letters(desk.settings().language));
    let waiting = Drill::waiting(&desk.drill_root());
    let line = |shipped: &Shipped| {
        let script = script(shipped, &packs)?;
        Ok(DrillLine {
            title: script.title.of(language).to_owned(),
            about: script.about.of(language).to_owned(),
            waiting: waiting.as_deref() == Some(shipped.id),
            drill: script.id,
        })
    };
    Ok(DrillList { drills: DRILLS.iter().map(line).collect::<Result<_, Trouble>>()? })
}

fn script(shipped: &Shipped, packs: &Packs) -> Result<Script, Trouble> {
    let pack = packs.get(shipped.pack).ok_or_else(|| trouble::coded("notebook.no-pack"))?;
    shipped.load(pack).map_err(|errors| trouble::coded(errors.code()))
}

/// A desk with the first drill open, for tests of what a screen is shown.
#[cfg(test)]
pub(crate) fn in_a_drill(work: impl FnOnce(&Desk)) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    open(&desk, &DrillOpen { drill: "planned-sting".into(), anew: true }).unwrap();
    work(&desk);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drilling;
    use crate::syncing;
    use crate::view::DrillPlace;
    use first72_core::notebook::{Chip, Place};
    use std::path::{Path, PathBuf};

    const PIN: &[u8] = b"25801470";

    fn ask(anew: bool) -> DrillOpen {
        DrillOpen { drill: "planned-sting".into(), anew }
    }

    fn real(root: &Path) -> Notebook {
        let place = Place::new(root, Chip::Emulated).unwrap();
        Notebook::create(&place, PIN, packs(), random(), Moment::read()).unwrap().0
    }

    fn shown(desk: &Desk) -> DrillView {
        look(desk, |_, _, _| Ok(())).unwrap()
    }

    fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
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

    #[test]
    fn a_look_at_a_drill_changes_nothing_and_tells_of_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        let woken = desk.drilling.overheard();
        open(&desk, &ask(true)).unwrap();
        while woken.try_recv().is_ok() {}
        look(&desk, |_, _, _| Ok(())).unwrap();
        assert!(woken.try_recv().is_err(), "every screen looks when it is told: it would be told again");
        view(&desk, |drill, _, real| drill.run(true, real)).unwrap();
        assert!(woken.try_recv().is_ok());
    }

    #[test]
    fn opening_a_drill_closes_the_real_notebook_and_opening_that_closes_the_drill() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        desk.take(real(folder.path()), Moment::read());
        open(&desk, &ask(true)).unwrap();
        assert!(desk.with(|notebook, _| Ok(notebook.is_drill())).unwrap());
        let before = files_below(&folder.path().join("profiles"));
        view(&desk, |drill, _, real| drill.call("cph", real)).unwrap();
        drilling::pulse(&desk);
        assert!(shown(&desk).guide.is_some());
        assert_eq!(files_below(&folder.path().join("profiles")), before, "not a byte of the real notebook");

        let opened = Notebook::unlock(&desk.place().unwrap(), PIN, packs(), random(), Moment::read()).unwrap();
        super::super::unlock::outcome(&desk, Ok(opened)).unwrap();
        assert!(!desk.drilling.is_open());
        assert!(!desk.with(|notebook, _| Ok(notebook.is_drill())).unwrap());
        assert!(view(&desk, |_, _, _| Ok(())).is_err_and(|trouble| trouble.code == "shell.locked"));
    }

    #[test]
    fn a_drills_time_is_its_own_and_stands_still_while_something_else_is_in_front() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        open(&desk, &ask(true)).unwrap();
        let first = shown(&desk);
        assert_eq!((first.begun, first.pace, first.full_pace), (false, 0, 10));
        assert_eq!(desk.now().wall_ms, first.now_ms);
        let going = view(&desk, |drill, _, real| drill.run(true, real)).unwrap();
        assert_eq!((going.begun, going.pace), (true, 10));
        desk.put_behind(true, Moment::read());
        assert_eq!(shown(&desk).pace, 0);
        assert!(desk.drilling.is_open(), "and nothing was closed");
        assert!(desk.put_away());
        assert!((desk.now().wall_ms - Moment::read().wall_ms).abs() < 60_000, "the real time again");
    }

    #[test]
    fn what_the_trainee_saves_reaches_the_drills_server_and_what_others_save_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        open(&desk, &ask(true)).unwrap();
        let done = |deed: &first72_core::drill::script::TraineeDeed| {
            let real = Moment::read();
            let notebook = desk.notebook(real).unwrap();
            let mut drill = desk.drilling.hold();
            drill.get().unwrap().do_deed(&notebook, deed, real).unwrap();
        };
        let first =
            first72_core::drill::script::TraineeDeed::Open { youth: "first".into(), medical: "none_seen".into() };
        done(&first);
        syncing::all(&desk).unwrap();
        let state = desk.with(|notebook, _| Ok(notebook.sync_state()?)).unwrap();
        assert_eq!((state[0].outbox.waiting, state[0].stopped_by.as_deref()), (0, None), "{state:?}");

        view(&desk, |drill, _, real| drill.call("cph", real)).unwrap();
        assert!(drilling::pulse(&desk), "the hotline answers");
        let heard = shown(&desk).heard;
        assert!(heard[0].text.contains("7001 2026 0306 0000 015"), "{heard:?}");
        for _ in 0..2 {
            view(&desk, |drill, notebook, real| drill.skip(notebook, real).map(drop)).unwrap();
            let (real, mut drill) = (Moment::read(), desk.drilling.hold());
            let happened = drill.get().unwrap().tick(&desk.notebook(real).unwrap(), real).unwrap();
            assert_eq!(happened, 1);
        }
        let states = desk
            .with(|notebook, now| {
                let episode = notebook.episodes().next().unwrap();
                let plan = notebook.plan(episode, now)?;
                Ok(plan.step("M90-03").map(|step| step.state))
            })
            .unwrap();
        assert_eq!(states, Some(first72_core::protocol::condition::StepState::Done), "by the hotline's own device");
        assert!(matches!(shown(&desk).guide.unwrap().go, Some(DrillPlace::Step { .. })));
    }

    #[test]
    fn a_call_on_the_screens_of_a_drill_is_answered_by_the_story_and_no_telephone_rings() {
        use crate::view::{CallBegin, NumberUse};
        use first72_core::drill::script::TraineeDeed;
        use std::sync::Arc;
        use std::sync::atomic::{AtomicU32, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        let rung = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&rung);
        desk.install(Box::new(move |_| counted.fetch_add(1, Ordering::Relaxed) < u32::MAX));
        open(&desk, &ask(true)).unwrap();
        let real = Moment::read();
        let opens = TraineeDeed::Open { youth: "first".into(), medical: "none_seen".into() };
        desk.drilling.hold().get().unwrap().do_deed(&desk.notebook(real).unwrap(), &opens, real).unwrap();
        let episode = desk.with(|notebook, _| Ok(notebook.episodes().next().unwrap().to_string())).unwrap();
        let call = CallBegin { episode, step: Some("M90-01".into()), contact: "cph".into(), usage: NumberUse::Call };
        let page = super::super::call::begin(&desk, &call).unwrap();
        assert!(!page.can_dial && page.calls.len() == 1, "the call is kept as every call is");
        let results: Vec<&str> = page.results.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(
            results,
            ["answered", "no_answer", "busy", "voicemail", "wrong_number"],
            "one tap says what came of it"
        );
        drilling::pulse(&desk);
        assert!(shown(&desk).heard[0].text.contains("7001 2026 0306 0000 015"), "the hotline answers");
        assert!(!desk.dial("tel:8005404000"));
        assert_eq!(rung.load(Ordering::Relaxed), 0, "nobody real was called");
        desk.put_away();
        assert!(desk.can_dial() && desk.dial("tel:8005404000"), "outside of a drill it rings");
    }

    #[test]
    fn a_drill_that_was_left_waits_in_the_list_and_can_be_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        let waiting = |desk: &Desk| list(desk).unwrap().drills.iter().filter(|line| line.waiting).count();
        assert_eq!(waiting(&desk), 0);
        open(&desk, &ask(true)).unwrap();
        view(&desk, |drill, notebook, real| drill.skip(notebook, real).map(drop)).unwrap();
        desk.put_away();
        assert_eq!(waiting(&desk), 1);
        open(&desk, &ask(false)).unwrap();
        desk.put_away();
        throw_drill_away(&desk.drill_root()).unwrap();
        assert_eq!(waiting(&desk), 0);
        assert!(list(&desk).unwrap().drills.len() >= 4);
    }
}
