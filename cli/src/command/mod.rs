//! The commands, one file each, and which of them need an open notebook.

pub(crate) mod amend;
pub(crate) mod answer;
pub(crate) mod audit_check;
pub(crate) mod audit_incident;
pub(crate) mod audit_review;
pub(crate) mod audit_server;
pub(crate) mod break_glass;
pub(crate) mod contact;
pub(crate) mod device_accept;
pub(crate) mod device_adopt;
pub(crate) mod device_approve;
pub(crate) mod device_carried;
pub(crate) mod device_carry;
pub(crate) mod device_end;
pub(crate) mod device_holdings;
pub(crate) mod device_release;
pub(crate) mod device_release_request;
pub(crate) mod device_request;
pub(crate) mod device_unsent;
pub(crate) mod device_wiped;
pub(crate) mod drill_check;
pub(crate) mod drill_list;
pub(crate) mod drill_play;
mod drill_words;
pub(crate) mod grant_add;
pub(crate) mod grant_end;
pub(crate) mod grant_end_agency;
pub(crate) mod hand_over;
pub(crate) mod hold;
pub(crate) mod item;
pub(crate) mod left;
pub(crate) mod list;
pub(crate) mod note;
pub(crate) mod own_copy;
pub(crate) mod pack_check;
pub(crate) mod pack_copy;
pub(crate) mod pack_diff;
pub(crate) mod pack_install;
pub(crate) mod pack_key;
pub(crate) mod pack_list;
pub(crate) mod pack_move;
pub(crate) mod pack_publish;
pub(crate) mod pack_show;
pub(crate) mod pack_sign;
pub(crate) mod person_add;
pub(crate) mod person_list;
pub(crate) mod problems;
pub(crate) mod readers;
pub(crate) mod realm_authority;
pub(crate) mod realm_authority_add;
pub(crate) mod realm_authority_end;
pub(crate) mod realm_authority_new;
pub(crate) mod realm_certificate;
pub(crate) mod realm_cosign;
pub(crate) mod realm_directory;
pub(crate) mod realm_init;
pub(crate) mod realm_log_key;
pub(crate) mod realm_policy;
pub(crate) mod realm_registrar_add;
pub(crate) mod realm_registrar_end;
pub(crate) mod realm_root_new;
pub(crate) mod realm_root_replace;
pub(crate) mod recovery_open;
pub(crate) mod recovery_renew;
pub(crate) mod recovery_share;
pub(crate) mod recovery_show;
pub(crate) mod recovery_use;
pub(crate) mod release_close;
pub(crate) mod release_give;
pub(crate) mod release_list;
pub(crate) mod release_read;
mod script;
pub(crate) mod server_check;
pub(crate) mod server_compare;
pub(crate) mod server_export;
pub(crate) mod server_go_on;
pub(crate) mod server_head;
pub(crate) mod server_proofs;
pub(crate) mod server_times;
pub(crate) mod show;
pub(crate) mod step;
pub(crate) mod sync;
pub(crate) mod take_over;
pub(crate) mod vault_check;
pub(crate) mod vault_create;
pub(crate) mod vault_pin;
pub(crate) mod vault_release;
pub(crate) mod vault_second_pin;

use crate::arguments::{
    Audit, Command, Contact, Device, Drill, Grant, Pack, Person, Realm, Recovery, Release, Server, Vault,
};
use crate::deed::Deed;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::Said;
use first72_core::notebook::Notebook;
use std::sync::{Mutex, PoisonError};

/// Carries out one command.
pub(crate) fn run(command: Command, desk: &Desk<'_>) -> Result<Said, Failure> {
    match command {
        Command::Vault(vault) => of_vault(vault, desk),
        Command::Device(Device::ReleaseRequest(args)) => device_release_request::run(&args, desk),
        Command::Device(Device::Release(args)) => {
            opened(desk, |notebook| device_release::run(&args, notebook, desk.now()))
        }
        Command::Device(Device::Request(args)) => opened(desk, |notebook| device_request::run(&args, notebook, desk)),
        Command::Device(Device::Approve(args)) => opened(desk, |notebook| device_approve::run(*args, notebook, desk)),
        Command::Device(Device::Accept(args)) => opened(desk, |notebook| device_accept::run(&args, notebook, desk)),
        Command::Device(Device::End(args)) => opened(desk, |notebook| device_end::run(&args, notebook, desk.now())),
        Command::Device(Device::Unsent(args)) => {
            opened(desk, |notebook| device_unsent::run(&args, notebook, desk.now()))
        }
        Command::Device(Device::Holdings(args)) => {
            opened(desk, |notebook| device_holdings::run(&args, notebook, desk.now()))
        }
        Command::Device(Device::Carry(args)) => opened(desk, |notebook| device_carry::run(&args, notebook, desk.now())),
        Command::Device(Device::Carried(args)) => opened(desk, |notebook| device_carried::run(&args, notebook)),
        Command::Device(Device::Adopt(args)) => opened(desk, |notebook| device_adopt::run(&args, notebook, desk.now())),
        Command::Device(Device::Wiped(args)) => opened(desk, |notebook| device_wiped::run(&args, notebook)),
        Command::Realm(realm) => govern(realm, desk),
        Command::Recovery(recovery) => recover(recovery, desk),
        Command::Person(person) => enter(person, desk),
        Command::Grant(grant) => entitle(grant, desk),
        Command::Contact(Contact::New(args)) => done(Deed::Contact(args), desk),
        Command::HandOver(args) => opened(desk, |notebook| hand_over::run(&args, notebook, desk.now())),
        Command::TakeOver(args) => opened(desk, |notebook| take_over::run(&args, notebook, desk.now())),
        Command::OwnCopy(args) => opened(desk, |notebook| own_copy::run(&args, notebook, desk.now())),
        Command::BreakGlass(args) => opened(desk, |notebook| break_glass::run(&args, notebook, desk.now())),
        Command::Release(release) => share(release, desk),
        Command::Readers(args) => opened(desk, |notebook| readers::run(&args, notebook, desk.now())),
        Command::Hold(args) => opened(desk, |notebook| hold::run(&args, notebook, desk.now())),
        Command::HoldEnd(args) => opened(desk, |notebook| hold::end(&args, notebook, desk.now())),
        Command::Deed(deed) => done(deed, desk),
        Command::Pack(Pack::Check(args)) => pack_check::run(&args),
        Command::Pack(Pack::Show(args)) => pack_show::run(&args),
        Command::Pack(Pack::Key(args)) => pack_key::run(&args, desk),
        Command::Pack(Pack::Sign(args)) => pack_sign::run(&args),
        Command::Pack(Pack::Copy(args)) => pack_copy::run(&args),
        Command::Pack(Pack::List(args)) => opened(desk, |notebook| pack_list::run(&args, notebook, desk.now())),
        Command::Pack(Pack::Diff(args)) => pack_diff::run(&args),
        Command::Pack(Pack::Move(args)) => opened(desk, |notebook| pack_move::run(&args, notebook, desk.now())),
        Command::Pack(Pack::Install(args)) => opened(desk, |notebook| pack_install::run(&args, notebook, desk.now())),
        Command::Pack(Pack::Publish(args)) => opened(desk, |notebook| pack_publish::run(&args, notebook, desk.now())),
        Command::Server(server) => watch(server, desk),
        Command::Audit(audit) => reviewed(audit, desk),
        Command::Drill(Drill::List(args)) => drill_list::run(&args),
        Command::Drill(Drill::Check(args)) => drill_check::run(&args),
        Command::Drill(Drill::Play(args)) => drill_play::run(&args, desk),
        Command::Script => script::run(desk),
    }
}

fn of_vault(vault: Vault, desk: &Desk<'_>) -> Result<Said, Failure> {
    match vault {
        Vault::Create(args) => vault_create::run(&args, desk),
        Vault::Check(args) => done(Deed::Check(args), desk),
        Vault::Release(args) => vault_release::run(&args, desk),
        Vault::Pin(args) => vault_pin::run(&args, desk),
        Vault::SecondPin(args) => opened(desk, |notebook| vault_second_pin::run(&args, notebook, desk.now())),
    }
}

fn enter(person: Person, desk: &Desk<'_>) -> Result<Said, Failure> {
    opened(desk, |notebook| match person {
        Person::Add(args) => person_add::run(args, notebook, desk.now()),
        Person::List(args) => person_list::run(&args, notebook),
    })
}

fn entitle(grant: Grant, desk: &Desk<'_>) -> Result<Said, Failure> {
    opened(desk, |notebook| match grant {
        Grant::Add(args) => grant_add::run(args, notebook, desk.now()),
        Grant::End(args) => grant_end::run(&args, notebook, desk.now()),
        Grant::EndAgency(args) => grant_end_agency::run(&args, notebook, desk.now()),
    })
}

/// Copies that are given for a time.
fn share(release: Release, desk: &Desk<'_>) -> Result<Said, Failure> {
    opened(desk, |notebook| match release {
        Release::Give(args) => release_give::run(&args, notebook, desk.now()),
        Release::List(args) => release_list::run(&args, notebook, desk.now()),
        Release::Read(args) => release_read::run(&args, notebook, desk.now()),
        Release::Close(args) => release_close::run(&args, notebook, desk.now()),
    })
}

/// What a realm is founded on, and who carries its offices.
fn govern(realm: Realm, desk: &Desk<'_>) -> Result<Said, Failure> {
    match realm {
        Realm::Init(args) => opened(desk, |notebook| realm_init::run(*args, notebook, desk)),
        Realm::Policy(args) => opened(desk, |notebook| realm_policy::run(&args, notebook, desk.now())),
        Realm::RegistrarAdd(args) => opened(desk, |notebook| realm_registrar_add::run(&args, notebook, desk.now())),
        Realm::RegistrarEnd(args) => opened(desk, |notebook| realm_registrar_end::run(&args, notebook, desk.now())),
        Realm::Cosign(args) => opened(desk, |notebook| realm_cosign::run(&args, notebook, desk.now())),
        Realm::Authority(args) => opened(desk, |notebook| realm_authority::run(&args, notebook)),
        Realm::AuthorityNew(args) => opened(desk, |notebook| realm_authority_new::run(&args, notebook, desk)),
        Realm::AuthorityAdd(args) => opened(desk, |notebook| realm_authority_add::run(&args, notebook, desk.now())),
        Realm::AuthorityEnd(args) => opened(desk, |notebook| realm_authority_end::run(&args, notebook, desk.now())),
        Realm::Certificate(args) => realm_certificate::run(&args, desk),
        Realm::LogKey(args) => opened(desk, |notebook| realm_log_key::show(&args, notebook)),
        Realm::LogKeyNew(args) => realm_log_key::new(&args),
        Realm::LogKeyAdd(args) => opened(desk, |notebook| realm_log_key::add(&args, notebook, desk.now())),
        Realm::LogKeyEnd(args) => opened(desk, |notebook| realm_log_key::end(&args, notebook, desk.now())),
        Realm::DirectoryCopy(args) => opened(desk, |notebook| realm_directory::copy(&args, notebook, desk.now())),
        Realm::DirectoryTake(args) => opened(desk, |notebook| realm_directory::take(&args, notebook, desk.now())),
        Realm::RootNew(args) => realm_root_new::run(&args, desk),
        Realm::RootReplace(args) => opened(desk, |notebook| realm_root_replace::run(&args, notebook, desk.now())),
    }
}

/// Paper keys.
fn recover(recovery: Recovery, desk: &Desk<'_>) -> Result<Said, Failure> {
    match recovery {
        Recovery::Share(args) => opened(desk, |notebook| recovery_share::run(&args, notebook, desk)),
        Recovery::Renew(args) => opened(desk, |notebook| recovery_renew::run(&args, notebook, desk)),
        Recovery::Open(args) => opened(desk, |notebook| recovery_open::run(&args, notebook, desk.now())),
        Recovery::Use(args) => recovery_use::run(&args, desk),
        Recovery::Show(args) => opened(desk, |notebook| recovery_show::run(&args, notebook, desk.now())),
    }
}

/// What auditors do.
fn reviewed(audit: Audit, desk: &Desk<'_>) -> Result<Said, Failure> {
    match audit {
        Audit::Review(args) => opened(desk, |notebook| audit_review::run(&args, notebook, desk.now())),
        Audit::Server(args) => opened(desk, |notebook| audit_server::run(&args, notebook, desk.now())),
        Audit::Incident(args) => opened(desk, |notebook| audit_incident::run(&args, notebook, desk.now())),
        Audit::Check(args) => audit_check::run(&args),
    }
}

/// The commands that watch the servers.
fn watch(server: Server, desk: &Desk<'_>) -> Result<Said, Failure> {
    match server {
        Server::Head(args) => opened(desk, |notebook| server_head::run(&args, notebook)),
        Server::Compare(args) => opened(desk, |notebook| server_compare::run(&args, notebook, desk.now())),
        Server::Times(args) => opened(desk, |notebook| server_times::run(&args, notebook, desk.now())),
        Server::Proofs(args) => opened(desk, |notebook| server_proofs::run(&args, notebook)),
        Server::Export(args) => opened(desk, |notebook| server_export::run(&args, notebook)),
        Server::Check(args) => server_check::run(&args),
        Server::GoOn(args) => opened(desk, |notebook| server_go_on::run(&args, notebook, desk.now())),
    }
}

/// Unlocks, does one thing, and locks again whatever came of it.
fn done(deed: Deed, desk: &Desk<'_>) -> Result<Said, Failure> {
    let mut door = desk.open()?;
    let said = deed.with_typed_text().and_then(|deed| deed.run(&mut door, desk.clock()));
    locked(door)?;
    said
}

/// As [`done`], for what scripts do not do.
fn opened(desk: &Desk<'_>, act: impl FnOnce(&mut Notebook) -> Result<Said, Failure>) -> Result<Said, Failure> {
    let mut door = desk.open()?;
    let said = act(door.get_mut().unwrap_or_else(PoisonError::into_inner));
    locked(door)?;
    said
}

fn locked(door: Mutex<Notebook>) -> Result<(), Failure> {
    Ok(door.into_inner().unwrap_or_else(PoisonError::into_inner).lock()?)
}
