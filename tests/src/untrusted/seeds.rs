//! The first bytes of each parser's folder of seeds: whole and invented, so that a change to one byte of them reaches deep.

mod handed;
mod incident;

use super::device::{code, profile};
use super::files::PACK;
use super::server::{LOG, REALM, log_pk};
use super::{TARGETS, seeds_folder};
use anyhow::{Context, Result};
use first72_core::audit::{AuditBatch, AuditRow};
use first72_core::directory::enrol::{Approval, Carried, DirectoryHead, RealmAddress, ReleaseRequest, Request};
use first72_core::directory::{Circumstances, GrantTerms, PersonFacts, Right, Role, Scope, SealedPart, TestNumber};
use first72_core::episode::{
    Answer, Basis, Change, Consent, Guardian, Hlc, How, Instant, Line, Op, Section, Signature, Signed, Snapshot, Told,
    Value,
};
use first72_core::moment::Moment;
use first72_core::protocol::edition::Edition;
use first72_core::protocol::shipped;
use first72_core::protocol::signature::{PackSignature, SignedAs};
use first72_core::protocol::signature_file;
use first72_core::seal::device_keys::DeviceKeys;
use first72_core::seal::random::SystemRandomness;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Genesis, SignedGenesis};
use first72_wire::header::Kind;
use first72_wire::holdings::{CutEntry, Holdings};
use first72_wire::id::{DeviceId, EpisodeId, Hash, MatterId, OpId, PersonId, RealmId, SpaceId};
use first72_wire::log_keys::LogKeys;
use first72_wire::outcome::{EntryOutcome, Grown, PullAnswer, PushAnswer, Why};
use first72_wire::policy::Policy;
use first72_wire::policy::authorities::Authorities;
use first72_wire::policy::use_notice::UseNotice;
use first72_wire::realm_file::{RealmFile, TlsIdentity};
use first72_wire::receipt::Receipt;
use first72_wire::request::{Cursor, PullRequest, PushRequest, RequestAuth};
use first72_wire::request_log::{RequestDay, RequestRow, RequestsAnswer, RequestsAsked};
use first72_wire::run::{Form, Packer, Place};
use first72_wire::statement::{Opening, PublicPart, StatementBody};
use first72_wire::tree::LeafRun;
use first72_wire::witness::Witness;
use std::fs;
use std::path::Path;
use zeroize::Zeroizing;

/// Writes the seeds of every parser that has none yet; those that are there stay. Says how many it wrote.
///
/// # Errors
/// When a golden file or a folder cannot be read or written.
pub fn write() -> Result<usize> {
    let mut written = 0;
    for target in TARGETS {
        let folder = seeds_folder(target.name);
        if folder.is_dir() {
            continue;
        }
        fs::create_dir_all(&folder)?;
        for (number, seed) in (1..).zip(of(target.name)?) {
            fs::write(folder.join(format!("seed-{number}")), seed)?;
            written += 1;
        }
    }
    Ok(written)
}

fn of(name: &str) -> Result<Vec<Vec<u8>>> {
    let golden = Golden::read()?;
    let entries = &golden.entries;
    let bodies =
        |kind: Kind| entries.iter().filter(move |entry| entry.header.kind == kind).map(|entry| entry.body.clone());
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random)?;
    Ok(match name {
        "entry" => entries.iter().take(12).map(SealedEntry::to_bytes).collect(),
        "header" => entries.iter().take(6).map(|entry| entry.header.to_bytes().to_vec()).collect(),
        "key_body" => bodies(Kind::Key).collect(),
        "statement" => {
            let sealed = |public| StatementBody::new(public).with_sealed(vec![9; 72]).to_bytes();
            bodies(Kind::Statement)
                .chain([PublicPart::Relief, PublicPart::Cleared, PublicPart::BreakGlass].map(sealed))
                .chain([StatementBody::new(PublicPart::Policy(policy()?)).to_bytes()])
                .chain([sealed(PublicPart::Rehearsed { announced: Hash([8; 32]) })])
                .chain(released().map(sealed))
                .collect()
        }
        "sealed_part" => sealed_parts(),
        "audit_batch" => vec![AuditBatch { app: "0.1.0".into(), rows: vec![audit_row()] }.to_bytes()],
        "witness" => vec![Witness { note: note(), seen_ms: 1_780_000_000_000, made_ms: 1_780_000_060_000 }.to_bytes()],
        "incident" => vec![incident::incident(entries).to_text().into_bytes()],
        "test_number" => vec![TestNumber::draw(&random)?.to_bytes()],
        "use_notice" => use_notices(),
        "request_log" => request_log()?,
        "genesis" => vec![golden.genesis.genesis().bytes().to_vec(), golden.genesis.to_bytes()],
        "page_up" => vec![page(entries, Form::Upload)],
        "page_down" => vec![page(entries, Form::Download)],
        "push_request" => {
            let request = |mark: Option<[u8; 8]>| {
                PushRequest { mark, page: page(entries, Form::Upload), tree_size: mark.map(|_| 72) }.to_bytes()
            };
            [None, Some([7; 8])].map(request).into()
        }
        "pull_request" => vec![PullRequest::default().to_bytes(), pull().to_bytes()],
        "push_answer" => vec![push_answer().to_bytes()],
        "pull_answer" => vec![pull_answer(page(entries, Form::Download)).to_bytes()],
        "request_auth" => vec![auth().to_string().into_bytes()],
        "checkpoint" => vec![note().into_bytes()],
        "hello" => vec![hello_request(), hello_answer()],
        "error_body" => vec![br#"{"code":"limit.requests","retry_after_s":7,"later":1}"#.to_vec()],
        "holdings" => vec![holdings(entries)?],
        "op" => vec![op().encode()?, consented().encode()?],
        "snapshot" => vec![snapshot().to_bytes()],
        "enrol_request" => vec![Request::make(&keys, [3; 16]).text().into_bytes()],
        "enrol_answer" => vec![answer(&keys, &golden).text().into_bytes()],
        "release_request" => vec![release_request(&random)?],
        "release_code" => vec![code().to_text().as_bytes().to_vec()],
        "realm_file" => [None, Some(identity())].map(|tls| realm_file(&golden, tls).as_bytes().to_vec()).into(),
        "unlock_files" => profile(),
        "pack_copy" => vec![edition().to_copy()?, edition().with_signatures(&signatures()).to_copy()?],
        "pack_signatures" => vec![signature_file::write("sample", "1", &Hash([3; 32]), &signatures()).into_bytes()],
        _ => handed::of(name, entries)?,
    })
}

/// What is said of a copy that is given for a time, and of a hold.
fn released() -> [PublicPart; 4] {
    let (space, matter) = (SpaceId([2; 16]), MatterId([3; 16]));
    [
        PublicPart::ReleaseOpen(Opening { space, matter, end_ms: 1_780_000_000_000 }),
        PublicPart::ReleaseClose { space },
        PublicPart::Hold { matter },
        PublicPart::HoldEnd { hold: Hash([4; 32]) },
    ]
}

/// One of each kind, with a value in each field.
fn sealed_parts() -> Vec<Vec<u8>> {
    let facts = PersonFacts {
        name: "D. Rivera (invented)".into(),
        short_name: "D. Rivera".into(),
        agency: "Demo County".into(),
        guest: true,
    };
    let terms = |scope| GrantTerms {
        role: Role::Deputy,
        scope,
        compartments: vec![Compartment::Ops, Compartment::Le],
        rights: vec![Right::Open],
        basis: "assignment".into(),
    };
    let scopes = [Scope::Realm, Scope::Station("harbor-demo".into()), Scope::Case(EpisodeId([7; 16]))];
    let grants = scopes.map(|scope| SealedPart::Grant(terms(scope)));
    let others = [
        SealedPart::Person(facts),
        SealedPart::Device { label: "phone".into() },
        SealedPart::DeviceEnd(Circumstances { locked: Some(true), pin_known: None }),
        SealedPart::RecoveryUse { reason: "Invented.".into(), custodians: vec!["A. Invented".into()] },
        SealedPart::PackPart { bytes: vec![1, 2, 3] },
        SealedPart::Relief { person: PersonId([1; 16]), episode: EpisodeId([7; 16]) },
        SealedPart::Cleared { ended_by: vec![Hash([1; 32]), Hash([2; 32])], opened: vec![] },
        SealedPart::Cleared { ended_by: vec![], opened: vec![Hash([1; 32])] },
        SealedPart::ReleaseOpen {
            to: PersonId([1; 16]),
            from_ms: 1_780_000_000_000,
            may_keep: true,
            supersedes: Some(SpaceId([2; 16])),
        },
        SealedPart::Hold { reason: "Invented.".into(), from_ms: Some(7) },
        SealedPart::BreakGlass { episode: EpisodeId([7; 16]), from_ms: 1_780_000_000_000, reason: "Invented.".into() },
        SealedPart::Rehearsed { at_ms: 1_780_000_000_000 },
    ];
    grants.iter().chain(&others).map(SealedPart::to_bytes).collect()
}

fn snapshot() -> Snapshot {
    let line = |label: &str| Line { label: label.into(), words: "Invented words.".into() };
    Snapshot {
        episode: EpisodeId([7; 16]),
        handle: "amber heron".into(),
        language: "en".into(),
        basis: Basis::YoungPerson,
        purpose: "An invented purpose.".into(),
        how: How::OnDevice,
        sections: vec![Section { title: "Safety plan".into(), lines: vec![line("A place"), line("A person")] }],
    }
}

/// A save that says on what ground a copy was given.
fn consented() -> Op {
    let drawn = || Signature::drawn(&[[(3, 4), (900, 390)]]);
    let consent = Consent {
        space: SpaceId([1; 16]),
        realm: RealmId([2; 16]),
        to: PersonId([3; 16]),
        basis: Basis::WithGuardian,
        reference: Some("Invented 7".into()),
        purpose: "An invented purpose.".into(),
        how: How::OnDevice,
        end_ms: 1_780_000_000_000,
        may_keep: false,
        parts: vec!["Safety plan".into()],
        text_version: Some("1".into()),
        language: "es".into(),
        explained_by: "A. Invented".into(),
        told: Told { effects: true, voluntary: true, taking_back: true },
        signed: Some(Signed::Drawn(drawn())),
        guardian: Some(Guardian { name: "B. Invented".into(), signature: drawn() }),
        at: Instant::exact(1_780_000_000_000),
    };
    let when = Moment { wall_ms: 1_780_000_000_000, boot_id: [1; 16], boot_ms: 5_000 };
    Op::new(OpId([8; 16]), Hlc::at(when.wall_ms), when, vec![Change::Consent(Box::new(consent))])
}

fn request_log() -> Result<Vec<Vec<u8>>> {
    let device = Some(DeviceId([7; 16]));
    let row = RequestRow { at_ms: 1_780_000_000_000, route: 3, status: 200, device, up: 40, down: 900 }.to_bytes();
    let rows = vec![row.clone(), RequestRow::parse(&row)?.to_bytes()];
    let day = RequestDay::over(20_601, &rows)?.to_bytes();
    let asked = RequestsAsked { day: 20_601, from: 8_192 }.to_query().into_bytes();
    Ok(vec![row, day, RequestsAnswer { more: true, rows }.to_bytes(), asked])
}

fn use_notices() -> Vec<Vec<u8>> {
    let (en, es) = (("en", "For staff.\nRecorded."), ("es", "Queda anotado."));
    let own = |texts: &[(&str, &str)]| texts.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
    [&[en][..], &[en, es]].into_iter().filter_map(|texts| UseNotice::new(own(texts))).map(|it| it.to_bytes()).collect()
}

fn audit_row() -> AuditRow {
    AuditRow {
        number: 30,
        at_ms: 1_780_000_000_000,
        object: vec![6; 32],
        episode: Some(EpisodeId([7; 16])),
        amount: 2,
        session: [8; 8],
    }
}

struct Golden {
    genesis: SignedGenesis,
    entries: Vec<SealedEntry>,
}

impl Golden {
    fn read() -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/realm");
        let index: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("index.json"))?)?;
        let bytes = |key: &str| index[key].as_str().and_then(first72_wire::hex::decode).context("hexadecimal digits");
        let signature = bytes("genesis_signature")?.try_into().ok().context("a signature has 64 bytes")?;
        let genesis = SignedGenesis::new(Genesis::parse(&bytes("genesis")?)?, signature)?;
        let files = index["entries"].as_array().context("the golden entries")?;
        let entry = |file: &serde_json::Value| {
            let name = file["file"].as_str().context("a file's name")?;
            Ok(SealedEntry::parse(&fs::read(folder.join(name))?)?)
        };
        Ok(Self { genesis, entries: files.iter().map(entry).collect::<Result<_>>()? })
    }
}

/// All golden entries in one page, as if they were of the realm that the parsers read pages for.
fn page(entries: &[SealedEntry], form: Form) -> Vec<u8> {
    let mut packer = Packer::new(form);
    for (pos, entry) in (1..).zip(entries) {
        packer.push(entry, &entry.hash(), Place { pos, dir_pos: pos, leaf: pos });
    }
    packer.into_bytes()
}

/// All golden entries as a device would hold them, with a gap between the numbers; every fourth as one that was destroyed.
fn holdings(entries: &[SealedEntry]) -> Result<Vec<u8>> {
    let mut file = Holdings::new(REALM, note().as_bytes()).context("a note of the usual length")?;
    for (leaf, entry) in (3..).step_by(2).zip(entries) {
        if leaf % 8 == 1 { file.push_cut(leaf, CutEntry::of(entry)) } else { file.push(leaf, entry) }
    }
    Ok(file.into_bytes())
}

fn cursor(byte: u8) -> Cursor {
    Cursor { space: SpaceId([byte; 16]), pos: u64::from(byte) }
}

fn pull() -> PullRequest {
    PullRequest { mark: Some([7; 8]), cursors: vec![cursor(1), cursor(2)], own: true }
}

fn pull_answer(page: Vec<u8>) -> PullAnswer {
    PullAnswer { more: true, mark: [9; 8], cursors: vec![cursor(3)], page }
}

fn push_answer() -> PushAnswer {
    let outcomes = vec![
        EntryOutcome::Stored { pos: 4 },
        EntryOutcome::Stored { pos: 5 },
        EntryOutcome::Duplicate { pos: 1 },
        EntryOutcome::Refused(Why::Gap { have: 3 }),
        EntryOutcome::Fork,
    ];
    let receipt = Receipt { server_ms: 1_780_000_000_000, signature: [5; 64] };
    let leaves = vec![LeafRun { first: 70, count: 2 }, LeafRun { first: 3, count: 1 }];
    let grown = Some(Grown { leaves, growth: vec![Hash([1; 32])], below: vec![Hash([2; 32]); 3] });
    PushAnswer { outcomes, receipt, checkpoint: note(), news: true, grown }
}

fn auth() -> RequestAuth {
    RequestAuth { device: DeviceId([4; 16]), nonce_tag: [1, 2, 3, 4], counter: 72, signature: [6; 64] }
}

fn note() -> String {
    let checkpoint = Checkpoint { size: 72, root: Hash([8; 32]) };
    let signature = LOG.sign(checkpoint.text(&REALM).as_bytes());
    let signature = signature.as_ref().try_into().expect("a signature has 64 bytes");
    checkpoint.note(&REALM, &log_pk(), &signature)
}

/// A root's word with both lists of its server's keys.
fn policy() -> Result<Policy> {
    let keys = LogKeys::of(log_pk()).with([0x0c; 32]).and_then(|both| both.ended(&log_pk(), 72));
    let keys = keys.context("two keys of which one is ended")?;
    let authorities = Authorities::new(vec![vec![2; 40], vec![1; 40]]).context("two authorities")?;
    Ok(Policy::default().with_authorities(Some(authorities)).with_log_keys(Some(keys)))
}

fn hello_request() -> Vec<u8> {
    format!(r#"{{"device_id":"{}","client_nonce":"{}"}}"#, "04".repeat(16), "05".repeat(16)).into_bytes()
}

fn hello_answer() -> Vec<u8> {
    let (nonce, sig) = ("06".repeat(32), "07".repeat(64));
    let answer = serde_json::json!({
        "server_nonce": nonce, "server_ms": 1_780_000_000_000_i64, "checkpoint": note(), "sig": sig,
    });
    answer.to_string().into_bytes()
}

fn op() -> Op {
    let when = Moment { wall_ms: 1_780_000_000_000, boot_id: [1; 16], boot_ms: 5_000 };
    let answer = Answer::Given(Value::Text("an invented word".into()));
    let changes = vec![
        Change::Answer { field: "alias".into(), answer, replaces: Vec::new() },
        Change::Answer { field: "age_band".into(), answer: Answer::Declined, replaces: Vec::new() },
        Change::AddItem { field: "needs".into(), item: "water".into() },
    ];
    Op::new(OpId([2; 16]), Hlc::at(when.wall_ms), when, changes)
}

fn answer(keys: &DeviceKeys, golden: &Golden) -> Approval {
    let address = RealmAddress {
        url: "http://127.0.0.1:7200".into(),
        log_pk: log_pk(),
        tls_ca_sha256: Hash([0; 32]),
        ca_der: None,
    };
    let head = DirectoryHead { seq: 3, hash: Hash([1; 32]) };
    let carried =
        Carried { genesis: Some(golden.genesis.clone()), entries: golden.entries.iter().take(3).cloned().collect() };
    Approval::make(keys, &Request::make(keys, [3; 16]), &golden.genesis, address, head, carried)
}

fn release_request(random: &SystemRandomness) -> Result<Vec<u8>> {
    let (realm, profile, device) = (RealmId([1; 16]), [2; 16], DeviceId([3; 16]));
    let registrar = DeviceKeys::make(random)?;
    let (id, kem_pk) = (registrar.device_id(), registrar.public().kem_pk);
    let sealed = code().seal_to(realm, &profile, &device, id, &kem_pk, random)?;
    Ok(ReleaseRequest { realm, profile, device, sealed: vec![sealed] }.text().into_bytes())
}

fn realm_file(golden: &Golden, tls: Option<TlsIdentity>) -> Zeroizing<String> {
    let first_entries = golden.entries.iter().take(2).cloned().collect();
    RealmFile { genesis: golden.genesis.clone(), log_seed: Zeroizing::new([0x27; 32]), first_entries, tls }.to_text()
}

fn identity() -> TlsIdentity {
    let pem = |what| format!("-----BEGIN {what}-----\ninvented\n-----END {what}-----\n");
    let key_pem = Zeroizing::new(pem("PRIVATE KEY"));
    TlsIdentity { chain_pem: pem("CERTIFICATE"), key_pem, authority: Some(vec![0xca; 480]) }
}

fn small_pack() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    shipped::find(PACK).into_iter().flat_map(|pack| pack.files)
}

fn edition() -> Edition {
    Edition::of(small_pack().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(), &[])
}

fn signatures() -> Vec<PackSignature> {
    let signed = |(part, _)| PackSignature { part, key: [7; 32], until_ms: 1_800_000_000_123, signature: [9; 64] };
    SignedAs::WORDS.map(signed).to_vec()
}
