//! One nonce of the server and what is signed under it.

use crate::moment::Moment;
use first72_wire::id::{DeviceId, Hash};
use first72_wire::limits::NONCE_LIFE_MS;
use first72_wire::request::{RequestAuth, SignedParts};

/// A nonce that is good for ten minutes of the boot clock.
pub(super) struct Session {
    nonce: [u8; 32],
    /// The authority under which the nonce came: what is signed under it is good at no server of another one.
    authority: Hash,
    counter: u64,
    since: Moment,
}

impl Session {
    /// The session that begins with a hello that was sent at `since`.
    pub(super) const fn new(nonce: [u8; 32], authority: Hash, since: Moment) -> Self {
        Self { nonce, authority, counter: 0, since }
    }

    /// Whether a request sent now would still be accepted, with a minute to spare.
    pub(super) fn is_good(&self, now: Moment) -> bool {
        let age = now.boot_ms.saturating_sub(self.since.boot_ms);
        self.since.boot_id == now.boot_id && i64::try_from(age).is_ok_and(|age| age < NONCE_LIFE_MS - 60_000)
    }

    /// The authority under which it began.
    pub(super) const fn authority(&self) -> Hash {
        self.authority
    }

    /// The header that signs a request.
    pub(super) fn auth(
        &mut self,
        device: DeviceId,
        (method, path_and_query): (&str, &str),
        body: &[u8],
        sign: &dyn Fn(&[u8]) -> [u8; 64],
    ) -> String {
        self.counter = self.counter.saturating_add(1);
        let parts = SignedParts {
            method,
            path_and_query,
            tls_ca_sha256: &self.authority,
            server_nonce: &self.nonce,
            counter: self.counter,
            body,
        };
        let nonce_tag = RequestAuth::tag_of(&self.nonce);
        let signature = sign(&parts.signing_input());
        RequestAuth { device, nonce_tag, counter: self.counter, signature }.to_string()
    }
}
