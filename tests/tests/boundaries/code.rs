//! Turns a source file into bare code: comments and strings blanked, tests cut off.

/// Rust or TypeScript without comments and without what stands inside quotes.
///
/// Line breaks stay, so that line numbers do. A lifetime is not taken for a character.
pub(crate) fn bare(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let rest = &characters[at..];
        let end = match rest {
            ['/', '/', ..] => find(rest, 2, |tail| tail[0] == '\n', 0),
            ['/', '*', ..] => find(rest, 2, |tail| tail.starts_with(&['*', '/']), 2),
            ['r', '"' | '#', ..] if !continues_a_word(&out) && raw_hashes(rest).is_some() => raw_string(rest),
            ['"', ..] => quoted(rest),
            ['\'', '\\', ..] => quoted(rest),
            ['\'', _, '\'', ..] => 3,
            [other, ..] => {
                out.push(*other);
                at += 1;
                continue;
            }
            [] => break,
        };
        // A space keeps two words apart that a comment separated.
        out.push(' ');
        out.extend(rest[..end].iter().filter(|character| **character == '\n'));
        at += end;
    }
    out
}

const FOR_TESTS: &str = "#[cfg(test)]";

/// Code above the file's test module: what is tested, without what tests it.
pub(crate) fn without_tests(code: &str) -> &str {
    let starts_module = |at: &usize| declared_after(code, *at).is_some_and(|(_, next)| next == '{');
    let end = code.match_indices(FOR_TESTS).map(|(at, _)| at).find(starts_module);
    end.map_or(code, |at| &code[..at])
}

/// Names of the modules in other files that are declared for tests only.
pub(crate) fn modules_for_tests(code: &str) -> Vec<String> {
    let declared = code.match_indices(FOR_TESTS).filter_map(|(at, _)| declared_after(code, at));
    declared.filter(|(_, next)| *next == ';').map(|(name, _)| name).collect()
}

/// The module declared below the attribute at `at`, and the character after its name.
fn declared_after(code: &str, at: usize) -> Option<(String, char)> {
    let after = code[at + FOR_TESTS.len()..].trim_start();
    let start =
        ["mod ", "pub mod ", "pub(crate) mod ", "pub(super) mod "].iter().find_map(|word| after.strip_prefix(word))?;
    let name = first_word(start);
    let next = start[name.len()..].trim_start().chars().next()?;
    Some((name, next))
}

/// The lines on which `word` stands as a word of its own.
///
/// A word in small letters is the beginning of a path: `ring` is found in `use ring::hmac`, and not in
/// `string`, `ring_key` or `rustls::crypto::ring`. A type is found wherever it stands in a path.
/// `crate::vault` is also found inside the braces of `use crate::{seal, vault::open}`.
pub(crate) fn lines_naming(code: &str, word: &str) -> Vec<usize> {
    let mut lines: Vec<usize> = match word.strip_prefix("crate::") {
        Some(module) => own_modules(code).filter(|(_, name)| name == module).map(|(line, _)| line).collect(),
        None => plain_lines(code, word),
    };
    lines.dedup();
    lines
}

fn plain_lines(code: &str, word: &str) -> Vec<usize> {
    let is_type = word.starts_with(char::is_uppercase);
    let mut lines = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let starts = line.match_indices(word).filter(|(at, _)| {
            let (before, after) = (&line[..*at], &line[at + word.len()..]);
            let later_in_a_path = (before.ends_with("::") && before.len() > 2 && continues_a_word(&before[..at - 2]))
                || before.ends_with('.');
            !continues_a_word(before) && !after.starts_with(is_word) && (is_type || !later_in_a_path)
        });
        lines.extend(starts.map(|_| number + 1));
    }
    lines
}

/// Every `crate::name` of the code with its line, names in braces included.
fn own_modules(code: &str) -> impl Iterator<Item = (usize, String)> {
    code.match_indices("crate::").flat_map(|(at, start)| {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + start.len()..];
        let names = if rest.starts_with('{') { in_braces(rest) } else { vec![first_word(rest)] };
        names.into_iter().map(move |name| (line, name))
    })
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|character| is_word(*character)).collect()
}

/// First words of the parts of `{a, b::{c, d}, e}`: a, b and e.
fn in_braces(text: &str) -> Vec<String> {
    let (mut depth, mut names) = (0_usize, Vec::new());
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && (character == ',' || at == 0) {
            names.push(first_word(&text[at + 1..]));
        }
    }
    names
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn continues_a_word(before: &str) -> bool {
    before.ends_with(is_word)
}

/// Length up to the place where `stop` holds, and `more` beyond it.
fn find(rest: &[char], from: usize, stop: impl Fn(&[char]) -> bool, more: usize) -> usize {
    (from..rest.len()).find(|at| stop(&rest[*at..])).map_or(rest.len(), |at| at + more)
}

/// Length of a quoted text that begins here; a backslash hides the character after it.
fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != rest[0] {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(rest.len())
}

fn raw_hashes(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|character| **character == '#').count();
    (rest.get(hashes + 1) == Some(&'"')).then_some(hashes)
}

fn raw_string(rest: &[char]) -> usize {
    let hashes = raw_hashes(rest).unwrap_or(0);
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    find(rest, hashes + 2, |tail| tail.starts_with(&close), hashes + 1)
}

#[test]
fn comments_and_strings_are_blanked_and_code_is_kept() {
    let text =
        "use ring::hmac; // ring::aead\n/* ring\n */ let x: &'a str = \"ring \\\" ring\"; let c = 'r'; r#\"ring\"#; y";
    let code = bare(text);
    assert_eq!(lines_naming(&code, "ring"), [1]);
    assert_eq!(code.lines().count(), 3);
    assert!(code.contains("&'a str") && code.trim_end().ends_with('y'));
}

#[test]
fn a_word_inside_another_word_or_later_in_a_path_is_not_that_word() {
    assert!(lines_naming("let string = rustls::crypto::ring::default_provider(); ring_key", "ring").is_empty());
    assert_eq!(lines_naming("use {\n ring::digest,\n}; ::ring::x", "ring"), [2, 3]);
    assert_eq!(lines_naming("let a = ring::digest(b)", "ring"), [1]);
}

#[test]
fn a_type_is_found_in_any_path_and_a_module_in_any_braces() {
    assert_eq!(lines_naming("let now = crate::moment::Moment::read();", "Moment::read"), [1]);
    assert_eq!(
        lines_naming("use std::fmt;\nuse crate::{seal, moment::{Moment, vault}, vault::open};", "crate::vault"),
        [2]
    );
    assert!(lines_naming("use crate::{moment::{Moment, vault}, seal};", "crate::vault").is_empty());
    assert_eq!(lines_naming("fn f(a: &crate::vault::Row) {}", "crate::vault"), [1]);
}

#[test]
fn the_test_module_is_cut_off_and_a_test_only_declaration_is_not_the_end() {
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\n b }"), "a\n");
    let declares = "#[cfg(test)]\npub(crate) mod invented;\nuse ring;";
    assert_eq!(without_tests(declares), declares);
    assert_eq!(modules_for_tests(declares), ["invented"]);
}
