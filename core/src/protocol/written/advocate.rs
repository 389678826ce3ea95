//! `advocate.toml` as it is written: what the advocate's own screens are made of. A pack may leave any part out.

use serde::Deserialize;

use super::{Ids, Placed};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdvocateFile {
    pub(crate) callout: Option<CalloutWritten>,
    pub(crate) limits: Option<LimitsOfPrivacyWritten>,
    pub(crate) safety_plan: Option<SafetyPlanWritten>,
    pub(crate) contact_plan: Option<ContactPlanWritten>,
    pub(crate) needs: Option<NeedsWritten>,
    pub(crate) follow_up: Option<FollowUpWritten>,
    #[serde(default)]
    pub(crate) tell: Vec<TellWritten>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitsOfPrivacyWritten {
    pub(crate) step: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SafetyPlanWritten {
    pub(crate) topic: Placed<String>,
    pub(crate) made: Placed<String>,
    pub(crate) again: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactPlanWritten {
    pub(crate) topic: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedsWritten {
    pub(crate) step: Placed<String>,
    pub(crate) asked: Placed<String>,
    pub(crate) given: Placed<String>,
    pub(crate) bag: Placed<String>,
    #[serde(default)]
    pub(crate) sizes: Ids,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FollowUpWritten {
    pub(crate) steps: Placed<Ids>,
    pub(crate) offers: Placed<String>,
    pub(crate) look: Placed<String>,
    pub(crate) support: Placed<String>,
    pub(crate) log: Placed<String>,
    pub(crate) at: Placed<String>,
    pub(crate) result: Placed<String>,
    pub(crate) how: Placed<String>,
    pub(crate) plan_seen: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TellWritten {
    pub(crate) id: Placed<String>,
    #[serde(default)]
    pub(crate) sources: Ids,
    pub(crate) confidence: Placed<String>,
    #[serde(default)]
    pub(crate) verified: bool,
    #[serde(default)]
    pub(crate) note: String,
}
