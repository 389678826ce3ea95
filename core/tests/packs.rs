//! The packs of the `protocols` folder: they load, their own scenarios hold, and what must not be asked is not asked.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use first72_core::protocol::Pack;
use first72_core::protocol::scenario::Expectation;
use first72_wire::compartment::Compartment;

fn folders() -> Vec<PathBuf> {
    let protocols = Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocols");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(protocols).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let read = |path: PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap().path())).collect()
}

fn load(folder: &Path) -> Pack {
    let files = files(folder);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Pack::load(&files).unwrap_or_else(|errors| panic!("{}:\n{errors}", folder.display()))
}

fn los_angeles() -> Pack {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocols/los-angeles"))
}

#[test]
fn every_pack_loads_and_its_scenarios_hold() {
    let folders = folders();
    assert!(!folders.is_empty(), "no pack in the protocols folder");
    for folder in folders {
        let pack = load(&folder);
        assert_eq!(folder.file_name().unwrap().to_str(), Some(pack.id.as_str()), "the folder has the pack's name");
        assert!(!pack.scenarios.is_empty(), "{} has no scenario", pack.id);
        let failures: Vec<String> = pack.run_scenarios().iter().map(ToString::to_string).collect();
        assert!(failures.is_empty(), "{}:\n{}", pack.id, failures.join("\n"));
    }
}

#[test]
fn there_are_four_places() {
    let ids: Vec<String> = folders().iter().map(|folder| load(folder).id).collect();
    assert_eq!(ids, ["los-angeles", "san-francisco", "suffolk", "washington"]);
}

#[test]
fn a_pack_that_is_made_from_another_keeps_every_step_of_law_of_it() {
    let packs: Vec<Pack> = folders().iter().map(|folder| load(folder)).collect();
    let mut compared = 0;
    for pack in &packs {
        let Some((id, version)) = &pack.based_on else { continue };
        let base = packs.iter().find(|base| base.id == *id && base.version == *version);
        let base = base.unwrap_or_else(|| panic!("{} is made from {id} {version}, which is not here", pack.id));
        pack.check_against(base).unwrap_or_else(|errors| panic!("{}:\n{errors}", pack.id));
        compared += 1;
    }
    assert_eq!(compared, 1, "San Francisco from Los Angeles");
}

#[test]
fn every_step_of_a_branch_of_a_pack_is_switched_on_by_a_scenario() {
    for folder in folders() {
        let pack = load(&folder);
        let moments = pack.scenarios.iter().flat_map(|scenario| &scenario.moments);
        let tested: BTreeSet<&str> = moments
            .flat_map(|moment| &moment.expect)
            .filter_map(|(_, expected)| if let Expectation::On(step) = expected { Some(step.as_str()) } else { None })
            .collect();
        let steps = pack.steps.iter().filter(|step| step.branch.is_some()).map(|step| step.id.as_str());
        let untested: Vec<&str> = steps.filter(|id| !tested.contains(id)).collect();
        assert!(untested.is_empty(), "{}: no scenario switches on {untested:?}", pack.id);
    }
}

#[test]
fn the_pack_of_los_angeles_has_every_step_and_every_branch() {
    let pack = los_angeles();
    let (branch, always): (Vec<_>, Vec<_>) = pack.steps.iter().partition(|step| step.branch.is_some());
    assert_eq!((always.len(), branch.len(), pack.branches.len()), (94, 36, 26));
}

#[test]
fn no_pack_claims_a_confirmation_that_nobody_gave() {
    for pack in folders().iter().map(|folder| load(folder)) {
        let claims = pack.steps.iter().map(|step| &step.claim).chain(pack.fields.iter().map(|field| &field.claim));
        let mut claims = claims.chain(pack.clocks.iter().map(|clock| &clock.claim));
        assert!(claims.all(|claim| !claim.verified), "{}", pack.id);
    }
}

/// What no question and no evidence may be about, whatever the wording: immigration status, birth country, whom
/// somebody loves, health results, sexual history, earnings, images, identity numbers, where somebody is right now, or
/// a score of the child.
#[test]
fn no_pack_asks_for_what_must_not_exist() {
    const NEVER: &str = "immigration citizenship visa alien born orientation hiv sti std abortion history buyers earnings \
        acts photograph video audio image tattoo ssn gps risk score subject";
    let never: BTreeSet<&str> = NEVER.split_whitespace().collect();
    for folder in folders() {
        let pack = load(&folder);
        let fields = pack.fields.iter().map(|field| &field.id);
        let evidence = pack.steps.iter().flat_map(|step| &step.evidence).map(|evidence| &evidence.id);
        for id in fields.chain(evidence) {
            let bad = id.split(['_', '-', '.']).find(|part| never.contains(part));
            // "others_at_risk" is about other children who need rescue, not a measure of this one.
            assert!(bad.is_none() || id.starts_with("others_at_risk"), "{}: {id} asks about {bad:?}", pack.id);
        }
    }
}

#[test]
fn names_birth_dates_and_addresses_stay_out_of_what_everybody_sees() {
    let pack = los_angeles();
    let shared = [Compartment::Ops, Compartment::Stat, Compartment::Agg];
    let private = [
        "legal_name",
        "dob",
        "age_stated",
        "placement_address",
        "exploiter_name_used",
        "clock.TS_last_assault",
        "clock.TF_foreign_known",
    ];
    for id in private {
        let field = pack.fields.iter().find(|field| field.id == id).unwrap_or_else(|| panic!("there is no {id}"));
        assert!(
            !field.compartments.iter().any(|one| shared.contains(one)),
            "{id} is shown in {:?}",
            field.compartments
        );
    }
}

#[test]
fn what_the_advocate_keeps_is_kept_by_the_advocacy_agency() {
    let pack = los_angeles();
    for id in ["M90-14", "H72-05", "H72-09", "H72-11", "D90-01", "D90-06", "D90-08", "Y1-01"] {
        assert_eq!(pack.step(id).unwrap().kept_in(), Compartment::Adv, "{id}");
    }
}
