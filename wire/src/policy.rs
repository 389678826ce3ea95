//! What a realm's root says beyond its genesis: who may sign packs, and which packs the realm runs.
//!
//! A policy replaces the one before it as a whole. Members of later versions are kept byte for byte, so that a root
//! that changes one member with an older program does not lose the others.

pub mod app_version;
pub mod authorities;
pub mod use_notice;

use crate::cbor::{CborError, Reader, Writer};
use crate::log_keys::LogKeys;
use app_version::AppVersion;
use authorities::Authorities;
use use_notice::UseNotice;

/// Most keys of one list.
const MOST_KEYS: usize = 32;
/// Most packs that a realm runs.
const MOST_PACKS: usize = 16;
/// Longest id of a pack, in bytes.
const LONGEST_ID: usize = 64;

const AUTHORS: u64 = 1;
const APPROVERS: u64 = 2;
const PACKS: u64 = 3;
const BREAK_GLASS: u64 = 4;
const USE_NOTICE: u64 = 5;
const OLDEST_APP: u64 = 6;
const SECOND_PIN: u64 = 7;
const AUTHORITIES: u64 = 8;
const LOG_KEYS: u64 = 9;

/// The constants of a realm that its root can change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Ed25519 keys of those who may author a pack for this realm.
    pub pack_authors: Vec<[u8; 32]>,
    /// Ed25519 keys of those who may approve one.
    pub pack_approvers: Vec<[u8; 32]>,
    /// The packs that new episodes may run on, the usual one first.
    pub packs: Vec<String>,
    /// Whether people may look into an episode that is not theirs in an emergency, for a time and seen by everybody who
    /// reads it. No, unless the root said so.
    pub break_glass: bool,
    /// What is read at the door of its devices, if the root said anything.
    pub use_notice: Option<UseNotice>,
    /// The oldest version of the app that begins anything new, if the root said one.
    pub oldest_app: Option<AppVersion>,
    /// Whether its people may have a second PIN, which opens a decoy for whoever forces them. No, unless the root said so.
    pub second_pin: bool,
    /// Whom its devices trust for its server, if the root said anything; else the authority of the founding.
    pub authorities: Option<Authorities>,
    /// Whose signature is the server's word, if the root said anything; else the key of the founding.
    pub log_keys: Option<LogKeys>,
    /// Members of a later version: number and exact CBOR, in ascending order.
    later: Vec<(u64, Vec<u8>)>,
}

impl Policy {
    /// A policy about packs.
    #[must_use]
    pub const fn of_packs(authors: Vec<[u8; 32]>, approvers: Vec<[u8; 32]>, packs: Vec<String>) -> Self {
        Self {
            pack_authors: authors,
            pack_approvers: approvers,
            packs,
            break_glass: false,
            use_notice: None,
            oldest_app: None,
            second_pin: false,
            authorities: None,
            log_keys: None,
            later: Vec::new(),
        }
    }

    /// The same policy, in which people may or may not look into an episode that is not theirs in an emergency.
    #[must_use]
    pub fn with_break_glass(self, break_glass: bool) -> Self {
        Self { break_glass, ..self }
    }

    /// The same policy, with this said at the door of the realm's devices, or nothing.
    #[must_use]
    pub fn with_use_notice(self, use_notice: Option<UseNotice>) -> Self {
        Self { use_notice, ..self }
    }

    /// The same policy, with this as the oldest version of the app that begins anything new, or none.
    #[must_use]
    pub fn with_oldest_app(self, oldest_app: Option<AppVersion>) -> Self {
        Self { oldest_app, ..self }
    }

    /// The same policy, in which people may or may not have a second PIN.
    #[must_use]
    pub fn with_second_pin(self, second_pin: bool) -> Self {
        Self { second_pin, ..self }
    }

    /// The same policy, with these authorities for the realm's server, or that of the founding.
    #[must_use]
    pub fn with_authorities(self, authorities: Option<Authorities>) -> Self {
        Self { authorities, ..self }
    }

    /// The same policy, with these keys for the server's word, or that of the founding.
    #[must_use]
    pub fn with_log_keys(self, log_keys: Option<LogKeys>) -> Self {
        Self { log_keys, ..self }
    }

    /// This policy, with the members of an older one that this version does not know.
    #[must_use]
    pub fn keeping_later_of(mut self, older: &Self) -> Self {
        self.later.clone_from(&older.later);
        self
    }

    /// Whether it has members of a later version.
    #[must_use]
    pub fn has_later_members(&self) -> bool {
        !self.later.is_empty()
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.map(3 + self.said_beyond_packs() + self.later.len());
        for (number, keys) in [(AUTHORS, &self.pack_authors), (APPROVERS, &self.pack_approvers)] {
            out.unsigned(number).array(keys.len());
            for key in keys {
                out.bytes(key);
            }
        }
        out.unsigned(PACKS).array(self.packs.len());
        for pack in &self.packs {
            out.text(pack);
        }
        // What was never said is not written: such a policy has the bytes that it always had.
        if self.break_glass {
            out.unsigned(BREAK_GLASS).flag(true);
        }
        if let Some(notice) = &self.use_notice {
            out.unsigned(USE_NOTICE);
            notice.write(out);
        }
        if let Some(version) = &self.oldest_app {
            out.unsigned(OLDEST_APP);
            version.write(out);
        }
        if self.second_pin {
            out.unsigned(SECOND_PIN).flag(true);
        }
        if let Some(authorities) = &self.authorities {
            out.unsigned(AUTHORITIES);
            authorities.write(out);
        }
        if let Some(keys) = &self.log_keys {
            out.unsigned(LOG_KEYS);
            keys.write(out);
        }
        for (number, raw) in &self.later {
            out.unsigned(*number).raw(raw);
        }
    }

    /// How many of the members that are not about packs were said.
    fn said_beyond_packs(&self) -> usize {
        let of_people = [self.break_glass, self.use_notice.is_some(), self.second_pin];
        let of_devices = [self.oldest_app.is_some(), self.authorities.is_some(), self.log_keys.is_some()];
        of_people.into_iter().chain(of_devices).filter(|said| *said).count()
    }

    pub(crate) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let mut policy = Self::default();
        for _ in 0..fields.map()? {
            match fields.unsigned()? {
                AUTHORS => policy.pack_authors = keys(fields)?,
                APPROVERS => policy.pack_approvers = keys(fields)?,
                PACKS => policy.packs = packs(fields)?,
                BREAK_GLASS => policy.break_glass = fields.flag()?,
                USE_NOTICE => policy.use_notice = Some(UseNotice::read(fields)?),
                OLDEST_APP => policy.oldest_app = Some(AppVersion::read(fields)?),
                SECOND_PIN => policy.second_pin = fields.flag()?,
                AUTHORITIES => policy.authorities = Some(Authorities::read(fields)?),
                LOG_KEYS => policy.log_keys = Some(LogKeys::read(fields)?),
                number => policy.later.push((number, fields.raw()?.to_vec())),
            }
        }
        Ok(policy)
    }
}

fn keys(fields: &mut Reader<'_>) -> Result<Vec<[u8; 32]>, CborError> {
    let at = fields.position();
    let count = fields.array()?;
    if count > MOST_KEYS {
        return Err(Reader::unexpected(at));
    }
    (0..count).map(|_| fields.fixed()).collect()
}

fn packs(fields: &mut Reader<'_>) -> Result<Vec<String>, CborError> {
    let at = fields.position();
    let count = fields.array()?;
    if count > MOST_PACKS {
        return Err(Reader::unexpected(at));
    }
    (0..count).map(|_| fields.short_text(LONGEST_ID).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Policy, CborError> {
        Policy::read(&mut Reader::strict(bytes)?)
    }

    fn bytes(policy: &Policy) -> Vec<u8> {
        let mut out = Writer::new();
        policy.write(&mut out);
        out.into_bytes()
    }

    fn policy() -> Policy {
        Policy::of_packs(vec![[1; 32], [2; 32]], vec![[3; 32]], vec!["los-angeles".into()])
    }

    #[test]
    fn a_policy_is_read_back() {
        assert_eq!(read(&bytes(&policy())), Ok(policy()));
        assert_eq!(read(&bytes(&Policy::default())), Ok(Policy::default()));
    }

    #[test]
    fn emergencies_are_allowed_only_in_so_many_words_and_an_older_policy_keeps_its_bytes() {
        let allowed = Policy { break_glass: true, ..policy() };
        assert_eq!(read(&bytes(&allowed)), Ok(allowed.clone()));
        assert!(!read(&bytes(&policy())).unwrap().break_glass);
        assert_eq!((bytes(&policy())[0], bytes(&allowed)[0]), (0xa3, 0xa4), "maps of three and of four members");
        let notice = UseNotice::new(vec![("en".into(), "Use is recorded.".into())]);
        let said = allowed.with_use_notice(notice);
        assert_eq!((bytes(&said)[0], read(&bytes(&said))), (0xa5, Ok(said.clone())));
        let with_second = said.with_second_pin(true);
        assert_eq!((bytes(&with_second)[0], read(&bytes(&with_second))), (0xa6, Ok(with_second)));
    }

    // masvs:CODE-2
    #[test]
    fn an_oldest_app_is_written_only_when_it_was_said() {
        let said = policy().with_oldest_app(Some(AppVersion { major: 1, minor: 2, patch: 30 }));
        assert_eq!((bytes(&said)[0], read(&bytes(&said))), (0xa4, Ok(said.clone())));
        assert_eq!(bytes(&said.with_oldest_app(None)), bytes(&policy()));
    }

    // masvs:NETWORK-2
    #[test]
    fn authorities_are_written_only_when_they_were_said() {
        let said = policy().with_authorities(Authorities::new(vec![vec![2; 480], vec![1; 480]]));
        assert_eq!((bytes(&said)[0], read(&bytes(&said))), (0xa4, Ok(said.clone())));
        assert_eq!(bytes(&said.with_authorities(None)), bytes(&policy()));
    }

    // cjis:SC-12
    #[test]
    fn log_keys_are_written_only_when_they_were_said() {
        let keys = LogKeys::of([1; 32]).with([2; 32]).unwrap().ended(&[1; 32], 1_000);
        let said = policy().with_log_keys(keys);
        assert_eq!((bytes(&said)[0], read(&bytes(&said))), (0xa4, Ok(said.clone())));
        assert_eq!(bytes(&said.with_log_keys(None)), bytes(&policy()));
    }

    #[test]
    fn a_member_of_a_later_version_survives_a_change_by_this_one() {
        let mut out = Writer::new();
        out.map(2).unsigned(AUTHORS).array(1).bytes(&[1; 32]).unsigned(90).array(2).text("ca").unsigned(7);
        let later = read(&out.into_bytes()).unwrap();
        assert!(later.has_later_members());
        let changed = policy().keeping_later_of(&later);
        let again = read(&bytes(&changed)).unwrap();
        assert_eq!(again, changed);
        assert!(again.has_later_members());
    }

    #[test]
    fn more_keys_than_anybody_needs_and_keys_of_another_length_are_refused() {
        let mut many = policy();
        many.pack_authors = vec![[1; 32]; MOST_KEYS + 1];
        assert!(read(&bytes(&many)).is_err());
        let mut out = Writer::new();
        out.map(1).unsigned(AUTHORS).array(1).bytes(&[1; 31]);
        assert!(read(&out.into_bytes()).is_err());
    }
}
