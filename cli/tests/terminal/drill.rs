//! Drills at the terminal: listed, checked, and played to the debrief without a vault or a secret.

use crate::program::{command, done, refused, run_with};
use serde_json::Value;
use std::path::Path;

fn drill(arguments: &[&str]) -> Value {
    done(Path::new("no-vault-is-needed"), arguments)
}

#[test]
fn every_drill_is_played_to_its_end_and_debriefed_in_both_languages() {
    let listed = drill(&["drill", "list"]);
    let drills = listed["drills"].as_array().unwrap();
    assert!(!drills.is_empty());
    for one in drills {
        let id = one["id"].as_str().unwrap();
        let [english, spanish] = ["en", "es"].map(|language| drill(&["drill", "play", id, "--language", language]));
        for played in [&english, &spanish] {
            let debrief = &played["debrief"];
            assert!(!debrief["well"].as_array().unwrap().is_empty(), "{id}");
            assert!(debrief["next_time"].as_array().unwrap().is_empty(), "{id}: the model run");
            for youth in debrief["youths"].as_array().unwrap() {
                let steps = youth["steps"].as_array().unwrap();
                let mine: Vec<&Value> = steps.iter().filter(|step| step["mine"] == true).collect();
                assert!(mine.len() > 10, "{id}");
                assert!(mine.iter().all(|step| !step["title"].as_str().unwrap().is_empty()));
                assert!(youth["handle"].is_string());
            }
        }
        assert_ne!(english["title"], spanish["title"]);
        assert_ne!(english["heard"][0]["text"], spanish["heard"][0]["text"]);
        assert_ne!(english["debrief"]["well"], spanish["debrief"]["well"]);
    }
}

#[test]
fn a_run_of_ones_own_is_debriefed_by_what_was_done_and_the_drill_can_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let run = folder.path().join("run.toml");
    std::fs::write(&run, "[[model]]\nat = \"PT1M\"\nopen = \"first\"\n\n[[model]]\nat = \"PT9M\"\nstep = \"ID-07\"\n")
        .unwrap();
    let (run, kept) = (run.to_str().unwrap(), folder.path().join("drill"));
    let played = drill(&[
        "drill",
        "play",
        "planned-sting",
        "--run",
        run,
        "--folder",
        kept.to_str().unwrap(),
        "--language",
        "en",
    ]);
    let youth = &played["debrief"]["youths"][0];
    let step = |id: &str| youth["steps"].as_array().unwrap().iter().find(|step| step["step"] == id).unwrap().clone();
    assert_eq!((step("ID-07")["outcome"].as_str(), step("ID-07")["minutes"].as_i64()), (Some("early"), Some(7)));
    assert_eq!(step("ID-08")["outcome"], "missed");
    assert_eq!(played["debrief"]["youths"][1]["handle"], Value::Null);
    assert!(played["debrief"]["next_time"].as_array().unwrap().len() > 1);
    assert!(kept.join("run.json").is_file());
    let vault = Path::new("none");
    std::fs::write(folder.path().join("wrong.toml"), "[[model]]\nat = \"PT1M\"\nstep = \"ID-99\"\n").unwrap();
    let wrong = folder.path().join("wrong.toml");
    let wrong = command(vault, &["drill", "play", "planned-sting", "--run", wrong.to_str().unwrap()]);
    let wrong = run_with(wrong, "");
    refused(&wrong, 3, "drill.script");
    let said: Value = serde_json::from_slice(&wrong.stdout).unwrap();
    assert_eq!(
        (said["mistakes"][0]["line"].as_i64(), said["mistakes"][0]["code"].as_str()),
        (Some(3), Some("script.not_listed"))
    );
    refused(&run_with(command(vault, &["drill", "play", "moon-landing"]), ""), 7, "cli.no-such");
}

#[test]
fn scripts_are_checked_and_each_mistake_is_named() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drills/los-angeles/planned-sting.toml");
    let checked = drill(&["drill", "check", shipped.to_str().unwrap()]);
    assert_eq!(checked["drills"][0]["id"], "planned-sting");
    let folder = tempfile::tempdir().unwrap();
    let spoiled = folder.path().join("spoiled.toml");
    let text = std::fs::read_to_string(shipped).unwrap().replacen("pace = 10", "pace = 0", 1);
    std::fs::write(&spoiled, text).unwrap();
    let output = run_with(command(Path::new("none"), &["drill", "check", spoiled.to_str().unwrap()]), "");
    refused(&output, 3, "drill.script");
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["mistakes"][0]["code"], "script.bounds");
}
