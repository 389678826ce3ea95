//! The people of a realm.

use first72_wire::id::{Hash, PersonId};

/// What a statement says of a person to the members of the realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// The full name.
    pub name: String,
    /// What stands on a crowded screen.
    pub short_name: String,
    /// The agency.
    pub agency: String,
    /// Whether another custodian employs the person.
    pub guest: bool,
}

/// A person of the realm. People are never removed; their devices and grants end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// The person.
    pub person_id: PersonId,
    /// Who it is; none while the sealed part cannot be opened here.
    pub facts: Option<PersonFacts>,
    /// The statement.
    pub statement: Hash,
}
