//! What two standards ask for, row by row, and the tests that show it: OWASP MASVS 2.1.0 and the CJIS Security Policy 5.9.5.
//!
//! The rows stand in `docs/compliance.toml`. A test says in a comment above its attribute which rows it shows
//! (`// masvs:AUTH-1 cjis:IA-3`). A row that claims to be shown by tests and has lost its last one fails the run.

mod judged;
mod rows;
mod table;
mod tags;

use first72_tests::house::{root, sources};
use judged::{Judged, judge};
use std::fs;
use tags::Tagged;

/// Where tests stand.
const FOLDERS: [&str; 8] = ["cli", "core", "src-tauri", "sync-server", "tests", "ui", "wire", "xtask"];

fn tagged() -> Vec<Tagged> {
    let files = FOLDERS.iter().flat_map(|folder| sources(folder, &[".rs", ".test.ts"]));
    files.flat_map(|(path, text)| tags::find(&path, &text)).collect()
}

fn judged() -> Judged {
    judge(rows::load(), &tagged())
}

#[test]
fn every_row_of_the_standards_has_the_tests_that_it_claims() {
    let judged = judged();
    let file = root().join("target/compliance.json");
    fs::create_dir_all(root().join("target")).unwrap();
    fs::write(&file, serde_json::to_string_pretty(&judged.rows).unwrap()).unwrap();
    println!("{}\n{}", judged.summary(), file.display());
    assert!(judged.offences.is_empty(), "\n{}\n", judged.offences.join("\n"));
    assert_eq!(judged.count("masvs"), 24);
    assert_eq!(judged.count("cjis"), 84);
}

#[test]
fn the_page_on_security_shows_the_table_as_it_stands() {
    let page = root().join("SECURITY.md");
    let text = fs::read_to_string(&page).unwrap();
    let wanted = table::put_into(&text, &judged());
    if std::env::var_os("FIRST72_WRITE_TABLE").is_some() {
        fs::write(&page, &wanted).unwrap();
        return;
    }
    let stale =
        "the table in SECURITY.md is stale: run FIRST72_WRITE_TABLE=1 cargo nextest run -p first72-tests compliance";
    assert!(text == wanted, "{stale}");
}

#[test]
fn a_row_that_loses_its_last_test_is_seen() {
    let mut tagged = tagged();
    tagged.retain(|test| !test.rows.iter().any(|row| row == "cjis:AC-7"));
    let offences = judge(rows::load(), &tagged).offences;
    assert!(offences.iter().any(|offence| offence.contains("cjis:AC-7")), "{offences:?}");
}

#[test]
fn a_tag_of_no_row_and_a_tag_above_no_test_are_seen() {
    let text = "// cjis:NO-SUCH\n#[test]\nfn made_up() {}\n\n// masvs:AUTH-1\nfn no_test() {}\n";
    let offences = judge(rows::load(), &tags::find("made-up.rs", text)).offences;
    assert!(offences.iter().any(|offence| offence.contains("cjis:NO-SUCH") && offence.contains("made-up.rs:1")));
    assert!(offences.iter().any(|offence| offence.contains("made-up.rs:5")), "{offences:?}");
}
