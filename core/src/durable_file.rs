//! Small files that are either the old one or the new one, whatever happens in between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

#[cfg(all(test, unix))]
pub(crate) mod dying;

/// Where a test lets its process die, before each call that changes the disk. Elsewhere nothing.
#[cfg(not(all(test, unix)))]
mod dying {
    pub(super) const fn or_go_on() {}
}

/// Writes a file so that after a crash its name holds all of the old bytes or all of the new:
/// a neighbour is written and synced, renamed over the name, and the folder is synced.
///
/// # Errors
/// What the system refused: no space, no permission, no folder. The old file is then still in place.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let neighbour = with_suffix(path, ".new");
    let written = write_synced(&neighbour, bytes).and_then(|()| rename_synced(&neighbour, path));
    if written.is_err() {
        // Best effort: a left-over neighbour is overwritten by the next write and never read.
        let _ = remove_file(&neighbour);
    }
    written
}

/// Renames within one folder and syncs the folder, so that the new name survives a power cut.
///
/// # Errors
/// As [`write()`].
pub fn rename_synced(from: &Path, to: &Path) -> io::Result<()> {
    dying::or_go_on();
    fs::rename(from, to)?;
    sync_folder(to)
}

/// Makes a folder that only its owner may enter, and syncs the folder it stands in.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] when the name is taken, else as [`write()`].
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    dying::or_go_on();
    builder.create(path)?;
    sync_folder(path)
}

/// Removes a file; that it was not there is no error. The one place that removes files.
///
/// # Errors
/// As [`write()`].
#[allow(clippy::disallowed_methods, reason = "the one home of file removal")]
pub fn remove_file(path: &Path) -> io::Result<()> {
    dying::or_go_on();
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a file for good: it does not come back after a power cut. That it was not there is no error.
///
/// # Errors
/// As [`write()`].
pub fn remove_for_good(path: &Path) -> io::Result<()> {
    if !path.try_exists()? {
        return Ok(());
    }
    remove_file(path)?;
    sync_folder(path)
}

/// Removes a folder with the files in it; folders in it are refused. That it was not there is no error.
///
/// # Errors
/// As [`write()`].
#[allow(clippy::disallowed_methods, reason = "the one home of file removal")]
pub fn remove_folder(path: &Path) -> io::Result<()> {
    let listing = match fs::read_dir(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for item in listing {
        remove_file(&item?.path())?;
    }
    dying::or_go_on();
    fs::remove_dir(path)?;
    sync_folder(path)
}

/// Removes a folder with everything below it: only for what was made up, such as a drill. That it
/// was not there is no error.
///
/// # Errors
/// As [`write()`].
#[allow(clippy::disallowed_methods, reason = "the one home of file removal")]
pub fn remove_invented(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Err(_) => Ok(()),
        Ok(()) => sync_folder(path),
    }
}

/// The same path with something added to its last name.
#[must_use]
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    dying::or_go_on();
    let mut file = options.open(path)?;
    dying::or_go_on();
    file.write_all(bytes)?;
    dying::or_go_on();
    file.sync_all()
}

fn sync_folder(of: &Path) -> io::Result<()> {
    // Windows has no sync of a folder; its rename is journalled.
    if cfg!(unix) {
        dying::or_go_on();
        let folder = of.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_no_neighbour_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("u");
        write(&path, b"old bytes").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("u");
        write(&path, b"old").unwrap();
        // The neighbour's name is taken by a folder, so the write cannot even start.
        make_folder(&with_suffix(&path, ".new")).unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn a_folder_goes_with_its_files_and_one_that_is_not_there_is_gone_already() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f");
        make_folder(&path).unwrap();
        write(&path.join("a"), b"1").unwrap();
        remove_folder(&path).unwrap();
        assert!(!path.exists());
        remove_folder(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("u");
        write(&path, b"x").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
