//! How far a grant reaches, and what is known of a space that somebody wants to reach.

use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, PersonId};

/// How far a grant reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every episode of the realm.
    Realm,
    /// The episodes of one station, by its code.
    Station(String),
    /// One episode.
    Case(EpisodeId),
}

/// What a device knows of a space from its first change. Nothing here is known to a server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpaceFacts {
    /// The class of its content.
    pub compartment: Compartment,
    /// The code of the station that the episode belongs to.
    pub station: Option<String>,
    /// The episode.
    pub episode: Option<EpisodeId>,
    /// Who opened the episode: somebody with the right to open keeps what they opened.
    pub opened_by: Option<PersonId>,
}

impl SpaceFacts {
    /// A space of which only the class is known.
    #[must_use]
    pub const fn of(compartment: Compartment) -> Self {
        Self { compartment, station: None, episode: None, opened_by: None }
    }
}

impl Scope {
    /// Whether a space lies within this reach. What is not known of the space is not within it.
    #[must_use]
    pub fn reaches(&self, space: &SpaceFacts) -> bool {
        match self {
            Self::Realm => true,
            Self::Station(station) => space.station.as_ref() == Some(station),
            Self::Case(episode) => space.episode.as_ref() == Some(episode),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reaches_its_own_and_nothing_that_is_not_known() {
        let space = SpaceFacts {
            station: Some("harbor".into()),
            episode: Some(EpisodeId([1; 16])),
            ..SpaceFacts::of(Compartment::Ops)
        };
        let unknown = SpaceFacts::of(Compartment::Ops);
        assert!(Scope::Realm.reaches(&space) && Scope::Realm.reaches(&unknown));
        assert!(Scope::Station("harbor".into()).reaches(&space));
        assert!(!Scope::Station("hills".into()).reaches(&space));
        assert!(!Scope::Station("harbor".into()).reaches(&unknown));
        assert!(Scope::Case(EpisodeId([1; 16])).reaches(&space));
        assert!(!Scope::Case(EpisodeId([2; 16])).reaches(&space));
        assert!(!Scope::Case(EpisodeId([1; 16])).reaches(&unknown));
    }
}
