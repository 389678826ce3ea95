//! When something of this person's is due: instants and nothing else, for reminders that say nothing of an episode.

use super::Notebook;
use crate::moment::Moment;
use first72_wire::id::EpisodeId;

impl Notebook {
    /// The due times of what this person still has to do, passed and ahead, in every episode, soonest first and each
    /// once, in milliseconds since 1970 UTC. Contacts by the rhythm of a pack are steps like any other.
    #[must_use]
    pub fn due_times(&self, now: Moment) -> Vec<i64> {
        let mut times: Vec<i64> = self.episodes().flat_map(|episode| self.due_in(episode, now)).collect();
        times.sort_unstable();
        times.dedup();
        times
    }

    fn due_in(&self, episode: EpisodeId, now: Moment) -> Vec<i64> {
        let (Ok(pack), Ok(plan)) = (self.pack_of(episode), self.plan(episode, now)) else { return Vec::new() };
        let roles: Vec<&str> = self.roles().into_iter().flat_map(|role| pack.roles_of(role)).collect();
        let mine = plan.mine(&roles).into_iter().filter(|step| !step.before_contact);
        mine.filter_map(|step| Some(step.due_at()?.ms)).collect()
    }
}
