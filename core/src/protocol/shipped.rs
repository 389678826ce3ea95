//! The packs that come with the app, embedded as text.

/// A pack's files as they were when the app was built.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// The pack's id, which is its folder's name.
    pub id: &'static str,
    /// Its files: name inside the folder, text.
    pub files: [(&'static str, &'static str); 9],
}

macro_rules! shipped {
    ($id:literal) => {
        Shipped {
            id: $id,
            files: shipped!(@files $id, "pack.toml", "steps.toml", "branches.toml", "forms.toml", "calendar.toml", "contacts.toml",
                "texts.en.toml", "texts.es.toml", "scenarios.toml"),
        }
    };
    (@files $id:literal, $($name:literal),*) => {
        [$(($name, include_str!(concat!("../../../protocols/", $id, "/", $name)))),*]
    };
}

/// Every pack that comes with the app.
pub const PACKS: [Shipped; 1] = [shipped!("washington")];

/// The files of the pack with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Shipped> {
    PACKS.iter().find(|pack| pack.id == id)
}
