//! The window may call every command that there is: the shell refuses one that the access list does not name, and the screen
//! could only say that the app did not answer.

use std::collections::BTreeSet;

const HANDLER: &str = include_str!("../commands.rs");
const BUILD: &str = include_str!("../../build.rs");
const CAPABILITIES: &str = include_str!("../../capabilities/main.json");

/// The commands of the handler: one path a line, the last word of which the window calls.
fn commands() -> BTreeSet<String> {
    let handler = HANDLER.split("generate_handler![").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let named = |line: &str| Some(line.trim().trim_end_matches(',').split_once("::")?.1.to_owned());
    handler.lines().filter_map(named).collect()
}

fn built() -> BTreeSet<String> {
    let list = BUILD.split("COMMANDS: &[&str] = &[").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn allowed() -> BTreeSet<String> {
    let read: serde_json::Value = serde_json::from_str(CAPABILITIES).unwrap();
    let permissions = read["permissions"].as_array().unwrap().iter().filter_map(|one| one.as_str());
    permissions.filter_map(|one| one.strip_prefix("allow-")).map(|one| one.replace('-', "_")).collect()
}

// masvs:PLATFORM-2
#[test]
fn what_the_window_may_call_is_what_there_is() {
    let commands = commands();
    assert!(commands.len() > 100, "the list of commands is read: {}", commands.len());
    assert_eq!(built(), commands, "build.rs");
    assert_eq!(allowed(), commands, "capabilities/main.json");
}
