//! The shell: converts and delegates.
