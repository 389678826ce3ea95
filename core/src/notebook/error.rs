//! Why the notebook could not do what it was asked, with a stable code for each reason.

use super::authorities::AuthorityError;
use super::confirm::SensitiveAct;
use super::disclosure::DisclosureError;
use super::enrol::MOST_DEVICES;
use super::glass::GlassError;
use super::log_keys::LogKeyError;
use super::shared::SharedError;
use crate::carrying::CarryError;
use crate::directory::ended::EndedError;
use crate::directory::enrol::EnrolError;
use crate::episode::OpError;
use crate::protocol::edition::CopyError;
use crate::protocol::form::AnswerProblem;
use crate::protocol::problem::PackErrors;
use crate::protocol::signature::Untrusted;
use crate::seal::{KeyStoreError, NoRandomness, ReleaseCodeError, SealError, ShareError, UnlockError, WrapError};
use crate::sync::{NotReachable, SyncError};
use crate::vault::VaultError;
use first72_wire::checkpoint::CheckpointRefused;
use first72_wire::compartment::Compartment;
use first72_wire::drill::Mixed;
use first72_wire::policy::app_version::AppVersion;
use thiserror::Error;

/// Why the notebook could not do what it was asked. Nothing was changed, unless a variant says so.
#[derive(Debug, Error)]
pub enum NotebookError {
    /// This device is in no realm that could take this.
    #[error("this device is not enrolled for this")]
    NotEnrolled,
    /// This person may not write there.
    #[error("this person may not write {compartment}")]
    NotEntitled {
        /// The class of content.
        compartment: Compartment,
    },
    /// The key of the space has not arrived yet; a sync may bring it.
    #[error("the key of this part of the episode is not here yet")]
    NoKey,
    /// No agency of this device offers what was asked for.
    #[error("no agency of this device offers this")]
    NotOffered,
    /// No such episode on this device.
    #[error("there is no such episode on this device")]
    NoEpisode,
    /// The pack of the episode is not on this device.
    #[error("the pack {id} {version} is not on this device")]
    NoPack {
        /// The pack's id.
        id: String,
        /// Its version.
        version: String,
    },
    /// The realm does not let this pack run for a new episode.
    #[error("the pack {id} {version} cannot begin an episode: {why}")]
    Untrusted {
        /// The pack's id.
        id: String,
        /// Its version.
        version: String,
        /// Why not.
        why: Untrusted,
    },
    /// The pack has mistakes.
    #[error("the pack has mistakes: {0}")]
    PackBroken(PackErrors),
    /// These bytes are no copy of a pack.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The pack has no such question.
    #[error("the pack has no question {field}")]
    NoField {
        /// The question's key.
        field: String,
    },
    /// The pack names the items of this list itself.
    #[error("the items of {field} are the pack's own")]
    FixedList {
        /// The list's key.
        field: String,
    },
    /// The pack has no such step.
    #[error("the pack has no step {step}")]
    NoStep {
        /// The step's id.
        step: String,
    },
    /// The pack has no such contact, or the contact no such number.
    #[error("the pack has no such number of {contact}")]
    NoContact {
        /// The contact's id.
        contact: String,
    },
    /// A waiver follows one clear no and nothing else.
    #[error("there is no clear no that a waiver could follow")]
    NoClearNo,
    /// The answer is not one that the question takes.
    #[error(transparent)]
    Answer(#[from] AnswerProblem),
    /// There is no profile on this device yet.
    #[error("there is no profile here yet")]
    NoProfile,
    /// There is a profile on this device already.
    #[error("there is a profile here already")]
    ProfileExists,
    /// The device cannot be shared as asked, or it was not said whose vault is meant.
    #[error(transparent)]
    Shared(#[from] SharedError),
    /// The profile did not open.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// The secret has to be typed again before this act.
    #[error("the PIN is asked for again before this")]
    Unconfirmed {
        /// What was to be done.
        act: SensitiveAct,
    },
    /// The release code cannot be read or opened.
    #[error(transparent)]
    Release(#[from] ReleaseCodeError),
    /// The key store of this device.
    #[error(transparent)]
    KeyStore(#[from] KeyStoreError),
    /// The address of the realm's server cannot be used.
    #[error(transparent)]
    Relay(#[from] NotReachable),
    /// The code of an enrolment cannot be used.
    #[error(transparent)]
    Enrol(#[from] EnrolError),
    /// This device is in that realm already.
    #[error("this device is in that realm already")]
    AlreadyEnrolled,
    /// The person has as many devices as one may have.
    #[error("this person has {MOST_DEVICES} devices already")]
    TooManyDevices,
    /// Only a registrar of the realm can do this.
    #[error("only a registrar can do this")]
    NotRegistrar,
    /// The realm's root wants a newer app for this.
    #[error("this app is too old for that; its agency wants {oldest} or newer")]
    TooOld {
        /// The oldest version that may do it.
        oldest: AppVersion,
    },
    /// Only an auditor of the realm reads what was done on its devices.
    #[error("only an auditor of this realm can read what was done")]
    NotAuditor,
    /// This root key is that of another realm.
    #[error("this is the root of another realm")]
    OtherRoot,
    /// An authority of the server's certificates was not named or ended.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// A log key of the server was not named, or not ended.
    #[error(transparent)]
    LogKey(#[from] LogKeyError),
    /// Somebody cannot look into an episode that is not theirs.
    #[error(transparent)]
    Glass(#[from] GlassError),
    /// Nothing was given, read, taken back or held.
    #[error(transparent)]
    Disclosure(#[from] DisclosureError),
    /// No recovery of this class was announced for this device, or it still waits for a second registrar.
    #[error("no recovery of {compartment} is open for this device")]
    NoRecovery {
        /// The class of content.
        compartment: Compartment,
    },
    /// The shares make another key than the one that the recovery names.
    #[error("these shares are not those of the key that the recovery names")]
    OtherShares,
    /// A share of another realm's key.
    #[error("this share is of another realm's key")]
    ShareOfOtherRealm,
    /// This custodian's share is in already.
    #[error("share {holder} is in already")]
    ShareTwice {
        /// Its number.
        holder: u8,
    },
    /// Shares that cannot be used.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// What an ended device left cannot be used.
    #[error(transparent)]
    Ended(#[from] EndedError),
    /// What another device handed over is of no use here.
    #[error(transparent)]
    Carry(#[from] CarryError),
    /// A registrar ended this device and asked it to destroy what it held, which it has done. What it had never sent
    /// is beside the receipt, sealed.
    #[error("a registrar ended this device, and it has destroyed what it held")]
    Wiped {
        /// Entries that it had never sent.
        unsent: u64,
    },
    /// What another device is said to have seen is no word of this realm's server.
    #[error("this is no word of this realm's server: {0}")]
    Head(CheckpointRefused),
    /// No such device, person or statement in this realm.
    #[error("this realm has no such {what}")]
    NoMember {
        /// What was looked for.
        what: &'static str,
    },
    /// This profile keeps its keys in an emulated chip, which only a demo realm takes.
    #[error("an emulated chip is for demo realms only")]
    DemoOnly,
    /// Something of a drill came to a real notebook, or something real to a drill.
    #[error(transparent)]
    Mixed(#[from] Mixed),
    /// The content is too long, or cannot be written.
    #[error(transparent)]
    Op(#[from] OpError),
    /// The entry could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A key could not be given to somebody.
    #[error(transparent)]
    Wrap(#[from] WrapError),
    /// The system gave no random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The store on this device.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The exchange with a server.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// A part of the notebook that was sealed on this device does not open.
    #[error("a part of this device's own store does not open")]
    Damaged,
}

impl NotebookError {
    /// The stable code that screens and scripts use.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotEnrolled => "notebook.not-enrolled",
            Self::NotOffered => "notebook.not-offered",
            Self::NotEntitled { .. } => "notebook.not-entitled",
            Self::NoKey => "notebook.no-key",
            Self::NoEpisode => "notebook.no-episode",
            Self::NoPack { .. } => "notebook.no-pack",
            Self::Untrusted { why, .. } => why.code(),
            Self::PackBroken(errors) => errors.code(),
            Self::Copy(inner) => inner.code(),
            Self::NoField { .. } => "notebook.no-field",
            Self::FixedList { .. } => "notebook.fixed-list",
            Self::NoStep { .. } => "notebook.no-step",
            Self::NoContact { .. } => "call.no-contact",
            Self::NoClearNo => "rights.no-clear-no",
            Self::Answer(inner) => inner.code(),
            Self::NoProfile => "notebook.no-profile",
            Self::ProfileExists => "notebook.profile-exists",
            Self::Shared(inner) => inner.code(),
            Self::Unlock(inner) => inner.code(),
            Self::Unconfirmed { .. } => "confirm.needed",
            Self::Release(inner) => inner.code(),
            Self::KeyStore(inner) => inner.code(),
            Self::Relay(inner) => inner.code(),
            Self::Enrol(inner) => inner.code(),
            Self::AlreadyEnrolled => "notebook.already-enrolled",
            Self::TooManyDevices => "enrol.too-many-devices",
            Self::NotRegistrar => "notebook.not-registrar",
            Self::TooOld { .. } => "app.too-old",
            Self::NotAuditor => "notebook.not-auditor",
            Self::OtherRoot => "notebook.other-root",
            Self::Authority(inner) => inner.code(),
            Self::LogKey(inner) => inner.code(),
            Self::Glass(inner) => inner.code(),
            Self::Disclosure(inner) => inner.code(),
            Self::NoRecovery { .. } => "recovery.none-open",
            Self::OtherShares => "recovery.other-shares",
            Self::ShareOfOtherRealm => "share.other-realm",
            Self::ShareTwice { .. } => "share.twice",
            Self::Share(inner) => inner.code(),
            Self::Ended(inner) => inner.code(),
            Self::Carry(inner) => inner.code(),
            Self::Wiped { .. } => "device.wiped",
            Self::Head(CheckpointRefused::Form) => "head.form",
            Self::Head(CheckpointRefused::Origin) => "head.origin",
            Self::Head(CheckpointRefused::Signature) => "head.signature",
            Self::NoMember { .. } => "notebook.no-member",
            Self::DemoOnly => "notebook.demo-only",
            Self::Mixed(inner) => inner.code(),
            Self::Op(inner) => inner.code(),
            Self::Seal(inner) => inner.code(),
            Self::Wrap(inner) => inner.code(),
            Self::Random(inner) => inner.code(),
            Self::Vault(inner) => inner.code(),
            Self::Sync(inner) => inner.code(),
            Self::Damaged => "notebook.damaged",
        }
    }
}
