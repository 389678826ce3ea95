//! With a real server: plain HTTP on loopback, and TLS with the realm's own authority, as `realm init` makes it.

use crate::county::{County, STATION};
use crate::program::{PIN, command, done, refused, run, run_with};
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

const DEPUTY: &str = "--role deputy --compartment OPS,LE --days 30";
const LEAD: &str = "--role station_lead --compartment OPS,STAT --days 30";

/// An address on loopback where nothing listens yet.
pub(crate) fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

pub(crate) fn first_contact(device: &Path) -> String {
    let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
    done(device, &contact)["handle"].as_str().unwrap().to_owned()
}

pub(crate) fn write_note(device: &Path, arguments: &[&str], text: &str) -> Value {
    let output = run_with(command(device, arguments), text);
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(said["ok"], true, "{said}");
    said
}

/// Records on one device, syncs, and sees it on the other.
fn a_record_goes_over(scheme: &str) {
    let url = format!("{scheme}://{}", free_address());
    let county = County::found(&url, "OPS,LE,STAT");
    let (deputy, lead) = (county.enrol("deputy", DEPUTY), county.enrol("lead", LEAD));
    let handle = first_contact(&deputy);
    refused(&run(&deputy, PIN, &["sync"], ""), 5, "relay.away");
    let server = county.server();
    for device in [&county.registrar, &deputy, &lead] {
        done(device, &["sync"]);
    }
    assert_eq!(done(&lead, &["show", &handle])["answers"]["medical_need_now"]["value"], "none_seen");
    assert_eq!(done(&deputy, &["list"])["episodes"][0]["only_here"], false);
    server.shutdown();
    refused(&run(&lead, PIN, &["sync"], ""), 5, "relay.away");
}

// cjis:AU-8
#[test]
fn the_time_of_every_entry_is_bounded_on_both_devices_once_the_log_was_seen_with_it() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE,STAT");
    let (deputy, lead) = (county.enrol("deputy", DEPUTY), county.enrol("lead", LEAD));
    let handle = first_contact(&deputy);
    let saves = ["server", "times", "--episode", &handle];
    let entries = |device: &Path, arguments: &[&str]| done(device, arguments)["entries"].as_array().unwrap().clone();
    let before = entries(&deputy, &saves);
    assert!(!before.is_empty() && before.iter().all(|save| save["not_after_ms"].is_null() && save["leaf"].is_null()));
    let server = county.server();
    for device in [&county.registrar, &deputy, &lead] {
        done(device, &["sync"]);
    }
    for _ in 0..2 {
        write_note(&deputy, &["note", &handle, "--compartment", "OPS"], "invented");
        [&deputy, &lead].into_iter().for_each(|device| drop(done(device, &["sync"])));
    }
    done(&deputy, &["sync"]);
    for device in [&deputy, &lead] {
        let times = entries(device, &saves);
        assert!(times.len() > before.len(), "{times:?}");
        for save in &times {
            let (said, by) = (save["said_ms"].as_i64().unwrap(), save["not_after_ms"].as_i64().unwrap());
            assert!(said <= by && save["fits"] == true && save["leaf"].is_u64(), "{save}");
        }
        let noted = times.iter().filter_map(|save| Some((save["not_before_ms"].as_i64()?, save["said_ms"].as_i64()?)));
        assert!(noted.into_iter().any(|(after, said)| after <= said), "{times:?}");
        let whole = entries(device, &["server", "times"]);
        let of = |kind: &str| whole.iter().filter(|entry| entry["kind"] == kind).count();
        assert!(of("statement") > 3 && of("key") > 0 && of("save") >= times.len(), "{whole:?}");
    }
    server.shutdown();
}

/// A device of two agencies, of which one's server is away: what the other's took is said, and the other is named.
#[test]
fn one_server_that_is_away_hides_nothing_of_the_others_exchange() {
    let [county, agency] = [(); 2].map(|()| County::found(&format!("http://{}", free_address()), "OPS,LE"));
    let device = county.enrol("deputy", DEPUTY);
    let (request, answer) = (agency.at("request"), agency.at("answer"));
    let (request, answer) = (request.to_str().unwrap(), answer.to_str().unwrap());
    done(&device, &["device", "request", "--out", request]);
    let person = ["person", "add", "--name", "D. Rivera", "--short-name", "D. Rivera", "--agency", "Demo County"];
    let person = done(&agency.registrar, &person)["person"].as_str().unwrap().to_owned();
    let mut approve = vec!["device", "approve", "--request", request, "--person", &person, "--out", answer];
    approve.extend(["--station", STATION, "--right", "open,write"]);
    approve.extend(DEPUTY.split(' '));
    done(&agency.registrar, &approve);
    done(&device, &["device", "accept", "--answer", answer]);

    let server = county.server();
    done(&county.registrar, &["sync"]);
    let said = run(&device, PIN, &["sync"], "");
    refused(&said, 5, "relay.away");
    let said: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(said["realms"].as_array().unwrap().len(), 1, "{said}");
    assert_eq!(said["failed"][0]["code"], "relay.away", "{said}");
    assert!(said["what"].as_str().unwrap().starts_with("Demo County: "), "{said}");
    server.shutdown();
}

#[test]
fn a_record_goes_to_another_device_over_plain_http_on_loopback() {
    a_record_goes_over("http");
}

// cjis:AC-4 cjis:AC-17
#[test]
fn a_record_goes_to_another_device_over_tls_with_the_realms_own_authority() {
    a_record_goes_over("https");
}

// masvs:NETWORK-2 cjis:SC-7 cjis:SC-20
#[test]
fn a_device_does_not_talk_to_a_server_with_a_certificate_of_another_authority() {
    let address = free_address();
    let url = format!("https://{address}");
    let (county, other) = (County::found(&url, "OPS,LE"), County::found(&url, "OPS,LE"));
    let deputy = county.enrol("deputy", DEPUTY);
    let server = other.server();
    refused(&run(&deputy, PIN, &["sync"], ""), 5, "relay.untrusted");
    server.shutdown();
}

#[test]
fn a_brief_answer_fits_a_qr_code_and_the_device_fetches_the_rest() {
    let county = County::found(&format!("https://{}", free_address()), "OPS,LE");
    let server = county.server();
    let (device, answer) = county.approve("deputy", &format!("{DEPUTY} --brief --qr"));
    let answer = answer.to_str().unwrap();
    let longest_in_one_qr_code = 4_296;
    assert!(std::fs::metadata(answer).unwrap().len() <= longest_in_one_qr_code);
    let fetching = ["device", "accept", "--answer", answer];
    refused(&run(&device, PIN, &fetching, ""), 5, "relay.refused");
    done(&county.registrar, &["sync"]);
    let elsewhere = ["device", "accept", "--answer", answer, "--server", "https://127.0.0.1:1"];
    refused(&run(&device, PIN, &elsewhere, ""), 5, "relay.away");
    done(&device, &fetching);
    let handle = first_contact(&device);
    done(&device, &["sync"]);
    assert_eq!(done(&device, &["list"])["episodes"][0]["handle"], *handle);
    server.shutdown();
}

#[test]
fn notes_and_times_are_corrected_and_what_stood_there_stays() {
    let county = County::found("http://127.0.0.1:1", "OPS,LE");
    let deputy = county.enrol("deputy", DEPUTY);
    let handle = first_contact(&deputy);
    write_note(&deputy, &["note", &handle, "--compartment", "OPS"], "Two bags of close.\n");
    let note = done(&deputy, &["show", &handle])["notes"][0]["note"].as_str().unwrap().to_owned();
    write_note(&deputy, &["amend", &handle, "--note", note.get(..8).unwrap()], "Two bags of clothes.\n");
    let shown = done(&deputy, &["show", &handle]);
    assert_eq!(shown["notes"][0]["text"], "Two bags of close.");
    assert_eq!(shown["notes"][0]["amendments"][0], "Two bags of clothes.");

    let time = ["amend", &handle, "--time", "clock.T0_first_contact", "--at", "2026-03-06T22:10:00-08:00"];
    let said = done(&deputy, &[&time[..], &["--about", "10m"]].concat());
    assert_eq!(said["answer"]["value"], "2026-03-06T22:10:00-08:00~10m");
    assert_eq!(said["before"]["how"], "given");
    let nothing = ["amend", &handle, "--time", "clock.TM_missing_known", "--at", "2026-03-06T22:10:00-08:00"];
    refused(&run(&deputy, PIN, &nothing, ""), 7, "cli.no-such");
    refused(&run(&deputy, PIN, &[&time[..], &["--about", "long"]].concat(), ""), 2, "cli.argument");

    done(&deputy, &["left", &handle, "--at", "2026-03-06T23:00:00-08:00", "--about", "30m"]);
    let shown = done(&deputy, &["show", &handle]);
    assert_eq!(shown["answers"]["left"]["value"], "yes");
    assert_eq!(shown["answers"]["clock.TM_missing_known"]["value"], "2026-03-06T23:00:00-08:00~30m");
    done(&deputy, &["step", &handle, "ID-01", "done", "--at", "2026-03-06T22:12:00-08:00", "--about", "5m"]);
}

// cjis:AC-2 cjis:AC-3
#[test]
fn an_episode_is_handed_over_and_the_first_device_has_nothing_of_it_any_more() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE,STAT");
    let [first, second] = ["first", "second"].map(|name| county.enrol_with(name, "open", DEPUTY));
    let lead = county.enrol_with("lead", "write,assign", LEAD);
    let handle = first_contact(&first);
    let server = county.server();
    let all = [&county.registrar, &first, &second, &lead];
    all.iter().for_each(|device| drop(done(device, &["sync"])));
    let could = done(&first, &["hand-over", &handle]);
    assert_eq!((could["takers"].as_array().unwrap().len(), &could["takers"][0]["short_name"]), (1, &"second".into()));
    refused(&run(&first, PIN, &["hand-over", &handle, "--to", &"0".repeat(32)], ""), 7, "cli.no-such");
    refused(&run(&first, PIN, &["take-over", &handle], ""), 7, "cli.no-such");
    let to = could["takers"][0]["person"].as_str().unwrap();
    let grant = done(&first, &["hand-over", &handle, "--to", to])["grant"].clone();
    assert_eq!(done(&first, &["hand-over", &handle])["goes_from_here"], true);
    [&first, &second].iter().for_each(|device| drop(done(device, &["sync"])));
    assert_eq!(done(&first, &["list"])["episodes"].as_array().unwrap().len(), 0);
    refused(&run(&first, PIN, &["show", &handle], ""), 7, "cli.no-such");
    assert_eq!(done(&second, &["take-over", &handle])["grants"][0], grant);
    [&second, &lead].iter().for_each(|device| drop(done(device, &["sync"])));
    let custody = done(&lead, &["hand-over", &handle]);
    assert_eq!(custody["handed"][0]["short_name"], "second");
    assert!(custody["handed"][0]["taken_ms"].is_number());
    assert_eq!(custody["leaving"][0]["devices"][0]["cleared"], true);
    done(&first, &["vault", "check"]);
    server.shutdown();
}

// cjis:AC-2 cjis:AC-3
#[test]
fn somebody_looks_in_in_an_emergency_once_the_root_allows_it() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE,STAT");
    let [first, second] = ["first", "second"].map(|name| county.enrol_with(name, "open", DEPUTY));
    let lead = county.enrol_with("lead", "write,assign", LEAD);
    let handle = first_contact(&first);
    let server = county.server();
    let sync = |devices: &[&PathBuf]| devices.iter().for_each(|device| drop(done(device, &["sync"])));
    sync(&[&county.registrar, &first, &second, &lead]);
    let number = done(&first, &["show", &handle])["number"].as_str().unwrap().to_owned();
    let look = ["break-glass", "--number", &number, "--reason", "An invented emergency."];
    refused(&run(&second, PIN, &look, ""), 3, "glass.not-allowed");

    let (root, passphrase) = (county.at("realm").join("root.sealed"), county.at("passphrase"));
    let as_root = ["--root-file", root.to_str().unwrap(), "--passphrase-file", passphrase.to_str().unwrap()];
    let said = done(&county.registrar, &[&["realm", "policy", "--break-glass", "on"][..], &as_root].concat());
    assert_eq!((&said["policy"]["break_glass"], &said["policy"]["packs"][0]), (&true.into(), &"los-angeles".into()));
    let [door, empty] = [("door", "Invented: what is done here is recorded.\n"), ("empty", "")].map(|(name, text)| {
        std::fs::write(county.at(name), text).unwrap();
        format!("en={}", county.at(name).display())
    });
    let wrong = run(&county.registrar, PIN, &[&["realm", "policy", "--notice", &empty][..], &as_root].concat(), "");
    refused(&wrong, 2, "cli.argument");
    let said = done(&county.registrar, &[&["realm", "policy", "--notice", &door][..], &as_root].concat());
    assert_eq!(said["policy"]["notice"]["en"], "Invented: what is done here is recorded.");
    assert_eq!((&said["policy"]["break_glass"], &said["policy"]["packs"][0]), (&true.into(), &"los-angeles".into()));
    sync(&[&county.registrar, &first, &second, &lead]);
    refused(&run(&second, PIN, &["break-glass", "--number", "abandon", "--reason", "x"], ""), 3, "glass.number-length");
    refused(&run(&first, PIN, &look, ""), 3, "glass.reads-it");
    done(&second, &look);
    assert_eq!(done(&second, &["break-glass"])["looks"][0]["state"], "waits");
    sync(&[&second, &first, &lead, &second]);
    assert_eq!(done(&second, &["list"])["episodes"][0]["handle"], *handle);
    let told = done(&lead, &["break-glass"])["looks"][0].clone();
    assert_eq!((&told["short_name"], &told["reason"]), (&"second".into(), &"An invented emergency.".into()));
    let grant = told["grant"].as_str().unwrap();
    refused(&run(&first, PIN, &["break-glass", "--end", grant], ""), 7, "cli.no-such");
    done(&lead, &["break-glass", "--end", grant]);
    sync(&[&lead, &second]);
    assert_eq!(done(&second, &["list"])["episodes"].as_array().unwrap().len(), 0);
    assert_eq!(done(&second, &["break-glass"])["looks"][0]["state"], "ended");
    server.shutdown();
}

// cjis:AC-2(13) cjis:IA-5(l) cjis:PS cjis:5.13.5 cjis:5.13.2
#[test]
fn a_lost_phone_is_wiped_and_what_it_never_sent_is_carried_and_adopted() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE");
    let lead = "--role station_lead --compartment OPS,LE --right assign --days 30";
    let (phone, lead) = (county.enrol("phone", DEPUTY), county.enrol("lead", lead));
    let server = county.server();
    for device in [&county.registrar, &phone, &lead] {
        done(device, &["sync"]);
    }
    let handle = first_contact(&phone);
    let other = done(&phone, &["answer", &handle, "language", "--declined"]);
    assert_eq!(other["ok"], true);
    let people = done(&county.registrar, &["person", "list"]);
    let people = people["people"].as_array().unwrap();
    let person = people.iter().find(|person| person["short_name"] == "phone").unwrap();
    let device = person["devices"][0]["device"].as_str().unwrap().to_owned();
    let seen = ["--locked", "yes", "--pin-known", "no"];
    let told =
        done(&county.registrar, &[&["device", "end", &device, "--reason", "lost", "--wipe"][..], &seen].concat());
    assert_eq!(
        (&told["wipe"], &told["meaning"], &told["held"]),
        (&true.into(), &"shut".into(), &serde_json::json!([]))
    );
    let people = done(&county.registrar, &["person", "list"]);
    let person = people["people"].as_array().unwrap().iter().find(|person| person["short_name"] == "phone").unwrap();
    assert_eq!((&person["ended"][0]["device"], &person["ended"][0]["meaning"]), (&(*device).into(), &"shut".into()));
    done(&county.registrar, &["sync"]);
    refused(&run(&phone, PIN, &["sync"], ""), 3, "device.wiped");
    refused(&run(&phone, PIN, &["list"], ""), 7, "notebook.no-profile");
    let (receipt, unsent) = (phone.join("wiped.txt"), phone.join("unsent.entries"));
    let (receipt, unsent) = (receipt.to_str().unwrap(), unsent.to_str().unwrap());
    let wiped = done(&county.registrar, &["device", "wiped", receipt]);
    assert_eq!((wiped["device"].as_str(), wiped["end_known"].as_bool()), (Some(&*device), Some(true)));
    assert!(wiped["unsent"].as_u64().unwrap() >= 3, "two keys and the contact at least: {wiped}");
    let taken = done(&lead, &["device", "carry", unsent]);
    assert_eq!((taken["new"].as_u64(), taken["refused"].as_u64()), (wiped["unsent"].as_u64(), Some(0)));
    let brought = done(&lead, &["sync"]);
    assert_eq!(brought["realms"][0]["carried"], wiped["unsent"], "{brought}");
    done(&lead, &["sync"]);
    done(&lead, &["sync"]);
    let carried = done(&lead, &["device", "carried", &device]);
    assert_eq!(carried["devices"][0]["receipted"], wiped["unsent"], "{carried}");
    let late = done(&lead, &["device", "adopt"]);
    assert_eq!(late["late"][0]["device"], *device, "{late}");
    refused(&run(&lead, PIN, &["show", &handle], ""), 7, "cli.no-such");
    done(&lead, &["device", "adopt", &device]);
    assert_eq!(done(&lead, &["show", &handle])["answers"]["language"]["how"], "declined");
    server.shutdown();
}

// cjis:CP-9
#[test]
fn a_partner_brings_what_a_terminal_could_not_send_and_its_slip_goes_back() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE");
    let (phone, partner) = (county.enrol("phone", DEPUTY), county.enrol("partner", DEPUTY));
    let server = county.server();
    for device in [&county.registrar, &phone, &partner] {
        done(device, &["sync"]);
    }
    first_contact(&phone);
    let (bundle, slip) = (phone.join("bundle"), phone.join("slip"));
    let (bundle, slip) = (bundle.to_str().unwrap(), slip.to_str().unwrap());
    let unsent = done(&phone, &["device", "unsent", "--out", bundle])["entries"].clone();
    assert_eq!(done(&partner, &["device", "carry", bundle])["new"], unsent);
    let people = done(&county.registrar, &["person", "list"]);
    let of_phone = |person: &&Value| person["short_name"] == "phone";
    let person = people["people"].as_array().unwrap().iter().find(of_phone).unwrap();
    let device = person["devices"][0]["device"].as_str().unwrap();
    refused(&run(&partner, PIN, &["device", "carried", device, "--slip", slip], ""), 7, "cli.no-such");
    assert_eq!(done(&partner, &["sync"])["realms"][0]["carried"], unsent);
    done(&partner, &["device", "carried", device, "--slip", slip]);
    refused(&run(&partner, PIN, &["device", "carry", slip], ""), 3, "carry.other-device");
    assert_eq!(done(&phone, &["device", "carry", slip])["settled"], unsent);
    assert_eq!(done(&phone, &["device", "carry", slip])["settled"], 0, "twice is harmless");
    done(&partner, &["device", "carried", device, "--done"]);
    assert_eq!(done(&partner, &["device", "carried"])["devices"], serde_json::json!([]));
    server.shutdown();
}

#[test]
fn an_ended_device_and_an_ended_grant_are_served_nothing_more() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE,STAT");
    let (deputy, lead) = (county.enrol("deputy", DEPUTY), county.enrol("lead", LEAD));
    let server = county.server();
    for device in [&county.registrar, &deputy, &lead] {
        done(device, &["sync"]);
    }
    let people = done(&county.registrar, &["person", "list"]);
    let of = |name: &str, list: &str, id: &str| {
        let people = people["people"].as_array().unwrap();
        let person = people.iter().find(|person| person["short_name"] == name).unwrap();
        person[list][0][id].as_str().unwrap().to_owned()
    };
    let grant = of("lead", "grants", "grant");
    done(&county.registrar, &["grant", "end", grant.get(..8).unwrap()]);
    refused(&run(&county.registrar, PIN, &["grant", "end", &grant], ""), 7, "cli.no-such");
    refused(&run(&deputy, PIN, &["grant", "end", &of("deputy", "grants", "grant")], ""), 3, "notebook.not-registrar");
    for device in [&county.registrar, &deputy] {
        done(device, &["sync"]);
    }
    first_contact(&deputy);
    for device in [&deputy, &lead] {
        done(device, &["sync"]);
    }
    assert_eq!(done(&lead, &["list"])["episodes"].as_array().unwrap().len(), 0);
    done(&county.registrar, &["device", "end", &of("deputy", "devices", "device"), "--reason", "replaced"]);
    done(&county.registrar, &["sync"]);
    refused(&run(&deputy, PIN, &["sync"], ""), 5, "device.ended");
    assert_eq!(done(&deputy, &["list"])["episodes"].as_array().unwrap().len(), 1, "it keeps what it has");
    server.shutdown();
}
