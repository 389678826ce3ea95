//! Opens the devices of a demo county on this desk; founds the county when it is not there yet.
//!
//! `demo FOLDER PICTURES [WHO…]`; the pictures are only taken where there is no display.

#![expect(clippy::print_stdout, reason = "the command's own voice")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};
use first72_tests::demo::{CAST, County, PIN};
use first72_tests::programs::program;
use first72_tests::window::{Display, Program, Window};

fn main() -> ExitCode {
    match demo() {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            println!("{trouble:#}");
            ExitCode::FAILURE
        }
    }
}

fn demo() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("name the folder of the county")?);
    let pictures = PathBuf::from(arguments.next().context("name the folder for the pictures")?);
    let everybody: Vec<&str> = CAST.iter().map(|guest| guest.who).collect();
    let mut chosen: Vec<String> = arguments.collect();
    for who in &chosen {
        ensure!(everybody.contains(&who.as_str()), "nobody is called `{who}`: use {}", everybody.join(", "));
    }
    if chosen.is_empty() {
        chosen = everybody.into_iter().map(str::to_owned).collect();
    }
    if !County::is_at(&folder) {
        println!("Founding a demo county: two realms, their registrars, a deputy, an advocate, a station lead.");
    }
    let county = County::at(&folder)?;
    println!("The county is in {}. Remove that folder for a new one.", folder.display());
    let _servers = county.serve()?;
    println!("Its two servers run: the county's and the advocacy agency's.");
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        return look(&county, &chosen, &pictures);
    }
    println!("\nThe PIN of every device is {PIN}. Close the windows to stop the servers.");
    println!("The deputy's window: tap New contact, None seen, Start. The others show it after Sync, Sync now.");
    let windows = chosen.iter().map(|who| open(&county, who)).collect::<Result<Vec<_>>>()?;
    for mut window in windows {
        window.wait()?;
    }
    Ok(())
}

fn open(county: &County, who: &str) -> Result<Child> {
    Command::new(program("first72-app")?)
        .env("FIRST72_VAULT", county.vault(who))
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("could not open the window of the {who}"))
}

/// Without a display the windows open on one in memory, are unlocked, and their pictures are kept.
fn look(county: &County, chosen: &[String], pictures: &Path) -> Result<()> {
    let display = Display::in_memory()?;
    std::fs::create_dir_all(pictures)?;
    for who in chosen {
        let app = Program::new(&program("first72-app")?).environment("FIRST72_VAULT", county.vault(who));
        let window = Window::open(&app, &display)?;
        window.until("document.querySelector('.enter') !== null")?;
        std::fs::write(pictures.join(format!("{who}-locked.png")), window.picture()?)?;
        for digit in PIN.chars() {
            window.tap_named(&digit.to_string())?;
        }
        // The last digit opens by itself.
        window.until("document.querySelector('nav') !== null")?;
        std::fs::write(pictures.join(format!("{who}.png")), window.picture()?)?;
    }
    println!("\nThere is no display here. The windows opened in memory; their pictures are in {}", pictures.display());
    Ok(())
}
