//! The text of a QR code in a picture: what a camera sees, or what a file shows, as grey values row by row.

use rqrr::PreparedImage;
use std::panic::{AssertUnwindSafe, catch_unwind};
use thiserror::Error;

/// Most pixels to a side. A code fills a good part of a picture, so finer ones only cost time.
pub const MOST_SIDE: usize = 2_048;
/// Below so many pixels to a side a picture is not made coarser: the smallest code has 21 squares to a side.
const FEWEST_SIDE: usize = 160;

/// A picture in which no code was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ScanError {
    /// No pixels, too many, or not as many as its sides say.
    #[error("the picture is not of the size it says, or too large")]
    Size,
    /// No code is in it, or none that can be read: too small, blurred or cut off.
    #[error("no code could be read in the picture")]
    NoCode,
}

impl ScanError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Size => "scan.size",
            Self::NoCode => "scan.no-code",
        }
    }
}

/// A picture as grey values: one byte a pixel, 0 black, 255 white.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    width: usize,
    grey: &'a [u8],
}

impl<'a> Picture<'a> {
    /// A picture of so many pixels, its rows one after the other from the top.
    ///
    /// # Errors
    /// [`ScanError::Size`] when there are not exactly `width` × `height` values, or a side is 0 or longer than
    /// [`MOST_SIDE`].
    pub fn new(width: usize, height: usize, grey: &'a [u8]) -> Result<Self, ScanError> {
        let sides = 1..=MOST_SIDE;
        let fits = sides.contains(&width) && sides.contains(&height) && grey.len() == width * height;
        if fits { Ok(Self { width, grey }) } else { Err(ScanError::Size) }
    }

    /// The text of the code in it; of several, of one that can be read.
    ///
    /// A picture with noise is easier to read smoothed, and one with much noise made coarser: those are tried after it.
    ///
    /// # Errors
    /// [`ScanError::NoCode`] when none can be read.
    pub fn text(&self) -> Result<String, ScanError> {
        if let Some(text) = self.read() {
            return Ok(text);
        }
        let grey = self.smoothed();
        if let Some(text) = (Picture { width: self.width, grey: &grey }).read() {
            return Ok(text);
        }
        let (width, grey) = self.coarser().ok_or(ScanError::NoCode)?;
        Picture { width, grey: &grey }.read().ok_or(ScanError::NoCode)
    }

    /// The library asserts what some pictures do not hold (a photo of a screen, askew): such a picture has no code in
    /// it that can be read, and everything that was half made of it is dropped here.
    fn read(&self) -> Option<String> {
        let height = self.grey.len() / self.width;
        let at = |x: usize, y: usize| self.grey.get(y * self.width + x).copied().unwrap_or(u8::MAX);
        let looked = catch_unwind(AssertUnwindSafe(|| {
            let mut prepared = PreparedImage::prepare_from_greyscale(self.width, height, at);
            prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
        }));
        looked.ok().flatten()
    }

    /// The picture with each pixel the mean of itself and its neighbours across and down: first along the rows, then along
    /// the columns.
    fn smoothed(&self) -> Vec<u8> {
        let mean = |before: u8, here: u8, after: u8| {
            u8::try_from((u16::from(before) + u16::from(here) + u16::from(after)) / 3).unwrap_or(u8::MAX)
        };
        let last = self.width.saturating_sub(1);
        let mut along = Vec::with_capacity(self.grey.len());
        for row in self.grey.chunks_exact(self.width) {
            let at = |x: usize| row.get(x).copied().unwrap_or(u8::MAX);
            along.extend((0..self.width).map(|x| mean(at(x.saturating_sub(1)), at(x), at((x + 1).min(last)))));
        }
        let at = |place: usize| along.get(place);
        let neighbours = |place: usize, here: u8| {
            let above = place.checked_sub(self.width).and_then(at).copied().unwrap_or(here);
            let below = at(place + self.width).copied().unwrap_or(here);
            mean(above, here, below)
        };
        along.iter().enumerate().map(|(place, here)| neighbours(place, *here)).collect()
    }

    /// The picture with half as many pixels to a side, each the mean of four; none when it is small already.
    fn coarser(&self) -> Option<(usize, Vec<u8>)> {
        let (width, height) = (self.width / 2, self.grey.len() / self.width / 2);
        if width.min(height) < FEWEST_SIDE {
            return None;
        }
        let rows = self.grey.chunks_exact(self.width);
        let pairs = rows.clone().step_by(2).zip(rows.skip(1).step_by(2)).take(height);
        let mean = |(upper, lower): (&[u8], &[u8])| {
            let sum = [upper, lower].concat().iter().map(|grey| u16::from(*grey)).sum::<u16>();
            u8::try_from(sum / 4).unwrap_or(u8::MAX)
        };
        let halved = |(upper, lower): (&[u8], &[u8])| -> Vec<u8> {
            upper.chunks_exact(2).zip(lower.chunks_exact(2)).map(mean).collect()
        };
        Some((width, pairs.flat_map(halved).collect()))
    }
}

#[cfg(test)]
mod tests;
