//! Requests that no device of this app shows.

use super::Desk;
use super::parts::REQUEST;
use crate::directory::enrol::text_code;
use first72_wire::cbor::Writer;

/// Each with what is wrong with it.
pub(super) fn altered(desk: &Desk) -> Vec<(&'static str, String)> {
    let honest = text_code::decode(REQUEST, 400, &desk.asked).unwrap();
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = honest.clone();
        change(&mut bytes);
        text_code::encode(REQUEST, &bytes)
    };
    // An array of five, the version, 2 + 32 bytes of one key, 2 + 65 of the other, 1 + 16 of the nonce, nothing.
    let kem = 2 + 34 + 2;
    vec![
        ("another version", with(&|bytes| bytes[1] = 2)),
        ("a version in more bytes than it needs", with(&|bytes| drop(bytes.splice(1..2, [0x18, 1])))),
        ("fewer fields", with(&|bytes| bytes[0] = 0x84)),
        ("more fields", with(&|bytes| (bytes[0] = 0x86, bytes.push(0xf6)).1)),
        ("something behind the end", with(&|bytes| bytes.push(0xf6))),
        ("cut in the middle", with(&|bytes| bytes.truncate(60))),
        ("a key for wraps that is no point of the curve", with(&|bytes| bytes[kem + 40] ^= 1)),
        ("a key for wraps that is nothing", with(&|bytes| bytes[kem..kem + 65].fill(0))),
        ("a nonce that is too short", with(&|bytes| (bytes[kem + 65] = 0x4f, bytes.remove(kem + 66)).0)),
        ("a statement of the hardware that is too long", with(&long_attestation)),
        ("a slip in the text", desk.asked.replacen("1:", "1:A", 1)),
        ("a text longer than any request", desk.asked.repeat(3)),
        ("the answer in the place of the request", desk.honest.code.clone()),
    ]
}

fn long_attestation(bytes: &mut Vec<u8>) {
    let mut out = Writer::new();
    out.bytes(&[7; 33]);
    bytes.pop();
    bytes.extend(out.into_bytes());
}
