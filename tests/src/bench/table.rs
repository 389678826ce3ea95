//! The table at the end: for a person as text, for a script as JSON, the same rows in both.

use super::row::{Row, Verdict};
use serde::Serialize;
use std::fmt;

const HEAD: [&str; 6] = ["line and what", "measured", "floor", "ratio", "budget", ""];
/// Columns of a terminal that the table fits into.
const WIDE: usize = 120;

/// All rows of a run, and where it ran.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// The machine and its load.
    pub machine: String,
    /// The rows, in the order of the budget.
    pub rows: Vec<Row>,
}

impl Table {
    /// How many budgets were met, missed, and not measured.
    #[must_use]
    pub fn tally(&self) -> [usize; 3] {
        let count = |wanted| self.rows.iter().filter(|row| row.verdict() == wanted).count();
        [Verdict::Met, Verdict::Missed, Verdict::NotMeasured].map(count)
    }

    /// The same as JSON: each row with its ratio and verdict.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let row = |row: &Row| {
            let mut json = serde_json::to_value(row).unwrap_or_default();
            json["ratio"] = serde_json::json!(row.ratio());
            json["verdict"] = serde_json::json!(row.verdict());
            json
        };
        serde_json::json!({ "machine": self.machine, "rows": self.rows.iter().map(row).collect::<Vec<_>>() })
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells: Vec<[String; 6]> = self.rows.iter().map(|row| indented(row.cells())).collect();
        let width = |column: usize| {
            let all = cells.iter().map(|row| row[column].chars().count()).chain([HEAD[column].chars().count()]);
            all.max().unwrap_or(0)
        };
        let widths: [usize; 6] = std::array::from_fn(width);
        line(f, &HEAD.map(str::to_owned), &widths)?;
        writeln!(f, "{}", "─".repeat(widths.iter().sum::<usize>() + 10))?;
        let mut of_line = "";
        for (row, cells) in self.rows.iter().zip(&cells) {
            if of_line != row.line {
                writeln!(f, "{}{}", if of_line.is_empty() { "" } else { "\n" }, row.line)?;
            }
            of_line = &row.line;
            line(f, cells, &widths)?;
            note(f, &row.note)?;
        }
        let [met, missed, not_measured] = self.tally();
        writeln!(f, "\nBudgets: {met} met, {missed} missed, {not_measured} not measured.")?;
        writeln!(
            f,
            "Floor: the machine's own limit, in the same run; ratio: measured as a part of it. Read ratios, not times."
        )?;
        writeln!(f, "{}", self.machine)
    }
}

fn line(f: &mut fmt::Formatter<'_>, cells: &[String; 6], widths: &[usize; 6]) -> fmt::Result {
    let [what, rest @ ..] = cells;
    let mut text = format!("{what:<width$}", width = widths[0]);
    for (cell, width) in rest.iter().zip(&widths[1..]) {
        text += &format!("  {cell:>width$}");
    }
    writeln!(f, "{}", text.trim_end())
}

/// What a row is about, below the name of its line.
fn indented([what, rest @ ..]: [String; 6]) -> [String; 6] {
    let [measured, floor, ratio, budget, verdict] = rest;
    [format!("  {what}"), measured, floor, ratio, budget, verdict]
}

/// A note below its row, broken between words.
fn note(f: &mut fmt::Formatter<'_>, note: &str) -> fmt::Result {
    const INDENT: &str = "     ";
    let mut width = 0;
    for word in note.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if width > 0 && width + 1 + length <= WIDE {
            write!(f, " {word}")?;
            width += 1 + length;
        } else {
            let new_line = if width > 0 { "\n" } else { "" };
            write!(f, "{new_line}{INDENT}{word}")?;
            width = INDENT.len() + length;
        }
    }
    if width > 0 { writeln!(f) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::row::{Budget, Unit};
    use super::*;

    fn made_up() -> Table {
        let rows = vec![
            Row::new("save", "save one answer", 0.3, Unit::Millis).floor(0.25).budget(Budget::AtMostFloors(1.5)),
            Row::new("push", "push", 9_000.0, Unit::PerSecond).budget(Budget::AtLeast(12_000.0)).note("three runs"),
            Row::not_measured("app", "cold start", Unit::Seconds, "needs a window").budget(Budget::AtMost(1.0)),
            Row::new("limits", "a bare thing", 1.0, Unit::Micros),
        ];
        Table { machine: "an invented machine".into(), rows }
    }

    #[test]
    fn missed_budgets_stand_in_the_text_and_in_the_count() {
        let text = made_up().to_string();
        let push = text.lines().find(|line| line.starts_with("  push")).unwrap();
        assert!(push.ends_with("MISSED"), "{push}");
        assert!(text.contains("Budgets: 1 met, 1 missed, 1 not measured."), "{text}");
        assert!(text.contains("     three runs\n") && text.ends_with("\nan invented machine\n"), "{text}");
    }

    #[test]
    fn a_long_note_is_broken_between_words_and_no_line_is_too_wide() {
        let mut table = made_up();
        table.rows[1].note = "twenty words of a note ".repeat(20);
        let text = table.to_string();
        assert!(text.lines().all(|line| line.chars().count() <= WIDE), "{text}");
        let words = text.split_whitespace().filter(|word| *word == "twenty").count();
        assert_eq!(words, 20);
    }

    #[test]
    fn the_json_has_the_same_rows_with_ratio_and_verdict() {
        let json = made_up().to_json();
        let rows = json["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 4);
        assert_eq!((&rows[0]["verdict"], &rows[1]["verdict"]), (&"met".into(), &"missed".into()));
        assert!((rows[0]["ratio"].as_f64().unwrap() - 1.2).abs() < 1e-9);
        assert_eq!(rows[2]["measured"], serde_json::Value::Null);
        assert_eq!(rows[1]["budget"]["at-least"], 12_000.0);
    }
}
