//! One file for each verb of `cargo xtask`.

pub(crate) mod check;
pub(crate) mod test;
