//! The lines of the budget. Each module lives one scene and fills the rows of the lines it names.

mod alone;
mod app;
mod bulk;
mod crowd;
mod directory;
mod intake;
mod keys;
mod limits;
mod proofs;
pub mod save;
mod shift;
mod unlock;
mod window;

use std::path::Path;

use super::options::{Options, Sizes};
use super::row::{Row, Unit};

/// What every scene is given.
pub struct Run<'o> {
    /// What was asked for.
    pub options: &'o Options,
    /// How much of everything.
    pub sizes: Sizes,
}

impl Run<'_> {
    fn server(&self) -> Option<&Path> {
        self.options.server.as_deref()
    }

    fn own(&self) -> Option<&Path> {
        self.options.own.as_deref()
    }
}

/// A scene: the lines that it fills, and how it is lived.
pub struct Scene {
    /// The lines.
    pub lines: &'static [&'static str],
    /// Lives it.
    pub live: fn(&Run<'_>) -> Vec<Row>,
}

impl Scene {
    /// Its rows. A scene that fails says so in its lines, and the others are lived all the same.
    fn lived(&self, run: &Run<'_>) -> Vec<Row> {
        let lived = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (self.live)(run)));
        let failed = |line: &&str| Row::not_measured(line, "everything", Unit::Count, "failed; the reason is above");
        lived.unwrap_or_else(|_| self.lines.iter().map(failed).collect())
    }
}

/// Every scene, in the order of the budget.
pub const SCENES: &[Scene] = &[
    Scene { lines: &["limits"], live: limits::rows },
    Scene { lines: &["save"], live: save::rows },
    Scene { lines: &["window"], live: window::rows },
    Scene { lines: &["unlock"], live: unlock::rows },
    Scene { lines: &["push", "pull", "one", "bytes", "server"], live: bulk::rows },
    Scene { lines: &["crowd"], live: crowd::rows },
    Scene { lines: &["alone"], live: alone::rows },
    Scene { lines: &["shift", "cell"], live: shift::rows },
    Scene { lines: &["million", "newcomer", "large"], live: intake::rows },
    Scene { lines: &["directory"], live: directory::rows },
    Scene { lines: &["proof"], live: proofs::rows },
    Scene { lines: &["wrap"], live: keys::wrap },
    Scene { lines: &["rotation"], live: keys::rotation },
    Scene { lines: &["takeover"], live: keys::take_over },
    Scene { lines: &["app"], live: app::rows },
];

/// Lives every scene that fills a line that is asked for, and keeps the rows of those lines.
#[must_use]
pub fn rows(options: &Options, mut tell: impl FnMut(&str)) -> Vec<Row> {
    let run = Run { options, sizes: options.sizes() };
    let mut rows = Vec::new();
    for scene in SCENES {
        if scene.lines.iter().any(|line| options.wants(line)) {
            tell(&scene.lines.join(", "));
            rows.extend(scene.lived(&run).into_iter().filter(|row| options.wants(&row.line)));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::Verdict;

    #[test]
    fn a_scene_that_fails_says_so_in_each_of_its_lines() {
        let options = <Options as clap::Parser>::parse_from(["bench", "--quick"]);
        let run = Run { options: &options, sizes: options.sizes() };
        let fails = Scene { lines: &["one", "other"], live: |run| panic!("{} made up", run.sizes.runs) };
        let rows = fails.lived(&run);
        assert_eq!(rows.iter().map(|row| row.line.as_str()).collect::<Vec<_>>(), ["one", "other"]);
        assert!(rows.iter().all(|row| row.verdict() == Verdict::NotMeasured));
    }
}
