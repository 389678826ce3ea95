//! Every file or folder that a document names must exist: a page that describes what is gone misleads.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::house;
use crate::step::{Step, say};

/// Fails with the list of names that lead nowhere.
pub(crate) fn all_exist() -> Result<()> {
    let files = files()?;
    let mut gone = Vec::new();
    for document in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let text = std::fs::read_to_string(house::root().join(document))
            .with_context(|| format!("{} cannot be read", document.display()))?;
        let folder = document.parent().unwrap_or(Path::new(""));
        let names = named_paths(&text).into_iter().filter(|name| !exists(&files, folder, name));
        gone.extend(names.map(|name| (document.clone(), name)));
    }
    for (document, name) in &gone {
        say(&format!("{} names {name}, which does not exist", document.display()));
    }
    if gone.is_empty() { Ok(()) } else { bail!("{} named paths do not exist", gone.len()) }
}

/// The files that belong to the project.
fn files() -> Result<Vec<PathBuf>> {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let list = Step::new("list the files", "git").args(arguments).ask();
    Ok(list.context("git cannot list the project's files")?.lines().map(PathBuf::from).collect())
}

/// A path counts from the top or from the document's folder; a bare file name may stand anywhere.
fn exists(files: &[PathBuf], folder: &Path, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    let at = [house::root().join(name), house::root().join(folder).join(name)];
    at.iter().any(|path| path.exists()) || files.iter().any(|file| file.file_name().is_some_and(|last| last == name))
}

/// Relative link targets, and words in `code` that look like a path of this project.
fn named_paths(text: &str) -> Vec<String> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links =
        links.filter(|target| !target.contains("://") && !target.starts_with('#') && !target.starts_with("mailto:"));
    let links = links.map(|target| target.split('#').next().unwrap_or(target));
    let prose = without_fences(text);
    let code = prose.split('`').skip(1).step_by(2).filter(|word| looks_like_a_path(word));
    let mut names: Vec<String> = links.chain(code).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// Fenced blocks show commands and output, where a path may be an example of the reader's own.
fn without_fences(text: &str) -> String {
    let mut inside = false;
    let kept = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// One word with a slash inside or a known ending; addresses, options and placeholders are not ours.
fn looks_like_a_path(word: &str) -> bool {
    let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let ours = !word.starts_with(['/', '-', '.']) && !word.starts_with("target/");
    let known_ending = [".md", ".rs", ".toml", ".ts", ".svelte", ".py"].iter().any(|end| word.ends_with(end));
    plain && ours && (word.contains('/') || known_ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_code_words_that_look_like_paths_are_found() {
        let text = "See [the map](docs/map.md#top), `core/src/seal/`, `cargo xtask test`, `deny.toml`, \
                    [elsewhere](https://example.org/a/b) and `/v1/entries`.\n```\nrm -rf nonsense/here.rs\n```\n";
        assert_eq!(named_paths(text), ["core/src/seal/", "deny.toml", "docs/map.md"]);
    }

    #[test]
    fn every_path_that_a_document_of_this_project_names_is_there() {
        all_exist().unwrap();
    }

    #[test]
    fn a_path_that_is_gone_is_seen_as_gone() {
        let files = [PathBuf::from("protocols/somewhere/steps.toml")];
        assert!(exists(&files, Path::new(""), "xtask/src/main.rs"));
        assert!(exists(&files, Path::new("xtask"), "src/main.rs"));
        assert!(exists(&files, Path::new(""), "steps.toml"));
        assert!(!exists(&files, Path::new(""), "xtask/src/no_such_file.rs"));
    }
}
