//! Devices and servers for the story tests.

pub mod county;
pub mod invented;
pub mod packs;
pub mod window;
