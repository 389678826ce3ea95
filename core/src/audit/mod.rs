//! What was done on a device, for the eyes of a realm's auditors alone: the events, the form in which they travel, and what
//! a weekly review looks at.
//!
//! A row holds a code, a time and ids: no content and no names (CJIS AU-3(3)). Rows are written in the transaction of the
//! act that they tell of, wait sealed on the device, and travel in AUDIT entries whose keys their writer does not keep.

mod batch;
mod event;
mod review;

pub use batch::{AuditBatch, AuditRow, BatchError, MAX_ROWS};
pub use event::{AuditClass, AuditEvent};
pub use review::{LOOKED_AT_MANY, MISSED_OFTEN, PersonWeek, Remark, Told, Week, review};
