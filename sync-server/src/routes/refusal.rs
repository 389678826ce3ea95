//! Refusals of whole requests: the single place that turns them into status codes and JSON.

use crate::gates::TooMuch;
use crate::outside::NoRandomness;
use crate::store::StoreError;
use axum::Json;
use axum::http::header::{CONNECTION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use first72_wire::outcome::ErrorBody;
use std::sync::Arc;

/// Seconds after which it makes sense to try again when the store could not be reached.
const STORE_RETRY_S: u32 = 5;

/// Why a request was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Not signed by a known device under a good nonce. Always of this one shape.
    Auth,
    /// The device was ended; the entry that did it, as digits.
    Ended(Option<String>),
    /// The device's time is over.
    Expired,
    /// Rows of requests are for auditors.
    NotAuditor,
    /// The mark was forgotten.
    Mark,
    /// The body is not of the form agreed.
    Form,
    /// The body is too long, or has too many entries.
    TooLong,
    /// The body did not come in time.
    TooSlow,
    /// Too many requests.
    Requests(TooMuch),
    /// Too many entries.
    Entries(TooMuch),
    /// The store failed.
    Store(StoreError),
    /// The system gave no random bytes.
    NoRandomness,
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<NoRandomness> for Refusal {
    fn from(_: NoRandomness) -> Self {
        Self::NoRandomness
    }
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Auth => StatusCode::UNAUTHORIZED,
            Self::Ended(_) | Self::Expired | Self::NotAuditor => StatusCode::FORBIDDEN,
            Self::Mark => StatusCode::CONFLICT,
            Self::Form => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Requests(_) | Self::Entries(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Store(StoreError::Full) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Store(_) | Self::NoRandomness => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn body(self) -> ErrorBody {
        let code = match &self {
            Self::Auth => ErrorBody::AUTH_REFUSED,
            Self::Ended(_) => ErrorBody::DEVICE_ENDED,
            Self::Expired => ErrorBody::DEVICE_EXPIRED,
            Self::NotAuditor => ErrorBody::NOT_AUDITOR,
            Self::Mark => ErrorBody::PULL_MARK,
            Self::Form | Self::TooSlow => ErrorBody::REQUEST_FORM,
            Self::TooLong => ErrorBody::REQUEST_TOO_LONG,
            Self::Requests(_) => ErrorBody::LIMIT_REQUESTS,
            Self::Entries(_) => ErrorBody::LIMIT_ENTRIES,
            Self::Store(StoreError::Full) => ErrorBody::STORE_FULL,
            Self::Store(_) | Self::NoRandomness => ErrorBody::STORE_UNAVAILABLE,
        };
        let retry_after_s = match &self {
            Self::Requests(much) | Self::Entries(much) => Some(much.retry_after_s),
            Self::Store(_) | Self::NoRandomness => Some(STORE_RETRY_S),
            _ => None,
        };
        let statement = if let Self::Ended(statement) = self { statement } else { None };
        ErrorBody { code: code.to_owned(), retry_after_s, statement }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // A body that was not read to its end cannot be followed by another request.
        let unread = matches!(self, Self::Auth | Self::TooLong | Self::TooSlow);
        let (status, body) = (self.status(), self.body());
        let code: Arc<str> = body.code.as_str().into();
        let retry = body.retry_after_s;
        let mut response = (status, Json(body)).into_response();
        response.extensions_mut().insert(code);
        if let Some(seconds) = retry {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if unread {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
