//! `device carried`: what is here of other devices, and the server's receipts for them to take back.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::durable_file;
use first72_core::notebook::{CarryLine, Notebook};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only this device.
    device: Option<String>,
    /// New file for the server's receipts for its entries; the device takes it with `device carry`.
    #[arg(long, value_name = "FILE", requires = "device")]
    slip: Option<PathBuf>,
    /// It has its receipts: let go of them, and of what the server refused. What waits stays.
    #[arg(long, requires = "device", conflicts_with = "slip")]
    done: bool,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    let lines = notebook.carrying()?;
    let Some(wanted) = &args.device else { return Ok(list(&lines)) };
    let line = lookup::carried(&lines, wanted)?;
    let (realm, device) = (line.realm, line.device);
    if args.done {
        notebook.done_carrying(realm, device)?;
        let left: Vec<CarryLine> = notebook.carrying()?.into_iter().filter(|line| line.device == device).collect();
        return Ok(list(&left));
    }
    let Some(out) = &args.slip else { return Ok(list(&[line])) };
    if out.exists() {
        return Err(Failure::Taken { path: out.clone() });
    }
    let Some(slip) = notebook.slip_for(realm, device)? else {
        let advice = "sync first: the server signs when it takes the entries";
        return Err(Failure::NoSuch { thing: "receipt for this device", wanted: wanted.clone(), advice });
    };
    durable_file::write(out, &slip).map_err(|error| Failure::file(out, error))?;
    let out = out.display().to_string();
    let text =
        format!("The server's receipts are in {out}: take them back with `first72 device carry` on that device.");
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "device": device.to_string(), "out": out })))
}

fn list(lines: &[CarryLine]) -> Said {
    if lines.is_empty() {
        return Said::new("Nothing of another device is here.", json!({ "devices": [] }));
    }
    let text: Vec<String> = lines.iter().map(said).collect();
    let objects: Vec<Value> = lines.iter().map(object).collect();
    Said::new(text.join("\n"), json!({ "devices": objects }))
}

fn said(line: &CarryLine) -> String {
    let (name, count) = (line.short_name.as_deref().unwrap_or("(name not here yet)"), line.count);
    let mut said = format!(
        "Device {} of {name}: {} wait here, {} are on the server and signed for.",
        line.device, count.waiting, count.receipted
    );
    if count.refused > 0 {
        said.push_str(&format!(
            " The server refused {} ({}); that device still has them.",
            count.refused,
            line.refusals.join(", ")
        ));
    }
    said
}

fn object(line: &CarryLine) -> Value {
    json!({
        "realm": line.realm.to_string(),
        "device": line.device.to_string(),
        "person": line.person.map(|person| person.to_string()),
        "waiting": line.count.waiting,
        "receipted": line.count.receipted,
        "refused": line.count.refused,
        "refusals": line.refusals,
    })
}
