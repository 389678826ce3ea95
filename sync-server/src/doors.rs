//! Sockets: TLS 1.3 or nothing, except plain HTTP on loopback for a demo; and how many at once.

use crate::config::Config;
use axum_server::accept::Accept;
use axum_server::tls_rustls::RustlsConfig;
use first72_wire::realm_file::{RealmFile, TlsIdentity};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};
use thiserror::Error;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_service::Service;

/// Why the server cannot listen as it was told to.
#[derive(Debug, Error)]
pub enum DoorError {
    /// Plain HTTP was asked for on an address that others can reach.
    #[error("plain HTTP is for loopback addresses only")]
    PlainNotLoopback,
    /// Plain HTTP was asked for in a realm that is not a demo.
    #[error("plain HTTP is for demo realms only")]
    PlainNotDemo,
    /// The realm file has no certificate, and plain HTTP was not asked for.
    #[error("the realm file has no certificate")]
    NoCertificate,
    /// The certificate or its key cannot be used.
    #[error("the certificate or its key cannot be used")]
    Certificate,
    /// The address cannot be listened on.
    #[error("the address cannot be listened on: {0}")]
    Listen(io::Error),
}

impl DoorError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PlainNotLoopback => "listen.plain-not-loopback",
            Self::PlainNotDemo => "listen.plain-not-demo",
            Self::NoCertificate => "listen.no-certificate",
            Self::Certificate => "listen.certificate",
            Self::Listen(_) => "listen.address",
        }
    }
}

/// TLS with the realm's certificate, or nothing for plain HTTP where that is allowed.
pub(crate) fn choose(config: &Config, realm: &RealmFile) -> Result<Option<RustlsConfig>, DoorError> {
    if config.plain_http_loopback {
        return match (config.listen.ip().is_loopback(), realm.genesis.genesis().fields().demo) {
            (true, true) => Ok(None),
            (false, _) => Err(DoorError::PlainNotLoopback),
            (true, false) => Err(DoorError::PlainNotDemo),
        };
    }
    let identity = realm.tls.as_ref().ok_or(DoorError::NoCertificate)?;
    let tls = tls(identity).ok_or(DoorError::Certificate)?;
    Ok(Some(RustlsConfig::from_config(Arc::new(tls))))
}

fn tls(identity: &TlsIdentity) -> Option<ServerConfig> {
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_slice_iter(identity.chain_pem.as_bytes()).collect::<Result<_, _>>().ok()?;
    let key = PrivateKeyDer::from_pem_slice(identity.key_pem.as_bytes()).ok()?;
    let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
    let builder = builder.with_protocol_versions(&[&rustls::version::TLS13]).ok()?;
    let mut config = builder.with_no_client_auth().with_single_cert(chain, key).ok()?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Some(config)
}

/// Lets in so many connections at once and sends small answers without delay; the next one is closed at once.
#[derive(Clone)]
pub(crate) struct Door(Arc<Semaphore>);

impl Door {
    /// For so many connections.
    pub(crate) fn new(connections: usize) -> Self {
        Self(Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS))))
    }
}

impl<S> Accept<TcpStream, S> for Door {
    type Stream = TcpStream;
    type Service = Counted<S>;
    type Future = Ready<io::Result<(TcpStream, Counted<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let Ok(permit) = Arc::clone(&self.0).try_acquire_owned() else {
            tracing::warn!("a connection was closed: there are too many");
            return ready(Err(io::ErrorKind::ConnectionRefused.into()));
        };
        let no_delay = stream.set_nodelay(true);
        ready(no_delay.map(|()| (stream, Counted { inner: service, _permit: Arc::new(permit) })))
    }
}

/// A connection's service, which gives its place back when the connection is gone.
#[derive(Clone)]
pub(crate) struct Counted<S> {
    inner: S,
    _permit: Arc<OwnedSemaphorePermit>,
}

impl<S: Service<R>, R> Service<R> for Counted<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> S::Future {
        self.inner.call(request)
    }
}
