//! Installs what this machine lacks, and nothing that it has.
//!
//! Debian packages are the only thing put outside the clone and cargo's own folder, and only when
//! one is missing. Where that is not possible the sentence says what to install by hand.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::house;
use crate::step::{Step, say};

/// What a build and its tests need from Debian or a system like it; strace counts the disk syncs
/// of a save. See README, "What a machine needs".
const PACKAGES_TO_BUILD: [&str; 8] = [
    "build-essential",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
    "python3-venv",
    "strace",
];

/// What the tests of the screen need besides: a screen in memory and the webview's driver for the real window, a
/// browser for the stage, and a bus to say that the screen went dark.
const PACKAGES_FOR_WINDOWS: [&str; 4] = ["chromium", "dbus-daemon", "webkit2gtk-driver", "xvfb"];

/// nextest gives every test a process of its own, so no key of one test stays in another's memory.
const NEXTEST: &str = "0.9.143";

/// Debian packages, for building and for driving real windows.
pub(crate) fn system() -> Result<()> {
    let wanted = PACKAGES_TO_BUILD.iter().chain(&PACKAGES_FOR_WINDOWS);
    let missing: Vec<&str> = wanted.copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !has("apt-get") {
        say(&format!("This system has no apt-get. If the build stops, install what Debian calls: {list}"));
        return Ok(());
    }
    let by_hand = format!("install them by hand and start again: apt-get install --no-install-recommends {list}");
    say(&format!("Missing Debian packages: {list}"));
    apt(&["update"]).with_context(|| by_hand.clone())?;
    apt(&[&["install", "--yes", "--no-install-recommends"], missing.as_slice()].concat()).context(by_hand)
}

/// `node_modules` as the lock file says. `false` when there is no screen yet.
pub(crate) fn screen() -> Result<bool> {
    let Some(ui) = house::ui() else { return Ok(false) };
    let Some(node) = Step::new("ask for node", "node").args(["--version"]).ask() else {
        bail!("Node.js 20.19 or newer is missing: install it (https://nodejs.org) and start again");
    };
    if !new_enough(&node) {
        bail!("Node.js {node} is too old for the screen's tools: 20.19 or newer is needed");
    }
    let stamp = house::target().join("npm-ci.stamp");
    let lock = std::fs::read(ui.join("package-lock.json")).context("ui/package-lock.json cannot be read")?;
    let unchanged = std::fs::read(&stamp).is_ok_and(|seen| seen == lock) && ui.join("node_modules").is_dir();
    if !unchanged {
        let quiet = ["ci", "--no-audit", "--no-fund"];
        Step::new("install the screen's packages", "npm").args(quiet).folder(&ui).run()?;
        std::fs::create_dir_all(house::target())?;
        std::fs::write(&stamp, lock)?;
    }
    Ok(true)
}

/// The test runner.
pub(crate) fn nextest() -> Result<()> {
    let there = Step::cargo("ask for nextest", "nextest").args(["--version"]).ask().is_some();
    if there { Ok(()) } else { install("cargo-nextest", NEXTEST, &[]) }
}

/// A cargo tool of this version inside the clone's `target/tools`, so that nothing else on the machine changes.
pub(crate) fn tool(name: &str, version: &str) -> Result<PathBuf> {
    let program = house::tools().join("bin").join(name);
    let there = Step::new(&format!("ask for {name}"), &program).args(["--version"]).ask();
    if there.is_none_or(|found| !found.contains(version)) {
        install(name, version, &["--root", &house::tools().to_string_lossy()])?;
    }
    Ok(program)
}

/// Builds a cargo tool of exactly this version.
fn install(tool: &str, version: &str, more: &[&str]) -> Result<()> {
    let arguments = ["--locked", tool, "--version", version];
    Step::cargo(&format!("install {tool}"), "install").args(arguments).args(more).run()
}

fn installed(package: &str) -> bool {
    let query = ["--show", "--showformat=${db:Status-Status}", package];
    Step::new("ask for a package", "dpkg-query").args(query).ask().is_some_and(|status| status == "installed")
}

fn apt(arguments: &[&str]) -> Result<()> {
    let is_root = Step::new("ask who runs this", "id").args(["-u"]).ask().is_some_and(|id| id == "0");
    let what = "install Debian packages";
    let step = if is_root {
        Step::new(what, "apt-get")
    } else if has("sudo") {
        Step::new(what, "sudo").args(["apt-get"]).may_ask()
    } else {
        bail!("Debian packages are missing, and this is neither root nor is there sudo");
    };
    step.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").run()
}

fn has(program: &str) -> bool {
    Step::new("look for a program", "sh").args(["-c", &format!("command -v {program}")]).ask().is_some()
}

/// Vite 8 needs 20.19 or newer.
fn new_enough(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (20, 19)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused_and_a_newer_one_is_not() {
        assert!(!new_enough("v18.20.4"));
        assert!(!new_enough("v20.18.9"));
        assert!(new_enough("v20.19.0"));
        assert!(new_enough("v22.1.0"));
        assert!(!new_enough("nonsense"));
    }

    #[test]
    fn a_package_that_does_not_exist_is_not_installed() {
        assert!(!installed("first72-no-such-package"));
    }
}
