//! The youth's episode: answers, changes, and how two devices' edits merge without loss. Pure.
