//! The body of every answer that is not a success.

use serde::{Deserialize, Serialize};

/// A refusal of a whole request, as JSON. Fields that a later version adds are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The stable code, such as `"auth.refused"`.
    pub code: String,
    /// In how many seconds it makes sense to try again; as in the `Retry-After` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// With `device.ended`: the entry that ended the asking device, as hexadecimal digits, so that
    /// the device can check the registrar's signature itself. A server cannot end a device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
}

impl ErrorBody {
    /// The request is not signed by a device that is known here, or not under a nonce that is good.
    /// The same for every such case; a device answers it with one new hello.
    pub const AUTH_REFUSED: &str = "auth.refused";
    /// The asking device was ended; `statement` has the entry.
    pub const DEVICE_ENDED: &str = "device.ended";
    /// The asking device's time is over; it may still upload.
    pub const DEVICE_EXPIRED: &str = "device.expired";
    /// The server does not remember the mark; pull again with all cursors.
    pub const PULL_MARK: &str = "pull.mark";
    /// Rows of requests are for auditors.
    pub const NOT_AUDITOR: &str = "requests.not-auditor";
    /// The body is not of the form agreed.
    pub const REQUEST_FORM: &str = "request.form";
    /// The body is longer, or has more entries, than the limits allow.
    pub const REQUEST_TOO_LONG: &str = "request.too-long";
    /// Too many requests in this minute; try again later.
    pub const LIMIT_REQUESTS: &str = "limit.requests";
    /// Too many entries on this day; try again later.
    pub const LIMIT_ENTRIES: &str = "limit.entries";
    /// The server cannot store now; nothing was taken.
    pub const STORE_UNAVAILABLE: &str = "store.unavailable";
    /// The server's disk is full; nothing was taken.
    pub const STORE_FULL: &str = "store.full";

    /// A refusal with nothing but its code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self { code: code.to_owned(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_a_later_version_are_ignored_and_empty_ones_are_left_out() {
        let read: ErrorBody = serde_json::from_str(r#"{"code":"limit.requests","retry_after_s":7,"later":1}"#).unwrap();
        assert_eq!(read, ErrorBody { retry_after_s: Some(7), ..ErrorBody::of(ErrorBody::LIMIT_REQUESTS) });
        assert_eq!(serde_json::to_string(&ErrorBody::of("auth.refused")).unwrap(), r#"{"code":"auth.refused"}"#);
    }
}
