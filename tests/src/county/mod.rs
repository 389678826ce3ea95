//! A made-up county for one test: realms, servers that listen, devices that are notebooks.
//!
//! Everything is drawn from a seed, so that a night can be lived twice. Every name is invented.

mod device;
mod packs;
mod realm;
mod tape;

pub use device::{Asleep, Device, DrawnFromSeed, NOW, choice, contact, done, happen_at, now, text};
pub use packs::happen_in;
pub use realm::{Member, Realm, files_below};
pub use tape::{Carried, Tape, Taped, Twisted, first_answer};

use first72_core::directory::Role;
use first72_wire::compartment::Compartment;

/// The station that every episode here is opened at.
pub const STATION: &str = "harbor-demo";

/// A county's realm and an advocacy agency's, with one deputy, one advocate and one lead.
pub struct County {
    /// Realm A: the county.
    pub county: Realm,
    /// Realm B: the advocate's agency.
    pub agency: Realm,
    /// May write operations and law enforcement in A.
    pub deputy: Device,
    /// May write operations in A, and private notes in B.
    pub advocate: Device,
    /// May write operations and the station's numbers in A.
    pub lead: Device,
}

impl County {
    /// Founds both realms and enrols the three people. Both servers are off.
    #[must_use]
    pub fn found(seed: u64) -> Self {
        Self::found_with(seed, STATION, ["D. Rivera", "A. Okafor", "L. Tran"])
    }

    /// The same with another station and other names: deputy, advocate, lead.
    #[must_use]
    pub fn found_with(seed: u64, station: &str, [deputy_is, advocate_is, lead_is]: [&str; 3]) -> Self {
        use Compartment::{Adv, Cw, Le, Ops, Stat};
        let county = Realm::found(seed ^ 0xA, "Demo County", &[Ops, Le, Cw, Stat]);
        let agency = Realm::found(seed ^ 0xB, "Demo Advocacy", &[Adv]);
        let [deputy, advocate, lead] = [1, 2, 3].map(|who| Device::new(seed ^ (who << 8)));
        let member = |name: &str, role, compartments: &[Compartment]| Member {
            name: name.into(),
            role,
            station: station.into(),
            compartments: compartments.to_vec(),
        };
        county.enrol(&deputy, member(deputy_is, Role::Deputy, &[Ops, Le]));
        county.enrol(&advocate, member(advocate_is, Role::Advocate, &[Ops]));
        agency.enrol(&advocate, member(advocate_is, Role::Advocate, &[Adv]));
        county.enrol(&lead, member(lead_is, Role::StationLead, &[Ops, Stat]));
        Self { county, agency, deputy, advocate, lead }
    }

    /// Both servers on, and what the registrars signed is there.
    pub fn open(&mut self) {
        for realm in [&mut self.county, &mut self.agency] {
            realm.start();
            realm.registrar.sync(realm.id, &realm.relay()).expect("the registrar's statements go up");
        }
    }
}
