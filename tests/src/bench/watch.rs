//! The one place here that reads a clock, and what is made of its readings.

use std::time::Instant;

/// A running stopwatch.
#[derive(Clone, Copy)]
pub struct Watch(Instant);

impl Watch {
    /// Starts one.
    #[expect(clippy::disallowed_methods, reason = "measuring is the outermost caller")]
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds since the start.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }

    /// Milliseconds since the start.
    #[must_use]
    pub fn millis(&self) -> f64 {
        self.seconds() * 1e3
    }
}

/// Runs it and says how many milliseconds it took.
pub fn millis<T>(run: impl FnOnce() -> T) -> (f64, T) {
    let watch = Watch::start();
    let made = run();
    (watch.millis(), made)
}

/// Readings of the same thing.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// So many readings of what takes milliseconds, after so many that are thrown away.
    pub fn of(warm_up: usize, count: usize, mut run: impl FnMut()) -> Self {
        (0..warm_up).for_each(|_| run());
        Self((0..count).map(|_| millis(&mut run).0).collect())
    }

    /// Adds one.
    pub fn add(&mut self, reading: f64) {
        self.0.push(reading);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The middle one; zero of none.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// So many of a hundred are no larger; zero of none.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or(0.0)
    }
}

impl FromIterator<f64> for Samples {
    fn from_iter<I: IntoIterator<Item = f64>>(readings: I) -> Self {
        Self(readings.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slow_end_are_found() {
        let samples: Samples = (1..=100).rev().map(f64::from).collect();
        assert!((samples.median() - 50.0).abs() < 1e-9);
        assert!((samples.percentile(95) - 95.0).abs() < 1e-9);
        assert!((Samples::from_iter([7.0]).percentile(95) - 7.0).abs() < 1e-9);
        assert!(Samples::default().median().abs() < 1e-9);
    }
}
