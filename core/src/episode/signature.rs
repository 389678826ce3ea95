//! A signature drawn on a screen: strokes on a fixed grid, small enough to be kept in the record like any other answer.

use first72_wire::cbor::{CborError, Reader, Writer};
use std::fmt;
use zeroize::Zeroize;

/// How many steps wide the grid is.
pub const WIDTH: u16 = 1_000;
/// How many steps high the grid is.
pub const HEIGHT: u16 = 400;
/// Most strokes of one signature.
pub const MAX_STROKES: usize = 64;
/// Most dots of all strokes together: less than 4 KiB in a save.
pub const MAX_DOTS: usize = 600;

/// A place on the grid, from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// To the right, below [`WIDTH`].
    pub x: u16,
    /// Down, below [`HEIGHT`].
    pub y: u16,
}

/// What somebody drew with a finger or a pen, stroke by stroke, in the order in which it was drawn.
///
/// It has at most [`MAX_STROKES`] strokes and [`MAX_DOTS`] dots, all of them on the grid, and no stroke is empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature {
    strokes: Vec<Vec<Dot>>,
}

impl Signature {
    /// Takes what was drawn: every place is moved onto the grid, a dot that repeats the last is left out, and a
    /// drawing with too many dots keeps every second one, as often as it takes. Of too many strokes the first stay.
    #[must_use]
    pub fn drawn<S: AsRef<[(i64, i64)]>>(strokes: &[S]) -> Self {
        let mut strokes: Vec<Vec<Dot>> =
            strokes.iter().map(|stroke| on_the_grid(stroke.as_ref())).filter(|stroke| !stroke.is_empty()).collect();
        strokes.truncate(MAX_STROKES);
        while dots(&strokes) > MAX_DOTS {
            strokes.iter_mut().for_each(thin);
        }
        Self { strokes }
    }

    /// The strokes, in the order in which they were drawn.
    #[must_use]
    pub fn strokes(&self) -> &[Vec<Dot>] {
        &self.strokes
    }

    /// Whether there is a line at all: a tap by mistake leaves one dot, and that signs nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.strokes.iter().all(|stroke| stroke.len() < 2)
    }

    /// The path of an SVG picture of [`WIDTH`] by [`HEIGHT`].
    #[must_use]
    pub fn svg_path(&self) -> String {
        use std::fmt::Write as _;
        let mut path = String::new();
        for stroke in &self.strokes {
            for (index, dot) in stroke.iter().enumerate() {
                let pen = if index == 0 { 'M' } else { 'L' };
                // Writing to a string does not fail.
                let _ = write!(path, "{pen}{} {}", dot.x, dot.y);
            }
        }
        path
    }

    pub(super) fn write<'w>(&self, out: &'w mut Writer) -> &'w mut Writer {
        out.array(self.strokes.len());
        for stroke in &self.strokes {
            out.array(stroke.len().saturating_mul(2));
            for dot in stroke {
                out.unsigned(dot.x.into()).unsigned(dot.y.into());
            }
        }
        out
    }

    /// Reads strokes; one beyond the bounds is refused before anything is kept of it.
    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let start = fields.position();
        let count = fields.array()?;
        if count > MAX_STROKES {
            return Err(Reader::unexpected(start));
        }
        let mut strokes = Vec::new();
        for _ in 0..count {
            let at = fields.position();
            let numbers = fields.array()?;
            let room = MAX_DOTS.saturating_sub(dots(&strokes)).saturating_mul(2);
            if numbers == 0 || numbers % 2 != 0 || numbers > room {
                return Err(Reader::unexpected(at));
            }
            strokes.push((0..numbers / 2).map(|_| Dot::read(fields)).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Self { strokes })
    }
}

impl Dot {
    fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let at = fields.position();
        let dot = Self { x: fields.small()?, y: fields.small()? };
        if dot.x < WIDTH && dot.y < HEIGHT { Ok(dot) } else { Err(Reader::unexpected(at)) }
    }
}

/// Says only how many strokes there are: what somebody drew never reaches a log.
impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({} strokes)", self.strokes.len())
    }
}

impl Zeroize for Signature {
    fn zeroize(&mut self) {
        for stroke in &mut self.strokes {
            stroke.iter_mut().for_each(|dot| *dot = Dot { x: 0, y: 0 });
        }
        self.strokes.clear();
    }
}

fn on_the_grid(stroke: &[(i64, i64)]) -> Vec<Dot> {
    let within = |at: i64, end: u16| u16::try_from(at.clamp(0, i64::from(end) - 1)).unwrap_or_default();
    let mut placed: Vec<Dot> =
        stroke.iter().map(|(x, y)| Dot { x: within(*x, WIDTH), y: within(*y, HEIGHT) }).collect();
    placed.dedup();
    placed
}

fn dots(strokes: &[Vec<Dot>]) -> usize {
    strokes.iter().map(Vec::len).sum()
}

/// Leaves out every second dot, never the first or the last of the stroke.
fn thin(stroke: &mut Vec<Dot>) {
    let last = stroke.len().saturating_sub(1);
    let mut index = 0;
    stroke.retain(|_| {
        let keep = index % 2 == 0 || index == last;
        index += 1;
        keep
    });
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::episode) fn any_signature() -> impl Strategy<Value = Signature> {
        let stroke = proptest::collection::vec((-50i64..1_100, -50i64..500), 0..40);
        proptest::collection::vec(stroke, 0..8).prop_map(|strokes| Signature::drawn(&strokes))
    }

    fn bytes(signature: &Signature) -> Vec<u8> {
        let mut out = Writer::new();
        signature.write(&mut out);
        out.into_bytes()
    }

    proptest! {
        #[test]
        fn a_signature_is_read_back_from_its_own_bytes(signature in any_signature()) {
            let bytes = bytes(&signature);
            prop_assert_eq!(Signature::read(&mut Reader::strict(&bytes).unwrap()), Ok(signature));
        }
    }

    #[test]
    fn however_long_somebody_draws_it_stays_within_four_kilobytes_and_keeps_both_ends() {
        let long: Vec<(i64, i64)> = (0..20_000).map(|at| (at % 1_000, (at / 7) % 400)).collect();
        let many: Vec<Vec<(i64, i64)>> = (0..200).map(|at| vec![(at, 0), (at, 300), (at, 20)]).collect();
        let signature = Signature::drawn(std::slice::from_ref(&long));
        assert!(dots(signature.strokes()) <= MAX_DOTS);
        assert!(bytes(&signature).len() < 4_096, "{}", bytes(&signature).len());
        assert_eq!(signature.strokes()[0].first(), Some(&Dot { x: 0, y: 0 }));
        let (x, y) = long[19_999];
        assert_eq!(signature.strokes()[0].last(), Some(&Dot { x: x as u16, y: y as u16 }));
        assert_eq!(Signature::drawn(&many).strokes().len(), MAX_STROKES);
    }

    #[test]
    fn a_stroke_beyond_the_grid_is_moved_onto_it_and_bytes_beyond_it_are_refused() {
        let signature = Signature::drawn(&[[(-5, 900), (4_000, -1)]]);
        assert_eq!(signature.strokes(), [vec![Dot { x: 0, y: 399 }, Dot { x: 999, y: 0 }]]);
        let beyond = [0x81, 0x82, 0x19, 0x03, 0xe8, 0x00];
        assert!(Signature::read(&mut Reader::strict(&beyond).unwrap()).is_err());
        for wrong in [&[0x81, 0x80][..], &[0x81, 0x81, 0x01]] {
            assert!(Signature::read(&mut Reader::strict(wrong).unwrap()).is_err());
        }
    }

    #[test]
    fn too_many_dots_are_refused_however_they_are_shared_among_strokes() {
        let mut out = Writer::new();
        out.array(2);
        for _ in 0..2 {
            out.array(2 * (MAX_DOTS / 2 + 1));
            for _ in 0..=MAX_DOTS / 2 {
                out.unsigned(1).unsigned(1);
            }
        }
        assert!(Signature::read(&mut Reader::strict(&out.into_bytes()).unwrap()).is_err());
    }

    #[test]
    fn a_tap_signs_nothing_and_a_line_does() {
        assert!(Signature::drawn(&[[(5, 5)]]).is_blank());
        assert!(Signature::drawn::<Vec<_>>(&[]).is_blank());
        let line = Signature::drawn(&[[(5, 5), (9, 7)]]);
        assert!(!line.is_blank());
        assert_eq!(line.svg_path(), "M5 5L9 7");
    }
}
