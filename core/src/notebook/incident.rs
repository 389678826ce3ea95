//! An incident as a file: what an auditor hands to whoever has to look into it.

use super::Notebook;
use super::audit::About;
use super::audit_sent::AUDITED;
use super::error::NotebookError;
use super::seat::Seat;
use crate::audit::{AuditBatch, AuditEvent, AuditRow};
use crate::incident::{Author, Carried, Ended, FORMAT, IncidentFile, OtherLogKey, Refusal, Row, Word, bounds, hex};
use crate::moment::Moment;
use crate::seal::{Authentic, bulk_opening};
use crate::vault::{Problem, ServerProof, StoredEntry};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::derived::request_space;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, RealmId};
use first72_wire::log_keys::LogKey;
use first72_wire::witness::Witness;
use std::collections::BTreeSet;

impl Notebook {
    /// What was done from one instant to another in a realm (milliseconds since 1970 UTC, by the clocks of the devices), with
    /// what is needed to check it, as one file. That it was made is recorded first: without that nothing is made.
    ///
    /// # Errors
    /// [`NotebookError::NotAuditor`] for somebody who is no auditor of the realm; when the store cannot be written or read.
    pub fn incident(
        &mut self,
        realm: RealmId,
        (from_ms, to_ms): (i64, i64),
        now: Moment,
    ) -> Result<IncidentFile, NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        if !seat.directory.entitled_at(now_ms, &seat.device(), &AUDITED) {
            return Err(NotebookError::NotAuditor);
        }
        let row = self.audit_row(realm, AuditEvent::IncidentOut, About::default(), now)?;
        self.vault.save(&[], &[row])?;
        let (proofs, problems) = (self.vault.server_proofs(realm)?, self.vault.problems(realm)?);
        let mut stored = Vec::new();
        self.vault.entries(realm, now.wall_ms, |entry| {
            if matches!(entry.entry.header.kind, Kind::Audit | Kind::Witness) {
                stored.push(entry);
            }
        })?;
        let _scrub = bulk_opening();
        let seat = self.seat_of(realm)?;
        let mut file = seat.empty_incident((from_ms, to_ms), now_ms);
        let mut authors = BTreeSet::new();
        for entry in stored.iter().filter(|entry| entry.entry.header.kind == Kind::Witness) {
            if let Some(word) = seat.word(entry) {
                authors.insert(entry.entry.header.device);
                file.words.push(word);
            }
        }
        for entry in stored.iter().filter(|entry| entry.entry.header.kind == Kind::Audit) {
            if seat.carry(entry, &mut file).is_some() {
                authors.insert(entry.entry.header.device);
            }
        }
        file.rows.sort_by_key(|row| row.at_ms);
        file.authors = authors.iter().filter_map(|device| seat.author(device)).collect();
        let text = |proof: ServerProof| String::from_utf8_lossy(&proof.proof).into_owned();
        file.proofs = proofs.into_iter().map(text).collect();
        file.refused = problems.iter().map(refusal).collect();
        Ok(file)
    }
}

impl Seat {
    fn empty_incident(&self, (from_ms, to_ms): (i64, i64), made_ms: i64) -> IncidentFile {
        let ended = self.directory.devices().flat_map(|device| {
            device.ends.iter().map(|end| Ended {
                device: device.device_id.to_string(),
                statement: end.statement.to_string(),
                wipe: end.wipe,
            })
        });
        let keys = self.log_keys();
        let newest = keys.good().next().copied().unwrap_or(self.enrolment.log_pk);
        let other = |key: &LogKey| OtherLogKey { key: hex(&key.public), until: key.until };
        let other_log_keys = keys.iter().filter(|key| key.public != newest).map(other).collect();
        let log_key = hex(&newest);
        IncidentFile {
            format: FORMAT.to_owned(),
            realm: self.realm().to_string(),
            genesis: self.genesis.hash().to_string(),
            log_key,
            other_log_keys,
            from_ms,
            to_ms,
            made_ms,
            authors: Vec::new(),
            carried: Vec::new(),
            rows: Vec::new(),
            words: Vec::new(),
            proofs: Vec::new(),
            refused: Vec::new(),
            ended: ended.collect(),
        }
    }

    /// A word on the log that the realm's server had signed.
    fn word(&self, stored: &StoredEntry) -> Option<Word> {
        let said = Witness::parse(&stored.entry.body).ok()?;
        let seen = Checkpoint::open(&said.note, &self.realm(), &self.log_keys()).ok()?;
        Some(Word { entry: hex(&stored.entry.to_bytes()), size: seen.size, seen_ms: said.seen_ms })
    }

    /// Takes in an entry of rows, when this device can open it and one of them is of this time.
    fn carry(&self, stored: &StoredEntry, file: &mut IncidentFile) -> Option<()> {
        let device = stored.entry.header.device;
        if stored.entry.header.space == request_space(&self.realm()) {
            return None;
        }
        let checked = Authentic::from_own_vault(&self.directory, &stored.entry, stored.hash, stored.dir_pos).ok()?;
        let shown = checked.show_audit(&self.keyring).ok()?;
        let batch = AuditBatch::parse(&shown.payload).ok()?;
        let within = |row: &&AuditRow| (file.from_ms..file.to_ms).contains(&row.at_ms);
        let rows: Vec<Row> =
            batch.rows.iter().filter(within).map(|row| Row::of(file.carried.len(), device, row)).collect();
        if rows.is_empty() {
            return None;
        }
        let (not_before_ms, not_after_ms) = bounds(stored.leaf, &file.words);
        file.carried.push(Carried {
            entry: hex(&stored.entry.to_bytes()),
            leaf: stored.leaf,
            r32: hex(&shown.r32),
            payload: hex(&shown.payload),
            not_before_ms,
            not_after_ms,
        });
        file.rows.extend(rows);
        Some(())
    }

    fn author(&self, device: &DeviceId) -> Option<Author> {
        let known = self.directory.device(device)?;
        Some(Author {
            device: device.to_string(),
            person: known.person_id.to_string(),
            sig_pk: hex(&known.sig_pk),
            kem_pk: hex(&known.kem_pk),
        })
    }
}

/// What was not accepted, by its hash and by whose it says it is: nothing of its body.
fn refusal(problem: &Problem) -> Refusal {
    let entry = SealedEntry::parse(&problem.bytes).ok();
    Refusal {
        entry: entry.as_ref().map_or_else(String::new, |entry| entry.hash().to_string()),
        device: entry.map_or_else(String::new, |entry| entry.header.device.to_string()),
        code: problem.code.clone(),
        noted_ms: problem.noted_ms,
    }
}
