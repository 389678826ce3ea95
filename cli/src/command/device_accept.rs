//! `device accept`: joins the realm of a registrar's answer.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::notebook::Notebook;
use first72_core::sync::Relay;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The registrar's answer: a file, or the code itself.
    #[arg(long, value_name = "FILE|TEXT")]
    answer: String,
    /// Fetch what the answer does not carry from the realm's server, at this address.
    #[arg(long, value_name = "URL")]
    server: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, desk: &Desk<'_>) -> Result<Said, Failure> {
    let code = input::file_or_text(&args.answer)?;
    let relay = args.server.as_ref().map(|url| notebook.approach(&code, Some(url))).transpose()?;
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
