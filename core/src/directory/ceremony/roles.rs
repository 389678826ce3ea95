//! What people in the usual roles are entitled to; a county may decide otherwise in its genesis.

use crate::directory::grant::{GrantTerms, Right, Role};
use crate::directory::scope::Scope;
use first72_wire::compartment::Compartment::{self, Adv, Agg, Audit, Cw, Le, Ops, Stat};
use first72_wire::genesis::RoleTemplate;

/// The usual roles of a realm that keeps these classes of content. A role that would read nothing
/// there is left out, except the registrar, whose office is not to read.
#[must_use]
pub fn standard_roles(kept: &[Compartment]) -> Vec<RoleTemplate> {
    use Right::{Assign, Open, Release, Write};
    // In the advocacy agency's own realm the advocate opens and keeps the privileged notes; in the
    // county's realm the advocate is a guest who writes logistics.
    let advocate: &[Right] = if kept.contains(&Adv) { &[Open, Release] } else { &[Write] };
    let roles: [(Role, &[Compartment], &[Right]); 7] = [
        (Role::Deputy, &[Ops, Le], &[Open]),
        (Role::Advocate, &[Ops, Adv], advocate),
        (Role::StationLead, &[Ops, Stat], &[Write, Assign]),
        (Role::Worker, &[Ops, Cw], &[Write]),
        (Role::Coordinator, &[Agg], &[]),
        (Role::Auditor, &[Audit], &[]),
        (Role::Registrar, &[], &[]),
    ];
    let templates = roles.into_iter().map(|(role, reads, rights)| RoleTemplate {
        role: role.code().to_owned(),
        compartments: reads.iter().copied().filter(|class| kept.contains(class)).collect(),
        rights: rights.iter().map(|right| right.code().to_owned()).collect(),
    });
    templates.filter(|template| !template.compartments.is_empty() || template.role == Role::Registrar.code()).collect()
}

impl GrantTerms {
    /// The terms of a role as the realm's genesis has them. What was done on the devices belongs to no station: whoever
    /// reads that alone reads it of the whole realm.
    #[must_use]
    pub fn of_role(template: &RoleTemplate, scope: Scope, basis: &str) -> Self {
        let scope = if template.compartments == [Audit] { Scope::Realm } else { scope };
        Self {
            role: Role::from_code(&template.role),
            scope,
            compartments: template.compartments.clone(),
            rights: template.rights.iter().filter_map(|code| Right::from_code(code)).collect(),
            basis: basis.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_county_and_the_agency_have_their_own_roles() {
        let county = standard_roles(&[Ops, Le, Cw, Stat]);
        let names: Vec<_> = county.iter().map(|template| template.role.as_str()).collect();
        assert_eq!(names, ["deputy", "advocate", "station_lead", "worker", "registrar"]);
        let agency = standard_roles(&[Adv]);
        let names: Vec<_> = agency.iter().map(|template| template.role.as_str()).collect();
        assert_eq!(names, ["advocate", "registrar"]);
    }

    // cjis:AC-3 cjis:5.13.6
    #[test]
    fn no_role_of_the_county_reaches_privileged_notes() {
        let county = standard_roles(&[Ops, Le, Cw, Stat, Agg]);
        assert!(county.iter().all(|template| !template.compartments.contains(&Adv)));
    }

    // cjis:AU-9 cjis:AC-5
    #[test]
    fn an_auditor_reads_what_was_done_and_no_episode_and_nobody_else_reads_it() {
        let roles = standard_roles(&Compartment::OF_REALMS);
        let readers = roles.iter().filter(|template| template.compartments.contains(&Audit));
        let readers: Vec<_> = readers.map(|template| (template.role.as_str(), template.compartments.len())).collect();
        assert_eq!(readers, [("auditor", 1)]);
    }

    // cjis:AC-2
    #[test]
    fn terms_follow_from_the_template() {
        let deputy = &standard_roles(&[Ops, Le])[0];
        let terms = GrantTerms::of_role(deputy, Scope::Realm, "assignment");
        assert_eq!((terms.role, terms.compartments, terms.rights), (Role::Deputy, vec![Ops, Le], vec![Right::Open]));
    }
}
