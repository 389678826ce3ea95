//! The commands, one file each, and which of them need an open notebook.

pub(crate) mod answer;
pub(crate) mod contact;
pub(crate) mod device_accept;
pub(crate) mod device_approve;
pub(crate) mod device_release;
pub(crate) mod device_release_request;
pub(crate) mod device_request;
pub(crate) mod left;
pub(crate) mod list;
pub(crate) mod note;
pub(crate) mod pack_check;
pub(crate) mod pack_show;
pub(crate) mod person_add;
pub(crate) mod person_list;
pub(crate) mod problems;
pub(crate) mod realm_init;
mod script;
pub(crate) mod show;
pub(crate) mod step;
pub(crate) mod sync;
pub(crate) mod vault_check;
pub(crate) mod vault_create;
pub(crate) mod vault_release;

use crate::arguments::{Command, Contact, Device, Pack, Person, Realm, Vault};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use first72_core::notebook::Notebook;
use serde_json::json;
use std::sync::{Mutex, PoisonError};

/// Carries out one command.
pub(crate) fn run(command: Command, desk: &Desk<'_>) -> Result<Said, Failure> {
    match command {
        Command::Vault(Vault::Create(args)) => vault_create::run(&args, desk),
        Command::Vault(Vault::Check(args)) => opened(desk, |notebook| vault_check::run(&args, notebook)),
        Command::Vault(Vault::Release(args)) => vault_release::run(&args, desk),
        Command::Device(Device::ReleaseRequest(args)) => device_release_request::run(&args, desk),
        Command::Device(Device::Release(args)) => {
            opened(desk, |notebook| device_release::run(&args, notebook, desk.now()))
        }
        Command::Device(Device::Request(args)) => opened(desk, |notebook| device_request::run(&args, notebook)),
        Command::Device(Device::Approve(args)) => opened(desk, |notebook| device_approve::run(*args, notebook, desk)),
        Command::Device(Device::Accept(args)) => opened(desk, |notebook| device_accept::run(&args, notebook, desk)),
        Command::Realm(Realm::Init(args)) => opened(desk, |notebook| realm_init::run(args, notebook, desk)),
        Command::Person(Person::Add(args)) => opened(desk, |notebook| person_add::run(args, notebook, desk.now())),
        Command::Person(Person::List(args)) => opened(desk, |notebook| person_list::run(&args, notebook)),
        Command::Contact(Contact::New(args)) => opened(desk, |notebook| contact::run(args, notebook, desk.now())),
        Command::Answer(args) => opened(desk, |notebook| answer::run(&args, notebook, desk.now())),
        Command::Step(args) => opened(desk, |notebook| step::run(args, notebook, desk.now())),
        Command::Note(args) => opened(desk, |notebook| note::run(args, notebook, desk.now())),
        Command::Left(args) => opened(desk, |notebook| left::run(&args, notebook, desk.now())),
        Command::List(args) => opened(desk, |notebook| list::run(&args, notebook, desk.now())),
        Command::Show(args) => opened(desk, |notebook| show::run(&args, notebook, desk.now())),
        Command::Problems(args) => opened(desk, |notebook| problems::run(&args, notebook)),
        Command::Sync(args) => {
            let door = desk.open()?;
            let said = sync::run(&args, &door, desk.clock());
            locked(door)?;
            said
        }
        Command::Lock => opened(desk, |_| Ok(Said::new("locked", json!({})))),
        Command::Pack(Pack::Check(args)) => pack_check::run(&args),
        Command::Pack(Pack::Show(args)) => pack_show::run(&args),
        Command::Script => script::run(desk),
    }
}

/// Unlocks, does one thing, and locks again whatever came of it.
fn opened(desk: &Desk<'_>, act: impl FnOnce(&mut Notebook) -> Result<Said, Failure>) -> Result<Said, Failure> {
    let mut door = desk.open()?;
    let said = act(door.get_mut().unwrap_or_else(PoisonError::into_inner));
    locked(door)?;
    said
}

fn locked(door: Mutex<Notebook>) -> Result<(), Failure> {
    Ok(door.into_inner().unwrap_or_else(PoisonError::into_inner).lock()?)
}
