//! What comes in beside the arguments: secrets, passphrases, texts and files.

use crate::failure::Failure;
use crate::prompt;
use first72_core::directory::ceremony::RealmFile;
use first72_core::notebook::NotebookError;
use first72_core::seal::{Demand, SecretBytes, UnlockError, check_secret};
use std::io::{BufRead, IsTerminal, Read};
use std::path::Path;

/// Longest file that is read whole, in bytes.
const MOST: u64 = 16 * 1024 * 1024;
/// Longest realm file that is read, in bytes.
const MOST_REALM_FILE: u64 = 256 * 1_024;

/// The secret: first line of a file, else of the environment, else of standard input. At a terminal it is
/// asked for, and not shown.
pub(crate) fn secret(file: Option<&Path>) -> Result<SecretBytes, Failure> {
    if let Some(path) = file {
        return first_line_of(path);
    }
    if let Some(secret) = std::env::var_os("FIRST72_SECRET") {
        return Ok(SecretBytes::new(secret.into_encoded_bytes()));
    }
    if std::io::stdin().is_terminal() {
        return prompt::secret();
    }
    let mut line = SecretBytes::new(Vec::with_capacity(1_024));
    let read = std::io::stdin().lock().take(4_096).read_until(b'\n', &mut line);
    read.map_err(|error| Failure::file(Path::new("standard input"), error))?;
    without_line_end(&mut line);
    if line.is_empty() { Err(Failure::NoSecret) } else { Ok(line) }
}

/// As [`secret`], for one that is being chosen: at a terminal it is asked for twice.
pub(crate) fn new_secret(file: Option<&Path>) -> Result<SecretBytes, Failure> {
    let elsewhere = file.is_some() || std::env::var_os("FIRST72_SECRET").is_some();
    if !elsewhere && std::io::stdin().is_terminal() { prompt::new_secret() } else { secret(file) }
}

/// The first line of a file that holds a secret.
pub(crate) fn first_line_of(path: &Path) -> Result<SecretBytes, Failure> {
    let mut text = SecretBytes::new(std::fs::read(path).map_err(|error| Failure::file(path, error))?);
    let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
    text.truncate(end);
    without_line_end(&mut text);
    Ok(text)
}

/// The passphrase that a new file is sealed under: the first line of a file, refused when others would guess it.
pub(crate) fn new_passphrase(path: &Path) -> Result<SecretBytes, Failure> {
    let passphrase = first_line_of(path)?;
    check_secret(&passphrase, Demand::LongPassphrase).map_err(|weak| NotebookError::from(UnlockError::Weak(weak)))?;
    Ok(passphrase)
}

fn without_line_end(line: &mut Vec<u8>) {
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
}

/// The rest of standard input, as text without the line breaks at its end.
pub(crate) fn typed_text() -> Result<String, Failure> {
    let mut text = String::new();
    let read = std::io::stdin().lock().take(MOST).read_to_string(&mut text);
    read.map_err(|error| Failure::file(Path::new("standard input"), error))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// A file of bytes, at most so many.
pub(crate) fn bytes_of(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let opened = std::fs::File::open(path).map_err(|error| Failure::file(path, error))?;
    let mut bytes = Vec::new();
    opened.take(most).read_to_end(&mut bytes).map_err(|error| Failure::file(path, error))?;
    Ok(bytes)
}

/// A server's realm file, which holds its keys.
pub(crate) fn server_file(path: &Path) -> Result<RealmFile, Failure> {
    let text = SecretBytes::new(bytes_of(path, MOST_REALM_FILE)?);
    let file = std::str::from_utf8(&text).ok().and_then(|text| RealmFile::parse(text).ok());
    let wanted = "this is no realm file; use the server's own";
    file.ok_or(Failure::Argument { argument: "--server-file", wanted })
}

/// A code given as a file's name, or as itself.
pub(crate) fn file_or_text(given: &str) -> Result<String, Failure> {
    let path = Path::new(given);
    if given.len() < 1_024 && path.is_file() {
        return file(path);
    }
    Ok(given.trim().to_owned())
}

/// A file of text without the line break at its end.
fn file(path: &Path) -> Result<String, Failure> {
    Ok(whole_file(path)?.trim().to_owned())
}

/// A file of text as it is.
pub(crate) fn whole_file(path: &Path) -> Result<String, Failure> {
    let opened = std::fs::File::open(path).map_err(|error| Failure::file(path, error))?;
    let mut text = String::new();
    opened.take(MOST).read_to_string(&mut text).map_err(|error| Failure::file(path, error))?;
    Ok(text)
}
