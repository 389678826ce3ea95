//! The station lead's board.

use super::TheDesk;
use super::contact::stations;
use crate::shown;
use crate::shown::Shown;
use crate::shown::times::known;
use crate::view::{Board, Trouble};
use first72_core::directory::Right;
use first72_core::notebook::Compartment;
use first72_core::notebook::NotebookError;
use first72_core::protocol::pack::AppRole;

#[tauri::command(async)]
pub(super) fn board(desk: TheDesk<'_>) -> Result<Board, Trouble> {
    let language = desk.settings().language;
    desk.with(|notebook, now| {
        if !notebook.roles().contains(&AppRole::StationLead) {
            return Err(NotebookError::NotEntitled { compartment: Compartment::Ops }.into());
        }
        let outgoing = notebook.outgoing()?;
        let row = |line: &first72_core::notebook::EpisodeLine| {
            Shown::of(notebook, line.episode, language, now)?.board_row(&outgoing)
        };
        let names: Vec<String> = stations(notebook, Right::Write)?.into_iter().map(|station| station.label).collect();
        let lines = notebook.tonight(now)?;
        let lines = lines.iter().filter(|line| !notebook.asks_for_sync(line.episode, now));
        Ok(Board {
            station: names.join(", "),
            rows: lines.map(row).collect::<Result<_, Trouble>>()?,
            looks: shown::glass::running(notebook, None, now),
            time: known(notebook, now),
            now_ms: notebook.time(now).ms,
        })
    })
}
