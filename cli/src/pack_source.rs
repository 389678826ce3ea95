//! Where a command finds a pack: a folder with its files and signatures, a copy in one file, or one of the app's own.

use crate::failure::Failure;
use crate::input;
use first72_core::protocol::edition::Edition;
use first72_core::protocol::shipped;
use first72_core::protocol::signature_file::{self, SIGNATURES};
use std::path::Path;

/// Longest copy that is read, in bytes.
const LONGEST_COPY: u64 = 4 << 20;

/// The edition that is named: a folder, a copy, or the id of a pack that came with the app.
pub(crate) fn edition(named: &str) -> Result<Edition, Failure> {
    let path = Path::new(named);
    if path.is_dir() {
        return folder(path);
    }
    if path.is_file() {
        return copy(path);
    }
    let shipped = shipped::find(named);
    let advice = "name a folder, a file made by `first72 pack copy`, or a pack that `first72 pack show` lists";
    shipped.map(shipped::Shipped::edition).ok_or_else(|| Failure::NoSuch {
        thing: "pack",
        wanted: named.to_owned(),
        advice,
    })
}

/// The pack in a folder, with its signatures when there are any.
pub(crate) fn folder(folder: &Path) -> Result<Edition, Failure> {
    let listed = std::fs::read_dir(folder).map_err(|error| Failure::file(folder, error))?;
    let (mut files, mut signatures) = (Vec::new(), Vec::new());
    for entry in listed {
        let path = entry.map_err(|error| Failure::file(folder, error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name == SIGNATURES {
            signatures = signature_file::read(&input::whole_file(&path)?).map_err(Failure::Signatures)?;
        } else if name.ends_with(".toml") {
            files.push((name, input::whole_file(&path)?));
        }
    }
    files.sort();
    Ok(Edition::of(files, &signatures))
}

/// The bytes of a copy.
pub(crate) fn copy_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    input::bytes_of(path, LONGEST_COPY)
}

fn copy(path: &Path) -> Result<Edition, Failure> {
    Ok(Edition::from_copy(&copy_bytes(path)?)?)
}
