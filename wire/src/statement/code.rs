//! Numbers of the statements. Those not named here are reserved and stay free.

/// What the root may change of a realm's constants.
pub const POLICY: u8 = 2;
/// The recovery key of a compartment; signed by the root.
pub const RECOVERY_KEY: u8 = 3;
/// Another root takes the place of this one.
pub const ROOT_ROTATE: u8 = 4;
/// A registrar and the device that carries the office; signed by the root.
pub const REGISTRAR_ADD: u8 = 5;
/// A registrar's office has ended; signed by the root.
pub const REGISTRAR_END: u8 = 6;
/// A human.
pub const PERSON: u8 = 7;
/// A device of a person.
pub const DEVICE_ADD: u8 = 8;
/// A device is no longer trusted.
pub const DEVICE_END: u8 = 9;
/// An entitlement of a person.
pub const GRANT: u8 = 10;
/// An entitlement has ended.
pub const GRANT_END: u8 = 11;
/// A second registrar's signature under a statement.
pub const COSIGN: u8 = 12;
/// Somebody looks into an episode that is not theirs, in an emergency.
pub const BREAK_GLASS: u8 = 13;
/// A copy of parts of an episode is given to somebody for a time.
pub const RELEASE_OPEN: u8 = 14;
/// It ends before its time.
pub const RELEASE_CLOSE: u8 = 15;
/// A compartment is recovered.
pub const RECOVERY_USE: u8 = 16;
/// Late entries of an ended device are taken in.
pub const ADOPT: u8 = 17;
/// Nothing that was given of an episode is destroyed.
pub const HOLD: u8 = 18;
/// Such a hold is over.
pub const HOLD_END: u8 = 19;
/// A registrar's sign of life.
pub const HEARTBEAT: u8 = 20;
/// A part of a pack that a registrar hands to every device.
pub const PACK_PART: u8 = 21;
/// A person no longer holds one episode: somebody else does.
pub const RELIEF: u8 = 22;
/// A device has removed what it was no longer entitled to.
pub const CLEARED: u8 = 23;
/// Custodians have practised a recovery: the test entry opened.
pub const REHEARSED: u8 = 24;
