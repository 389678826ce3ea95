//! An agency leaves: what would end is shown, and then ends in one command.

use crate::county::County;
use crate::program::{PIN, done, refused, run};
use crate::servers::free_address;

// cjis:AC-2 cjis:AC-2(13)
#[test]
fn an_agency_that_leaves_is_shown_first_and_then_ended_at_once() {
    let county = County::found(&format!("http://{}", free_address()), "OPS,LE");
    let guests = ["guest-a", "guest-b"].map(|name| {
        let (device, answer) =
            county.approve_of(name, "Harbor House", "open,write", "--role advocate --compartment OPS --days 30");
        crate::county::accept(&device, &answer);
        device
    });
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --days 30");
    let server = county.server();
    let all = [&county.registrar, &deputy, &guests[0], &guests[1]];
    all.iter().for_each(|device| drop(done(device, &["sync"])));
    let listed = done(&county.registrar, &["grant", "end-agency"]);
    assert_eq!(listed["agencies"].as_array().unwrap().len(), 1, "{listed}");
    let agency = ["grant", "end-agency", "harbor house"];
    let shown = done(&county.registrar, &agency);
    assert_eq!((&shown["ended"], &shown["grants"], &shown["devices"]), (&false.into(), &2.into(), &2.into()));
    assert_eq!(shown["people"][0]["reads"][0], "station harbor-demo");
    assert_eq!(done(&county.registrar, &agency)["grants"], 2, "a look ends nothing");
    let ended = done(&county.registrar, &[&agency[..], &["--devices", "--yes"]].concat());
    assert_eq!((&ended["ended"], &ended["grants"], &ended["devices"]), (&true.into(), &2.into(), &2.into()));
    done(&county.registrar, &["sync"]);
    for guest in &guests {
        refused(&run(guest, PIN, &["sync"], ""), 5, "device.ended");
    }
    done(&deputy, &["sync"]);
    refused(&run(&county.registrar, PIN, &agency, ""), 3, "notebook.no-member");
    let own = ["grant", "end-agency", "Demo County", "--yes"];
    refused(&run(&county.registrar, PIN, &own, ""), 3, "notebook.no-member");
    assert_eq!(run(&county.registrar, PIN, &[&agency[..], &["--wipe"]].concat(), "").status.code(), Some(2));
    server.shutdown();
}
