//! `vault check`: reads every page of the vault, and says what is only here.

use crate::failure::Failure;
use crate::said::Said;
use first72_core::notebook::{Notebook, RealmState};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args, notebook: &mut Notebook) -> Result<Said, Failure> {
    notebook.check_vault()?;
    let episodes = notebook.episodes().count();
    let aside = notebook.set_aside().map(|aside| aside.kept_at.display().to_string());
    let (realms, problems) = (notebook.sync_state()?, notebook.problems()?.len());
    let mut text = vec![match &aside {
        None => format!("The vault is whole; {episodes} episodes, {problems} problems."),
        Some(kept) => {
            format!("A damaged vault was set aside and is kept at {kept}; {episodes} episodes, {problems} problems.")
        }
    }];
    text.extend(realms.iter().map(line));
    let object = |state: &RealmState| {
        json!({
            "realm": state.realm.to_string(),
            "name": state.name,
            "waiting": state.outbox.waiting,
            "stuck": state.outbox.stuck,
        })
    };
    let realms: Vec<_> = realms.iter().map(object).collect();
    let object = json!({ "episodes": episodes, "set_aside": aside, "problems": problems, "realms": realms });
    Ok(Said::new(text.join("\n"), object))
}

fn line(state: &RealmState) -> String {
    let (waiting, stuck) = (state.outbox.waiting, state.outbox.stuck);
    let refused = if stuck == 0 { String::new() } else { format!(", {stuck} of ours refused and kept") };
    format!("{}: {waiting} entries only on this device{refused}", state.name)
}
