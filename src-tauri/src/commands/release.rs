//! A device that is closed after too many misses: what it shows to a registrar, and the code that they read back.

use super::TheDesk;
use super::enrol::picture;
use super::unlock::outcome;
use crate::desk::{packs, random};
use crate::view::{EnrolRequest, Release, ReleaseAsk, ReleaseCheck, Trouble, UnlockOutcome};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError};
use first72_core::seal::ReleaseCode;
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn release_requests(desk: TheDesk<'_>) -> Result<ReleaseAsk, Trouble> {
    let requests = desk.place()?.release_requests()?;
    let shown = requests.iter().map(|request| {
        let text = request.text();
        Ok(EnrolRequest { qr: picture(&text)?, text })
    });
    Ok(ReleaseAsk { requests: shown.collect::<Result<_, Trouble>>()? })
}

/// A slip of reading or typing is found before a new secret is learned, and costs no attempt.
#[tauri::command(async)]
pub(super) fn release_check(ask: ReleaseCheck) -> Result<(), Trouble> {
    let code = Zeroizing::new(ask.code);
    ReleaseCode::from_text(&code).map_err(NotebookError::from)?;
    Ok(())
}

#[tauri::command(async)]
pub(super) fn release(desk: TheDesk<'_>, ask: Release) -> Result<UnlockOutcome, Trouble> {
    let (code, secret) = (Zeroizing::new(ask.code), Zeroizing::new(ask.secret));
    let released = Notebook::release(&desk.place()?, &code, &secret, packs(), random(), Moment::read());
    outcome(&desk, released)
}
