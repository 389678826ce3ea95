//! Files that the app writes for somebody else, on the shelf where its person finds them. Their names say nothing of an agency
//! or a young person; a later file takes the place of an earlier one of its name.

use crate::trouble;
use crate::view::Trouble;
use first72_core::durable_file;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Writes a file, whole or not at all, and says where it is.
///
/// # Errors
/// `vault.full` when there is no room, `holdings.file` when it cannot be written for another reason.
pub(crate) fn put(shelf: &Path, name: &str, bytes: &[u8]) -> Result<String, Trouble> {
    let file = shelf.join(name);
    let written = std::fs::create_dir_all(shelf).and_then(|()| durable_file::write(&file, bytes));
    written.map_err(|error| trouble::coded(code(&error)))?;
    Ok(file.display().to_string())
}

/// So much of an id tells two files apart.
pub(crate) fn short(id: &str) -> String {
    id.chars().take(8).collect()
}

fn code(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "vault.full",
        _ => "holdings.file",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_file_takes_the_place_of_an_earlier_one_and_nothing_else_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = folder.path().join("files");
        let file = put(&shelf, "first72-abababab.held", b"some").unwrap();
        assert_eq!(Path::new(&file), shelf.join("first72-abababab.held"));
        assert_eq!(put(&shelf, "first72-abababab.held", b"more").unwrap(), file);
        assert_eq!(std::fs::read(&file).unwrap(), b"more");
        assert_eq!(std::fs::read_dir(&shelf).unwrap().count(), 1);
        // A file stands where the folder should be.
        assert_eq!(put(Path::new(&file), "x", b"some").unwrap_err().code, "holdings.file");
        assert_eq!(code(&ErrorKind::StorageFull.into()), "vault.full");
    }
}
