//! Recovery as the window asks for it: announced with the PIN only, shares one after the other, refusals by name.

use super::*;
use crate::desk::{packs, random};
use crate::invented::{Founded, PASSPHRASE, PIN, founded};
use crate::view::{Notice, RecoveryRealm, RecoveryShares};
use first72_core::notebook::{Chip, Compartment, Place};
use first72_core::seal::{RecoveryKey, RecoveryShare, RootKey};
use std::path::Path;

/// A registrar's desk of an invented county, and the three shares of its paper key.
fn registrar(folder: &Path) -> (Desk, Vec<RecoveryShare>) {
    let now = Moment::read();
    let Founded { notebook, realm, made, .. } = founded(folder, &[Compartment::Ops], now);
    let (class, file) = made.recovery_files.first().unwrap();
    let key = RecoveryKey::open(*class, PASSPHRASE, file).unwrap();
    let epoch = notebook.epoch_of_recovery_key(realm, *class, key.public()).unwrap();
    let shares = key.split(realm, *class, epoch, (2, 3), &*random()).unwrap();
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    (desk, shares)
}

fn shown(desk: &Desk) -> RecoveryRealm {
    look(desk).unwrap().realms.remove(0)
}

fn of_server(desk: &Desk) -> OfServer {
    OfServer { realm: shown(desk).realm }
}

fn take(desk: &Desk, text: &str) -> Result<Option<RecoveryShares>, String> {
    let ask = RecoveryShareIn { realm: shown(desk).realm, share: text.as_bytes().to_vec() };
    take_share(desk, ask).map(|mut page| page.realms.remove(0).shares).map_err(|trouble| trouble.code)
}

/// Announces a recovery for this very device, with the PIN.
fn announced(desk: &Desk) -> RecoveryRealm {
    let RecoveryRealm { realm, devices, .. } = shown(desk);
    let ask = || RecoveryNew {
        realm: realm.clone(),
        compartment: "OPS".into(),
        device: devices[0].device.clone(),
        reason: " All phones were lost. ".into(),
        custodians: vec!["A. Invented".into(), " ".into(), "B. Invented ".into()],
    };
    let refused = announce(desk, ask()).err().unwrap();
    assert_eq!((refused.code.as_str(), refused.fields["act"].as_str()), ("confirm.needed", "recovery_announce"));
    assert!(shown(desk).announced.is_empty());
    desk.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::RecoveryAnnounce, PIN, now)?)).unwrap();
    announce(desk, ask()).unwrap().realms.remove(0)
}

// masvs:AUTH-3 cjis:IA-11
#[test]
fn a_recovery_is_announced_with_the_pin_only_and_everybody_reads_who_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, _) = registrar(folder.path());
    let before = shown(&desk);
    assert!(before.may_announce);
    assert_eq!((before.keys.len(), before.keys[0].compartment.as_str()), (1, "OPS"));
    let county = announced(&desk);
    let [one] = &county.announced[..] else { panic!("one announcement") };
    assert_eq!(one.reason.as_deref(), Some("All phones were lost."));
    assert_eq!(one.custodians, ["A. Invented", "B. Invented"]);
    assert_eq!(one.by.as_deref(), Some("R. Bell"));
    assert!(one.open && one.device.this);
    let unseen = desk.with(|notebook, _| Ok(recovery::notice(notebook))).unwrap();
    assert_eq!(unseen, None, "who announced it has seen it");
}

#[test]
fn shares_come_in_one_after_the_other_and_what_is_none_is_named() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (desk, shares) = registrar(folder.path());
    let (_, of_others) = registrar(other.path());
    let code = shares[0].to_text();
    assert_eq!(take(&desk, &code), Err("recovery.none-open".into()), "the announcement comes first");
    announced(&desk);
    assert_eq!(take(&desk, "qwxz"), Err("share.form".into()));
    let slip = |(at, letter)| {
        if at != 60 {
            letter
        } else if letter == 'A' {
            'B'
        } else {
            'A'
        }
    };
    let slip: String = code.chars().enumerate().map(slip).collect();
    assert_eq!(take(&desk, &slip), Err("share.checksum".into()));
    assert_eq!(take(&desk, &of_others[0].to_text()), Err("share.other-realm".into()));
    let one = take(&desk, &code).unwrap().unwrap();
    assert_eq!((one.needed, one.holders, one.enough), (2, vec![1], false));
    assert_eq!(take(&desk, &shares[0].to_words()), Err("share.twice".into()), "the same one as words");
    assert_eq!(open(&desk, &of_server(&desk)).err().unwrap().code, "confirm.needed");
    let confirm = || desk.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::RecoveryOpen, PIN, now)?)).unwrap();
    confirm();
    let too_few = open(&desk, &of_server(&desk)).err().unwrap();
    assert_eq!(too_few.code, "share.too-few");
    let two = take(&desk, &shares[2].to_words()).unwrap().unwrap();
    assert_eq!((two.holders, two.enough), (vec![1, 3], true), "the first one stayed");
    let opened = open(&desk, &of_server(&desk)).unwrap().realms.remove(0);
    assert_eq!(opened.shares, None, "they are forgotten with the opening");
    assert_eq!(opened.work.map(|work| (work.compartment, work.opened)), Some(("OPS".into(), 0)));
    assert_eq!(end(&desk, &of_server(&desk)).unwrap().realms.remove(0).work, None);
}

#[test]
fn an_end_or_a_lock_forgets_the_shares_that_were_in() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, shares) = registrar(folder.path());
    announced(&desk);
    take(&desk, &shares[0].to_text()).unwrap();
    assert_eq!(end(&desk, &of_server(&desk)).unwrap().realms.remove(0).shares, None);
    take(&desk, &shares[1].to_text()).unwrap();
    desk.close();
    let place = Place::new(folder.path(), Chip::Emulated).unwrap();
    let again = Notebook::unlock(&place, PIN, packs(), random(), Moment::read()).unwrap();
    desk.take(again, Moment::read());
    assert_eq!(shown(&desk).shares, None);
}

// cjis:CP-9
#[test]
fn a_drill_is_named_as_one_to_everybody_and_shows_the_number_of_the_registrars_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let now = Moment::read();
    let Founded { mut notebook, realm, made, .. } = founded(folder.path(), &[Compartment::Ops], now);
    let root = RootKey::open(PASSPHRASE, &made.root_file).unwrap();
    let key = RecoveryKey::make(&*random()).unwrap();
    let (epoch, number) = notebook.renew_test_key(realm, &root, *key.public(), now).unwrap();
    let shares = key.split(realm, Compartment::Test, epoch, (2, 3), &*random()).unwrap();
    let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
    desk.take(notebook, now);
    let before = shown(&desk);
    assert!(before.drill.set_up && before.drill.due && before.drill.ours && before.drill.last_ms.is_none());
    assert_eq!(before.keys.len(), 1, "the test key brings nothing back, so it is not among those that do");
    let due = desk.with(|notebook, now| Ok(recovery::drill_notice(notebook, now))).unwrap();
    assert_eq!(due, Some(Notice::RecoveryDrillDue { agency: "Demo County".into() }));
    let ask = RecoveryNew {
        realm: realm.to_string(),
        compartment: "TEST".into(),
        device: before.devices[0].device.clone(),
        reason: "The yearly drill.".into(),
        custodians: vec![],
    };
    desk.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::RecoveryAnnounce, PIN, now)?)).unwrap();
    assert_eq!(announce(&desk, ask).unwrap().realms[0].announced[0].compartment, "TEST");
    take(&desk, &shares[0].to_text()).unwrap();
    take(&desk, &shares[1].to_words()).unwrap();
    desk.with(|notebook, now| Ok(notebook.confirm(SensitiveAct::RecoveryOpen, PIN, now)?)).unwrap();
    let opened = open(&desk, &of_server(&desk)).unwrap().realms.remove(0);
    assert_eq!(opened.work.unwrap().number, Some(number.to_string()));
    let ended = end(&desk, &of_server(&desk)).unwrap().realms.remove(0);
    assert!(!ended.drill.due && ended.drill.used && ended.drill.last_ms.is_some() && ended.work.is_none());
    assert_eq!(desk.with(|notebook, now| Ok(recovery::drill_notice(notebook, now))).unwrap(), None);
}
