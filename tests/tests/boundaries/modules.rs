//! Which module may name what: ciphers, SQL, sockets, clocks, unsafe code, and the modules of the notebook.

use crate::code::{bare, lines_naming, modules_for_tests, without_tests};
use crate::{none, sources};

/// A word of code, the folder where it is looked for, and the only places below that may say it.
struct Rule {
    word: &'static str,
    below: &'static str,
    only_in: &'static [&'static str],
    why: &'static str,
}

const fn rule(word: &'static str, below: &'static str, only_in: &'static [&'static str], why: &'static str) -> Rule {
    Rule { word, below, only_in, why }
}

const SEAL: &str = "core/src/seal/";
const VAULT: &str = "core/src/vault/";
const SYNC: &str = "core/src/sync/";

const RULES: &[Rule] = &[
    // Ciphers, SQL and sockets have one home each.
    rule("ring", "core/src/", &[SEAL], "only seal imports a cipher"),
    rule("hpke", "core/src/", &[SEAL], "only seal wraps keys"),
    rule("p256", "core/src/", &[], "hpke multiplies, nobody else"),
    rule("argon2", "core/src/", &[SEAL], "only seal turns a PIN into a key"),
    rule("rusqlite", "core/src/", &[VAULT], "only the vault speaks SQL"),
    rule("reqwest", "core/src/", &[SYNC], "only sync opens a socket"),
    rule("rustls", "core/src/", &[SYNC], "only sync opens a socket"),
    // What crosses, and the relay, can check a signature and open nothing.
    rule("aead", "wire/src/", &[], "nothing in wire can open a body"),
    rule("agreement", "wire/src/", &[], "nothing in wire can unwrap a key"),
    rule("pbkdf2", "wire/src/", &[], "nothing in wire can derive a key"),
    rule("aead", "sync-server/src/", &[], "the server can open nothing"),
    rule("agreement", "sync-server/src/", &[], "the server can unwrap nothing"),
    rule("pbkdf2", "sync-server/src/", &[], "the server knows no passwords"),
    // The notebook's modules look downward only.
    rule("crate::notebook", "core/src/", &["core/src/notebook"], "notebook imports all; nothing imports the notebook"),
    rule("crate::sync", "core/src/", &[SYNC, "core/src/notebook", "core/src/report/"], "sync is above the record"),
    rule(
        "crate::vault",
        "core/src/",
        &[VAULT, SYNC, "core/src/notebook", "core/src/report/"],
        "the record knows no storage",
    ),
    rule("crate::report", "core/src/", &["core/src/report/", "core/src/notebook"], "reports are read from above"),
    rule(
        "crate::protocol",
        "core/src/",
        &["core/src/protocol/", "core/src/notebook", "core/src/report/", "core/src/drill/"],
        "steps are decided above the record",
    ),
    rule("crate::drill", "core/src/", &["core/src/drill/", "core/src/notebook"], "a drill is played from above"),
    rule("crate::seal", "core/src/drill/", &[], "a script knows no keys"),
    rule("crate::directory", "core/src/drill/", &[], "a script knows no grants"),
    rule("std::time", "core/src/drill/", &[], "a drill is given the time"),
    rule("crate::seal", "core/src/episode/", &[], "a record is plain data"),
    rule("crate::directory", "core/src/episode/", &[], "a record does not ask who may read it"),
    rule("crate::seal", "core/src/protocol/", &[], "the checklist knows no keys"),
    rule("crate::directory", "core/src/protocol/", &[], "the checklist knows no grants"),
    rule("crate::episode", VAULT, &[], "the vault knows no forms"),
    rule("crate::directory", VAULT, &[], "the vault knows sealed rows only"),
    // Time is passed in.
    rule("Moment::read", "core/src/", &["core/src/moment.rs"], "time is passed in"),
    rule("Moment::read", "wire/src/", &[], "time is passed in"),
    rule("std::time", "core/src/episode/", &[], "the record has its own instants, and no clock"),
    rule("std::time", "core/src/protocol/", &[], "the checklist is given the time"),
    rule("std::time", "core/src/directory/", &[], "evaluation has no clock"),
    rule("SystemTime::now", "core/src/", &["core/src/moment.rs"], "time is passed in"),
    rule("SystemTime::now", "wire/src/", &[], "time is passed in"),
    rule("SystemTime::now", "cli/src/", &[], "the terminal reads the clock through Moment"),
    rule("SystemTime::now", "src-tauri/src/", &[], "the shell reads the clock through Moment"),
    rule("Utc::now", "core/src/", &[], "time is passed in"),
    rule("Local::now", "core/src/", &[], "the phone's zone is not the county's"),
    // What anybody may read on a locked device has one home.
    rule("notify_rust", "src-tauri/src/", &["src-tauri/src/lock_screen/"], "one place speaks to the lock screen"),
    rule("tauri_plugin_notification::NotificationExt", "src-tauri/src/", &["src-tauri/src/lock_screen/"], "as above"),
    // Memory.
    rule("unsafe", "core/src/", &["core/src/seal/scrub.rs"], "one file overwrites memory"),
    rule("unsafe_code", "core/src/", &["core/src/seal/scrub.rs"], "the lint is lifted in one file"),
    rule("unsafe", "wire/src/", &[], "no unsafe code"),
    rule("unsafe", "sync-server/src/", &[], "no unsafe code"),
    rule("unsafe", "cli/src/", &[], "no unsafe code"),
    rule("unsafe", "xtask/src/", &[], "no unsafe code"),
    rule("todo!", "core/src/", &[], "nothing unfinished ships"),
    rule("unimplemented!", "core/src/", &[], "nothing unfinished ships"),
];

/// The files that are the one home of a call clippy.toml bans, with what they may do. They say so
/// themselves with an `expect`; a new home is added here, where a reviewer sees it.
const HOMES_OF_BANNED_CALLS: &[(&str, &str)] = &[
    ("core/src/moment.rs", "reads the device's clocks"),
    ("core/src/seal/random.rs", "opens the system's random generator"),
    ("core/src/durable_file.rs", "removes a file for good"),
    ("src-tauri/src/lib.rs", "holds the exit that the shell's own macro writes"),
    ("xtask/src/house.rs", "clears a demo county that was made for one run"),
    ("sync-server/src/running.rs", "keeps what was asked although nobody asks any more"),
    ("sync-server/src/outside.rs", "reads the server's own clock and draws its own nonces"),
];

fn broken(rules: &[Rule], files: &[(String, String)]) -> Vec<String> {
    let only_tests: Vec<String> = files.iter().flat_map(|(path, text)| test_modules(path, &bare(text))).collect();
    let mut found = Vec::new();
    for (path, text) in files {
        if only_tests.iter().any(|module| path.starts_with(module)) {
            continue;
        }
        let code = bare(text);
        let code = without_tests(&code);
        for rule in rules.iter().filter(|rule| path.starts_with(rule.below)) {
            if rule.only_in.iter().any(|home| path.starts_with(home)) {
                continue;
            }
            let lines = lines_naming(code, rule.word);
            found.extend(lines.iter().map(|line| format!("{path}:{line}: {} ({})", rule.word, rule.why)));
        }
    }
    found
}

/// Beginnings of the paths of modules that are declared for tests only.
fn test_modules(path: &str, code: &str) -> Vec<String> {
    let folder = match path.strip_suffix("/mod.rs").or_else(|| path.strip_suffix("/lib.rs")) {
        Some(folder) => folder,
        None => path.strip_suffix(".rs").unwrap_or(path),
    };
    modules_for_tests(code)
        .into_iter()
        .flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/")])
        .collect()
}

fn product() -> Vec<(String, String)> {
    let folders = ["core/src", "wire/src", "sync-server/src", "cli/src", "src-tauri/src", "xtask/src"];
    folders.into_iter().flat_map(|folder| sources(folder, &[".rs"])).collect()
}

/// The screen calls the shell in one place and has no other way out or in.
fn screen_offences(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        let in_bridge = path.starts_with("ui/src/bridge/");
        let imports_shell =
            text.lines().any(|line| line.contains("@tauri-apps/") && !line.trim_start().starts_with("//"));
        if imports_shell && !in_bridge {
            found.push(format!("{path}: only ui/src/bridge calls the shell"));
        }
        let code = bare(text);
        for word in ["XMLHttpRequest", "WebSocket", "localStorage", "sessionStorage", "indexedDB", "fetch", "eval"] {
            found.extend(lines_naming(&code, word).iter().map(|line| format!("{path}:{line}: {word}")));
        }
        if text.contains("{@html") {
            found.push(format!("{path}: text is never put in as markup"));
        }
    }
    found
}

#[test]
fn every_module_names_only_what_lies_below_it() {
    let product = product();
    assert!(product.len() > 20, "only {} source files were found", product.len());
    none(&broken(RULES, &product));
}

#[test]
fn every_rule_would_see_its_own_offence() {
    for rule in RULES {
        let path = format!("{}made_up.rs", rule.below);
        let text = format!("use std::fmt;\nfn f() {{ {}; }}\n", rule.word);
        let allowed = rule.only_in.iter().any(|home| path.starts_with(home));
        let seen = broken(std::slice::from_ref(rule), &[(path, text)]).len();
        assert!(seen == 1 || allowed, "`{}` below {} went unseen", rule.word, rule.below);
    }
}

#[test]
fn a_call_that_clippy_bans_is_allowed_in_its_one_home_only() {
    let lifts = |text: &str| ["disallowed_methods", "disallowed_types"].iter().any(|lint| bare(text).contains(lint));
    let lifted = product().into_iter().filter(|(_, text)| lifts(text)).map(|(path, _)| path);
    let elsewhere = lifted.filter(|path| HOMES_OF_BANNED_CALLS.iter().all(|(home, _)| home != path));
    none(&elsewhere.map(|path| format!("{path} lifts a ban and is not named as its home")).collect::<Vec<_>>());
}

// masvs:PLATFORM-1 masvs:PLATFORM-2 cjis:CM-2 cjis:SC-18 cjis:SC-2
#[test]
fn the_screen_reaches_the_shell_through_the_bridge_and_nothing_else() {
    none(&screen_offences(&sources("ui/src", &[".ts", ".svelte"])));
}

#[test]
fn a_screen_that_goes_round_the_bridge_would_be_seen() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let direct = file("ui/src/screens/Made.svelte", "import { invoke } from '@tauri-apps/api/core'");
    assert_eq!(screen_offences(&[direct]).len(), 1);
    let network = file("ui/src/screens/made.ts", "const answer = await fetch('https://example.org')");
    assert_eq!(screen_offences(&[network]).len(), 1);
    let markup = file("ui/src/parts/Made.svelte", "<p>{@html text}</p>");
    assert_eq!(screen_offences(&[markup]).len(), 1);
    let bridge = file("ui/src/bridge/call.ts", "import { invoke } from '@tauri-apps/api/core'");
    assert!(screen_offences(&[bridge]).is_empty());
}
