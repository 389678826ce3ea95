//! What the server asks of the system: the time, random bytes, and that nobody reads its memory.

use ring::rand::{SecureRandom, SystemRandom};
use std::sync::Arc;
use thiserror::Error;

/// Milliseconds since 1970-01-01T00:00:00Z by the server's clock. Tests bring their own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|| {
            #[expect(clippy::disallowed_methods, reason = "the server is the outermost caller of its own clock")]
            let now = std::time::SystemTime::now();
            let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
    }

    /// A clock that says what the function says.
    #[must_use]
    pub fn new(now_ms: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now_ms))
    }

    /// What time it is.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        (self.0)()
    }
}

/// Asks the system to write no core dump of this process, which holds the log key, and to let no other
/// process of the same user read its memory. True when it was granted; where the system knows no
/// such thing nothing changes.
#[must_use]
pub fn forbid_memory_dumps() -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        let no_core = setrlimit(Resource::Core, none).is_ok();
        set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok() && no_core
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    false
}

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the system has no random bytes")]
pub(crate) struct NoRandomness;

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut out = [0; N];
    #[expect(clippy::disallowed_methods, reason = "the server's one source of randomness: nonces of a hello")]
    SystemRandom::new().fill(&mut out).map_err(|_| NoRandomness)?;
    Ok(out)
}
