//! `cargo xtask bench`: measures the budgets on release builds and prints them beside the machine's own limits.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use super::test::build_screen;
use crate::step::Step;
use crate::{house, setup};

/// Lines that need the app and its screen. Whoever asks for others only does not wait for their build.
const NEED_THE_APP: [&str; 2] = ["window", "app"];

/// What to measure, and how much of it.
#[derive(Args)]
pub(crate) struct Options {
    /// Only this line, or those whose name contains this: save, window, unlock, push, pull, one, bytes, server, crowd,
    /// alone, shift, cell, million, newcomer, large, directory, proof, wrap, rotation, takeover, app or limits; may be given more than once
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Small sizes: a minute in all; shows that it works and says little about speed
    #[arg(long)]
    quick: bool,
    /// Write the table to this file as JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Devices that sync at the shift's end (40)
    #[arg(long, value_name = "COUNT")]
    devices: Option<usize>,
    /// Records that each of them brings (12)
    #[arg(long, value_name = "COUNT")]
    records: Option<usize>,
    /// Events in each record (35)
    #[arg(long, value_name = "COUNT")]
    events: Option<usize>,
    /// Edits by each device, spread over its records (60)
    #[arg(long, value_name = "COUNT")]
    edits: Option<usize>,
    /// Take in a million entries instead of a hundred thousand: some minutes more
    #[arg(long)]
    million: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    setup::system()?;
    let with_app = options.needs_the_app() && setup::screen()?;
    if with_app {
        build_screen()?;
    }
    build(with_app)?;
    let mut step = Step::new("measure", release("bench")).args(options.passed_on()?);
    step = step.args(["--server".as_ref(), release("first72-server").as_os_str()]);
    if with_app {
        let screen = house::root().join("ui").join("dist");
        step = step.args(["--app".as_ref(), release("first72-app").as_os_str()]);
        step = step.args(["--screen".as_ref(), screen.as_os_str()]);
    }
    step.run()
}

/// A release: what runs on a phone and in a rack, and the program that measures it.
fn build(with_app: bool) -> Result<()> {
    let mut wanted = vec![("first72-tests", "bench")];
    if with_app {
        // The terminal fills the notebook of the measured window.
        wanted.extend([("first72", "first72"), ("first72-app", "first72-app")]);
    }
    release_of("build the release", &wanted)?;
    // By itself, as an operator builds it: together with a device's programs it would be given their encrypted SQLite.
    release_of("build the server's release", &[("first72-server", "first72-server")])
}

fn release_of(what: &'static str, wanted: &[(&str, &str)]) -> Result<()> {
    let each = wanted.iter().flat_map(|(package, program)| ["--package", *package, "--bin", *program]);
    Step::cargo(what, "build").args(["--release", "--locked"]).args(each).run()
}

fn release(name: &str) -> PathBuf {
    house::target().join("release").join(name)
}

impl Options {
    fn needs_the_app(&self) -> bool {
        let asked = |part: &String| NEED_THE_APP.iter().any(|line| line.contains(part.as_str()));
        self.only.is_empty() || self.only.iter().any(asked)
    }

    fn passed_on(&self) -> Result<Vec<String>> {
        let mut words: Vec<String> = self.only.iter().flat_map(|name| ["--only".to_owned(), name.clone()]).collect();
        words.extend(self.quick.then(|| "--quick".to_owned()));
        words.extend(self.million.then(|| "--million".to_owned()));
        let sizes = [
            ("--devices", self.devices),
            ("--records", self.records),
            ("--events", self.events),
            ("--edits", self.edits),
        ];
        for (name, size) in sizes {
            words.extend(size.iter().flat_map(|size| [name.to_owned(), size.to_string()]));
        }
        if let Some(file) = &self.json {
            // The program starts in the clone's top folder; the path was typed in this one.
            let file = std::path::absolute(file)?;
            words.extend(["--json".to_owned(), Path::display(&file).to_string()]);
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(only: &[&str]) -> Options {
        let only = only.iter().map(ToString::to_string).collect();
        let (devices, records, events, edits) = (Some(4), None, None, None);
        Options { only, quick: true, json: None, devices, records, events, edits, million: false }
    }

    #[test]
    fn the_app_is_built_only_for_lines_that_need_it() {
        assert!(asking(&[]).needs_the_app());
        assert!(asking(&["save", "win"]).needs_the_app());
        assert!(!asking(&["save", "shift"]).needs_the_app());
    }

    #[test]
    fn what_was_asked_for_is_passed_on() {
        let words = asking(&["save"]).passed_on().unwrap();
        assert_eq!(words, ["--only", "save", "--quick", "--devices", "4"]);
    }
}
