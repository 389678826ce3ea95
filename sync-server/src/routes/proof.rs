//! `GET /v1/proof`, signed, without a body: what shows something about the server's tree.
//!
//! `?from=SIZE[,SIZE…]&to=SIZE` 200 with CBOR `[bytes, …]`: for each `from` the proof that the tree of `to` leaves begins with
//! the tree of so many (RFC 6962, 2.1.2). `?leaf=NUMBER&to=SIZE` 200 with CBOR `[bytes]`: the path of a leaf, counted from 0, in
//! the tree of `to` leaves (2.1.1). Bytes are hashes of 32 bytes, one after the other. The sizes say nothing that a
//! checkpoint does not say to every device.
//! 400 `request.form` also for sizes beyond the tree; 401 `auth.refused`; 403 `device.ended`; 429 `limit.requests`;
//! 503 `store.unavailable`.

use super::{Refusal, binary, signed};
use crate::app::App;
use crate::store::{Store, StoreError};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use first72_wire::id::Hash;
use first72_wire::proof::{Asked, ProofAnswer};
use first72_wire::tree::{consistency, inclusion};
use std::sync::Arc;

/// Answers with proofs.
pub(crate) async fn answer(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let device = signed::check(&app, request).await?.device;
    let asked = Asked::parse(&query).ok_or(Refusal::Form)?;
    let proofs = app.readers.ask(move |store| prove(store, &asked)).await?.ok_or(Refusal::Form)?;
    Ok(binary(device, Body::from(ProofAnswer { proofs }.to_bytes())))
}

/// Nothing where the tree is not as large as what is asked.
fn prove(store: &Store, asked: &Asked) -> Result<Option<Vec<Vec<Hash>>>, StoreError> {
    let size = store.tree_size()?;
    match asked {
        Asked::Consistency { from, to } if *to <= size && from.iter().all(|from| from <= to) => {
            from.iter().map(|from| consistency(store, *from, *to)).collect::<Result<_, _>>().map(Some)
        }
        Asked::Inclusion { leaf, to } if *to <= size && leaf < to => Ok(Some(vec![inclusion(store, *leaf, *to)?])),
        Asked::Consistency { .. } | Asked::Inclusion { .. } => Ok(None),
    }
}
