//! What can be typed: every command with its arguments. Secrets are never among them.

use crate::command::{
    answer, contact, device_accept, device_approve, device_release, device_release_request, device_request, left, list,
    note, pack_check, pack_show, person_add, person_list, problems, realm_init, show, step, sync, vault_check,
    vault_create, vault_release,
};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

const AFTER: &str = "\
The secret is read from --secret-file, else from the environment variable FIRST72_SECRET, else as the first line of
standard input. It is never an argument: arguments can be seen by every program of the machine.

Exit codes: 0 done; 2 the command was not understood; 3 the notebook refused; 4 it did not unlock;
5 a server could not be reached or did not hold; 6 the storage of this device; 7 no such thing here.";

/// Records of first contacts, at a terminal.
#[derive(Parser)]
#[command(name = "first72", version, about, after_help = AFTER)]
pub(crate) struct Arguments {
    /// Folder of the vault.
    #[arg(long, env = "FIRST72_VAULT", global = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// File whose first line is the secret.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) secret_file: Option<PathBuf>,
    /// Answer in JSON, one line.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// The vault itself.
    #[command(subcommand)]
    Vault(Vault),
    /// Devices: ask to be taken in, take in, join.
    #[command(subcommand)]
    Device(Device),
    /// Realms.
    #[command(subcommand)]
    Realm(Realm),
    /// People of a realm.
    #[command(subcommand)]
    Person(Person),
    /// First contacts.
    #[command(subcommand)]
    Contact(Contact),
    /// Answers a question of an episode.
    Answer(answer::Args),
    /// Says something about a step of an episode.
    Step(step::Args),
    /// Writes a note; its text comes from standard input.
    Note(note::Args),
    /// The young person is gone.
    Left(left::Args),
    /// Lists the episodes, the most urgent first.
    List(list::Args),
    /// Shows one episode.
    Show(show::Args),
    /// Exchanges with the servers.
    Sync(sync::Args),
    /// Folds the journal into the vault's file.
    Lock,
    /// Protocol packs; they need no vault.
    #[command(subcommand)]
    Pack(Pack),
    /// Lists what was refused or waits.
    Problems(problems::Args),
    /// Unlocks once and carries out JSON lines from standard input, answering each with one line.
    Script,
}

#[derive(Subcommand)]
pub(crate) enum Vault {
    /// Makes a vault.
    Create(vault_create::Args),
    /// Checks every page of the vault, and says what is only on this device.
    Check(vault_check::Args),
    /// Opens a locked vault with the code that a registrar read back; the secret given is the new one.
    Release(vault_release::Args),
}

#[derive(Subcommand)]
pub(crate) enum Device {
    /// Shows the code that asks a registrar to take this device in.
    Request(device_request::Args),
    /// Takes in a device that the registrar has seen.
    Approve(Box<device_approve::Args>),
    /// Joins the realm of a registrar's answer.
    Accept(device_accept::Args),
    /// Shows what a locked device asks a registrar with, when its PIN is forgotten.
    ReleaseRequest(device_release_request::Args),
    /// Opens a locked device's request, for the registrar to read the code back.
    Release(device_release::Args),
}

#[derive(Subcommand)]
pub(crate) enum Realm {
    /// Founds a realm with this device's person as its first registrar.
    Init(realm_init::Args),
}

#[derive(Subcommand)]
pub(crate) enum Person {
    /// Takes in a person.
    Add(person_add::Args),
    /// Lists the people.
    List(person_list::Args),
}

#[derive(Subcommand)]
pub(crate) enum Contact {
    /// Opens an episode.
    New(contact::Args),
}

#[derive(Subcommand)]
pub(crate) enum Pack {
    /// Checks the pack in a folder and runs its scenarios.
    Check(pack_check::Args),
    /// Lists the packs, or the steps and questions of one.
    Show(pack_show::Args),
}
