//! Devices and servers for the story tests.

pub mod bench;
pub mod county;
pub mod demo;
pub mod house;
pub mod invented;
pub mod night;
pub mod outside;
pub mod packs;
pub mod practice;
pub mod programs;
pub mod untrusted;
pub mod window;
