//! What to do about a refusal of the notebook, in one half-sentence.

use first72_core::carrying::CarryError;
use first72_core::directory::ceremony::CeremonyError;
use first72_core::directory::enrol::EnrolError;
use first72_core::notebook::{
    AuthorityError, DisclosureError, GlassError, LogKeyError, Mixed, NotebookError, SharedError,
};
use first72_core::protocol::signature::Untrusted;
use first72_core::seal::{ShareError, UnlockError, WeakSecret};
use first72_core::sync::{RelayError, SyncError};
use first72_core::vault::VaultError;

/// What a server says to a device that its directory does not have.
const UNKNOWN_DEVICE: &str = "auth.refused";
const FOUR_WORDS: &str = "choose four or more words that do not belong together; nothing was made";

/// The whole sentence: what happened, and what to do.
pub(crate) fn sentence(error: &NotebookError) -> String {
    let advice = on(error);
    match error {
        NotebookError::Unlock(UnlockError::Wrong { wait_ms } | UnlockError::Wait { wait_ms }) => {
            let wrong = matches!(error, NotebookError::Unlock(UnlockError::Wrong { .. }));
            let what =
                if wrong { "this secret does not open the vault" } else { "it is too early for another attempt" };
            match wait_ms.div_ceil(1_000) {
                0 => format!("{what}; try again with the right one"),
                seconds => format!("{what}; wait {seconds} s, and try again with the right one"),
            }
        }
        NotebookError::NoPack { id, version } if version.is_empty() => {
            format!("there is no pack {id} on this device; {advice}")
        }
        _ => format!("{error}; {advice}"),
    }
}

/// What a founding lacks, in words to act on.
pub(crate) const fn on_founding(error: &CeremonyError) -> &'static str {
    match error {
        CeremonyError::Passphrase => "use at least 16 characters",
        CeremonyError::Weak(WeakSecret::Common) => FOUR_WORDS,
        CeremonyError::Address => "write https://host:port, or http://127.0.0.1:port with --demo",
        _ => "check what was typed, and try again",
    }
}

/// What a person can do now.
fn on(error: &NotebookError) -> &'static str {
    match error {
        NotebookError::NotEnrolled => "ask a registrar to take this device in, beginning with `first72 device request`",
        NotebookError::NotEntitled { .. } => "a registrar can give the entitlement",
        NotebookError::NoKey => "sync, and try again",
        NotebookError::NoProfile => "make one with `first72 vault create`",
        NotebookError::ProfileExists => "use it, or name another folder",
        NotebookError::NoEpisode => "`first72 list` shows those that are here",
        NotebookError::Untrusted { why, .. } => on_untrusted(*why),
        NotebookError::PackBroken(_) => "`first72 pack check` names each mistake of a folder",
        NotebookError::Copy(_) => "make the copy anew with `first72 pack copy`",
        NotebookError::Head(_) => "let the other device show it again with `first72 server head`, and take all of it",
        NotebookError::OtherRoot => "use the root file of this realm's own ceremony",
        NotebookError::NoPack { .. } => "`first72 pack show` lists the packs",
        NotebookError::NoField { .. } | NotebookError::NoStep { .. } => "`first72 pack show PACK` lists what it has",
        NotebookError::NoContact { .. } => "`first72 pack show PACK` lists the contacts",
        NotebookError::NoClearNo => "call the advocate; a waiver follows a clear no only",
        NotebookError::FixedList { .. } => "answer the items that the pack offers",
        NotebookError::Answer(_) => "`first72 pack show PACK` says what is allowed",
        NotebookError::Shared(error) => on_shared(*error),
        NotebookError::Unlock(error) => on_unlock(error),
        NotebookError::Unconfirmed { .. } => "type the secret again",
        NotebookError::Release(_) => "read the code again, or ask the registrar for it again",
        NotebookError::AlreadyEnrolled => "nothing is left to do",
        NotebookError::TooManyDevices => "end one of them first: `first72 person list` shows them",
        NotebookError::NotRegistrar => "use the registrar's device",
        NotebookError::TooOld { .. } => {
            "update First72 on this device; until then open episodes go on, and `first72 sync` and `device unsent` work"
        }
        NotebookError::NotAuditor => "a registrar can make this person an auditor: `first72 grant add --role auditor`",
        NotebookError::Authority(error) => on_authority(*error),
        NotebookError::LogKey(error) => on_log_key(*error),
        NotebookError::Glass(error) => on_glass(*error),
        NotebookError::Disclosure(error) => on_disclosure(*error),
        NotebookError::NoRecovery { .. } => {
            "let a registrar announce it with `first72 recovery open`, a second one sign it where the class asks, and sync"
        }
        NotebookError::ShareOfOtherRealm => "bring the sheet of this realm",
        NotebookError::ShareTwice { .. } => "bring another custodian's sheet",
        NotebookError::OtherShares => "bring the shares of the key that `first72 recovery show` names",
        NotebookError::Share(error) => on_share(error),
        NotebookError::Ended(_) => "use the file or the code as the device left it",
        NotebookError::Carry(error) => on_carry(*error),
        NotebookError::Wiped { .. } => {
            "wiped.txt in the vault's folder is the receipt for the registrar; unsent.entries is what was never sent"
        }
        NotebookError::NoMember { .. } => "`first72 person list` and `realm cosign` show what there is; sync first",
        NotebookError::NotOffered => "the root allows it with `first72 realm policy --second-pin on`; sync after that",
        NotebookError::DemoOnly => "make the vault without --emulated-chip for a real realm",
        NotebookError::Mixed(mixed) => on_mixed(*mixed),
        NotebookError::Enrol(error) => on_enrol(error),
        NotebookError::Relay(_) => "check the address; everything is still on this device",
        NotebookError::Sync(error) => on_sync(error),
        NotebookError::Vault(error) => on_vault(*error),
        NotebookError::KeyStore(_) | NotebookError::Random(_) => {
            "check the device's space and permissions; what was saved before is untouched"
        }
        NotebookError::Op(_) | NotebookError::Seal(_) | NotebookError::Wrap(_) => "nothing was saved",
        NotebookError::Damaged => "keep the folder as it is and call the registrar",
    }
}

const fn on_glass(error: GlassError) -> &'static str {
    match error {
        GlassError::NotAllowed => {
            "call whoever holds the episode, or a lead; the root allows it with `first72 realm policy --break-glass on`"
        }
        GlassError::ReadsIt => "`first72 list` shows it",
        GlassError::Stands => "sync, and let somebody who holds the episode sync too",
        GlassError::Reason => "say in a sentence why it cannot wait, with --reason",
        GlassError::Number(_) => "ask for the words again: `first72 show EPISODE` has them on a device that holds it",
    }
}

const fn on_disclosure(error: DisclosureError) -> &'static str {
    match error {
        DisclosureError::Parts => "`first72 release give EPISODE` lists what can be shared",
        DisclosureError::Recipient => "`first72 release give EPISODE` lists who could get it",
        DisclosureError::Purpose => "say in a sentence what it is for, with --purpose",
        DisclosureError::Days => "choose 1 to 90 days with --days",
        DisclosureError::Changed => "look at it again, and sign again",
        DisclosureError::NotTold => {
            "explain what it can bring, that it is free and how it is taken back, then name all three"
        }
        DisclosureError::NotSigned => "name who saw the young person sign with --witness",
        DisclosureError::Reference => "name the order or the report with --reference",
        DisclosureError::None => "sync; `first72 release list` shows what there is",
        DisclosureError::Over => "ask whoever gave it for another one",
        DisclosureError::Ordered => "it ends by its date; a registrar can end it before",
        DisclosureError::NotTheirs => "ask whoever gave it, a registrar or a lead",
        DisclosureError::OtherCopy => {
            "give it anew without --instead-of, and take the other back with `first72 release close`"
        }
        DisclosureError::Reason => "say in a sentence why, with --reason",
        DisclosureError::NoHold => "`first72 hold` lists those that stand",
    }
}

const fn on_unlock(error: &UnlockError) -> &'static str {
    match error {
        UnlockError::Weak(WeakSecret::Common) => FOUR_WORDS,
        UnlockError::Weak(WeakSecret::Taken) => "choose another one for the second; nothing was changed",
        UnlockError::Weak(_) => "choose another secret; nothing was made",
        UnlockError::NeedsRelease => "call the registrar, and begin with `first72 device release-request`",
        UnlockError::Wiped => "ask a registrar to take the device in anew",
        UnlockError::Files => "check the folder's permissions and the device's space",
        UnlockError::Damaged => "keep the folder as it is and call the registrar",
        _ => "close other programs and try again",
    }
}

const fn on_carry(error: CarryError) -> &'static str {
    match error {
        CarryError::Kind | CarryError::Slip => "write the file anew on the other device, and take it as it is",
        CarryError::Part(_) | CarryError::Mixed => "read the codes of one device, all of them",
        CarryError::TooMuch => "write it into a file instead",
        CarryError::Realm => "take it to a device of that agency",
        CarryError::Stranger => "sync first, so that this device knows who was taken in; then take the file again",
        CarryError::Own => "sync sends them; no other device is needed",
        CarryError::OtherDevice => "take them back to the device that wrote the entries",
        CarryError::Unsigned => "write the slip anew on the device that brought the entries; yours are still here",
    }
}

fn on_shared(error: SharedError) -> &'static str {
    match error {
        SharedError::Name => "use 1 to 64 letters, such as initials",
        SharedError::Taken => "choose another name, or open that vault",
        SharedError::Full => "use another device",
        SharedError::OnePersons => "leave out --whose, or make a device shared in a folder that has no vault",
        SharedError::InUse => "nothing was changed",
        SharedError::Whose => "name them with --whose or FIRST72_WHOSE",
        SharedError::Nobody => "check the spelling; `first72 vault create --whose NAME` makes a new vault",
    }
}

const fn on_log_key(error: LogKeyError) -> &'static str {
    match error {
        LogKeyError::NoRoom => "`first72 realm log-key` lists those that were named; end one first, or make a new one",
        LogKeyError::NotOneOfTwo => "name another one first, with `first72 realm log-key-add`",
        LogKeyError::InUse => {
            "give the server its new realm file, and sync here; if the key was stolen, say --anyway: devices then take the \
             server's word only once it signs with the new one"
        }
    }
}

const fn on_authority(error: AuthorityError) -> &'static str {
    match error {
        AuthorityError::Certificate => "use the `ca.der` that `first72 realm authority-new` made",
        AuthorityError::NoRoom => "`first72 realm authority` lists those that are trusted; end one first",
        AuthorityError::NotOneOfTwo => "name another one first, with `first72 realm authority-add`",
        AuthorityError::InUse => {
            "give the server its new certificate, and sync here; if the key was stolen, say --anyway: devices then reach the \
             server only once it has the new one"
        }
    }
}

const fn on_share(error: &ShareError) -> &'static str {
    match error {
        ShareError::Numbers => "use 2 to 7 custodians, of whom at least 2 are needed",
        ShareError::Text(_) => "type it again from the sheet: the line of the code, or all the words",
        ShareError::TooFew { .. } => "bring another custodian's sheet",
        _ => "bring sheets that were printed together",
    }
}

const fn on_mixed(mixed: Mixed) -> &'static str {
    match mixed {
        Mixed::DrillInReal => "ask the registrar of the real realm for a code of theirs",
        Mixed::RealInDrill => "use the real vault for it",
    }
}

const fn on_enrol(error: &EnrolError) -> &'static str {
    match error {
        EnrolError::NotEnteredYet => {
            "let the registrar sync, then fetch it with --server URL, or ask for an answer without --brief"
        }
        EnrolError::Ended => "ask a registrar to take the device in anew",
        EnrolError::OtherRequest => "the request was for another device, or was made anew; ask again with this one",
        _ => "compare the codes on both devices and ask for a new one",
    }
}

fn on_sync(error: &SyncError) -> &'static str {
    match error {
        SyncError::DeviceEnded { .. } => "call the registrar; what is only on this device stays here",
        SyncError::Relay(RelayError::Untrusted) => {
            "do not go on over this network, and tell the registrar; nothing was sent; if the server has a new certificate, \
             take the registrar's file with `first72 realm directory-take`"
        }
        SyncError::Relay(RelayError::Refused { code, .. }) if code == UNKNOWN_DEVICE => {
            "it does not know this device, or not any more; let the registrar sync, and ask there"
        }
        SyncError::Relay(RelayError::Refused { .. }) => {
            "call the registrar when it goes on; everything is still on this device"
        }
        SyncError::WentBack { .. } | SyncError::TwoHistories { .. } | SyncError::Unproven { .. } => {
            "tell the registrar, and hand over the proof (`first72 server proofs`); everything is still on this device"
        }
        SyncError::Stopped { .. } => {
            "when the registrar has looked into it, `first72 server go-on`; everything is still on this device"
        }
        SyncError::Vault(error) => on_vault(*error),
        SyncError::Mixed(mixed) => on_mixed(*mixed),
        _ => "everything is still on this device; try again later",
    }
}

const fn on_vault(error: VaultError) -> &'static str {
    match error {
        VaultError::Busy => "close the other program that has it open, and try again",
        VaultError::Future { .. } => "use the newer version of first72; the file is left as it is",
        VaultError::Full => "make room, and try again; what was saved before is untouched",
        VaultError::Unreadable | VaultError::Corrupt => "keep the folder as it is and call the registrar",
        VaultError::Missing => "check the folder's name; make a vault with `first72 vault create`",
        _ => "check the device's space and permissions; what was saved before is untouched",
    }
}

/// What lets a pack run.
const fn on_untrusted(why: Untrusted) -> &'static str {
    match why {
        Untrusted::NoPolicy => "the root says who may sign checklists with `first72 realm policy`",
        Untrusted::OtherPlace => "use a checklist that `first72 realm policy` names",
        Untrusted::Unsigned | Untrusted::OneSigner => {
            "two people sign it with `first72 pack sign`; then `first72 pack publish`, and sync"
        }
        Untrusted::Altered => "sign it anew after the change, or use the files that were signed",
        Untrusted::UnknownSigner => "let somebody sign whom `first72 realm policy` names",
        Untrusted::Expired { .. } => {
            "both people sign it again until a later day; then `first72 pack publish`, and sync"
        }
    }
}
