//! What became of each statement, so that a person can see why one has no effect.

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It counts.
    Counts,
    /// It may count when something else arrives.
    Waits(Reason),
    /// It does not count, whatever arrives in honesty.
    Refused(Reason),
}

/// Why a statement does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It stands in another realm or space, or is no statement.
    Elsewhere,
    /// Nobody has introduced its author yet.
    UnknownAuthor,
    /// The signature is not its author's.
    Signature,
    /// An earlier entry of its chain is not here.
    Gap,
    /// Its author may not say this.
    NotAuthorized,
    /// A device id that is not that of the keys beside it.
    DeviceId,
    /// It was logged after its author's device or entitlement had ended.
    AfterEnd,
    /// The root ended its author's office before it, or beside it in a fork.
    Cut,
    /// It came after two roots had claimed the realm: nothing new is trusted then.
    TwoRoots,
    /// A second registrar must sign it too.
    Cosign,
    /// The person it names is not known yet.
    UnknownPerson,
    /// Its sealed part cannot be opened here yet.
    Sealed,
    /// An earlier statement made the same thing.
    Repeated,
    /// What it ends is not known yet.
    UnknownTarget,
    /// It belongs to a later version.
    Later,
}

impl Reason {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Elsewhere => "statement.elsewhere",
            Self::UnknownAuthor => "statement.unknown-author",
            Self::Signature => "statement.signature",
            Self::Gap => "statement.gap",
            Self::NotAuthorized => "statement.not-authorized",
            Self::DeviceId => "statement.device-id",
            Self::AfterEnd => "statement.after-end",
            Self::Cut => "statement.cut",
            Self::TwoRoots => "statement.two-roots",
            Self::Cosign => "statement.cosign",
            Self::UnknownPerson => "statement.unknown-person",
            Self::Sealed => "statement.sealed",
            Self::Repeated => "statement.repeated",
            Self::UnknownTarget => "statement.unknown-target",
            Self::Later => "statement.later",
        }
    }
}
