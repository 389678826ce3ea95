//! Finds what a person means by a name, an id, or the beginning of an id.

use crate::failure::Failure;
use first72_core::notebook::{EpisodeId, Notebook, RealmId};

/// The realm that is meant; without a name the only one.
pub(crate) fn realm(notebook: &Notebook, wanted: Option<&str>) -> Result<RealmId, Failure> {
    let known: Vec<(RealmId, String)> =
        notebook.sync_state()?.into_iter().map(|state| (state.realm, state.name)).collect();
    match (wanted, known.as_slice()) {
        (Some(wanted), known) => one("realm", wanted, known, "`first72 sync` names those of this device"),
        (None, [(only, _)]) => Ok(*only),
        (None, []) => Err(first72_core::notebook::NotebookError::NotEnrolled.into()),
        (None, _) => {
            Err(Failure::Argument { argument: "--realm", wanted: "this device is in several realms; name one" })
        }
    }
}

/// The episode that is meant: its two words, its id, or the beginning of the id.
pub(crate) fn episode(notebook: &Notebook, wanted: &str) -> Result<EpisodeId, Failure> {
    let handle = |id| notebook.record(id).and_then(|record| record.opened()).map(|opened| opened.handle);
    let known: Vec<(EpisodeId, String)> = notebook.episodes().map(|id| (id, handle(id).unwrap_or_default())).collect();
    one("episode", wanted, &known, "`first72 list` shows those that are here")
}

fn one<Id: Copy + ToString>(
    thing: &'static str,
    wanted: &str,
    known: &[(Id, String)],
    advice: &'static str,
) -> Result<Id, Failure> {
    let by_id = |id: &Id| wanted.len() >= 4 && id.to_string().starts_with(&wanted.to_ascii_lowercase());
    let mut meant = known.iter().filter(|(id, name)| name == wanted || by_id(id));
    match (meant.next(), meant.next()) {
        (Some((id, _)), None) => Ok(*id),
        (None, _) => Err(Failure::NoSuch { thing, wanted: wanted.to_owned(), advice }),
        (Some(_), Some(_)) => Err(Failure::Several { thing, wanted: wanted.to_owned() }),
    }
}
