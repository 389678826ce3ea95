//! What a command answers, and the one place that writes it.

use crate::failure::Failure;
use first72_core::notebook::NotebookError;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

/// An answer for a person and the same for a script.
pub(crate) struct Said {
    /// Text of one or more lines, without the last line break.
    pub(crate) text: String,
    /// A JSON object.
    pub(crate) json: Value,
}

impl Said {
    pub(crate) fn new(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json }
    }

    /// For a command that has said everything already.
    pub(crate) fn nothing() -> Self {
        Self { text: String::new(), json: Value::Null }
    }
}

/// Says what was done.
pub(crate) fn done(said: &Said, as_json: bool) -> ExitCode {
    if said.json.is_null() {
        return ExitCode::SUCCESS;
    }
    let line = if as_json { of_success(said).to_string() } else { said.text.clone() };
    match line_out(&line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Says what was not done, and why.
pub(crate) fn failed(failure: &Failure, as_json: bool) -> ExitCode {
    let written = if as_json {
        line_out(&of_failure(failure).to_string())
    } else {
        part_done(failure).and_then(|()| writeln!(io::stderr().lock(), "first72: {failure} [{}]", failure.code()))
    };
    // With nowhere left to write to, the exit code still tells.
    let _ = written;
    ExitCode::from(failure.exit())
}

/// What was done before something else failed, where a person reads it first.
fn part_done(failure: &Failure) -> io::Result<()> {
    match failure {
        Failure::Partly { text, .. } if !text.is_empty() => line_out(text),
        _ => Ok(()),
    }
}

/// One line on standard output, out of this process when it returns.
pub(crate) fn line_out(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// The object of a success.
pub(crate) fn of_success(said: &Said) -> Value {
    let mut object = said.json.clone();
    if let Some(fields) = object.as_object_mut() {
        fields.insert("ok".to_owned(), Value::Bool(true));
    }
    object
}

/// The object of a failure.
pub(crate) fn of_failure(failure: &Failure) -> Value {
    let mut object = json!({
        "ok": false,
        "code": failure.code(),
        "what": failure.to_string(),
        "exit": failure.exit(),
    });
    if let (Failure::Partly { realms, failed, .. }, Some(fields)) = (failure, object.as_object_mut()) {
        fields.insert("realms".to_owned(), realms.iter().cloned().collect());
        let line = |(realm, error): &(String, NotebookError)| json!({ "name": realm, "code": error.code() });
        fields.insert("failed".to_owned(), failed.iter().map(line).collect());
    }
    if let (Failure::Pack(errors), Some(fields)) = (failure, object.as_object_mut()) {
        let line = |error: &first72_core::protocol::problem::PackError| json!({ "file": error.file, "line": error.line, "code": error.code(), "what": error.to_string() });
        fields.insert("mistakes".to_owned(), errors.0.iter().map(line).collect());
    }
    if let (Failure::Script(errors), Some(fields)) = (failure, object.as_object_mut()) {
        let line = |error: &first72_core::drill::ScriptError| json!({ "file": error.file, "line": error.line, "code": error.problem.code(), "what": error.to_string() });
        fields.insert("mistakes".to_owned(), errors.0.iter().map(line).collect());
    }
    object
}
