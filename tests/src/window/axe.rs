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

/// Every rule runs, colour contrast included. A contrast that axe-core could not measure counts as broken, unless it is
/// that of a single sign such as ≈, and so does a page on which it measured none. A foot that sticks is let go while
/// axe-core looks, a pane that scrolls is shown to its end, since the text reached by scrolling counts too, and a card that is
/// drawn once it comes near is drawn, since until then its place is a guess and others stand in it.
const ASK: &str = "
const stuck = [...document.querySelectorAll('body *')].filter((one) => getComputedStyle(one).position === 'sticky');
const rolls = (one) => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY === 'auto';
const rolled = [...document.querySelectorAll('body *')].filter(rolls);
const show = (height, overflow) => rolled.forEach((one) => Object.assign(one.style, { height, overflow }));
const later = [...document.querySelectorAll('body *')].filter((one) => getComputedStyle(one).contentVisibility === 'auto');
later.forEach((one) => (one.style.contentVisibility = 'visible'));
stuck.forEach((one) => (one.style.position = 'static'));
show('auto', 'visible');
axe.run(document, { resultTypes: ['violations', 'incomplete', 'passes'] }).then((found) => {
  stuck.forEach((one) => (one.style.position = ''));
  later.forEach((one) => (one.style.contentVisibility = ''));
  show('', '');
  const contrast = (list) => list.filter((one) => one.id === 'color-contrast');
  const measured = contrast([...found.passes, ...found.violations]);
  const none = measured.length > 0 ? [] : [{ id: 'color-contrast', help: 'was not measured', nodes: [] }];
  const sign = (node) => node.any.some((one) => ['nonBmp', 'shortTextContent'].includes(one.data?.messageKey));
  const unsure = contrast(found.incomplete)
    .map((one) => ({ ...one, nodes: one.nodes.filter((node) => !sign(node)) }))
    .filter((one) => one.nodes.length > 0);
  arguments[0]([...found.violations, ...unsure, ...none]);
}, (error) => arguments[0](String(error)))";

pub(super) fn run(session: &Session) -> Result<Vec<Violation>, WindowTrouble> {
    if session.script("return typeof axe", false, &[])? != "object" {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&path).map_err(|_| WindowTrouble::NoAxe { path })?;
        session.script(&source, false, &[])?;
    }
    let found = session.script(ASK, true, &[])?;
    let list = found.as_array().ok_or(WindowTrouble::Unreadable { command: format!("axe.run: {found}") })?;
    Ok(list.iter().map(violation).collect())
}

fn violation(found: &Value) -> Violation {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let why =
        |node: &Value| node["any"][0]["data"]["messageKey"].as_str().map_or(String::new(), |key| format!(" ({key})"));
    let at = nodes.iter().map(|node| node["target"].to_string() + &why(node)).collect();
    Violation { rule: text("id"), help: text("help"), at }
}
