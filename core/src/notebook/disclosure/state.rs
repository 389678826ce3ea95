//! How each copy stands: whom it went to and until when, on which of their devices it was opened or destroyed, and which were
//! not heard of since.

use super::HoldLine;
use crate::directory::Disclosure;
use crate::episode::Basis;
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::seat::Seat;
use first72_wire::id::{DeviceId, EpisodeId, PersonId, RealmId, SpaceId};

/// How a copy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyState {
    /// It may be read.
    Open,
    /// Somebody took it back.
    TakenBack,
    /// Another took its place.
    Replaced,
    /// Its time is over.
    Over,
}

/// What a device of who got it has done with it, as far as it said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceState {
    /// Nothing was heard about it.
    Unheard,
    /// It was opened there.
    Opened,
    /// It was destroyed there.
    Purged {
        /// Whether it had been opened before.
        opened: bool,
    },
}

/// One device of who got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyDevice {
    /// The device.
    pub device: DeviceId,
    /// What people call it.
    pub label: Option<String>,
    /// What it said.
    pub state: DeviceState,
    /// When this device last showed a sign of life to its realm, by its own clock; none when never.
    pub heard_ms: Option<i64>,
}

/// A copy of which this person may know: they gave it, it was given to them, or they can take it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyLine {
    /// The realm in which it was given.
    pub realm: RealmId,
    /// Its space.
    pub space: SpaceId,
    /// Who gave it.
    pub author: PersonId,
    /// Who got it.
    pub to: PersonId,
    /// Whether this person gave it.
    pub mine: bool,
    /// Whether it was given to this person.
    pub for_me: bool,
    /// The episode; none while it is not here.
    pub episode: Option<EpisodeId>,
    /// Its two neutral words, where the copy is here or the episode.
    pub handle: Option<String>,
    /// The headings of what was copied, where the copy is here.
    pub parts: Vec<String>,
    /// What it is for, where the copy is here.
    pub purpose: Option<String>,
    /// Why it was given, where the copy is here.
    pub basis: Option<Basis>,
    /// From when.
    pub from_ms: i64,
    /// Until when.
    pub end_ms: i64,
    /// Whether it becomes the record of who got it.
    pub may_keep: bool,
    /// How it stands.
    pub state: CopyState,
    /// The hold that keeps it from being destroyed, while one stands.
    pub held: Option<HoldLine>,
    /// The devices of who got it.
    pub devices: Vec<CopyDevice>,
    /// Whether this person can read it now.
    pub can_read: bool,
    /// Whether this person can take it back now.
    pub can_take_back: bool,
    /// Whether this person can give a changed one in its place now.
    pub can_amend: bool,
    /// Whether this person can keep it from being destroyed, as a registrar; not while a hold does.
    pub can_hold: bool,
}

impl Notebook {
    /// The copies of which this person may know, the newest first.
    #[must_use]
    pub fn copies(&self, now: Moment) -> Vec<CopyLine> {
        let now_ms = self.time(now).ms;
        let of = |seat: &Seat| {
            let known = seat.directory.disclosures().filter(|given| seat.may_know(given, now_ms));
            known.map(|given| self.copy_line(seat, given, now_ms)).collect::<Vec<_>>()
        };
        let mut lines: Vec<CopyLine> = self.seats.iter().flat_map(of).collect();
        lines.sort_by_key(|line| (std::cmp::Reverse(line.from_ms), line.space));
        lines
    }

    pub(super) fn copy_line(&self, seat: &Seat, given: &Disclosure, now_ms: i64) -> CopyLine {
        let (mine, for_me) = (seat.is_me(given.author), seat.is_me(given.to));
        let copy = seat.copies.get(&given.space);
        let episode = copy.map(|copy| copy.episode).or_else(|| self.episode_of(seat.realm(), &given.matter));
        let is_here = episode.filter(|episode| self.records.contains_key(episode));
        let is_consent = copy.is_none_or(|copy| copy.basis.is_consent());
        CopyLine {
            realm: seat.realm(),
            space: given.space,
            author: given.author,
            to: given.to,
            mine,
            for_me,
            episode: is_here,
            handle: copy.map(|copy| copy.handle.clone()),
            parts: copy.iter().flat_map(|copy| &copy.sections).map(|section| section.title.clone()).collect(),
            purpose: copy.map(|copy| copy.purpose.clone()),
            basis: copy.map(|copy| copy.basis),
            from_ms: given.from_ms,
            end_ms: given.end_ms,
            may_keep: given.may_keep,
            state: state(seat, given, now_ms),
            held: seat.directory.held(&given.matter).map(|hold| self.hold_line(seat, hold)),
            devices: seat.copy_devices(given),
            can_read: copy.is_some() && (mine || (for_me && (given.may_keep || given.is_open(now_ms)))),
            can_hold: seat.directory.held(&given.matter).is_none() && seat.directory.is_registrar(&seat.device()),
            can_amend: mine && given.is_open(now_ms) && copy.is_some() && is_here.is_some(),
            can_take_back: given.is_open(now_ms) && seat.may_take_back(given, now_ms) && (!mine || is_consent),
        }
    }
}

pub(super) fn state(seat: &Seat, given: &Disclosure, now_ms: i64) -> CopyState {
    let is_replaced = || {
        let mut later = seat.directory.disclosures().filter(|later| later.author == given.author);
        later.any(|later| later.supersedes == Some(given.space))
    };
    match (given.closes.is_empty(), now_ms < given.end_ms) {
        (true, true) => CopyState::Open,
        (true, false) => CopyState::Over,
        (false, _) if is_replaced() => CopyState::Replaced,
        (false, _) => CopyState::TakenBack,
    }
}

impl Seat {
    /// Whether this person may know of a copy: they gave it, got it, or can take it back.
    pub(super) fn may_know(&self, given: &Disclosure, now_ms: i64) -> bool {
        self.is_me(given.author) || self.is_me(given.to) || self.may_take_back(given, now_ms)
    }

    pub(super) fn copy_devices(&self, given: &Disclosure) -> Vec<CopyDevice> {
        let (opened, purged) = (self.directory.opened_by(given), self.directory.purged_by(given));
        let theirs = self.directory.devices().filter(|device| device.person_id == given.to);
        // A device that ended and never had it says nothing about it.
        let known = theirs.filter(|device| {
            device.is_live() || opened.contains(&device.device_id) || purged.contains(&device.device_id)
        });
        known
            .map(|device| CopyDevice {
                device: device.device_id,
                label: device.label.clone(),
                state: match (purged.contains(&device.device_id), opened.contains(&device.device_id)) {
                    (true, opened) => DeviceState::Purged { opened },
                    (false, true) => DeviceState::Opened,
                    (false, false) => DeviceState::Unheard,
                },
                heard_ms: self.heard.get(&device.device_id).copied(),
            })
            .collect()
    }
}
