//! The drills that come with the app, embedded as text.

use super::problem::ScriptErrors;
use super::script::Script;
use crate::protocol::Pack;

/// A script as it was when the app was built.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its id, which is its file's name.
    pub id: &'static str,
    /// The pack that it is played with, which is its folder's name.
    pub pack: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! shipped {
    ($pack:literal, $id:literal) => {
        Shipped { id: $id, pack: $pack, text: include_str!(concat!("../../../drills/", $pack, "/", $id, ".toml")) }
    };
}

/// Every drill that comes with the app, the one for a newcomer first.
pub const DRILLS: [Shipped; 4] = [
    shipped!("los-angeles", "planned-sting"),
    shipped!("los-angeles", "motel-call"),
    shipped!("los-angeles", "leaves-before-the-team"),
    shipped!("los-angeles", "far-from-home"),
];

impl Shipped {
    /// Reads and checks the script against its pack.
    ///
    /// # Errors
    /// As [`Script::load`]; the tests hold that there are none.
    pub fn load(&self, pack: &Pack) -> Result<Script, ScriptErrors> {
        Script::load(&format!("{}.toml", self.id), self.text, pack)
    }
}

/// The drill with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Shipped> {
    DRILLS.iter().find(|drill| drill.id == id)
}
