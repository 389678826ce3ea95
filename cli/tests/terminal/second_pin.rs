//! A second secret at the terminal: what whoever forces it sees, and the way back.

use crate::county::County;
use crate::program::{PIN, done, refused, run};
use crate::servers::free_address;
use serde_json::Value;
use std::path::Path;

const SECOND: &str = "37410958";

fn said(vault: &Path, secret: &str, arguments: &[&str]) -> Value {
    let output = run(vault, secret, arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice(&output.stdout).unwrap()
}

// masvs:AUTH-2
#[test]
fn whoever_forces_the_second_secret_finds_training_records_and_a_release_brings_back_the_own_ones() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE");
    let server = county.server();
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --days 30");
    let contact = ["contact", "new", "--station", "harbor-demo", "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    let second = county.at("second");
    std::fs::write(&second, format!("{SECOND}\n")).unwrap();
    let set = ["vault", "second-pin", "--second-file", second.to_str().unwrap()];
    refused(&run(&deputy, PIN, &set, ""), 3, "notebook.not-offered");

    let (root, passphrase) = (county.at("realm/root.sealed"), county.at("passphrase"));
    let policy = ["realm", "policy", "--second-pin", "on", "--root-file", root.to_str().unwrap()];
    let policy = [&policy[..], &["--passphrase-file", passphrase.to_str().unwrap()]].concat();
    done(&county.registrar, &["sync"]);
    assert_eq!(done(&county.registrar, &policy)["policy"]["second_pin"], true);
    done(&county.registrar, &["sync"]);
    done(&deputy, &["sync"]);
    done(&deputy, &set);

    let shown = said(&deputy, SECOND, &["list"]);
    let listed = shown["episodes"].as_array().unwrap();
    assert!(listed.len() >= 4, "{shown}");
    assert!(listed.iter().all(|episode| episode["handle"] != handle.as_str()), "{shown}");
    refused(&run(&deputy, SECOND, &["sync"], ""), 5, "relay.away");
    refused(&run(&deputy, PIN, &["list"], ""), 4, "unlock.wrong");

    let locked = done_without_secret(&deputy);
    let code = done(&county.registrar, &["device", "release", "--request", &locked]);
    let code_file = county.at("code");
    std::fs::write(&code_file, code["release_code"].as_str().unwrap()).unwrap();
    let release = ["vault", "release", "--code-file", code_file.to_str().unwrap()];
    assert_eq!(run(&deputy, "90817263", &release, "").status.code(), Some(0));
    let own = said(&deputy, "90817263", &["list"]);
    assert_eq!(own["episodes"].as_array().unwrap().len(), 1);
    assert_eq!(own["episodes"][0]["handle"], handle.as_str());
    drop(server);
}

fn done_without_secret(vault: &Path) -> String {
    done(vault, &["device", "release-request"])["request"].as_str().unwrap().to_owned()
}
