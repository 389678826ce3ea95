//! `realm certificate`: a new certificate for the realm's server, every year or under another authority. Needs no vault.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::directory::ceremony::renew_server_certificate;
use first72_core::durable_file;
use first72_core::seal::SafeFile;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The server's present realm file (`server.realm`).
    #[arg(long, value_name = "FILE")]
    server_file: PathBuf,
    /// The authority's certificate (`ca.der`).
    #[arg(long, value_name = "FILE")]
    ca: PathBuf,
    /// The authority's sealed key (`ca-key.sealed`).
    #[arg(long, value_name = "FILE")]
    ca_key: PathBuf,
    /// File whose first line is the passphrase of that key.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// New file for the server, in the place of its present one.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Result<Said, Failure> {
    if args.out.exists() {
        return Err(Failure::Taken { path: args.out.clone() });
    }
    let wanted = |argument, wanted| Failure::Argument { argument, wanted };
    let mut file = input::server_file(&args.server_file)?;
    let passphrase = input::first_line_of(&args.passphrase_file)?;
    let sealed = input::bytes_of(&args.ca_key, 4_096)?;
    let key = SafeFile::CertificateAuthority.open(&passphrase, &sealed);
    let key = key.ok_or(wanted("--ca-key", "this passphrase does not open the key; try again with the right one"))?;
    let key = std::str::from_utf8(&key).map_err(|_| wanted("--ca-key", "use the file that the ceremony made"))?;
    let ca = input::bytes_of(&args.ca, 4_096)?;
    let made = renew_server_certificate(file.genesis.genesis(), (&ca, key), desk.now().wall_ms)?;
    let is_another = made.authority.is_some();
    file.tls = Some(made);
    durable_file::write(&args.out, file.to_text().as_bytes()).map_err(|error| Failure::file(&args.out, error))?;
    let out = args.out.display().to_string();
    let when = if is_another { " when every device has synced since `realm authority-add`" } else { "" };
    let text = format!(
        "The server's new certificate is in {out}, with the server's other keys: put it in the place of its realm file, \
         and start the server anew{when}."
    );
    Ok(Said::new(text, json!({ "out": out, "another_authority": is_another })))
}
