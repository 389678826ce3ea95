//! Enrolment: a secret for the device, the request, the registrar's approval, six words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The secret that the device proposes or demands at its first start.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SecretOffer {
    /// A PIN made by the device, shown once and typed back.
    Pin {
        /// ASCII digits.
        digits: Vec<u8>,
    },
    /// A passphrase of the person's own.
    Passphrase {
        /// Least number of characters.
        least: u32,
    },
}

/// Asked with: the secret the person has learned or chosen.
#[derive(Serialize, Deserialize, TS)]
pub struct EnrolBegin {
    /// ASCII digits of the PIN, or UTF-8 of the passphrase.
    pub secret: Vec<u8>,
}

/// This device's request, to be shown to the registrar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnrolRequest {
    /// The request as text, for a file or a message.
    pub text: String,
    /// The same as a picture.
    pub qr: Qr,
}

/// A QR code as a grid; the screen draws it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Qr {
    /// Modules along one side.
    pub size: u32,
    /// One text per row, "1" dark and "0" light.
    pub rows: Vec<String>,
}

/// What a locked device shows to a registrar, one for each agency it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReleaseAsk {
    /// The requests, in the order in which the device joined. Empty when it never joined any.
    pub requests: Vec<EnrolRequest>,
}

/// Asked with: the code that the registrar read back, looked at before it is used.
#[derive(Serialize, Deserialize, TS)]
pub struct ReleaseCheck {
    /// Four groups of seven characters, as typed.
    pub code: String,
}

/// Asked with: the code and the secret that shall open the device from now on.
#[derive(Serialize, Deserialize, TS)]
pub struct Release {
    /// Four groups of seven characters, as typed.
    pub code: String,
    /// ASCII digits of the PIN, or UTF-8 of the passphrase.
    pub secret: Vec<u8>,
}

/// Asked with: the registrar's approval as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnrolAccept {
    /// The approval as pasted, scanned or read from a file.
    pub approval: String,
}

/// An approval that fits this device's request, not yet taken: people compare the words first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnrolCheck {
    /// Name of the agency that approves.
    pub agency: String,
    /// Six words that both devices show.
    pub words: Vec<String>,
}

/// Asked with: whether both devices show the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnrolConfirm {
    /// True: take the approval. False: forget it.
    pub same: bool,
}
