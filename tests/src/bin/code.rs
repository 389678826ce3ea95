//! Codes for whoever has none of the app's own: `code rows TEXT` says the squares of a code, row by row, and `code read` reads
//! pictures as the app reads them, one a line.

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use first72_core::scan::{Picture, ScanError};
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};
use std::io::{BufRead, Write, stdin, stdout};

fn main() -> Result<()> {
    let mut asked = std::env::args().skip(1);
    match (asked.next().as_deref(), asked.next()) {
        (Some("rows"), Some(text)) => rows(&text),
        (Some("read"), None) => stdin().lock().lines().try_for_each(|line| read(&line?)),
        _ => bail!("code rows TEXT, or code read with pictures on standard input"),
    }
}

/// The squares as the app draws them: dark ones are 1.
fn rows(text: &str) -> Result<()> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L)?;
    let colors = code.to_colors();
    let row = |row: &[Color]| -> String { row.iter().map(|one| if *one == Color::Dark { '1' } else { '0' }).collect() };
    let rows: Vec<String> = colors.chunks(code.width()).map(row).collect();
    say(&json!(rows))
}

/// What the window sends its shell, and what the shell answers.
fn read(picture: &str) -> Result<()> {
    let asked: Value = serde_json::from_str(picture)?;
    let side = |name: &str| asked[name].as_u64().and_then(|side| usize::try_from(side).ok()).context("a side");
    let grey = STANDARD.decode(asked["grey"].as_str().context("grey values")?)?;
    match Picture::new(side("width")?, side("height")?, &grey)?.text() {
        Ok(text) => say(&json!({ "text": text })),
        Err(ScanError::NoCode) => say(&json!({ "text": null })),
        Err(error) => Err(error.into()),
    }
}

fn say(line: &Value) -> Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
