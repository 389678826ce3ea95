//! What the server was asked on a day, fetched for an auditor and held against the server's own word.

use super::error::SyncError;
use super::exchange::Terms;
use super::relay::Relay;
use super::session::Session;
use crate::moment::Moment;
use crate::seal::Randomness;
use crate::seal::random::draw;
use first72_wire::hello::{HelloRequest, Hex};
use first72_wire::request::REQUESTS_PATH;
use first72_wire::request_log::{RequestsAnswer, RequestsAsked};

/// More of one day is not fetched: a server that never ends is not listened to for ever.
const MOST_ROWS: u64 = 1_000_000;

/// Fetches a day's rows as the server keeps them. Nothing of them has been checked but their form.
///
/// # Errors
/// [`SyncError`] when the server cannot be reached, refuses, or what it says does not hold.
pub fn requests(
    terms: &Terms,
    day: u32,
    relay: &dyn Relay,
    sign: &dyn Fn(&[u8]) -> [u8; 64],
    random: &dyn Randomness,
    now: Moment,
) -> Result<Vec<Vec<u8>>, SyncError> {
    let hello = HelloRequest { device_id: terms.device, client_nonce: Hex(draw(random)?), tree_size: None };
    let answer = relay.hello(&hello)?;
    let wrong = |what| SyncError::Answer { what };
    answer.check(&terms.realm, &hello, &terms.keys).map_err(|error| wrong(error.code()))?;
    let mut session = Session::new(answer.server_nonce.0, relay.authority(), now);
    let mut rows: Vec<Vec<u8>> = Vec::new();
    loop {
        let from = rows.len() as u64;
        let path = format!("{REQUESTS_PATH}?{}", RequestsAsked { day, from }.to_query());
        let auth = session.auth(terms.device, ("GET", &path), &[], sign);
        let page = RequestsAnswer::parse(&relay.prove(&auth, &path)?).map_err(|_| wrong("requests.form"))?;
        let is_over = !page.more || page.rows.is_empty() || from >= MOST_ROWS;
        rows.extend(page.rows);
        if is_over {
            return Ok(rows);
        }
    }
}
