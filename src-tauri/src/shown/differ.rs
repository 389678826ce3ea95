//! Questions that people answered differently. Nothing settles them but a person: every answer stands until then, the
//! plan takes the question for unknown, and so the safe branch stays on.

use super::Shown;
use crate::view::Differing;

impl Shown<'_> {
    /// The questions with answers that differ, in the pack's order.
    pub(crate) fn differing(&self) -> Vec<Differing> {
        let mut keys: Vec<&str> = self.record.differing().collect();
        keys.sort_by_key(|key| self.place(key));
        let seen = |key: &str| Differing {
            field: key.to_owned(),
            label: self.words.field(key),
            topic: self.pack.field(key).and_then(|field| field.topic.clone()),
        };
        keys.into_iter().map(seen).collect()
    }

    fn place(&self, key: &str) -> usize {
        let id = key.split_once('@').map_or(key, |(id, _)| id);
        self.pack.fields.iter().position(|field| field.id == id).unwrap_or(usize::MAX)
    }
}
