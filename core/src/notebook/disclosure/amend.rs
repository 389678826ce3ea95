//! A changed copy in the place of an earlier one: what was chosen for the earlier, to begin with, and what may be replaced by
//! what. There is no other way to change what was given.

use super::{CopyLine, DAY_MS, DisclosureError, Giving, MOST_DAYS, Part};
use crate::directory::Disclosure;
use crate::episode::{Basis, Snapshot};
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::error::NotebookError;
use crate::notebook::seat::Seat;
use first72_wire::derived::matter_id;
use first72_wire::id::{EpisodeId, RealmId, SpaceId};

/// An earlier copy, and what was chosen for it, as far as it can be chosen again.
pub struct Earlier {
    /// How it stands.
    pub line: CopyLine,
    /// What it is a copy of.
    pub episode: EpisodeId,
    /// The same once more, in its place: until the same day, with what stands under the same questions today.
    pub giving: Giving,
    /// How many of its lines have to be picked anew, because it is not certain which part of the record they are.
    pub not_found: usize,
}

impl Notebook {
    /// What was chosen for a copy that this person gave and that may be read: to begin with, where a changed one takes its place.
    ///
    /// # Errors
    /// [`DisclosureError::None`] for one that is not here, [`DisclosureError::NotTheirs`] and [`DisclosureError::Over`];
    /// [`DisclosureError::Recipient`] when who got it is entitled to nothing there any more, and
    /// [`NotebookError::NoEpisode`] when the episode is not here.
    pub fn earlier_copy(&self, realm: RealmId, space: SpaceId, now: Moment) -> Result<Earlier, NotebookError> {
        let now_ms = self.time(now).ms;
        let seat = self.seat_of(realm)?;
        let given = seat.to_replace(&space, now_ms)?;
        let copy = seat.copies.get(&space).ok_or(DisclosureError::None)?;
        if !seat.recipients(now_ms).iter().any(|to| to.person == given.to) {
            return Err(DisclosureError::Recipient.into());
        }
        let (parts, not_found) = self.parts_again(copy)?;
        let left_ms = given.end_ms.saturating_sub(now_ms);
        let days = u32::try_from(left_ms.saturating_add(DAY_MS - 1) / DAY_MS).unwrap_or(MOST_DAYS);
        let giving = Giving {
            realm,
            to: given.to,
            parts,
            purpose: copy.purpose.clone(),
            how: copy.how,
            language: copy.language.clone(),
            days: days.clamp(1, MOST_DAYS),
            may_keep: given.may_keep,
            basis: copy.basis,
            supersedes: Some(space),
        };
        Ok(Earlier { line: self.copy_line(seat, given, now_ms), episode: copy.episode, giving, not_found })
    }

    /// The parts of the record that stand where the lines of a copy stood. Where two could be meant the words decide, and where
    /// these do not either, nothing is picked: nobody shares by this what was not shared before.
    fn parts_again(&self, copy: &Snapshot) -> Result<(Vec<Part>, usize), NotebookError> {
        let known = self.copy_parts(copy.episode, &copy.language)?;
        let lines = || copy.sections.iter().flat_map(|section| section.lines.iter().map(|line| (&section.title, line)));
        let (mut parts, mut not_found) = (Vec::new(), 0);
        for (title, line) in lines() {
            let there: Vec<_> = known.iter().filter(|part| part.title == *title && part.label == line.label).collect();
            let is_one = lines().filter(|(of, other)| *of == title && other.label == line.label).count() == 1;
            let same: Vec<_> = there.iter().copied().filter(|part| part.words == line.words).collect();
            match (there.as_slice(), same.as_slice()) {
                ([part], _) if is_one => parts.push(part.part.clone()),
                (_, [part]) if !parts.contains(&part.part) => parts.push(part.part.clone()),
                (_, [_]) => {}
                _ => not_found += 1,
            }
        }
        Ok((parts, not_found))
    }

    /// A copy takes the place of one that the same person gave the same reader of the same episode and that may be read; what
    /// was ordered is replaced by what is ordered.
    pub(super) fn check_earlier(&self, episode: EpisodeId, giving: &Giving, now_ms: i64) -> Result<(), NotebookError> {
        let Some(space) = giving.supersedes else { return Ok(()) };
        let seat = self.seat_of(giving.realm)?;
        let given = seat.to_replace(&space, now_ms)?;
        if given.to != giving.to || given.matter != matter_id(&giving.realm, &episode) {
            return Err(DisclosureError::OtherCopy.into());
        }
        let was_ordered = self.basis_of(seat, &space).is_some_and(|basis| !basis.is_consent());
        if was_ordered && giving.basis.is_consent() {
            return Err(DisclosureError::Ordered.into());
        }
        Ok(())
    }

    fn basis_of(&self, seat: &Seat, space: &SpaceId) -> Option<Basis> {
        let copied = seat.copies.get(space).map(|copy| copy.basis);
        copied.or_else(|| self.ground_of(space).map(|(_, ground)| ground.basis))
    }
}

impl Seat {
    /// A copy of this person's that another can take the place of.
    fn to_replace(&self, space: &SpaceId, now_ms: i64) -> Result<&Disclosure, DisclosureError> {
        let given = self.directory.disclosure(space).ok_or(DisclosureError::None)?;
        match (self.is_me(given.author), given.is_open(now_ms)) {
            (false, _) => Err(DisclosureError::NotTheirs),
            (true, false) => Err(DisclosureError::Over),
            (true, true) => Ok(given),
        }
    }
}
