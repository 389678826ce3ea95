//! What a device reads from a camera, a person's voice, a sealed entry, and its own files after somebody else had them.

use super::text;
use first72_core::audit::AuditBatch;
use first72_core::directory::enrol::{Approval, ReleaseRequest, Request, read_genesis};
use first72_core::directory::{SealedPart, TestNumber};
use first72_core::episode::{Op, Snapshot};
use first72_core::incident::{IncidentFile, Language};
use first72_core::moment::Moment;
use first72_core::seal::keystore::MemoryKeyStore;
use first72_core::seal::passphrase::Rung;
use first72_core::seal::random::SystemRandomness;
use first72_core::seal::release_code::ReleaseCode;
use first72_core::seal::unlock::ProfileLock;
use first72_wire::cbor::Reader;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, GrantId, Hash, MatterId, PersonId, SpaceId};
use first72_wire::policy::use_notice::UseNotice;
use first72_wire::statement::{Introduced, Opening, PublicPart, RecoveryCase};
use std::path::Path;
use std::sync::LazyLock;
use tempfile::TempDir;

pub(super) fn op(bytes: &[u8]) -> bool {
    let Ok(op) = Op::decode(bytes) else { return false };
    let written = op.encode().expect("what was read can be written");
    assert!(Op::decode(&written).is_ok_and(|again| again == op));
    true
}

/// What only members may read of a statement: other members wrote it.
pub(super) fn sealed_part(bytes: &[u8]) -> bool {
    let (person_id, grant_id, device_id) = (PersonId([1; 16]), GrantId([2; 16]), DeviceId([3; 16]));
    let device = Introduced { device_id, person_id, sig_pk: [1; 32], kem_pk: [4; 65] };
    let kinds = [
        PublicPart::Person { person_id },
        PublicPart::DeviceAdd { device, not_after_ms: 1 },
        PublicPart::DeviceEnd { device_id, reason: 1, wipe: true, heads: vec![] },
        PublicPart::Grant { grant_id, person_id, not_before_ms: 0, not_after_ms: 1 },
        PublicPart::RecoveryUse(RecoveryCase { compartment: Compartment::Ops, device_id, epoch: 1 }),
        PublicPart::PackPart { copy: Hash([8; 32]), index: 0, count: 1 },
        PublicPart::Relief,
        PublicPart::Cleared,
        PublicPart::BreakGlass,
        PublicPart::Rehearsed { announced: Hash([8; 32]) },
        PublicPart::ReleaseOpen(Opening { space: SpaceId([2; 16]), matter: MatterId([3; 16]), end_ms: 1 }),
        PublicPart::Hold { matter: MatterId([3; 16]) },
    ];
    let mut taken = false;
    for public in &kinds {
        let Ok(part) = SealedPart::parse(public, bytes) else { continue };
        assert!(SealedPart::parse(public, &part.to_bytes()).is_ok_and(|again| again == part));
        taken = true;
    }
    taken
}

/// The file of an incident, as whoever checks it gets it from somebody.
pub(super) fn incident(bytes: &[u8]) -> bool {
    let Ok(file) = IncidentFile::parse(bytes) else { return false };
    // What it says need not hold: checking it only must not break down.
    let _holds = file.check().is_ok();
    let _text = file.readable("Invented", Language::Es, &|_| None);
    assert!(IncidentFile::parse(file.to_text().as_bytes()).is_ok_and(|again| again == file));
    true
}

/// What a drill of recovery opens: a registrar sealed it.
pub(super) fn test_number(bytes: &[u8]) -> bool {
    let Ok(number) = TestNumber::parse(bytes) else { return false };
    super::same(&number.to_bytes(), bytes);
    true
}

/// A copy of parts of an episode: whoever gave it wrote it.
pub(super) fn snapshot(bytes: &[u8]) -> bool {
    let Ok(copy) = Snapshot::parse(bytes) else { return false };
    assert!(Snapshot::parse(&copy.to_bytes()).is_ok_and(|again| again == copy));
    true
}

/// What an agency says at the door, as a locked device keeps it in the clear.
pub(super) fn use_notice(bytes: &[u8]) -> bool {
    let read = |bytes| UseNotice::read(&mut Reader::strict(bytes)?);
    let Ok(notice) = read(bytes) else { return false };
    assert_eq!(read(&notice.to_bytes()), Ok(notice));
    true
}

/// What was done on somebody's device, as an auditor opens it.
pub(super) fn audit_batch(bytes: &[u8]) -> bool {
    let Ok(batch) = AuditBatch::parse(bytes) else { return false };
    assert!(AuditBatch::parse(&batch.to_bytes()).is_ok_and(|again| again == batch));
    true
}

pub(super) fn enrol_request(bytes: &[u8]) -> bool {
    let bare = Request::from_bytes(bytes.to_vec()).is_ok();
    let Some(Ok(request)) = text(bytes).map(Request::parse) else { return bare };
    assert!(Request::parse(&request.text()).is_ok());
    true
}

pub(super) fn enrol_answer(bytes: &[u8]) -> bool {
    let Some(text) = text(bytes) else { return false };
    let genesis = read_genesis(text).is_ok();
    let Ok(answer) = Approval::parse(text) else { return genesis };
    assert!(Approval::parse(&answer.text()).is_ok());
    true
}

pub(super) fn release_request(bytes: &[u8]) -> bool {
    let bare = ReleaseRequest::from_bytes(bytes).is_ok();
    let Some(Ok(request)) = text(bytes).map(ReleaseRequest::parse) else { return bare };
    assert!(ReleaseRequest::parse(&request.text()).is_ok());
    true
}

pub(super) fn release_code(bytes: &[u8]) -> bool {
    let Some(Ok(code)) = text(bytes).map(ReleaseCode::from_text) else { return false };
    assert!(ReleaseCode::from_text(&code.to_text()).is_ok());
    true
}

/// A profile that was made once; each reading starts from a copy of its files.
struct Made {
    chip: MemoryKeyStore,
    folder: TempDir,
    code: ReleaseCode,
}

const PROFILE: [u8; 16] = [7; 16];
const NOW: Moment = Moment { wall_ms: 1_780_000_000_000, boot_id: [1; 16], boot_ms: 5_000 };

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let (chip, folder) = (MemoryKeyStore::new(), tempfile::tempdir().expect("a folder"));
    let random = SystemRandomness::new();
    let made = ProfileLock::create(folder.path(), PROFILE, &chip, b"25801470", Rung::Floor, &NOW, &random);
    let (_, _, code) = made.expect("a profile can be made");
    Made { chip, folder, code }
});

/// A release code that opens the profile of these tests and nothing else.
pub(super) fn code() -> &'static ReleaseCode {
    &MADE.code
}

/// The files of that profile.
pub(super) fn profile() -> Vec<Vec<u8>> {
    let folder = MADE.folder.path();
    files(folder).iter().filter_map(|name| std::fs::read(folder.join(name)).ok()).collect()
}

/// The bytes stand in each of a profile's files in turn. Nothing that they make of it opens, and looking changes nothing.
pub(super) fn unlock_files(bytes: &[u8]) -> bool {
    let made = &*MADE;
    let mut taken = false;
    for name in files(made.folder.path()) {
        let folder = tempfile::tempdir().expect("a folder");
        for other in files(made.folder.path()) {
            std::fs::copy(made.folder.path().join(&other), folder.path().join(&other)).expect("a small file");
        }
        let path = folder.path().join(&name);
        std::fs::write(&path, bytes).expect("a small file");
        let lock = ProfileLock::at(folder.path(), PROFILE, &made.chip);
        taken |= lock.readiness(&NOW).is_ok() && lock.opens_with(&made.code).is_ok();
        assert!(std::fs::read(&path).is_ok_and(|kept| kept == bytes), "looking changed {name}");
    }
    taken
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
