use super::*;
use proptest::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

const PAPER: f32 = 225.0;
const INK: f32 = 35.0;
/// How much of the side of the picture the code takes.
const FILLS: f32 = 0.66;
/// As long as a registrar's brief answer.
const ANSWER: usize = 1_400;

/// A camera that looks at a code.
struct Camera {
    side: usize,
    /// How far the code is turned, in radians.
    turned: f32,
    /// How much further off the lower half of the picture is, as a part of the distance.
    leaning: f32,
    /// How far a grey value strays, at most.
    noise: f32,
    /// How much darker the right edge of the picture is than the left one.
    shade: f32,
}

const STRAIGHT: Camera = Camera { side: 640, turned: 0.0, leaning: 0.0, noise: 0.0, shade: 0.0 };

impl Camera {
    /// What it sees, as grey values of a square picture of which the code fills two thirds, so that it stays whole when it is turned.
    fn sees(&self, text: &str) -> Vec<u8> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).unwrap();
        let (squares, colors) = (code.width(), code.to_colors());
        let mut seed = 1_u32;
        let mut stray = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 24) as f32 * 2.0 - 1.0
        };
        let mut grey = Vec::with_capacity(self.side * self.side);
        for y in 0..self.side {
            for x in 0..self.side {
                let (across, down) = self.on_paper(x, y);
                let square = |at: f32| (0.0..1.0).contains(&at).then_some((at * squares as f32) as usize);
                let dark =
                    square(across).zip(square(down)).is_some_and(|(x, y)| colors[y * squares + x] == Color::Dark);
                let light = if dark { INK } else { PAPER };
                let shaded = light - self.shade * x as f32 / self.side as f32;
                grey.push((shaded + stray() * self.noise).clamp(0.0, 255.0) as u8);
            }
        }
        grey
    }

    /// Where on the code a pixel looks: 0 to 1 across and down it.
    fn on_paper(&self, x: usize, y: usize) -> (f32, f32) {
        let middle = |at: usize| (at as f32 + 0.5) / self.side as f32 - 0.5;
        let (sin, cos) = self.turned.sin_cos();
        let (x, y) = (middle(x) * cos + middle(y) * sin, middle(y) * cos - middle(x) * sin);
        // A plane that leans away from the camera: what is further down it is further off.
        let down = y / (1.0 - self.leaning * y);
        (x * (1.0 + self.leaning * down) / FILLS + 0.5, down / FILLS + 0.5)
    }

    fn reads(&self, text: &str) -> Result<String, ScanError> {
        Picture::new(self.side, self.side, &self.sees(text)).unwrap().text()
    }
}

fn code(characters: usize) -> String {
    format!("F72-INVENTED-1:{}", "K7Q2XV5M".repeat(characters / 8))
}

#[test]
fn a_code_is_read_straight_turned_leaning_in_noise_and_in_half_shade() {
    let text = code(320);
    for camera in [
        STRAIGHT,
        Camera { turned: 0.4, ..STRAIGHT },
        Camera { turned: 3.0, ..STRAIGHT },
        Camera { leaning: 0.4, ..STRAIGHT },
        Camera { noise: 40.0, ..STRAIGHT },
        Camera { shade: 110.0, ..STRAIGHT },
        Camera { side: 1_280, turned: -0.3, leaning: 0.15, noise: 30.0, shade: 60.0 },
    ] {
        assert_eq!(camera.reads(&text), Ok(text.clone()), "turned {}, noise {}", camera.turned, camera.noise);
    }
}

#[test]
fn a_code_as_dense_as_a_registrar_s_answer_is_read() {
    let text = code(ANSWER);
    let camera = Camera { side: 960, turned: 0.1, noise: 10.0, ..STRAIGHT };
    assert_eq!(camera.reads(&text), Ok(text));
}

#[test]
fn noise_is_overcome_by_smoothing_or_by_looking_less_closely() {
    let text = code(320);
    let ways = |camera: Camera| {
        let grey = camera.sees(&text);
        let picture = Picture::new(camera.side, camera.side, &grey).unwrap();
        let smooth = picture.smoothed();
        let smoothed = Picture { width: picture.width, grey: &smooth }.read().is_some();
        (picture.read().is_some(), smoothed, picture.text().is_ok())
    };
    let noisy = |turned: f32, noise: f32| ways(Camera { side: 960, turned, noise, ..STRAIGHT });
    assert_eq!(noisy(0.1, 120.0), (false, true, true), "smoothed");
    assert_eq!(noisy(0.0, 40.0), (false, false, true), "made coarser");
}

#[test]
fn a_picture_without_a_code_says_so() {
    assert_eq!(Picture::new(300, 200, &[200; 60_000]).unwrap().text(), Err(ScanError::NoCode));
    let mut cut = STRAIGHT.sees(&code(320));
    cut.truncate(640 * 300);
    assert_eq!(Picture::new(640, 300, &cut).unwrap().text(), Err(ScanError::NoCode));
}

#[test]
fn sides_that_do_not_fit_their_pixels_are_refused() {
    for (width, height, pixels) in
        [(0, 0, 0), (10, 0, 0), (10, 10, 99), (10, 10, 101), (MOST_SIDE + 1, 1, MOST_SIDE + 1)]
    {
        assert_eq!(Picture::new(width, height, &vec![0; pixels]).err(), Some(ScanError::Size), "{width} × {height}");
    }
    assert_eq!(Picture::new(usize::MAX, 2, &[0; 10]).err(), Some(ScanError::Size));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_picture_makes_it_panic(width in 20_usize..300, grey in proptest::collection::vec(any::<u8>(), 300..40_000)) {
        let height = grey.len() / width;
        let _ = Picture::new(width, height, &grey[..width * height]).unwrap().text();
    }

    /// Every damage to a code leads to its text, to another one or to none.
    #[test]
    fn no_damage_to_a_code_makes_it_panic(marks in proptest::collection::vec((0_usize..320, 0_usize..320, 4_usize..60, any::<u8>()), 1..30)) {
        let camera = Camera { side: 320, ..STRAIGHT };
        let mut grey = camera.sees("F72-INVENTED-1:K7Q2XV5M");
        for (left, top, side, tone) in marks {
            for y in top..(top + side).min(320) {
                grey[y * 320 + left..y * 320 + (left + side).min(320)].fill(tone);
            }
        }
        let _ = Picture::new(320, 320, &grey).unwrap().text();
    }
}
