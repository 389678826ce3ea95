//! A folder that several people use: each names themselves, and opens their own vault and no other.

use crate::program::{PIN, done, refused, run};
use std::path::Path;

const HIS: &str = "90817263";

fn created(vault: &Path, whose: &str, pin: &str) -> Option<i32> {
    run(vault, pin, &["vault", "create", "--emulated-chip", "--whose", whose], "").status.code()
}

#[test]
fn two_people_have_a_vault_each_on_one_device() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path();
    refused(&run(vault, PIN, &["list", "--whose", "D. Rivera"], ""), 7, "notebook.no-profile");
    refused(&run(vault, "12345678", &["vault", "create", "--emulated-chip", "--whose", "DR"], ""), 3, "secret.common");
    refused(&run(vault, PIN, &["list"], ""), 7, "notebook.no-profile");

    assert_eq!(created(vault, "D. Rivera", PIN), Some(0));
    assert_eq!(created(vault, "A. Okafor", HIS), Some(0));
    refused(&run(vault, HIS, &["vault", "create", "--emulated-chip", "--whose", "d. RIVERA"], ""), 3, "shared.taken");
    refused(&run(vault, HIS, &["vault", "create", "--emulated-chip"], ""), 2, "shared.whose");
    refused(&run(vault, PIN, &["list"], ""), 2, "shared.whose");
    refused(&run(vault, PIN, &["list", "--whose", "N. Body"], ""), 7, "shared.nobody");
    refused(&run(vault, PIN, &["list", "--whose", " "], ""), 2, "shared.name");

    assert_eq!(run(vault, PIN, &["list", "--whose", "d. rivera"], "").status.code(), Some(0));
    refused(&run(vault, PIN, &["list", "--whose", "A. Okafor"], ""), 4, "unlock.wrong");
    assert_eq!(run(vault, HIS, &["--whose", "A. Okafor", "vault", "check"], "").status.code(), Some(0));
}

#[test]
fn one_persons_device_takes_no_name() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["vault", "create", "--emulated-chip"]);
    refused(&run(folder.path(), PIN, &["list", "--whose", "D. Rivera"], ""), 3, "shared.one-persons");
    assert_eq!(created(folder.path(), "D. Rivera", PIN), Some(3));
    assert_eq!(run(folder.path(), PIN, &["list"], "").status.code(), Some(0));
}
