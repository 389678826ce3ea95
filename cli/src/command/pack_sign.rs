//! `pack sign`: one person's signature over the pack in a folder, until a day.

use crate::failure::Failure;
use crate::pack_source;
use crate::said::Said;
use crate::{input, times};
use first72_core::durable_file;
use first72_core::protocol::signature::{PackSignature, SignedAs};
use first72_core::protocol::signature_file::{self, SIGNATURES};
use first72_core::seal::PackKey;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack's folder.
    folder: PathBuf,
    /// In which part: author or approver. The two are different people.
    #[arg(long = "as", value_parser = part)]
    part: SignedAs,
    /// The file of this person's key, made by `pack key`.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File whose first line is the key's passphrase.
    #[arg(long, value_name = "FILE")]
    passphrase_file: PathBuf,
    /// The last day on which new episodes may begin with this pack, such as 2027-05-31.
    #[arg(long, value_name = "DAY")]
    until: String,
}

fn part(word: &str) -> Result<SignedAs, String> {
    SignedAs::from_word(word).ok_or_else(|| "write author or approver".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let mut edition = pack_source::folder(&args.folder)?;
    let pack = super::pack_check::ready(&edition)?;
    let (id, version) = (pack.id.clone(), pack.version.clone());
    let until_ms = times::end_of_day(&args.until)?;
    let sealed = input::bytes_of(&args.key, 4_096)?;
    let key = PackKey::open(&input::first_line_of(&args.passphrase_file)?, &sealed).ok_or(Failure::Argument {
        argument: "--key",
        wanted: "this passphrase does not open the key; try again with the right one",
    })?;
    let hash = edition.hash();
    let signature = key.sign(&PackSignature::message(args.part, until_ms, &hash));
    edition.add_signatures(&[PackSignature { part: args.part, key: key.public(), until_ms, signature }]);
    // What holds for other files would only mislead.
    let holding: Vec<_> = edition.signatures().iter().filter(|one| one.holds_for(&hash)).cloned().collect();
    let path = args.folder.join(SIGNATURES);
    let text = signature_file::write(&id, &version, &hash, &holding);
    durable_file::write(&path, text.as_bytes()).map_err(|error| Failure::file(&path, error))?;
    let text = format!("{id} {version} is signed by its {} until the end of {}.", args.part.word(), args.until);
    let object = json!({
        "id": id, "version": version, "hash": hash.to_string(), "part": args.part.word(), "until_ms": until_ms,
    });
    Ok(Said::new(text, object))
}
