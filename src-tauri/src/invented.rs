//! An invented registrar's notebook, for the shell's own tests.

use crate::desk::{packs, random};
use first72_core::directory::ceremony::{Ceremony, NewRealm, found_realm, standard_roles};
use first72_core::directory::{Policy, Right, Scope};
use first72_core::episode::{Answer, Instant};
use first72_core::moment::Moment;
use first72_core::notebook::{
    Chip, Compartment, EpisodeId, NewContact, NewDevice, NewGrant, NewPerson, Notebook, Packs, PersonId, Place, RealmId,
};
use first72_core::protocol::shipped;
use first72_core::protocol::signature::{PackSignature, SignedAs};
use first72_core::seal::PackKey;
use std::path::Path;
use std::sync::Arc;

/// The PIN of every notebook here.
pub(crate) const PIN: &[u8] = b"25801470";
/// Opens the files of the safe.
pub(crate) const PASSPHRASE: &[u8] = b"an invented passphrase";
/// The registrar.
pub(crate) const BELL: PersonId = PersonId([7; 16]);

/// A county as its registrar founded it a moment ago.
pub(crate) struct Founded {
    pub(crate) notebook: Notebook,
    pub(crate) place: Place,
    pub(crate) realm: RealmId,
    pub(crate) made: Ceremony,
}

/// A registrar's open notebook of an invented county, and where it lives.
pub(crate) fn registrar(folder: &Path, now: Moment) -> (Notebook, Place) {
    let Founded { notebook, place, .. } = founded(folder, &[Compartment::Ops], now);
    (notebook, place)
}

/// A deputy of an invented county, on a phone of their own.
pub(crate) fn deputy(folder: &Path, county: &mut Founded, packs: &Packs, name: &str, now: Moment) -> Notebook {
    std::fs::create_dir(folder.join(name)).unwrap();
    let place = Place::new(&folder.join(name), Chip::Emulated).unwrap();
    let (mut phone, _) = Notebook::create(&place, PIN, packs.clone(), random(), now).unwrap();
    let request = phone.request_enrolment(now).unwrap();
    let Founded { notebook, realm, .. } = county;
    let new = NewPerson { name: name.into(), short_name: name.into(), agency: "Demo County".into(), guest: false };
    let person = notebook.add_person(*realm, new, now).unwrap();
    let terms = notebook.terms_of_role(*realm, "deputy", Scope::Station("harbor-1".into())).unwrap();
    let grants = vec![NewGrant { terms, days: 30 }];
    let device = NewDevice { person, label: "phone".into(), grants, days: 400 };
    let approved = notebook.approve_device(*realm, &request, device, now).unwrap();
    phone.accept_enrolment(&approved.code, None, now).unwrap();
    phone
}

/// A first contact of a deputy, this moment.
pub(crate) fn contact(phone: &mut Notebook, now: Moment) -> EpisodeId {
    let contact = NewContact {
        at: Instant::exact(now.wall_ms),
        station: phone.stations(Right::Open).remove(0),
        medical_need_now: Answer::Unknown,
        pack: phone.usual_pack().unwrap(),
    };
    phone.new_contact(contact, now).unwrap()
}

/// An invented county that keeps these classes of content.
pub(crate) fn founded(folder: &Path, kept: &[Compartment], now: Moment) -> Founded {
    found(folder, kept, None, now)
}

/// The same, running a pack that its root lets two invented people sign; and that pack, signed.
pub(crate) fn founded_with_pack(folder: &Path, kept: &[Compartment], now: Moment) -> (Founded, Packs) {
    let keys = [(); 2].map(|()| PackKey::make(&*random()).unwrap());
    let edition = shipped::find("los-angeles").unwrap().edition();
    let until_ms = now.wall_ms + 30 * 24 * 60 * 60 * 1_000;
    let sign = |(key, part): (&PackKey, SignedAs)| PackSignature {
        part,
        key: key.public(),
        until_ms,
        signature: key.sign(&PackSignature::message(part, until_ms, &edition.hash())),
    };
    let signatures = keys.iter().zip([SignedAs::Author, SignedAs::Approver]).map(sign).collect::<Vec<_>>();
    let [author, approver] = &keys;
    let policy = Policy::of_packs(vec![author.public()], vec![approver.public()], vec!["los-angeles".to_owned()]);
    let packs = Packs::of([Arc::new(edition.with_signatures(&signatures))]);
    (found(folder, kept, Some(policy), now), packs)
}

fn found(folder: &Path, kept: &[Compartment], policy: Option<Policy>, now: Moment) -> Founded {
    let place = Place::new(folder, Chip::Emulated).unwrap();
    let (mut notebook, _) = Notebook::create(&place, PIN, packs(), random(), now).unwrap();
    notebook.request_enrolment(now).unwrap();
    let new = NewRealm {
        name: "Demo County".into(),
        compartments: kept.to_vec(),
        two_signatures: vec![],
        server_url: "http://127.0.0.1:1".into(),
        role_templates: standard_roles(kept),
        limits: Default::default(),
        demo: true,
        policy,
        registrar_person: BELL,
        registrar_device: notebook.requested_device().unwrap(),
        now_ms: now.wall_ms,
    };
    let made = found_realm(&new, PASSPHRASE, &*random()).unwrap();
    let realm = notebook.accept_founding(&made.genesis, &made.entries, made.ca_der.clone(), now).unwrap().realm;
    let bell = NewPerson {
        name: "Rosa Bell".into(),
        short_name: "R. Bell".into(),
        agency: "Demo County".into(),
        guest: false,
    };
    notebook.name_myself(realm, bell, now).unwrap();
    Founded { notebook, place, realm, made }
}
