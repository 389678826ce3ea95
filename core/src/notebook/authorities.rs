//! The certificate authorities that a realm's devices trust for its server: that of the founding until the root names
//! others, then exactly those. While two are named, both are good; one that was ended is good for nothing any more.
//!
//! A device that heard nothing while the server went from one to the other reaches it no more. Everything stays on it; it
//! takes the realm's directory from a colleague's device as a file, checks it as if it came from the server, and goes on.

use super::Notebook;
use super::error::NotebookError;
use super::judge::Border;
use super::seat::Seat;
use crate::carrying::DirectoryCopy;
use crate::directory::ceremony::{NewAuthority, make_authority};
use crate::directory::ended::EndedError;
use crate::directory::enrol::RealmAddress;
use crate::moment::Moment;
use crate::seal::RootKey;
use crate::sync::{Incoming, Receiver, Verdict, is_authority};
use crate::vault::{Arrivals, Arrived};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::RealmServer;
use first72_wire::id::{Hash, RealmId};
use first72_wire::label::plain_digest;
use first72_wire::policy::authorities::Authorities;
use std::collections::BTreeSet;
use thiserror::Error;

/// Why an authority was not named, or not ended. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AuthorityError {
    /// The bytes are no certificate of an authority.
    #[error("this is no certificate of an authority")]
    Certificate,
    /// It is trusted already, or three are.
    #[error("this authority is trusted already, or there is no room for another")]
    NoRoom,
    /// It is not one of those that are trusted, or it is the last.
    #[error("this authority is not trusted, or it is the only one")]
    NotOneOfTwo,
    /// The server shows a certificate of it.
    #[error("the server still shows a certificate of this authority")]
    InUse,
}

impl AuthorityError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Certificate => "authority.certificate",
            Self::NoRoom => "authority.no-room",
            Self::NotOneOfTwo => "authority.not-one-of-two",
            Self::InUse => "authority.in-use",
        }
    }
}

/// An authority that this device trusts for a realm's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityLine {
    /// The SHA-256 of its certificate.
    pub hash: Hash,
    /// Whether this device met the server under it last.
    pub in_use: bool,
}

impl Notebook {
    /// The authorities that this device trusts for a realm's server, the newest first; none in a demo over loopback.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn authorities(&self, realm: RealmId) -> Result<Vec<AuthorityLine>, NotebookError> {
        let seat = self.seat_of(realm)?;
        let met = self.authority_met(realm);
        let line = |der: &[u8]| {
            let hash = plain_digest(&[der]);
            AuthorityLine { hash, in_use: met == Some(hash) }
        };
        Ok(seat.authorities().into_iter().map(line).collect())
    }

    /// Makes another authority, for the root to name. Nothing of it is kept here.
    ///
    /// # Errors
    /// When this device is not in that realm, or it cannot be made.
    pub fn make_authority(
        &self,
        realm: RealmId,
        passphrase: &[u8],
        now: Moment,
    ) -> Result<NewAuthority, NotebookError> {
        let made = make_authority(&self.seat_of(realm)?.genesis, passphrase, &*self.random, now.wall_ms);
        made.map_err(|_| AuthorityError::Certificate.into())
    }

    /// The root names another authority beside those that are trusted. Its devices trust it once they have synced; only
    /// then may the server show a certificate of it.
    ///
    /// # Errors
    /// [`NotebookError::Authority`], and those of [`Notebook::set_policy`].
    pub fn trust_authority(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        der: &[u8],
        now: Moment,
    ) -> Result<Hash, NotebookError> {
        if !is_authority(der) {
            return Err(AuthorityError::Certificate.into());
        }
        let seat = self.seat_of(realm)?;
        let named = Authorities::new(seat.authorities().into_iter().map(<[u8]>::to_vec).collect());
        let named = match named {
            Some(standing) => standing.with(der),
            None => Authorities::new(vec![der.to_vec()]),
        };
        let named = named.ok_or(AuthorityError::NoRoom)?;
        self.amend_policy(realm, root, |policy| policy.with_authorities(Some(named)), now)?;
        Ok(plain_digest(&[der]))
    }

    /// The root ends one of two authorities: a device trusts it no more as soon as it knows. `anyway` is for one whose key
    /// was stolen, whatever the server shows.
    ///
    /// # Errors
    /// [`NotebookError::Authority`], and those of [`Notebook::set_policy`].
    pub fn end_authority(
        &mut self,
        realm: RealmId,
        root: &RootKey,
        ended: Hash,
        anyway: bool,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let seat = self.seat_of(realm)?;
        let named = Authorities::new(seat.authorities().into_iter().map(<[u8]>::to_vec).collect());
        let rest = named.and_then(|named| named.without(&ended)).ok_or(AuthorityError::NotOneOfTwo)?;
        if !anyway && self.authority_met(realm) == Some(ended) {
            return Err(AuthorityError::InUse.into());
        }
        self.amend_policy(realm, root, |policy| policy.with_authorities(Some(rest)), now)
    }

    /// The realm's directory as this device holds it, sealed and signed as it is: for a device that cannot reach the server.
    ///
    /// # Errors
    /// When this device is not in that realm, or its store cannot be read.
    pub fn directory_file(&mut self, realm: RealmId, now: Moment) -> Result<Vec<u8>, NotebookError> {
        Ok(DirectoryCopy::to_bytes(&self.directory_entries(realm, now)?))
    }

    /// Takes what another device of the realm wrote of its directory. Says how many entries are new. Each is checked as if it
    /// came from the server, whoever brought the file.
    ///
    /// # Errors
    /// [`NotebookError::Ended`] for a file that is none or is of another realm.
    pub fn take_directory(&mut self, realm: RealmId, file: &[u8], now: Moment) -> Result<usize, NotebookError> {
        self.learn_directory(realm, DirectoryCopy::parse(file)?, now)
    }

    /// The same with the entries of such a file.
    pub(super) fn learn_directory(
        &mut self,
        realm: RealmId,
        entries: Vec<SealedEntry>,
        now: Moment,
    ) -> Result<usize, NotebookError> {
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let directory = seat.directory_space();
        if entries.iter().any(|entry| entry.header.realm != realm || entry.header.space != directory) {
            return Err(EndedError::Bundle.into());
        }
        let known: BTreeSet<Hash> = seat.log.iter().map(|logged| logged.hash).collect();
        let incoming = entries.into_iter().map(|entry| Incoming { hash: entry.hash(), entry, place: None });
        let run: Vec<Incoming> = incoming.filter(|item| !known.contains(&item.hash)).collect();
        if run.is_empty() {
            return Ok(0);
        }
        let mut border = Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
        let verdicts = border.judge(&run);
        let accepted = run.iter().zip(verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Accept));
        let verified = accepted.map(|(item, _)| Arrived { entry: &item.entry, hash: item.hash, place: None }).collect();
        let kept = self.vault.keep(realm, &Arrivals { verified, ..Arrivals::default() }, now.wall_ms)?;
        // As after a sync: what could not be kept at the door now is tried again later.
        let _later = self.keep_at_the_door();
        self.gather_packs(now);
        Ok(kept.new)
    }

    /// Keeps under which authority the server was met, for the next way to it and for new devices.
    pub(super) fn note_authority(&mut self, realm: RealmId) {
        let met = self.seat_of(realm).ok().and_then(|seat| seat.exchange.as_ref()?.authority());
        if let Some(met) = met.filter(|met| *met != Hash::ZERO && self.authority_met(realm) != Some(*met)) {
            // Only an order in which to try: the next sync keeps it as well.
            let _later = self.vault.set(&setting_of(realm), &met.0);
        }
    }

    /// Under which authority this device met the realm's server last.
    fn authority_met(&self, realm: RealmId) -> Option<Hash> {
        let kept = self.vault.setting(&setting_of(realm)).ok().flatten()?;
        Hash::from_slice(&kept)
    }

    /// The certificates to try, DER: that under which the server was met last, then the newest first.
    pub(super) fn ways_to(&self, seat: &Seat) -> Vec<Vec<u8>> {
        let met = self.authority_met(seat.realm());
        let mut ways = seat.authorities();
        ways.sort_by_key(|der| Some(plain_digest(&[der])) != met);
        ways.into_iter().map(<[u8]>::to_vec).collect()
    }

    /// Where a new device reaches the server: under the authority under which this one does.
    pub(super) fn address_for_new(&self, seat: &Seat, server: &RealmServer) -> RealmAddress {
        let ca_der = self.ways_to(seat).into_iter().next();
        let tls_ca_sha256 = ca_der.as_ref().map_or(server.tls_ca_sha256, |der| plain_digest(&[der]));
        RealmAddress { url: server.url.clone(), log_pk: self.log_key_for_new(seat), tls_ca_sha256, ca_der }
    }
}

fn setting_of(realm: RealmId) -> String {
    format!("authority.met.{realm}")
}

impl Seat {
    /// The certificates that the root named, or else that of the founding, which came with the enrolment.
    fn authorities(&self) -> Vec<&[u8]> {
        match self.directory.policy().and_then(|policy| policy.authorities.as_ref()) {
            Some(named) => named.ders().collect(),
            None => self.enrolment.ca_der.iter().map(Vec::as_slice).collect(),
        }
    }
}
