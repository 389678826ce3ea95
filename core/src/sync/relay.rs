//! A realm's server as a device sees it: five questions, each answered or not.

use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;
use first72_wire::outcome::ErrorBody;
use std::sync::Arc;
use thiserror::Error;

/// The pages of an answer to a pull, each as it arrives; an error is the last.
pub type Pages<'a> = Box<dyn Iterator<Item = Result<Vec<u8>, RelayError>> + 'a>;

/// What comes back for one request: one answer, or one for each page of a pull; an error is the last.
pub type Answers<'a> = Box<dyn Iterator<Item = Result<Answer, RelayError>> + 'a>;

/// A way to a realm's server. Every call may wait for the network, so it is never made while
/// something else needs the notebook.
pub trait Relay: Send + Sync {
    /// Asks for a nonce, the server's time and its newest checkpoint.
    ///
    /// # Errors
    /// [`RelayError`] says what stood in the way.
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError>;

    /// Sends entries. `auth` is the signed header of the request.
    ///
    /// # Errors
    /// As [`Relay::hello`].
    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError>;

    /// Asks for entries. `auth` is the signed header of the request. At least one page comes back.
    ///
    /// # Errors
    /// As [`Relay::hello`].
    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError>;

    /// Asks for proofs about the server's tree; the path carries what is asked. `auth` is the signed header of the request.
    ///
    /// # Errors
    /// As [`Relay::hello`].
    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError>;

    /// Fetches the realm's signed genesis, which anyone may.
    ///
    /// # Errors
    /// As [`Relay::hello`].
    fn genesis(&self) -> Result<Vec<u8>, RelayError>;

    /// The certificate authority under which the server was last greeted, as the SHA-256 of its DER; zero where nothing is
    /// encrypted. Whatever is asked after a greeting goes to a server under this authority and no other.
    fn authority(&self) -> Hash;

    /// Carries one request of an exchange and brings back what is answered.
    fn carry(&self, request: &Request) -> Answers<'_> {
        let one = |answer| Box::new(std::iter::once(answer));
        match request {
            Request::Hello(hello) => one(self.hello(hello).map(|answer| Answer::Hello(answer, self.authority()))),
            Request::Push { auth, body } => one(self.push(auth, body).map(Answer::Push)),
            Request::Prove { auth, path } => one(self.prove(auth, path).map(Answer::Prove)),
            Request::Pull { auth, body } => match self.pull(auth, body) {
                Ok(pages) => Box::new(pages.map(|page| page.map(Answer::Pull))),
                Err(error) => one(Err(error)),
            },
        }
    }
}

impl<R: Relay + ?Sized> Relay for Arc<R> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        (**self).hello(request)
    }

    fn push(&self, auth: &str, page: &[u8]) -> Result<Vec<u8>, RelayError> {
        (**self).push(auth, page)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        (**self).pull(auth, body)
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        (**self).prove(auth, path)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        (**self).genesis()
    }

    fn authority(&self) -> Hash {
        (**self).authority()
    }
}

/// What an exchange asks next. It is complete: nothing of the notebook is needed to send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A hello.
    Hello(HelloRequest),
    /// Own entries.
    Push {
        /// The signed header.
        auth: String,
        /// The body with their page.
        body: Vec<u8>,
    },
    /// A pull.
    Pull {
        /// The signed header.
        auth: String,
        /// The body that names the cursors.
        body: Vec<u8>,
    },
    /// Proofs about the server's tree.
    Prove {
        /// The signed header.
        auth: String,
        /// The path with what is asked.
        path: String,
    },
}

/// What came back. Nothing in it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To a hello, and the authority under which it came.
    Hello(HelloAnswer, Hash),
    /// To own entries.
    Push(Vec<u8>),
    /// To a pull: one page of it.
    Pull(Vec<u8>),
    /// To a question for proofs.
    Prove(Vec<u8>),
}

/// Why there is no answer, in the terms that a person is told.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RelayError {
    /// No network, or nothing listens there.
    #[error("the server cannot be reached")]
    Away,
    /// The server did not answer in time.
    #[error("the server is too slow")]
    Slow,
    /// The connection ended inside an answer, or what came was no answer of a web server at all.
    #[error("the connection was cut")]
    Cut,
    /// Something answers, but it is not this realm's server: its certificate is of another authority.
    #[error("the server is not this realm's")]
    Untrusted,
    /// The answer is not of the form agreed.
    #[error("the server answered nonsense")]
    Nonsense {
        /// Which form was broken, as a stable code.
        what: &'static str,
    },
    /// The server has no room; it took nothing.
    #[error("the server is full")]
    Full,
    /// The server asks to wait; it took nothing.
    #[error("the server asks to wait")]
    Busy {
        /// The server's code, such as `limit.requests`.
        code: String,
        /// In how many seconds to try again, if it said so.
        retry_after_s: Option<u32>,
    },
    /// The server refused the request as a whole.
    #[error("the server refused: {code}")]
    Refused {
        /// The server's stable code.
        code: String,
        /// The entry that it gives as its reason, as bytes that no one has checked.
        statement: Option<Vec<u8>>,
    },
}

impl RelayError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Away => "relay.away",
            Self::Slow => "relay.slow",
            Self::Cut => "relay.cut",
            Self::Untrusted => "relay.untrusted",
            Self::Nonsense { .. } => "relay.nonsense",
            Self::Full => "relay.full",
            Self::Busy { .. } => "relay.busy",
            Self::Refused { .. } => "relay.refused",
        }
    }

    /// The error that a refusal of the server means to a device.
    #[must_use]
    pub fn from_body(body: ErrorBody) -> Self {
        match body.code.as_str() {
            ErrorBody::STORE_FULL => Self::Full,
            ErrorBody::STORE_UNAVAILABLE | ErrorBody::LIMIT_REQUESTS | ErrorBody::LIMIT_ENTRIES => {
                Self::Busy { code: body.code, retry_after_s: body.retry_after_s }
            }
            _ => {
                let statement = body.statement.as_deref().and_then(bytes_of_hex);
                Self::Refused { code: body.code, statement }
            }
        }
    }

    /// Whether the server refused the whole request with this code.
    #[must_use]
    pub fn is_refusal(&self, with: &str) -> bool {
        matches!(self, Self::Refused { code, .. } if code == with)
    }
}

fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    digits
        .chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => Some((digit(*high)? << 4) | digit(*low)?),
            _ => None,
        })
        .collect()
}
