//! The limits that both sides know. What a server allows a device per minute or day stands in its own settings.

/// Most entries in one upload.
pub const MAX_BATCH_ENTRIES: usize = 1_024;
/// Longest request body, and longest page of a pull, in bytes.
pub const MAX_PAGE: usize = 1 << 20;
/// Longest page answer of a pull: a page, and the cursors that it moves, in bytes.
pub const MAX_PAGE_ANSWER: usize = MAX_PAGE + (1 << 20);
/// Most spaces that one pull may name.
pub const MAX_CURSORS: usize = 32_768;
/// How long a nonce of a hello is good for, in milliseconds.
pub const NONCE_LIFE_MS: i64 = 10 * 60 * 1_000;
/// Longest text of a checkpoint that is read, in bytes.
pub const MAX_CHECKPOINT: usize = 1_024;
/// Longest refusal code that is read, in bytes.
pub const MAX_CODE: usize = 64;
