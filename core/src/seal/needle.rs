//! Words and keys that must stand nowhere, in every form in which they could stand there, and the search for them: for
//! tests that look through files and memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something to look for. It is compared without ever standing in one piece in the searcher's own tables of two bytes.
pub(crate) struct Needle {
    pub(crate) name: String,
    forms: Vec<Vec<u8>>,
}

impl Needle {
    /// A word, as UTF-8, UTF-16, hexadecimal digits and Base64.
    pub(crate) fn word(word: &str) -> Self {
        Self { name: word.to_owned(), forms: printed(word.as_bytes()) }
    }

    /// A key: each half of its 32 bytes as they are, the whole as hexadecimal digits and Base64.
    pub(crate) fn key(name: &str, key: &[u8]) -> Self {
        let mut forms = printed(key);
        forms.extend(key.chunks(16).map(<[u8]>::to_vec));
        Self { name: name.to_owned(), forms }
    }
}

/// As it is, with a zero behind each byte (UTF-16), as hexadecimal digits of either case, and as Base64 at each of the
/// three places that a byte can have in it; there what the neighbours of the first and last byte change is cut off.
fn printed(bytes: &[u8]) -> Vec<Vec<u8>> {
    let wide: Vec<u8> = bytes.iter().flat_map(|byte| [*byte, 0]).collect();
    let lower: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![bytes.to_vec(), wide, lower.to_uppercase().into_bytes(), lower.into_bytes()];
    for before in 0..3 {
        let text = data_encoding::BASE64_NOPAD.encode(&[vec![0; before], bytes.to_vec()].concat());
        let whole = (before + bytes.len()) * 8 / 6;
        forms.push(text.as_bytes()[(before * 8).div_ceil(6)..whole].to_vec());
    }
    forms
}

/// How often each of these stands there, in any form; what stands nowhere is not named.
pub(crate) fn found<'n>(needles: &'n [Needle], bytes: &[u8]) -> BTreeMap<&'n str, usize> {
    let mut by_beginning: HashMap<u16, Vec<(&[u8], &str)>> = HashMap::new();
    let mut begins = vec![false; 1 << 16];
    for (needle, form) in needles.iter().flat_map(|needle| needle.forms.iter().map(move |form| (needle, form))) {
        let two = u16::from_be_bytes([form[0], form[1]]);
        by_beginning.entry(two).or_default().push((form, &needle.name));
        begins[usize::from(two)] = true;
    }
    let (mut counts, mut two) = (BTreeMap::new(), 0_u16);
    for (at, byte) in bytes.iter().enumerate() {
        two = (two << 8) | u16::from(*byte);
        if at > 0 && begins[usize::from(two)] {
            for (_, name) in by_beginning[&two].iter().filter(|(form, _)| bytes[at - 1..].starts_with(form)) {
                *counts.entry(*name).or_default() += 1;
            }
        }
    }
    counts
}

/// Words that are nowhere else: the same for the same seed, and in no program's constants.
pub(crate) fn canary(seed: u8, number: usize) -> String {
    use first72_wire::label::digest;
    let drawn = digest(b"invented canary", &[&[seed], &number.to_be_bytes()]).0;
    let mut word = String::with_capacity(2 + drawn.len() / 2);
    word.push_str("qz");
    drawn.iter().take(drawn.len() / 2).for_each(|byte| word.push(char::from(b'a' + byte % 26)));
    word
}

/// So many of them.
pub(crate) fn canaries(seed: u8, count: usize) -> Vec<Needle> {
    (0..count).map(|number| Needle::word(&canary(seed, number))).collect()
}

/// The names of what was found, for a sentence.
pub(crate) fn names<'n>(found: &BTreeMap<&'n str, usize>) -> BTreeSet<&'n str> {
    found.keys().copied().collect()
}

#[test]
fn a_word_and_a_key_are_found_in_every_form() {
    let needles = [Needle::word("qzcontrolkanary"), Needle::word("qzabsentkanary"), Needle::key("a key", &[9; 32])];
    for form in printed(b"qzcontrolkanary") {
        let around = [b"\x00\xff around ".as_slice(), &form, b" it"].concat();
        assert_eq!(found(&needles, &around), BTreeMap::from([("qzcontrolkanary", 1)]));
    }
    assert!(found(&needles, b"qzcontrolkanar and y").is_empty());
    assert!(found(&needles, &[9; 16])["a key"] >= 1, "half of it is found");
    assert!(found(&needles, &[9; 15]).is_empty());
    assert_ne!(canary(1, 1), canary(1, 2));
}
