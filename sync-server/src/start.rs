//! From settings to a server that listens.

use crate::app::App;
use crate::append::{Candidate, Proof};
use crate::auth::Sessions;
use crate::config::Config;
use crate::doors::{self, DoorError};
use crate::gates::Gates;
use crate::log_key::LogKey;
use crate::marks::Marks;
use crate::members::{Members, Stated};
use crate::outside::Clock;
use crate::readers::Readers;
use crate::request_log::RequestLog;
use crate::running::Running;
use crate::store::{Store, StoreError};
use crate::writer::{Desk, Writer};
use first72_wire::drill::{Mixed, realm_belongs};
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;
use first72_wire::outcome::{EntryOutcome, Why};
use first72_wire::realm_file::{MAX_REALM_FILE, RealmFile, RealmFileError};
use first72_wire::request_log::route;
use first72_wire::tree::leaf_hash;
use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use thiserror::Error;
use zeroize::Zeroizing;

/// Why the server did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The realm file cannot be opened.
    #[error("the realm file cannot be read: {0}")]
    RealmFileRead(io::Error),
    /// The realm file does not hold.
    #[error("{0}")]
    RealmFile(RealmFileError),
    /// The log key in the realm file is none that the root has named, or it was ended.
    #[error("the log key is not one that the realm's root has named, or it was ended")]
    LogKey,
    /// The realm is a drill's, whose root key everybody has.
    #[error("{0}")]
    Drill(#[from] Mixed),
    /// The data folder cannot be made or locked.
    #[error("the data folder cannot be used: {0}")]
    Data(io::Error),
    /// Another server has the data folder.
    #[error("another server uses this data folder")]
    InUse,
    /// The store cannot be used.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// One of the realm file's first entries does not belong into this store.
    #[error("first entry {index} of the realm file was refused: {}", why.code())]
    FirstEntry {
        /// Which, from 0.
        index: usize,
        /// Why.
        why: Why,
    },
    /// The root has not named the authority of the certificate, or has ended it: devices would not trust it.
    #[error("the root has not named the authority of the server's certificate, or has ended it")]
    Authority,
    /// The address, the certificate, or the choice of plain HTTP.
    #[error("{0}")]
    Door(#[from] DoorError),
    /// The system gave no thread or runtime.
    #[error("the server cannot run: {0}")]
    System(io::Error),
}

impl StartError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::RealmFileRead(_) => "realm-file.read",
            Self::RealmFile(error) => error.code(),
            Self::LogKey => "realm-file.other-log-key",
            Self::Drill(mixed) => mixed.code(),
            Self::Data(_) => "data.folder",
            Self::InUse => "data.in-use",
            Self::Store(error) => error.code(),
            Self::FirstEntry { .. } => "realm-file.first-entry",
            Self::Authority => "realm-file.other-authority",
            Self::Door(error) => error.code(),
            Self::System(_) => "system",
        }
    }
}

/// Starts a server with the system's clock.
///
/// # Errors
/// [`StartError`] says what is not as it should be; then nothing listens.
pub fn serve(config: &Config) -> Result<Running, StartError> {
    serve_with(config, Clock::system())
}

/// Starts a server with a clock of one's own.
///
/// # Errors
/// As [`serve`].
pub fn serve_with(config: &Config, clock: Clock) -> Result<Running, StartError> {
    let realm = read_realm_file(&config.realm)?;
    realm_belongs(false, realm.genesis.genesis())?;
    let tls = doors::choose(config, &realm)?;
    let lock = claim(&config.data)?;
    let (app, writer) = assemble(config, &realm, clock)?;
    let listener = TcpListener::bind(config.listen).map_err(DoorError::Listen)?;
    listener.set_nonblocking(true).map_err(DoorError::Listen)?;
    Running::start(listener, app, &config.limits, tls, writer, lock)
}

/// Reads and checks a realm file.
///
/// # Errors
/// [`StartError::RealmFileRead`] and [`StartError::RealmFile`].
pub fn read_realm_file(path: &Path) -> Result<RealmFile, StartError> {
    let mut text = Zeroizing::new(String::new());
    let file = File::open(path).map_err(StartError::RealmFileRead)?;
    let most = MAX_REALM_FILE as u64 + 1;
    file.take(most).read_to_string(&mut text).map_err(StartError::RealmFileRead)?;
    RealmFile::parse(&text).map_err(StartError::RealmFile)
}

/// Makes the data folder and keeps every other server out of it while the file is held.
pub(crate) fn claim(data: &Path) -> Result<File, StartError> {
    std::fs::create_dir_all(data).map_err(StartError::Data)?;
    let lock = File::create(data.join("lock")).map_err(StartError::Data)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StartError::InUse),
        Err(TryLockError::Error(error)) => Err(StartError::Data(error)),
    }
}

fn assemble(config: &Config, realm: &RealmFile, clock: Clock) -> Result<(Arc<App>, JoinHandle<()>), StartError> {
    let genesis = realm.genesis.genesis();
    let (id, directory) = (genesis.realm(), genesis.directory_space());
    let log_key = LogKey::from_seed(&realm.log_seed, id).ok_or(StartError::LogKey)?;
    let store = Store::open(&config.data, id)?;
    let readers = Readers::beside(&store)?;
    let members = store.members(genesis)?;
    let statements = store.statements(&directory)?;
    members.log_keys(genesis, &statements, log_key.public()).ok_or(StartError::LogKey)?;
    let tls_ca_sha256 = if config.plain_http_loopback { Hash::ZERO } else { authority(realm, &members, &statements)? };
    let log_key = Arc::new(log_key);
    let mut desk = Desk::new(store, directory, Arc::clone(&log_key), genesis.hash(), members)?;
    first_entries(&mut desk, realm, clock.now_ms())?;
    let (writer, thread) = Writer::start(desk).map_err(StartError::System)?;
    let app = App {
        realm: id,
        directory,
        genesis: realm.genesis.clone(),
        tls_ca_sha256,
        log_key,
        writer,
        readers,
        sessions: Sessions::default(),
        marks: Marks::default(),
        gates: Gates::new(&config.limits),
        body_memory: App::room(&config.limits),
        answer_memory: Arc::new(App::room(&config.limits)),
        body_time: Duration::from_secs(config.limits.body_seconds),
        requests: RequestLog::default(),
        clock,
    };
    app.act(route::STARTED);
    Ok((Arc::new(app), thread))
}

/// The authority of the certificate that the server shows: what signed requests are bound to, and nothing else. The root
/// must have named it, or else it is that of the founding. A store that holds nothing yet but what the ceremony made
/// cannot know better.
fn authority(realm: &RealmFile, members: &Members, statements: &[Stated]) -> Result<Hash, StartError> {
    let shown = realm.tls.as_ref().and_then(|tls| tls.authority.as_ref());
    let founded = realm.genesis.genesis().fields().servers.first().ok_or(StartError::Authority)?.tls_ca_sha256;
    let shown = shown.map_or(founded, |der| plain_digest(&[der]));
    let is_new = statements.len() <= realm.first_entries.len();
    let holds = match members.policy(statements).and_then(|policy| policy.authorities.as_ref()) {
        Some(named) => named.has(&shown),
        None => is_new || shown == founded,
    };
    if holds { Ok(shown) } else { Err(StartError::Authority) }
}

/// Stores what the ceremony made and is not there yet: without the first registrar nobody could upload.
pub(crate) fn first_entries(desk: &mut Desk, realm: &RealmFile, now_ms: i64) -> Result<(), StartError> {
    let candidate = |entry: &first72_wire::entry::SealedEntry| {
        let bytes = entry.to_bytes();
        let (hash, leaf) = (entry.hash(), leaf_hash(&bytes));
        Candidate { header: entry.header, bytes, hash, leaf, proof: Proof::NotChecked }
    };
    let own_realm = realm.genesis.genesis().realm();
    if let Some(index) = realm.first_entries.iter().position(|entry| entry.header.realm != own_realm) {
        return Err(StartError::FirstEntry { index, why: Why::Realm });
    }
    let candidates: Vec<Candidate> = realm.first_entries.iter().map(candidate).collect();
    let outcomes = desk.write(&[(&candidates, now_ms)])?;
    for (index, outcome) in outcomes.into_iter().flatten().enumerate() {
        match outcome.outcome {
            EntryOutcome::Stored { .. } | EntryOutcome::Duplicate { .. } => {}
            EntryOutcome::Fork => return Err(StartError::FirstEntry { index, why: Why::Prev }),
            EntryOutcome::Refused(why) => return Err(StartError::FirstEntry { index, why }),
        }
    }
    Ok(())
}
