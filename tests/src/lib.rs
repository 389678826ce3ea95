//! Devices and servers for the story tests.
