//! The made-up people of the demo county, and what each is entitled to.

/// Opens every device of the demo. A demo's secret is no secret: the screen says that it is a demo.
pub const PIN: &str = "25801470";

/// The one station of the demo county.
pub const STATION: &str = "Harbor Demo";

/// The two realms.
#[derive(Clone, Copy)]
pub enum Realm {
    /// The county's own.
    County,
    /// The advocacy agency's own.
    Advocacy,
}

impl Realm {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::County => "Demo County",
            Self::Advocacy => "Demo Advocacy",
        }
    }

    /// The folder of its files, below the county's.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::County => "realm-county",
            Self::Advocacy => "realm-advocacy",
        }
    }

    /// The folder of its registrar's device.
    #[must_use]
    pub const fn registrar(self) -> &'static str {
        match self {
            Self::County => "registrar-county",
            Self::Advocacy => "registrar-advocacy",
        }
    }

    /// The classes of content it keeps.
    #[must_use]
    pub const fn compartments(self) -> &'static [&'static str] {
        match self {
            Self::County => &["OPS", "LE", "CW", "STAT", "AUDIT"],
            Self::Advocacy => &["ADV", "AUDIT"],
        }
    }
}

/// One person with a device.
pub struct Guest {
    /// The name of the device's folder, and of `--as`.
    pub who: &'static str,
    /// In full.
    pub name: &'static str,
    /// As others see it on a screen.
    pub short_name: &'static str,
    /// Who pays them.
    pub agency: &'static str,
    /// Where they are enrolled.
    pub seats: &'static [Seat],
}

/// One enrolment of that device.
pub struct Seat {
    /// Whose realm it is.
    pub realm: Realm,
    /// Whether they belong to another agency.
    pub guest: bool,
    /// What they do there.
    pub role: &'static str,
    /// What they can read.
    pub compartments: &'static [&'static str],
    /// What else they may do.
    pub rights: &'static [&'static str],
}

/// Everybody whose window opens.
pub const CAST: &[Guest] = &[
    Guest {
        who: "deputy",
        name: "D. Rivera (invented)",
        short_name: "D. Rivera",
        agency: "Demo County Sheriff",
        seats: &[Seat {
            realm: Realm::County,
            guest: false,
            role: "deputy",
            compartments: &["OPS", "LE"],
            rights: &["open", "write"],
        }],
    },
    Guest {
        who: "advocate",
        name: "A. Okafor (invented)",
        short_name: "A. Okafor",
        agency: "Demo Advocacy",
        seats: &[
            Seat { realm: Realm::County, guest: true, role: "advocate", compartments: &["OPS"], rights: &["write"] },
            Seat {
                realm: Realm::Advocacy,
                guest: false,
                role: "advocate",
                compartments: &["ADV"],
                rights: &["open", "write"],
            },
        ],
    },
    Guest {
        who: "lead",
        name: "L. Tran (invented)",
        short_name: "L. Tran",
        agency: "Demo County Sheriff",
        seats: &[Seat {
            realm: Realm::County,
            guest: false,
            role: "station_lead",
            compartments: &["OPS", "STAT"],
            rights: &["write", "assign"],
        }],
    },
];

/// Who reviews what was done in the county: enrolled as the others, at a desk of their own.
pub const AUDITOR: Guest = Guest {
    who: "auditor",
    name: "U. Lind (invented)",
    short_name: "U. Lind",
    agency: "Demo County",
    seats: &[Seat { realm: Realm::County, guest: false, role: "auditor", compartments: &["AUDIT"], rights: &[] }],
};

/// A second deputy, whose phone is new: not enrolled until somebody does it.
pub const NEWCOMER: Guest = Guest {
    who: "newcomer",
    name: "N. Sato (invented)",
    short_name: "N. Sato",
    agency: "Demo County Sheriff",
    seats: &[Seat {
        realm: Realm::County,
        guest: false,
        role: "deputy",
        compartments: &["OPS", "LE"],
        rights: &["open", "write"],
    }],
};
