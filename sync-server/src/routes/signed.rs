//! What every signed request passes before its body means anything.
//!
//! Order: header, known device, room, body, nonce and counter, signature, rate, ended. An unknown
//! device is refused before a byte of its body is read, and in the same shape as any other failure.

use super::Refusal;
use crate::app::App;
use crate::members::Member;
use crate::writer::Snapshot;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use first72_wire::hex;
use first72_wire::id::DeviceId;
use first72_wire::limits::MAX_PAGE;
use first72_wire::request::{AUTH_HEADER, RequestAuth, SignedParts};
use tokio::sync::SemaphorePermit;

/// A request whose signature holds, from a device that is live.
pub(super) struct Signed<'a> {
    /// Who asks.
    pub(super) device: DeviceId,
    /// What is asked.
    pub(super) body: Bytes,
    /// What is true as of the last commit.
    pub(super) snapshot: Snapshot,
    /// When it came, in milliseconds since 1970 UTC.
    pub(super) now_ms: i64,
    /// The memory that the body takes.
    _room: SemaphorePermit<'a>,
}

impl Signed<'_> {
    /// Whether the asking device's time is over.
    pub(super) fn is_expired(&self) -> bool {
        let member = self.snapshot.members.get(&self.device);
        member.and_then(|member| member.not_after_ms).is_some_and(|end| end <= self.now_ms)
    }
}

/// Lets a request through, or says why not.
pub(super) async fn check(app: &App, request: Request) -> Result<Signed<'_>, Refusal> {
    let auth = header(&request).ok_or(Refusal::Auth)?;
    let snapshot = app.writer.snapshot();
    let member = snapshot.members.get(&auth.device).cloned().ok_or(Refusal::Auth)?;
    let method = request.method().clone();
    let target = request.uri().clone();
    let (body, room) = body(app, request).await?;
    let now_ms = app.clock.now_ms();
    let path_and_query = target.path_and_query().map_or("/", |path| path.as_str());
    let holds = signature_holds(app, &auth, &member, method.as_str(), path_and_query, &body, now_ms);
    if !holds || !app.sessions.spend(&auth, now_ms) {
        return Err(Refusal::Auth);
    }
    app.gates.request(auth.device, now_ms).map_err(Refusal::Requests)?;
    if let Some(pos) = snapshot.members.ended_at(&auth.device) {
        return Err(Refusal::Ended(statement(app, pos).await?));
    }
    Ok(Signed { device: auth.device, body, snapshot, now_ms, _room: room })
}

fn header(request: &Request) -> Option<RequestAuth> {
    RequestAuth::parse(request.headers().get(AUTH_HEADER)?.to_str().ok()?).ok()
}

/// Reads the body within its limits of length, time, and memory of all bodies together.
async fn body(app: &App, request: Request) -> Result<(Bytes, SemaphorePermit<'_>), Refusal> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // Without a length (chunked) the body may become as long as a page.
    let length = length.unwrap_or(MAX_PAGE);
    if length > MAX_PAGE {
        return Err(Refusal::TooLong);
    }
    let kib = u32::try_from(length.div_ceil(1_024)).map_err(|_| Refusal::TooLong)?;
    let read = async {
        let room = app.body_memory.acquire_many(kib).await.map_err(|_| Refusal::TooSlow)?;
        let body = axum::body::to_bytes(Body::new(request.into_body()), MAX_PAGE).await;
        Ok((body.map_err(|_| Refusal::TooLong)?, room))
    };
    tokio::time::timeout(app.body_time, read).await.map_err(|_| Refusal::TooSlow)?
}

fn signature_holds(
    app: &App,
    auth: &RequestAuth,
    member: &Member,
    method: &str,
    path_and_query: &str,
    body: &[u8],
    now_ms: i64,
) -> bool {
    app.sessions.nonce(auth, now_ms).is_some_and(|server_nonce| {
        let tls_ca_sha256 = &app.tls_ca_sha256;
        let counter = auth.counter;
        let parts = SignedParts { method, path_and_query, tls_ca_sha256, server_nonce: &server_nonce, counter, body };
        auth.is_signed_by(&member.sig_pk, &parts)
    })
}

/// The entry that ended a device, so that the device can check the registrar's signature itself.
async fn statement(app: &App, pos: u64) -> Result<Option<String>, Refusal> {
    let directory = app.directory;
    let entry = app.readers.ask(move |store| store.entry_at(&directory, pos)).await?;
    Ok(entry.map(|entry| hex::encode(&entry.to_bytes())))
}
