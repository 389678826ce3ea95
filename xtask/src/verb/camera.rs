//! `cargo xtask camera`: codes held up to a camera, by day, at night and askew, read with the app's own reader.

use anyhow::{Result, bail};

use crate::house;
use crate::step::{Step, say};
use crate::verb::test::prepare;

pub(crate) fn run() -> Result<()> {
    let has_screen = prepare()?;
    let Some(ui) = house::ui().filter(|_| has_screen) else { bail!("there is no screen here that could look") };
    let films = house::target().join("camera");
    let script = ["run", "--silent", "camera", "--"];
    Step::new("hold codes up to a camera", "npm")
        .args(script)
        .args([house::program("code"), films.clone()])
        .folder(&ui)
        .run()?;
    say(&format!("\nWhat the camera saw is in {}", films.display()));
    Ok(())
}
