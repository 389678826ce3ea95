//! A server that listens, on threads of its own, until it is told to stop or dropped.

use crate::app::{App, router};
use crate::config::Limits;
use crate::doors::{Door, DoorError};
use crate::start::StartError;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use axum_server::{Handle, Server};
use hyper_util::rt::TokioTimer;
use std::fs::File;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long requests that are being answered may take once the server stops.
const LAST_WORDS: Duration = Duration::from_secs(5);
/// How often it is asked whether rows of requests have waited long enough.
const KEEPING: Duration = Duration::from_secs(15);
/// Longest head of a request, and how much of a body is read at once.
const READ_BUFFER: usize = 16 * 1_024;

/// A server that listens. Stops when it is dropped.
pub struct Running {
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    threads: Vec<JoinHandle<()>>,
    lock: File,
}

impl Running {
    /// The address it listens on, with the port that was free.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more requests, answers those that are being answered, and waits until all is closed.
    pub fn shutdown(mut self) {
        self.stop();
    }

    pub(crate) fn start(
        listener: TcpListener,
        app: Arc<App>,
        limits: &Limits,
        tls: Option<RustlsConfig>,
        writer: JoinHandle<()>,
        lock: File,
    ) -> Result<Self, StartError> {
        let address = listener.local_addr().map_err(DoorError::Listen)?;
        let runtime = runtime().map_err(StartError::System)?;
        let handle = Handle::new();
        let serving = {
            let (handle, limits) = (handle.clone(), limits.clone());
            move || {
                if let Err(error) = runtime.block_on(serve(listener, app, &limits, tls, handle)) {
                    tracing::error!(%error, "the server stopped");
                }
            }
        };
        let thread = std::thread::Builder::new().name("server".into()).spawn(serving).map_err(StartError::System)?;
        // The writer's thread ends when the last request has dropped its way to it, so it is waited for last.
        Ok(Self { address, handle, threads: vec![writer, thread], lock })
    }

    fn stop(&mut self) {
        self.handle.graceful_shutdown(Some(LAST_WORDS));
        while let Some(thread) = self.threads.pop() {
            if thread.join().is_err() {
                tracing::error!("a thread of the server had panicked");
            }
        }
        // Closing the file is not enough when the process has just started another one.
        if self.lock.unlock().is_err() {
            tracing::warn!("the data folder could not be unlocked");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

fn runtime() -> io::Result<Runtime> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.clamp(1, 8))
        .max_blocking_threads(8)
        .enable_all()
        .build()
}

async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    limits: &Limits,
    tls: Option<RustlsConfig>,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    let door = Door::new(limits.connections);
    tokio::spawn(keep_requests(Arc::downgrade(&app)));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let mut server = axum_server::from_tcp(listener)?.handle(handle).http1_only();
    settings(&mut server, limits);
    match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).handshake_timeout(Duration::from_secs(limits.header_seconds));
            server.acceptor(acceptor.acceptor(door)).serve(service).await
        }
        None => server.acceptor(door).serve(service).await,
    }
}

/// What was asked is kept although nobody asks any more.
async fn keep_requests(app: Weak<App>) {
    #[expect(clippy::disallowed_methods, reason = "what is waited for is that nobody asks any more")]
    let mut every = tokio::time::interval(KEEPING);
    loop {
        every.tick().await;
        match app.upgrade() {
            Some(app) => app.keep_due(),
            None => return,
        }
    }
}

fn settings(server: &mut Server<SocketAddr>, limits: &Limits) {
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.header_seconds))
        .max_buf_size(READ_BUFFER);
}
