//! Pages packed and unpacked, whole and damaged.

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
    let places = [(4, 1, 10), (5, 1, 11), (9, 3, 300)].map(|(pos, dir_pos, leaf)| Place { pos, dir_pos, leaf });
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
        [chain(2, 3, 1, &vec![(Kind::Op, 5, vec![1]); 2]), chain(4, 3, 9, &vec![(Kind::Op, 5, vec![2]); 2])].concat();
    entries.swap(1, 2);
    entries[3].0.header.prev = Hash([77; 32]);
    entries[3].1 = entries[3].0.hash();
    assert_eq!(flat(&unpack(REALM, Form::Upload, &upload(&entries)).unwrap()), entries);
}

#[test]
fn the_newest_signature_carries_the_run_and_a_forged_one_carries_nothing() {
    let public: [u8; 32] = pair().public_key().as_ref().try_into().unwrap();
    let mut entries = plain_chain(4);
    let authentic =
        |entries: &[(SealedEntry, Hash)]| unpack(REALM, Form::Upload, &upload(entries)).unwrap()[0].authentic(&public);
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
    assert_eq!(wrong(&with(4, Form::Download as u8)), Some(Wrong::Form));
    assert_eq!(wrong(&with(4, 1)), Some(Wrong::Form), "a download of before leaves were told");
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
