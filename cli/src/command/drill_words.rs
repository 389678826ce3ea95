//! What a drill says at the terminal, in both languages: what was heard, and the debrief beside the pack.

use crate::said::Said;
use crate::times;
use first72_core::drill::debrief::{Debrief, DebriefLine, Outcome, YouthDebrief};
use first72_core::drill::script::{Script, Words};
use first72_core::notebook::{Drill, Heard, Notebook};
use first72_core::protocol::Pack;
use serde_json::{Value, json};

/// What the words are taken from.
pub(super) struct Told<'a> {
    pub(super) script: &'a Script,
    pub(super) pack: &'a Pack,
    pub(super) notebook: &'a Notebook,
    pub(super) language: &'a str,
}

const MINUTE_MS: i64 = 60_000;

/// The same in English and in Spanish.
macro_rules! words {
    ($($name:ident: $en:literal, $es:literal;)*) => {
        $(fn $name(language: &str) -> &'static str { if language == "es" { $es } else { $en } })*
    };
}

words! {
    nobody_real: "Drill. Nobody here is real.", "Simulacro. Aquí nadie es real.";
    heard_title: "What was heard", "Lo que se oyó";
    well: "What went well", "Lo que salió bien";
    next_time: "For next time", "Para la próxima vez";
    asked_twice: "Asked more than once", "Preguntado más de una vez";
    not_opened: "no record was opened", "no se abrió un registro";
    done: "done", "hecho";
    in_time: "done, early by", "hecho, antes por";
    late: "done, later by", "hecho, más tarde por";
    missed: "not marked; it was due so long ago:", "sin marcar; venció hace:";
    open: "not marked; it has no hour", "sin marcar; no tiene hora";
    ahead: "still ahead, in", "todavía falta, en";
    after: "after", "a los";
    minutes: "min", "min";
    settled: "settled", "resuelto";
}

/// The whole answer.
pub(super) fn said(told: &Told<'_>, heard: &[Heard], debrief: &Debrief) -> Said {
    let mut lines = vec![told.script.title.of(told.language).to_owned(), nobody_real(told.language).to_owned()];
    lines.push(format!("\n{}", heard_title(told.language)));
    lines.extend(heard.iter().map(|one| {
        let by = one.by.as_ref().map(|by| format!(" {by}:")).unwrap_or_default();
        format!("  {} [{}]{by} {}", hour(told, one.at_ms), one.channel, one.text)
    }));
    lines.extend(remarks(well(told.language), &debrief.well, told.language));
    for youth in &debrief.youths {
        lines.extend(youth_lines(told, youth));
    }
    lines.extend(remarks(next_time(told.language), &debrief.next_time, told.language));
    Said::new(lines.join("\n"), object(told, heard, debrief))
}

fn remarks(title: &str, said: &[Words], language: &str) -> Vec<String> {
    if said.is_empty() {
        return Vec::new();
    }
    let lines = said.iter().map(|words| format!("  {}", words.of(language)));
    std::iter::once(format!("\n{title}")).chain(lines).collect()
}

fn youth_lines(told: &Told<'_>, youth: &YouthDebrief) -> Vec<String> {
    let handle = youth.handle.clone().unwrap_or_else(|| not_opened(told.language).to_owned());
    let mut lines = vec![format!("\n{} ({handle})", who(told, youth))];
    for line in youth.lines.iter().filter(|line| line.mine || line.settled_ms.is_some()) {
        let by = Drill::name_of(told.notebook, line.by).map(|name| format!(", {name}")).unwrap_or_default();
        let at = line.settled_ms.map(|ms| format!("{} ", hour(told, ms))).unwrap_or_default();
        lines.push(format!("  {}: {at}{}{by}", title(told, line), outcome(told.language, line)));
    }
    if !youth.asked_twice.is_empty() {
        lines.push(format!("  {}:", asked_twice(told.language)));
        lines.extend(youth.asked_twice.iter().map(|asked| format!("    {}", question(told, &asked.field))));
    }
    lines
}

fn outcome(language: &str, line: &DebriefLine) -> String {
    let span = |ms: i64| format!("{} {}", ms / MINUTE_MS, minutes(language));
    match line.outcome {
        Outcome::Early { by_ms } => format!("{} {}", in_time(language), span(by_ms)),
        Outcome::Late { by_ms } => format!("{} {}", late(language), span(by_ms)),
        Outcome::Done { after_ms: Some(ms) } => format!("{}, {} {}", done(language), after(language), span(ms)),
        Outcome::Done { after_ms: None } => done(language).to_owned(),
        Outcome::Settled(state) => format!("{} ({})", settled(language), state.word()),
        Outcome::Missed { by_ms } => format!("{} {}", missed(language), span(by_ms)),
        Outcome::Open => open(language).to_owned(),
        Outcome::Ahead { in_ms } => format!("{} {}", ahead(language), span(in_ms)),
    }
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Early { .. } => "early",
        Outcome::Late { .. } => "late",
        Outcome::Done { .. } => "done",
        Outcome::Settled(_) => "settled",
        Outcome::Missed { .. } => "missed",
        Outcome::Open => "open",
        Outcome::Ahead { .. } => "ahead",
    }
}

const fn length_ms(outcome: Outcome) -> Option<i64> {
    match outcome {
        Outcome::Early { by_ms } | Outcome::Late { by_ms } | Outcome::Missed { by_ms } => Some(by_ms),
        Outcome::Done { after_ms } => after_ms,
        Outcome::Ahead { in_ms } => Some(in_ms),
        Outcome::Settled(_) | Outcome::Open => None,
    }
}

fn object(told: &Told<'_>, heard: &[Heard], debrief: &Debrief) -> Value {
    let heard = heard
        .iter()
        .map(|one| json!({ "at": time(told, one.at_ms), "channel": one.channel, "by": one.by, "text": one.text }));
    let said = |words: &[Words]| words.iter().map(|one| one.of(told.language).to_owned()).collect::<Vec<_>>();
    json!({
        "drill": told.script.id,
        "title": told.script.title.of(told.language),
        "language": told.language,
        "heard": heard.collect::<Vec<_>>(),
        "debrief": {
            "began": time(told, debrief.began_ms),
            "read": time(told, debrief.read_ms),
            "well": said(&debrief.well),
            "next_time": said(&debrief.next_time),
            "youths": debrief.youths.iter().map(|youth| youth_object(told, youth)).collect::<Vec<_>>(),
        },
    })
}

fn youth_object(told: &Told<'_>, youth: &YouthDebrief) -> Value {
    let step = |line: &DebriefLine| {
        json!({
            "step": line.step,
            "title": title(told, line),
            "mine": line.mine,
            "due": line.due_ms.map(|ms| time(told, ms)),
            "done": line.settled_ms.map(|ms| time(told, ms)),
            "by": Drill::name_of(told.notebook, line.by),
            "outcome": word(line.outcome),
            "minutes": length_ms(line.outcome).map(|ms| ms / MINUTE_MS),
        })
    };
    let asked = youth.asked_twice.iter().map(|asked| {
        let answers = asked.answers.iter().map(|(ms, by)| {
            json!({ "at": time(told, *ms), "by": Drill::name_of(told.notebook, *by) })
        });
        json!({ "field": asked.field, "question": question(told, &asked.field), "answers": answers.collect::<Vec<_>>() })
    });
    json!({
        "youth": youth.youth,
        "who": who(told, youth),
        "handle": youth.handle,
        "steps": youth.lines.iter().map(step).collect::<Vec<_>>(),
        "asked_twice": asked.collect::<Vec<_>>(),
    })
}

fn who(told: &Told<'_>, youth: &YouthDebrief) -> String {
    let found = told.script.youths.iter().find(|one| one.id == youth.youth);
    found.map(|one| one.who.of(told.language).to_owned()).unwrap_or_default()
}

fn title(told: &Told<'_>, line: &DebriefLine) -> String {
    let text = told.pack.texts(told.language).and_then(|texts| texts.steps.get(&line.step));
    text.map_or_else(|| line.step.clone(), |text| text.title.clone())
}

fn question(told: &Told<'_>, field: &str) -> String {
    let id = field.split('@').next().unwrap_or(field);
    let text = told.pack.texts(told.language).and_then(|texts| texts.fields.get(id));
    text.map_or_else(|| field.to_owned(), |text| text.label.clone())
}

fn time(told: &Told<'_>, ms: i64) -> String {
    times::shown(ms, &told.pack.time_zone)
}

/// The hour and minute on the clocks of the place.
fn hour(told: &Told<'_>, ms: i64) -> String {
    time(told, ms).chars().skip(11).take(5).collect()
}
