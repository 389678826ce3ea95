//! What a pack says about the advocate's own work: the page of a call. Each part is absent where a pack has none.

/// Everything that a pack says in `advocate.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvocateWork {
    /// The page of a call.
    pub callout: Option<CalloutRule>,
}

/// The page of a call: what it shows, and the questions in which it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalloutRule {
    /// The question where; the station's name stands in while nobody has answered it.
    pub area: String,
    /// The other questions whose answers stand on the page, and none besides.
    pub shows: Vec<String>,
    /// The question "are you coming?", answered with [`COMING`] or [`CANNOT_COME`].
    pub answer: String,
    /// The question why not.
    pub reason: String,
    /// The question when the page was answered.
    pub acknowledged: String,
    /// The question when the advocate will be there.
    pub eta: String,
    /// The question when the advocate arrived.
    pub arrived: String,
    /// The step that the arrival completes.
    pub arrival_step: String,
    /// The minutes that can be chosen until arrival, shortest first.
    pub eta_minutes: Vec<u16>,
}

/// The answer of an advocate who is on the way.
pub const COMING: &str = "coming";
/// The answer of an advocate who cannot come, so that the next is paged.
pub const CANNOT_COME: &str = "cannot_come";
