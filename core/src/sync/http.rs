//! The way to a server over the network: TLS 1.3 and the realm's own authorities, nothing else.
//!
//! While two authorities are trusted each has a client of its own, with that one root: so it is known under which one the
//! server answered, and what is asked next goes to a server of the same authority or nowhere.
//!
//! The one module that opens a socket on a device. Plain HTTP is for a demo on one desk: only
//! to a loopback address, and only when the genesis says that the realm is a demo.

use super::relay::{Pages, Relay, RelayError};
use first72_wire::hello::{self, HelloAnswer, HelloRequest};
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;
use first72_wire::limits::MAX_PAGE;
use first72_wire::outcome::{ErrorBody, PullAnswer};
use first72_wire::request::{AUTH_HEADER, ENTRIES_PATH, GENESIS_PATH, PULL_PATH};
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Url, redirect};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use thiserror::Error;

/// The longest answer that is read whole.
const MOST_ANSWER: usize = MAX_PAGE + (1 << 20);
/// The longest refusal that is read.
const MOST_REFUSAL: usize = 256 * 1024;

/// Where a realm's server is and whom to trust for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpSettings<'a> {
    /// `https://host[:port]`, or `http://` to a loopback address in a demo.
    pub url: &'a str,
    /// The realm's certificate authorities, DER, in the order in which they are tried. No other is trusted.
    pub authorities: Vec<&'a [u8]>,
    /// Whether the genesis says that the realm is a demo.
    pub demo: bool,
    /// How long to wait for a connection.
    pub connect: Duration,
    /// How long to wait until an answer begins, and then for each part of it.
    pub whole: Duration,
}

impl<'a> HttpSettings<'a> {
    /// Five seconds for a connection, 60 for an answer.
    #[must_use]
    pub fn new(url: &'a str, authorities: impl IntoIterator<Item = &'a [u8]>, demo: bool) -> Self {
        let authorities = authorities.into_iter().collect();
        Self { url, authorities, demo, connect: Duration::from_secs(5), whole: Duration::from_secs(60) }
    }
}

impl HttpSettings<'_> {
    /// What is no certificate is passed over: the others lead to the server as well.
    fn ways(&self) -> Result<Vec<Way>, NotReachable> {
        self.authorities.iter().filter(|der| is_authority(der)).map(|der| self.trusting(der)).collect()
    }

    fn trusting(&self, authority: &[u8]) -> Result<Way, NotReachable> {
        let client = self.client(only(authority)?, true)?;
        Ok(Way { client, authority: plain_digest(&[authority]) })
    }

    fn trusting_nobody(&self) -> Result<Way, NotReachable> {
        Ok(Way { client: self.client(RootCertStore::empty(), false)?, authority: Hash::ZERO })
    }

    fn client(&self, roots: RootCertStore, encrypted: bool) -> Result<Client, NotReachable> {
        let builder = Client::builder()
            .connect_timeout(self.connect)
            .timeout(self.whole)
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false);
        let builder = builder.https_only(encrypted).tls_backend_preconfigured(tls(roots)?);
        builder.build().map_err(|_| NotReachable::Client)
    }
}

/// An address that this app does not talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotReachable {
    /// Not of the form `https://host[:port]`.
    #[error("the server's address is not of the form https://host:port")]
    Address,
    /// Plain HTTP to anything but a loopback address of a demo.
    #[error("without encryption only a demo on this very device is reached")]
    NotEncrypted,
    /// HTTPS without the realm's authority, or with bytes that are no certificate.
    #[error("the realm's certificate authority is missing or damaged")]
    Authority,
    /// The client could not be made.
    #[error("no connection can be made on this device")]
    Client,
}

impl NotReachable {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "relay.address",
            Self::NotEncrypted => "relay.not-encrypted",
            Self::Authority => "relay.authority",
            Self::Client => "relay.client",
        }
    }
}

/// A server over HTTP. Its calls block; they are not made on a thread of an asynchronous runtime.
pub struct HttpRelay {
    ways: Vec<Way>,
    /// Which of them led to the server.
    taken: AtomicUsize,
    base: Url,
}

/// A client that trusts one authority, or none where nothing is encrypted.
struct Way {
    client: Client,
    authority: Hash,
}

impl HttpRelay {
    /// Prepares connections. Nothing is sent yet.
    ///
    /// # Errors
    /// [`NotReachable`] when this address is not one to talk to.
    pub fn new(settings: &HttpSettings<'_>) -> Result<Self, NotReachable> {
        let base = Url::parse(settings.url).map_err(|_| NotReachable::Address)?;
        let bare = base.path() == "/" && base.query().is_none() && base.fragment().is_none();
        if !bare || !base.username().is_empty() || base.password().is_some() || !base.has_host() {
            return Err(NotReachable::Address);
        }
        let ways: Vec<Way> = match base.scheme() {
            "https" => settings.ways()?,
            // Nothing is encrypted, so nothing is trusted either.
            "http" if settings.demo && is_loopback(&base) => vec![settings.trusting_nobody()?],
            "http" => return Err(NotReachable::NotEncrypted),
            _ => return Err(NotReachable::Address),
        };
        if ways.is_empty() {
            return Err(NotReachable::Authority);
        }
        Ok(Self { ways, taken: AtomicUsize::new(0), base })
    }

    /// The way that led to the server.
    fn way(&self) -> Result<&Way, RelayError> {
        self.ways.get(self.taken.load(Ordering::Relaxed)).ok_or(RelayError::Untrusted)
    }

    /// Asks under one authority after the other, beginning with that of the last answer, until one is the server's.
    fn reach<T>(&self, ask: impl Fn(&Client) -> Result<T, RelayError>) -> Result<T, RelayError> {
        let last = self.taken.load(Ordering::Relaxed);
        for (place, way) in self.ways.iter().enumerate().cycle().skip(last).take(self.ways.len()) {
            let answer = ask(&way.client);
            if !matches!(answer, Err(RelayError::Untrusted)) {
                self.taken.store(place, Ordering::Relaxed);
                return answer;
            }
        }
        Err(RelayError::Untrusted)
    }

    fn url(&self, path: &str) -> Result<Url, RelayError> {
        self.base.join(path).map_err(|_| RelayError::Nonsense { what: "relay.address" })
    }

    fn post(&self, path: &str, auth: &str, body: &[u8]) -> Result<Response, RelayError> {
        let auth = HeaderValue::from_str(auth).map_err(|_| RelayError::Nonsense { what: "relay.auth" })?;
        send(self.way()?.client.post(self.url(path)?).header(AUTH_HEADER, auth).body(body.to_vec()))
    }
}

impl Relay for HttpRelay {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        let json = serde_json::to_vec(request).map_err(|_| RelayError::Nonsense { what: "hello.form" })?;
        let answer = self.reach(|client| {
            let request = client.post(self.url(hello::PATH)?).header(CONTENT_TYPE, "application/json");
            read(send(request.body(json.clone()))?)
        })?;
        serde_json::from_slice(&answer).map_err(|_| RelayError::Nonsense { what: "hello.form" })
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        read(self.post(ENTRIES_PATH, auth, body)?)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        let response = self.post(PULL_PATH, auth, body)?;
        if !response.status().is_success() {
            return Err(refusal(response));
        }
        Ok(Box::new(Arriving { response: Some(response), begun: false }))
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        let auth = HeaderValue::from_str(auth).map_err(|_| RelayError::Nonsense { what: "relay.auth" })?;
        read(send(self.way()?.client.get(self.url(path)?).header(AUTH_HEADER, auth))?)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.reach(|client| read(send(client.get(self.url(GENESIS_PATH)?))?))
    }

    fn authority(&self) -> Hash {
        self.way().map_or(Hash::ZERO, |way| way.authority)
    }
}

/// The pages of an answer on their way.
struct Arriving {
    /// None once the answer is over or broken.
    response: Option<Response>,
    begun: bool,
}

impl Iterator for Arriving {
    type Item = Result<Vec<u8>, RelayError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut response = self.response.take()?;
        let page = match next_page(&mut response) {
            // Where nothing came at all, something else than a server answers.
            Ok(None) if !self.begun => Err(RelayError::Nonsense { what: "pull.form" }),
            Ok(None) => return None,
            Ok(Some(page)) => {
                self.response = Some(response);
                Ok(page)
            }
            Err(error) => Err(error),
        };
        self.begun = true;
        Some(page)
    }
}

/// The next page, or nothing when the answer ends where a page may.
fn next_page(response: &mut Response) -> Result<Option<Vec<u8>>, RelayError> {
    let mut head = Vec::with_capacity(PullAnswer::HEAD);
    take(response, PullAnswer::HEAD, &mut head)?;
    if head.is_empty() {
        return Ok(None);
    }
    let head = head.try_into().map_err(|_| RelayError::Cut)?;
    let length = PullAnswer::length_after(head).ok_or(RelayError::Nonsense { what: "relay.too-long" })?;
    let mut page = Vec::with_capacity(length);
    take(response, length, &mut page)?;
    if page.len() == length { Ok(Some(page)) } else { Err(RelayError::Cut) }
}

/// Appends so many bytes, or fewer when there are no more.
fn take(response: &mut Response, length: usize, to: &mut Vec<u8>) -> Result<(), RelayError> {
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    match response.take(length).read_to_end(to) {
        Ok(_) => Ok(()),
        Err(error) => Err(if is_because(&error, &is_timeout) { RelayError::Slow } else { RelayError::Cut }),
    }
}

/// TLS 1.3 with these roots. There is no other verifier, and no older version to fall back to.
fn tls(roots: RootCertStore) -> Result<ClientConfig, NotReachable> {
    let mut provider = rustls::crypto::ring::default_provider();
    // A greeting names every suite that is there, and whether older ones are is decided by whoever else uses the library.
    provider.cipher_suites.retain(|suite| suite.tls13().is_some());
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|_| NotReachable::Client)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Whether these bytes are a certificate under which a server can be trusted.
#[must_use]
pub fn is_authority(der: &[u8]) -> bool {
    only(der).is_ok()
}

fn only(authority: &[u8]) -> Result<RootCertStore, NotReachable> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(authority.to_vec())).map_err(|_| NotReachable::Authority)?;
    Ok(roots)
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn send(request: RequestBuilder) -> Result<Response, RelayError> {
    request.send().map_err(|error| why(&error))
}

/// Reads an answer whole, or says what the server said instead. Bounds first.
fn read(response: Response) -> Result<Vec<u8>, RelayError> {
    if response.status().is_success() { read_at_most(response, MOST_ANSWER) } else { Err(refusal(response)) }
}

/// What the server said instead of an answer.
fn refusal(response: Response) -> RelayError {
    let status = response.status();
    let text = match read_at_most(response, MOST_REFUSAL) {
        Ok(text) => text,
        Err(error) => return error,
    };
    match serde_json::from_slice::<ErrorBody>(&text) {
        Ok(body) => RelayError::from_body(body),
        Err(_) if status == reqwest::StatusCode::INSUFFICIENT_STORAGE => RelayError::Full,
        // Something in front of the server answers in its stead.
        Err(_) if status.is_server_error() => RelayError::Away,
        Err(_) => RelayError::Nonsense { what: "relay.status" },
    }
}

fn read_at_most(mut response: Response, most: usize) -> Result<Vec<u8>, RelayError> {
    let mut bytes = Vec::new();
    take(&mut response, most.saturating_add(1), &mut bytes)?;
    if bytes.len() > most {
        return Err(RelayError::Nonsense { what: "relay.too-long" });
    }
    Ok(bytes)
}

/// Which of the things that a person is told stood in the way.
fn why(error: &reqwest::Error) -> RelayError {
    if is_because(error, &|cause| cause.is::<rustls::Error>()) {
        RelayError::Untrusted
    } else if error.is_connect() {
        RelayError::Away
    } else if is_because(error, &is_timeout) {
        RelayError::Slow
    } else {
        RelayError::Cut
    }
}

type Cause = dyn std::error::Error + 'static;

fn is_timeout(cause: &Cause) -> bool {
    let by_system = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    by_system == Some(std::io::ErrorKind::TimedOut)
        || cause.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_timeout)
}

/// Whether an error or any of its causes is such a one. An `io::Error` does not name the error
/// that it carries as its source, so that one is looked at too.
fn is_because(error: &Cause, such: &dyn Fn(&Cause) -> bool) -> bool {
    let carried = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    such(error)
        || carried.is_some_and(|inner| is_because(inner, such))
        || error.source().is_some_and(|inner| is_because(inner, such))
}

#[cfg(test)]
mod tests;
