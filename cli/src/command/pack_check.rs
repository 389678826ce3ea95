//! `pack check`: whether the pack in a folder is whole and its own scenarios hold.

use crate::failure::Failure;
use crate::input;
use crate::said::Said;
use first72_core::protocol::Pack;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack's folder.
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let files = files(&args.folder)?;
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let pack = Pack::load(&files).map_err(Failure::Pack)?;
    let failures = pack.run_scenarios();
    if !failures.is_empty() {
        return Err(Failure::Scenarios(failures));
    }
    let (steps, fields, scenarios) = (pack.steps.len(), pack.fields.len(), pack.scenarios.len());
    let text = format!(
        "{} {} is whole: {steps} steps, {fields} questions; all {scenarios} scenarios hold.",
        pack.id, pack.version
    );
    let object = json!({
        "id": pack.id, "version": pack.version, "steps": steps, "fields": fields, "scenarios": scenarios,
    });
    Ok(Said::new(text, object))
}

fn files(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let listed = std::fs::read_dir(folder).map_err(|error| Failure::file(folder, error))?;
    let mut files = Vec::new();
    for entry in listed {
        let path = entry.map_err(|error| Failure::file(folder, error))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let Some(name) = name.filter(|name| name.ends_with(".toml")) {
            files.push((name.to_owned(), input::whole_file(&path)?));
        }
    }
    files.sort();
    Ok(files)
}
