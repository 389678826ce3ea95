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

// cjis:IR-4 cjis:AC-3(14)
#[test]
fn an_incident_is_one_file_that_anybody_checks_and_a_text_with_who_must_be_told() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let county = County::found(&format!("http://{address}"), "OPS,LE,AUDIT");
    let server = county.server();
    let deputy = county.enrol("deputy", "--role deputy --compartment OPS,LE --right open --days 30");
    let auditor = county.enrol("auditor", "--role auditor --compartment AUDIT --days 30");
    done(&county.registrar, &["sync"]);
    done(&deputy, &["sync"]);
    let contact = ["contact", "new", "--station", STATION, "--pack", "los-angeles", "--medical", "none_seen"];
    let handle = done(&deputy, &contact)["handle"].as_str().unwrap().to_owned();
    let noted = run(&deputy, PIN, &["note", &handle, "--compartment", "OPS"], "Asked for water.\n");
    assert_eq!(noted.status.code(), Some(0));
    done(&deputy, &["sync"]);
    done(&auditor, &["sync"]);
    // What is recorded about the young person is theirs to read, and making the copy is a row.
    done(&deputy, &["answer", &handle, "advocate_choice", "wants"]);
    let copy = done(&deputy, &["own-copy", &handle, "--language", "es"]);
    assert_eq!((&copy["language"], &copy["title"]), (&"es".into(), &"Lo que está anotado sobre ti".into()), "{copy}");
    let paper = county.at("copy.txt").to_str().unwrap().to_owned();
    done(&deputy, &["own-copy", &handle, "--out", &paper]);
    let paper = std::fs::read_to_string(paper).unwrap();
    assert!(
        paper.contains("What you were told, and what you decided") && !paper.contains("Asked for water."),
        "{paper}"
    );
    done(&deputy, &["sync"]);
    done(&auditor, &["sync"]);
    let out = county.at("incident");
    let to = |name: &str| out.join(name).to_str().unwrap().to_owned();
    let (folder, span) = (out.to_str().unwrap().to_owned(), ["2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z"]);
    let ask = [&["audit", "incident"], &span[..], &["--out", &folder, "--language", "es"]].concat();
    refused(&run(&deputy, PIN, &ask, ""), 3, "notebook.not-auditor");
    let made = done(&auditor, &ask);
    assert!(made["rows"].as_u64().unwrap() > 3, "{made}");
    refused(&run(&auditor, PIN, &ask, ""), 3, "cli.taken");
    let backwards = ["audit", "incident", span[1], span[0], "--out", &to("never")];
    refused(&run(&auditor, PIN, &backwards, ""), 2, "cli.argument");
    let (json, text) = (to("incident.json"), std::fs::read_to_string(to("incident.txt")).unwrap());
    assert!(text.contains("Avise antes de una hora") && text.contains("Escribió en un episodio"), "{text}");
    let written = std::fs::read_to_string(&json).unwrap();
    for word in ["Asked for water.", handle.as_str()] {
        assert!(!written.contains(word) && !text.contains(word), "{word}");
    }
    let holds = done(county.at("nowhere").as_path(), &["audit", "check", &json]);
    assert_eq!((&holds["holds"], &holds["rows"]), (&true.into(), &made["rows"]));
    std::fs::write(&json, written.replacen("\"amount\": 1", "\"amount\": 2", 1)).unwrap();
    refused(&run(county.at("nowhere").as_path(), PIN, &["audit", "check", &json], ""), 3, "incident.rows");
    server.shutdown();
}
