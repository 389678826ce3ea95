//! `vault check`: reads every page of the vault.

use crate::failure::Failure;
use crate::said::Said;
use first72_core::notebook::Notebook;
use serde_json::json;

pub(crate) fn run(notebook: &mut Notebook) -> Result<Said, Failure> {
    notebook.check_vault()?;
    let episodes = notebook.episodes().count();
    let aside = notebook.set_aside().map(|aside| aside.kept_at.display().to_string());
    let text = match &aside {
        None => format!("The vault is whole; {episodes} episodes."),
        Some(kept) => format!("A damaged vault was set aside and is kept at {kept}; {episodes} episodes."),
    };
    Ok(Said::new(text, json!({ "episodes": episodes, "set_aside": aside })))
}
