//! Episodes: answers, changes, saves, and how the saves of many devices fold into one record. Pure.
//!
//! Nothing here seals, stores, sends, or reads a clock.

pub mod answer;
pub mod applied;
pub mod change;
pub mod consent;
pub mod handle;
pub mod op;
pub mod record;
pub mod signature;
pub mod snapshot;
pub mod stamp;

pub use answer::{Answer, Exactness, Instant, Value};
pub use applied::AppliedOp;
pub use change::{Change, ChangeRef, PackRef, StepEvent, StepKind};
pub use consent::{Basis, Consent, Guardian, How, Signed, Told};
pub use op::{Dependency, Op, OpError, ServerTime, TreeHead};
pub use record::{Opened, Record};
pub use signature::Signature;
pub use snapshot::{Line, Section, Snapshot};
pub use stamp::{Hlc, HybridClock};
