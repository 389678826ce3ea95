//! Sessions: the nonces that signed requests are bound to, in memory for ten minutes.
//!
//! Nothing here can be stolen and used: a nonce is public, and only the device's own key signs it.

use first72_wire::id::DeviceId;
use first72_wire::limits::NONCE_LIFE_MS;
use first72_wire::request::RequestAuth;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Nonces that one device may have at once. A device needs one; the others are room for a
/// stranger who says hello in its name.
const PER_DEVICE: usize = 8;
/// Devices after which expired nonces of all are swept out.
const SWEEP: usize = 256;

struct Session {
    nonce: [u8; 32],
    expires_ms: i64,
    counter: u64,
    /// The device has signed a request under it, so a stranger's hellos must not push it out.
    proven: bool,
}

/// The sessions of all known devices.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<DeviceId, Vec<Session>>>);

impl Sessions {
    /// Opens a session of a known device.
    pub(crate) fn open(&self, device: DeviceId, nonce: [u8; 32], now_ms: i64) {
        let mut sessions = self.lock();
        if sessions.len() >= SWEEP && !sessions.contains_key(&device) {
            sessions.retain(|_, of_device| of_device.iter().any(|session| session.expires_ms > now_ms));
        }
        let of_device = sessions.entry(device).or_default();
        of_device.retain(|session| session.expires_ms > now_ms);
        if of_device.len() >= PER_DEVICE {
            let oldest_unproven = of_device.iter().position(|session| !session.proven).unwrap_or(0);
            of_device.remove(oldest_unproven);
        }
        of_device.push(Session { nonce, expires_ms: now_ms.saturating_add(NONCE_LIFE_MS), counter: 0, proven: false });
    }

    /// The nonce that a request says it is signed under, when it is still good and the counter is new.
    pub(crate) fn nonce(&self, auth: &RequestAuth, now_ms: i64) -> Option<[u8; 32]> {
        let mut sessions = self.lock();
        let session = find(&mut sessions, auth, now_ms)?;
        (auth.counter > session.counter).then_some(session.nonce)
    }

    /// Uses up the counter of a request whose signature holds. False when another request was faster with it.
    pub(crate) fn spend(&self, auth: &RequestAuth, now_ms: i64) -> bool {
        let mut sessions = self.lock();
        let Some(session) = find(&mut sessions, auth, now_ms) else { return false };
        let fresh = auth.counter > session.counter;
        if fresh {
            session.counter = auth.counter;
            session.proven = true;
        }
        fresh
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DeviceId, Vec<Session>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find<'a>(
    sessions: &'a mut HashMap<DeviceId, Vec<Session>>,
    auth: &RequestAuth,
    now_ms: i64,
) -> Option<&'a mut Session> {
    let of_device = sessions.get_mut(&auth.device)?.iter_mut();
    of_device
        .filter(|session| session.expires_ms > now_ms)
        .find(|session| RequestAuth::tag_of(&session.nonce) == auth.nonce_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId([1; 16]);

    fn auth(nonce: u8, counter: u64) -> RequestAuth {
        RequestAuth { device: DEVICE, nonce_tag: [nonce; 4], counter, signature: [0; 64] }
    }

    #[test]
    fn a_counter_is_good_once_and_only_upwards() {
        let sessions = Sessions::default();
        sessions.open(DEVICE, [1; 32], 0);
        assert!(sessions.nonce(&auth(1, 0), 1).is_none(), "counters start at 1");
        assert!(sessions.nonce(&auth(1, 5), 1).is_some() && sessions.spend(&auth(1, 5), 1));
        for counter in [5, 4, 1] {
            assert!(
                sessions.nonce(&auth(1, counter), 1).is_none() && !sessions.spend(&auth(1, counter), 1),
                "{counter}"
            );
        }
        assert!(sessions.spend(&auth(1, 6), 1));
    }

    #[test]
    fn a_nonce_lives_ten_minutes() {
        let sessions = Sessions::default();
        sessions.open(DEVICE, [1; 32], 1_000);
        assert!(sessions.nonce(&auth(1, 1), 1_000 + NONCE_LIFE_MS - 1).is_some());
        assert!(sessions.nonce(&auth(1, 1), 1_000 + NONCE_LIFE_MS).is_none());
        assert!(!sessions.spend(&auth(1, 1), 1_000 + NONCE_LIFE_MS));
    }

    #[test]
    fn a_strangers_hellos_do_not_push_out_a_session_in_use() {
        let sessions = Sessions::default();
        sessions.open(DEVICE, [1; 32], 0);
        assert!(sessions.spend(&auth(1, 1), 0));
        (2..100).for_each(|nonce| sessions.open(DEVICE, [nonce; 32], 0));
        assert!(sessions.nonce(&auth(1, 2), 0).is_some());
        assert!(sessions.nonce(&auth(2, 1), 0).is_none(), "an unused one makes room");
    }

    #[test]
    fn sessions_of_devices_that_are_gone_are_swept_out() {
        let sessions = Sessions::default();
        for number in 0..=255u8 {
            sessions.open(DeviceId([number; 16]), [1; 32], 0);
        }
        sessions.open(DeviceId([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8]), [1; 32], NONCE_LIFE_MS);
        assert_eq!(sessions.lock().len(), 1);
    }
}
