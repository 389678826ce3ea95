//! What a person is entitled to, as it is typed.

use first72_core::directory::{GrantTerms, Right, Role, Scope};
use first72_core::notebook::{Compartment, NewGrant};

const ROLES: [&str; 7] = ["deputy", "advocate", "station_lead", "registrar", "coordinator", "worker", "auditor"];
const RIGHTS: [&str; 4] = ["open", "write", "assign", "release"];

/// One entitlement.
#[derive(clap::Args)]
pub(crate) struct Terms {
    /// What the person does.
    #[arg(long, value_parser = ROLES)]
    role: String,
    /// The station whose episodes are within reach; without it, those of the whole realm.
    #[arg(long)]
    station: Option<String>,
    /// A class of content, such as OPS; can be given several times, or with commas.
    #[arg(long = "compartment", value_name = "CLASS", required = true, value_delimiter = ',')]
    compartments: Vec<Compartment>,
    /// A right; can be given several times, or with commas. Without one the person reads.
    #[arg(long = "right", value_name = "RIGHT", value_parser = RIGHTS, value_delimiter = ',')]
    rights: Vec<String>,
    /// For how many days, at most 400.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=400))]
    pub(crate) days: u16,
    /// Why the entitlement is given.
    #[arg(long, default_value = "assignment")]
    basis: String,
}

impl Terms {
    /// As the notebook takes it.
    pub(crate) fn into_grant(self) -> NewGrant {
        // What was done on the devices belongs to no station.
        let station = self.station.filter(|_| self.compartments != [Compartment::Audit]);
        let terms = GrantTerms {
            role: Role::from_code(&self.role),
            scope: station.map_or(Scope::Realm, Scope::Station),
            compartments: self.compartments,
            rights: self.rights.iter().filter_map(|code| Right::from_code(code)).collect(),
            basis: self.basis,
        };
        NewGrant { terms, days: self.days }
    }
}

/// An entitlement in one line.
pub(crate) fn shown(terms: &GrantTerms) -> String {
    let reach = match &terms.scope {
        Scope::Station(station) => format!("at {station}"),
        Scope::Realm => "in the whole realm".to_owned(),
        Scope::Case(episode) => format!("in episode {episode}"),
    };
    let classes: Vec<_> = terms.compartments.iter().map(|class| class.code()).collect();
    let rights: Vec<_> = terms.rights.iter().map(|right| right.code()).collect();
    let rights = if rights.is_empty() { "read".to_owned() } else { format!("read, {}", rights.join(", ")) };
    format!("{} {reach}: {} ({rights})", terms.role.code(), classes.join(","))
}
