//! What an auditor should know of the device itself: its clock, its room, its app, and what its server keeps back. Said once an
//! opening, or when it changes; nothing depends on it.

use super::Notebook;
use super::audit::About;
use super::freshness::HeldBack;
use crate::audit::AuditEvent;
use crate::moment::Moment;
use crate::reckoning::Known;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::RealmId;
use first72_wire::statement::{PublicPart, StatementBody};

/// The setting that names the version of the app that opened this notebook last.
const OPENED_BY: &str = "opened-by";

impl Notebook {
    /// At an unlock: another version of the app than the last time, a clock that cannot be right, little room.
    pub(super) fn note_state(&mut self, now: Moment) {
        let this = env!("CARGO_PKG_VERSION").as_bytes();
        let before = self.vault.setting(OPENED_BY).ok().flatten();
        if before.as_deref() != Some(this) {
            // A full device keeps the old one, and says it again.
            let _later = self.vault.set(OPENED_BY, this);
            if before.is_some() {
                self.record_everywhere(AuditEvent::AppChanged, &About::default(), now);
            }
        }
        self.note_trouble(now);
    }

    /// As [`Notebook::note_state`], without the app; also after a sync.
    pub(super) fn note_trouble(&mut self, now: Moment) {
        let clock = matches!(self.time(now).known(), Known::Problem { .. });
        for (is_so, event) in [(clock, AuditEvent::ClockJumped), (self.low_on_space, AuditEvent::RoomLow)] {
            if !is_so {
                self.recording.said.remove(&event);
            } else if self.recording.said.insert(event) {
                self.record_everywhere(event, &About::default(), now);
            }
        }
    }

    /// After a sync: an entry that others have named was not shown by the server.
    pub(super) fn note_missing(&mut self, realm: RealmId, now: Moment) {
        let now_ms = self.time(now).ms;
        let seat = self.seats.iter().find(|seat| seat.realm() == realm);
        let is_missing = seat.and_then(|seat| seat.held_back_at(now_ms)) == Some(HeldBack::Missing);
        if !is_missing {
            self.recording.missing.remove(&realm);
        } else if self.recording.missing.insert(realm) {
            self.record_alone(realm, AuditEvent::EntryMissing, About::default(), now);
        }
    }
}

/// Which act an entry of one's own in the directory is.
pub(super) fn act_of(entry: &SealedEntry) -> AuditEvent {
    let statement = (entry.header.kind == Kind::Statement).then(|| StatementBody::parse(&entry.body).ok()).flatten();
    match statement.map(|statement| statement.public) {
        Some(PublicPart::Grant { .. }) => AuditEvent::Granted,
        Some(PublicPart::GrantEnd { .. }) => AuditEvent::GrantEnded,
        Some(PublicPart::Cosign { .. }) => AuditEvent::Cosigned,
        Some(PublicPart::DeviceAdd { .. }) => AuditEvent::DeviceAdded,
        Some(PublicPart::DeviceEnd { .. }) => AuditEvent::DeviceEnded,
        Some(PublicPart::RegistrarAdd(_) | PublicPart::RegistrarEnd(_)) => AuditEvent::RegistrarChanged,
        Some(PublicPart::RecoveryUse(_)) => AuditEvent::RecoverySaid,
        Some(PublicPart::Policy(_)) => AuditEvent::PolicySet,
        _ => AuditEvent::Membership,
    }
}
