//! `GET /v1/requests?day=DAYS&from=ROW`, signed, without a body: what this server was asked on a day, for an auditor.
//!
//! 200 with [`RequestsAnswer`]: rows from there on, at most 8,192. The day's hash stands in the tree once it is over, so that
//! the auditor sees whether these are all of them. 400 `request.form`; 401 `auth.refused`; 403 `device.ended`,
//! `requests.not-auditor` for a device to which no newest key of the class AUDIT was wrapped; 429 `limit.requests`; 503
//! `store.unavailable`.

use super::{Refusal, binary, signed};
use crate::app::App;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use first72_wire::request_log::{MAX_ROWS, RequestsAnswer, RequestsAsked};
use std::sync::Arc;

/// Answers with rows.
pub(crate) async fn answer(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let signed = signed::check(&app, request).await?;
    if signed.is_expired() {
        return Err(Refusal::Expired);
    }
    let device = signed.device;
    drop(signed);
    let asked = RequestsAsked::parse(&query).ok_or(Refusal::Form)?;
    if !app.readers.ask(move |store| store.is_auditor(&device)).await? {
        return Err(Refusal::NotAuditor);
    }
    if asked.from == 0 {
        app.keep_all().await?;
    }
    let mut rows = app.readers.ask(move |store| store.requests(asked.day, asked.from, MAX_ROWS + 1)).await?;
    let more = rows.len() > MAX_ROWS;
    rows.truncate(MAX_ROWS);
    Ok(binary(device, Body::from(RequestsAnswer { more, rows }.to_bytes())))
}
