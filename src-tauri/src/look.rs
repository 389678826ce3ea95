//! How the screen looks on this device: language, size of text, minutes until it locks. Known before unlocking, and
//! tells nothing about a person or a record.

use crate::view::{CardLeave, Language, Settings, TextSize, Theme};
use first72_core::durable_file;
use std::path::{Path, PathBuf};

const FILE: &str = "look.json";

/// The minutes that can be chosen; a realm's own limit may be shorter and then counts.
pub(crate) const MINUTES: std::ops::RangeInclusive<u32> = 1..=15;

/// What a new device starts with.
pub(crate) const FIRST: Settings = Settings {
    language: Language::En,
    text_size: TextSize::Normal,
    theme: Theme::Night,
    idle_minutes: 2,
    card_leave: CardLeave::Pin,
    reminders: true,
};

/// Reads what was chosen; a file that cannot be read is as good as none.
pub(crate) fn read(root: &Path) -> Settings {
    let kept = std::fs::read(file(root)).ok().and_then(|bytes| serde_json::from_slice::<Settings>(&bytes).ok());
    kept.map_or(FIRST, within_limits)
}

/// Keeps what was chosen.
pub(crate) fn write(root: &Path, settings: &Settings) -> std::io::Result<()> {
    durable_file::write(&file(root), &serde_json::to_vec(settings)?)
}

/// The same with minutes that can be chosen.
pub(crate) fn within_limits(mut settings: Settings) -> Settings {
    settings.idle_minutes = settings.idle_minutes.clamp(*MINUTES.start(), *MINUTES.end());
    settings
}

/// The two letters of a pack's sentences.
pub(crate) const fn letters(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Es => "es",
    }
}

fn file(root: &Path) -> PathBuf {
    root.join(FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_again_and_damage_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), FIRST);
        let chosen = Settings {
            language: Language::Es,
            text_size: TextSize::Largest,
            theme: Theme::Contrast,
            idle_minutes: 99,
            card_leave: CardLeave::Lower,
            reminders: false,
        };
        write(folder.path(), &chosen).unwrap();
        assert_eq!(read(folder.path()), Settings { idle_minutes: 15, ..chosen });
        std::fs::write(file(folder.path()), b"{").unwrap();
        assert_eq!(read(folder.path()), FIRST);
    }

    #[test]
    fn what_was_chosen_before_there_were_colours_to_choose_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let before = br#"{"language":"es","text_size":"large","idle_minutes":5}"#;
        std::fs::write(file(folder.path()), before).unwrap();
        let kept = Settings {
            language: Language::Es,
            text_size: TextSize::Large,
            theme: Theme::Night,
            idle_minutes: 5,
            reminders: false,
            ..FIRST
        };
        assert_eq!(read(folder.path()), kept);
    }
}
