//! Killed while a vault is made, is opened, or joins a realm: the same command, typed again, brings it to its end.

use super::Night;
use super::chance::Chance;
use crate::county::County;
use crate::program::{command, done, run_with};
use serde_json::Value;
use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

const KILLS_WHILE_MAKING: usize = 10;
const KILLS_WHILE_OPENING: usize = 20;
const KILLS_WHILE_JOINING: usize = 8;

/// Every file below a folder, with its length and the time of its last change.
type Files = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    for item in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        // A file may go away between being listed and being looked at.
        let Ok(about) = item.metadata() else { continue };
        if about.is_dir() {
            found.extend(files(&item.path()));
        }
        found.insert(item.path(), (about.len(), about.modified().ok()));
    }
    found
}

/// Runs a program and kills it once it has changed the files of a folder so many times.
/// Returns how many changes were seen, and whether it was killed.
fn kill_after(changes: usize, folder: &Path, mut program: Command) -> (usize, bool) {
    let mut seen = files(folder);
    let mut child = program.spawn().unwrap();
    let mut count = 0;
    while count < changes && child.try_wait().unwrap().is_none() {
        let now = files(folder);
        count += usize::from(now != seen);
        seen = now;
    }
    // It may have ended by itself in this very moment.
    let _ = child.kill();
    (count, child.wait().unwrap().signal().is_some())
}

/// What the program says, whether it succeeds or not.
fn said(command: Command) -> Value {
    serde_json::from_slice(&run_with(command, "").stdout).unwrap()
}

#[test]
fn a_vault_whose_making_was_killed_is_made_by_the_next_try() {
    let folder = tempfile::tempdir().unwrap();
    let making = |vault: &Path| command(vault, &["vault", "create", "--emulated-chip"]);
    let whole = folder.path().join("whole");
    let (changes, killed) = kill_after(usize::MAX, &whole, making(&whole));
    assert!(!killed && changes > 5, "{changes} changes were seen");
    let mut chance = Chance::from_seed(1);
    for life in 0..KILLS_WHILE_MAKING {
        let vault = folder.path().join(life.to_string());
        kill_after(1 + chance.below(changes), &vault, making(&vault));
        let again = said(making(&vault));
        let made = again["ok"] == true || again["code"] == "notebook.profile-exists";
        assert!(made, "{again}");
        assert_eq!(done(&vault, &["vault", "check"])["set_aside"], Value::Null);
    }
}

#[test]
fn a_vault_whose_opening_was_killed_opens_the_next_time_with_everything() {
    let mut night = Night::begin(7);
    let mut victim = night.revive();
    night.save(5, &mut victim);
    night.kill(victim);
    let vault = night.victim.clone();
    let opening = || command(&vault, &["list"]);
    let (changes, killed) = kill_after(usize::MAX, &vault, opening());
    assert!(!killed && changes > 3, "{changes} changes were seen");
    let mut kills = 0;
    while kills < KILLS_WHILE_OPENING {
        let (_, killed) = kill_after(1 + night.chance.below(changes), &vault, opening());
        kills += usize::from(killed);
        // An opening that was cut short counts as a miss until one succeeds: so one does, and is killed at work.
        let mut victim = night.revive();
        night.save(1, &mut victim);
        night.ask_for(1, &mut victim);
        night.kill(victim);
    }
    night.end();
}

#[test]
fn a_device_whose_joining_was_killed_joins_by_the_same_answer() {
    let county = County::found("http://127.0.0.1:1", "OPS,LE");
    let joining =
        |device: &Path, answer: &Path| command(device, &["device", "accept", "--answer", answer.to_str().unwrap()]);
    let (device, answer) = county.approve("whole", "--role deputy --compartment OPS");
    let (changes, killed) = kill_after(usize::MAX, &device, joining(&device, &answer));
    assert!(!killed && changes > 3, "{changes} changes were seen");
    let mut chance = Chance::from_seed(3);
    for life in 0..KILLS_WHILE_JOINING {
        let (device, answer) = county.approve(&life.to_string(), "--role deputy --compartment OPS");
        kill_after(1 + chance.below(changes), &device, joining(&device, &answer));
        let again = said(joining(&device, &answer));
        assert!(again["ok"] == true || again["code"] == "notebook.already-enrolled", "{again}");
        let check = done(&device, &["vault", "check"]);
        assert_eq!((check["realms"].as_array().unwrap().len(), &check["problems"]), (1, &0.into()), "{check}");
        let contact = ["contact", "new", "--station", crate::county::STATION, "--pack", "los-angeles"];
        done(&device, &contact);
        let asked = std::fs::read_to_string(county.at(&format!("{life}.request"))).unwrap();
        let next = done(&device, &["device", "request"]);
        assert_ne!(next["request"], asked, "the keys of one realm are never offered to another");
    }
}
