//! The size of a vault's file where a second one of the same size stands beside it: always whole steps, filled with free
//! pages, which look like any other page. So neither file says how much is in it.

use super::error::VaultError;
use super::open::Vault;
use super::pragma::PAGE_BYTES;

/// The files grow by so many bytes at a time.
pub const STEP_BYTES: u64 = 16 * 1024 * 1024;
/// With fewer free bytes than this the next step is taken, so that a long night does not end between two steps.
const LEAST_FREE: u64 = 4 * 1024 * 1024;
/// Bytes of a page that a long value fills: without the cipher's and the chain's own.
const FILLED_OF_PAGE: u64 = PAGE_BYTES - 84;
/// A fill that misses the step by a page is done over with another split; this often.
const SPLITS: u64 = 8;

impl Vault {
    /// Fills the file with free pages up to whole steps of [`STEP_BYTES`], at least to `least` bytes and with room for
    /// what a night writes. Says how long the file then is; it has that length once the vault is closed or tidied.
    ///
    /// Costs nothing when it is so already, and about half a second for each new step.
    ///
    /// # Errors
    /// [`VaultError::Full`] when the device has no room for another step; nothing was changed then.
    pub fn fill_up(&mut self, least: u64) -> Result<u64, VaultError> {
        let (pages, free) = (self.number("PRAGMA page_count")?, self.number("PRAGMA freelist_count")?);
        let bytes = pages.saturating_mul(PAGE_BYTES);
        let roomy = free.saturating_mul(PAGE_BYTES) >= LEAST_FREE;
        if bytes.is_multiple_of(STEP_BYTES) && bytes >= least && roomy {
            return Ok(bytes);
        }
        let wanted = bytes.saturating_sub(free.saturating_mul(PAGE_BYTES)).saturating_add(LEAST_FREE);
        let target = wanted.max(bytes).max(least).div_ceil(STEP_BYTES).saturating_mul(STEP_BYTES);
        for split in 0..SPLITS {
            if self.fill_to(target / PAGE_BYTES, 8 + split)? {
                self.tidy(true)?;
                return Ok(target);
            }
        }
        Ok(bytes)
    }

    /// One long value, then short ones of a page each until the file has so many pages; then all of them are free. False,
    /// and nothing changed, when the last one took two.
    fn fill_to(&mut self, pages: u64, short: u64) -> Result<bool, VaultError> {
        let transaction = self.connection.transaction()?;
        let count = |what: &str| -> Result<u64, VaultError> {
            let number: i64 = transaction.query_row(what, [], |row| row.get(0))?;
            Ok(u64::try_from(number).unwrap_or(0))
        };
        let missing = |free: u64| -> Result<u64, VaultError> {
            Ok(pages.saturating_sub(count("PRAGMA page_count")?).saturating_add(free))
        };
        transaction.execute_batch("CREATE TABLE filling (bytes BLOB)")?;
        let add = |bytes: u64| -> Result<(), VaultError> {
            let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
            transaction.prepare_cached("INSERT INTO filling VALUES (zeroblob(?1))")?.execute([bytes])?;
            Ok(())
        };
        let long = missing(count("PRAGMA freelist_count")?)?.saturating_sub(short);
        add(long.saturating_mul(FILLED_OF_PAGE))?;
        while missing(0)? > 0 {
            add(FILLED_OF_PAGE)?;
        }
        let exact = count("PRAGMA page_count")? == pages;
        transaction.execute_batch("DROP TABLE filling")?;
        if exact {
            transaction.commit()?;
        }
        Ok(exact)
    }

    fn number(&self, question: &str) -> Result<u64, VaultError> {
        let number: i64 = self.connection.query_row(question, [], |row| row.get(0))?;
        Ok(u64::try_from(number).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::invented::{create, open};
    use super::*;

    fn length(path: &std::path::Path) -> u64 {
        std::fs::metadata(path).unwrap().len()
    }

    #[test]
    fn a_filled_file_has_whole_steps_and_keeps_them_while_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        vault.set("kept", b"as it was").unwrap();
        assert_eq!(vault.fill_up(0), Ok(STEP_BYTES));
        assert_eq!(vault.fill_up(0), Ok(STEP_BYTES), "nothing to do");
        vault.close().unwrap();
        assert_eq!(length(&path), STEP_BYTES);
        let mut vault = open(&path);
        for number in 0..40 {
            vault.set(&format!("night {number}"), &[7; 60_000]).unwrap();
        }
        vault.check().unwrap();
        assert_eq!(vault.setting("kept").unwrap().as_deref(), Some(&b"as it was"[..]));
        vault.close().unwrap();
        assert_eq!(length(&path), STEP_BYTES, "what was written took of the free pages");
        let mut vault = open(&path);
        assert_eq!(vault.fill_up(STEP_BYTES + 1), Ok(2 * STEP_BYTES), "as long as the other one");
        vault.check().unwrap();
        vault.close().unwrap();
        assert_eq!(length(&path), 2 * STEP_BYTES);
    }

    #[test]
    fn a_file_that_is_almost_full_takes_the_next_step() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        vault.fill_up(0).unwrap();
        for number in 0..220 {
            vault.set(&format!("year {number}"), &[7; 60_000]).unwrap();
        }
        assert_eq!(vault.fill_up(0), Ok(2 * STEP_BYTES));
        vault.close().unwrap();
        assert_eq!(length(&path), 2 * STEP_BYTES);
    }

    // masvs:STORAGE-1
    #[test]
    fn free_pages_look_like_noise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("v");
        let mut vault = create(&path);
        vault.fill_up(0).unwrap();
        vault.close().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let noise = crate::seal::noise::Noise::of(&bytes);
        assert!(noise.objections().is_empty(), "{:?}", noise.objections());
    }
}
