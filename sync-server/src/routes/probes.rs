//! `GET /healthz`, `/readyz`, `/version`: for the machine that runs the server.
//!
//! `/healthz` 200 while the process serves; `/readyz` 200 while it can also write and read its store,
//! else 503; `/version` 200 with the version as text.

use crate::app::App;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// The process serves.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The store can be written and read.
pub(crate) async fn readyz(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    let directory = app.directory;
    let reads = app.readers.ask(move |store| store.space(&directory)).await.is_ok();
    if app.writer.is_ready() && reads {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}

/// The version.
pub(crate) async fn version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION"), "\n")
}
