//! One row: what was measured, next to what, and whether the budget was met. Nothing is rounded before it is judged.

use serde::Serialize;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Millionths of a second.
    Micros,
    /// Thousandths of a second.
    Millis,
    /// Seconds.
    Seconds,
    /// So many in a second.
    PerSecond,
    /// Bytes.
    Bytes,
    /// 1,024 bytes.
    Kibibytes,
    /// Millions of bytes.
    Megabytes,
    /// Things.
    Count,
    /// A part of something else.
    Times,
}

impl Unit {
    /// A value in this unit, as a person reads it.
    #[must_use]
    pub fn show(self, value: f64) -> String {
        match self {
            Self::Micros => format!("{} µs", digits(value)),
            Self::Millis => format!("{} ms", digits(value)),
            Self::Seconds => format!("{} s", digits(value)),
            Self::PerSecond => format!("{}/s", digits(value)),
            Self::Bytes => format!("{} B", thousands(value)),
            Self::Kibibytes => format!("{} KiB", digits(value)),
            Self::Megabytes => format!("{} MB", digits(value)),
            Self::Count => thousands(value),
            Self::Times => format!("{} ×", digits(value)),
        }
    }
}

/// Three figures that say something, or whole thousands.
fn digits(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => thousands(value),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.1 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn thousands(value: f64) -> String {
    let plain = format!("{value:.0}");
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: Unit,
}

/// What was promised.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Budget {
    /// At most this much, in the unit of the row.
    AtMost(f64),
    /// At least this much, in the unit of the row.
    AtLeast(f64),
    /// Exactly this much.
    Exactly(f64),
    /// At most so many times the floor of the same run.
    AtMostFloors(f64),
    /// At least so many times the floor of the same run.
    AtLeastFloors(f64),
}

impl Budget {
    fn show(self, unit: Unit) -> String {
        match self {
            Self::AtMost(value) => format!("≤ {}", unit.show(value)),
            Self::AtLeast(value) => format!("≥ {}", unit.show(value)),
            Self::Exactly(value) => format!("= {}", unit.show(value)),
            Self::AtMostFloors(times) => format!("≤ {} × floor", digits(times)),
            Self::AtLeastFloors(times) => format!("≥ {} × floor", digits(times)),
        }
    }
}

/// What came of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The budget was met.
    Met,
    /// The budget was missed.
    Missed,
    /// There is a budget, and nothing was measured.
    NotMeasured,
    /// There is no budget for this.
    NoBudget,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The line it belongs to, as `--only` names it.
    pub line: String,
    /// What was measured, in words.
    pub what: String,
    /// What its figures count.
    pub unit: Unit,
    /// The figure; none when it could not be measured.
    pub measured: Option<Figure>,
    /// The physical limit, found in the same run.
    pub floor: Option<Figure>,
    /// What was promised.
    pub budget: Option<Budget>,
    /// How it was measured, or why it was not.
    pub note: String,
}

impl Row {
    /// A measured row without floor, budget or note.
    #[must_use]
    pub fn new(line: &str, what: impl Into<String>, value: f64, unit: Unit) -> Self {
        let measured = Some(Figure { value, unit });
        Self { line: line.into(), what: what.into(), unit, measured, floor: None, budget: None, note: String::new() }
    }

    /// A row that says why nothing was measured.
    #[must_use]
    pub fn not_measured(line: &str, what: impl Into<String>, unit: Unit, why: impl Into<String>) -> Self {
        let (measured, floor, budget) = (None, None, None);
        Self { line: line.into(), what: what.into(), unit, measured, floor, budget, note: why.into() }
    }

    /// The same next to a floor in the same unit.
    #[must_use]
    pub fn floor(mut self, value: f64) -> Self {
        self.floor = self.measured.map(|measured| Figure { value, unit: measured.unit });
        self
    }

    /// The same with a budget.
    #[must_use]
    pub const fn budget(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// The same with a note. Why nothing was measured is not replaced by how it would have been.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        if self.measured.is_some() {
            self.note = note.into();
        }
        self
    }

    /// The figure as a part of its floor.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let (measured, floor) = (self.measured?.value, self.floor?.value);
        (floor > 0.0).then(|| measured / floor)
    }

    /// Whether the budget was met.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Some(budget) = self.budget else {
            return if self.measured.is_some() { Verdict::NoBudget } else { Verdict::NotMeasured };
        };
        let met = self.measured.and_then(|measured| match budget {
            Budget::AtMost(most) => Some(measured.value <= most),
            Budget::AtLeast(least) => Some(measured.value >= least),
            Budget::Exactly(wanted) => Some((measured.value - wanted).abs() < 1e-9),
            Budget::AtMostFloors(most) => Some(self.ratio()? <= most),
            Budget::AtLeastFloors(least) => Some(self.ratio()? >= least),
        });
        match met {
            Some(true) => Verdict::Met,
            Some(false) => Verdict::Missed,
            None => Verdict::NotMeasured,
        }
    }

    /// The cells of the printed table: what, measured, floor, ratio, budget, verdict.
    #[must_use]
    pub fn cells(&self) -> [String; 6] {
        let show = |figure: Option<Figure>| figure.map_or("–".to_owned(), |figure| figure.unit.show(figure.value));
        let verdict = match self.verdict() {
            Verdict::Met => "met",
            Verdict::Missed => "MISSED",
            Verdict::NotMeasured => "not measured",
            Verdict::NoBudget => "",
        };
        [
            self.what.clone(),
            show(self.measured),
            show(self.floor),
            self.ratio().map_or("–".to_owned(), |ratio| Unit::Times.show(ratio)),
            self.budget.map_or("–".to_owned(), |budget| budget.show(self.unit)),
            verdict.to_owned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: f64, budget: Budget) -> Row {
        Row::new("made-up", "a made-up thing", value, Unit::Millis).floor(2.0).budget(budget)
    }

    #[test]
    fn a_budget_is_met_up_to_its_edge_and_missed_beyond() {
        for (value, budget, verdict) in [
            (3.0, Budget::AtMost(3.0), Verdict::Met),
            (3.001, Budget::AtMost(3.0), Verdict::Missed),
            (3.0, Budget::AtLeast(3.0), Verdict::Met),
            (2.999, Budget::AtLeast(3.0), Verdict::Missed),
            (1.0, Budget::Exactly(1.0), Verdict::Met),
            (1.01, Budget::Exactly(1.0), Verdict::Missed),
            (3.0, Budget::AtMostFloors(1.5), Verdict::Met),
            (3.1, Budget::AtMostFloors(1.5), Verdict::Missed),
            (0.5, Budget::AtLeastFloors(0.25), Verdict::Met),
            (0.4, Budget::AtLeastFloors(0.25), Verdict::Missed),
        ] {
            assert_eq!(row(value, budget).verdict(), verdict, "{value} {budget:?}");
        }
    }

    #[test]
    fn what_was_rounded_for_the_eye_is_judged_unrounded() {
        let just_over = row(100.4, Budget::AtMost(100.0));
        assert_eq!(just_over.cells()[1], "100 ms");
        assert_eq!(just_over.verdict(), Verdict::Missed);
    }

    #[test]
    fn a_row_without_a_figure_is_never_met() {
        let unknown = Row::not_measured("made-up", "a made-up thing", Unit::Millis, "no such program");
        let promised = unknown.clone().budget(Budget::AtMost(1.0));
        assert_eq!(promised.verdict(), Verdict::NotMeasured);
        assert_eq!(promised.cells()[4], "≤ 1.00 ms");
        assert_eq!(unknown.verdict(), Verdict::NotMeasured);
        let mut without_floor = row(1.0, Budget::AtMostFloors(9.0));
        without_floor.floor = None;
        assert_eq!(without_floor.verdict(), Verdict::NotMeasured);
    }

    #[test]
    fn cells_read_well() {
        let cells = Row::new("x", "what", 12_345.6, Unit::PerSecond).floor(40_000.0).budget(Budget::AtLeast(12_000.0));
        assert_eq!(cells.cells(), ["what", "12,346/s", "40,000/s", "0.31 ×", "≥ 12,000/s", "met"]);
        assert_eq!(Unit::Millis.show(0.214), "0.21 ms");
        assert_eq!(Unit::Micros.show(0.0312), "0.031 µs");
        assert_eq!(Unit::Bytes.show(1_048_576.0), "1,048,576 B");
    }
}
