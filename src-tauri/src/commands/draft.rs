//! Half-typed words.

use super::TheDesk;
use crate::view::{Draft, DraftGet, DraftPut, Trouble};

#[tauri::command(async)]
pub(super) fn draft_put(desk: TheDesk<'_>, ask: DraftPut) -> Result<(), Trouble> {
    desk.with(|notebook, now| {
        match ask.text.as_str() {
            "" => notebook.draft_drop(&ask.key)?,
            text => notebook.draft_put(&ask.key, text, now)?,
        }
        Ok(())
    })
}

#[tauri::command(async)]
pub(super) fn draft_get(desk: TheDesk<'_>, ask: DraftGet) -> Result<Draft, Trouble> {
    desk.with(|notebook, _| {
        let text = notebook.draft(&ask.key)?;
        Ok(Draft { text: text.map(|text| String::from_utf8_lossy(&text).into_owned()) })
    })
}
