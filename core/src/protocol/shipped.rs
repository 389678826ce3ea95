//! The packs that come with the app, embedded as text.

#[cfg(test)]
mod record_table;

use std::sync::{Arc, OnceLock};

use super::edition::Edition;
use super::pack::Pack;
use super::problem::PackErrors;

/// A pack's files as they were when the app was built.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// The pack's id, which is its folder's name.
    pub id: &'static str,
    /// Its files: name inside the folder, text.
    pub files: &'static [(&'static str, &'static str)],
}

/// Every pack that comes with the app: the folders of `protocols/`, in the order of their names.
pub const PACKS: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/shipped_packs.rs"));

/// Every pack that comes with the app as an edition, read once in a process. They carry no signatures: whether a realm
/// runs them is said by its own people.
pub fn editions() -> &'static [Arc<Edition>] {
    static EDITIONS: OnceLock<Vec<Arc<Edition>>> = OnceLock::new();
    EDITIONS.get_or_init(|| PACKS.iter().map(|shipped| Arc::new(shipped.edition())).collect())
}

impl Shipped {
    /// Reads and checks the pack.
    ///
    /// # Errors
    /// As [`Pack::load`]; the tests hold that there are none.
    pub fn load(&self) -> Result<Pack, PackErrors> {
        Pack::load(self.files)
    }

    /// The pack as an edition without signatures.
    #[must_use]
    pub fn edition(&self) -> Edition {
        Edition::of(self.files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(), &[])
    }
}

/// The pack with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Shipped> {
    PACKS.iter().find(|pack| pack.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::protocol::problem::Problem;

    fn load(shipped: &Shipped) -> Pack {
        shipped.load().unwrap_or_else(|errors| panic!("{}: {errors}", shipped.id))
    }

    #[test]
    fn every_shipped_pack_is_whole_and_its_scenarios_hold() {
        for shipped in PACKS {
            let pack = load(shipped);
            assert_eq!(pack.id, shipped.id);
            assert!(!pack.scenarios.is_empty(), "{} tests nothing", pack.id);
            let failures: Vec<String> = pack.run_scenarios().iter().map(ToString::to_string).collect();
            assert_eq!(failures, Vec::<String>::new(), "{}", pack.id);
        }
    }

    #[test]
    fn the_places_differ_in_clocks_roles_tracks_and_terms_and_only_in_data() {
        let (angeles, washington) = (load(find("los-angeles").unwrap()), load(find("washington").unwrap()));
        let clocks = |pack: &Pack| pack.clocks.iter().map(|clock| clock.id.clone()).collect::<BTreeSet<_>>();
        let roles = |pack: &Pack| pack.roles.iter().map(|role| role.id.clone()).collect::<BTreeSet<_>>();
        assert_ne!(clocks(&angeles), clocks(&washington));
        assert_ne!(roles(&angeles), roles(&washington));
        assert_ne!(angeles.tracks.len(), washington.tracks.len());
        assert!(angeles.steps.iter().all(|step| washington.step(&step.id).is_none()), "no step is shared");
    }

    #[test]
    fn a_shipped_pack_with_one_line_spoiled_names_that_line() {
        for shipped in PACKS {
            let spoil = |(name, text): &(&'static str, &str)| {
                (
                    *name,
                    if *name == "steps.toml" {
                        text.replacen("kind = \"", "kind = \"x", 1)
                    } else {
                        (*text).to_owned()
                    },
                )
            };
            let spoiled: Vec<_> = shipped.files.iter().map(spoil).collect();
            let files: Vec<(&str, &str)> = spoiled.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let steps = spoiled.iter().find(|(name, _)| *name == "steps.toml").unwrap();
            let line = steps.1.lines().position(|line| line.starts_with("kind = \"x")).unwrap() + 1;
            let errors = Pack::load(&files).unwrap_err();
            assert_eq!(errors.0.len(), 1);
            assert_eq!((errors.0[0].file.as_str(), errors.0[0].line as usize), ("steps.toml", line));
            assert!(matches!(errors.0[0].problem, Problem::Word { key: "kind", .. }));
        }
    }
}
