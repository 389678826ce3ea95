//! `advocate.toml` as it is written: what the advocate's own screens are made of. A pack may leave any part out.

use serde::Deserialize;

use super::{Ids, Placed};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdvocateFile {
    pub(crate) callout: Option<CalloutWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CalloutWritten {
    pub(crate) area: Placed<String>,
    pub(crate) shows: Ids,
    pub(crate) answer: Placed<String>,
    pub(crate) reason: Placed<String>,
    pub(crate) acknowledged: Placed<String>,
    pub(crate) eta: Placed<String>,
    pub(crate) arrived: Placed<String>,
    pub(crate) arrival_step: Placed<String>,
    pub(crate) eta_minutes: Placed<Vec<u16>>,
}
