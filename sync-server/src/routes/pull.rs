//! `POST /v1/pull`, signed; the body is [`PullRequest`]: what the device has, by space.
//!
//! 200 with a page of what the device may read and does not have (at most 1 MiB), the cursors that
//! moved, and a mark that stands for all of them. Who may read follows from wraps; the directory is
//! open to every live device. The cost grows with what the device may read, not with what is stored.
//! 400 `request.form`; 401 `auth.refused`; 403 `device.ended`, `device.expired`; 409 `pull.mark`;
//! 413 `request.too-long`; 429 `limit.requests`; 503 `store.unavailable`.

use super::{Refusal, binary, signed};
use crate::app::App;
use crate::store::Wanted;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;
use first72_wire::id::{DeviceId, SpaceId};
use first72_wire::limits::MAX_PAGE;
use first72_wire::outcome::PullAnswer;
use first72_wire::request::PullRequest;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// KiB of the longest page.
const MOST_KIB: u32 = (MAX_PAGE / 1_024) as u32;

/// Answers a pull.
pub(crate) async fn answer(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let signed = signed::check(&app, request).await?;
    if signed.is_expired() {
        return Err(Refusal::Expired);
    }
    let asked = PullRequest::parse(&signed.body).map_err(|_| Refusal::Form)?;
    let (device, directory) = (signed.device, app.directory);
    let has = has(&app, &device, &asked)?;
    let own = asked.own;
    let room = Arc::clone(&app.answer_memory).acquire_many_owned(MOST_KIB);
    let mut room = tokio::time::timeout(app.body_time, room).await.ok().and_then(Result::ok).ok_or(Refusal::TooSlow)?;
    let page = app.readers.ask(move |store| store.page(&Wanted { device, has: &has, own, directory })).await?;
    let mark = app.marks.keep(device, &page.all);
    let answer = PullAnswer { more: page.more, mark, cursors: page.moved, page: page.bytes };
    let bytes = answer.to_bytes();
    // Most answers are small: what they do not need is given back before they are sent.
    drop(room.split((MOST_KIB as usize).saturating_sub(bytes.len().div_ceil(1_024))));
    Ok(binary(device, Bytes::from_owner(Held { bytes, _room: room })))
}

/// An answer on its way, which takes its room until a slow network has taken it all.
struct Held {
    bytes: Vec<u8>,
    _room: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// All cursors of the device: those that its mark stands for, and over them those it names.
fn has(app: &App, device: &DeviceId, asked: &PullRequest) -> Result<BTreeMap<SpaceId, u64>, Refusal> {
    let mut has = match asked.mark {
        Some(mark) => app.marks.find(device, mark).ok_or(Refusal::Mark)?,
        None => BTreeMap::new(),
    };
    has.extend(asked.cursors.iter().map(|cursor| (cursor.space, cursor.pos)));
    Ok(has)
}
