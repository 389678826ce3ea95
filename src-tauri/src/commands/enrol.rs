//! Enrolment: a secret, this device's request, the registrar's answer, six words to compare.

use super::unlock::where_it_stands;
use super::{TheDesk, waiting};
use crate::desk::{Desk, Waiting, packs, random};
use crate::syncing::{Reach, WhileOpen};
use crate::trouble;
use crate::view::{EnrolAccept, EnrolBegin, EnrolCheck, EnrolConfirm, EnrolRequest, Qr, SecretOffer, Status, Trouble};
use first72_core::directory::enrol::{Approval, EnrolError, Request, six_words};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError, join};
use first72_core::seal::{Demand, SHORTEST_WITHOUT_CHIP, make_pin};
use first72_core::sync::{Relay, RelayError, SyncError};
use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

#[tauri::command(async)]
pub(super) fn enrol_secret(desk: TheDesk<'_>) -> Result<SecretOffer, Trouble> {
    Ok(match desk.device()?.demand() {
        Demand::Pin => {
            SecretOffer::Pin { digits: make_pin(&*random()).map_err(NotebookError::from)?.as_slice().to_vec() }
        }
        Demand::LongPassphrase => {
            SecretOffer::Passphrase { least: u32::try_from(SHORTEST_WITHOUT_CHIP).unwrap_or(u32::MAX) }
        }
    })
}

#[tauri::command(async)]
pub(super) fn enrol_begin(desk: TheDesk<'_>, ask: EnrolBegin) -> Result<Status, Trouble> {
    let secret = Zeroizing::new(ask.secret);
    desk.put_away();
    // The notebook keeps the release code for the registrars of the realm that the device joins.
    let (notebook, _) = Notebook::create_measured(&desk.place_for_new()?, &secret, packs(), random(), &Moment::read)?;
    desk.settled();
    desk.take(notebook, Moment::read());
    where_it_stands(&desk)
}

#[tauri::command(async)]
pub(super) fn enrol_request(desk: TheDesk<'_>) -> Result<EnrolRequest, Trouble> {
    let text = desk.with(|notebook, now| Ok(notebook.request_enrolment(now)?))?;
    let qr = picture(&text)?;
    Ok(EnrolRequest { text, qr })
}

/// Looks at the answer without taking it: people compare the words first. What a brief one pins is fetched and checked, so
/// that the agency can be named.
#[tauri::command]
pub(super) async fn enrol_accept(desk: TheDesk<'_>, ask: EnrolAccept) -> Result<EnrolCheck, Trouble> {
    waiting(&desk, move |desk| look_at(desk, ask.approval.trim())).await
}

fn look_at(desk: &Desk, code: &str) -> Result<EnrolCheck, Trouble> {
    let request = desk.with(|notebook, now| Ok(notebook.request_enrolment(now)?))?;
    let request = Request::parse(&request).map_err(NotebookError::from)?;
    let approval = Approval::parse(code).map_err(NotebookError::from)?;
    let fetched = match &approval.carried.genesis {
        Some(_) => None,
        None => {
            let relay = desk.with(|notebook, _| Ok(notebook.approach(code, None)?))?;
            Some(relay.genesis().map_err(|error| unreached(SyncError::from(error).into()))?)
        }
    };
    let genesis = approval.genesis(fetched.as_deref()).map_err(NotebookError::from)?;
    let check = EnrolCheck {
        agency: genesis.genesis().fields().name.clone(),
        words: six_words(&request, &approval).into_iter().map(str::to_owned).collect(),
    };
    *desk.approval() = Some(Waiting { code: approval.text(), genesis: genesis.to_bytes() });
    Ok(check)
}

#[tauri::command]
pub(super) async fn enrol_confirm(desk: TheDesk<'_>, ask: EnrolConfirm) -> Result<Status, Trouble> {
    waiting(&desk, move |desk| {
        let answer = desk.approval().clone();
        if ask.same {
            take(desk, &answer.ok_or_else(trouble::unreadable)?)?;
        }
        *desk.approval() = None;
        where_it_stands(desk)
    })
    .await
}

/// Takes the answer. What it does not carry is fetched meanwhile, with the notebook open to other work; when the network
/// breaks off, the same can be tapped again.
fn take(desk: &Desk, answer: &Waiting) -> Result<(), Trouble> {
    if !Approval::parse(&answer.code).map_err(NotebookError::from)?.needs_server() {
        return desk.saving(|notebook, now| Ok(notebook.accept_enrolment(&answer.code, None, now).map(drop)?));
    }
    let relay = desk.with(|notebook, _| Ok(notebook.approach(&answer.code, None)?))?;
    let notebook = desk.notebook(Moment::read())?;
    let relay = WhileOpen::new(desk, &notebook, &relay);
    join(&notebook, &answer.code, &answer.genesis, &relay, &|| desk.now()).map_err(unreached)?;
    desk.wake_sync(Reach::Everywhere);
    Ok(())
}

/// Before a device is in a realm, a server that does not answer leaves another way: the answer as text.
fn unreached(error: NotebookError) -> Trouble {
    match error {
        NotebookError::Sync(SyncError::Relay(RelayError::Untrusted)) => {
            NotebookError::Enrol(EnrolError::OtherServer).into()
        }
        // The server does not know a device of which it has not heard.
        NotebookError::Sync(SyncError::Relay(RelayError::Refused { .. })) => {
            NotebookError::Enrol(EnrolError::NotEnteredYet).into()
        }
        NotebookError::Sync(SyncError::Relay(_)) => trouble::coded("enrol.no-server"),
        other => other.into(),
    }
}

/// The lowest level of repair gives the largest squares, which a camera needs more on a bright screen.
pub(super) fn picture(text: &str) -> Result<Qr, Trouble> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(|_| trouble::coded("enrol.form"))?;
    let size = code.width();
    let row = |row: &[Color]| row.iter().map(|color| color.select('1', '0')).collect();
    Ok(Qr { size: u32::try_from(size).unwrap_or(u32::MAX), rows: code.to_colors().chunks(size).map(row).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_does_not_answer_is_said_with_the_other_way() {
        let code = |error: RelayError| unreached(SyncError::from(error).into()).code;
        assert_eq!(code(RelayError::Away), "enrol.no-server");
        assert_eq!(code(RelayError::Cut), "enrol.no-server");
        assert_eq!(code(RelayError::Untrusted), "enrol.other-server");
        let unknown = RelayError::Refused { code: "auth.refused".into(), statement: None };
        assert_eq!(code(unknown), "enrol.not-entered-yet");
        assert_eq!(unreached(NotebookError::AlreadyEnrolled).code, NotebookError::AlreadyEnrolled.code());
    }

    #[test]
    fn the_picture_is_a_square_with_its_three_corners() {
        let qr = picture("FIRST72").unwrap();
        assert_eq!(qr.rows.len(), qr.size as usize);
        assert!(qr.rows.iter().all(|row| row.len() == qr.rows.len()));
        assert!(qr.rows[0].starts_with("11111110") && qr.rows[0].ends_with("01111111"));
        assert!(qr.rows[qr.rows.len() - 1].starts_with("11111110"));
    }
}
