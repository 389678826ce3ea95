//! Everything a request may reach, and the way from an address and path to the file that answers it.

use crate::auth::Sessions;
use crate::config::Limits;
use crate::gates::Gates;
use crate::log_key::LogKey;
use crate::marks::Marks;
use crate::outside::Clock;
use crate::readers::Readers;
use crate::request_log::RequestLog;
use crate::routes;
use crate::store::StoreError;
use crate::writer::Writer;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use first72_wire::genesis::SignedGenesis;
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::request_log::{RequestRow, route};
use first72_wire::{hello, request};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The state of the server.
pub(crate) struct App {
    /// Whose server this is.
    pub(crate) realm: RealmId,
    /// The realm's directory.
    pub(crate) directory: SpaceId,
    /// Served to whoever asks: it is pinned by its hash, not by where it comes from.
    pub(crate) genesis: SignedGenesis,
    /// The authority of the certificate that is shown: what signed requests are bound to; zero over plain loopback HTTP.
    pub(crate) tls_ca_sha256: Hash,
    /// Signs answers.
    pub(crate) log_key: Arc<LogKey>,
    /// Read. Dropped before the writer, whose connection is then the last one and leaves one file.
    pub(crate) readers: Readers,
    /// Appends.
    pub(crate) writer: Writer,
    /// Nonces.
    pub(crate) sessions: Sessions,
    /// Cursors of the last pulls.
    pub(crate) marks: Marks,
    /// Limits on how much is asked.
    pub(crate) gates: Gates,
    /// KiB that the bodies of all requests may still take.
    pub(crate) body_memory: Semaphore,
    /// KiB that the answers to all pulls may still take.
    pub(crate) answer_memory: Arc<Semaphore>,
    /// Until when a body must be there.
    pub(crate) body_time: Duration,
    /// What was asked, until it is kept.
    pub(crate) requests: RequestLog,
    /// What time it is.
    pub(crate) clock: Clock,
}

impl Drop for App {
    /// The last rows go to the writer, which ends behind them.
    fn drop(&mut self) {
        self.act(route::STOPPED);
        let rows = self.requests.take();
        if self.writer.keep_requests(rows, self.clock.now_ms()).is_err() {
            tracing::error!("the last requests were not kept");
        }
    }
}

impl App {
    /// Notes what was asked and what came of it.
    pub(crate) fn note(&self, row: RequestRow) {
        self.keep(self.requests.note(row), row.at_ms);
    }

    /// Keeps what has waited long enough, and puts away what is over.
    pub(crate) fn keep_due(&self) {
        let now_ms = self.clock.now_ms();
        self.writer.put_away(now_ms);
        self.keep(self.requests.take_due(now_ms), now_ms);
    }

    /// Keeps all that waits, before an auditor reads it.
    pub(crate) async fn keep_all(&self) -> Result<(), StoreError> {
        self.writer.keep_requests_first(self.requests.take(), self.clock.now_ms()).await
    }

    fn keep(&self, rows: Option<Vec<RequestRow>>, now_ms: i64) {
        if let Some(rows) = rows
            && let Err(rows) = self.writer.keep_requests(rows, now_ms)
        {
            self.requests.put_back(rows);
        }
    }

    /// Notes an act of whoever runs the server.
    pub(crate) fn act(&self, route: u8) {
        self.note(RequestRow::act(self.clock.now_ms(), route));
    }

    /// Room in KiB for the bodies of all requests, or of all answers.
    pub(crate) fn room(limits: &Limits) -> Semaphore {
        // Never less than two whole pages, or nothing could be uploaded at all.
        Semaphore::new(limits.body_memory.max(2) as usize * 1_024)
    }
}

/// One line a path; the answer stands in the file of that name.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route(hello::PATH, post(routes::hello::answer))
        .route(request::ENTRIES_PATH, post(routes::entries::answer))
        .route(request::PULL_PATH, post(routes::pull::answer))
        .route(request::PROOF_PATH, get(routes::proof::answer))
        .route(request::REQUESTS_PATH, get(routes::requests::answer))
        .route(request::GENESIS_PATH, get(routes::genesis::answer))
        .route(request::HEALTH_PATH, get(routes::health::answer))
        .route("/healthz", get(routes::probes::healthz))
        .route("/readyz", get(routes::probes::readyz))
        .route("/version", get(routes::probes::version))
        .fallback(routes::nothing_here)
        .layer(from_fn_with_state(Arc::clone(&app), routes::log))
        .with_state(app)
}
