//! The problem table: what did not verify, whole, with the reason; never dropped silently.

use super::cursors;
use super::error::VaultError;
use super::open::Vault;
use super::rows::{maybe_number, number, to_column};
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::label;
use first72_wire::run::Place;
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
    /// The space it claims to belong to, when that can be told.
    pub space: Option<SpaceId>,
    /// Where it stands on the server, when it came from there.
    pub place: Option<Place>,
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
    /// Where it stands on the server, when it came from there.
    pub place: Option<Place>,
    /// When it was first noted, milliseconds since 1970 by this device's clock.
    pub noted_ms: i64,
}

const COLUMNS: &str = "id, realm, state, code, bytes, pos, dir_pos, leaf, noted_ms";

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

    /// How many problems of a realm wait for something.
    ///
    /// # Errors
    /// As [`Vault::problems`].
    pub fn count_parked(&self, realm: RealmId) -> Result<u64, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT count(*) AS n FROM problem WHERE realm = ?1 AND state = 1")?;
        Ok(statement.query_row([realm.0], |row| number(row, "n"))?)
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

    /// Lets every space with an entry that did not verify be pulled once more from before that
    /// entry, in case the bytes were altered on the way; each such entry causes that once. Says how many
    /// there were, and writes nothing when there is none.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn ask_again(&mut self, realm: RealmId) -> Result<usize, VaultError> {
        let refused = self.not_asked_again(realm)?;
        if refused.is_empty() {
            return Ok(0);
        }
        self.transact(|transaction, _| {
            for (id, space, pos) in &refused {
                cursors::rewind(transaction, realm, *space, *pos)?;
                transaction.prepare_cached("UPDATE problem SET asked_again = 1 WHERE id = ?1")?.execute([id])?;
            }
            Ok(refused.len())
        })
    }

    fn not_asked_again(&self, realm: RealmId) -> Result<Vec<(i64, SpaceId, u64)>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, space, pos FROM problem WHERE realm = ?1 AND state IN (1, 2)
             AND asked_again = 0 AND space IS NOT NULL AND pos IS NOT NULL",
        )?;
        let found = statement
            .query_map([realm.0], |row| Ok((row.get("id")?, SpaceId(row.get("space")?), number(row, "pos")?)))?;
        Ok(found.collect::<Result<_, _>>()?)
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
            "INSERT INTO problem (realm, digest, state, code, bytes, space, pos, dir_pos, leaf, noted_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            realm.0,
            digest.0,
            problem.state.number(),
            problem.code,
            problem.bytes,
            problem.space.map(|space| space.0),
            problem.place.map(|place| to_column(place.pos)).transpose()?,
            problem.place.map(|place| to_column(place.dir_pos)).transpose()?,
            problem.place.map(|place| to_column(place.leaf)).transpose()?,
            now_ms,
        ])?;
    Ok(())
}

/// Whether anything of a realm waits.
pub(super) fn do_wait(transaction: &Transaction<'_>, realm: RealmId) -> Result<bool, VaultError> {
    let select = "SELECT EXISTS (SELECT 1 FROM problem WHERE realm = ?1 AND state = 1)";
    Ok(transaction.prepare_cached(select)?.query_row([realm.0], |row| row.get(0))?)
}

/// Forgets a problem that has been solved: the entry verified after all.
pub(super) fn solve(transaction: &Transaction<'_>, realm: RealmId, bytes: &[u8]) -> Result<(), VaultError> {
    transaction
        .prepare_cached("DELETE FROM problem WHERE realm = ?1 AND digest = ?2 AND state = 1")?
        .execute(params![realm.0, digest(bytes).0])?;
    Ok(())
}

/// What a version before 6 kept has no leaf. Its space is pulled once more, and then it has.
fn place(row: &Row<'_>) -> rusqlite::Result<Option<Place>> {
    let leaf = maybe_number(row, "leaf")?.unwrap_or(0);
    let place = maybe_number(row, "pos")?.zip(maybe_number(row, "dir_pos")?);
    Ok(place.map(|(pos, dir_pos)| Place { pos, dir_pos, leaf }))
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
        place: place(row)?,
        noted_ms: row.get("noted_ms")?,
    })
}
