//! The front door: one method per thing a person can do with the open notebook.
