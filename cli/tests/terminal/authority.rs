//! Another certificate authority, as a clerk brings it in: made offline, named by the root, given to the server, the old one
//! ended; and a device that slept through all of it.

use crate::county::{County, accept};
use crate::office::Office;
use crate::program::{PIN, done, refused, run};
use crate::servers::{first_contact, free_address};
use std::path::Path;

const DEPUTY: &str = "--role deputy --compartment OPS,LE --days 30";

impl Office {
    /// Makes the new certificate and puts it into the server's realm file.
    fn renew(&self, authority: &str) {
        let (file, out) = (self.at("realm/server.realm"), self.at("renewed.realm"));
        let (ca, key) = (self.at(&format!("{authority}/ca.der")), self.at(&format!("{authority}/ca-key.sealed")));
        let passphrase = self.at("passphrase");
        let mut arguments = vec!["realm", "certificate", "--server-file", &file, "--ca", &ca, "--ca-key", &key];
        arguments.extend(["--passphrase-file", &passphrase, "--out", &out]);
        done(&self.county.registrar, &arguments);
        std::fs::rename(out, file).unwrap();
    }

    fn trusted(&self, device: &Path) -> Vec<String> {
        let said = done(device, &["realm", "authority"]);
        let each = said["authorities"].as_array().unwrap().iter();
        each.map(|one| one["authority"].as_str().unwrap().to_owned()).collect()
    }
}

fn sync(device: &Path) -> bool {
    let said = run(device, PIN, &["sync"], "");
    if !said.status.success() {
        refused(&said, 5, "relay.untrusted");
    }
    said.status.success()
}

// masvs:NETWORK-1 masvs:NETWORK-2 cjis:SC-12 cjis:SC-17
#[test]
fn a_new_authority_is_brought_in_the_old_one_is_ended_and_who_slept_comes_back() {
    let office = Office { county: County::found(&format!("https://{}", free_address()), "OPS,LE") };
    let county = &office.county;
    let [deputy, sleeper] = ["deputy", "sleeper"].map(|name| county.enrol(name, DEPUTY));
    let server = county.server();
    let everybody = [&county.registrar, &deputy, &sleeper];
    assert!(everybody.iter().all(|device| sync(device)), "before");
    // The new authority is made and named. The server goes on with its certificate.
    let (folder, passphrase) = (office.at("authority"), office.at("passphrase"));
    done(&county.registrar, &["realm", "authority-new", "--out", &folder, "--passphrase-file", &passphrase]);
    let (new_ca, old_ca) = (office.at("authority/ca.der"), office.at("realm/ca.der"));
    office.root_is_refused(&["realm", "authority-add", &office.at("passphrase")], "authority.certificate");
    office.root_is_refused(&["realm", "authority-add", &old_ca], "authority.no-room");
    let old = office.trusted(&county.registrar).remove(0);
    office.root_is_refused(&["realm", "authority-end", &old], "authority.not-one-of-two");
    let new = office.root_says(&["realm", "authority-add", &new_ca])["authority"].as_str().unwrap().to_owned();
    assert!(sync(&county.registrar) && sync(&deputy), "while both are trusted");
    assert_eq!(office.trusted(&deputy), [new.clone(), old.clone()]);
    assert_eq!(office.trusted(&sleeper), std::slice::from_ref(&old));
    office.root_is_refused(&["realm", "authority-end", &old], "authority.in-use");
    // A new device in the middle reaches the server as it is today.
    let (early, answer) = county.approve("early", &format!("{DEPUTY} --brief"));
    assert!(sync(&county.registrar));
    accept(&early, &answer);
    server.shutdown();

    office.renew("authority");
    let server = county.server();
    assert!(sync(&county.registrar) && sync(&deputy) && sync(&early), "the server's new certificate");
    assert!(!sync(&sleeper), "it knows of none");
    office.root_says(&["realm", "policy", "--break-glass", "on"]);
    office.root_says(&["realm", "authority-end", &old]);
    assert!(sync(&county.registrar) && sync(&deputy), "after");
    assert_eq!(office.trusted(&deputy), std::slice::from_ref(&new));
    let (late, answer) = county.approve("late", &format!("{DEPUTY} --brief"));
    assert!(sync(&county.registrar));
    accept(&late, &answer);
    assert!(sync(&late));

    // What the sleeper records meanwhile stays; a colleague's file brings it back.
    let handle = first_contact(&sleeper);
    let file = office.at("directory");
    done(&deputy, &["realm", "directory-copy", "--out", &file]);
    assert_eq!(office.trusted(&sleeper), [old]);
    assert!(done(&sleeper, &["realm", "directory-take", &file])["new"].as_u64().unwrap() > 0);
    assert_eq!(done(&sleeper, &["realm", "directory-take", &file])["new"], 0);
    assert_eq!(done(&sleeper, &["device", "carry", &file])["new"], 0, "the same file, carried like any other");
    assert_eq!(office.trusted(&sleeper), [new]);
    assert!(sync(&sleeper));
    assert_eq!(done(&sleeper, &["list"])["episodes"][0]["handle"], *handle);
    assert_eq!(done(&sleeper, &["list"])["episodes"][0]["only_here"], false);
    server.shutdown();

    // The old certificate, whoever shows it, reaches nobody, and its own server does not start with it.
    office.renew("realm");
    let config = first72_server::Config {
        plain_http_loopback: false,
        ..first72_server::Config::loopback(county.at("server"), county.at("realm/server.realm"))
    };
    let code = first72_server::serve(&config).map(drop).map_err(|error| error.code());
    assert_eq!(code, Err("realm-file.other-authority"));
    println!(
        "T28   a new authority: 14 syncs and 2 enrolments before, while both are trusted and after; 1 device that slept refused, and back by a file"
    );
}

// masvs:NETWORK-2 cjis:SC-17
#[test]
fn a_yearly_certificate_of_the_same_authority_changes_nothing_and_another_realm_s_directory_is_not_taken() {
    let found = || Office { county: County::found(&format!("https://{}", free_address()), "OPS,LE") };
    let (office, other) = (found(), found());
    office.renew("realm");
    let server = office.county.server();
    assert!(sync(&office.county.registrar));
    let file = other.at("directory");
    done(&other.county.registrar, &["realm", "directory-copy", "--out", &file]);
    let take = ["realm", "directory-take", &file];
    refused(&run(&office.county.registrar, PIN, &take, ""), 3, "carry.bundle");
    server.shutdown();
    // The other county's root has no say here.
    let (root, passphrase) = (other.at("realm/root.sealed"), other.at("passphrase"));
    let ca = other.at("realm/ca.der");
    let forged = ["realm", "authority-add", &ca, "--root-file", &root, "--passphrase-file", &passphrase];
    refused(&run(&office.county.registrar, PIN, &forged, ""), 3, "notebook.other-root");
    assert_eq!(office.trusted(&office.county.registrar).len(), 1);
}
