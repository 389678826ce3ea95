//! The seed of the file of an incident.

use first72_core::incident::{self, Ended, IncidentFile, OtherLogKey, Refusal, Row, Word};
use first72_wire::entry::SealedEntry;

/// One of each part; nothing in it holds but the form.
pub(super) fn incident(entries: &[SealedEntry]) -> IncidentFile {
    let (id, entry) = ("07".repeat(16), entries.first().map(SealedEntry::to_bytes).unwrap_or_default());
    let entry: String = entry.iter().map(|byte| format!("{byte:02x}")).collect();
    let carried = incident::Carried {
        entry: entry.clone(),
        leaf: Some(7),
        r32: "08".repeat(32),
        payload: "8265".into(),
        not_before_ms: None,
        not_after_ms: Some(1_780_000_000_000),
    };
    let row = Row {
        carried: 0,
        at_ms: 1_780_000_000_000,
        event: Some("changed".into()),
        number: 21,
        device: id.clone(),
        object: String::new(),
        episode: Some(id.clone()),
        amount: 2,
    };
    let refused = Refusal { entry: String::new(), device: id.clone(), code: "entry.gap".into(), noted_ms: 7 };
    IncidentFile {
        format: incident::FORMAT.into(),
        realm: id.clone(),
        genesis: "09".repeat(32),
        log_key: "0a".repeat(32),
        other_log_keys: vec![OtherLogKey { key: "0c".repeat(32), until: Some(9) }],
        from_ms: 0,
        to_ms: 1_790_000_000_000,
        made_ms: 1_790_000_000_000,
        authors: Vec::new(),
        carried: vec![carried],
        rows: vec![row],
        words: vec![Word { entry, size: 9, seen_ms: 1_780_000_000_000 }],
        proofs: vec!["{}".into()],
        refused: vec![refused],
        ended: vec![Ended { device: id, statement: "0b".repeat(32), wipe: true }],
    }
}
