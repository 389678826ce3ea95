//! Which package may depend on which: our own, and the libraries that only one of them may touch.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{none, root};

/// Own packages, and the own packages they may be built from. Never the other way.
const HOUSE: &[(&str, &[&str])] = &[
    ("first72-wire", &[]),
    ("first72-core", &["first72-wire"]),
    ("first72-server", &["first72-wire"]),
    ("first72", &["first72-core"]),
    ("first72-app", &["first72-core"]),
    ("first72-tests", &["first72-core", "first72-server", "first72-wire"]),
    ("xtask", &[]),
];

/// What a package's own tests may use besides: the terminal's tests start a real server.
const FOR_TESTS: &[(&str, &str)] = &[("first72", "first72-server")];

/// Libraries that only these packages may depend on. deny.toml holds the same for the whole graph.
const HOMES: &[(&str, &[&str])] = &[
    ("ring", &["first72-core", "first72-wire", "first72-server"]),
    ("hpke", &["first72-core"]),
    // For its table of the base point; that only the tests of seal name it is held in modules.rs.
    ("p256", &["first72-core"]),
    ("argon2", &["first72-core"]),
    ("rusqlite", &["first72-core", "first72-server"]),
    ("reqwest", &["first72-core"]),
    ("axum", &["first72-server"]),
    ("tauri", &["first72-app"]),
    ("notify-rust", &["first72-app"]),
];

/// Libraries that would be a second cipher, a second store or a way out, wherever they stood.
const NOWHERE: &[&str] = &[
    "aes-gcm",
    "aes",
    "chacha20poly1305",
    "rsa",
    "openssl",
    "sodiumoxide",
    "libsodium-sys",
    "ed25519-dalek",
    "aws-lc-rs",
    "sqlx",
    "diesel",
    "isahc",
    "curl",
    "tauri-plugin-fs",
    "tauri-plugin-shell",
    "tauri-plugin-http",
    "tauri-plugin-clipboard-manager",
    "tauri-plugin-stronghold",
    "rand",
    "chrono-humanize",
];

/// One dependency as written in a Cargo.toml.
struct Import {
    package: String,
    on: String,
    /// Only for the package's own tests and benches.
    only_tests: bool,
}

/// Everything these imports do that the house does not allow.
fn offences(imports: &[Import]) -> Vec<String> {
    let house: BTreeSet<&str> = HOUSE.iter().map(|(package, _)| *package).collect();
    let allowed = |list: &[(&str, &[&str])], key: &str, value: &str| {
        list.iter().find(|(name, _)| *name == key).is_none_or(|(_, may)| may.contains(&value))
    };
    let mut found = Vec::new();
    for Import { package, on, only_tests } in imports {
        if !house.contains(package.as_str()) {
            found.push(format!("{package} is a package that the map of the house does not know"));
        } else if *only_tests && FOR_TESTS.contains(&(package, on)) {
            continue;
        } else if house.contains(on.as_str()) && !allowed(HOUSE, package, on) {
            found.push(format!("{package} must not depend on {on}"));
        } else if !only_tests && package != "first72-tests" && !allowed(HOMES, on, package) {
            found.push(format!("{package} must not depend on {on}, which has its home elsewhere"));
        } else if !only_tests && NOWHERE.contains(&on.as_str()) {
            found.push(format!("{package} depends on {on}, which has no place in the house"));
        }
    }
    found
}

fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--format-version", "1", "--no-deps", "--offline", "--locked"];
    let output = std::process::Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn imports() -> Vec<Import> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let of_package = |package: &Value| -> Vec<Import> {
        let dependencies = package["dependencies"].as_array().expect("a list of dependencies");
        let import = |dependency: &Value| Import {
            package: text(&package["name"]),
            on: text(&dependency["name"]),
            only_tests: dependency["kind"] == "dev",
        };
        dependencies.iter().map(import).collect()
    };
    packages.iter().flat_map(of_package).collect()
}

fn import(package: &str, on: &str, only_tests: bool) -> Import {
    Import { package: package.to_owned(), on: on.to_owned(), only_tests }
}

// cjis:CM-2 cjis:SC-2
#[test]
fn packages_depend_only_downward_and_libraries_stay_at_home() {
    let imports = imports();
    assert!(imports.len() > 40, "cargo named only {} dependencies", imports.len());
    none(&offences(&imports));
}

#[test]
fn an_upward_or_foreign_dependency_would_be_seen() {
    for (package, on) in [
        ("first72-wire", "first72-core"),
        ("first72-server", "first72-core"),
        ("first72-core", "first72-app"),
        ("first72", "rusqlite"),
        ("first72-app", "ring"),
        ("first72-server", "hpke"),
        ("first72-wire", "reqwest"),
        ("first72-core", "tauri"),
        ("xtask", "first72-core"),
        ("first72-extra", "serde"),
    ] {
        assert_eq!(offences(&[import(package, on, false)]).len(), 1, "{package} -> {on} went unseen");
    }
    assert!(offences(&[import("first72-core", "first72-server", true)]).len() == 1, "not even for tests");
    assert!(offences(&[import("first72", "first72-server", false)]).len() == 1, "only for tests");
    assert!(offences(&[import("first72", "first72-server", true)]).is_empty());
    assert!(offences(&[import("first72-core", "ring", false)]).is_empty());
}

#[test]
fn deny_toml_names_the_same_homes() {
    let deny: toml::Table =
        std::fs::read_to_string(root().join("deny.toml")).expect("it is there").parse().expect("TOML");
    let banned = deny["bans"]["deny"].as_array().expect("a list of bans");
    for (library, homes) in HOMES {
        let ban = banned.iter().find(|ban| ban["crate"].as_str() == Some(library));
        let wrappers = ban.unwrap_or_else(|| panic!("deny.toml does not ban {library}"))["wrappers"].as_array();
        let ours = wrappers
            .expect("wrappers")
            .iter()
            .filter_map(toml::Value::as_str)
            .filter(|name| name.starts_with("first72") && *name != "first72-tests");
        assert_eq!(ours.collect::<BTreeSet<_>>(), homes.iter().copied().collect(), "{library}");
    }
}

#[test]
fn every_package_of_the_product_takes_the_workspace_lints() {
    for package in metadata()["packages"].as_array().expect("a list of packages") {
        let path = text(&package["manifest_path"]);
        let manifest: toml::Table = std::fs::read_to_string(&path).expect("it is there").parse().expect("TOML");
        let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool);
        let is_tests = text(&package["name"]) == "first72-tests";
        assert!(inherits == Some(true) || is_tests, "{path} does not say [lints] workspace = true");
    }
}
