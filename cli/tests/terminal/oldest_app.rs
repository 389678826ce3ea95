//! The root says how old First72 may be; a device that is older says what to do, and goes on with what is open.

use crate::county::{County, STATION};
use crate::program::{PIN, done, refused, run};
use std::net::TcpListener;

// masvs:CODE-2 cjis:SI-2
#[test]
fn an_older_program_begins_no_episode_goes_on_with_the_open_one_and_the_root_takes_it_back() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let county = County::found(&format!("http://{address}"), "OPS,LE");
    let server = county.server();
    let at = |name: &str| county.at(name).to_str().unwrap().to_owned();
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --right open --days 30");
    done(&county.registrar, &["sync"]);
    done(&deputy, &["sync"]);
    let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    let (root, passphrase) = (at("realm/root.sealed"), at("passphrase"));
    let policy = |said: &[&str]| {
        let as_root = ["--root-file", &root, "--passphrase-file", &passphrase];
        let policy = done(&county.registrar, &[&["realm", "policy"], said, &as_root].concat());
        done(&county.registrar, &["sync"]);
        done(&deputy, &["sync"]);
        policy["policy"]["oldest_app"].clone()
    };
    let wrong = ["realm", "policy", "--oldest-app", "1.4", "--root-file", &root, "--passphrase-file", &passphrase];
    assert_eq!(run(&county.registrar, PIN, &wrong, "").status.code(), Some(2));
    assert_eq!(policy(&["--oldest-app", "9999.0.0"]), "9999.0.0");
    refused(&run(&deputy, PIN, &contact, ""), 3, "app.too-old");
    let add = ["person", "add", "--name", "N. Invented", "--short-name", "N", "--agency", "invented"];
    refused(&run(&county.registrar, PIN, &add, ""), 3, "app.too-old");
    done(&deputy, &["answer", &handle, "language", "--declined"]);
    done(&deputy, &["device", "unsent", "--out", &at("unsent")]);
    done(&deputy, &["sync"]);
    assert!(policy(&["--no-oldest-app"]).is_null());
    done(&deputy, &contact);
    server.shutdown();
}
