//! What a person may ask of a run.

use clap::Parser;
use std::path::PathBuf;

use super::line::SCENES;

/// Measure every line of the budget next to the physical limit that the same run finds.
#[derive(Clone, Debug, Parser)]
#[command(name = "bench")]
pub struct Options {
    /// Only this line, or those whose name contains this; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Small sizes: shows that it works, says little about speed
    #[arg(long)]
    pub quick: bool,
    /// Write the table to this file as JSON, too
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Devices that sync at the shift's end (40)
    #[arg(long, value_name = "COUNT")]
    pub devices: Option<usize>,
    /// Records that each of them brings (12)
    #[arg(long, value_name = "COUNT")]
    pub records: Option<usize>,
    /// Events in each record (35)
    #[arg(long, value_name = "COUNT")]
    pub events: Option<usize>,
    /// Edits by each device, spread over its records (60)
    #[arg(long, value_name = "COUNT")]
    pub edits: Option<usize>,
    /// Take in a million entries instead of a hundred thousand: some minutes more
    #[arg(long)]
    pub million: bool,
    /// The server program; without it servers run inside this process, and what they use is not measured
    #[arg(long, env = "FIRST72_SERVER", value_name = "FILE")]
    pub server: Option<PathBuf>,
    /// This program, when it may start itself for a floor of its own process and for counting disk syncs
    #[arg(skip)]
    pub own: Option<PathBuf>,
    /// The app's release program, whose size is measured
    #[arg(long, env = "FIRST72_APP", value_name = "FILE")]
    pub app: Option<PathBuf>,
    /// The folder with the built screen, whose compressed size is measured
    #[arg(long, env = "FIRST72_SCREEN", value_name = "FOLDER")]
    pub screen: Option<PathBuf>,
}

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Entries of the large notebook.
    pub entries: u64,
    /// Entries of the small one, to see that costs are linear.
    pub fewer: u64,
    /// Readings of what is quick.
    pub readings: usize,
    /// Readings of what takes long.
    pub runs: usize,
    /// Devices that push at once.
    pub crowd: usize,
    /// Entries that a large server holds.
    pub taken_in: u64,
    /// Devices at the shift's end.
    pub devices: usize,
    /// Records of each.
    pub records: usize,
    /// Events of each record.
    pub events: usize,
    /// Edits of each device.
    pub edits: usize,
}

impl Options {
    /// Whether a line is asked for. A whole name asks for that line only, since `one` is also a part of `alone`.
    #[must_use]
    pub fn wants(&self, line: &str) -> bool {
        let whole = |part: &str| SCENES.iter().any(|scene| scene.lines.contains(&part));
        let asks = |part: &String| if whole(part) { line == part } else { line.contains(part.as_str()) };
        self.only.is_empty() || self.only.iter().any(asks)
    }

    /// How much of everything.
    #[must_use]
    pub fn sizes(&self) -> Sizes {
        let usual = if self.quick {
            let (entries, fewer, readings, runs, crowd, taken_in) = (200, 50, 10, 1, 3, 2_000);
            let (devices, records, events, edits) = (3, 1, 6, 3);
            Sizes { entries, fewer, readings, runs, crowd, taken_in, devices, records, events, edits }
        } else {
            let taken_in = if self.million { 1_000_000 } else { 100_000 };
            let (entries, fewer, readings, runs, crowd) = (10_000, 1_000, 200, 5, 50);
            let (devices, records, events, edits) = (40, 12, 35, 60);
            Sizes { entries, fewer, readings, runs, crowd, taken_in, devices, records, events, edits }
        };
        Sizes {
            devices: self.devices.unwrap_or(usual.devices),
            records: self.records.unwrap_or(usual.records),
            events: self.events.unwrap_or(usual.events),
            edits: self.edits.unwrap_or(usual.edits),
            ..usual
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_asks_for_one_line_and_a_part_for_all_that_have_it() {
        let asking = |name| Options::parse_from(["bench", "--only", name]);
        assert!(asking("one").wants("one") && !asking("one").wants("alone"));
        assert!(asking("new").wants("newcomer") && !asking("new").wants("one"));
        assert!(Options::parse_from(["bench"]).wants("alone"));
    }
}
