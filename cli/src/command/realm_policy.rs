//! `realm policy`: the root says who may sign packs, which packs the realm runs, whether people may look into an episode
//! that is not theirs in an emergency, what is read at the door of its devices, and the oldest version of the app that begins
//! anything new. Without a root file: what it said.

use crate::failure::Failure;
use crate::said::Said;
use crate::{input, lookup};
use first72_core::directory::Policy;
use first72_core::moment::Moment;
use first72_core::notebook::{AppVersion, Notebook, RealmId, THIS_APP, UseNotice};
use first72_core::protocol::signature_file::{key_text, read_key};
use first72_core::seal::RootKey;
use serde_json::json;
use std::path::PathBuf;

/// Who may sign packs, which are run, and what an emergency allows.
#[derive(clap::Args)]
pub(crate) struct Rules {
    /// The public key of somebody who may author packs, as `pack key` prints it; can be given several times.
    #[arg(long = "pack-author", value_name = "KEY", value_parser = key)]
    authors: Vec<[u8; 32]>,
    /// The public key of somebody who may approve packs; can be given several times.
    #[arg(long = "pack-approver", value_name = "KEY", value_parser = key)]
    approvers: Vec<[u8; 32]>,
    /// A pack that new episodes may run on, the usual one first; can be given several times.
    #[arg(long = "pack", value_name = "ID")]
    packs: Vec<String>,
    /// Whether a person may look into an episode that is not theirs in an emergency: its operations only, for 72 hours, seen
    /// by everybody who reads it. Off unless said.
    #[arg(long, value_name = "WHETHER")]
    break_glass: Option<Allowed>,
    /// Whether people may set a second PIN, which opens training records for whoever forces them and closes their own
    /// notebook until a registrar releases it. Off unless said.
    #[arg(long, value_name = "WHETHER")]
    second_pin: Option<Allowed>,
    /// What is read at the door of the realm's devices before the PIN: a language and a text file, such as en=notice.txt;
    /// once for each language, the usual one first. Anybody who holds a locked device reads it.
    #[arg(long = "notice", value_name = "LANGUAGE=FILE", value_parser = told, conflicts_with = "no_notice")]
    notices: Vec<(String, PathBuf)>,
    /// Nothing is read at the door any more.
    #[arg(long)]
    no_notice: bool,
    /// The oldest version of First72 that opens new episodes and takes people in, such as 1.4.0. An older one goes on with
    /// what is open.
    #[arg(long, value_name = "VERSION", conflicts_with = "no_oldest_app")]
    oldest_app: Option<AppVersion>,
    /// Every version may.
    #[arg(long)]
    no_oldest_app: bool,
}

/// Whether something is allowed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Allowed {
    /// It is.
    On,
    /// It is not.
    Off,
}

impl Rules {
    /// The policy; none when nothing was said. What is said of packs replaces all that was said of them; what nothing is
    /// said of stays as it stands.
    pub(crate) fn policy(&self, standing: Option<&Policy>) -> Result<Option<Policy>, Failure> {
        let of_packs = !(self.authors.is_empty() && self.approvers.is_empty() && self.packs.is_empty());
        let of_the_door = self.no_notice || !self.notices.is_empty();
        let of_the_app = self.no_oldest_app || self.oldest_app.is_some();
        let of_people = self.break_glass.is_some() || self.second_pin.is_some();
        if !of_packs && !of_the_door && !of_the_app && !of_people {
            return Ok(None);
        }
        let mut policy = standing.cloned().unwrap_or_default();
        if of_packs {
            policy.pack_authors.clone_from(&self.authors);
            policy.pack_approvers.clone_from(&self.approvers);
            policy.packs.clone_from(&self.packs);
        }
        if let Some(said) = self.break_glass {
            policy.break_glass = said == Allowed::On;
        }
        if let Some(said) = self.second_pin {
            policy.second_pin = said == Allowed::On;
        }
        if of_the_door {
            policy.use_notice = self.notice()?;
        }
        if of_the_app {
            policy.oldest_app = self.oldest_app;
        }
        Ok(Some(policy))
    }

    /// What is read at the door; nothing when nothing is.
    fn notice(&self) -> Result<Option<UseNotice>, Failure> {
        if self.notices.is_empty() {
            return Ok(None);
        }
        let wanted = Failure::Argument {
            argument: "--notice",
            wanted: "name each language once, such as en=notice.txt, with a text of at most 500 bytes",
        };
        let text = |(language, file): &(String, PathBuf)| -> Result<(String, String), Failure> {
            let bytes = input::bytes_of(file, 4_096)?;
            Ok((language.clone(), String::from_utf8_lossy(&bytes).trim().to_owned()))
        };
        let texts = self.notices.iter().map(text).collect::<Result<_, _>>()?;
        UseNotice::new(texts).map(Some).ok_or(wanted)
    }
}

fn told(text: &str) -> Result<(String, PathBuf), String> {
    let (language, file) = text.split_once('=').ok_or("write a language and a file, such as en=notice.txt")?;
    Ok((language.to_owned(), file.into()))
}

fn key(text: &str) -> Result<[u8; 32], String> {
    read_key(text).ok_or_else(|| "a key is 64 hexadecimal digits, as `first72 pack key` prints them".to_owned())
}

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    rules: Rules,
    /// The root file of the ceremony. What is said of packs replaces what was said before, so name every key that stays.
    #[arg(long, value_name = "FILE", requires = "passphrase_file")]
    root_file: Option<PathBuf>,
    /// File whose first line is the passphrase of the root file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// The realm, when this device is in several.
    #[arg(long)]
    realm: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let realm = lookup::realm(notebook, args.realm.as_deref())?;
    if let (Some(root_file), Some(passphrase_file)) = (&args.root_file, &args.passphrase_file) {
        let policy = args.rules.policy(notebook.policy(realm)?)?.ok_or(Failure::Argument {
            argument: "--pack-author",
            wanted: "name the keys that may author and approve packs, or say --break-glass or --second-pin on or off, \
                     --notice, or --oldest-app",
        })?;
        let passphrase = input::first_line_of(passphrase_file)?;
        let root = RootKey::open(&passphrase, &input::bytes_of(root_file, 4_096)?).map_err(|_| Failure::Argument {
            argument: "--root-file",
            wanted: "this passphrase does not open the root file; try again with the right one",
        })?;
        notebook.set_policy(realm, &root, policy, now)?;
    }
    let Some(policy) = notebook.policy(realm)? else {
        let text = "The root has not said who may sign packs. No new episode can begin before it does.";
        return Ok(Said::new(text, json!({ "realm": realm.to_string(), "policy": null })));
    };
    Ok(said(realm, policy))
}

const fn allowed(whether: bool) -> &'static str {
    if whether { "allowed" } else { "not allowed" }
}

fn said(realm: RealmId, policy: &Policy) -> Said {
    let hex = |keys: &[[u8; 32]]| keys.iter().map(key_text).collect::<Vec<_>>();
    let (authors, approvers) = (hex(&policy.pack_authors), hex(&policy.pack_approvers));
    let texts: Vec<_> = policy.use_notice.iter().flat_map(UseNotice::texts).collect();
    let door = texts.iter().map(|(language, text)| format!("\n  {language}: {text}")).collect::<String>();
    let signers = if authors.is_empty() || approvers.is_empty() {
        "Nobody may sign packs yet: no new episode can begin.".to_owned()
    } else {
        let (authors, approvers) = (authors.join("\n  "), approvers.join("\n  "));
        format!("Packs may be authored by:\n  {authors}\nand approved by:\n  {approvers}")
    };
    let text = format!(
        "{signers}\nNew episodes run on: {}\nOldest version that begins new ones: {}\nLooking in in an emergency: {}\n\
         A second PIN: {}\nRead at the door: {}",
        if policy.packs.is_empty() { "any signed pack".to_owned() } else { policy.packs.join(", ") },
        policy.oldest_app.map_or_else(|| "any".to_owned(), |oldest| format!("{oldest} (this is {THIS_APP})")),
        allowed(policy.break_glass),
        allowed(policy.second_pin),
        if door.is_empty() { "nothing" } else { &door },
    );
    let notice: serde_json::Map<_, _> =
        texts.into_iter().map(|(language, text)| (language.to_owned(), text.into())).collect();
    let object = json!({
        "realm": realm.to_string(),
        "policy": {
            "pack_authors": authors,
            "pack_approvers": approvers,
            "packs": policy.packs,
            "oldest_app": policy.oldest_app.map(|oldest| oldest.to_string()),
            "break_glass": policy.break_glass,
            "second_pin": policy.second_pin,
            "notice": notice,
        },
    });
    Said::new(text, object)
}
