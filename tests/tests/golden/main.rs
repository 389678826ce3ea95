//! The format against a second implementation: what Python made opens here, is made here again byte for
//! byte, and is refused after any one bit was altered; and the other way round.

mod altered;
mod both_ways;
mod copies;
mod opened;
mod realm;
mod remade;
mod tree;
