//! One program for every parser of bytes from outside: the environment variable `FIRST72_PARSER` names it, so that the
//! product is built and linked once for all of them. The parsers stand in `tests/src/untrusted/`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use untrusted::{Target, target};

#[path = "../../tests/src/untrusted/mod.rs"]
#[allow(dead_code, reason = "the seeds are written by the tests' own program")]
mod untrusted;

static PARSER: LazyLock<&'static Target> = LazyLock::new(|| {
    let name = std::env::var("FIRST72_PARSER").expect("FIRST72_PARSER names a parser");
    target(&name).expect("a parser of that name")
});

fuzz_target!(|bytes: &[u8]| {
    (PARSER.read)(bytes);
});
