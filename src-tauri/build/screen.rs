//! The built screen, packed for the program: each file of `ui/dist` by itself, and a table of all of them.

use brotli::enc::BrotliEncoderParams;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes `screen.rs` and what it includes into `out`: a row for each file below `built`, its path as the webview asks for it with its
/// bytes, packed.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn pack(built: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    below(built, &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for (number, file) in files.iter().enumerate() {
        let packed = out.join(format!("screen-{number}.br"));
        fs::write(&packed, brotli(&fs::read(file)?)?)?;
        let asked = file
            .strip_prefix(built)?
            .components()
            .fold(String::new(), |path, part| path + "/" + &part.as_os_str().to_string_lossy());
        writeln!(table, "({asked:?}, include_bytes!({packed:?})),")?;
    }
    table.push_str("]\n");
    Ok(fs::write(out.join("screen.rs"), table)?)
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for found in fs::read_dir(folder)? {
        let path = found?.path();
        if path.is_dir() { below(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// A release is packed as small as can be: nobody waits for that. The window unpacks both equally fast.
fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let release = std::env::var("PROFILE").as_deref() == Ok("release");
    let params = BrotliEncoderParams { quality: if release { 11 } else { 2 }, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &params)?;
    Ok(packed)
}
