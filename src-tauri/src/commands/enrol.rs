//! Enrolment: a secret, this device's request, the registrar's answer, six words to compare.

use super::TheDesk;
use super::unlock::where_it_stands;
use crate::desk::{packs, random};
use crate::trouble;
use crate::view::{EnrolAccept, EnrolBegin, EnrolCheck, EnrolConfirm, EnrolRequest, Qr, SecretOffer, Status, Trouble};
use first72_core::directory::enrol::{Approval, EnrolError, Request, six_words};
use first72_core::moment::Moment;
use first72_core::notebook::{Notebook, NotebookError};
use first72_core::seal::{Demand, SHORTEST_WITHOUT_CHIP, make_pin};
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

/// Looks at the answer without taking it: people compare the words first.
#[tauri::command(async)]
pub(super) fn enrol_accept(desk: TheDesk<'_>, ask: EnrolAccept) -> Result<EnrolCheck, Trouble> {
    let request = desk.with(|notebook, now| Ok(notebook.request_enrolment(now)?))?;
    let request = Request::parse(&request).map_err(NotebookError::from)?;
    let approval = Approval::parse(ask.approval.trim()).map_err(NotebookError::from)?;
    let genesis = approval.carried.genesis.as_ref().ok_or(NotebookError::Enrol(EnrolError::NotEnteredYet))?;
    approval.check_genesis(genesis).map_err(NotebookError::from)?;
    let check = EnrolCheck {
        agency: genesis.genesis().fields().name.clone(),
        words: six_words(&request, &approval).into_iter().map(str::to_owned).collect(),
    };
    *desk.approval() = Some(approval.text());
    Ok(check)
}

#[tauri::command(async)]
pub(super) fn enrol_confirm(desk: TheDesk<'_>, ask: EnrolConfirm) -> Result<Status, Trouble> {
    let approval = desk.approval().take();
    if ask.same {
        let approval = approval.ok_or_else(trouble::unreadable)?;
        desk.saving(|notebook, now| Ok(notebook.accept_enrolment(&approval, None, now).map(drop)?))?;
    }
    where_it_stands(&desk)
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
    fn the_picture_is_a_square_with_its_three_corners() {
        let qr = picture("FIRST72").unwrap();
        assert_eq!(qr.rows.len(), qr.size as usize);
        assert!(qr.rows.iter().all(|row| row.len() == qr.rows.len()));
        assert!(qr.rows[0].starts_with("11111110") && qr.rows[0].ends_with("01111111"));
        assert!(qr.rows[qr.rows.len() - 1].starts_with("11111110"));
    }
}
