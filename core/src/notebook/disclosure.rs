//! Releases of information: a copy of named parts of an episode goes to one named person, for a time, on a ground that is
//! written down; it is read, taken back, and destroyed, and everybody concerned sees how that stands.
//!
//! The words of the record that were copied stay where they are: there is no live link into them. The ground stays with them
//! too. (The release of a forgotten PIN is in `release.rs` and has nothing to do with this; `shared.rs` is about a device that
//! several people use, `shares.rs` about the shares of a paper key.)

mod amend;
mod copied;
mod give;
mod hold;
mod purge;
mod read;
mod readers;
mod state;
mod taken;
mod words;

pub use amend::Earlier;
pub use copied::{CopyPart, Part};
pub use give::{CopyOffer, Giving, Recipient, Signing};
pub use hold::HoldLine;
pub(super) use purge::marker;
pub use readers::CopyReaders;
pub use state::{CopyDevice, CopyLine, CopyState, DeviceState};

use crate::directory::disclosure::LONGEST_MS;
use thiserror::Error;

/// The most days that a copy is given for.
pub const MOST_DAYS: u32 = (LONGEST_MS / DAY_MS) as u32;
/// For how many days it is given unless somebody chooses otherwise.
pub const USUAL_DAYS: u32 = 30;
/// A day in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Why nothing was given, read, taken back or held. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DisclosureError {
    /// Nothing was picked, or something that this person may not give.
    #[error("nothing was picked that this person may share")]
    Parts,
    /// Who is to get it is not a member of that realm who is entitled to anything there now, or has no device.
    #[error("this person has no part in that agency now, or no device there")]
    Recipient,
    /// No purpose, or one that is too long.
    #[error("a purpose of at most 500 bytes is needed")]
    Purpose,
    /// Not between 1 and [`MOST_DAYS`] days.
    #[error("a copy is given for 1 to 90 days")]
    Days,
    /// What was copied is not what was shown: the record has changed since.
    #[error("the record has changed since this was shown")]
    Changed,
    /// Not everything was explained.
    #[error("not everything was explained yet")]
    NotTold,
    /// The young person has not signed, or the guardian who agrees too.
    #[error("a signature is missing")]
    NotSigned,
    /// The number or date of the order or report is missing.
    #[error("the number or date of the order or the report is missing")]
    Reference,
    /// There is no such copy here, or nothing of it that this person may read.
    #[error("there is no such copy here")]
    None,
    /// It was taken back, or its time is over.
    #[error("this was taken back, or its time is over")]
    Over,
    /// It was not given by consent: nobody's change of mind ends it.
    #[error("this was ordered, not agreed to, and ends by its date")]
    Ordered,
    /// Somebody else gave it, and this person carries no office in that realm.
    #[error("somebody else gave this")]
    NotTheirs,
    /// The earlier copy went to somebody else, or is of another episode: nothing takes its place but one for the same.
    #[error("the earlier copy is another person's, or of another episode")]
    OtherCopy,
    /// A reason is needed, at most 1,000 bytes.
    #[error("a reason of at most 1,000 bytes is needed")]
    Reason,
    /// There is no such hold that stands.
    #[error("there is no such hold")]
    NoHold,
}

impl DisclosureError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Parts => "disclosure.parts",
            Self::Recipient => "disclosure.recipient",
            Self::Purpose => "disclosure.purpose",
            Self::Days => "disclosure.days",
            Self::Changed => "disclosure.changed",
            Self::NotTold => "disclosure.not-told",
            Self::NotSigned => "disclosure.not-signed",
            Self::Reference => "disclosure.reference",
            Self::None => "disclosure.none",
            Self::Over => "disclosure.over",
            Self::Ordered => "disclosure.ordered",
            Self::NotTheirs => "disclosure.not-theirs",
            Self::OtherCopy => "disclosure.other-copy",
            Self::Reason => "disclosure.reason",
            Self::NoHold => "disclosure.no-hold",
        }
    }
}
