//! Lists of a form whose items people add: a person, a vehicle. Additions win: what somebody wrote
//! about an item while another took it off the list brings it back.

use super::Notebook;
use super::answering::Before;
use super::error::NotebookError;
use crate::episode::{Change, ChangeRef, Record};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::protocol::pack::Field;
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedItem {
    /// Its id: the pack's, or one that was drawn when it was added.
    pub item: String,
    /// Which of those that were ever added it is, from 1; none for the pack's own.
    pub number: Option<usize>,
    /// What holds it on the list: its additions, and the answers that stand about it.
    pub held_by: Vec<ChangeRef>,
}

impl Notebook {
    /// The items of a list: the pack's own, then those that people added, oldest first.
    ///
    /// # Errors
    /// When there is no such episode or no such list.
    pub fn items(&self, episode: EpisodeId, list: &str) -> Result<Vec<ListedItem>, NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let list = list_of(pack, list)?;
        let own = list.items.iter().map(|item| ListedItem { item: item.clone(), number: None, held_by: Vec::new() });
        let added = (1..).zip(record.items_ever(&list.id)).map(|(number, item)| ListedItem {
            item: item.to_owned(),
            number: Some(number),
            held_by: holds(record, pack, list, item).into_iter().map(|(reference, _)| reference).collect(),
        });
        Ok(own.chain(added.filter(|item| !item.held_by.is_empty())).collect())
    }

    /// Whether this person may add items to a list: the pack names none itself, and they may write there.
    #[must_use]
    pub fn may_add_item(&self, episode: EpisodeId, list: &Field) -> bool {
        list.is_list() && list.items.is_empty() && self.home(episode, &list.compartments).is_ok()
    }

    /// Adds an item to a list and says its id, which stands behind an `@` in the keys of its questions.
    ///
    /// # Errors
    /// When there is no such list, the pack names its items itself, or this person may not write there.
    pub fn add_item(&mut self, episode: EpisodeId, list: &str, now: Moment) -> Result<String, NotebookError> {
        let (_, pack) = self.opened(episode)?;
        let list = list_of(pack, list)?;
        if !list.items.is_empty() {
            return Err(NotebookError::FixedList { field: list.id.clone() });
        }
        let facts = self.home(episode, &list.compartments)?;
        let item = self.draw_item()?;
        let change = Change::AddItem { field: list.id.clone(), item: item.clone() };
        self.save(vec![(facts, vec![change])], now)?;
        Ok(item)
    }

    /// A new item's id.
    pub(super) fn draw_item(&self) -> Result<String, NotebookError> {
        let [first, second, third, fourth, ..] = super::draw_id(&*self.random)?;
        Ok(format!("{:08x}", u32::from_be_bytes([first, second, third, fourth])))
    }

    /// Takes an item off a list, with the answers about it that the person saw. All stay in the
    /// history; an answer that they did not see keeps the item where it is.
    ///
    /// # Errors
    /// As [`Notebook::add_item`].
    pub fn remove_item(
        &mut self,
        episode: EpisodeId,
        list: &str,
        item: &str,
        before: Before<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let (record, pack) = self.opened(episode)?;
        let list = list_of(pack, list)?;
        if !list.items.is_empty() {
            return Err(NotebookError::FixedList { field: list.id.clone() });
        }
        let facts = self.home(episode, &list.compartments)?;
        let mut seen = holds(record, pack, list, item);
        seen.retain(|(reference, _)| before.has(*reference, false));
        let removes = self.nameable(&seen, facts.compartment);
        let change = Change::RemoveItem { field: list.id.clone(), item: item.to_owned(), removes };
        self.save(vec![(facts, vec![change])], now)
    }

    /// Whether a key of a list's question names an item that is, or was, on the list.
    pub(super) fn is_listed(record: &Record, pack: &Pack, key: &str) -> bool {
        let Some((question, item)) = key.split_once('@') else { return true };
        let list = pack.field(key).and_then(|field| field.part_of.as_deref()).and_then(|list| pack.field(list));
        list.is_some_and(|list| {
            let added = || record.items_ever(&list.id).contains(&item);
            list.items.iter().any(|own| own == item) || added()
        }) && !question.is_empty()
    }
}

fn list_of<'p>(pack: &'p Pack, list: &str) -> Result<&'p Field, NotebookError> {
    let field = pack.field(list).filter(|field| field.is_list());
    field.ok_or_else(|| NotebookError::NoField { field: list.to_owned() })
}

/// What holds an added item on its list, and the class of content each stands in.
fn holds(record: &Record, pack: &Pack, list: &Field, item: &str) -> Vec<(ChangeRef, Compartment)> {
    let additions = record.additions(&list.id, item);
    let parts = pack.fields.iter().filter(|field| field.part_of.as_deref() == Some(list.id.as_str()));
    let answers = parts.flat_map(|part| record.answers(&format!("{}@{item}", part.id)));
    let answers = answers.map(|written| (written.reference, written.save.compartment()));
    additions.into_iter().chain(answers).collect()
}
