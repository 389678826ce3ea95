//! What a record can never hold and no screen can ever say about a child: a charge, a blaming word, papers, whom somebody
//! loves, test results, pictures, numbers that lead to a person, a score, and what was said to the advocate.
//!
//! The matters are in `matters.rs`. They are looked for in the names of the types that a record is made of (`types.rs`),
//! in the questions of every pack (`packs.rs`), and in every sentence of the packs, the drills and the screens
//! (`sentences.rs`). Each search is also given planted offenders, so that one that no longer finds any is seen.

mod matters;
mod packs;
mod sentences;
mod types;

/// Fails with every offence on a line of its own.
#[track_caller]
fn none(offences: &[String]) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}
