//! `device release-request`: what a locked device shows to a registrar. Needs no secret.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::qr;
use crate::said::Said;
use first72_core::directory::enrol::ReleaseRequest;
use serde_json::json;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Show the code as squares too.
    #[arg(long)]
    qr: bool,
    /// Which of the realms that this device joined answers, in the order of joining.
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    realm: usize,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    let requests = desk.place()?.release_requests()?;
    let request = args.realm.checked_sub(1).and_then(|at| requests.get(at)).ok_or_else(|| Failure::NoSuch {
        thing: "realm of this device with the number",
        wanted: args.realm.to_string(),
        advice: "a device that was never in a realm cannot be released",
    })?;
    let code = ReleaseRequest::text(request);
    let squares = if args.qr { qr::squares(&code) } else { None };
    let text = match squares {
        Some(squares) => format!("{squares}\n{code}"),
        None => code.clone(),
    };
    Ok(Said::new(text, json!({ "request": code, "realms": requests.len() })))
}
