//! The files of a pack exactly as they are written, before anything in them is checked against anything else.
//!
//! Every id and reference keeps its place in the file, so that a mistake found later can name its line.

mod advocate;
mod card;
mod condition;
mod contacts;
mod lists;
mod scenario;
mod text;

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;

pub(crate) use advocate::*;
pub(crate) use card::*;
pub(crate) use condition::{ConditionWritten, Scalar, ScalarOrList, WhenWritten};
pub(crate) use contacts::*;
pub(crate) use lists::*;
pub(crate) use scenario::*;
pub(crate) use text::*;

use super::problem::{PackError, PackErrors, Problem};

/// A value with its place in the file.
pub(crate) type Placed<T> = Spanned<T>;

/// The languages that every pack has.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "es"];

/// A pack's files, each read but not checked.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) pack: PackFile,
    pub(crate) steps: StepsFile,
    pub(crate) branches: BranchesFile,
    pub(crate) forms: FormsFile,
    pub(crate) calendar: CalendarFile,
    pub(crate) contacts: ContactsFile,
    pub(crate) texts: Vec<TextsFile>,
    pub(crate) scenarios: ScenariosFile,
    pub(crate) advocate: AdvocateFile,
    pub(crate) card: CardFile,
}

/// The mistakes found so far, and the texts in which their lines are counted.
pub(crate) struct Findings<'a> {
    files: &'a [(&'a str, &'a str)],
    /// For each file, where its lines end.
    breaks: Vec<Vec<usize>>,
    errors: Vec<PackError>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(files: &'a [(&'a str, &'a str)]) -> Self {
        let ends = |text: &str| text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Self { files, breaks: files.iter().map(|(_, text)| ends(text)).collect(), errors: Vec::new() }
    }

    /// Notes a mistake at a place in a file.
    pub(crate) fn at(&mut self, file: &str, place: &Range<usize>, problem: Problem) {
        let line = self.line(file, place.start);
        self.errors.push(PackError { file: file.to_owned(), line, problem });
    }

    /// The line of a place, from 1.
    pub(crate) fn line(&self, file: &str, offset: usize) -> u32 {
        let known = self.files.iter().zip(&self.breaks).find(|((name, _), _)| *name == file);
        let breaks = known.map_or(0, |(_, breaks)| breaks.partition_point(|end| *end < offset));
        u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// Everything found, by file and line, or nothing.
    pub(crate) fn into_result(mut self) -> Result<(), PackErrors> {
        if self.errors.is_empty() {
            return Ok(());
        }
        self.errors.sort_by(|left, right| (&left.file, left.line).cmp(&(&right.file, right.line)));
        Err(PackErrors(self.errors))
    }

    /// A file that a pack may leave out.
    fn read_if_there<T: DeserializeOwned + Default>(&mut self, name: &str) -> Option<T> {
        let is_there = self.files.iter().any(|(file, _)| *file == name);
        if is_there { self.read(name) } else { Some(T::default()) }
    }

    fn read<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let Some((_, text)) = self.files.iter().find(|(file, _)| *file == name) else {
            self.errors.push(PackError { file: name.to_owned(), line: 0, problem: Problem::FileMissing });
            return None;
        };
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = error.message().replace('\n', " ");
                self.at(name, &error.span().unwrap_or(0..0), Problem::Syntax { message });
                None
            }
        }
    }
}

/// Reads every file; `None` when one of them could not be read, with the reasons in `findings`.
pub(crate) fn read(findings: &mut Findings<'_>) -> Option<Written> {
    const NAMES: [&str; 11] = [
        "pack.toml",
        "steps.toml",
        "branches.toml",
        "forms.toml",
        "calendar.toml",
        "contacts.toml",
        "texts.en.toml",
        "texts.es.toml",
        "scenarios.toml",
        "advocate.toml",
        "card.toml",
    ];
    for (name, _) in findings.files {
        if !NAMES.contains(name) {
            findings.errors.push(PackError { file: (*name).to_owned(), line: 0, problem: Problem::FileUnknown });
        }
    }
    let pack = findings.read("pack.toml");
    let steps = findings.read("steps.toml");
    let branches = findings.read("branches.toml");
    let forms = findings.read("forms.toml");
    let calendar = findings.read("calendar.toml");
    let contacts = findings.read("contacts.toml");
    let texts: Vec<Option<TextsFile>> =
        LANGUAGES.iter().map(|language| findings.read(&format!("texts.{language}.toml"))).collect();
    let scenarios = findings.read("scenarios.toml");
    let advocate = findings.read_if_there("advocate.toml");
    let card = findings.read_if_there("card.toml");
    Some(Written {
        pack: pack?,
        steps: steps?,
        branches: branches?,
        forms: forms?,
        calendar: calendar?,
        contacts: contacts?,
        texts: texts.into_iter().collect::<Option<Vec<_>>>()?,
        scenarios: scenarios?,
        advocate: advocate?,
        card: card?,
    })
}
