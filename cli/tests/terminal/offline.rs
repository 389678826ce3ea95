//! Without a network: found, enrol by files, record offline, list; and what is refused.

use crate::county::SignedPack;
use crate::program::{PIN, done, refused, run};
use serde_json::Value;
use std::path::Path;

#[test]
fn a_realm_is_founded_a_second_device_joins_by_files_and_records_without_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let text = |name: &str| at(name).to_str().unwrap().to_owned();
    let (registrar, deputy) = (at("registrar"), at("deputy"));
    std::fs::write(at("passphrase"), "an invented passphrase\n").unwrap();
    done(&registrar, &["vault", "create", "--emulated-chip"]);
    done(&deputy, &["vault", "create", "--emulated-chip"]);

    let (out, passphrase) = (text("realm"), text("passphrase"));
    let founding =
        "realm init --demo --compartment OPS,LE --url http://127.0.0.1:1 --person R.Bell --short-name R.Bell";
    let mut founding: Vec<&str> = founding.split(' ').collect();
    founding.extend(["--name", "Demo County", "--out", &out, "--passphrase-file", &passphrase]);
    let signed = SignedPack::make(folder.path(), &registrar);
    founding.extend(signed.rules());
    let founded = done(&registrar, &founding);
    assert_eq!(founded["genesis"].as_str().unwrap().len(), 64);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(at("realm").join("server.realm")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "the server's secrets are for their owner alone");
    }
    refused(&run(&registrar, PIN, &founding, ""), 3, "cli.taken");
    done(&registrar, &["pack", "publish", signed.folder.to_str().unwrap(), "--signatures-only"]);

    let (request, answer) = (text("request"), text("answer"));
    let name = ["--name", "D. Rivera", "--short-name", "D. Rivera", "--agency", "Demo County"];
    let person = done(&registrar, &[&["person", "add"], &name[..]].concat())["person"].as_str().unwrap().to_owned();
    done(&deputy, &["device", "request", "--out", &request]);
    let role = "--role deputy --station harbor-demo --compartment OPS --right open,write --days 30";
    let given = ["device", "approve", "--request", &request, "--person", &person, "--out", &answer];
    let approved = done(&registrar, &given.into_iter().chain(role.split(' ')).collect::<Vec<_>>());
    let joined = done(&deputy, &["device", "accept", "--answer", &answer]);
    assert_eq!(joined["six_words"], approved["six_words"], "both people read the same words");

    let contact = ["contact", "new", "--station", "harbor-demo", "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    done(&deputy, &["answer", &handle, "language", "--declined"]);
    done(&deputy, &["step", &handle, "ID-01", "done"]);
    let listed = done(&deputy, &["list"]);
    let line = &listed["episodes"][0];
    assert_eq!((line["handle"].as_str(), line["only_here"].as_bool()), (Some(&*handle), Some(true)));
    let shown = done(&deputy, &["show", &handle]);
    assert_eq!(shown["answers"]["language"]["how"], "declined");
    let steps = shown["steps"].as_array().unwrap();
    assert_eq!(steps.iter().find(|step| step["step"] == "ID-01").unwrap()["state"], "done");

    refused(&run(&deputy, PIN, &["sync"], ""), 5, "relay.away");
    refused(&run(&deputy, PIN, &["show", "no such words"], ""), 7, "cli.no-such");
    refused(&run(&deputy, PIN, &["answer", &handle, "language", "?"], ""), 3, "answer.not_offered");
    refused(&run(&deputy, "11112222", &["list"], ""), 4, "unlock.wrong");
    assert_eq!(done(&deputy, &["list"]), listed, "a refusal changes nothing");

    let lines =
        "{\"do\":\"contact\",\"station\":\"harbor-demo\",\"pack\":\"los-angeles\"}\nnonsense\n{\"do\":\"lock\"}\n";
    let output = run(&deputy, PIN, &["script"], lines);
    let answers: Vec<Value> =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let oks: Vec<_> = answers.iter().map(|answer| answer["ok"].as_bool().unwrap()).collect();
    assert_eq!(oks, [true, false, true]);
    assert_eq!(done(&deputy, &["list"])["episodes"].as_array().unwrap().len(), 2);
    a_forgotten_pin_is_released(&registrar, &deputy, &at("code"));
}

/// The registrar reads a code back, and it works once.
fn a_forgotten_pin_is_released(registrar: &Path, deputy: &Path, code_file: &Path) {
    let locked = done(deputy, &["device", "release-request"])["request"].as_str().unwrap().to_owned();
    let open = ["device", "release", "--request", &locked];
    refused(&run(deputy, PIN, &open, ""), 3, "notebook.not-registrar");
    let code = done(registrar, &open);
    assert_eq!(code["person"], "D. Rivera");
    std::fs::write(code_file, code["release_code"].as_str().unwrap()).unwrap();
    let release = ["vault", "release", "--code-file", code_file.to_str().unwrap()];
    assert_eq!(run(deputy, "90817263", &release, "").status.code(), Some(0));
    refused(&run(deputy, PIN, &["list"], ""), 4, "unlock.wrong");
    assert_eq!(run(deputy, "90817263", &["list"], "").status.code(), Some(0));
    refused(&run(deputy, PIN, &release, ""), 4, "unlock.wrong");
}

#[test]
fn where_no_vault_is_and_where_one_is_already_the_exit_code_tells() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault");
    refused(&run(&vault, PIN, &["list"], ""), 7, "notebook.no-profile");
    refused(&run(&vault, PIN, &["vault", "create"], ""), 3, "secret.short");
    refused(&run(&vault, "Sunshine Princess", &["vault", "create"], ""), 3, "secret.common");
    refused(&run(&vault, "12345678", &["vault", "create", "--emulated-chip"], ""), 3, "secret.common");
    done(&vault, &["vault", "create", "--emulated-chip"]);
    refused(&run(&vault, PIN, &["vault", "create", "--emulated-chip"], ""), 3, "notebook.profile-exists");
    assert_eq!(run(&vault, PIN, &["dance"], "").status.code(), Some(2));
}

#[test]
fn a_broken_pack_is_refused_with_its_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocols/washington");
    for file in std::fs::read_dir(&shipped).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let is_steps = path.ends_with("steps.toml");
        let text = if is_steps { text.replacen("kind = \"", "kind = \"x", 1) } else { text };
        std::fs::write(folder.path().join(path.file_name().unwrap()), text).unwrap();
    }
    let whole = run(folder.path(), PIN, &["pack", "check", shipped.to_str().unwrap()], "");
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stdout));
    let broken = run(folder.path(), PIN, &["pack", "check", folder.path().to_str().unwrap()], "");
    refused(&broken, 3, "pack.refused");
    let said: Value = serde_json::from_slice(&broken.stdout).unwrap();
    assert_eq!(said["mistakes"][0]["file"], "steps.toml");
    assert!(said["mistakes"][0]["line"].as_u64().unwrap() > 0);
}

#[test]
fn an_item_is_put_on_a_list_answered_and_taken_off_and_every_own_signature_holds() {
    let county = crate::county::County::found("http://127.0.0.1:1", "OPS,LE");
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --days 30");
    let contact = ["contact", "new", "--station", "harbor-demo", "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    let list = ["item", &handle, "exploiter_info"];
    assert_eq!(done(&deputy, &list)["items"], serde_json::json!([]));
    let added = done(&deputy, &[&list[..], &["--add"]].concat());
    let item = added["items"][0]["item"].as_str().unwrap().to_owned();
    done(&deputy, &["answer", &handle, &format!("exploiter_plate@{item}"), "7ABC"]);
    refused(&run(&deputy, PIN, &[&list[..], &["--remove", "9"]].concat(), ""), 7, "cli.no-such");
    assert_eq!(done(&deputy, &list)["items"][0]["number"], 1, "a refusal changes nothing");
    assert_eq!(done(&deputy, &[&list[..], &["--remove", "1"]].concat())["items"], serde_json::json!([]));

    let checked = done(&deputy, &["vault", "check"]);
    let signatures = &checked["signatures"][0];
    assert!(signatures["good"].as_u64().unwrap() >= 5, "{checked}");
    assert_eq!(signatures["proven_by_later"], serde_json::json!([]));
}

#[test]
fn a_pack_that_is_not_ready_is_neither_passed_nor_signed_and_each_lack_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocols/washington");
    let pack = folder.path().join("washington");
    std::fs::create_dir(&pack).unwrap();
    for path in std::fs::read_dir(&shipped).unwrap().map(|file| file.unwrap().path()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let hard = "Prior notification of the appropriate jurisdictional authority is required before any investigative interview.";
        let text = text
            .replace("do = \"Write the finding and the services offered into the case.\"", &format!("do = \"{hard}\""));
        std::fs::write(pack.join(path.file_name().unwrap()), text).unwrap();
    }
    let pack = pack.to_str().unwrap();
    let checked = run(folder.path(), PIN, &["pack", "check", pack], "");
    refused(&checked, 3, "pack.not-ready");
    let said: Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert!(said["what"].as_str().unwrap().contains("step WA-D3 is read in grade"), "{said}");
    let (key, passphrase) = (folder.path().join("author.key"), folder.path().join("passphrase"));
    let make = ["pack", "key", "--out", key.to_str().unwrap(), "--passphrase-file", passphrase.to_str().unwrap()];
    std::fs::write(&passphrase, "Deputy Sheriff 2026\n").unwrap();
    refused(&run(folder.path(), PIN, &make, ""), 3, "secret.common");
    assert!(!key.exists());
    std::fs::write(&passphrase, "an invented passphrase\n").unwrap();
    let (key, passphrase) = (key.to_str().unwrap(), passphrase.to_str().unwrap());
    done(folder.path(), &["pack", "key", "--out", key, "--passphrase-file", passphrase]);
    let sign = ["pack", "sign", pack, "--as", "author", "--key", key, "--until", "2099-12-31"];
    refused(
        &run(folder.path(), PIN, &[&sign[..], &["--passphrase-file", passphrase]].concat(), ""),
        3,
        "pack.not-ready",
    );
}

#[test]
fn an_episode_is_shown_what_another_version_changes_moved_and_moved_back() {
    let county = crate::county::County::found("http://127.0.0.1:1", "OPS,LE");
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --days 30");
    let contact = ["contact", "new", "--station", "harbor-demo", "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    assert_eq!(done(&deputy, &["pack", "move", &handle])["versions"], serde_json::json!([]));
    let sooner = [
        ("steps.toml", "due = \"PT5M\"", "due = \"PT4M\""),
        ("scenarios.toml", "\"ID-02\" = \"+PT5M\"", "\"ID-02\" = \"+PT4M\""),
    ];
    let newer = county.next_version("2027.1", &sooner);
    let newer = newer.to_str().unwrap();
    let diff = done(&deputy, &["pack", "diff", "los-angeles", newer]);
    assert_eq!(diff["difference"]["steps_changed"][0]["what"], serde_json::json!(["due"]), "{diff}");
    done(&deputy, &["pack", "install", newer]);
    let shown = done(&deputy, &["pack", "move", &handle, "2027.1"]);
    assert_eq!((shown["moved"].as_bool(), shown["due_moves"].as_u64() > Some(0)), (Some(false), true), "{shown}");
    assert_eq!(done(&deputy, &["pack", "move", &handle])["version"], "2026.1", "looking moves nothing");
    done(&deputy, &["pack", "move", &handle, "2027.1", "--yes"]);
    let there = done(&deputy, &["pack", "move", &handle]);
    assert_eq!((there["version"].as_str(), there["versions"][0]["was_here"].as_bool()), (Some("2027.1"), Some(true)));
    done(&deputy, &["pack", "move", &handle, "2026.1", "--yes"]);
    let back = done(&deputy, &["pack", "move", &handle]);
    assert_eq!((back["version"].as_str(), back["moves"].as_u64()), (Some("2026.1"), Some(2)), "both moves are kept");
    refused(&run(&deputy, PIN, &["pack", "move", &handle, "1999.1"], ""), 7, "cli.no-such");
}
