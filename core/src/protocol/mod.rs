//! Packs, steps, branches, clocks and due times: what has to be done, by whom, by when. Pure.
//!
//! A pack is data; `Pack::load` reads and checks it, `engine::run` plans one episode with it. Nothing here reads a
//! clock, a file or the network.

mod advice;
pub mod advocate;
pub mod answer_test;
pub mod calendar;
pub mod call;
pub mod callout;
pub mod card;
mod check;
pub mod clock;
pub mod condition;
pub mod contact;
pub mod diff;
pub mod due;
pub mod edition;
pub mod engine;
pub mod facts;
pub mod follow_up;
pub mod form;
mod from_record;
pub mod hours;
pub mod length;
mod lineage;
#[cfg(test)]
mod nights;
pub mod pack;
pub mod plan;
pub mod problem;
pub mod reading_ease;
pub mod ready;
#[cfg(test)]
mod sample;
pub mod scenario;
pub mod shipped;
pub mod signature;
pub mod signature_file;
pub(crate) mod state;
pub mod step;
pub mod switched;
pub mod texts;
mod written;

pub(crate) use check::blaming;
pub use engine::run;
pub use facts::Facts;
pub use pack::Pack;
pub use plan::Plan;
