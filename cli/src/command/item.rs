//! `item`: the items of a list of the form, such as a person who paid: adds one, takes one off, lists them.

use crate::failure::Failure;
use crate::lookup;
use crate::said::Said;
use first72_core::moment::Moment;
use first72_core::notebook::{Before, ListedItem, Notebook};
use serde::Deserialize;
use serde_json::json;

#[derive(clap::Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Args {
    /// The episode: its two words, or its id.
    episode: String,
    /// The list's key.
    list: String,
    /// Add an item; its questions are then answered as QUESTION@ITEM.
    #[arg(long, conflicts_with = "remove")]
    #[serde(default)]
    add: bool,
    /// Take this item off the list, by its number or its id; what was written about it stays in the history.
    #[arg(long, value_name = "ITEM")]
    #[serde(default)]
    remove: Option<String>,
}

pub(crate) fn run(args: &Args, notebook: &mut Notebook, now: Moment) -> Result<Said, Failure> {
    let episode = lookup::episode(notebook, &args.episode)?;
    let list = args.list.as_str();
    match &args.remove {
        Some(_) if args.add => {
            return Err(Failure::Argument { argument: "the item", wanted: "add or remove, not both" });
        }
        Some(named) => {
            let is_named =
                |item: &ListedItem| item.item == *named || item.number.is_some_and(|n| n.to_string() == *named);
            let item = notebook.items(episode, list)?.into_iter().find(is_named);
            let item = item.ok_or_else(|| Failure::NoSuch {
                thing: "item",
                wanted: named.clone(),
                advice: "`first72 item EPISODE LIST` shows those of the list",
            })?;
            notebook.remove_item(episode, list, &item.item, Before::Everything, now)?;
        }
        None if args.add => drop(notebook.add_item(episode, list, now)?),
        None => {}
    }
    let items = notebook.items(episode, list)?;
    let line = |item: &ListedItem| item.number.map_or(item.item.clone(), |number| format!("{number}  {}", item.item));
    let text: Vec<String> = items.iter().map(line).collect();
    let text = if text.is_empty() { format!("{list} has no items.") } else { text.join("\n") };
    let object = |item: &ListedItem| json!({ "item": item.item, "number": item.number });
    Ok(Said::new(text, json!({ "list": list, "items": items.iter().map(object).collect::<Vec<_>>() })))
}
