//! Realms, people, devices and grants: what signed statements add up to. Pure: no storage, no network, no wall clock.
