//! The page of what goes from device to device by hand.

use super::episode::count;
use crate::view::{CarryAgency, CarryHeard, CarryOther, CarryPage, CarryTaken, Trouble};
use first72_core::moment::Moment;
use first72_core::notebook::{CarryLine, Notebook, NotebookError, TakenAlong};
use first72_core::protocol::pack::AppRole;
use std::collections::BTreeMap;

/// The page as it stands.
///
/// # Errors
/// When the store cannot be read.
pub(crate) fn page(notebook: &Notebook, now: Moment) -> Result<CarryPage, Trouble> {
    let realms = if notebook.is_drill() { Vec::new() } else { notebook.sync_state()? };
    let names: BTreeMap<_, _> = realms.iter().map(|realm| (realm.realm, realm.name.clone())).collect();
    let agency = |realm: &first72_core::notebook::RealmState| CarryAgency {
        realm: realm.realm.to_string(),
        agency: realm.name.clone(),
        waiting: number(realm.outbox.waiting.saturating_add(realm.outbox.stuck)),
    };
    let other = |line: CarryLine| CarryOther {
        realm: line.realm.to_string(),
        agency: names.get(&line.realm).cloned().unwrap_or_default(),
        device: line.device.to_string(),
        name: line.short_name,
        waiting: number(line.count.waiting),
        receipted: number(line.count.receipted),
        refused: number(line.count.refused),
        refusals: line.refusals,
        at_ms: line.count.newest_ms,
    };
    let is_lead = notebook.roles().contains(&AppRole::StationLead);
    let heard = if is_lead { notebook.last_saves() } else { Vec::new() };
    let heard = heard.into_iter().map(|save| CarryHeard {
        device: save.device.to_string(),
        name: save.short_name,
        at_ms: save.at_ms,
    });
    Ok(CarryPage {
        heard: heard.collect(),
        agencies: realms.iter().map(agency).collect(),
        others: notebook.carrying()?.into_iter().map(other).collect(),
        folder: notebook.shared_folder(),
        has_folders: cfg!(desktop),
        now_ms: notebook.time(now).ms,
    })
}

/// What came of something that another device handed over.
pub(crate) fn taken(taken: Result<TakenAlong, NotebookError>) -> Result<CarryTaken, Trouble> {
    Ok(match taken? {
        TakenAlong::Entries { new, known, refused, .. } => {
            CarryTaken::Entries { new: count(new), known: count(known), refused: count(refused) }
        }
        TakenAlong::Directory { new, .. } => CarryTaken::Directory { new: count(new) },
        TakenAlong::Receipts { settled, .. } => CarryTaken::Receipts { settled: count(settled) },
    })
}

fn number(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
