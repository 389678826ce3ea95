//! One endpoint a file; its contract stands in its doc comment.

pub(crate) mod entries;
pub(crate) mod genesis;
pub(crate) mod health;
pub(crate) mod hello;
pub(crate) mod probes;
pub(crate) mod proof;
pub(crate) mod pull;
mod refusal;
mod signed;

pub(crate) use refusal::Refusal;

use crate::app::App;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use first72_wire::id::DeviceId;
use std::sync::Arc;

/// Who signed the request, for the log.
#[derive(Clone, Copy)]
struct SignedBy(DeviceId);

/// A body that is not JSON. It bears no type: only devices ask for it, and they know what they asked for.
fn binary(device: DeviceId, body: Body) -> Response {
    let mut response = Response::new(body);
    response.extensions_mut().insert(SignedBy(device));
    response
}

/// Any other path.
pub(crate) async fn nothing_here() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

/// One line a request: route, status, who signed, how long it took. Never a body, never an address.
pub(crate) async fn log(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let began_ms = app.clock.now_ms();
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let ms = app.clock.now_ms().saturating_sub(began_ms);
    let known = response.extensions().get::<Arc<str>>().map_or("", |code| code);
    match response.extensions().get::<SignedBy>() {
        Some(SignedBy(device)) => tracing::info!(%method, path, status, ms, %device, code = known),
        // A path that leads nowhere may be anything; it is not written down.
        None if status == 404 => tracing::info!(%method, status, ms),
        None => tracing::info!(%method, path, status, ms, code = known),
    }
    response
}
