//! A new phone: a passphrase, the request, the registrar's approval, six words to compare.

use anyhow::{Result, ensure};

use super::Night;
use crate::demo::{NEWCOMER, Realm};

/// A desktop has no chip that counts misses, so a long passphrase stands in for the PIN.
const PASSPHRASE: &str = "seven invented words for a made up phone";

impl Night<'_> {
    pub(super) fn enrol_the_newcomer(&self) -> Result<()> {
        let said = self.said;
        let phone = self.open(NEWCOMER.who)?;
        self.arrive(&phone, said.set_up)?;
        self.eye.look(&phone, "enrol-secret")?;
        for field in ["form label:nth-of-type(1) input", "form label:nth-of-type(2) input"] {
            phone.type_into(field, PASSPHRASE)?;
        }
        phone.tap_named(said.next)?;
        self.arrive(&phone, said.request)?;
        phone.until("document.querySelector('textarea')?.value.length > 0")?;
        self.eye.look(&phone, "enrol-request")?;
        let request = phone.run("return document.querySelector('textarea').value", &[])?;
        let [seat] = NEWCOMER.seats else { anyhow::bail!("one seat") };
        let approval = self.county.approve(&NEWCOMER, seat, request.as_str().unwrap_or_default())?;
        phone.tap_named(said.have_approval)?;
        self.arrive(&phone, said.approval)?;
        // Pasted, as a person would: it is far too long to type.
        let paste = "const field = document.querySelector('textarea');
            field.value = arguments[0];
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        phone.run(paste, &[serde_json::json!(approval.text)])?;
        self.eye.look(&phone, "enrol-approval")?;
        phone.tap_named(said.check)?;
        self.arrive(&phone, said.compare)?;
        self.eye.look(&phone, "enrol-words")?;
        let shown = phone.run(
            "return [...document.querySelectorAll('ol li')].map((one) => one.lastChild.textContent.trim()).join(' ')",
            &[],
        )?;
        ensure!(shown == approval.words.as_str(), "the registrar reads {:?}, the phone shows {shown}", approval.words);
        ensure!(phone.text("body")?.contains(Realm::County.name()), "the phone names the agency");
        phone.tap_named(said.same)?;
        self.arrive(&phone, said.tonight)?;
        self.eye.look(&phone, "enrol-done")
    }
}
