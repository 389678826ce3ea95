//! The root's sealed file, which comes out of the safe for a few minutes.

use crate::failure::Failure;
use crate::input;
use first72_core::seal::RootKey;
use std::path::PathBuf;

/// The root's file and its passphrase.
#[derive(clap::Args)]
pub(crate) struct RootFile {
    /// The root file of the ceremony.
    #[arg(long, value_name = "FILE")]
    root_file: PathBuf,
    /// File whose first line is the passphrase of the root file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
}

impl RootFile {
    /// Opens it.
    pub(crate) fn open(&self) -> Result<RootKey, Failure> {
        let passphrase = input::first_line_of(&self.passphrase_file)?;
        RootKey::open(&passphrase, &input::bytes_of(&self.root_file, 4_096)?).map_err(|_| Failure::Argument {
            argument: "--root-file",
            wanted: "this passphrase does not open the root file; try again with the right one",
        })
    }
}
