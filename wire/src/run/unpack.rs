//! A page into entries, bounds first.

use super::pack::{COMMIT, KEY_ID, KIND, LAST};
use super::{Form, Item, MAGIC, Place, Run, varint};
use crate::entry::{self, SIGNATURE_LEN, SealedEntry};
use crate::header::{HEADER_LEN, Header, Kind, MAX_BODY};
use crate::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};
use crate::limits::{MAX_BATCH_ENTRIES, MAX_PAGE};
use thiserror::Error;

/// Bytes that are not a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{wrong} at byte {at}")]
pub struct PageError {
    /// What is wrong.
    pub wrong: Wrong,
    /// Where, counted in bytes from the start.
    pub at: usize,
}

impl PageError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self.wrong {
            Wrong::TooLong => "page.too-long",
            Wrong::Magic => "page.magic",
            Wrong::Form => "page.form",
            Wrong::Short => "page.short",
            Wrong::Number => "page.number",
            Wrong::Flags => "page.flags",
            Wrong::Body => "page.body",
            Wrong::Sequence => "page.sequence",
            Wrong::Place => "page.place",
            Wrong::TooMany => "page.too-many",
        }
    }
}

/// What is wrong with bytes that should be a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// Longer than a page may be.
    #[error("the page is too long")]
    TooLong,
    /// The first four bytes are not those of a page.
    #[error("these bytes are not a page")]
    Magic,
    /// An upload where a download belongs, or the other way round.
    #[error("the page is of the other form")]
    Form,
    /// The bytes end inside a run.
    #[error("the bytes end inside a run")]
    Short,
    /// A number is not LEB128 in its shortest form.
    #[error("a number is not in its shortest form")]
    Number,
    /// A flag that does not exist.
    #[error("an unknown flag")]
    Flags,
    /// A body longer than 65,536 bytes.
    #[error("a body is too long")]
    Body,
    /// A sequence number of 0, or past the last.
    #[error("an entry has no place in its chain")]
    Sequence,
    /// Places of a run that do not grow.
    #[error("an entry has no place on the server")]
    Place,
    /// More entries than an upload may have.
    #[error("too many entries")]
    TooMany,
}

/// Rebuilds the exact bytes of every entry of a page. No signature is checked here.
///
/// # Errors
/// [`PageError`] names the first thing that is wrong, and where; then nothing of the page is used.
pub fn unpack(realm: RealmId, form: Form, page: &[u8]) -> Result<Vec<Run>, PageError> {
    if page.len() > MAX_PAGE {
        return Err(PageError { wrong: Wrong::TooLong, at: MAX_PAGE });
    }
    let mut reader = Reader { page, at: 0, realm, form, count: 0 };
    if reader.take::<4>().is_ok_and(|magic| magic != MAGIC) || reader.at < 4 {
        return Err(PageError { wrong: Wrong::Magic, at: 0 });
    }
    if reader.take::<1>()? != [form as u8] {
        return Err(PageError { wrong: Wrong::Form, at: 4 });
    }
    let mut runs = Vec::new();
    while reader.at < page.len() {
        runs.push(reader.run()?);
    }
    Ok(runs)
}

struct Reader<'a> {
    page: &'a [u8],
    at: usize,
    realm: RealmId,
    form: Form,
    count: usize,
}

/// What an item takes from the one before it.
struct Chain {
    space: SpaceId,
    device: DeviceId,
    seq: u64,
    prev: Hash,
    kind: u8,
    key_id: KeyId,
    place: Place,
}

impl<'a> Reader<'a> {
    fn run(&mut self) -> Result<Run, PageError> {
        let space = SpaceId(self.take()?);
        let device = DeviceId(self.take()?);
        let seq = self.number()?;
        let prev = Hash(self.take()?);
        let (kind, key_id, place) = (Kind::Op as u8, KeyId::ZERO, Place::default());
        let mut chain = Chain { space, device, seq, prev, kind, key_id, place };
        let mut items = Vec::new();
        loop {
            let (item, last) = self.item(&mut chain)?;
            items.push(item);
            if last {
                return Ok(Run { space, device, items });
            }
            chain.seq = chain.seq.checked_add(1).ok_or(self.wrong(Wrong::Sequence))?;
        }
    }

    fn item(&mut self, chain: &mut Chain) -> Result<(Item, bool), PageError> {
        self.count += 1;
        if chain.seq == 0 {
            return Err(self.wrong(Wrong::Sequence));
        }
        if self.form == Form::Upload && self.count > MAX_BATCH_ENTRIES {
            return Err(self.wrong(Wrong::TooMany));
        }
        let [flags] = self.take()?;
        if flags & !(KIND | KEY_ID | COMMIT | LAST) != 0 {
            return Err(self.wrong(Wrong::Flags));
        }
        if flags & KIND != 0 {
            [chain.kind] = self.take()?;
        }
        if flags & KEY_ID != 0 {
            chain.key_id = KeyId(self.take()?);
        }
        let commit = if flags & COMMIT == 0 { Hash::ZERO } else { Hash(self.take()?) };
        if self.form == Form::Download {
            chain.place = self.place(chain.place)?;
        }
        let item = self.entry(chain, commit)?;
        chain.prev = item.hash;
        Ok((item, flags & LAST != 0))
    }

    fn place(&mut self, before: Place) -> Result<Place, PageError> {
        let wrong = self.wrong(Wrong::Place);
        let (pos, dir_pos) = (self.number()?, self.number()?);
        if pos == 0 {
            return Err(wrong);
        }
        let pos = before.pos.checked_add(pos).ok_or(wrong)?;
        let dir_pos = before.dir_pos.checked_add(dir_pos).ok_or(wrong)?;
        Ok(Place { pos, dir_pos })
    }

    fn entry(&mut self, chain: &Chain, commit: Hash) -> Result<Item, PageError> {
        let at = self.at;
        let body_len = usize::try_from(self.number()?).ok().filter(|length| *length <= MAX_BODY);
        let body = self.slice(body_len.ok_or(PageError { wrong: Wrong::Body, at })?)?;
        let signature: [u8; SIGNATURE_LEN] = self.take()?;
        let header = self.header(chain, commit, body.len())?;
        let hash = entry::hash(&header, body);
        let parsed = Header::parse(&header);
        let raw = if parsed.is_ok() { Vec::new() } else { [header.as_slice(), body, &signature].concat() };
        let entry = parsed.map(|header| SealedEntry { header, body: body.to_vec(), signature });
        Ok(Item { entry, raw, hash, place: chain.place })
    }

    /// The exact bytes of the header, also when its kind is one of a later version.
    fn header(&self, chain: &Chain, commit: Hash, body_len: usize) -> Result<[u8; HEADER_LEN], PageError> {
        let header = Header {
            kind: Kind::Op,
            realm: self.realm,
            space: chain.space,
            device: chain.device,
            seq: chain.seq,
            prev: chain.prev,
            key_id: chain.key_id,
            commit,
            body_len: u32::try_from(body_len).map_err(|_| self.wrong(Wrong::Body))?,
        };
        let mut bytes = header.to_bytes();
        let [_, _, _, _, _, kind, ..] = &mut bytes;
        *kind = chain.kind;
        Ok(bytes)
    }

    fn number(&mut self) -> Result<u64, PageError> {
        let rest = self.page.get(self.at..).unwrap_or_default();
        let (number, length) = varint::read(rest).ok_or(self.wrong(Wrong::Number))?;
        self.at += length;
        Ok(number)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], PageError> {
        let short = self.wrong(Wrong::Short);
        self.slice(N)?.try_into().map_err(|_| short)
    }

    fn slice(&mut self, length: usize) -> Result<&'a [u8], PageError> {
        let rest = self.page.get(self.at..).unwrap_or_default();
        let slice = rest.get(..length).ok_or(self.wrong(Wrong::Short))?;
        self.at += length;
        Ok(slice)
    }

    const fn wrong(&self, wrong: Wrong) -> PageError {
        PageError { wrong, at: self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Packer;
    use super::*;
    use crate::entry::Malformed;
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    const REALM: RealmId = RealmId([1; 16]);

    fn pair() -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap()
    }

    /// A chain with invented bodies; each entry is (kind, key, body).
    fn chain(space: u8, device: u8, first: u64, contents: &[(Kind, u8, Vec<u8>)]) -> Vec<(SealedEntry, Hash)> {
        let mut prev = Hash([space; 32]);
        let mut out = Vec::new();
        for (seq, (kind, key, body)) in (first..=u64::MAX).zip(contents) {
            let header = Header {
                kind: *kind,
                realm: REALM,
                space: SpaceId([space; 16]),
                device: DeviceId([device; 16]),
                seq,
                prev,
                key_id: KeyId([*key; 16]),
                commit: if *kind == Kind::Op { Hash([*key; 32]) } else { Hash::ZERO },
                body_len: u32::try_from(body.len()).unwrap(),
            };
            prev = entry::hash(&header.to_bytes(), body);
            let signature = pair().sign(&entry::signing_input(&prev)).as_ref().try_into().unwrap();
            out.push((SealedEntry { header, body: body.clone(), signature }, prev));
        }
        out
    }

    fn plain_chain(length: usize) -> Vec<(SealedEntry, Hash)> {
        chain(2, 3, 1, &vec![(Kind::Op, 5, b"sealed".to_vec()); length])
    }

    fn upload(entries: &[(SealedEntry, Hash)]) -> Vec<u8> {
        let mut packer = Packer::new(Form::Upload);
        entries.iter().for_each(|(entry, hash)| packer.push(entry, hash, Place::default()));
        packer.into_bytes()
    }

    fn flat(runs: &[Run]) -> Vec<(SealedEntry, Hash)> {
        runs.iter().flat_map(|run| &run.items).map(|item| (item.entry.clone().unwrap(), item.hash)).collect()
    }

    #[test]
    fn the_bytes_of_a_page_are_as_agreed() {
        let body = b"sealed".to_vec();
        let entries = chain(2, 3, 1, &[(Kind::Key, 0, body.clone()), (Kind::Op, 5, body.clone()), (Kind::Op, 5, body)]);
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let signatures: Vec<String> = entries.iter().map(|(entry, _)| hex(&entry.signature)).collect();
        let golden = [
            "4643503100",
            &"02".repeat(16),
            &"03".repeat(16),
            "01",
            &"02".repeat(32),
            &format!("010206{}{}", hex(b"sealed"), signatures[0]),
            &format!("0701{}{}06{}{}", "05".repeat(16), "05".repeat(32), hex(b"sealed"), signatures[1]),
            &format!("84{}06{}{}", "05".repeat(32), hex(b"sealed"), signatures[2]),
        ];
        let page = upload(&entries);
        assert_eq!(hex(&page), golden.concat());
        let runs = unpack(REALM, Form::Upload, &page).unwrap();
        assert_eq!(runs.len(), 1, "one chain is one run");
        assert_eq!(flat(&runs), entries);
    }

    #[test]
    fn a_download_carries_places() {
        let entries = plain_chain(3);
        let places = [(4, 1), (5, 1), (9, 3)].map(|(pos, dir_pos)| Place { pos, dir_pos });
        let mut packer = Packer::new(Form::Download);
        for ((entry, hash), place) in entries.iter().zip(places) {
            packer.push(entry, hash, place);
        }
        let runs = unpack(REALM, Form::Download, &packer.into_bytes()).unwrap();
        assert_eq!(runs[0].items.iter().map(|item| item.place).collect::<Vec<_>>(), places);
        assert_eq!(flat(&runs), entries);
    }

    #[test]
    fn entries_that_do_not_follow_each_other_are_rebuilt_all_the_same() {
        let mut entries =
            [chain(2, 3, 1, &vec![(Kind::Op, 5, vec![1]); 2]), chain(4, 3, 9, &vec![(Kind::Op, 5, vec![2]); 2])]
                .concat();
        entries.swap(1, 2);
        entries[3].0.header.prev = Hash([77; 32]);
        entries[3].1 = entries[3].0.hash();
        assert_eq!(flat(&unpack(REALM, Form::Upload, &upload(&entries)).unwrap()), entries);
    }

    #[test]
    fn the_newest_signature_carries_the_run_and_a_forged_one_carries_nothing() {
        let public: [u8; 32] = pair().public_key().as_ref().try_into().unwrap();
        let mut entries = plain_chain(4);
        let authentic = |entries: &[(SealedEntry, Hash)]| {
            unpack(REALM, Form::Upload, &upload(entries)).unwrap()[0].authentic(&public)
        };
        assert_eq!(authentic(&entries), 4);
        entries[0].0.signature = [0; 64];
        assert_eq!(authentic(&entries), 4, "the newest signature binds the first entry too");
        entries[3].0.signature = [0; 64];
        assert_eq!(authentic(&entries), 3, "what follows the newest good signature is not authentic");
        entries.iter_mut().for_each(|(entry, _)| entry.signature = [0; 64]);
        assert_eq!(authentic(&entries), 0);
    }

    #[test]
    fn an_altered_body_breaks_the_run_at_that_entry() {
        let public: [u8; 32] = pair().public_key().as_ref().try_into().unwrap();
        let mut page = upload(&plain_chain(3));
        let at = page.windows(6).position(|window| window == b"sealed").unwrap();
        page[at] ^= 1;
        assert_eq!(unpack(REALM, Form::Upload, &page).unwrap()[0].authentic(&public), 0);
    }

    #[test]
    fn a_kind_of_a_later_version_does_not_harm_its_neighbours() {
        let entries = plain_chain(1);
        let mut page = upload(&entries);
        // flags of the first item stand after magic, form and the head of the run
        let flags_at = 5 + 16 + 16 + 1 + 32;
        page[flags_at] |= KIND;
        page.insert(flags_at + 1, 99);
        page.extend_from_slice(&upload(&entries)[5..]);
        let runs = unpack(REALM, Form::Upload, &page).unwrap();
        assert_eq!(runs[0].items[0].entry, Err(Malformed::Kind));
        assert_eq!(runs[1].items[0].entry, Ok(entries[0].0.clone()));
    }

    #[test]
    fn each_way_of_being_bad_is_refused_by_name() {
        let good = upload(&plain_chain(1));
        let wrong = |page: &[u8]| unpack(REALM, Form::Upload, page).err().map(|error| error.wrong);
        let with = |at: usize, byte: u8| {
            let mut page = good.clone();
            page[at] = byte;
            page
        };
        let flags_at = 5 + 16 + 16 + 1 + 32;
        assert_eq!(wrong(&good), None);
        assert_eq!(wrong(b""), Some(Wrong::Magic));
        assert_eq!(wrong(&with(0, b'X')), Some(Wrong::Magic));
        assert_eq!(wrong(&with(4, 1)), Some(Wrong::Form));
        assert_eq!(wrong(&with(37, 0)), Some(Wrong::Sequence));
        assert_eq!(wrong(&with(flags_at, 0x90)), Some(Wrong::Flags));
        assert_eq!(wrong(&with(flags_at, KEY_ID | COMMIT)), Some(Wrong::Short), "the run does not end");
        assert_eq!(wrong(&vec![0; MAX_PAGE + 1]), Some(Wrong::TooLong));
        assert_eq!(wrong(&upload(&plain_chain(MAX_BATCH_ENTRIES + 1))), Some(Wrong::TooMany));
        for end in 5..good.len() {
            assert!(end == 5 || wrong(&good[..end]).is_some(), "{end} bytes");
        }
    }

    #[test]
    fn a_body_that_claims_too_much_is_refused_before_it_is_read() {
        let mut page = upload(&plain_chain(1));
        page.truncate(5 + 16 + 16 + 1 + 32);
        page.push(LAST);
        varint::write(&mut page, MAX_BODY as u64 + 1);
        assert_eq!(unpack(REALM, Form::Upload, &page).unwrap_err().wrong, Wrong::Body);
    }

    #[test]
    fn a_sequence_past_the_last_is_refused() {
        let entries = chain(2, 3, u64::MAX - 1, &vec![(Kind::Op, 5, vec![1]); 2]);
        let mut page = upload(&entries);
        assert_eq!(flat(&unpack(REALM, Form::Upload, &page).unwrap()), entries);
        // the flags of the last item stand before its commitment, length, body and signature
        let last = page.len() - (1 + 32 + 1 + 1 + 64);
        page[last] = COMMIT;
        assert_eq!(unpack(REALM, Form::Upload, &page).unwrap_err().wrong, Wrong::Sequence);
    }

    fn contents() -> impl Strategy<Value = Vec<(Kind, u8, Vec<u8>)>> {
        let kind = prop_oneof![Just(Kind::Op), Just(Kind::Key), Just(Kind::Statement)];
        proptest::collection::vec((kind, 0..3u8, proptest::collection::vec(any::<u8>(), 0..300)), 1..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_chains_are_read_back_in_any_order(chains in proptest::collection::vec((0..3u8, 0..3u8, 1..400u64, contents()), 1..4), turn: usize) {
            let mut entries: Vec<_> = chains.iter().flat_map(|(space, device, first, contents)| chain(*space, *device, *first, contents)).collect();
            let turn = turn % entries.len();
            entries.rotate_left(turn);
            let page = upload(&entries);
            let rebuilt = flat(&unpack(REALM, Form::Upload, &page).unwrap());
            for ((entry, hash), (rebuilt, rebuilt_hash)) in entries.iter().zip(&rebuilt) {
                prop_assert_eq!(entry.to_bytes(), rebuilt.to_bytes());
                prop_assert_eq!(hash, rebuilt_hash);
            }
            prop_assert_eq!(entries.len(), rebuilt.len());
            let most = 5 + entries.iter().map(|(entry, _)| entry.body.len() + Packer::MOST_OVERHEAD).sum::<usize>();
            prop_assert!(page.len() <= most);
        }

        #[test]
        fn no_bytes_make_the_parser_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..400), download: bool) {
            let form = if download { Form::Download } else { Form::Upload };
            let _ = unpack(REALM, form, &bytes);
            bytes.splice(0..bytes.len().min(5), MAGIC.into_iter().chain([form as u8]));
            let _ = unpack(REALM, form, &bytes);
        }

        #[test]
        fn a_damaged_page_never_yields_an_authentic_other_entry(at: usize, bit in 0..8u8) {
            let public: [u8; 32] = pair().public_key().as_ref().try_into().unwrap();
            let entries = plain_chain(3);
            let mut page = upload(&entries);
            let at = at % page.len();
            page[at] ^= 1 << bit;
            for run in unpack(REALM, Form::Upload, &page).unwrap_or_default() {
                for item in run.items.iter().take(run.authentic(&public)) {
                    prop_assert!(entries.iter().any(|(_, hash)| *hash == item.hash));
                }
            }
        }
    }
}
