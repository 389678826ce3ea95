//! One sync as a machine without a network: what to ask next, and what an answer means.
//!
//! ```text
//! loop {
//!     let Some(request) = lock(notebook, |open| exchange.next(..))? else { break };
//!     for answer in relay.carry(&request) {                // nothing is locked while it is on its way
//!         lock(notebook, |open| exchange.take(.., answer))?;
//!     }
//! }
//! ```
//! The order is hello, then own entries up until none waits, then entries down until there are
//! no more, then proofs about what others have seen of the server's log, if any of it waits. The hello is left out while its nonce is good, and the pull when the server has said
//! with the last own entries that nothing of others waits. The machine never sends the same
//! entry twice in one sync unless the server forgot the nonce, so it always comes to its end.

use super::error::SyncError;
use super::prove::{self, Proving};
use super::pull::{self, Pulled};
use super::push::{self, Pushed};
use super::receive::Receiver;
use super::relay::{Answer, RelayError, Request};
use super::report::{Report, Step};
use super::session::Session;
use super::watch::{Shown, Watch};
use crate::moment::Moment;
use crate::reckoning::ServerTime;
use crate::seal::Randomness;
use crate::seal::random::draw;
use crate::vault::{KnownCheckpoint, Vault};
use first72_wire::drill::{self, Mixed};
use first72_wire::hello::{HelloAnswer, HelloRequest, Hex};
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::log_keys::LogKeys;
use first72_wire::outcome::{ErrorBody, Unproven};
use first72_wire::request::{ENTRIES_PATH, PULL_PATH};

/// What the root has said of the server. The server cannot change any of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The realm.
    pub realm: RealmId,
    /// This device in it.
    pub device: DeviceId,
    /// The keys whose signature is the server's word.
    pub keys: LogKeys,
}

/// Refusals after which an own entry is tried again at the next sync by itself.
const TRIED_AGAIN: [&str; 2] = ["entry.author", "chain.gap"];

/// The exchange with one realm's server. Kept between syncs, so that a nonce serves them all.
pub struct Exchange {
    terms: Terms,
    session: Option<Session>,
    phase: Phase,
    asked: Option<Asked>,
    hellos: u32,
    sent_up_to: i64,
    checkpoint: Option<KnownCheckpoint>,
    time: Option<ServerTime>,
    report: Report,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Start,
    Push,
    Pull,
    Prove,
    Done,
}

enum Asked {
    Hello { request: HelloRequest, sent: Moment },
    Push(Pushed),
    Pull(Pulled),
    Prove(Proving),
}

impl Exchange {
    /// An exchange that has not asked anything yet.
    #[must_use]
    pub fn new(terms: Terms) -> Self {
        Self {
            terms,
            session: None,
            phase: Phase::Start,
            asked: None,
            hellos: 0,
            sent_up_to: 0,
            checkpoint: None,
            time: None,
            report: Report::default(),
        }
    }

    /// Begins another sync, under what the root has said by now. An answer that is still under way belongs to the old one and
    /// is not taken any more.
    pub fn begin(&mut self, terms: Terms) {
        let session = self.session.take().filter(|_| terms == self.terms);
        let time = self.time;
        *self = Self { session, time, ..Self::new(terms) };
    }

    /// What to ask next; nothing when this sync is at its end. `sign` is the device's signature.
    ///
    /// # Errors
    /// [`SyncError::Vault`] and [`SyncError::Random`]; the sync is then over.
    pub fn next(
        &mut self,
        vault: &mut Vault,
        sign: &dyn Fn(&[u8]) -> [u8; 64],
        random: &dyn Randomness,
        now: Moment,
    ) -> Result<Option<Request>, SyncError> {
        let next = self.ask(vault, sign, random, now);
        if next.is_err() {
            self.phase = Phase::Done;
        }
        if matches!(next, Ok(Some(_))) {
            self.report.requests += 1;
        }
        next
    }

    /// Takes what came back, keeps it, and says what it brought.
    ///
    /// # Errors
    /// [`SyncError`]; the sync is then over, and everything that was kept before stays.
    pub fn take(
        &mut self,
        vault: &mut Vault,
        receiver: &mut dyn Receiver,
        answer: Result<Answer, RelayError>,
        now: Moment,
    ) -> Result<Step, SyncError> {
        let taken = match answer {
            Ok(answer) => self.answered(vault, receiver, answer, now),
            Err(error) => self.failed(vault, error),
        };
        if taken.is_err() {
            self.phase = Phase::Done;
        }
        if let Ok(step) = &taken {
            self.count(step);
        }
        taken
    }

    /// What the root had said when this sync began.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The authority under which the server was last greeted, if it was.
    #[must_use]
    pub fn authority(&self) -> Option<Hash> {
        self.session.as_ref().map(Session::authority)
    }

    /// What this sync has done so far.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// What the last hello said about this device's clock.
    #[must_use]
    pub const fn server_time(&self) -> Option<ServerTime> {
        self.time
    }

    fn ask(
        &mut self,
        vault: &mut Vault,
        sign: &dyn Fn(&[u8]) -> [u8; 64],
        random: &dyn Randomness,
        now: Moment,
    ) -> Result<Option<Request>, SyncError> {
        let realm = self.terms.realm;
        if self.phase == Phase::Start {
            vault.outbox_retry(realm, &TRIED_AGAIN)?;
            vault.ask_again(realm)?;
            self.phase = Phase::Push;
        }
        if self.phase == Phase::Done {
            return Ok(None);
        }
        match self.asked.take() {
            // After a page an answer may end; a new pull asks for the rest.
            Some(Asked::Pull(pulled)) if pulled.has_begun() => {}
            Some(_) => return Err(SyncError::Answer { what: "answer.none" }),
            None => {}
        }
        let Some(session) = self.session.as_mut().filter(|session| session.is_good(now)) else {
            return Ok(Some(self.say_hello(vault, random, now)?));
        };
        let Terms { device, .. } = self.terms;
        if self.phase == Phase::Push {
            let seen = Watch::of(vault, &self.terms, self.checkpoint.as_ref())?.edge().size();
            if let Some(pushed) = push::next(vault, realm, self.sent_up_to, seen)? {
                let body = pushed.body();
                let auth = session.auth(device, ("POST", ENTRIES_PATH), &body, sign);
                self.asked = Some(Asked::Push(pushed));
                return Ok(Some(Request::Push { auth, body }));
            }
            self.phase = Phase::Pull;
        }
        if self.phase == Phase::Prove {
            let Some(proving) = prove::next(vault, &self.terms, now)? else {
                self.phase = Phase::Done;
                return Ok(None);
            };
            let path = proving.path();
            let auth = session.auth(device, ("GET", &path), b"", sign);
            self.asked = Some(Asked::Prove(proving));
            return Ok(Some(Request::Prove { auth, path }));
        }
        let pulled = pull::next(vault, realm, device)?;
        let body = pulled.body();
        let auth = session.auth(device, ("POST", PULL_PATH), &body, sign);
        self.asked = Some(Asked::Pull(pulled));
        Ok(Some(Request::Pull { auth, body }))
    }

    fn say_hello(&mut self, vault: &Vault, random: &dyn Randomness, now: Moment) -> Result<Request, SyncError> {
        let tree_size = Some(Watch::of(vault, &self.terms, self.checkpoint.as_ref())?.edge().size());
        let request = HelloRequest { device_id: self.terms.device, client_nonce: Hex(draw(random)?), tree_size };
        self.hellos += 1;
        self.asked = Some(Asked::Hello { request, sent: now });
        Ok(Request::Hello(request))
    }

    fn answered(
        &mut self,
        vault: &mut Vault,
        receiver: &mut dyn Receiver,
        answer: Answer,
        now: Moment,
    ) -> Result<Step, SyncError> {
        match (self.asked.take(), answer) {
            (Some(Asked::Hello { request, sent }), Answer::Hello(answer, authority)) => {
                let step = self.greeted(vault, &request, &answer, sent, now)?;
                self.session = Some(Session::new(answer.server_nonce.0, authority, sent));
                Ok(step)
            }
            (Some(Asked::Push(pushed)), Answer::Push(bytes)) => self.pushed(vault, &pushed, &bytes, now),
            (Some(Asked::Pull(mut pulled)), Answer::Pull(bytes)) => {
                let checkpoint = self.checkpoint.take();
                let page = pull::take(vault, receiver, &self.terms, &mut pulled, &bytes, checkpoint, now)?;
                self.report.withheld = self.report.withheld.saturating_add(page.withheld);
                if page.more {
                    self.asked = Some(Asked::Pull(pulled));
                } else {
                    self.phase = Phase::Prove;
                }
                Ok(Step::Received { new: page.new, parked: page.parked, refused: page.refused })
            }
            (Some(Asked::Prove(proving)), Answer::Prove(bytes)) => {
                prove::take(vault, &self.terms, &proving, &bytes, now)?;
                Ok(Step::Compared { heads: proving.count() })
            }
            _ => Err(SyncError::Answer { what: "answer.not-asked" }),
        }
    }

    fn greeted(
        &mut self,
        vault: &mut Vault,
        request: &HelloRequest,
        answer: &HelloAnswer,
        sent: Moment,
        now: Moment,
    ) -> Result<Step, SyncError> {
        let realm = self.terms.realm;
        if let Err(error) = answer.check(&realm, request, &self.terms.keys) {
            let what = SyncError::Answer { what: error.code() };
            return Err(of_the_other_world(realm, request, answer).map_or(what, SyncError::Mixed));
        }
        let watch = Watch::of(vault, &self.terms, self.checkpoint.as_ref())?;
        let hashes = answer.growth.as_slice();
        let server_ms = Some(answer.server_ms);
        let shown = Shown { note: &answer.checkpoint, hashes, hello: Some((request, answer)), server_ms };
        let grown = watch.hold(
            vault,
            &self.terms,
            &shown,
            |edge, signed| {
                if hashes.is_empty() && edge.size() < signed.size {
                    return Err(Unproven::Missing);
                }
                let grown = edge.grown(signed.size, hashes, &[]).filter(|grown| grown.root() == signed.root);
                grown.ok_or(Unproven::Wrong)
            },
            now,
        )?;
        self.checkpoint = grown.or(self.checkpoint.take());
        self.time = Some(ServerTime::fix(answer.server_ms, sent, now));
        Ok(Step::Greeted)
    }

    fn pushed(&mut self, vault: &mut Vault, pushed: &Pushed, bytes: &[u8], now: Moment) -> Result<Step, SyncError> {
        match push::take(vault, &self.terms, pushed, bytes, self.checkpoint.as_ref(), now) {
            Ok(push::Answer { step, no_news }) => {
                self.checkpoint = None;
                self.sent_up_to = pushed.last_row();
                // What is to be pulled anew, own entries among it, the server cannot know of.
                if no_news && !vault.wants_own(self.terms.realm, self.terms.device)? {
                    self.phase = Phase::Prove;
                }
                Ok(step)
            }
            // What was sent stays in the outbox for the next sync; what waits above still comes down.
            Err(SyncError::Answer { what }) => {
                self.phase = Phase::Pull;
                Ok(Step::Trouble(what))
            }
            Err(error) => Err(error),
        }
    }

    fn failed(&mut self, vault: &mut Vault, error: RelayError) -> Result<Step, SyncError> {
        let asked = self.asked.take();
        // A server that has another certificate now is greeted anew too.
        let forgotten = error.is_refusal(ErrorBody::AUTH_REFUSED) || error == RelayError::Untrusted;
        if forgotten && self.hellos < 2 && !matches!(asked, Some(Asked::Hello { .. })) {
            self.session = None;
            return Ok(Step::Trouble("session.forgotten"));
        }
        match (asked, error) {
            (_, RelayError::Refused { code, statement }) if code == ErrorBody::DEVICE_ENDED => {
                Err(SyncError::DeviceEnded { statement })
            }
            (Some(Asked::Pull(pulled)), error) if error.is_refusal(ErrorBody::PULL_MARK) && pulled.has_mark() => {
                vault.drop_pull_mark(self.terms.realm)?;
                Ok(Step::Trouble("pull.mark"))
            }
            // What others have seen waits until the server answers for it.
            (Some(Asked::Prove(_)), error @ (RelayError::Busy { .. } | RelayError::Refused { .. })) => {
                self.phase = Phase::Done;
                Ok(Step::Trouble(error.code()))
            }
            // A server that takes nothing may still give.
            (
                Some(Asked::Push(_)),
                error @ (RelayError::Full | RelayError::Busy { .. } | RelayError::Refused { .. }),
            ) => {
                self.phase = Phase::Pull;
                Ok(Step::Trouble(error.code()))
            }
            (_, error) => Err(error.into()),
        }
    }

    fn count(&mut self, step: &Step) {
        let report = &mut self.report;
        match step {
            Step::Greeted => {}
            Step::Compared { heads } => report.compared += heads,
            Step::Sent { stored, refused } => {
                report.stored += stored;
                report.refused_own += refused;
            }
            Step::Received { new, parked, refused } => {
                report.received += new;
                report.parked += parked;
                report.refused += refused;
            }
            Step::Trouble(code) => report.troubles.push(code),
        }
    }
}

/// Whether an answer that does not hold is one of a drill's server, or came to a drill from elsewhere.
fn of_the_other_world(realm: RealmId, request: &HelloRequest, answer: &HelloAnswer) -> Option<Mixed> {
    if realm == drill::REALM {
        return Some(Mixed::RealInDrill);
    }
    let keys = LogKeys::of(drill::LOG_PK);
    let by_drill = [realm, drill::REALM].iter().any(|realm| answer.check(realm, request, &keys).is_ok());
    by_drill.then_some(Mixed::DrillInReal)
}
