//! `device accept`: joins the realm of a registrar's answer.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::directory::enrol::Approval;
use first72_core::notebook::{Notebook, NotebookError};
use first72_core::sync::Relay;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The registrar's answer: a file, or the code itself.
    #[arg(long, value_name = "FILE|TEXT")]
    answer: String,
    /// Where the realm's server is, when it is not where a brief answer says.
    #[arg(long, value_name = "URL")]
    server: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let code = input::file_or_text(&args.answer)?;
    let asks = Approval::parse(&code).map_err(NotebookError::from)?.needs_server();
    let relay = asks.then(|| notebook.approach(&code, args.server.as_deref())).transpose()?;
    let relay = relay.as_ref().map(|relay| -> &dyn Relay { relay });
    let enrolled = notebook.accept_enrolment(&code, relay, desk.now())?;
    let words = enrolled.six_words.map(|words| words.join(" "));
    let text = format!(
        "This device is in {} ({}).\nCompare with the registrar: {}",
        enrolled.name,
        enrolled.realm,
        words.as_deref().unwrap_or("no words")
    );
    Ok(Said::new(text, json!({ "realm": enrolled.realm.to_string(), "name": enrolled.name, "six_words": words })))
}
