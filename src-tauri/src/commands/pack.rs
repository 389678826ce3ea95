//! The protocol of an episode: looked at, and moved to another version.

use super::{TheDesk, save, show};
use crate::trouble;
use crate::view::{OfPack, PackPage, PackTap, Trouble};
use first72_core::notebook::Hash;

#[tauri::command(async)]
pub(super) fn pack_page(desk: TheDesk<'_>, ask: OfPack) -> Result<PackPage, Trouble> {
    let to = ask.to.as_deref().map(hash).transpose()?;
    show(&desk, &ask.episode, |shown| shown.pack_page(to))
}

#[tauri::command(async)]
pub(super) fn pack_move(desk: TheDesk<'_>, ask: PackTap) -> Result<PackPage, Trouble> {
    let to = hash(&ask.to)?;
    let moved =
        |notebook: &mut first72_core::notebook::Notebook, episode, now| Ok(notebook.move_pack(episode, &to, now)?);
    save(&desk, &ask.episode, moved, |shown| shown.pack_page(None))
}

fn hash(text: &str) -> Result<Hash, Trouble> {
    text.parse().map_err(|_| trouble::unreadable())
}

#[cfg(test)]
mod tests {
    use super::super::drill::in_a_drill;
    use super::*;
    use crate::view::{FitOfPack, ProtocolLine, StandingOfPack};
    use first72_core::episode::{Answer, Instant};
    use first72_core::moment::Moment;
    use first72_core::notebook::{EpisodeId, NewContact, Notebook, NotebookError};
    use first72_core::protocol::edition::Edition;

    fn begin(notebook: &mut Notebook, now: Moment) -> Result<EpisodeId, NotebookError> {
        let at = Instant::exact(notebook.time(now).ms);
        let pack = notebook.usual_pack().unwrap();
        let station = "Harbor Drill".to_owned();
        notebook.new_contact(NewContact { at, station, medical_need_now: Answer::Unknown, pack }, now)
    }

    /// A later version: one step sooner, one under another id, and other words.
    fn newer(notebook: &Notebook, episode: EpisodeId, now: Moment) -> Edition {
        let here = notebook.episode_pack(episode, now).unwrap().shown.hash.unwrap();
        let edit = |(name, text): &(String, String)| {
            let text = match name.as_str() {
                "pack.toml" => text.replacen("\nversion = \"", "\nversion = \"9", 1),
                "steps.toml" => {
                    text.replacen("due = \"PT5M\"", "due = \"PT4M\"", 1).replacen("\"ID-07\"", "\"ID-07b\"", 1)
                }
                "scenarios.toml" => String::new(),
                _ => text.replace("\"ID-07\"", "\"ID-07b\"").replacen("Start the record", "Begin the record", 1),
            };
            (name.clone(), text)
        };
        let files = notebook.packs().exact(&here).unwrap().files();
        Edition::of(files.iter().map(edit).collect(), &[])
    }

    #[test]
    fn a_newer_protocol_is_offered_in_words_and_moved_to_and_back() {
        in_a_drill(|desk| {
            let episode = desk.with(|notebook, now| Ok(begin(notebook, now)?)).unwrap();
            let page = || show(desk, &episode.to_string(), |shown| shown.pack_page(None)).unwrap();
            let line = || show(desk, &episode.to_string(), |shown| shown.protocol_line()).unwrap();
            let before = page();
            assert_eq!((before.choices.len(), &before.change, line()), (0, &None, None));
            assert_eq!((before.fit, &before.standing), (FitOfPack::Exact, &StandingOfPack::Drill));

            let install = |notebook: &mut Notebook, now| {
                let edition = newer(notebook, episode, now);
                Ok(notebook.install_pack(&edition.to_copy().unwrap(), now)?)
            };
            let newer = desk.with(install).unwrap();
            assert_eq!(line(), Some(ProtocolLine::Newer { version: newer.version.clone() }));
            let offered = page();
            let change = offered.change.unwrap();
            assert_eq!((change.to.version.as_str(), change.to.was_here), (newer.version.as_str(), false));
            assert_eq!(change.due_moves.len(), 1, "{:?}", change.due_moves);
            assert_eq!(
                change.comes.iter().map(|step| &step.title).collect::<Vec<_>>(),
                change.goes.iter().collect::<Vec<_>>()
            );
            let reworded =
                |words: &crate::view::ChangedWords| words.is.as_deref().is_some_and(|is| is.starts_with("Begin"));
            assert!(change.words.iter().any(reworded), "{:?}", change.words);

            let to = |hash: Hash| {
                let moved = |notebook: &mut Notebook, episode, now| Ok(notebook.move_pack(episode, &hash, now)?);
                save(desk, &episode.to_string(), moved, |shown| shown.pack_page(None)).unwrap()
            };
            let moved = to(newer.hash.unwrap());
            assert_eq!((&moved.shown, moved.moves.len()), (&newer.version, 1));
            assert!(matches!(line(), Some(ProtocolLine::Moved { version, .. }) if version == newer.version));
            let back = moved.change.unwrap().to;
            assert!(back.was_here && back.version == before.shown);
            let back = to(hash(&back.pack).unwrap());
            assert_eq!((&back.shown, back.moves.len()), (&before.shown, 2));
        });
    }
}
