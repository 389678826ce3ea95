//! Conditions over answers in three values: true, false, not known; with the reasons that decided.

use super::answer_test::Test;
use super::facts::Seen;
use super::length::Length;

/// Whether something holds, as far as is known (Kleene's three values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Nobody can say yet.
    NotKnown,
}

impl Truth {
    /// The truth of a plain yes or no.
    #[must_use]
    pub const fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// Its opposite; not known stays not known.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::NotKnown => Self::NotKnown,
        }
    }
}

/// What a condition comes to while the answer is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenUnknown {
    /// The safe side for help: it stands.
    On,
    /// It stands only when somebody has said so.
    Off,
}

/// How a step stands for a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepState {
    /// Nobody has said anything that settles it.
    Open,
    /// Done, every turn of it.
    Done,
    /// The young person declined it.
    Declined,
    /// It does not apply.
    NotApplicable,
    /// A person said that it was missed.
    Missed,
    /// Somebody outside took it over.
    Transferred,
}

impl StepState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Done, Self::Declined, Self::NotApplicable, Self::Missed, Self::Transferred];

    /// The word of the state in packs and on the wire to the screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Declined => "declined",
            Self::NotApplicable => "not_applicable",
            Self::Missed => "missed",
            Self::Transferred => "transferred",
        }
    }
}

/// A condition of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// A part that decides for itself while it is not known.
    Decided(Box<Condition>, WhenUnknown),
    /// A question's answer.
    Field {
        /// The field's key.
        field: String,
        /// What is asked of it.
        test: Test,
    },
    /// A step's state.
    Step {
        /// The step's id.
        step: String,
        /// One of these.
        states: Vec<StepState>,
    },
    /// A clock has an instant of its own.
    ClockSet {
        /// The clock's id.
        clock: String,
        /// Whether it should.
        set: bool,
    },
    /// One clock lies at most so long before another.
    Within {
        /// The earlier clock.
        clock: String,
        /// The longest distance; exact.
        length: Length,
        /// The later clock.
        of: String,
    },
    /// A clock's instant lies within named hours of the place.
    During {
        /// The clock's id.
        clock: String,
        /// The id of the hours.
        hours: String,
    },
    /// A track is on.
    Track(String),
    /// A branch is on.
    Branch(String),
}

/// Why something stands or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It stands for every episode.
    Always,
    /// The answer to this field decided.
    Answer {
        /// The field's key.
        field: String,
    },
    /// The answer to this field is not known, so the safe side was taken.
    NotKnown {
        /// The field's key.
        field: String,
    },
    /// A step's state decided.
    Step {
        /// The step's id.
        step: String,
        /// Its state.
        state: StepState,
    },
    /// A clock has, or has not, an instant of its own.
    Clock {
        /// The clock's id.
        clock: String,
        /// Whether it has.
        set: bool,
    },
    /// A track decided.
    Track {
        /// The track's id.
        track: String,
    },
    /// A branch decided.
    Branch {
        /// The branch's id.
        branch: String,
    },
}

/// What an evaluation found: the truth and the reasons behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Whether it holds.
    pub truth: Truth,
    /// What decided.
    pub because: Vec<Reason>,
}

impl Judged {
    fn new(truth: Truth, reason: Reason) -> Self {
        Self { truth, because: vec![reason] }
    }

    /// Whether it stands, once the unknown has been decided.
    #[must_use]
    pub fn stands(&self, unknown: WhenUnknown) -> bool {
        match self.truth {
            Truth::Yes => true,
            Truth::No => false,
            Truth::NotKnown => unknown == WhenUnknown::On,
        }
    }
}

/// What conditions may look at.
pub(crate) trait Scene {
    /// How a question stands.
    fn answer(&self, field: &str) -> &Seen;
    /// A step's state.
    fn state(&self, step: &str) -> StepState;
    /// Whether a clock has an instant of its own.
    fn clock_set(&self, clock: &str) -> bool;
    /// How long before `of` the clock lies, shortest and longest possible; `None` while one of them has no instant.
    fn distance(&self, clock: &str, of: &str) -> Option<(i64, i64)>;
    /// Whether a clock's instant lies within named hours.
    fn during(&self, clock: &str, hours: &str) -> Truth;
    /// Whether a track is on.
    fn track(&self, track: &str) -> Truth;
    /// Whether a branch is on.
    fn branch(&self, branch: &str) -> Truth;
}

impl Condition {
    /// Evaluates against a scene.
    pub(crate) fn judge(&self, scene: &impl Scene) -> Judged {
        match self {
            Self::Always => Judged::new(Truth::Yes, Reason::Always),
            Self::All(parts) => join(parts, scene, Truth::No),
            Self::Any(parts) => join(parts, scene, Truth::Yes),
            Self::Not(part) => {
                let judged = part.judge(scene);
                Judged { truth: judged.truth.not(), because: judged.because }
            }
            Self::Decided(part, unknown) => {
                let judged = part.judge(scene);
                Judged { truth: Truth::of(judged.stands(*unknown)), because: judged.because }
            }
            Self::Field { field, test } => {
                let truth = test.judge(scene.answer(field));
                let field = field.clone();
                Judged::new(
                    truth,
                    if truth == Truth::NotKnown { Reason::NotKnown { field } } else { Reason::Answer { field } },
                )
            }
            Self::Step { step, states } => {
                let state = scene.state(step);
                Judged::new(Truth::of(states.contains(&state)), Reason::Step { step: step.clone(), state })
            }
            Self::ClockSet { clock, set } => {
                let found = scene.clock_set(clock);
                Judged::new(Truth::of(found == *set), Reason::Clock { clock: clock.clone(), set: found })
            }
            Self::Within { clock, length, of } => {
                let distance = scene.distance(clock, of);
                let truth =
                    distance.map_or(Truth::NotKnown, |(shortest, longest)| within(shortest, longest, length.ms));
                Judged::new(truth, Reason::Clock { clock: clock.clone(), set: distance.is_some() })
            }
            Self::During { clock, hours } => {
                let reason = Reason::Clock { clock: clock.clone(), set: scene.clock_set(clock) };
                Judged::new(scene.during(clock, hours), reason)
            }
            Self::Track(track) => Judged::new(scene.track(track), Reason::Track { track: track.clone() }),
            Self::Branch(branch) => Judged::new(scene.branch(branch), Reason::Branch { branch: branch.clone() }),
        }
    }

    /// Whether it looks at nothing that can change.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::Always)
    }
}

fn within(shortest: i64, longest: i64, allowed: i64) -> Truth {
    if longest <= allowed {
        Truth::Yes
    } else if shortest > allowed {
        Truth::No
    } else {
        Truth::NotKnown
    }
}

/// Joins parts: `decisive` is the truth of one part that settles the whole (`No` for all, `Yes` for any).
fn join(parts: &[Condition], scene: &impl Scene, decisive: Truth) -> Judged {
    let judged: Vec<Judged> = parts.iter().map(|part| part.judge(scene)).collect();
    let truth = if judged.iter().any(|part| part.truth == decisive) {
        decisive
    } else if judged.iter().any(|part| part.truth == Truth::NotKnown) {
        Truth::NotKnown
    } else {
        decisive.not()
    };
    let because = judged.into_iter().filter(|part| part.truth == truth).flat_map(|part| part.because).collect();
    Judged { truth, because }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_only_when_every_possible_distance_does() {
        assert_eq!(within(-5, 90, 96), Truth::Yes, "an assault after first contact is inside");
        assert_eq!(within(90, 100, 96), Truth::NotKnown);
        assert_eq!(within(97, 100, 96), Truth::No);
        assert_eq!(within(96, 96, 96), Truth::Yes);
    }
}
