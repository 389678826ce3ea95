//! Writes the first seeds of every parser that has none: `cargo xtask fuzz --seeds`.

use anyhow::Result;
use first72_tests::untrusted::seeds;

fn main() -> Result<()> {
    println!("{} seeds written", seeds::write()?);
    Ok(())
}
