//! The made-up people of the demo county, and what each is entitled to.

/// Opens every device of the demo. A demo's secret is no secret: the screen says that it is a demo.
pub(crate) const PIN: &str = "25801470";

/// The one station of the demo county.
pub(crate) const STATION: &str = "Harbor Demo";

/// The two realms.
#[derive(Clone, Copy)]
pub(crate) enum Realm {
    /// The county's own.
    County,
    /// The advocacy agency's own.
    Advocacy,
}

impl Realm {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::County => "Demo County",
            Self::Advocacy => "Demo Advocacy",
        }
    }

    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::County => "realm-county",
            Self::Advocacy => "realm-advocacy",
        }
    }

    pub(crate) const fn registrar(self) -> &'static str {
        match self {
            Self::County => "registrar-county",
            Self::Advocacy => "registrar-advocacy",
        }
    }

    pub(crate) const fn compartments(self) -> &'static [&'static str] {
        match self {
            Self::County => &["OPS", "LE", "CW", "STAT"],
            Self::Advocacy => &["ADV"],
        }
    }
}

/// One person with a device.
pub(crate) struct Guest {
    /// The name of the device's folder, and of `--as`.
    pub(crate) who: &'static str,
    pub(crate) name: &'static str,
    pub(crate) short_name: &'static str,
    pub(crate) agency: &'static str,
    pub(crate) seats: &'static [Seat],
}

/// One enrolment of that device.
pub(crate) struct Seat {
    pub(crate) realm: Realm,
    pub(crate) guest: bool,
    pub(crate) role: &'static str,
    pub(crate) compartments: &'static [&'static str],
    pub(crate) rights: &'static [&'static str],
}

/// Everybody whose window opens.
pub(crate) const CAST: &[Guest] = &[
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
            rights: &["write"],
        }],
    },
];
