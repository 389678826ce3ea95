//! `POST /v1/hello {device_id, client_nonce}`: opens a session.
//!
//! 200 with a nonce good for ten minutes, the server's time and newest checkpoint, all signed by the
//! log key, and with how the tree grew since the size that the device names. A device that is not known gets an answer of the same shape, and nothing is kept of it.
//! 400 `request.form`; 413 `request.too-long`; 429 `limit.requests`; 503 `store.unavailable`.

use super::Refusal;
use crate::app::App;
use crate::outside::random;
use axum::Json;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use first72_wire::hello::{HelloAnswer, HelloRequest, Hex};
use first72_wire::id::Hash;
use first72_wire::tree;
use std::net::SocketAddr;
use std::sync::Arc;

/// Far more than a hello needs.
const MAX_HELLO: usize = 1_024;

/// How the asker's tree grew into this one; nothing for who did not say what it has, or has more than there is.
async fn growth(app: &App, seen: Option<u64>, size: u64) -> Result<Vec<Hash>, Refusal> {
    match seen.filter(|seen| *seen < size) {
        Some(seen) => Ok(app.readers.ask(move |store| tree::growth(store, seen, size, &[])).await?),
        None => Ok(Vec::new()),
    }
}

/// Answers a hello.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    request: Request,
) -> Result<Json<HelloAnswer>, Refusal> {
    let body = axum::body::to_bytes(Body::new(request.into_body()), MAX_HELLO);
    let body = tokio::time::timeout(app.body_time, body).await.map_err(|_| Refusal::TooSlow)?;
    let asked: HelloRequest =
        serde_json::from_slice(&body.map_err(|_| Refusal::TooLong)?).map_err(|_| Refusal::Form)?;
    let now_ms = app.clock.now_ms();
    let snapshot = app.writer.snapshot();
    let known = snapshot.members.get(&asked.device_id).is_some();
    // A station's devices share one address, so known devices are counted each on its own.
    if known { app.gates.hello(asked.device_id, now_ms) } else { app.gates.anonymous(address.ip(), now_ms) }
        .map_err(Refusal::Requests)?;
    let nonce = random()?;
    if known {
        app.sessions.open(asked.device_id, nonce, now_ms);
    }
    let mut answer = HelloAnswer {
        server_nonce: Hex(nonce),
        server_ms: now_ms,
        checkpoint: snapshot.note.to_string(),
        growth: growth(&app, asked.tree_size, snapshot.checkpoint.size).await?,
        sig: Hex([0; 64]),
    };
    answer.sig = Hex(app.log_key.sign(&answer.signing_input(&app.realm, &asked)));
    Ok(Json(answer))
}
