//! What a pack says about the advocate's own work: the page of a call, the limits of privacy, the safety plan, needs,
//! keeping in touch, and what may be told to whom. Each part is absent where a pack has none.

use super::step::Claim;

/// Everything that a pack says in `advocate.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvocateWork {
    /// The page of a call.
    pub callout: Option<CalloutRule>,
    /// The step at which the limits of privacy are explained.
    pub limits: Option<String>,
    /// The young person's safety plan.
    pub safety_plan: Option<SafetyPlanRule>,
    /// The topic whose questions say how the young person may be reached.
    pub contact_plan: Option<String>,
    /// What the young person needs and was given.
    pub needs: Option<NeedsRule>,
    /// Keeping in touch.
    pub follow_up: Option<FollowUpRule>,
    /// Who may be told what, in the order of the screen.
    pub tells: Vec<Tell>,
}

impl AdvocateWork {
    /// The topics that have a screen of their own: the record's questions leave them out.
    pub fn own_topics(&self) -> impl Iterator<Item = &str> {
        let plan = self.safety_plan.as_ref().map(|plan| plan.topic.as_str());
        let follow_up = self.follow_up.as_ref().map(|rule| rule.topic.as_str());
        plan.into_iter().chain(self.contact_plan.as_deref()).chain(follow_up)
    }
}

/// The page of a call: what it shows, and the questions in which it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalloutRule {
    /// The question where; the station's name stands in while nobody has answered it.
    pub area: String,
    /// The other questions whose answers stand on the page, and none besides.
    pub shows: Vec<String>,
    /// The question "are you coming?", answered with [`COMING`] or [`CANNOT_COME`].
    pub answer: String,
    /// The question why not.
    pub reason: String,
    /// The question when the page was answered.
    pub acknowledged: String,
    /// The question when the advocate will be there.
    pub eta: String,
    /// The question when the advocate arrived.
    pub arrived: String,
    /// The step that the arrival completes.
    pub arrival_step: String,
    /// The minutes that can be chosen until arrival, shortest first.
    pub eta_minutes: Vec<u16>,
}

/// The answer of an advocate who is on the way.
pub const COMING: &str = "coming";
/// The answer of an advocate who cannot come, so that the next is paged.
pub const CANNOT_COME: &str = "cannot_come";

/// The young person's safety plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyPlanRule {
    /// The topic whose questions are its parts.
    pub topic: String,
    /// The step that is done when there is a plan.
    pub made: String,
    /// The step that is done, turn after turn, when it was looked at again.
    pub again: String,
}

/// What the young person needs and was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsRule {
    /// The step that it belongs to.
    pub step: String,
    /// The question what was asked for, any of several.
    pub asked: String,
    /// The question what was given, any of the same.
    pub given: String,
    /// The question whether the bag was given.
    pub bag: String,
    /// Questions about sizes.
    pub sizes: Vec<String>,
}

/// Keeping in touch: the rhythm, and the list in which each contact is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRule {
    /// The topic of the list, which has a screen of its own.
    pub topic: String,
    /// The steps of the rhythm, one after the other.
    pub steps: Vec<String>,
    /// The step at whose dates help is offered again to somebody who said no.
    pub offers: String,
    /// The step of the look at day 90.
    pub look: String,
    /// The question how the young person wants it: [`GO_ON`], [`PAUSE`] or [`END`].
    pub support: String,
    /// The list of contacts.
    pub log: String,
    /// Of each contact: when.
    pub at: String,
    /// Of each contact: what became of it; [`MADE`] is one that was made.
    pub result: String,
    /// Of each contact: by which way.
    pub how: String,
    /// Of each contact: whether the safety plan was looked at together.
    pub plan_seen: String,
}

/// The young person wants it to go on.
pub const GO_ON: &str = "go_on";
/// The young person wants a break.
pub const PAUSE: &str = "pause";
/// The young person ended it.
pub const END: &str = "end";
/// A contact that was made.
pub const MADE: &str = "made";

/// Somebody who asks the advocate things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tell {
    /// The id; the sentences stand in the texts under it.
    pub id: String,
    /// What stands behind the sentences.
    pub claim: Claim,
}
