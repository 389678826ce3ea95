//! A relay that alters what the server answered.

use super::super::{Answer, Pages, Relay, RelayError, Request};
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;
use std::sync::Mutex;

/// Stands between a device and its server and alters what comes back.
pub(super) struct Between<'a, F>(&'a dyn Relay, Mutex<F>);

impl<'a, F: FnMut(&Request, Answer) -> Answer> Between<'a, F> {
    pub(super) fn new(server: &'a dyn Relay, twist: F) -> Self {
        Self(server, Mutex::new(twist))
    }

    fn twist(&self, request: &Request) -> Result<Answer, RelayError> {
        let answer = self.0.carry(request).next().expect("an answer")?;
        Ok((self.1.lock().unwrap())(request, answer))
    }
}

impl<F: FnMut(&Request, Answer) -> Answer + Send> Relay for Between<'_, F> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        match self.twist(&Request::Hello(*request))? {
            Answer::Hello(answer, _) => Ok(answer),
            _ => Err(RelayError::Nonsense { what: "hello.form" }),
        }
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        match self.twist(&Request::Push { auth: auth.into(), body: body.to_vec() })? {
            Answer::Push(bytes) => Ok(bytes),
            _ => Err(RelayError::Nonsense { what: "push.form" }),
        }
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        match self.twist(&Request::Pull { auth: auth.into(), body: body.to_vec() })? {
            Answer::Pull(bytes) => Ok(Box::new(std::iter::once(Ok(bytes)))),
            _ => Err(RelayError::Nonsense { what: "pull.form" }),
        }
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        match self.twist(&Request::Prove { auth: auth.into(), path: path.into() })? {
            Answer::Prove(bytes) => Ok(bytes),
            _ => Err(RelayError::Nonsense { what: "proof.form" }),
        }
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.0.genesis()
    }

    fn authority(&self) -> Hash {
        self.0.authority()
    }
}
