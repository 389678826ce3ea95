//! `GET /v1/health`: version and size of the tree, without a signature.
//!
//! 200 with JSON `{version, tree_size}`; 429 `limit.requests`.

use super::Refusal;
use crate::app::App;
use axum::Json;
use axum::extract::{ConnectInfo, State};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;

/// How the server is.
#[derive(Serialize)]
pub(crate) struct Health {
    version: &'static str,
    tree_size: u64,
}

/// Answers how the server is.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
) -> Result<Json<Health>, Refusal> {
    app.gates.anonymous(address.ip(), app.clock.now_ms()).map_err(Refusal::Requests)?;
    let tree_size = app.writer.snapshot().checkpoint.size;
    Ok(Json(Health { version: env!("CARGO_PKG_VERSION"), tree_size }))
}
