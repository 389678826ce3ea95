//! An answer taken apart and put together again, byte for byte, by hands other than the app's own.

use crate::directory::enrol::text_code;
use first72_wire::cbor::{Reader, Writer};

pub(super) const ANSWER: &str = "F72-APPROVAL-1:";
pub(super) const REQUEST: &str = "F72-REQUEST-1:";

/// The fields of an answer, signed or not.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) version: u64,
    pub(super) genesis_hash: [u8; 32],
    pub(super) url: String,
    pub(super) log_pk: [u8; 32],
    pub(super) ca_hash: [u8; 32],
    pub(super) ca: Option<Vec<u8>>,
    pub(super) registrar: [u8; 16],
    pub(super) seq: u64,
    pub(super) head: [u8; 32],
    pub(super) genesis: Option<Vec<u8>>,
    pub(super) entries: Vec<Vec<u8>>,
    pub(super) signature: [u8; 64],
}

impl Parts {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text_code::decode(ANSWER, usize::MAX / 4, text).unwrap();
        let mut whole = Reader::strict(&bytes).unwrap();
        whole.array_of(2).unwrap();
        let body = whole.bytes().unwrap().to_vec();
        let signature = whole.fixed().unwrap();
        let mut fields = Reader::strict(&body).unwrap();
        fields.array_of(10).unwrap();
        let version = fields.unsigned().unwrap();
        let genesis_hash = fields.fixed().unwrap();
        let url = fields.short_text(256).unwrap().to_owned();
        let (log_pk, ca_hash) = (fields.fixed().unwrap(), fields.fixed().unwrap());
        let ca = fields.optional(Reader::bytes).unwrap().map(<[u8]>::to_vec);
        let registrar = fields.fixed().unwrap();
        fields.array_of(2).unwrap();
        let (seq, head) = (fields.unsigned().unwrap(), fields.fixed().unwrap());
        let genesis = fields.optional(Reader::bytes).unwrap().map(<[u8]>::to_vec);
        let entries = (0..fields.array().unwrap()).map(|_| fields.bytes().unwrap().to_vec()).collect();
        Self { version, genesis_hash, url, log_pk, ca_hash, ca, registrar, seq, head, genesis, entries, signature }
    }

    pub(super) fn text(&self) -> String {
        let mut body = Writer::new();
        body.array(10).unsigned(self.version).bytes(&self.genesis_hash);
        body.text(&self.url).bytes(&self.log_pk).bytes(&self.ca_hash);
        body.optional(self.ca.as_deref(), |out, der| out.bytes(der));
        body.bytes(&self.registrar).array(2).unsigned(self.seq).bytes(&self.head);
        body.optional(self.genesis.as_deref(), |out, genesis| out.bytes(genesis));
        body.array(self.entries.len());
        for entry in &self.entries {
            body.bytes(entry);
        }
        let mut whole = Writer::new();
        whole.array(2).bytes(&body.into_bytes()).bytes(&self.signature);
        text_code::encode(ANSWER, &whole.into_bytes())
    }
}
