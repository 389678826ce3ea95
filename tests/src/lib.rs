//! Devices and servers for the story tests.

pub mod window;
