//! The vault itself: made, opened, tidied, closed, and set aside when the file is unfit.

use super::checkpoints::KnownCheckpoint;
use super::error::VaultError;
use super::key::{RowMac, StoreKey};
use super::migration;
use super::pragma::{self, Mode};
use super::reserve::{RESERVE_BYTES, Reserve};
use super::salvage::{self, Salvaged};
use super::set_aside::{finish_setting_aside, set_aside};
use crate::durable_file;
use first72_wire::id::RealmId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Journal pages after which [`Vault::tidy`] is worth its cost: about 4 MiB.
const TIDY_PAGES: u32 = 1_000;

/// An open vault. It is closed when dropped; [`Vault::close`] also says whether that went well.
pub struct Vault {
    pub(super) connection: Connection,
    pub(super) mac: Box<dyn RowMac>,
    reserve: Reserve,
    path: PathBuf,
    journal_pages: Arc<AtomicU32>,
    /// What stands in the checkpoint table, as far as it was read.
    pub(super) checkpoints: RefCell<BTreeMap<RealmId, Option<KnownCheckpoint>>>,
}

/// A vault that was opened whatever state its file was in.
pub struct Opening {
    /// The open vault.
    pub vault: Vault,
    /// The unfit file, when there was one and a new vault was begun.
    pub set_aside: Option<SetAside>,
}

/// An unfit vault file that was kept, and what of it the new vault has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it is kept, unchanged.
    pub kept_at: PathBuf,
    /// What could be carried over.
    pub salvaged: Salvaged,
}

impl Vault {
    /// Makes a new vault.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`] when the file exists; [`VaultError::Full`] and the like.
    pub fn create(path: &Path, key: &StoreKey, mac: Box<dyn RowMac>) -> Result<Self, VaultError> {
        if path.exists() {
            return Err(VaultError::AlreadyThere);
        }
        Self::start(path, key, mac, Mode::New)
    }

    /// Opens a vault that is there, and brings its schema up to date.
    ///
    /// # Errors
    /// [`VaultError::Missing`]; [`VaultError::Future`] for a newer version's file;
    /// [`VaultError::Unreadable`] and [`VaultError::Corrupt`] for an unfit file, which is left
    /// as it is; [`VaultError::Busy`] when another process has it open.
    pub fn open(path: &Path, key: &StoreKey, mac: Box<dyn RowMac>) -> Result<Self, VaultError> {
        // SQLite takes a file shorter than one page for an empty one and would begin anew.
        if std::fs::metadata(path)?.len() < pragma::PAGE_BYTES {
            return Err(VaultError::Corrupt);
        }
        Self::start(path, key, mac, Mode::Existing)
    }

    /// Opens the vault; when its file is unfit, renames and keeps it and begins a new one.
    ///
    /// Only for a key that is known to be this file's, as an unlock file that opened proves:
    /// a wrong key looks the same as a damaged first page.
    ///
    /// # Errors
    /// As [`Vault::open`], but for damage.
    pub fn open_or_set_aside(
        path: &Path,
        key: &StoreKey,
        mac: impl Fn() -> Box<dyn RowMac>,
    ) -> Result<Opening, VaultError> {
        let kept_at = match Self::open(path, key, mac()) {
            Ok(vault) => return Ok(Opening { vault, set_aside: None }),
            Err(error) if error.is_damage() => set_aside(path)?,
            Err(VaultError::Missing) => finish_setting_aside(path)?.ok_or(VaultError::Missing)?,
            Err(error) => return Err(error),
        };
        Self::begin_anew(path, kept_at, key, &mac)
    }

    /// Renames and keeps the file of a vault that turned out damaged while it was open, and
    /// begins a new one with everything that can still be read.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; the old file is then under its own name, or kept.
    pub fn replace(self, key: &StoreKey, mac: impl Fn() -> Box<dyn RowMac>) -> Result<Opening, VaultError> {
        let Self { connection, path, .. } = self;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        drop(connection);
        let kept_at = set_aside(&path)?;
        Self::begin_anew(&path, kept_at, key, &mac)
    }

    /// The new vault takes the old one's name only when everything is in it, so that a power cut
    /// in between leaves no empty vault that would pass for the real one.
    fn begin_anew(
        path: &Path,
        kept_at: PathBuf,
        key: &StoreKey,
        mac: &dyn Fn() -> Box<dyn RowMac>,
    ) -> Result<Opening, VaultError> {
        let fresh = durable_file::with_suffix(path, ".new");
        for left_over in ["", "-wal", ".room"] {
            durable_file::remove_file(&durable_file::with_suffix(&fresh, left_over))?;
        }
        let mut vault = Self::create(&fresh, key, mac())?;
        let salvaged = salvage::salvage(&kept_at, key, &mut vault.connection)?;
        vault.reserve.give_up();
        vault.close()?;
        durable_file::rename_synced(&fresh, path)?;
        let vault = Self::open(path, key, mac())?;
        Ok(Opening { vault, set_aside: Some(SetAside { kept_at, salvaged }) })
    }

    /// Moves the journal into the file, when enough has gathered for that to be worth it or
    /// `always`, and takes back the reserve if it was given up. Called when nobody waits.
    ///
    /// # Errors
    /// [`VaultError::Full`] and [`VaultError::Io`]; nothing that was saved is lost then either.
    pub fn tidy(&mut self, always: bool) -> Result<(), VaultError> {
        if always || self.journal_pages.load(Ordering::Relaxed) >= TIDY_PAGES {
            self.checkpoint()?;
            self.warm()?;
        }
        self.hold_reserve();
        Ok(())
    }

    /// Whether the device was found full and the reserve could not be taken back since.
    #[must_use]
    pub fn is_low_on_space(&self) -> bool {
        !self.reserve.is_held()
    }

    /// Reads every page and checks its authenticator. For `vault check`, not for every start.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn check(&mut self) -> Result<(), VaultError> {
        self.checkpoint()?;
        for question in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
            let mut statement = self.connection.prepare(question)?;
            let mut answers = statement.query([])?;
            while let Some(row) = answers.next()? {
                if row.get::<_, String>(0)? != "ok" {
                    return Err(VaultError::Corrupt);
                }
            }
        }
        self.warm()
    }

    /// Where the file stands.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Moves the journal into the file and closes it; no journal stays beside it.
    ///
    /// # Errors
    /// As [`Vault::tidy`].
    pub fn close(self) -> Result<(), VaultError> {
        self.checkpoint()?;
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// Runs one transaction. When the device is full, the reserve is given up and the same
    /// transaction runs once more, so that what a person just did is still kept.
    pub(super) fn transact<T>(
        &mut self,
        act: impl Fn(&Transaction<'_>, &dyn RowMac) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        match self.attempt(&act) {
            Err(VaultError::Full) if self.reserve.give_up() => self.attempt(&act),
            other => other,
        }
    }

    /// As [`Vault::transact`], without the reserve: for what can be done without.
    pub(super) fn attempt<T>(
        &mut self,
        act: &impl Fn(&Transaction<'_>, &dyn RowMac) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&transaction, self.mac.as_ref())?;
        transaction.commit()?;
        Ok(done)
    }

    fn start(path: &Path, key: &StoreKey, mac: Box<dyn RowMac>, mode: Mode) -> Result<Self, VaultError> {
        let mut connection = pragma::connect(path, key, mode)?;
        migration::migrate(&mut connection)?;
        let journal_pages = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&journal_pages);
        connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages: i32| {
            seen.store(u32::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        let reserve = Reserve::beside(path);
        let (path, checkpoints) = (path.to_owned(), RefCell::default());
        let mut vault = Self { connection, mac, reserve, path, journal_pages, checkpoints };
        vault.warm()?;
        vault.hold_reserve();
        Ok(vault)
    }

    fn checkpoint(&self) -> Result<(), VaultError> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.journal_pages.store(0, Ordering::Relaxed);
        Ok(())
    }

    /// The first commit after a checkpoint syncs the journal twice, because it also begins it.
    /// This spends that commit here, so that every save costs exactly one sync.
    fn warm(&mut self) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute("UPDATE opened SET times = times + 1", [])?;
            Ok(())
        })
    }

    fn hold_reserve(&self) {
        if self.reserve.is_held() {
            return;
        }
        let bytes: Result<Vec<u8>, _> =
            self.connection.query_row("SELECT randomblob(?1)", [RESERVE_BYTES as i64], |row| row.get(0));
        // When there is no room for the reserve, `is_low_on_space` says so; saving goes on.
        if let Ok(bytes) = bytes {
            let _ = self.reserve.take(&bytes);
        }
    }
}

#[cfg(test)]
mod tests;
