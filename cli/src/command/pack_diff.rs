//! `pack diff`: what differs between two versions of a pack.

use crate::failure::Failure;
use crate::pack_source;
use crate::said::Said;
use first72_core::protocol::Pack;
use first72_core::protocol::diff::{PackDiff, TextDiff, texts_between};
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The older: a folder, a copy, or a pack that came with the app.
    old: String,
    /// The newer.
    new: String,
    /// The language whose words are compared.
    #[arg(long, default_value = "en")]
    language: String,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let (old, new) = (pack_source::edition(&args.old)?, pack_source::edition(&args.new)?);
    let old = old.pack().map_err(|errors| Failure::Pack(errors.clone()))?;
    let new = new.pack().map_err(|errors| Failure::Pack(errors.clone()))?;
    let texts = old.texts(&args.language).zip(new.texts(&args.language)).map(|(old, new)| texts_between(old, new));
    let (diff, texts) = (PackDiff::between(old, new), texts.unwrap_or_default());
    let mut text = vec![format!("{} {} -> {} {}", old.id, old.version, new.id, new.version)];
    text.extend(lines(&diff, old, new));
    text.extend(texts.iter().map(words));
    if diff.is_empty() && texts.is_empty() {
        text.push("Nothing differs.".to_owned());
    }
    Ok(Said::new(text.join("\n"), json!({ "difference": object(&diff), "texts": texts.len() })))
}

/// The differences as lines; titles are those of the English texts.
pub(crate) fn lines(diff: &PackDiff, old: &Pack, new: &Pack) -> Vec<String> {
    let title = |pack: &Pack, id: &str| {
        let text = pack.texts("en").and_then(|texts| texts.steps.get(id)).map(|text| text.title.clone());
        text.map_or_else(|| id.to_owned(), |title| format!("{id}  {title}"))
    };
    let mut lines = Vec::new();
    let mut add = |sign: &str, thing: &str, names: Vec<String>| {
        lines.extend(names.into_iter().map(|name| format!("{sign} {thing} {name}")));
    };
    add("+", "step", diff.steps_added.iter().map(|id| title(new, id)).collect());
    add("-", "step", diff.steps_dropped.iter().map(|id| title(old, id)).collect());
    let aspects = |step: &first72_core::protocol::diff::StepDiff| {
        let what: Vec<_> = step.what.iter().map(|aspect| aspect.code()).collect();
        format!("{} ({})", title(new, &step.id), what.join(", "))
    };
    add("~", "step", diff.steps_changed.iter().map(aspects).collect());
    add("+", "question", diff.fields_added.clone());
    add("-", "question", diff.fields_dropped.clone());
    let aspects = |field: &first72_core::protocol::diff::FieldDiff| {
        let what: Vec<_> = field.what.iter().map(|aspect| aspect.code()).collect();
        format!("{} ({})", field.id, what.join(", "))
    };
    add("~", "question", diff.fields_changed.iter().map(aspects).collect());
    add("~", "contact", diff.contacts_changed.clone());
    add("~", "clock", diff.clocks_changed.clone());
    add("~", "branch or track", diff.switches_changed.clone());
    lines
}

fn words(text: &TextDiff) -> String {
    let shown = |words: &Option<String>| words.clone().unwrap_or_else(|| "(none)".to_owned());
    format!(
        "~ words {}.{} {}\n    was: {}\n    is:  {}",
        text.section,
        text.id,
        text.key,
        shown(&text.old),
        shown(&text.new)
    )
}

/// The differences as an object.
pub(crate) fn object(diff: &PackDiff) -> Value {
    let steps: Vec<Value> = diff
        .steps_changed
        .iter()
        .map(|step| json!({ "id": step.id, "what": step.what.iter().map(|one| one.code()).collect::<Vec<_>>() }))
        .collect();
    let fields: Vec<Value> = diff
        .fields_changed
        .iter()
        .map(|field| json!({ "id": field.id, "what": field.what.iter().map(|one| one.code()).collect::<Vec<_>>() }))
        .collect();
    json!({
        "steps_added": diff.steps_added, "steps_dropped": diff.steps_dropped, "steps_changed": steps,
        "fields_added": diff.fields_added, "fields_dropped": diff.fields_dropped, "fields_changed": fields,
        "contacts_changed": diff.contacts_changed, "clocks_changed": diff.clocks_changed,
        "switches_changed": diff.switches_changed,
    })
}
