use super::*;
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, device, named};
use crate::directory::statement::Draft;
use crate::directory::{Directory, EndReason, Ending};
use crate::seal::DeviceKeys;
use first72_wire::genesis::{Genesis, RealmServer, SignedGenesis};
use first72_wire::id::{Hash, PersonId};
use first72_wire::log_keys::LogKeys;
use first72_wire::policy::Policy;
use first72_wire::policy::authorities::Authorities;
use std::rc::Rc;

const CA: &[u8] = &[0x30; 480];

struct Scene {
    realm: InventedRealm,
    registrar: DeviceKeys,
    phone: DeviceKeys,
    request: Request,
    genesis: SignedGenesis,
}

fn scene() -> Scene {
    let mut realm = InventedRealm::new();
    let mut fields = realm.genesis.fields().clone();
    let tls_ca_sha256 = plain_digest(&[CA]);
    fields.servers = vec![RealmServer { url: "https://relay.example".into(), tls_ca_sha256, log_pk: [6; 32] }];
    let genesis = Genesis::new(&fields).unwrap();
    realm.begin_with(genesis.clone());
    let signature = realm.root.sign(&genesis.signing_input());
    let genesis = SignedGenesis::new(genesis, signature).unwrap();
    let (registrar, _) = realm.registrar(1);
    let phone = device();
    let request = Request::make(&phone, [5; 16]);
    Scene { realm, registrar, phone, request, genesis }
}

impl Scene {
    fn enter_phone(&mut self) {
        let person = PersonId([2; 16]);
        self.realm.say(&self.registrar, named(person));
        let add = Draft::device_add(person, self.request.device(), LAST_DAY_MS, "phone".into());
        self.realm.say(&self.registrar, add);
    }

    fn directory(&self) -> Directory {
        Directory::evaluate(&self.realm.genesis, &self.realm.log)
    }

    fn approve(&self, carried: Carried) -> Approval {
        let (seq, hash) = self.directory().head(&self.registrar.device_id()).unwrap();
        let address = RealmAddress {
            url: "https://moved.example:8443".into(),
            log_pk: [6; 32],
            tls_ca_sha256: plain_digest(&[CA]),
            ca_der: Some(CA.to_vec()),
        };
        let head = DirectoryHead { seq, hash };
        Approval::make(&self.registrar, &self.request, &self.genesis, address, head, carried)
    }
}

// cjis:IA-2 cjis:IA-5(n) cjis:IA-12
#[test]
fn a_phone_is_taken_in_by_two_codes() {
    let mut scene = scene();
    scene.enter_phone();
    let approval = scene.approve(Carried::default());
    let request = Request::parse(&scene.request.text()).unwrap();
    let read = Approval::parse(&approval.text()).unwrap();
    assert_eq!((&request, &read), (&scene.request, &approval));
    assert_eq!(request.device(), scene.phone.public());
    assert_eq!(read.realm(), scene.realm.genesis.realm());
    assert_eq!(read.check_genesis(&scene.genesis), Ok(()));
    let enrolled = read.check_directory(&scene.directory(), &request).unwrap();
    assert_eq!(enrolled.person, PersonId([2; 16]));
    assert_eq!(six_words(&request, &read), six_words(&scene.request, &approval));
}

#[test]
fn both_codes_fit_a_qr_code() {
    let mut scene = scene();
    scene.enter_phone();
    assert!(scene.request.text().len() <= 300, "{}", scene.request.text().len());
    assert!(scene.approve(Carried::default()).text().len() <= 2_000);
    let with_genesis = Carried { genesis: Some(scene.genesis.clone()), entries: vec![] };
    assert!(scene.approve(with_genesis).text().len() <= MAX_QR_TEXT);
    let alphanumeric = |char: char| char.is_ascii_digit() || char.is_ascii_uppercase() || "$%*+-./: ".contains(char);
    assert!(scene.approve(Carried::default()).text().chars().all(alphanumeric));
}

#[test]
fn a_code_may_carry_what_the_phone_cannot_fetch() {
    let mut scene = scene();
    scene.enter_phone();
    let entry = scene.realm.last_entry.clone().unwrap();
    let carried = Carried { genesis: Some(scene.genesis.clone()), entries: vec![entry] };
    let approval = scene.approve(carried.clone());
    assert_eq!(Approval::parse(&approval.text()).unwrap().carried, carried);
}

#[test]
fn an_answer_for_another_request_is_refused() {
    let mut scene = scene();
    scene.enter_phone();
    let approval = scene.approve(Carried::default());
    let replayed = Request::make(&scene.phone, [9; 16]);
    assert_eq!(approval.check_directory(&scene.directory(), &replayed), Err(EnrolError::OtherRequest));
    assert_ne!(six_words(&replayed, &approval), six_words(&scene.request, &approval));
}

#[test]
fn an_answer_of_someone_who_is_no_registrar_is_refused() {
    let mut scene = scene();
    scene.enter_phone();
    let stranger = device();
    let honest = scene.approve(Carried::default());
    let (address, head) = (honest.address.clone(), honest.head);
    let forged = Approval::make(&stranger, &scene.request, &scene.genesis, address, head, Carried::default());
    assert_eq!(forged.check_directory(&scene.directory(), &scene.request), Err(EnrolError::NotRegistrar));
    let end = Draft::device_end(scene.registrar.device_id(), Ending::of(EndReason::Lost, true), vec![]);
    let root = Rc::clone(&scene.realm.root);
    scene.realm.say(&*root, end);
    assert_eq!(honest.check_directory(&scene.directory(), &scene.request), Err(EnrolError::NotRegistrar));
}

#[test]
fn a_server_that_hides_the_newest_statements_is_noticed() {
    let mut scene = scene();
    let before = scene.directory();
    scene.enter_phone();
    let approval = scene.approve(Carried::default());
    assert_eq!(approval.check_directory(&before, &scene.request), Err(EnrolError::NotEnteredYet));
    let mut hidden = scene.realm.log.clone();
    hidden.pop();
    let hidden = Directory::evaluate(&scene.realm.genesis, &hidden);
    assert_eq!(approval.check_directory(&hidden, &scene.request), Err(EnrolError::NotEnteredYet));
    assert!(approval.check_directory(&scene.directory(), &scene.request).is_ok());
}

#[test]
fn a_device_that_has_ended_is_not_taken_in() {
    let mut scene = scene();
    scene.enter_phone();
    let approval = scene.approve(Carried::default());
    scene
        .realm
        .say(&scene.registrar, Draft::device_end(scene.phone.device_id(), Ending::of(EndReason::Lost, true), vec![]));
    assert_eq!(approval.check_directory(&scene.directory(), &scene.request), Err(EnrolError::Ended));
}

#[test]
fn another_realm_or_server_is_refused() {
    let mut scene = scene();
    scene.enter_phone();
    let approval = scene.approve(Carried::default());
    let other = self::scene();
    assert_eq!(approval.check_genesis(&other.genesis), Err(EnrolError::OtherRealm));
    let mut moved = approval.clone();
    moved.address.log_pk = [7; 32];
    assert_eq!(moved.check_server(scene.genesis.genesis(), &scene.directory()), Err(EnrolError::OtherServer));
    moved = approval;
    moved.address.tls_ca_sha256 = Hash([7; 32]);
    assert_eq!(moved.check_server(scene.genesis.genesis(), &scene.directory()), Err(EnrolError::OtherServer));
}

// masvs:NETWORK-2 cjis:SC-17
#[test]
fn the_authority_of_an_answer_is_one_that_the_root_names_now() {
    const NEW: &[u8] = b"invented new certificate";
    let mut scene = scene();
    scene.enter_phone();
    let old = scene.approve(Carried::default());
    let mut new = old.clone();
    new.address.tls_ca_sha256 = plain_digest(&[NEW]);
    let checked = |scene: &Scene, answer: &Approval| {
        answer.check_server(scene.genesis.genesis(), &scene.directory()).map_err(EnrolError::code)
    };
    let refused = Err("enrol.other-server");
    assert_eq!((checked(&scene, &old), checked(&scene, &new)), (Ok(()), refused), "before");
    let root = Rc::clone(&scene.realm.root);
    let mut name = |ders: &[&[u8]]| {
        let named = Authorities::new(ders.iter().map(|der| der.to_vec()).collect());
        scene.realm.say(&*root, Draft::policy(Policy::default().with_authorities(named)));
        (checked(&scene, &old), checked(&scene, &new))
    };
    assert_eq!(name(&[NEW, CA]), (Ok(()), Ok(())), "while both are named");
    assert_eq!(name(&[NEW]), (refused, Ok(())), "after the end of the old one");
}

// cjis:SC-12
#[test]
fn the_log_key_of_an_answer_is_one_that_the_root_lets_sign_now() {
    let mut scene = scene();
    scene.enter_phone();
    let old = scene.approve(Carried::default());
    let mut new = old.clone();
    new.address.log_pk = [0x4e; 32];
    let checked = |scene: &Scene, answer: &Approval| {
        answer.check_server(scene.genesis.genesis(), &scene.directory()).map_err(EnrolError::code)
    };
    let refused = Err("enrol.other-server");
    assert_eq!((checked(&scene, &old), checked(&scene, &new)), (Ok(()), refused), "before");
    let root = Rc::clone(&scene.realm.root);
    let mut name = |keys: &LogKeys| {
        scene.realm.say(&*root, Draft::policy(Policy::default().with_log_keys(Some(keys.clone()))));
        (checked(&scene, &old), checked(&scene, &new))
    };
    let both = LogKeys::of(old.address.log_pk).with(new.address.log_pk).unwrap();
    assert_eq!(name(&both), (Ok(()), Ok(())), "while both are good");
    assert_eq!(name(&both.ended(&old.address.log_pk, 9).unwrap()), (refused, Ok(())), "after the end of the old one");
}

// masvs:NETWORK-2 cjis:SC-17
#[test]
fn a_certificate_that_is_not_the_named_one_is_refused() {
    let mut scene = scene();
    scene.enter_phone();
    let honest = scene.approve(Carried::default());
    let address = RealmAddress { ca_der: Some(vec![1; 480]), ..honest.address };
    let forged =
        Approval::make(&scene.registrar, &scene.request, &scene.genesis, address, honest.head, Carried::default());
    assert_eq!(Approval::parse(&forged.text()), Err(EnrolError::Certificate));
}

#[test]
fn the_other_code_and_damaged_codes_are_refused() {
    let mut scene = scene();
    scene.enter_phone();
    let (request, approval) = (scene.request.text(), scene.approve(Carried::default()).text());
    assert_eq!(Approval::parse(&request), Err(EnrolError::Text(TextCodeError::Kind)));
    assert_eq!(Request::parse(&approval), Err(EnrolError::Text(TextCodeError::Kind)));
    assert_eq!(Request::parse(request.split_at(request.len() - 8).0), Err(EnrolError::Text(TextCodeError::Checksum)));
    assert_eq!(Request::parse(&request.repeat(10)), Err(EnrolError::Text(TextCodeError::TooLong)));
}

#[test]
fn a_printed_genesis_is_read_back() {
    let scene = scene();
    let text = genesis_text(&scene.genesis);
    assert!(text.len() <= MAX_QR_TEXT, "{}", text.len());
    assert_eq!(read_genesis(&text), Ok(scene.genesis));
    assert_eq!(read_genesis(&scene.request.text()), Err(EnrolError::Text(TextCodeError::Kind)));
}
