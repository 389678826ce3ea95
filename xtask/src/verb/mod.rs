//! One file for each verb of `cargo xtask`.

pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod dictionary;
pub(crate) mod fuzz;
pub(crate) mod run;
pub(crate) mod test;
pub(crate) mod tour;
