//! Another log key for the server, as a clerk brings it in: made beside the server's file, named by the root, given to the
//! server, the old one ended; and what a server says that starts with a key of which nobody knows.

use crate::county::{County, accept};
use crate::office::Office;
use crate::program::{PIN, done, refused, run};
use crate::servers::{first_contact, free_address};
use std::path::{Path, PathBuf};

const DEPUTY: &str = "--role deputy --compartment OPS,LE --days 30";

fn synced(device: &Path) {
    done(device, &["sync"]);
}

fn keys(device: &Path) -> Vec<String> {
    let said = done(device, &["realm", "log-key"]);
    let each = said["log_keys"].as_array().unwrap().iter();
    each.map(|one| format!("{} {}", one["key"].as_str().unwrap(), one["until"])).collect()
}

fn key_of_founding(device: &Path) -> String {
    done(device, &["realm", "log-key"])["log_keys"][0]["key"].as_str().unwrap().to_owned()
}

fn start_code(office: &Office) -> Result<(), String> {
    let county = &office.county;
    let config = first72_server::Config {
        plain_http_loopback: false,
        ..first72_server::Config::loopback(county.at("server"), county.at("realm/server.realm"))
    };
    first72_server::serve(&config).map(drop).map_err(|error| error.code().to_owned())
}

// cjis:SC-12
#[test]
fn a_new_log_key_is_brought_in_the_old_one_is_ended_and_who_slept_comes_back() {
    let office = Office { county: County::found(&format!("https://{}", free_address()), "OPS,LE") };
    let county = &office.county;
    let [deputy, sleeper] = ["deputy", "sleeper"].map(|name| county.enrol(name, DEPUTY));
    let server = county.server();
    [&county.registrar, &deputy, &sleeper].into_iter().for_each(|device| synced(device));
    let handle = first_contact(&deputy);
    synced(&deputy);
    let (file, next) = (office.at("realm/server.realm"), office.at("next.realm"));
    let made = done(&county.registrar, &["realm", "log-key-new", "--server-file", &file, "--out", &next]);
    let (new, old) = (made["log_key"].as_str().unwrap().to_owned(), key_of_founding(&deputy));
    let again = ["realm", "log-key-new", "--server-file", &file, "--out", &next];
    refused(&run(&county.registrar, PIN, &again, ""), 3, "cli.taken");
    server.shutdown();

    // A key that the root has not named starts no server.
    let present = std::fs::read(&file).unwrap();
    std::fs::copy(&next, &file).unwrap();
    assert_eq!(start_code(&office), Err("realm-file.other-log-key".to_owned()));
    std::fs::write(&file, &present).unwrap();

    let server = county.server();
    office.root_is_refused(&["realm", "log-key-end", &old], "log-key.not-one-of-two");
    office.root_says(&["realm", "log-key-add", &new]);
    office.root_is_refused(&["realm", "log-key-add", &new], "log-key.no-room");
    [&county.registrar, &deputy].into_iter().for_each(|device| synced(device));
    office.root_is_refused(&["realm", "log-key-end", &old], "log-key.in-use");
    assert_eq!(keys(&deputy), [format!("{new} null"), format!("{old} null")]);
    server.shutdown();

    std::fs::rename(&next, &file).unwrap();
    let server = county.server();
    [&county.registrar, &deputy].into_iter().for_each(|device| synced(device));
    let said = run(&sleeper, PIN, &["sync"], "");
    refused(&said, 5, "hello.signature");
    office.root_says(&["realm", "policy", "--break-glass", "on"]);
    let until = office.root_says(&["realm", "log-key-end", &old])["until"].as_u64().unwrap();
    [&county.registrar, &deputy].into_iter().for_each(|device| synced(device));
    assert_eq!(keys(&deputy), [format!("{new} null"), format!("{old} {until}")]);
    let (late, answer) = county.approve("late", &format!("{DEPUTY} --brief"));
    synced(&county.registrar);
    accept(&late, &answer);
    synced(&late);

    let directory = office.at("directory");
    done(&deputy, &["realm", "directory-copy", "--out", &directory]);
    done(&sleeper, &["realm", "directory-take", &directory]);
    synced(&sleeper);
    server.shutdown();

    old_file_starts_nothing(&office, &present);
    let devices = [&county.registrar, &deputy, &sleeper, &late];
    assert!(made_again(&office, devices) >= until);
    let server = county.server();
    devices.into_iter().for_each(|device| synced(device));
    assert_eq!(done(&deputy, &["list"])["episodes"][0]["handle"], *handle);
    server.shutdown();
}

fn old_file_starts_nothing(office: &Office, old: &[u8]) {
    let (file, kept) = (office.at("realm/server.realm"), office.at("kept.realm"));
    std::fs::rename(&file, &kept).unwrap();
    std::fs::write(&file, old).unwrap();
    assert_eq!(start_code(office), Err("realm-file.other-log-key".to_owned()));
    std::fs::rename(&kept, &file).unwrap();
}

/// A lost server is made again under the new key from what devices hold, the notes of the old one among it. Says its size.
fn made_again(office: &Office, devices: [&PathBuf; 4]) -> u64 {
    let county = &office.county;
    let held: Vec<_> = (0..devices.len()).map(|at| county.at(&format!("held{at}"))).collect();
    for (device, held) in devices.iter().zip(&held) {
        done(device, &["device", "holdings", "--out", held.to_str().unwrap()]);
    }
    std::fs::rename(county.at("server"), county.at("lost")).unwrap();
    let config = first72_server::Config::loopback(county.at("server"), county.at("realm/server.realm"));
    first72_server::rebuild(&config, &held).unwrap().entries
}
