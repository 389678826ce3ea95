//! Which test says that it shows which row.

/// A comment of tags and the test below it.
#[derive(Debug)]
pub(crate) struct Tagged {
    /// File and line of the comment.
    pub(crate) place: String,
    /// The name of the test; none when no test follows.
    pub(crate) test: Option<String>,
    /// The rows it names.
    pub(crate) rows: Vec<String>,
}

/// Every comment of tags in a source file.
pub(crate) fn find(path: &str, text: &str) -> Vec<Tagged> {
    let lines: Vec<&str> = text.lines().collect();
    let tagged = |(at, line): (usize, &&str)| {
        let rows = rows_of(line)?;
        let test = if path.ends_with(".ts") { screen_test(&lines[at + 1..]) } else { rust_test(&lines[at + 1..]) };
        let test = test.map(|name| format!("{path}: {name}"));
        Some(Tagged { place: format!("{path}:{}", at + 1), test, rows })
    };
    lines.iter().enumerate().filter_map(tagged).collect()
}

/// The rows of a line that is a comment of nothing but tags.
fn rows_of(line: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = line.trim().strip_prefix("// ")?.split_whitespace().collect();
    let all = !words.is_empty() && words.iter().all(|word| word.starts_with("masvs:") || word.starts_with("cjis:"));
    all.then(|| words.into_iter().map(str::to_owned).collect())
}

/// The name of the function that follows, if an attribute in between makes it a test.
fn rust_test(below: &[&str]) -> Option<String> {
    let end = below.iter().position(|line| line.contains("fn "))?;
    let is_test = below[..end].iter().any(|line| line.contains("#[test]") || line.contains("#[tokio::test"));
    let name = below[end].split("fn ").nth(1)?.split('(').next()?;
    is_test.then(|| name.to_owned())
}

/// The sentence of the test that follows at once.
fn screen_test(below: &[&str]) -> Option<String> {
    let rest = below.first()?.trim().strip_prefix("test(\"")?;
    Some(rest.split('"').next()?.to_owned())
}
