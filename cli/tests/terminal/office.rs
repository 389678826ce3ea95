//! A county's office at the safe: its root's key, and the commands that need it.

use crate::county::County;
use crate::program::{PIN, done, refused, run};
use serde_json::Value;

/// A county over TLS, with the paths of its ceremony.
pub(crate) struct Office {
    pub(crate) county: County,
}

impl Office {
    pub(crate) fn at(&self, name: &str) -> String {
        self.county.at(name).to_str().unwrap().to_owned()
    }

    /// A command of the registrar that brings the root.
    fn by_root(&self, arguments: &[&str]) -> Vec<String> {
        let root = ["--root-file", &self.at("realm/root.sealed"), "--passphrase-file", &self.at("passphrase")];
        arguments.iter().chain(&root).map(|argument| (*argument).to_owned()).collect()
    }

    pub(crate) fn root_says(&self, arguments: &[&str]) -> Value {
        let whole = self.by_root(arguments);
        done(&self.county.registrar, &whole.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub(crate) fn root_is_refused(&self, arguments: &[&str], code: &str) {
        let whole = self.by_root(arguments);
        let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
        refused(&run(&self.county.registrar, PIN, &whole, ""), 3, code);
    }
}
