//! The problem table: what did not verify, whole, with the reason; never dropped silently.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{maybe_number, number, to_column};
use first72_wire::id::{Hash, RealmId};
use first72_wire::label;
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// Most refused items of one realm that are kept whole. A hostile server could otherwise fill
/// the device; what comes after is counted.
pub const MAX_KEPT: u64 = 4_096;

/// What became of something that did not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemState {
    /// It waits for a key, a predecessor or a statement, and is tried again when one arrives.
    Parked,
    /// It can never be accepted.
    Refused,
    /// A row of this vault whose authenticator no longer holds.
    Damaged,
}

impl ProblemState {
    const fn number(self) -> u8 {
        match self {
            Self::Parked => 1,
            Self::Refused => 2,
            Self::Damaged => 3,
        }
    }

    const fn from_number(number: u8) -> Self {
        match number {
            1 => Self::Parked,
            3 => Self::Damaged,
            _ => Self::Refused,
        }
    }
}

/// A problem about to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProblem<'a> {
    /// What becomes of it.
    pub state: ProblemState,
    /// Why, as a stable code of 1 to 64 characters.
    pub code: &'a str,
    /// The bytes as received.
    pub bytes: Vec<u8>,
    /// The server's order, when it came from there.
    pub pos: Option<u64>,
}

/// A kept problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its number.
    pub id: i64,
    /// The realm it came from.
    pub realm: RealmId,
    /// What became of it.
    pub state: ProblemState,
    /// Why, as a stable code.
    pub code: String,
    /// The bytes as received.
    pub bytes: Vec<u8>,
    /// The server's order, when it came from there.
    pub pos: Option<u64>,
    /// When it was first noted, milliseconds since 1970 by this device's clock.
    pub noted_ms: i64,
}

const COLUMNS: &str = "id, realm, state, code, bytes, pos, noted_ms";

impl Vault {
    /// Every kept problem of a realm, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn problems(&self, realm: RealmId) -> Result<Vec<Problem>, VaultError> {
        self.list_problems(realm, None)
    }

    /// The problems of a realm that wait for something.
    ///
    /// # Errors
    /// As [`Vault::problems`].
    pub fn parked(&self, realm: RealmId) -> Result<Vec<Problem>, VaultError> {
        self.list_problems(realm, Some(ProblemState::Parked))
    }

    /// How many problems of a realm could not be kept whole any more.
    ///
    /// # Errors
    /// As [`Vault::problems`].
    pub fn problems_dropped(&self, realm: RealmId) -> Result<u64, VaultError> {
        let dropped = self
            .connection
            .prepare_cached("SELECT dropped FROM problem_overflow WHERE realm = ?1")?
            .query_row([realm.0], |row| number(row, "dropped"))
            .optional()?;
        Ok(dropped.unwrap_or(0))
    }

    /// Keeps something that did not verify.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn keep_problem(&mut self, realm: RealmId, problem: &NewProblem<'_>, now_ms: i64) -> Result<(), VaultError> {
        self.transact(|transaction, _| insert(transaction, realm, problem, now_ms))
    }

    fn list_problems(&self, realm: RealmId, state: Option<ProblemState>) -> Result<Vec<Problem>, VaultError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM problem
             WHERE realm = ?1 AND (?2 IS NULL OR state = ?2) ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(params![realm.0, state.map(ProblemState::number)], read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// Keeps a problem once; a second time only its state and code are brought up to date.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    realm: RealmId,
    problem: &NewProblem<'_>,
    now_ms: i64,
) -> Result<(), VaultError> {
    let digest = digest(&problem.bytes);
    let known = transaction
        .prepare_cached("UPDATE problem SET state = ?3, code = ?4 WHERE realm = ?1 AND digest = ?2")?
        .execute(params![realm.0, digest.0, problem.state.number(), problem.code])?;
    if known > 0 {
        return Ok(());
    }
    let kept = transaction
        .prepare_cached("SELECT count(*) AS n FROM problem WHERE realm = ?1")?
        .query_row([realm.0], |row| number(row, "n"))?;
    if kept >= MAX_KEPT && problem.state == ProblemState::Refused {
        transaction.execute(
            "INSERT INTO problem_overflow (realm, dropped) VALUES (?1, 1)
             ON CONFLICT (realm) DO UPDATE SET dropped = dropped + 1",
            [realm.0],
        )?;
        return Ok(());
    }
    transaction
        .prepare_cached(
            "INSERT INTO problem (realm, digest, state, code, bytes, pos, noted_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            realm.0,
            digest.0,
            problem.state.number(),
            problem.code,
            problem.bytes,
            problem.pos.map(to_column).transpose()?,
            now_ms,
        ])?;
    Ok(())
}

/// Forgets a problem that has been solved: the entry verified after all.
pub(super) fn solve(transaction: &Transaction<'_>, realm: RealmId, bytes: &[u8]) -> Result<(), VaultError> {
    transaction
        .prepare_cached("DELETE FROM problem WHERE realm = ?1 AND digest = ?2 AND state = 1")?
        .execute(params![realm.0, digest(bytes).0])?;
    Ok(())
}

fn digest(bytes: &[u8]) -> Hash {
    label::plain_digest(&[bytes])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Problem> {
    Ok(Problem {
        id: row.get("id")?,
        realm: RealmId(row.get("realm")?),
        state: ProblemState::from_number(row.get("state")?),
        code: row.get("code")?,
        bytes: row.get("bytes")?,
        pos: maybe_number(row, "pos")?,
        noted_ms: row.get("noted_ms")?,
    })
}
