//! Parts of an episode are shared for a time, at a terminal and with a real server: shown, signed, read, held and taken back.

use crate::county::County;
use crate::program::{PIN, done, refused, run};
use crate::servers::{first_contact, free_address, write_note};
use std::path::{Path, PathBuf};

const DEPUTY: &str = "--role deputy --compartment OPS,LE --days 30";
const ADVOCATE: &str = "--role advocate --compartment OPS --days 30";

// cjis:AC-21 cjis:AC-3 masvs:PRIVACY-4
#[test]
fn a_part_is_shown_signed_for_read_held_and_taken_back() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE");
    let (deputy, advocate) = (county.enrol("deputy", DEPUTY), county.enrol("advocate", ADVOCATE));
    let server = county.server();
    let sync = |devices: &[&PathBuf]| devices.iter().for_each(|device| drop(done(device, &["sync"])));
    sync(&[&county.registrar, &deputy, &advocate]);
    let handle = first_contact(&deputy);
    write_note(&deputy, &["note", &handle, "--compartment", "LE"], "An invented finding.");
    let offered = done(&deputy, &["release", "give", &handle]);
    let people = offered["people"].as_array().unwrap();
    let to = people.iter().find(|person| person["short_name"] == "advocate").unwrap();
    assert_eq!((&to["grants"][0]["role"], &to["devices"]), (&"advocate".into(), &1.into()));
    let parts = offered["parts"].as_array().unwrap();
    let part = parts.iter().find(|part| part["words"] == "An invented finding.").unwrap()["part"].as_str().unwrap();
    let to = to["person"].as_str().unwrap();
    let asked = ["release", "give", &handle, "--to", to, "--part", part, "--purpose", "An invented purpose."];
    let shown = done(&deputy, &asked);
    assert_eq!(shown["copy"]["sections"][0]["lines"][0]["words"], "An invented finding.");
    let seen = ["--seen", shown["mark"].as_str().unwrap()];
    let told = ["--told", "effects,voluntary,taking-back", "--witness", "W. Invented"];
    refused(&run(&deputy, PIN, &[&asked[..], &seen].concat(), ""), 3, "disclosure.not-told");
    let other = ["--seen", &"0".repeat(64)];
    refused(&run(&deputy, PIN, &[&asked[..], &told, &other].concat(), ""), 3, "disclosure.changed");
    let given = done(&deputy, &[&asked[..], &told, &seen].concat());
    let copy = given["copy"].as_str().unwrap();
    sync(&[&deputy, &advocate]);
    let read = done(&advocate, &["release", "read", copy]);
    assert_eq!(read["sections"], shown["copy"]["sections"]);
    sync(&[&advocate, &deputy]);
    assert_eq!(done(&deputy, &["release", "list"])["copies"][0]["devices"][0]["opened"], true);
    the_copy_is_named_with_its_readers(&deputy, &handle, copy);
    let other = [&asked[..], &told, &["--instead-of", copy, "--basis", "court_order", "--reference", "Invented 7"]];
    assert_eq!(done(&deputy, &other.concat())["copy"]["basis"], "court_order", "an offer, and nothing ends by it");

    let number = done(&deputy, &["show", &handle])["number"].as_str().unwrap().to_owned();
    let hold = ["hold", "--number", &number, "--reason", "An invented order."];
    refused(&run(&deputy, PIN, &hold, ""), 3, "notebook.not-registrar");
    let held = done(&county.registrar, &hold)["hold"].as_str().unwrap().to_owned();
    sync(&[&county.registrar, &deputy]);
    assert_eq!(done(&deputy, &["release", "close", copy])["held"], "An invented order.");
    sync(&[&deputy, &advocate]);
    refused(&run(&advocate, PIN, &["release", "read", copy], ""), 3, "disclosure.over");
    assert_eq!(done(&advocate, &["release", "list"])["copies"][0]["devices"][0]["purged"], false);
    assert_eq!(done(&county.registrar, &["hold"])["holds"][0]["copies"], 1);
    done(&county.registrar, &["hold-end", held.get(..8).unwrap()]);
    sync(&[&county.registrar, &advocate, &deputy]);
    let line = done(&deputy, &["release", "list"])["copies"][0].clone();
    assert_eq!((&line["state"], &line["devices"][0]["purged"]), (&"taken_back".into(), &true.into()));
    refused(&run(&deputy, PIN, &["release", "close", copy], ""), 3, "disclosure.over");
    refused(&run(&advocate, PIN, &["release", "read", "ffff"], ""), 7, "cli.no-such");
    refused(&run(&deputy, PIN, &[&asked[..], &["--instead-of", copy]].concat(), ""), 3, "disclosure.over");
    a_copy_is_held_without_a_number(&county.registrar, copy);
    server.shutdown();
}

fn the_copy_is_named_with_its_readers(device: &Path, handle: &str, copy: &str) {
    let readers = done(device, &["readers", handle]);
    let named = &readers["copies"][0];
    assert_eq!((&named["copy"], &named["to_short_name"]), (&copy.into(), &"advocate".into()));
    assert_eq!((&named["state"], &named["devices"][0]["opened"]), (&"open".into(), &true.into()));
    let access = |of: &serde_json::Value| {
        let readers = of["readers"].as_array().unwrap().iter();
        readers.map(|reader| reader["access"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((access(named), access(&readers["spaces"][0]).len()), (vec!["reads".into(), "reads".into()], 2));
}

fn a_copy_is_held_without_a_number(registrar: &Path, copy: &str) {
    let of_copy = ["hold", "--copy", copy, "--reason", "Another invented order."];
    let held = done(registrar, &of_copy)["hold"].as_str().unwrap().to_owned();
    let line = done(registrar, &["hold"])["holds"][0].clone();
    assert_eq!((&line["hold"], &line["copies"], &line["stands"]), (&held.into(), &1.into(), &true.into()));
    assert!(line["from_ms"].is_i64());
    refused(&run(registrar, PIN, &["hold", "--reason", "Of nothing."], ""), 2, "cli.argument");
}
