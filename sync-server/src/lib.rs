//! The relay: stores what it cannot read, in order.
