//! `device adopt`: entries that came after their device's end; without a device, what waits.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{LateLine, Notebook};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The device whose entries are taken in, by the beginning of its id.
    device: Option<String>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let late = notebook.late(realm)?;
    if let Some(wanted) = &args.device {
        let device = lookup::late_device(&late, wanted)?;
        notebook.adopt(realm, device, now)?;
        let text = format!("The late entries of {device} count now. Sync, so that they count for the others too.");
        return Ok(Said::new(text, json!({ "realm": realm.to_string(), "device": device.to_string() })));
    }
    let text: Vec<String> = late.iter().map(line).collect();
    let text = if text.is_empty() { "Nothing came after the end of its device.".to_owned() } else { text.join("\n") };
    let late: Vec<Value> = late.iter().map(object).collect();
    Ok(Said::new(text, json!({ "realm": realm.to_string(), "late": late })))
}

fn line(line: &LateLine) -> String {
    let name = line.short_name.as_deref().unwrap_or("(name not here yet)");
    format!("{}  {name}: {} saves in {} episodes", line.device, line.saves, line.episodes.len())
}

fn object(line: &LateLine) -> Value {
    json!({
        "device": line.device.to_string(),
        "short_name": line.short_name,
        "saves": line.saves,
        "episodes": line.episodes.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
