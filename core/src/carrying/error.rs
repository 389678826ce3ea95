//! Why something that another device handed over cannot be used. Nothing is lost by any of it: the other device still has it.

use super::parts::MOST_PARTS;
use crate::directory::enrol::text_code::TextCodeError;
use thiserror::Error;

/// A refusal of what was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CarryError {
    /// It is neither a bundle of entries nor a slip of receipts.
    #[error("this is neither a bundle of entries nor a slip of receipts")]
    Kind,
    /// The slip is damaged or cut short.
    #[error("the slip of receipts is damaged")]
    Slip,
    /// A code is not one of these parts.
    #[error(transparent)]
    Part(#[from] TextCodeError),
    /// A part belongs to something else than those before it.
    #[error("the codes do not belong together")]
    Mixed,
    /// More than codes are made for.
    #[error("too much for codes: more than {MOST_PARTS} would be needed")]
    TooMuch,
    /// It is for, or from, a realm that this device is not in.
    #[error("it is of an agency that this device is not in")]
    Realm,
    /// No device that this one knows wrote any of it.
    #[error("no device that is known here wrote any of it")]
    Stranger,
    /// It is this device's own.
    #[error("these entries are this device's own")]
    Own,
    /// The receipts are for another device.
    #[error("these receipts are for another device")]
    OtherDevice,
    /// The realm's server signed none of it.
    #[error("the realm's server has not signed these receipts")]
    Unsigned,
}

impl CarryError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "carry.kind",
            Self::Slip => "carry.slip",
            Self::Part(inner) => inner.code(),
            Self::Mixed => "carry.mixed",
            Self::TooMuch => "carry.too-much",
            Self::Realm => "carry.realm",
            Self::Stranger => "carry.stranger",
            Self::Own => "carry.own",
            Self::OtherDevice => "carry.other-device",
            Self::Unsigned => "carry.unsigned",
        }
    }
}
