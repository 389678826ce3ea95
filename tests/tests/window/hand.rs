//! The hand that drives windows, tried on a page of its own in the webview's small browser.
//!
//! What the app's windows show is told elsewhere; here it is shown that the hand finds, taps, types,
//! waits and looks, and that it says so when something is not there.

use std::path::{Path, PathBuf};
use std::time::Duration;

use first72_tests::night::what_does_not_fit;
use first72_tests::window::{Display, Program, Window, WindowTrouble};

const PAGE: &str = "data:text/html;charset=utf-8,<!doctype html><html lang=en><title>Made up</title>\
    <body><main><h1>Made up page</h1>\
    <button aria-label='Count up' onclick='out.textContent=Number(out.textContent)+1'>%2B</button>\
    <p id=out>0</p>\
    <label>Name <input id=name oninput='later.textContent=\"typed \"%2Bthis.value'></label>\
    <p id=later></p></main></body></html>";

/// The package of the webview brings a browser whose place depends on the machine's architecture.
fn small_browser() -> PathBuf {
    let folders = std::fs::read_dir("/usr/lib").expect("/usr/lib can be read").flatten();
    let candidates = folders.map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"));
    candidates.into_iter().find(|path| path.is_file()).expect("libwebkit2gtk-4.1 brings MiniBrowser")
}

fn open(display: &Display) -> Window {
    let program = Program::new(&small_browser()).argument("--automation");
    let window = Window::open(&program, display).expect("the window opens");
    window.visit(PAGE).expect("the page loads");
    window
}

#[test]
fn a_window_is_tapped_typed_into_waited_for_and_pictured() {
    let display = Display::in_memory().expect("a screen in memory");
    let window = open(&display);
    window.tap_named("Count up").expect("the button is found by its name");
    window.tap("button").expect("the button is found by its kind");
    assert_eq!(window.text("#out").expect("the count is there"), "2");
    window.type_into("#name", "rock").expect("the field takes text");
    window.shows("typed rock").expect("the page says what was typed");
    let picture = window.picture().expect("a picture");
    assert_eq!(picture.get(1..4), Some(b"PNG".as_slice()));
    window.resize((800, 600)).expect("the window takes another size");
    window.until("innerWidth === 800").expect("the page sees it");
}

#[test]
fn a_tap_that_the_page_gave_to_something_else_is_an_error_that_names_it() {
    let display = Display::in_memory().expect("a screen in memory");
    let window = open(&display);
    let jumps = "const button = document.querySelector('button');
        button.addEventListener('mousedown', () => { button.style.marginTop = '300px'; });";
    window.run(jumps, &[]).expect("the page can be made to move under the thumb");
    let missed = window.tap_named("Count up").expect_err("the button was gone when the thumb came up");
    assert!(matches!(missed, WindowTrouble::Missed { .. }), "{missed}");
    assert!(missed.to_string().contains("Count up"), "{missed}");
    assert_eq!(window.text("#out").expect("the count is there"), "0");
}

/// What stands only in the document that takes the place of the first.
const RENEWED: &str = "<!doctype html><html lang=en><title>Made up</title><body>
    <script>if (location.hash) document.write('<button id=late>There now</button>')</script></body></html>";

#[test]
fn what_is_waited_for_may_come_in_the_next_document() {
    let display = Display::in_memory().expect("a screen in memory");
    let window = open(&display);
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    std::fs::write(&page, RENEWED).expect("a page");
    window.visit(&format!("file://{}", page.display())).expect("the page loads");
    let leaves = "location.hash = 'next';
        let frames = 30;
        const leave = () => { if (frames-- > 0) requestAnimationFrame(leave); else location.reload(); };
        leave();";
    window.run(leaves, &[]).expect("the page can be made to go");
    window.tap("#late").expect("the hand waits in the next document too");
    window.run(leaves, &[]).expect("and once more");
    window.run("document.querySelector('#late').remove()", &[]).expect("it is not there until then");
    window.tap_named("There now").expect("found by its name");
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let display = Display::in_memory().expect("a screen in memory");
    let mut window = open(&display);
    window.wait_at_most(Duration::from_millis(200)).expect("the driver takes a limit");
    let missing = window.tap("#no-such-thing").expect_err("it is not there");
    assert!(matches!(&missing, WindowTrouble::Refused { code, .. } if code == "no such element"), "{missing}");
    let never = window.shows("words that nobody wrote").expect_err("it is not shown");
    assert!(never.to_string().contains("Made up page"), "{never}");
}

#[test]
fn a_page_that_shuts_people_out_is_found_by_axe() {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    assert!(axe.is_file(), "run `npm ci` in ui, or `cargo xtask test`, which does");
    let display = Display::in_memory().expect("a screen in memory");
    let window = open(&display);
    let found = window.violations().expect("axe runs");
    assert!(found.is_empty(), "{found:?}");
    window.run("document.querySelector('button').removeAttribute('aria-label')", &[]).expect("it runs");
    window.run("document.querySelector('button').textContent = ''", &[]).expect("it runs");
    let found = window.violations().expect("axe runs");
    assert!(found.iter().any(|violation| violation.rule == "button-name"), "{found:?}");
}

#[test]
fn what_does_not_fit_a_phone_or_a_thumb_or_an_eye_is_named() {
    let display = Display::in_memory().expect("a screen in memory");
    let window = open(&display);
    let spoil = |script: &str| window.run(script, &[]).expect("the page can be spoiled");
    let found = || what_does_not_fit(&window).expect("it looks").join("\n");
    spoil("document.querySelectorAll('button, input').forEach((one) => (one.style = 'width: 48px; height: 48px'))");
    assert_eq!(found(), "");
    spoil("document.querySelector('button').style.width = '40px'");
    assert!(found().contains("button “Count up” is 40 by 48, too small for a thumb"), "{}", found());
    spoil("document.querySelector('h1').style = 'width: 40px; overflow: hidden; white-space: nowrap'");
    assert!(found().contains("h1 “Made up page” is cut off at its side"), "{}", found());
    spoil("document.querySelector('#out').style = 'width: 500px'");
    assert!(found().contains("is beyond the edge") && found().contains("the page is"), "{}", found());
    spoil("document.querySelector('h1').style = 'color: #777; background: #888'");
    let broken = window.violations().expect("axe runs");
    assert!(broken.iter().any(|violation| violation.rule == "color-contrast"), "{broken:?}");
}

#[test]
fn a_program_that_does_not_exist_is_no_window() {
    let display = Display::in_memory().expect("a screen in memory");
    let program = Program::new(Path::new("/no/such/program"));
    assert!(Window::open(&program, &display).is_err());
}
