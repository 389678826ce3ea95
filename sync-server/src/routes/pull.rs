//! `POST /v1/pull`, signed; the body is [`PullRequest`]: what the device has, by space.
//!
//! 200 with pages of what the device may read and does not have (each at most 1 MiB), one after the other as far
//! as there are any, each with the cursors that moved and a mark that stands for all of them. Who may read
//! follows from wraps; the directory is open to every live device. The cost grows with what the device may read,
//! not with what is stored. 400 `request.form`; 401 `auth.refused`; 403 `device.ended`, `device.expired`; 409
//! `pull.mark`; 413 `request.too-long`; 429 `limit.requests`; 503 `store.unavailable`.
//!
//! A refusal comes before the first page or not at all: where a later page is not to be had, the body ends, and
//! the device learns why when it asks again.

use super::{Refusal, binary, signed};
use crate::app::App;
use crate::store::Wanted;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::response::Response;
use first72_wire::id::{DeviceId, SpaceId};
use first72_wire::limits::MAX_PAGE;
use first72_wire::outcome::PullAnswer;
use first72_wire::request::{Cursor, PullRequest};
use http_body::Frame;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

/// KiB of the longest page.
const MOST_KIB: u32 = (MAX_PAGE / 1_024) as u32;
/// How long one body may go on, in milliseconds. A device that is slower asks again.
const LONGEST_MS: i64 = 10 * 60 * 1_000;

/// Answers a pull.
pub(crate) async fn answer(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let signed = signed::check(&app, request).await?;
    if signed.is_expired() {
        return Err(Refusal::Expired);
    }
    let asked = PullRequest::parse(&signed.body).map_err(|_| Refusal::Form)?;
    let (device, now_ms) = (signed.device, signed.now_ms);
    drop(signed);
    let has = has(&app, &device, &asked)?;
    let mut asker = Asker { app, device, own: asked.own, has, ends_ms: now_ms.saturating_add(LONGEST_MS) };
    let (first, more) = asker.page().await?;
    if !more {
        return Ok(binary(device, Body::from(first)));
    }
    let (pages, body) = mpsc::channel(1);
    tokio::spawn(asker.rest(first, pages));
    Ok(binary(device, Body::new(Pages(body))))
}

/// Whoever is given page after page.
struct Asker {
    app: Arc<App>,
    device: DeviceId,
    own: bool,
    /// What the device has once the pages so far have reached it.
    has: BTreeMap<SpaceId, u64>,
    ends_ms: i64,
}

impl Asker {
    /// The next page, and whether there is more.
    async fn page(&mut self) -> Result<(Bytes, bool), Refusal> {
        let app = &self.app;
        let room = Arc::clone(&app.answer_memory).acquire_many_owned(MOST_KIB);
        let room = tokio::time::timeout(app.body_time, room).await;
        let mut room = room.ok().and_then(Result::ok).ok_or(Refusal::TooSlow)?;
        let (device, own, directory) = (self.device, self.own, app.directory);
        let has = std::mem::take(&mut self.has);
        let page = app.readers.ask(move |store| store.page(&Wanted { device, has: &has, own, directory })).await?;
        let mark = app.marks.keep(device, &page.all);
        self.has = by_space(&page.all);
        let answer = PullAnswer { more: page.more, mark, cursors: page.moved, page: page.bytes };
        let bytes = answer.to_framed();
        // Most answers are small: what they do not need is given back before they are sent.
        drop(room.split((MOST_KIB as usize).saturating_sub(bytes.len().div_ceil(1_024))));
        Ok((Bytes::from_owner(Held { bytes, _room: room }), page.more))
    }

    /// Hands on the first page and all after it. Each is read once the network has begun with the one before, so
    /// that a slow device holds no more than two.
    async fn rest(mut self, first: Bytes, pages: mpsc::Sender<Bytes>) {
        let mut more = pages.send(first).await.is_ok();
        while more && let Ok(room) = pages.reserve().await {
            if !self.may_go_on() {
                return;
            }
            let Ok((page, is_more)) = self.page().await else { return };
            room.send(page);
            more = is_more;
        }
    }

    /// A device may be ended while it reads.
    fn may_go_on(&self) -> bool {
        self.app.clock.now_ms() < self.ends_ms && self.app.writer.snapshot().members.ended_at(&self.device).is_none()
    }
}

/// A body of pages that are read from the store as the network takes them.
struct Pages(mpsc::Receiver<Bytes>);

impl HttpBody for Pages {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|page| page.map(|page| Ok(Frame::data(page))))
    }
}

/// A page on its way, which takes its room until a slow network has taken it all.
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
        Some(mark) => by_space(&app.marks.find(device, mark).ok_or(Refusal::Mark)?),
        None => BTreeMap::new(),
    };
    has.extend(asked.cursors.iter().map(|cursor| (cursor.space, cursor.pos)));
    Ok(has)
}

fn by_space(cursors: &[Cursor]) -> BTreeMap<SpaceId, u64> {
    cursors.iter().map(|cursor| (cursor.space, cursor.pos)).collect()
}
