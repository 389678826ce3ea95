//! Numbers of a page: LEB128, shortest form only.

/// Appends a number.
pub(super) fn write(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

/// Reads a number from the start of the bytes and says how many bytes it took; nothing when the
/// bytes end inside it, it does not fit 64 bits, or it is not in its shortest form.
pub(super) fn read(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0u64;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        let part = u64::from(byte & 0x7f);
        let shift = 7 * u32::try_from(index).ok()?;
        if shift == 63 && part > 1 {
            return None;
        }
        number |= part << shift;
        if byte & 0x80 == 0 {
            let shortest = index == 0 || *byte != 0;
            return shortest.then_some((number, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn longer_forms_and_overflow_are_refused() {
        for bad in [
            &[0x80, 0x00][..],
            &[0xff, 0x00],
            &[0x80],
            &[],
            &[0xff; 11],
            &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02],
        ] {
            assert_eq!(read(bad), None, "{bad:02x?}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_back(number: u64, after in proptest::collection::vec(any::<u8>(), 0..4)) {
            let mut bytes = Vec::new();
            write(&mut bytes, number);
            let length = bytes.len();
            bytes.extend(after);
            prop_assert_eq!(read(&bytes), Some((number, length)));
        }
    }
}
