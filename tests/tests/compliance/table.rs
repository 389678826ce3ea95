//! The table as `SECURITY.md` shows it.

use crate::judged::{Judged, Shown};

const BEGIN: &str = "<!-- the table is written by the tests: begin -->\n";
const END: &str = "<!-- the table is written by the tests: end -->\n";

/// The page with the table as it stands now.
pub(crate) fn put_into(page: &str, judged: &Judged) -> String {
    let (before, rest) = page.split_once(BEGIN).expect("SECURITY.md has a place for the table");
    let (_, after) = rest.split_once(END).expect("the place has an end");
    format!("{before}{BEGIN}{}{END}{after}", table(judged))
}

fn table(judged: &Judged) -> String {
    let lines: String = judged.rows.iter().map(line).collect();
    format!(
        "\n| control | asks | state | tests | what is built · what a person checks |\n|---|---|---|---|---|\n{lines}\n"
    )
}

fn line(shown: &Shown) -> String {
    let row = &shown.row;
    let control = row.id.replace("masvs:", "MASVS ").replace("cjis:", "CJIS ");
    let tests = if shown.tests.is_empty() { "–".to_owned() } else { shown.tests.len().to_string() };
    let said: Vec<&str> =
        [&row.how, &row.person].into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    format!("| {control} | {} | {} | {tests} | {} |\n", row.asks, row.state.words(), said.join(" · "))
}
