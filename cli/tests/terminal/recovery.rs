//! Every phone is gone: two custodians' sheets bring a class of content back, and the root makes a new key.

use crate::county::{County, STATION};
use crate::program::{PIN, done, refused, run};
use std::net::TcpListener;
use std::path::Path;

const DEPUTY: &str = "--role deputy --compartment OPS,LE --days 30";

fn device_of(registrar: &Path, name: &str) -> String {
    let people = done(registrar, &["person", "list"]);
    let people = people["people"].as_array().unwrap();
    let person = people.iter().find(|person| person["short_name"] == name).unwrap();
    person["devices"][0]["device"].as_str().unwrap().to_owned()
}

#[test]
fn two_sheets_bring_a_lost_phones_episodes_back_and_the_root_makes_a_new_key() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let county = County::found(&format!("http://{address}"), "OPS,LE");
    let server = county.server();
    let at = |name: &str| county.at(name).to_str().unwrap().to_owned();
    let registrar = county.registrar.clone();
    let passphrase = at("passphrase");
    let shares = ["recovery", "share", "--compartment", "OPS", "--shares", "2-of-3", "--passphrase-file", &passphrase];
    let (file, out) = (at("realm/recovery-OPS.sealed"), at("sheets"));
    let made = done(&registrar, &[&shares[..], &["--recovery-file", &file, "--out", &out]].concat());
    assert_eq!(made["files"].as_array().unwrap().len(), 3);
    let (other, never) = (at("realm/recovery-LE.sealed"), at("never"));
    let wrong = [&shares[..], &["--recovery-file", &other, "--out", &never]].concat();
    refused(&run(&registrar, PIN, &wrong, ""), 2, "cli.argument");

    let deputy = county.enrol("deputy", DEPUTY);
    done(&registrar, &["sync"]);
    let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    done(&deputy, &["answer", &handle, "language", "--declined"]);
    done(&deputy, &["sync"]);
    done(&registrar, &["device", "end", &device_of(&registrar, "deputy"), "--reason", "lost", "--wipe"]);

    let phone = county.enrol("phone", DEPUTY);
    done(&registrar, &["sync"]);
    let sheet = |number: u8| at(&format!("sheets/share-OPS-{number}-of-3.txt"));
    let (first, third) = (sheet(1), sheet(3));
    let open = ["recovery", "use", "--share-file", &first, "--share-file", &third];
    refused(&run(&phone, PIN, &open, ""), 3, "recovery.none-open");
    let device = device_of(&registrar, "phone");
    let announce = ["recovery", "open", "--compartment", "OPS", "--device", &device, "--custodian", "A. Invented"];
    done(&registrar, &[&announce[..], &["--reason", "The phone was lost."]].concat());
    done(&registrar, &["sync"]);
    refused(&run(&phone, PIN, &open[..4], ""), 3, "share.too-few");
    let recovered = done(&phone, &open);
    assert!(recovered["keys"].as_u64().unwrap() >= 1, "{recovered}");
    let shown = done(&phone, &["show", &handle]);
    assert_eq!(shown["answers"]["language"]["how"], "declined");
    let seen = done(&phone, &["recovery", "show"]);
    assert_eq!(seen["recoveries"][0]["reason"], "The phone was lost.");

    let (root, new) = (at("realm/root.sealed"), at("new-sheets"));
    let renew = ["recovery", "renew", "--compartment", "OPS", "--shares", "2-of-2", "--root-file", &root];
    let renewed = done(&registrar, &[&renew[..], &["--passphrase-file", &passphrase, "--out", &new]].concat());
    assert_eq!(renewed["epoch"], 2);
    done(&registrar, &["sync"]);
    done(&phone, &["sync"]);
    let keys = done(&phone, &["recovery", "show"]);
    let ops = keys["keys"].as_array().unwrap().iter().find(|key| key["compartment"] == "OPS").unwrap();
    assert_eq!((ops["epoch"].as_u64(), ops["not_recoverable"].as_u64()), (Some(2), Some(0)), "{keys}");
    server.shutdown();
}

// cjis:CP-9
#[test]
fn custodians_practise_with_sheets_that_open_a_number_and_everybody_knows_that_it_was_a_drill() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let county = County::found(&format!("http://{address}"), "OPS,LE");
    let server = county.server();
    let at = |name: &str| county.at(name).to_str().unwrap().to_owned();
    let registrar = county.registrar.clone();
    let (root, passphrase) = (at("realm/root.sealed"), at("passphrase"));
    let none = done(&registrar, &["recovery", "show"]);
    assert_eq!((&none["drill"]["key"], &none["drill"]["due"]), (&serde_json::Value::Null, &false.into()), "{none}");
    let renew = |out: &str| {
        let class = ["recovery", "renew", "--compartment", "TEST", "--shares", "2-of-3", "--root-file", &root];
        done(&registrar, &[&class[..], &["--passphrase-file", &passphrase, "--out", &at(out)]].concat())
    };
    let made = renew("tests");
    let number = made["number"].as_str().unwrap();
    assert_eq!((made["epoch"].as_u64(), number.len()), (Some(1), 9), "{made}");
    let sheet = |number: u8| at(&format!("tests/share-TEST-{number}-of-3.txt"));
    let says = std::fs::read_to_string(sheet(1)).unwrap();
    assert!(says.starts_with("FIRST72: SHARE FOR THE YEARLY DRILL. It opens nothing real."), "{says}");

    let phone = county.enrol("phone", DEPUTY);
    done(&registrar, &["sync"]);
    let device = device_of(&registrar, "phone");
    let announce = ["recovery", "open", "--compartment", "TEST", "--device", &device, "--reason", "The yearly drill."];
    done(&registrar, &announce);
    done(&registrar, &["sync"]);
    let (first, third) = (sheet(1), sheet(3));
    let both = ["recovery", "use", "--share-file", &first, "--share-file", &third];
    refused(&run(&phone, PIN, &both[..4], ""), 3, "share.too-few");
    let drill = done(&phone, &both);
    assert_eq!((&drill["drill"], &drill["held"], drill["number"].as_str()), (&true.into(), &true.into(), Some(number)));

    done(&registrar, &["sync"]);
    let known = done(&registrar, &["recovery", "show"]);
    assert_eq!((&known["drill"]["due"], &known["drill"]["shares_used"]), (&false.into(), &true.into()), "{known}");
    assert!(known["drill"]["last_ms"].as_i64().unwrap() > 0);
    assert_eq!(known["recoveries"][0]["drill"], true);
    assert_eq!(renew("next")["epoch"], 2);
    let fresh = done(&registrar, &["recovery", "show"]);
    assert_eq!((&fresh["drill"]["key"], &fresh["drill"]["shares_used"]), (&2.into(), &false.into()), "{fresh}");
    server.shutdown();
}

#[test]
fn a_second_registrar_signs_what_two_must_sign_and_another_root_follows_by_their_votes() {
    let county = County::found("http://127.0.0.1:1", "OPS,LE");
    let at = |name: &str| county.at(name).to_str().unwrap().to_owned();
    let (passphrase, root) = (at("passphrase"), at("realm/root.sealed"));
    let _second = county.enrol("second", DEPUTY);
    let device = device_of(&county.registrar, "second");
    let make = ["realm", "registrar-add", &device, "--root-file", &root, "--passphrase-file", &passphrase];
    done(&county.registrar, &make);
    let people = done(&county.registrar, &["person", "list"]);
    let is_registrar = |people: &serde_json::Value| {
        let people = people["people"].as_array().unwrap().clone();
        let person = people.into_iter().find(|person| person["short_name"] == "second").unwrap();
        person["devices"][0]["registrar"].as_bool().unwrap()
    };
    assert!(is_registrar(&people));
    let made = done(&county.registrar, &["realm", "root-new", "--out", &at("root2"), "--passphrase-file", &passphrase]);
    let key = made["key"].as_str().unwrap().to_owned();
    let vote = done(&county.registrar, &["realm", "root-replace", "--new", &key]);
    assert_eq!(vote["follows"], false, "one of two registrars is not enough");
    let end = ["realm", "registrar-end", &device, "--root-file", &root, "--passphrase-file", &passphrase];
    done(&county.registrar, &end);
    assert!(!is_registrar(&done(&county.registrar, &["person", "list"])));
    let replace = ["realm", "root-replace", "--new", &key, "--root-file", &root, "--passphrase-file", &passphrase];
    assert_eq!(done(&county.registrar, &replace)["follows"], true);
    refused(&run(&county.registrar, PIN, &make, ""), 3, "notebook.other-root");
}
