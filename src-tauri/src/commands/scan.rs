//! A code read from a picture: the screen sends what its camera sees, or what a file shows. Nothing of it is kept.

use crate::trouble;
use crate::view::{PictureIn, Scanned, Trouble};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use first72_core::scan::{MOST_SIDE, Picture, ScanError};
use zeroize::Zeroizing;

/// Characters of the largest picture.
const LONGEST: usize = (MOST_SIDE * MOST_SIDE).div_ceil(3) * 4;

/// Says what it reads, and `null` when the picture has no code: the next one may.
#[tauri::command(async)]
pub(super) fn scan(ask: PictureIn) -> Result<Scanned, Trouble> {
    let grey = Zeroizing::new(ask.grey);
    if grey.len() > LONGEST {
        return Err(refused(ScanError::Size));
    }
    let grey = Zeroizing::new(STANDARD.decode(grey.as_bytes()).map_err(|_| trouble::unreadable())?);
    let side = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
    let picture = Picture::new(side(ask.width), side(ask.height), &grey).map_err(refused)?;
    match picture.text() {
        Ok(text) => Ok(Scanned { text: Some(text) }),
        Err(ScanError::NoCode) => Ok(Scanned { text: None }),
        Err(error) => Err(refused(error)),
    }
}

fn refused(error: ScanError) -> Trouble {
    trouble::coded(error.code())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::commands::enrol::picture;
    use crate::view::Qr;

    /// The picture of a code as a screen shows it, each square eight pixels wide, with a quiet border of four squares.
    pub(in crate::commands) fn shown(qr: &Qr) -> PictureIn {
        const PIXELS: usize = 8;
        const QUIET: usize = 4;
        let side = qr.rows.len() + 2 * QUIET;
        let dark = |x: usize, y: usize| -> bool {
            let at = |at: usize| (at / PIXELS).checked_sub(QUIET);
            let row = at(y).and_then(|y| qr.rows.get(y));
            row.zip(at(x)).is_some_and(|(row, x)| row.as_bytes().get(x) == Some(&b'1'))
        };
        let pixels = side * PIXELS;
        let grey: Vec<u8> =
            (0..pixels * pixels).map(|at| if dark(at % pixels, at / pixels) { 0 } else { 255 }).collect();
        let side = u32::try_from(pixels).unwrap();
        PictureIn { width: side, height: side, grey: STANDARD.encode(grey) }
    }

    #[test]
    fn what_one_screen_shows_another_reads() {
        let text = format!("F72-INVENTED-1:{}", "K7Q2XV5M".repeat(40));
        assert_eq!(scan(shown(&picture(&text).unwrap())).unwrap().text, Some(text));
    }

    #[test]
    fn a_picture_without_a_code_is_no_failure() {
        let white = PictureIn { width: 30, height: 20, grey: STANDARD.encode([255; 600]) };
        assert_eq!(scan(white).unwrap().text, None);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let code = |width, height, grey: String| scan(PictureIn { width, height, grey }).err().unwrap().code;
        assert_eq!(code(30, 20, STANDARD.encode([0; 599])), "scan.size");
        assert_eq!(code(u32::MAX, u32::MAX, STANDARD.encode([0; 600])), "scan.size");
        assert_eq!(code(0, 0, String::new()), "scan.size");
        assert_eq!(code(2, 1, "no base 64".into()), "shell.unreadable");
        assert_eq!(code(2, 1, "A".repeat(LONGEST + 1)), "scan.size");
    }
}
