//! What a sync has done so far, in numbers and codes; the words stand in the app.

/// What one answer brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The server told its time and is the one it was.
    Greeted,
    /// Own entries were answered.
    Sent {
        /// How many are on the server now.
        stored: usize,
        /// How many were refused and stay here with their reasons.
        refused: usize,
    },
    /// Entries came.
    Received {
        /// How many verified and are new here.
        new: usize,
        /// How many wait for something.
        parked: usize,
        /// How many were refused and kept aside.
        refused: usize,
    },
    /// What others have seen of the server's log fits what it shows here.
    Compared {
        /// How many states of it.
        heads: usize,
    },
    /// Something did not work, and the sync goes on with what comes after it.
    Trouble(&'static str),
}

/// The sum of a sync.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Own entries that are on the server now.
    pub stored: usize,
    /// Own entries that were refused.
    pub refused_own: usize,
    /// New entries that verified.
    pub received: usize,
    /// Entries that came and wait for something.
    pub parked: usize,
    /// Entries that came and were refused.
    pub refused: usize,
    /// Places on the server that it did not show, although it said it was past them.
    pub withheld: u64,
    /// States of the server's log that others have seen and that fit what it shows here.
    pub compared: usize,
    /// Requests sent.
    pub requests: u32,
    /// What did not work on the way, as codes.
    pub troubles: Vec<&'static str>,
}

impl Report {
    /// Adds what another round has done.
    pub fn add(&mut self, other: &Self) {
        self.stored += other.stored;
        self.refused_own += other.refused_own;
        self.received += other.received;
        self.parked += other.parked;
        self.refused += other.refused;
        self.withheld = self.withheld.saturating_add(other.withheld);
        self.compared += other.compared;
        self.requests = self.requests.saturating_add(other.requests);
        self.troubles.extend(other.troubles.iter().copied());
    }
}
