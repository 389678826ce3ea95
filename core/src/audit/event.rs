//! The events that are recorded, by numbers that never change.

/// What an event is about (CJIS AU-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditClass {
    /// The door of a device: opened, missed, released.
    Door,
    /// Something was looked at.
    Looked,
    /// Something was written.
    Wrote,
    /// People, devices, grants, the realm itself.
    Membership,
    /// Something left the device another way than by its own sync.
    Disclosed,
    /// Something does not fit, or could not be recorded.
    Integrity,
}

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $code:literal, $class:ident;)*) => {
        /// One kind of event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum AuditEvent {
            $($(#[$doc])* $name = $number,)*
        }

        impl AuditEvent {
            /// Every event, by number.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word that screens and scripts know it by.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What it is about.
            #[must_use]
            pub const fn class(self) -> AuditClass {
                match self {
                    $(Self::$name => AuditClass::$class,)*
                }
            }
        }
    };
}

events! {
    /// The notebook was opened.
    Unlocked = 1, "unlocked", Door;
    /// Wrong secrets since it was last opened; the amount says how many.
    Missed = 2, "missed", Door;
    /// So many wrong secrets that only a registrar's release opened it again.
    LockedOut = 3, "locked_out", Door;
    /// The profile was opened with a registrar's release, and has a new secret.
    ReleaseUsed = 4, "release_used", Door;
    /// The second PIN opened the decoy, at the time of this row; recorded after the release that followed.
    SecondPinUsed = 5, "second_pin_used", Door;
    /// An episode was looked at; once a minute at most for each.
    EpisodeSeen = 10, "episode_seen", Looked;
    /// The notebook was searched, once a minute at most; the amount says how many episodes were found, nothing what was sought.
    Searched = 12, "searched", Looked;
    /// A copy that was given for a time was read, on the side of who read it and of who gave it.
    CopyRead = 14, "copy_read", Looked;
    /// An episode or a part of it was begun.
    Created = 20, "created", Wrote;
    /// Something was changed.
    Changed = 21, "changed", Wrote;
    /// What a sync brought was not accepted; the amount says how many entries.
    Refused = 24, "refused", Integrity;
    /// Something that this device's person no longer holds was removed from it.
    Removed = 30, "removed", Wrote;
    /// A copy that was given for a time was destroyed on this device.
    CopyPurged = 32, "copy_purged", Wrote;
    /// Another statement about people or the realm than those below, and every one of an older version.
    Membership = 40, "membership", Membership;
    /// Something that somebody was entitled to was ended.
    GrantEnded = 41, "grant_ended", Membership;
    /// A second registrar agreed to a statement.
    Cosigned = 42, "cosigned", Membership;
    /// A device was ended.
    DeviceEnded = 43, "device_ended", Membership;
    /// A registrar was made or ended.
    RegistrarChanged = 44, "registrar_changed", Membership;
    /// A recovery was announced.
    RecoverySaid = 45, "recovery_said", Membership;
    /// The realm's rules were set.
    PolicySet = 46, "policy_set", Membership;
    /// Somebody looked into an episode that is not theirs, in an emergency.
    GlassBroken = 47, "glass_broken", Membership;
    /// Somebody was entitled to something.
    Granted = 48, "granted", Membership;
    /// A device was taken in by a registrar.
    DeviceAdded = 49, "device_added", Membership;
    /// The secret that opens this notebook was changed by who knew it.
    PinChanged = 50, "pin_changed", Door;
    /// How soon the device locks itself was changed; the amount says to how many minutes.
    LockSet = 52, "lock_set", Door;
    /// This device was taken in.
    Enrolled = 53, "enrolled", Door;
    /// A registrar opened the release code of somebody's device.
    ReleaseGiven = 54, "release_given", Membership;
    /// A compartment was opened with its paper key.
    Recovered = 55, "recovered", Membership;
    /// A recovery was practised: the test class was opened with its paper key.
    Rehearsed = 56, "rehearsed", Membership;
    /// What was done in a stretch of time was written into a file, for whoever looks into an incident.
    IncidentOut = 60, "incident_out", Disclosed;
    /// A young person's own copy of an episode was made.
    OwnCopy = 61, "own_copy", Disclosed;
    /// A copy of parts of an episode was given to somebody for a time.
    CopyGiven = 62, "copy_given", Disclosed;
    /// Such a copy was taken back before its time.
    CopyTakenBack = 63, "copy_taken_back", Disclosed;
    /// Unsent entries were written into a file, sealed as they are; the amount says how many.
    CarriedOut = 64, "carried_out", Disclosed;
    /// Another device's unsent entries were brought in; the amount says how many.
    CarriedIn = 65, "carried_in", Disclosed;
    /// What a device holds was written into a file, sealed as it is; the amount says how many entries.
    HoldingsOut = 66, "holdings_out", Disclosed;
    /// The clock of the device cannot be right: it went back, or jumped.
    ClockJumped = 70, "clock_jumped", Integrity;
    /// The server did not show an entry that others have named.
    EntryMissing = 71, "entry_missing", Integrity;
    /// What a server showed does not fit what it signed before.
    ServerCaught = 73, "server_caught", Integrity;
    /// Another version of the app opened the notebook than the time before.
    AppChanged = 74, "app_changed", Integrity;
    /// A row of this device could not be read any more.
    RowDamaged = 75, "row_damaged", Integrity;
    /// An auditor read the records of what was done.
    AuditRead = 80, "audit_read", Looked;
    /// Looking could not be recorded for a while; the amount says how often.
    NotRecorded = 81, "not_recorded", Integrity;
    /// There is hardly room left on the device.
    RoomLow = 82, "room_low", Integrity;
}

impl AuditEvent {
    /// The number that stands in rows.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The event with this number; none for one of a later version.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|event| event.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    // cjis:AU-2 cjis:AU-12
    #[test]
    fn every_event_has_a_number_and_a_word_of_its_own() {
        let numbers: BTreeSet<u8> = AuditEvent::ALL.iter().map(|event| event.number()).collect();
        let codes: BTreeSet<&str> = AuditEvent::ALL.iter().map(|event| event.code()).collect();
        assert_eq!((numbers.len(), codes.len()), (AuditEvent::ALL.len(), AuditEvent::ALL.len()));
        for event in AuditEvent::ALL {
            assert_eq!(AuditEvent::from_number(event.number()), Some(*event));
        }
        assert_eq!(AuditEvent::from_number(0), None);
        assert_eq!(AuditEvent::from_number(255), None);
    }
}
