//! axe-core, the rules of WCAG that a program can verify, run inside the window.

use std::fmt;
use std::path::Path;

use serde_json::Value;

use super::session::Session;
use super::trouble::WindowTrouble;

/// One rule broken, and where.
pub struct Violation {
    /// axe-core's name of the rule, such as `button-name`.
    pub rule: String,
    /// What is wrong, in axe-core's words.
    pub help: String,
    /// CSS selectors of the elements.
    pub at: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} at {}", self.rule, self.help, self.at.join(", "))
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

pub(super) fn run(session: &Session) -> Result<Vec<Violation>, WindowTrouble> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&path).map_err(|_| WindowTrouble::NoAxe { path })?;
    session.script(&source, false, &[])?;
    let ask = "axe.run(document, { resultTypes: ['violations'] })
                  .then((found) => arguments[0](found.violations), (error) => arguments[0](String(error)))";
    let found = session.script(ask, true, &[])?;
    let list = found.as_array().ok_or(WindowTrouble::Unreadable { command: format!("axe.run: {found}") })?;
    Ok(list.iter().map(violation).collect())
}

fn violation(found: &Value) -> Violation {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let at = nodes.iter().map(|node| node["target"].to_string()).collect();
    Violation { rule: text("id"), help: text("help"), at }
}
