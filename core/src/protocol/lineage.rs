//! A pack made from another keeps every step of law of it.

use super::pack::Pack;
use super::problem::{PackError, PackErrors, Problem};
use super::step::{Kind, Step};

impl Pack {
    /// Checks that this pack, made from `base`, still has every step of kind law of it, with the same clock, due time,
    /// condition, tracks and branch. Notes, texts, roles and steps of its own are free.
    ///
    /// # Errors
    /// One for every step of law that was lost or changed; and one when it says that it is made from another pack.
    pub fn check_against(&self, base: &Self) -> Result<(), PackErrors> {
        let mut errors = Vec::new();
        if self.based_on.as_ref() != Some(&(base.id.clone(), base.version.clone())) {
            let problem = Problem::BasedOnOther { id: base.id.clone(), version: base.version.clone() };
            errors.push(PackError { file: "pack.toml".to_owned(), line: 1, problem });
        }
        for law in base.steps.iter().filter(|step| step.kind == Kind::Law) {
            let here = self.step(&law.id);
            if let Some(fault) = self.lost(base, law, here) {
                let file = if law.branch.is_some() { "branches.toml" } else { "steps.toml" };
                let line = here.map_or(0, |step| step.line);
                errors.push(PackError {
                    file: file.to_owned(),
                    line,
                    problem: Problem::LawLost { step: law.id.clone(), fault },
                });
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(PackErrors(errors)) }
    }

    /// What was lost of a step of law.
    fn lost(&self, base: &Self, law: &Step, here: Option<&Step>) -> Option<&'static str> {
        let Some(here) = here else { return Some("is gone") };
        if here.kind != Kind::Law {
            return Some("is not law any more");
        }
        if here.clock != law.clock || here.due != law.due {
            return Some("is due at another time");
        }
        let gate = |pack: &Self, step: &Step| {
            step.branch.as_deref().and_then(|id| pack.branch(id)).map(|branch| branch.gate.clone())
        };
        let same_tracks = law.tracks == here.tracks && law.tracks.iter().all(|id| track(self, id) == track(base, id));
        if here.gate != law.gate || here.branch != law.branch || gate(self, here) != gate(base, law) || !same_tracks {
            return Some("stands in other circumstances");
        }
        None
    }
}

fn track<'p>(pack: &'p Pack, id: &str) -> Option<&'p super::pack::Track> {
    pack.tracks.iter().find(|track| track.id == id)
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    const BASED_ON: (&str, &str, &str) =
        ("pack.toml", "[review]", "[based_on]\nid = \"sample\"\nversion = \"1\"\n\n[review]");

    fn faults(edits: &[(&str, &str, &str)]) -> Vec<(String, u32, String)> {
        let derived = sample::edited(&[&[BASED_ON], edits].concat()).unwrap();
        match derived.check_against(&sample::pack()) {
            Ok(()) => Vec::new(),
            Err(errors) => {
                errors.0.iter().map(|error| (error.file.clone(), error.line, error.problem.to_string())).collect()
            }
        }
    }

    #[test]
    fn notes_and_protocol_steps_are_free() {
        assert_eq!(faults(&[("steps.toml", "due = \"PT90M\"", "due = \"PT60M\"\nnote = \"ours\"")]), vec![]);
    }

    #[test]
    fn a_step_of_law_keeps_its_due_time_its_kind_and_its_condition() {
        let changed = |from, to| faults(&[("steps.toml", from, to)]);
        let fault = |line, text: &str| {
            vec![("steps.toml".to_owned(), line, format!("the law step call of the pack it is made from {text}"))]
        };
        assert_eq!(
            changed("due = \"PT30M\"\nkind = \"law\"", "due = \"PT60M\"\nkind = \"law\""),
            fault(13, "is due at another time")
        );
        assert_eq!(
            changed("due = \"PT30M\"\nkind = \"law\"", "due = \"PT30M\"\nkind = \"advice\""),
            fault(13, "is not law any more")
        );
        let condition =
            "when = { field = \"status\", is = \"ward\" }\nunknown = \"off\"\nclock = \"T0\"\ndue = \"PT30M\"";
        assert_eq!(
            changed("when = \"always\"\nclock = \"T0\"\ndue = \"PT30M\"", condition),
            fault(13, "stands in other circumstances")
        );
    }

    #[test]
    fn a_pack_that_names_no_base_or_another_is_told() {
        let errors = sample::pack().check_against(&sample::pack()).unwrap_err();
        assert_eq!(errors.0.first().map(|error| error.code()), Some("pack.based_on_other"));
    }
}
