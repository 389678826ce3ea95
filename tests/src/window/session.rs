//! The commands of W3C WebDriver that the tests need, over HTTP and JSON.

use std::path::Path;
use std::time::Duration;

use base64::Engine;
use serde_json::{Value, json};

use super::trouble::WindowTrouble;

/// The name under which the standard hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How often the document may go while something is waited for. More is no lock.
const MOST_DOCUMENTS: usize = 4;

/// An element as an argument of a script.
pub(super) fn element(id: &str) -> Value {
    json!({ ELEMENT: id })
}

/// One driven window.
pub(super) struct Session {
    agent: ureq::Agent,
    address: String,
}

impl Session {
    pub(super) fn open(driver: &str, binary: &Path, arguments: &[String]) -> Result<Self, WindowTrouble> {
        let settings = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)));
        let agent: ureq::Agent = settings.build().into();
        let options = json!({ "binary": binary, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let opened = send(agent.post(format!("{driver}/session")), "session", &wanted)?;
        let id = opened["sessionId"].as_str().ok_or(WindowTrouble::Unreadable { command: "session".to_owned() })?;
        let session = Self { agent, address: format!("{driver}/session/{id}") };
        session.wait_at_most(super::PATIENCE)?;
        Ok(session)
    }

    /// A script may take longer than an element: it may itself be waiting.
    pub(super) fn wait_at_most(&self, patience: Duration) -> Result<(), WindowTrouble> {
        let element = u64::try_from(patience.as_millis()).unwrap_or(u64::MAX);
        let limits = json!({ "implicit": element, "script": element.saturating_add(10_000), "pageLoad": 10_000 });
        self.post("timeouts", &limits).map(drop)
    }

    pub(super) fn post(&self, command: &str, body: &Value) -> Result<Value, WindowTrouble> {
        send(self.agent.post(format!("{}/{command}", self.address)), command, body)
    }

    pub(super) fn get(&self, command: &str) -> Result<Value, WindowTrouble> {
        let answer = self.agent.get(format!("{}/{command}", self.address)).call();
        value_of(command, answer.map_err(|source| unreachable(command, source))?)
    }

    /// The id of the first element found, waiting for one to appear.
    pub(super) fn find(&self, using: &str, selector: &str) -> Result<String, WindowTrouble> {
        let wanted = json!({ "using": using, "value": selector });
        let found = in_whatever_document(|| self.post("element", &wanted)).map_err(|trouble| match trouble {
            WindowTrouble::Refused { code, words, .. } => {
                WindowTrouble::Refused { command: format!("find {selector}"), code, words }
            }
            other => other,
        })?;
        let id = found[ELEMENT].as_str().map(str::to_owned);
        id.ok_or(WindowTrouble::Unreadable { command: format!("find {selector}") })
    }

    /// Runs a script; one that `calls_back` ends by calling its last argument.
    pub(super) fn script(&self, script: &str, calls_back: bool, arguments: &[Value]) -> Result<Value, WindowTrouble> {
        let command = if calls_back { "execute/async" } else { "execute/sync" };
        self.post(command, &json!({ "script": script, "args": arguments }))
    }

    pub(super) fn picture(&self) -> Result<Vec<u8>, WindowTrouble> {
        let encoded = self.get("screenshot")?;
        let decoded = base64::engine::general_purpose::STANDARD.decode(encoded.as_str().unwrap_or_default());
        decoded.map_err(|_| WindowTrouble::Unreadable { command: "screenshot".to_owned() })
    }
}

/// Waits for something in the document that is there, and in the one that takes its place: a lock and a quick exit take a new one,
/// and the driver then gives up what was waited for in the old.
pub(super) fn in_whatever_document<T>(mut wait: impl FnMut() -> Result<T, WindowTrouble>) -> Result<T, WindowTrouble> {
    let mut came = wait();
    for _ in 0..MOST_DOCUMENTS {
        match &came {
            Err(trouble) if trouble.is_of_a_document_that_went() => came = wait(),
            _ => break,
        }
    }
    came
}

impl Drop for Session {
    fn drop(&mut self) {
        // A session that cannot be closed ends with its driver.
        self.agent.delete(&self.address).call().ok();
    }
}

type Request = ureq::RequestBuilder<ureq::typestate::WithBody>;

fn send(request: Request, command: &str, body: &Value) -> Result<Value, WindowTrouble> {
    value_of(command, request.send_json(body).map_err(|source| unreachable(command, source))?)
}

fn value_of(command: &str, mut answer: ureq::http::Response<ureq::Body>) -> Result<Value, WindowTrouble> {
    let refused = !answer.status().is_success();
    let read = answer.body_mut().with_config().limit(64 << 20).read_json();
    let mut body: Value = read.map_err(|source| unreachable(command, source))?;
    let value = body["value"].take();
    if !refused {
        return Ok(value);
    }
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(WindowTrouble::Refused { command: command.to_owned(), code: text("error"), words: text("message") })
}

fn unreachable(command: &str, source: ureq::Error) -> WindowTrouble {
    WindowTrouble::Unreachable { command: command.to_owned(), source }
}
