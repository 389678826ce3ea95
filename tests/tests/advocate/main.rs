//! The advocate's work, over two real servers: what the officer and the lead learn of it at once, and what nobody but
//! the advocacy agency ever learns.

mod callout;
mod places;
mod private;
mod readers;
