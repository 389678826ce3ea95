//! `GET /v1/genesis`: the realm's genesis and the root's signature over it, CBOR `[genesis, signature]`.
//!
//! 200 for anybody: who pulls it has its hash from a registrar. 429 `limit.requests`.

use super::Refusal;
use crate::app::App;
use axum::extract::{ConnectInfo, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use first72_wire::request::BINARY;
use std::net::SocketAddr;
use std::sync::Arc;

/// Answers with the genesis.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
) -> Result<impl IntoResponse, Refusal> {
    app.gates.anonymous(address.ip(), app.clock.now_ms()).map_err(Refusal::Requests)?;
    Ok(([(CONTENT_TYPE, BINARY)], app.genesis.to_bytes()))
}
