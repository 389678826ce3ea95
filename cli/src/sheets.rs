//! The sheets of paper that custodians keep: one file for each, to be printed, sealed in an envelope and deleted.

use crate::failure::Failure;
use crate::qr;
use first72_core::durable_file;
use first72_core::notebook::Compartment;
use first72_core::seal::RecoveryShare;
use std::path::Path;
use zeroize::Zeroizing;

/// How many custodians there are, and how many of them are needed.
#[derive(Clone, Copy)]
pub(crate) struct Numbers {
    pub(crate) needed: u8,
    pub(crate) custodians: u8,
}

/// Reads `2-of-3`.
pub(crate) fn numbers(text: &str) -> Result<Numbers, String> {
    let wanted = || "write it as 2-of-3: two of three custodians are needed".to_owned();
    let (needed, custodians) = text.split_once("-of-").ok_or_else(wanted)?;
    let number = |text: &str| text.parse().map_err(|_| wanted());
    Ok(Numbers { needed: number(needed)?, custodians: number(custodians)? })
}

/// Writes one sheet for each share into a new folder. Each file is readable by its owner alone.
pub(crate) fn write(shares: &[RecoveryShare], realm: &str, out: &Path) -> Result<Vec<String>, Failure> {
    if out.exists() {
        return Err(Failure::Taken { path: out.to_owned() });
    }
    durable_file::make_folder(out).map_err(|error| Failure::file(out, error))?;
    let mut names = Vec::new();
    for share in shares {
        let of = share.of();
        let name = format!("share-{}-{}-of-{}.txt", of.compartment.code(), share.holder(), of.custodians);
        let path = out.join(&name);
        durable_file::write(&path, sheet(share, realm).as_bytes()).map_err(|error| Failure::file(&path, error))?;
        names.push(name);
    }
    Ok(names)
}

fn sheet(share: &RecoveryShare, realm: &str) -> Zeroizing<String> {
    let of = share.of();
    let code = share.to_text();
    let squares = Zeroizing::new(qr::squares(&code).unwrap_or_default());
    let head = match of.compartment {
        Compartment::Test => {
            "FIRST72: SHARE FOR THE YEARLY DRILL. It opens nothing real. Keep it as you keep a real one."
        }
        _ => "FIRST72: RECOVERY SHARE. Keep in a sealed envelope, away from the other shares.",
    };
    Zeroizing::new(format!(
        "{head}\n\n\
         Custodian of the realm: {realm} ({id})\n\
         Opens, together with others: {class}, key {epoch}\n\
         Share {holder} of {custodians}; any {needed} are enough, fewer open nothing.\n\
         Key {key}\n\n\
         Print this sheet, seal it, and delete the file. In a recovery, type or scan the code, or type the words.\n\n\
         {squares}\n\n{code}\n\nWords:\n{words}\n",
        id = of.realm,
        class = of.compartment.code(),
        epoch = of.epoch,
        holder = share.holder(),
        custodians = of.custodians,
        needed = of.needed,
        key = of.key.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
        code = code.as_str(),
        squares = squares.as_str(),
        words = share.to_words().as_str(),
    ))
}
