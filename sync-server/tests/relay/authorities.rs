//! Another certificate authority follows by the root's word: before, while both are good, and after.

use crate::support::{Client, County};
use crate::tls::{Authority, authority, connect, identity_of};
use first72_server::{Config, Running, serve};
use first72_wire::entry::SealedEntry;
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;
use first72_wire::policy::Policy;
use first72_wire::policy::authorities::Authorities;
use first72_wire::realm_file::{RealmFile, TlsIdentity};
use first72_wire::request::PullRequest;
use first72_wire::statement::PublicPart;
use rustls::version::TLS13;

fn hash(authority: &Authority) -> Hash {
    plain_digest(&[&authority.der])
}

/// The root's word, or what should be none.
fn naming(authorities: &[&Authority]) -> PublicPart {
    let ders = authorities.iter().map(|authority| authority.der.to_vec()).collect();
    PublicPart::Policy(Policy::default().with_authorities(Authorities::new(ders)))
}

fn founded(old: &Authority) -> County {
    County::make_with(false, Some((identity_of(old, false), hash(old))))
}

/// Puts another certificate into the server's realm file.
fn give(county: &County, tls: TlsIdentity) {
    let text = std::fs::read_to_string(county.realm_file()).unwrap();
    let file = RealmFile { tls: Some(tls), ..RealmFile::parse(&text).unwrap() };
    std::fs::write(county.realm_file(), file.to_text().as_bytes()).unwrap();
}

/// The server, or the code of why it does not start.
fn start(county: &County) -> Result<Running, &'static str> {
    let data = county.folder().join("data");
    let config = Config { plain_http_loopback: false, ..Config::loopback(data, county.realm_file()) };
    serve(&config).map_err(|error| error.code())
}

/// What becomes of a request of the registrar that goes to a server under one authority and is signed for one.
fn asked(running: &Running, county: &County, (met, signed): (&Authority, &Authority)) -> Result<(), u16> {
    let http = connect(running, &met.der, &TLS13).ok_or(0_u16)?;
    let mut client = Client::open_with_ca(http, county, county.registrar.key(), hash(signed));
    client.pull(&PullRequest::default()).map(drop).map_err(|told| told.status)
}

fn upload(running: &Running, county: &County, met: &Authority, entry: SealedEntry) {
    let http = connect(running, &met.der, &TLS13).unwrap();
    let mut client = Client::open_with_ca(http, county, county.registrar.key(), hash(met));
    assert!(client.push(&[entry]).unwrap().outcomes[0].pos().is_some());
}

// masvs:NETWORK-1 masvs:NETWORK-2 cjis:SC-17 cjis:IA-2(8)
#[test]
fn a_new_authority_follows_by_the_root_s_word_and_requests_hold_under_the_shown_one_alone() {
    let (old, new) = (authority(), authority());
    let mut county = founded(&old);
    let running = start(&county).unwrap();
    assert_eq!(asked(&running, &county, (&old, &old)), Ok(()));
    let both = county.state_by_root(naming(&[&new, &old]));
    upload(&running, &county, &old, both);
    // Both are named; the old certificate is shown still, and what is signed for the other is not taken.
    assert_eq!(asked(&running, &county, (&old, &old)), Ok(()));
    assert_eq!(asked(&running, &county, (&old, &new)), Err(401));
    drop(running);
    give(&county, identity_of(&new, true));
    let running = start(&county).unwrap();
    assert_eq!(asked(&running, &county, (&new, &new)), Ok(()));
    assert_eq!(asked(&running, &county, (&old, &old)), Err(0), "nobody speaks under the old one any more");
    // Whoever stole the old authority's key stands in between and hands on what a device signed for the old one.
    assert_eq!(asked(&running, &county, (&new, &old)), Err(401));
    let ended = county.state_by_root(naming(&[&new]));
    upload(&running, &county, &new, ended);
    assert_eq!(asked(&running, &county, (&new, &new)), Ok(()));
    drop(running);
    give(&county, identity_of(&old, false));
    assert_eq!(start(&county).err(), Some("realm-file.other-authority"), "it was ended");
    println!(
        "T28   a server's authority: before, while both are good, after: 4 requests taken, 3 refused, and a start with the ended one"
    );
}

// masvs:NETWORK-2 cjis:SC-17
#[test]
fn an_authority_that_the_root_did_not_name_is_not_shown() {
    let (old, new, other) = (authority(), authority(), authority());
    let mut county = founded(&old);
    drop(start(&county).unwrap());
    let refused = Some("realm-file.other-authority");
    give(&county, identity_of(&new, true));
    // The store is as the ceremony made it: whether the root has named it cannot be known yet.
    drop(start(&county).unwrap());
    give(&county, identity_of(&old, false));
    let running = start(&county).unwrap();
    let by_registrar = county.state(naming(&[&new]));
    upload(&running, &county, &old, by_registrar);
    drop(running);
    give(&county, identity_of(&new, true));
    assert_eq!(start(&county).err(), refused, "a registrar's word is none");
    give(&county, identity_of(&old, false));
    let running = start(&county).unwrap();
    let by_root = county.state_by_root(naming(&[&new, &old]));
    upload(&running, &county, &old, by_root);
    drop(running);
    give(&county, identity_of(&other, true));
    assert_eq!(start(&county).err(), refused, "the root named another");
    give(&county, identity_of(&new, true));
    drop(start(&county).unwrap());
}
