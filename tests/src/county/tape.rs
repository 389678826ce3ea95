//! What stands between a device and its server: a recorder, and an adversary.

use std::sync::{Arc, Mutex};

use first72_core::sync::{Answer, Pages, Relay, RelayError, Request};
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;

/// What a server answers, of a pull the first page: the device then asks for the others.
///
/// # Errors
/// As [`Relay::carry`].
pub fn first_answer(relay: &dyn Relay, request: &Request) -> Result<Answer, RelayError> {
    relay.carry(request).next().unwrap_or(Err(RelayError::Cut))
}

/// One request and its answer, as the bytes of their bodies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// `hello`, `push` or `pull`.
    pub kind: &'static str,
    /// The request's signed header and body; the JSON of a hello.
    pub asked: Vec<u8>,
    /// The answer's body; none when there was no answer.
    pub answered: Option<Vec<u8>>,
}

/// Everything that was carried, in order.
#[derive(Default)]
pub struct Tape(Mutex<Vec<Carried>>);

impl Tape {
    /// What was carried since the last call.
    ///
    /// # Panics
    /// When somebody panicked while recording.
    pub fn take(&self) -> Vec<Carried> {
        std::mem::take(&mut *self.0.lock().expect("nobody panicked while recording"))
    }

    fn add(&self, request: &Request, answer: Result<&Answer, &RelayError>) {
        let (kind, asked) = match request {
            Request::Hello(hello) => ("hello", serde_json::to_vec(hello).expect("a hello is JSON")),
            Request::Push { auth, body } => ("push", [auth.as_bytes(), b"\n", body].concat()),
            Request::Pull { auth, body } => ("pull", [auth.as_bytes(), b"\n", body].concat()),
            Request::Prove { auth, path } => ("prove", [auth.as_bytes(), b"\n", path.as_bytes()].concat()),
        };
        let answered = answer.ok().map(|answer| match answer {
            Answer::Hello(hello, _) => serde_json::to_vec(hello).expect("a hello is JSON"),
            Answer::Push(bytes) | Answer::Pull(bytes) | Answer::Prove(bytes) => bytes.clone(),
        });
        self.0.lock().expect("nobody panicked while recording").push(Carried { kind, asked, answered });
    }
}

/// A relay whose traffic is recorded.
pub struct Taped {
    relay: Box<dyn Relay>,
    tape: Arc<Tape>,
}

impl Taped {
    /// Records what goes over this relay.
    #[must_use]
    pub fn new(relay: Box<dyn Relay>, tape: Arc<Tape>) -> Self {
        Self { relay, tape }
    }
}

impl Through for Taped {
    fn through(&self, request: &Request) -> Result<Answer, RelayError> {
        let answer = first_answer(&*self.relay, request);
        self.tape.add(request, answer.as_ref());
        answer
    }

    fn honest(&self) -> &dyn Relay {
        &*self.relay
    }
}

/// A relay that does with each request what a closure says: loses it, repeats it, alters the answer.
pub struct Twisted<'a, F> {
    relay: &'a dyn Relay,
    twist: F,
}

impl<'a, F: Fn(&dyn Relay, &Request) -> Result<Answer, RelayError> + Send + Sync> Twisted<'a, F> {
    /// Stands before this relay.
    pub fn new(relay: &'a dyn Relay, twist: F) -> Self {
        Self { relay, twist }
    }
}

impl<F: Fn(&dyn Relay, &Request) -> Result<Answer, RelayError> + Send + Sync> Through for Twisted<'_, F> {
    fn through(&self, request: &Request) -> Result<Answer, RelayError> {
        (self.twist)(self.relay, request)
    }

    fn honest(&self) -> &dyn Relay {
        self.relay
    }
}

/// Something that all three questions go through.
trait Through: Send + Sync {
    fn through(&self, request: &Request) -> Result<Answer, RelayError>;
    fn honest(&self) -> &dyn Relay;

    fn ask(&self, request: &Request) -> Result<Vec<u8>, RelayError> {
        match self.through(request)? {
            Answer::Push(bytes) | Answer::Pull(bytes) | Answer::Prove(bytes) => Ok(bytes),
            Answer::Hello(..) => Err(RelayError::Nonsense { what: "answer.kind" }),
        }
    }

    fn greet(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        match self.through(&Request::Hello(*request))? {
            Answer::Hello(answer, _) => Ok(answer),
            Answer::Push(_) | Answer::Pull(_) | Answer::Prove(_) => Err(RelayError::Nonsense { what: "answer.kind" }),
        }
    }
}

macro_rules! relay_through {
    ($([$($generics:tt)*] $name:ty),+) => {$(
        impl<$($generics)*> Relay for $name
        where
            Self: Through,
        {
            fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
                self.greet(request)
            }

            fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
                self.ask(&Request::Push { auth: auth.into(), body: body.to_vec() })
            }

            fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
                let page = self.ask(&Request::Pull { auth: auth.into(), body: body.to_vec() })?;
                Ok(Box::new(std::iter::once(Ok(page))))
            }

            fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
                self.ask(&Request::Prove { auth: auth.into(), path: path.into() })
            }

            fn genesis(&self) -> Result<Vec<u8>, RelayError> {
                self.honest().genesis()
            }

            fn authority(&self) -> Hash {
                self.honest().authority()
            }
        }
    )+};
}

relay_through!([] Taped, ['a, F: Send + Sync] Twisted<'a, F>);
