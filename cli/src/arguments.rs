//! What can be typed: every command with its arguments. Secrets are never among them.

use crate::command::{
    audit_check, audit_incident, audit_review, audit_server, break_glass, contact, device_accept, device_adopt,
    device_approve, device_carried, device_carry, device_end, device_holdings, device_release, device_release_request,
    device_request, device_unsent, device_wiped, drill_check, drill_list, drill_play, grant_add, grant_end,
    grant_end_agency, hand_over, hold, own_copy, pack_check, pack_copy, pack_diff, pack_install, pack_key, pack_list,
    pack_move, pack_publish, pack_show, pack_sign, person_add, person_list, readers, realm_authority,
    realm_authority_add, realm_authority_end, realm_authority_new, realm_certificate, realm_cosign, realm_directory,
    realm_init, realm_log_key, realm_policy, realm_registrar_add, realm_registrar_end, realm_root_new,
    realm_root_replace, recovery_open, recovery_renew, recovery_share, recovery_show, recovery_use, release_close,
    release_give, release_list, release_read, server_check, server_compare, server_export, server_go_on, server_head,
    server_proofs, server_times, take_over, vault_check, vault_create, vault_pin, vault_release, vault_second_pin,
};
use crate::deed::Deed;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Heads the options that every command has.
const EVERYWHERE: &str = "With every command";

const AFTER: &str = "\
The secret (PIN or passphrase) is read from --secret-file, else from the environment variable FIRST72_SECRET, else
from standard input: asked for at a terminal, and not shown; or else its first line. It is never an argument:
arguments can be seen by every program of the machine.

Exit codes: 0 done; 2 the command was not understood; 3 the notebook refused; 4 it did not unlock;
5 a server could not be reached or did not hold; 6 the storage of this device; 7 no such thing here.

More, with examples: docs/cli.md";

const SCRIPT: &str = "\
Each line is one JSON object: `do` names the command, and its arguments stand beside it under their long names.
  {\"do\":\"contact\",\"station\":\"harbor-demo\",\"pack\":\"los-angeles\"}
  {\"do\":\"answer\",\"episode\":\"amber heron\",\"field\":\"language\",\"declined\":true}
  {\"do\":\"note\",\"episode\":\"amber heron\",\"compartment\":\"OPS\",\"text\":\"Asked for water.\"}
Commands: contact, answer, step, note, amend, left, list, show, sync, problems, check, lock (which ends it).
Each answer is one line, written once the change is durable; `ok` says whether it was done, `exit` and `code` why not.";

/// The notebook of first contacts, at a terminal.
#[derive(Parser)]
#[command(name = "first72", version, about, after_help = AFTER)]
pub(crate) struct Arguments {
    /// Folder of the vault.
    #[arg(long, env = "FIRST72_VAULT", global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    pub(crate) vault: Option<PathBuf>,
    /// Short name of whoever the vault is, on a device that several people use.
    #[arg(long, env = "FIRST72_WHOSE", global = true, value_name = "NAME", help_heading = EVERYWHERE)]
    pub(crate) whose: Option<String>,
    /// File whose first line is the secret.
    #[arg(long, global = true, value_name = "FILE", help_heading = EVERYWHERE)]
    pub(crate) secret_file: Option<PathBuf>,
    /// Answer in JSON, one line.
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make or check the vault of this device.
    #[command(subcommand)]
    Vault(Vault),
    /// Found a realm.
    #[command(subcommand)]
    Realm(Realm),
    /// Paper keys: shares for custodians, and getting entries back when every phone is gone.
    #[command(subcommand)]
    Recovery(Recovery),
    /// Take in people, and list them with their devices and grants.
    #[command(subcommand)]
    Person(Person),
    /// Devices: ask to be taken in, take in, join, end, release.
    #[command(subcommand)]
    Device(Device),
    /// Entitlements: give and end.
    #[command(subcommand)]
    Grant(Grant),
    /// Record a first contact.
    #[command(subcommand)]
    Contact(Contact),
    /// Hand an episode over to somebody else, or list who could take it and who has it.
    HandOver(hand_over::Args),
    /// Confirm that an episode that was handed to this person is taken over.
    TakeOver(take_over::Args),
    /// In an emergency, look into an episode that is not this person's; list such looks; or end one.
    BreakGlass(break_glass::Args),
    /// Give somebody a copy of parts of an episode for a time; list, read and take back such copies.
    #[command(subcommand)]
    Release(Release),
    /// List who can read an episode, class by class, and the copies of parts of it.
    Readers(readers::Args),
    /// As a registrar, keep what was shared of an episode from being destroyed; or list what is held.
    Hold(hold::Args),
    /// As a registrar, end a hold.
    HoldEnd(hold::EndArgs),
    /// Make the young person's own copy: what is recorded about them, what they decided, and who can read it.
    OwnCopy(own_copy::Args),
    #[command(flatten)]
    Deed(Deed),
    /// Protocol packs: check, read, sign, hand on and install.
    #[command(subcommand)]
    Pack(Pack),
    /// Watch the servers: compare what two devices have seen, and export what one was caught at.
    #[command(subcommand)]
    Server(Server),
    /// For auditors: what was done on the devices of a realm.
    #[command(subcommand)]
    Audit(Audit),
    /// Practice with invented people; needs no vault and no secret.
    #[command(subcommand)]
    Drill(Drill),
    /// Unlock once and carry out JSON lines from standard input, answering each with one line.
    #[command(after_help = SCRIPT)]
    Script,
}

#[derive(Subcommand)]
pub(crate) enum Release {
    /// Give a copy; without a person, list what can be shared and with whom; without a mark, show the copy.
    Give(Box<release_give::Args>),
    /// List the copies that this person gave, got, or can take back.
    List(release_list::Args),
    /// Read one.
    Read(release_read::Args),
    /// Take one back before its time.
    Close(release_close::Args),
}

#[derive(Subcommand)]
pub(crate) enum Vault {
    /// Make a vault in an empty folder, under a new secret; with --whose, one of several people's on this device.
    Create(vault_create::Args),
    /// Check every page of the vault, and say what is only on this device.
    Check(vault_check::Args),
    /// Open a locked vault with the code that a registrar read back; the secret given is the new one.
    Release(vault_release::Args),
    /// Change the secret that opens the vault.
    Pin(vault_pin::Args),
    /// Set a second secret, which opens training records for whoever forces it, where an agency of this device offers one.
    SecondPin(vault_second_pin::Args),
}

#[derive(Subcommand)]
pub(crate) enum Realm {
    /// Found a realm with this device's person as its first registrar.
    Init(Box<realm_init::Args>),
    /// Say, as the root, who may sign packs and which the realm runs; or show what it said.
    Policy(realm_policy::Args),
    /// As the root, make a device that was taken in a registrar's.
    RegistrarAdd(realm_registrar_add::Args),
    /// As the root, end a registrar's office, and undo what a stolen device of theirs said.
    RegistrarEnd(realm_registrar_end::Args),
    /// Sign another registrar's statement too, or list what waits for a second signature.
    Cosign(realm_cosign::Args),
    /// Show which certificate authorities this device trusts for the realm's server.
    Authority(realm_authority::Args),
    /// Make another certificate authority, for the root to name.
    AuthorityNew(realm_authority_new::Args),
    /// As the root, name another certificate authority beside the present one.
    AuthorityAdd(realm_authority_add::Args),
    /// As the root, end one of two certificate authorities.
    AuthorityEnd(realm_authority_end::Args),
    /// Make a new certificate for the server: every year, or under another authority.
    Certificate(realm_certificate::Args),
    /// Show the keys with which the realm's server signs its word.
    LogKey(realm_log_key::ShowArgs),
    /// Make another log key for the server, for the root to name.
    LogKeyNew(realm_log_key::NewArgs),
    /// As the root, name another log key beside the present one.
    LogKeyAdd(realm_log_key::AddArgs),
    /// As the root, end one of two log keys.
    LogKeyEnd(realm_log_key::EndArgs),
    /// Write the realm's directory into a file, for a device that cannot reach the server.
    DirectoryCopy(realm_directory::CopyArgs),
    /// Take such a file: each entry is checked as if it came from the server.
    DirectoryTake(realm_directory::TakeArgs),
    /// Make a root key that can take the place of this realm's.
    RootNew(realm_root_new::Args),
    /// Let another root take the place of this one: as the root, or by a registrar's vote when it is lost.
    RootReplace(realm_root_replace::Args),
}

#[derive(Subcommand)]
pub(crate) enum Recovery {
    /// Make the custodians' shares of a key from the founding, to be printed.
    Share(recovery_share::Args),
    /// As the root, make a new key with new shares, such as after a recovery; of TEST, for the yearly drill.
    Renew(recovery_renew::Args),
    /// Announce a recovery: everybody sees it, and the server hands the sealed entries to the device.
    Open(recovery_open::Args),
    /// On the device that gets the entries: put the shares together and open them.
    Use(recovery_use::Args),
    /// Show the keys, what they would recover, when the yearly drill is due, and every recovery that was announced.
    Show(recovery_show::Args),
}

#[derive(Subcommand)]
pub(crate) enum Person {
    /// Take in a person.
    Add(person_add::Args),
    /// List the people with their live devices and grants.
    List(person_list::Args),
}

#[derive(Subcommand)]
pub(crate) enum Device {
    /// Show the code that asks a registrar to take this device in.
    Request(device_request::Args),
    /// Take in a device that the registrar has seen, and say what its person is entitled to.
    Approve(Box<device_approve::Args>),
    /// Join the realm of a registrar's answer.
    Accept(device_accept::Args),
    /// End a device: it is served nothing more, and keys change.
    End(device_end::Args),
    /// Write what this device has not sent yet into a file that another device can carry, sealed as it is.
    Unsent(device_unsent::Args),
    /// Write what this device holds of a realm into a file, sealed as it is: from such files a lost server is made again.
    Holdings(device_holdings::Args),
    /// Take along what another device has not sent, for the next sync to bring; or the receipts that came back for this one.
    Carry(device_carry::Args),
    /// List what is here of other devices, or write the server's receipts for one.
    Carried(device_carried::Args),
    /// List entries that came after their device's end, or take a device's in.
    Adopt(device_adopt::Args),
    /// Check the receipt of a device that was wiped.
    Wiped(device_wiped::Args),
    /// Show what a locked device asks a registrar with, when its PIN is forgotten.
    ReleaseRequest(device_release_request::Args),
    /// Open a locked device's request, for the registrar to read the code back.
    Release(device_release::Args),
}

#[derive(Subcommand)]
pub(crate) enum Grant {
    /// Entitle a person to more.
    Add(grant_add::Args),
    /// End an entitlement.
    End(grant_end::Args),
    /// An agency leaves: end every right of its people at once, and their devices if you say so.
    EndAgency(grant_end_agency::Args),
}

#[derive(Subcommand)]
pub(crate) enum Contact {
    /// Open an episode.
    New(contact::Args),
}

#[derive(Subcommand)]
pub(crate) enum Pack {
    /// Check the pack in a folder and run its scenarios.
    Check(pack_check::Args),
    /// List the packs, or the steps and questions of one.
    Show(pack_show::Args),
    /// Make a key with which one person signs packs.
    Key(pack_key::Args),
    /// Sign the pack in a folder, as its author or as its approver.
    Sign(pack_sign::Args),
    /// Write a pack with its signatures into one file.
    Copy(pack_copy::Args),
    /// List the packs of this device, and whether a new episode may begin with each.
    List(pack_list::Args),
    /// Show what differs between two versions.
    Diff(pack_diff::Args),
    /// Move an episode to another version of its pack, or show what that would change.
    Move(pack_move::Args),
    /// Take a pack into this device's vault.
    Install(pack_install::Args),
    /// Hand a pack to every device of the realm, with the next sync.
    Publish(pack_publish::Args),
}

#[derive(Subcommand)]
pub(crate) enum Audit {
    /// Review the last days: what stands out, and who did how much; or every row.
    Review(audit_review::Args),
    /// Fetch what the server was asked on a day, and hold it against what it signed.
    Server(audit_server::Args),
    /// Write what was done in a stretch of time into a file that anybody can check, and a text, for an incident.
    Incident(audit_incident::Args),
    /// Check the file of an incident; needs no vault.
    Check(audit_check::Args),
}

#[derive(Subcommand)]
pub(crate) enum Server {
    /// Show what this device has seen of the server, for another device to compare.
    Head(server_head::Args),
    /// Compare what another device has seen with what this one has.
    Compare(server_compare::Args),
    /// List what the servers were caught at.
    Proofs(server_proofs::Args),
    /// Write a proof into a file.
    Export(server_export::Args),
    /// Check an exported proof; needs no vault.
    Check(server_check::Args),
    /// Say between which times each entry of this device was made, and what its own device said.
    Times(server_times::Args),
    /// Let the sync go on with a server that was caught at something.
    GoOn(server_go_on::Args),
}

#[derive(Subcommand)]
pub(crate) enum Drill {
    /// List the drills.
    List(drill_list::Args),
    /// Check scripts of drills against their packs.
    Check(drill_check::Args),
    /// Play a drill through and print the debrief.
    Play(drill_play::Args),
}
