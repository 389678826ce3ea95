//! Thousands of tries to use a signed request again, somewhere else or altered; the server takes none of them.

use crate::support::{Client, Relay, SPACE};
use first72_wire::id::Hash;
use first72_wire::limits::NONCE_LIFE_MS;
use first72_wire::proof::Asked;
use first72_wire::request::{
    AUTH_HEADER, ENTRIES_PATH, PROOF_PATH, PULL_PATH, PullRequest, PushRequest, RequestAuth, SignedParts,
};
use first72_wire::run::{Form, Packer, Place};
use std::thread;

/// With sixteen bits a round, every bit of the header is flipped once for each kind of request.
const ROUNDS: usize = 46;
/// Connections on which one request is sent at the same time.
const AT_ONCE: usize = 3;

/// A signed request, as somebody on the way has it.
#[derive(Clone, Debug)]
struct Signed {
    method: &'static str,
    path: String,
    auth: String,
    body: Vec<u8>,
}

impl Signed {
    fn new(client: &mut Client, method: &'static str, path: &str, body: Vec<u8>) -> Self {
        client.counter += 1;
        let auth = client.sign(method, path, client.counter, &body);
        Self { method, path: path.into(), auth, body }
    }

    fn parsed(&self) -> RequestAuth {
        RequestAuth::parse(&self.auth).unwrap()
    }

    fn with_auth(&self, auth: &impl ToString) -> Self {
        Self { auth: auth.to_string(), ..self.clone() }
    }

    fn with_path(&self, path: String) -> Self {
        Self { path, ..self.clone() }
    }

    fn with_body(&self, body: Vec<u8>) -> Self {
        Self { body, ..self.clone() }
    }

    /// Whether the server takes it, on a connection of its own. Every refusal has the same words.
    fn is_taken(&self, relay: &Relay) -> bool {
        let answer = relay.http().ask(self.method, &self.path, &[(AUTH_HEADER, &self.auth)], &self.body);
        if answer.status == 401 {
            assert_eq!(answer.body, br#"{"code":"auth.refused"}"#, "{self:?}");
        } else {
            assert_eq!(answer.status, 200, "{self:?}");
        }
        answer.status == 200
    }
}

/// A request of each kind, signed and not yet sent: a download, an upload, a proof.
fn fresh(relay: &mut Relay, client: &mut Client) -> [Signed; 3] {
    let entry = relay.county.registrar.op(SPACE);
    let mut packer = Packer::new(Form::Upload);
    packer.push(&entry, &entry.hash(), Place::default());
    let upload = PushRequest { mark: None, page: packer.into_bytes(), tree_size: None }.to_bytes();
    let proof = format!("{PROOF_PATH}?{}", Asked::Inclusion { leaf: 0, to: 1 }.to_query());
    [
        Signed::new(client, "POST", PULL_PATH, PullRequest::default().to_bytes()),
        Signed::new(client, "POST", ENTRIES_PATH, upload),
        Signed::new(client, "GET", &proof, Vec::new()),
    ]
}

/// Bits flipped in what says who signed, under which nonce, with which counter, and in the signature; other forms of the same text.
fn with_another_header(honest: &Signed, round: usize) -> Vec<Signed> {
    let auth = honest.parsed();
    let fields: [&[u8]; 4] = [&auth.device.0, &auth.nonce_tag, &auth.counter.to_be_bytes(), &auth.signature];
    let bytes = fields.concat();
    let flipped = (round..bytes.len() * 8).step_by(ROUNDS).map(|bit| {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let (device, rest) = bytes.split_first_chunk().unwrap();
        let (nonce_tag, rest) = rest.split_first_chunk().unwrap();
        let (counter, signature) = rest.split_first_chunk().unwrap();
        let (device, counter) = (first72_wire::id::DeviceId(*device), u64::from_be_bytes(*counter));
        RequestAuth { device, nonce_tag: *nonce_tag, counter, signature: signature.try_into().unwrap() }.to_string()
    });
    let text = &honest.auth;
    let (half, rest) = text.split_at(text.len() / 2);
    let forms = [
        format!("{text}="),
        format!("{text}{text}"),
        format!("{text},{text}"),
        format!("{half} {rest}"),
        half.to_owned(),
        text.to_ascii_lowercase(),
        String::new(),
    ];
    flipped.chain(forms).map(|text| honest.with_auth(&text)).collect()
}

/// The same header over another path, query or body.
fn over_something_else(honest: &Signed, round: usize) -> Vec<Signed> {
    let sign = if honest.path.contains('?') { '&' } else { '?' };
    let mut tries = vec![honest.with_path(format!("{}{sign}x={round}", honest.path))];
    if honest.method == "POST" {
        let elsewhere = if honest.path == PULL_PATH { ENTRIES_PATH } else { PULL_PATH };
        tries.push(honest.with_path(elsewhere.into()));
    } else {
        tries.push(honest.with_path(format!("{PROOF_PATH}?{}", Asked::Inclusion { leaf: 0, to: 2 }.to_query())));
    }
    let body = &honest.body;
    tries.push(honest.with_body([body, &[0][..]].concat()));
    tries.push(honest.with_body([body.as_slice(), body, b"x"].concat()));
    for at in (round..body.len()).step_by(ROUNDS) {
        let mut altered = body.clone();
        altered[at] ^= 1 << (round % 8);
        tries.extend([honest.with_body(altered), honest.with_body(body[..at].to_vec())]);
    }
    tries
}

/// Signed by the device itself, for another method, counter or server, or under a session that is not its own.
fn signed_for_something_else(honest: &Signed, client: &Client, other: &Client, round: usize) -> Vec<Signed> {
    let auth = honest.parsed();
    let parts = SignedParts {
        method: honest.method,
        path_and_query: &honest.path,
        tls_ca_sha256: &client.ca,
        server_nonce: &client.nonce,
        counter: auth.counter,
        body: &honest.body,
    };
    let authority = Hash([u8::try_from(round).unwrap() + 1; 32]);
    let by = |signer: &Client, auth: RequestAuth, parts: SignedParts<'_>| {
        let signature = signer.key.pair.sign(&parts.signing_input()).as_ref().try_into().unwrap();
        honest.with_auth(&RequestAuth { signature, ..auth })
    };
    let their_session = RequestAuth { nonce_tag: RequestAuth::tag_of(&other.nonce), ..auth };
    vec![
        by(client, auth, SignedParts { method: "PUT", ..parts }),
        by(client, auth, SignedParts { method: if honest.method == "GET" { "POST" } else { "GET" }, ..parts }),
        by(client, auth, SignedParts { tls_ca_sha256: &authority, ..parts }),
        by(client, auth, SignedParts { counter: auth.counter + 1, ..parts }),
        by(client, auth, SignedParts { server_nonce: &other.nonce, ..parts }),
        by(client, their_session, SignedParts { server_nonce: &other.nonce, ..parts }),
        by(other, auth, parts),
        by(other, RequestAuth { device: other.key.device, ..auth }, parts),
        by(other, their_session, SignedParts { server_nonce: &other.nonce, ..parts }),
        honest.with_auth(&RequestAuth { counter: 0, ..auth }),
        honest.with_auth(&RequestAuth { counter: auth.counter + 1, ..auth }),
        honest.with_auth(&RequestAuth { counter: u64::MAX, ..auth }),
    ]
}

/// How many of these there were, after each was refused.
fn refused(relay: &Relay, tries: &[Signed]) -> usize {
    tries.iter().for_each(|signed| assert!(!signed.is_taken(relay), "taken: {signed:?}"));
    tries.len()
}

/// Sent on several connections at the same time, it is taken on one of them.
fn taken_on_one_connection(relay: &Relay, signed: &Signed) {
    let taken = thread::scope(|scope| {
        let sent: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(|| signed.is_taken(relay))).collect();
        sent.into_iter().map(|sent| sent.join().unwrap()).filter(|taken| *taken).count()
    });
    assert_eq!(taken, 1, "{signed:?}");
}

// masvs:AUTH-1 cjis:IA-2(8) cjis:IA-3 cjis:SC-23
#[test]
fn no_request_is_taken_again_elsewhere_or_altered() {
    let mut relay = Relay::start();
    let author = relay.enrol(0x20);
    let elsewhere = Relay::start();
    let (mut client, other, mut there) = (relay.registrar(), relay.client(&author), elsewhere.registrar());
    let (mut tried, mut taken) = (0, Vec::new());
    for round in 0..ROUNDS {
        for honest in fresh(&mut relay, &mut client) {
            tried += refused(&relay, &with_another_header(&honest, round));
            tried += refused(&relay, &over_something_else(&honest, round));
            tried += refused(&relay, &signed_for_something_else(&honest, &client, &other, round));
            taken_on_one_connection(&relay, &honest);
            tried += AT_ONCE - 1 + refused(&relay, std::slice::from_ref(&honest));
            taken.push(honest);
        }
        let for_there = Signed::new(&mut there, "POST", PULL_PATH, PullRequest::default().to_bytes());
        tried += refused(&relay, std::slice::from_ref(&for_there));
        assert!(for_there.is_taken(&elsewhere), "it was good where it was meant to go");
        taken.push(for_there);
    }
    tried += refused(&relay, &taken) + refused(&elsewhere, &taken);
    let late = fresh(&mut relay, &mut client);
    relay.hand.advance(NONCE_LIFE_MS);
    tried += refused(&relay, &late);
    let mut again = relay.registrar();
    let unsent = fresh(&mut relay, &mut again);
    relay.restart();
    tried += refused(&relay, &unsent) + refused(&relay, &late) + refused(&relay, &taken);
    assert!(tried >= 5_000, "{tried}");
    println!(
        "T26   {tried} replays, relays and alterations of signed requests: 0 accepted; {} sent as signed: each once",
        taken.len()
    );
}
