//! `grant end-agency`: an agency leaves; every right of its people ends at once, after a look at all of it.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::directory::Scope;
use first72_core::moment::Moment;
use first72_core::notebook::{AgencyLeaving, Notebook, PersonLeaving};
use serde_json::{Value, json};

/// Said whenever something ends: what was loaded before cannot be taken back.
const WHAT_STAYS: &str =
    "What their devices had loaded stays readable on them. What is written from now on is not for them.";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The agency, as its people were taken in with it; without it, those that could leave are listed.
    agency: Option<String>,
    /// End their devices too: the server serves them nothing more.
    #[arg(long)]
    devices: bool,
    /// Their devices destroy what they hold when they next meet the server.
    #[arg(long, requires = "devices")]
    wipe: bool,
    /// End it. Without this, only what would end is shown.
    #[arg(long)]
    yes: bool,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    let Some(agency) = &args.agency else { return Ok(listed(&notebook.agencies(realm)?)) };
    let leaving = if args.yes {
        notebook.end_agency(realm, agency, args.devices.then_some(args.wipe), now)?
    } else {
        notebook.agency_leaving(realm, agency)?
    };
    let mut text = vec![format!("{}:", leaving.agency)];
    text.extend(leaving.people.iter().map(shown));
    text.push(known(notebook, &leaving));
    text.push(match (args.yes, args.devices) {
        (false, _) => {
            "Nothing was ended. Add --yes to end their rights, and --devices (--wipe) to end their devices too.".into()
        }
        (true, false) => {
            format!("{} rights are ended; their devices are not. Sync now. {WHAT_STAYS}", leaving.grants())
        }
        (true, true) => {
            format!("{} rights and {} devices are ended. Sync now. {WHAT_STAYS}", leaving.grants(), leaving.devices())
        }
    });
    let object = json!({
        "ended": args.yes,
        "agency": leaving.agency,
        "grants": leaving.grants(),
        "devices": leaving.devices(),
        "episodes": leaving.episodes().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "people": leaving.people.iter().map(object).collect::<Vec<_>>(),
    });
    Ok(Said::new(text.join("\n"), object))
}

fn listed(agencies: &[AgencyLeaving]) -> Said {
    let line = |one: &AgencyLeaving| {
        format!("{}: {} people, {} rights, {} devices", one.agency, one.people.len(), one.grants(), one.devices())
    };
    let lines: Vec<String> = agencies.iter().map(line).collect();
    let text = if lines.is_empty() { "No other agency has a right or a device here.".into() } else { lines.join("\n") };
    let each = agencies.iter().map(|one| json!({ "agency": one.agency, "people": one.people.len() }));
    Said::new(text, json!({ "agencies": each.collect::<Vec<_>>() }))
}

fn shown(one: &PersonLeaving) -> String {
    let reaches: Vec<String> = one.reaches.iter().map(reach).collect();
    let reaches = if reaches.is_empty() { "nothing".to_owned() } else { reaches.join("; ") };
    let guest = if one.guest { ", guest" } else { "" };
    let (grants, devices) = (one.grants.len(), one.devices.len());
    format!("  {}{guest}: {grants} rights, {devices} devices; reads {reaches}", one.short_name)
}

fn reach(scope: &Scope) -> String {
    match scope {
        Scope::Realm => "every station".to_owned(),
        Scope::Station(station) => format!("station {station}"),
        Scope::Case(episode) => format!("episode {episode}"),
    }
}

/// Which of the episodes that lose a reader are on this device.
fn known(notebook: &Notebook, leaving: &AgencyLeaving) -> String {
    let handles = leaving.episodes().into_iter().filter_map(|id| Some(notebook.record(id)?.opened()?.handle));
    let handles: Vec<String> = handles.collect();
    if handles.is_empty() {
        return "None of the episodes that lose a reader is on this device.".to_owned();
    }
    format!("Of the episodes that lose a reader, on this device: {}", handles.join(", "))
}

fn object(one: &PersonLeaving) -> Value {
    json!({
        "person": one.person.to_string(),
        "short_name": one.short_name,
        "guest": one.guest,
        "grants": one.grants.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "devices": one.devices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "reads": one.reaches.iter().map(reach).collect::<Vec<_>>(),
    })
}
