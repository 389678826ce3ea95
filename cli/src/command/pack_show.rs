//! `pack show`: the packs of this app, or the steps and questions of one.

use crate::desk;
use crate::failure::Failure;
use crate::pack_source;
use crate::said::Said;
use first72_core::protocol::Pack;
use first72_core::protocol::form::AnswerType;
use serde_json::{Value, json};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack: one that came with the app, a folder, or a copy.
    pack: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Said, Failure> {
    let packs = desk::packs();
    let Some(wanted) = &args.pack else {
        let text: Vec<String> = packs.all().map(line).collect();
        let object = |pack: &Pack| json!({ "id": pack.id, "version": pack.version, "place": pack.place });
        let all: Vec<Value> = packs.all().map(object).collect();
        return Ok(Said::new(text.join("\n"), json!({ "packs": all })));
    };
    let edition = pack_source::edition(wanted)?;
    Ok(one(edition.pack().map_err(|errors| Failure::Pack(errors.clone()))?))
}

fn line(pack: &Pack) -> String {
    format!("{}  {}  {}, {} steps, {:?}", pack.id, pack.version, pack.place, pack.steps.len(), pack.review.status)
}

fn one(pack: &Pack) -> Said {
    let texts = pack.texts("en");
    let mut text = vec![line(pack), "\nSteps".to_owned()];
    for step in &pack.steps {
        let title = texts.and_then(|texts| texts.steps.get(&step.id)).map_or("", |text| text.title.as_str());
        text.push(format!("  {}  {title}", step.id));
        for evidence in &step.evidence {
            text.push(format!("    {} ({})", evidence.id, kind(Some(&evidence.kind))));
        }
    }
    text.push("\nQuestions".to_owned());
    text.extend(pack.fields.iter().map(|field| format!("  {} ({})", field.id, kind(field.kind.as_ref()))));
    let step = |step: &first72_core::protocol::step::Step| {
        let evidence = step.evidence.iter().map(|piece| (piece.id.clone(), kind(Some(&piece.kind)).into()));
        json!({ "id": step.id, "evidence": Value::Object(evidence.collect()) })
    };
    let steps: Vec<Value> = pack.steps.iter().map(step).collect();
    let fields = pack.fields.iter().map(|field| (field.id.clone(), kind(field.kind.as_ref()).into()));
    let object = json!({
        "id": pack.id, "version": pack.version, "place": pack.place,
        "steps": steps, "fields": Value::Object(fields.collect()),
    });
    Said::new(text.join("\n"), object)
}

fn kind(kind: Option<&AnswerType>) -> String {
    match kind {
        None => "list".to_owned(),
        Some(kind) if kind.choices().is_empty() => kind.name().to_owned(),
        Some(kind) => format!("{}: {}", kind.name(), kind.choices().join(", ")),
    }
}
