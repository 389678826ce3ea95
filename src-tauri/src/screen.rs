//! The built screen inside the program. Tauri would embed it as well, packed at level 9 of 11: the best level makes the screen eleven
//! kilobytes smaller.

use std::borrow::Cow;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Runtime};

/// Each file's path, as the webview asks for it, and what the build packed of it.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/screen.rs"));

/// The files of the screen.
pub(crate) struct Screen;

impl<R: Runtime> Assets<R> for Screen {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let (_, packed) = FILES.iter().find(|(path, _)| *path == key.as_ref())?;
        unpacked(packed).map(Cow::Owned)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(FILES.iter().map(|(path, packed)| (Cow::Borrowed(*path), Cow::Borrowed(*packed))))
    }

    /// None: no page has code of its own in it, and `script-src 'self'` is all that one may load.
    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

fn unpacked(mut packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    brotli_decompressor::BrotliDecompress(&mut packed, &mut bytes).ok().map(|()| bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use tauri::Wry;

    #[test]
    fn the_program_carries_every_file_of_the_built_screen_byte_for_byte() {
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
        assert!(FILES.iter().any(|(path, _)| *path == "/index.html"));
        for (path, _) in FILES {
            let carried = Assets::<Wry>::get(&Screen, &AssetKey::from(*path)).unwrap();
            assert!(*carried == std::fs::read(built.join(path.trim_start_matches('/'))).unwrap(), "{path}");
        }
    }

    #[test]
    fn what_is_no_file_of_the_screen_is_not_there() {
        for path in ["/", "/index", "/assets", "/../Cargo.toml", "/assets/../index.html"] {
            assert!(Assets::<Wry>::get(&Screen, &AssetKey::from(path)).is_none(), "{path}");
        }
    }
}
