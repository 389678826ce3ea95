//! `script`: unlocks once and carries out JSON lines, so that a program can drive a notebook.
//!
//! Each line is one object whose `do` names the command, with the command's arguments beside it:
//! `{"do":"contact","station":"harbor-demo","pack":"los-angeles"}`. Each answer is one line, written
//! after the change is durable: whoever has read it can rely on it even if the power fails then.

use crate::deed::Deed;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::said::{self, Said};
use serde_json::json;
use std::io::BufRead;
use std::path::Path;

pub(crate) fn run(desk: &Desk<'_>) -> Result<Said, Failure> {
    let mut door = desk.open()?;
    let mut line = String::new();
    while read_line(&mut line)? {
        let said = match serde_json::from_str::<Deed>(&line) {
            Err(error) => Err(Failure::Line(error)),
            Ok(deed) if deed.is_lock() => {
                // The notebook is locked before the answer.
                super::locked(door)?;
                return answer(&Ok(Said::new("", json!({}))));
            }
            Ok(deed) => deed.run(&mut door, desk.clock()),
        };
        answer(&said)?;
    }
    super::locked(door)?;
    Ok(Said::nothing())
}

fn answer(said: &Result<Said, Failure>) -> Result<Said, Failure> {
    let object = match said {
        Ok(said) => said::of_success(said),
        Err(failure) => said::of_failure(failure),
    };
    said::line_out(&object.to_string()).map_err(|error| Failure::file(Path::new("standard output"), error))?;
    Ok(Said::nothing())
}

/// The next line that is not empty; false at the end.
fn read_line(line: &mut String) -> Result<bool, Failure> {
    loop {
        line.clear();
        let read = std::io::stdin().lock().read_line(line);
        if read.map_err(|error| Failure::file(Path::new("standard input"), error))? == 0 {
            return Ok(false);
        }
        if !line.trim().is_empty() {
            return Ok(true);
        }
    }
}
