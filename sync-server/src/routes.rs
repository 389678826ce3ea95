//! One endpoint a file; its contract stands in its doc comment.

pub(crate) mod entries;
pub(crate) mod genesis;
pub(crate) mod health;
pub(crate) mod hello;
pub(crate) mod probes;
pub(crate) mod proof;
pub(crate) mod pull;
mod refusal;
pub(crate) mod requests;
mod signed;

pub(crate) use refusal::Refusal;

use crate::app::App;
use crate::request_log::route_of;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use first72_wire::id::DeviceId;
use first72_wire::request_log::RequestRow;
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

/// One line a request: route, status, who signed, how long it took; and a row of the same for auditors. Never a body, never
/// an address.
pub(crate) async fn log(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let began_ms = app.clock.now_ms();
    let route = route_of(request.uri().path());
    let up = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or(0);
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let at_ms = app.clock.now_ms();
    let ms = at_ms.saturating_sub(began_ms);
    if let Some(route) = route {
        let device = response.extensions().get::<SignedBy>().map(|signed| signed.0);
        let down = response.body().size_hint().exact().and_then(|bytes| u32::try_from(bytes).ok()).unwrap_or(0);
        app.note(RequestRow { at_ms, route, status, device, up, down });
    }
    let known = response.extensions().get::<Arc<str>>().map_or("", |code| code);
    match response.extensions().get::<SignedBy>() {
        Some(SignedBy(device)) => tracing::info!(%method, path, status, ms, %device, code = known),
        // A path that leads nowhere may be anything; it is not written down.
        None if status == 404 => tracing::info!(%method, status, ms),
        None => tracing::info!(%method, path, status, ms, code = known),
    }
    response
}
