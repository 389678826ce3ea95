//! What was done on a deputy's device reaches the auditor's by way of a real server that cannot read it.

use crate::county::{County, STATION};
use crate::program::{PIN, done, refused, run};
use std::net::TcpListener;

// cjis:AU-2 cjis:AU-6 cjis:AU-12
#[test]
fn an_auditor_reviews_a_week_and_a_deputy_cannot() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let county = County::found(&format!("http://{address}"), "OPS,LE,AUDIT");
    let server = county.server();
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --right open --days 30");
    let auditor = county.enrol("auditor", "--role auditor --compartment AUDIT --days 30");
    done(&county.registrar, &["sync"]);
    done(&deputy, &["sync"]);
    let wrong = run(&deputy, "70141582", &["list"], "");
    refused(&wrong, 4, "unlock.wrong");
    let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    done(&deputy, &["show", &handle]);
    done(&deputy, &["sync"]);
    done(&auditor, &["sync"]);
    let review = done(&auditor, &["audit", "review", "--rows"]);
    let rows = review["rows"].as_array().unwrap();
    let of = |event: &str| rows.iter().filter(|row| row["event"] == event).count();
    assert!(of("created") == 1 && of("episode_seen") == 1 && of("missed") == 1 && of("unlocked") >= 3, "{review}");
    assert_eq!(review["unreadable"].as_array().unwrap().len(), 0);
    let seen = rows.iter().find(|row| row["event"] == "episode_seen").unwrap();
    assert!(seen["episode"].is_string() && seen["person"].is_string());
    refused(&run(&deputy, PIN, &["audit", "review"], ""), 3, "notebook.not-auditor");
    // What the server was asked: its own rows, of the day on which the program began or of the one before.
    let day = chrono::DateTime::from_timestamp_millis(seen["at_ms"].as_i64().unwrap()).unwrap().date_naive();
    let asked = [day.pred_opt().unwrap(), day].map(|day| done(&auditor, &["audit", "server", &day.to_string()]));
    let rows = asked.iter().flat_map(|asked| asked["rows"].as_array().unwrap());
    assert_eq!(rows.filter(|row| row["what"] == "started").count(), 1, "{asked:?}");
    assert!(asked.iter().all(|asked| asked["fits"] != false), "{asked:?}");
    refused(&run(&deputy, PIN, &["audit", "server", &day.to_string()], ""), 3, "notebook.not-auditor");
    // Nothing of the episode is on the auditor's device.
    assert_eq!(done(&auditor, &["list"])["episodes"].as_array().unwrap().len(), 0);
    server.shutdown();
}
