//! The telephone of this device. The window can name a contact of the pack and nothing else: no command takes a number.

use first72_core::protocol::contact::{Number, NumberUse};

/// Brings the telephone of the device to the front with a number in it. Says whether it did.
pub(crate) type Telephone = Box<dyn Fn(&str) -> bool + Send + Sync>;

/// The address that a telephone dials (RFC 3966). None for a number to send texts to, and for anything that is more than
/// digits: `*` and `#` would be commands to the network.
pub(crate) fn address(number: &Number) -> Option<String> {
    let dialled = number.dialled();
    let (main, extension) = dialled.split_once(";ext=").unwrap_or((&dialled, ""));
    let digits = main.strip_prefix('+').unwrap_or(main);
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let written = |byte: u8| byte.is_ascii_digit() || b" +-().x".contains(&byte);
    let can_be_called =
        number.usage != NumberUse::Text && number.number.bytes().all(written) && (3..=15).contains(&digits.len());
    (can_be_called && only_digits(digits) && only_digits(extension)).then(|| format!("tel:{dialled}"))
}

/// The telephone of a phone.
#[cfg(mobile)]
pub(crate) fn telephone(app: &tauri::AppHandle) -> Telephone {
    use tauri_plugin_opener::OpenerExt as _;
    let app = app.clone();
    Box::new(move |address| app.opener().open_url(address, None::<&str>).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_core::protocol::shipped::PACKS;

    fn number(usage: NumberUse, number: &str) -> Number {
        Number { usage, number: number.to_owned() }
    }

    #[test]
    fn every_number_of_a_shipped_pack_that_can_be_called_is_an_address_of_digits() {
        let packs: Vec<_> = PACKS.iter().map(|shipped| shipped.load().unwrap()).collect();
        let numbers = packs.iter().flat_map(|pack| &pack.contacts).flat_map(|contact| &contact.numbers);
        let mut called = 0;
        for number in numbers.filter(|number| number.usage != NumberUse::Text) {
            let address = address(number).unwrap_or_else(|| panic!("{} cannot be dialled", number.number));
            assert!(address.starts_with("tel:"), "{address}");
            called += 1;
        }
        assert!(called > 5);
    }

    #[test]
    fn what_is_not_a_number_to_call_has_no_address() {
        for wrong in
            ["*#06#", "800#540", "", "12", "FREE-CALL", "https://harbor.example", "tel:911", "1234567890123456"]
        {
            assert_eq!(address(&number(NumberUse::Call, wrong)), None, "{wrong}");
        }
        assert_eq!(address(&number(NumberUse::Text, "233733")), None, "a number for texts is shown, not called");
        assert_eq!(address(&number(NumberUse::Call, "+1 (800) 540-4000")).as_deref(), Some("tel:+18005404000"));
        assert_eq!(address(&number(NumberUse::Call, "213-555-0100 x12")).as_deref(), Some("tel:2135550100;ext=12"));
    }
}
