//! Asks for a secret at a terminal, which shows nothing of what is typed.

use crate::failure::Failure;
use first72_core::seal::SecretBytes;

/// Asks once.
pub(crate) fn secret() -> Result<SecretBytes, Failure> {
    ask("PIN or passphrase: ")
}

/// Asks twice, and takes it when both are the same.
pub(crate) fn new_secret() -> Result<SecretBytes, Failure> {
    let (first, again) = (ask("New PIN or passphrase: ")?, ask("Once more: ")?);
    if *first == *again { Ok(first) } else { Err(Failure::SecretsDiffer) }
}

#[cfg(unix)]
fn ask(question: &str) -> Result<SecretBytes, Failure> {
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
    use std::io::{BufRead, Read, Write};
    use std::path::Path;

    let trouble = |error: std::io::Error| Failure::file(Path::new("the terminal"), error);
    let input = std::io::stdin();
    let shown = tcgetattr(&input).map_err(|error| trouble(error.into()))?;
    let mut hidden = shown.clone();
    hidden.local_modes.remove(LocalModes::ECHO);
    let mut out = std::io::stderr().lock();
    write!(out, "{question}").and_then(|()| out.flush()).map_err(trouble)?;
    tcsetattr(&input, OptionalActions::Flush, &hidden).map_err(|error| trouble(error.into()))?;
    let mut line = SecretBytes::new(Vec::with_capacity(1_024));
    let read = input.lock().take(1_024).read_until(b'\n', &mut line);
    // Whatever came of reading, the terminal shows again what is typed.
    let restored = tcsetattr(&input, OptionalActions::Now, &shown);
    writeln!(out).map_err(trouble)?;
    read.map_err(trouble)?;
    restored.map_err(|error| trouble(error.into()))?;
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    if line.is_empty() { Err(Failure::NoSecret) } else { Ok(line) }
}

#[cfg(not(unix))]
fn ask(_question: &str) -> Result<SecretBytes, Failure> {
    Err(Failure::NoSecret)
}
