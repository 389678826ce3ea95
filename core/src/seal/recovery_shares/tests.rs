//! Every set that is large enough rebuilds the key, every smaller one knows nothing of it.

use super::*;
use crate::seal::SystemRandomness;

const REALM: RealmId = RealmId([7; 16]);

fn split(key: &RecoveryKey, numbers: (u8, u8)) -> Vec<RecoveryShare> {
    key.split(REALM, Compartment::Cw, 1, numbers, &SystemRandomness::new()).unwrap()
}

fn copy(share: &RecoveryShare) -> RecoveryShare {
    RecoveryShare::read(&share.to_text()).unwrap()
}

fn chosen(shares: &[RecoveryShare], set: u8) -> Vec<RecoveryShare> {
    shares.iter().filter(|share| holds(set, share.holder)).map(copy).collect()
}

#[test]
fn every_minimal_set_rebuilds_the_key_and_every_smaller_one_does_not() {
    let key = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    let (mut minimal, mut smaller) = (0, 0);
    for (needed, custodians) in [(2, 2), (2, 3), (3, 5), (4, 7)] {
        let shares = split(&key, (needed, custodians));
        for set in 0..1u8 << custodians {
            let together = RecoveryKey::combine(&chosen(&shares, set));
            let have = u8::try_from(set.count_ones()).unwrap();
            if have >= needed {
                assert!(together.is_ok_and(|rebuilt| rebuilt.public() == key.public()), "{set:b} of {custodians}");
                minimal += usize::from(have == needed);
            } else {
                let needed = if have == 0 { 2 } else { needed };
                assert_eq!(together.err(), Some(ShareError::TooFew { needed, have }));
                smaller += usize::from(have + 1 == needed);
            }
        }
    }
    println!("T24   {minimal} minimal sets of shares rebuild the key, {smaller} sets with one share less do not");
    assert_eq!((minimal, smaller), (1 + 3 + 10 + 35, 2 + 3 + 10 + 35));
}

/// What is left of a chi-squared test over the bytes of what people without one share could compute.
#[test]
fn what_too_few_custodians_hold_is_uniform_whatever_the_key_is() {
    let random = SystemRandomness::new();
    let key = RecoveryKey::make(&random).unwrap();
    for (needed, custodians) in [(2u8, 3u8), (3, 5)] {
        let smaller: Vec<u8> = sets(needed - 1, custodians).collect();
        let mut counts = vec![[0u32; 256]; smaller.len()];
        let rounds = 600;
        for _ in 0..rounds {
            let shares = split(&key, (needed, custodians));
            for (set, counts) in smaller.iter().zip(&mut counts) {
                // The best that they can do: all their parts of one set together, against the key itself.
                for full in sets(needed, custodians).filter(|full| full & set == *set) {
                    let mut sum = Secret::copied_from(key.scalar().expose()).unwrap();
                    for share in shares.iter().filter(|share| holds(*set, share.holder)) {
                        xor(&mut sum, share.part_of(full).unwrap());
                    }
                    sum.expose().iter().for_each(|byte| counts[usize::from(*byte)] += 1);
                }
            }
        }
        for (set, counts) in smaller.iter().zip(&counts) {
            let total: u32 = counts.iter().sum();
            let expected = f64::from(total) / 256.0;
            let chi2: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
            // 255 degrees of freedom: beyond 380 lies less than one in a million.
            assert!(chi2 < 380.0, "{needed} of {custodians}, set {set:b}: chi2 {chi2}");
        }
    }
}

#[test]
fn shares_are_read_back_from_code_words_and_the_whole_sheet() {
    let key = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    for share in split(&key, (3, 5)) {
        let sheet = format!("Share 1\n{}\nWords\n{}\n", share.to_text().to_lowercase(), *share.to_words());
        let short: Vec<String> =
            share.to_words().split_whitespace().map(|word| word.chars().take(4).collect()).collect();
        for text in [share.to_text().to_string(), share.to_words().to_uppercase(), sheet, short.join(" ")] {
            let read = RecoveryShare::read(&text).unwrap();
            assert_eq!((read.of(), read.holder()), (share.of(), share.holder()));
            assert_eq!(*read.to_bytes(), *share.to_bytes());
        }
    }
}

#[test]
fn a_slip_of_reading_or_typing_is_noticed() {
    let key = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    let share = split(&key, (2, 3)).remove(0);
    let text = share.to_text().to_string();
    for at in 12..text.len() {
        let mut wrong = text.clone().into_bytes();
        wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
        assert!(RecoveryShare::read(&String::from_utf8(wrong).unwrap()).is_err(), "character {at}");
    }
    let words = share.to_words().to_string();
    let swapped = words.replacen(words.split_whitespace().nth(1).unwrap(), "zebra", 1);
    assert!(RecoveryShare::read(&swapped).is_err());
    let unknown = words.replacen(words.split_whitespace().nth(3).unwrap(), "qqqq", 1);
    assert_eq!(RecoveryShare::read(&unknown).err(), Some(ShareError::Text(ShareTextError::Word { at: 3 })));
    for nonsense in ["", "hello", "F72-SHARE-1:", "F72-SHARE-1:AAAA"] {
        assert!(RecoveryShare::read(nonsense).is_err(), "{nonsense}");
    }
}

#[test]
fn shares_of_two_keys_or_one_share_twice_are_not_put_together() {
    let random = SystemRandomness::new();
    let (one, other) = (RecoveryKey::make(&random).unwrap(), RecoveryKey::make(&random).unwrap());
    let (first, second) = (split(&one, (2, 3)), split(&other, (2, 3)));
    assert_eq!(RecoveryKey::combine(&[copy(&first[0]), copy(&second[1])]).err(), Some(ShareError::Mixed));
    let again = RecoveryKey::combine(&[copy(&first[0]), copy(&first[0])]);
    assert_eq!(again.err(), Some(ShareError::TooFew { needed: 2, have: 1 }));
    // A second split of the same key is another one: its parts do not fit.
    let anew = split(&one, (2, 3));
    assert_eq!(RecoveryKey::combine(&[copy(&first[0]), copy(&anew[1])]).err(), Some(ShareError::Damaged));
    for numbers in [(1, 3), (4, 3), (2, 8), (0, 0)] {
        let made = one.split(REALM, Compartment::Cw, 1, numbers, &random);
        assert_eq!(made.err(), Some(ShareError::Numbers), "{numbers:?}");
    }
}
