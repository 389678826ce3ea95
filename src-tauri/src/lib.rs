//! The shell: converts between the screen's JSON and the notebook, and delegates. It decides nothing.

pub mod view;
