//! The answer to an upload.

use super::{Grown, Why};
use crate::cbor::{CborError, Reader, Writer};
use crate::id::{Hash, RealmId};
use crate::limits::{MAX_BATCH_ENTRIES, MAX_CHECKPOINT, MAX_CODE};
use crate::log_keys::LogKeys;
use crate::receipt::{Receipt, ReceiptRefused};

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryOutcome {
    /// Durable on the server, at this position of its space.
    Stored {
        /// 1, 2, 3 … in the space.
        pos: u64,
    },
    /// It was there already, at this position.
    Duplicate {
        /// 1, 2, 3 … in the space.
        pos: u64,
    },
    /// The same author wrote another entry with this number: proof of a copied or damaged device.
    Fork,
    /// Not taken, and why.
    Refused(Why),
}

impl EntryOutcome {
    /// The position, when the entry is on the server.
    #[must_use]
    pub const fn pos(&self) -> Option<u64> {
        match self {
            Self::Stored { pos } | Self::Duplicate { pos } => Some(*pos),
            Self::Fork | Self::Refused(_) => None,
        }
    }
}

/// The answer to an upload: outcomes in the order of the entries, a receipt for those that are
/// on the server, and the checkpoint that covers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushAnswer {
    /// One for each entry of the page, in its order.
    pub outcomes: Vec<EntryOutcome>,
    /// Signed over all stored and duplicate entries.
    pub receipt: Receipt,
    /// The newest checkpoint, a signed note; see [`crate::checkpoint`].
    pub checkpoint: String,
    /// Whether a pull may bring something. False only when the device named its mark, the server knew it, and
    /// nothing of others has come since: the device can then spare itself the pull.
    pub news: bool,
    /// That the tree of the checkpoint grew out of the one that the device had seen and holds all entries with a
    /// position. Only for devices that said what they had seen.
    pub grown: Option<Grown>,
}

impl PushAnswer {
    /// The hashes and positions that the receipt covers, given the hashes of the page in its order.
    pub fn receipted<'a>(&'a self, hashes: &'a [Hash]) -> impl Iterator<Item = (Hash, u64)> + 'a {
        hashes.iter().zip(&self.outcomes).filter_map(|(hash, outcome)| Some((*hash, outcome.pos()?)))
    }

    /// Checks the receipt against what was sent. Only then may an entry leave the outbox.
    ///
    /// # Errors
    /// [`ReceiptRefused`] when there is not one outcome for each entry, or the log key did not sign this.
    pub fn check(&self, realm: &RealmId, keys: &LogKeys, hashes: &[Hash]) -> Result<(), ReceiptRefused> {
        if hashes.len() != self.outcomes.len() {
            return Err(ReceiptRefused::Count);
        }
        self.receipt.check(realm, keys, self.receipted(hashes))
    }

    /// The body: CBOR `[[outcome, …], server_ms, signature, checkpoint, news]`, followed by the three parts of [`Grown`]
    /// where it is there.
    ///
    /// Neighbours that were stored (or were there) at consecutive positions share one outcome `[0|1, first pos, count]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let groups = self.outcomes.chunk_by(follows).collect::<Vec<_>>();
        let mut writer = Writer::new();
        writer.array(5 + if self.grown.is_some() { Grown::PARTS } else { 0 }).array(groups.len());
        for group in groups {
            write_group(&mut writer, group);
        }
        writer.signed(self.receipt.server_ms).bytes(&self.receipt.signature).text(&self.checkpoint);
        writer.flag(self.news);
        if let Some(grown) = &self.grown {
            grown.write(&mut writer);
        }
        writer.into_bytes()
    }

    /// Reads a body, bounds first.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader::strict(bytes)?;
        let at = reader.position();
        let has_grown = match reader.array()? {
            5 => false,
            length if length == 5 + Grown::PARTS => true,
            _ => return Err(Reader::unexpected(at)),
        };
        let mut outcomes = Vec::new();
        for _ in 0..reader.array()? {
            read_group(&mut reader, &mut outcomes)?;
        }
        let receipt = Receipt { server_ms: reader.signed()?, signature: reader.fixed()? };
        let checkpoint = reader.short_text(MAX_CHECKPOINT)?.to_owned();
        let news = reader.flag()?;
        let grown = if has_grown { Some(Grown::read(&mut reader)?) } else { None };
        Ok(Self { outcomes, receipt, checkpoint, news, grown })
    }
}

fn follows(first: &EntryOutcome, second: &EntryOutcome) -> bool {
    match (first, second) {
        (EntryOutcome::Stored { pos: a }, EntryOutcome::Stored { pos: b })
        | (EntryOutcome::Duplicate { pos: a }, EntryOutcome::Duplicate { pos: b }) => a.checked_add(1) == Some(*b),
        _ => false,
    }
}

fn write_group(writer: &mut Writer, group: &[EntryOutcome]) {
    match group.first() {
        Some(EntryOutcome::Stored { pos }) => writer.array(3).unsigned(0).unsigned(*pos).unsigned(group.len() as u64),
        Some(EntryOutcome::Duplicate { pos }) => {
            writer.array(3).unsigned(1).unsigned(*pos).unsigned(group.len() as u64)
        }
        Some(EntryOutcome::Refused(why)) => {
            writer.array(3).unsigned(3).text(why.code()).optional(why.have(), |writer, have| writer.unsigned(have))
        }
        Some(EntryOutcome::Fork) | None => writer.array(1).unsigned(2),
    };
}

fn read_group(reader: &mut Reader<'_>, outcomes: &mut Vec<EntryOutcome>) -> Result<(), CborError> {
    let at = reader.position();
    let room = MAX_BATCH_ENTRIES.saturating_sub(outcomes.len());
    let wrong = Reader::unexpected(at);
    match (reader.array()?, reader.unsigned()?) {
        (3, number @ (0 | 1)) => {
            let (first, count) = (reader.unsigned()?, reader.unsigned()?);
            if count == 0 || count > room as u64 {
                return Err(wrong);
            }
            let end = first.checked_add(count).ok_or(wrong)?;
            let outcome =
                |pos| if number == 0 { EntryOutcome::Stored { pos } } else { EntryOutcome::Duplicate { pos } };
            outcomes.extend((first..end).map(outcome));
        }
        (1, 2) if room > 0 => outcomes.push(EntryOutcome::Fork),
        (3, 3) if room > 0 => {
            let code = reader.short_text(MAX_CODE)?;
            let have = reader.optional(Reader::unsigned)?;
            outcomes.push(EntryOutcome::Refused(Why::from_code(code, have).ok_or(wrong)?));
        }
        _ => return Err(wrong),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(outcomes: Vec<EntryOutcome>) -> PushAnswer {
        PushAnswer {
            outcomes,
            receipt: Receipt { server_ms: 1_000, signature: [9; 64] },
            checkpoint: "note".into(),
            news: true,
            grown: None,
        }
    }

    #[test]
    fn the_body_is_as_agreed() {
        let answer = answer(vec![
            EntryOutcome::Stored { pos: 7 },
            EntryOutcome::Stored { pos: 8 },
            EntryOutcome::Duplicate { pos: 9 },
            EntryOutcome::Fork,
            EntryOutcome::Refused(Why::Gap { have: 2 }),
            EntryOutcome::Refused(Why::Signature),
        ]);
        let hex: String = answer.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let gap = "8303".to_owned() + "69" + "636861696e2e676170" + "02";
        let signature = "8303".to_owned() + "6f" + "656e7472792e7369676e6174757265" + "f6";
        let golden = format!("8585830007028301090181 02{gap}{signature}1903e85840{}646e6f7465f5", "09".repeat(64));
        assert_eq!(hex, golden.replace(' ', ""));
    }

    #[test]
    fn more_outcomes_than_a_batch_has_entries_are_refused() {
        let mut writer = Writer::new();
        writer.array(5).array(2);
        writer.array(3).unsigned(0).unsigned(1).unsigned(MAX_BATCH_ENTRIES as u64);
        writer.array(1).unsigned(2);
        writer.signed(0).bytes(&[0; 64]).text("").flag(true);
        assert!(PushAnswer::parse(&writer.into_bytes()).is_err());
    }

    fn outcomes() -> impl Strategy<Value = Vec<EntryOutcome>> {
        let one = prop_oneof![
            (0..50u64).prop_map(|pos| EntryOutcome::Stored { pos }),
            (0..50u64).prop_map(|pos| EntryOutcome::Duplicate { pos }),
            Just(EntryOutcome::Fork),
            any::<u64>().prop_map(|have| EntryOutcome::Refused(Why::Gap { have })),
            Just(EntryOutcome::Refused(Why::Author)),
        ];
        proptest::collection::vec(one, 0..60)
    }

    proptest! {
        #[test]
        fn an_answer_is_read_back(outcomes in outcomes(), grown in proptest::option::of(crate::outcome::grown::any())) {
            let answer = PushAnswer { grown, ..answer(outcomes) };
            prop_assert_eq!(PushAnswer::parse(&answer.to_bytes()), Ok(answer));
        }

        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = PushAnswer::parse(&bytes);
        }
    }
}
