//! A drill and its debrief in the words of the screen.

use crate::trouble;
use crate::view::{
    Choice, DrillAsked, DrillAskedTwice, DrillChannel, DrillDebrief, DrillGuide, DrillHeard, DrillOutcome, DrillPlace,
    DrillStepLine, DrillView, DrillYouth, Trouble,
};
use first72_core::drill::debrief::{Debrief, DebriefLine, Outcome, YouthDebrief};
use first72_core::drill::script::Script;
use first72_core::moment::Moment;
use first72_core::notebook::{Drill, GuidePlace, Heard, Notebook, PersonId};
use first72_core::protocol::Pack;

/// The open drill.
pub(crate) fn view(drill: &Drill, notebook: &Notebook, language: &str, real: Moment) -> Result<DrillView, Trouble> {
    let script = drill.script();
    let clock = *crate::desk::held(&drill.clock());
    let now_ms = clock.ms(real);
    let pack = pack_of(notebook, script)?;
    let calls = script.contacts().into_iter().map(|contact| Choice {
        label: pack
            .texts(language)
            .and_then(|texts| texts.contacts.get(&contact))
            .map_or_else(|| contact.clone(), |text| text.label.clone()),
        code: contact,
    });
    let mut heard: Vec<DrillHeard> = drill.heard(notebook, language).into_iter().map(heard_view).collect();
    heard.reverse();
    Ok(DrillView {
        title: script.title.of(language).to_owned(),
        briefing: script.briefing.of(language).split("\n\n").map(str::to_owned).collect(),
        begun: clock.is_running() || now_ms > script.start_ms,
        now_ms,
        pace: clock.pace(),
        full_pace: script.pace,
        guide: drill
            .guidance(notebook, language, real)?
            .map(|line| DrillGuide { text: line.text, go: line.go.map(place) }),
        heard,
        calls: calls.collect(),
        may_skip: drill.may_skip(notebook, real)?,
        over: drill.is_over(notebook, real)?,
    })
}

fn pack_of<'n>(notebook: &'n Notebook, script: &Script) -> Result<&'n Pack, Trouble> {
    notebook.packs().get(&script.pack).ok_or_else(|| trouble::coded("notebook.no-pack"))
}

fn heard_view(heard: Heard) -> DrillHeard {
    let channel = match heard.channel {
        "radio" => DrillChannel::Radio,
        "phone" => DrillChannel::Phone,
        _ => DrillChannel::Here,
    };
    DrillHeard { at_ms: heard.at_ms, channel, by: heard.by, text: heard.text }
}

fn place(place: GuidePlace) -> DrillPlace {
    match place {
        GuidePlace::Tonight => DrillPlace::Tonight,
        GuidePlace::NewContact => DrillPlace::Contact,
        GuidePlace::Episode(episode) => DrillPlace::Episode { episode: episode.to_string() },
        GuidePlace::Step(episode, step) => DrillPlace::Step { episode: episode.to_string(), step },
        GuidePlace::Record(episode, topic) => DrillPlace::Record { episode: episode.to_string(), topic },
        GuidePlace::Messages => DrillPlace::DrillHeard,
        GuidePlace::Debrief => DrillPlace::DrillDebrief,
    }
}

/// The debrief.
pub(crate) fn debrief(
    drill: &Drill,
    notebook: &Notebook,
    language: &str,
    real: Moment,
) -> Result<DrillDebrief, Trouble> {
    let script = drill.script();
    let read: Debrief = drill.debrief(notebook, real)?;
    let told = Told { script, pack: pack_of(notebook, script)?, notebook, language };
    let words =
        |all: &[first72_core::drill::script::Words]| all.iter().map(|one| one.of(language).to_owned()).collect();
    Ok(DrillDebrief {
        title: script.title.of(language).to_owned(),
        began_ms: read.began_ms,
        now_ms: read.read_ms,
        well: words(&read.well),
        next_time: words(&read.next_time),
        youths: read.youths.iter().map(|youth| told.youth(youth)).collect(),
    })
}

/// What the words of a debrief are taken from.
struct Told<'a> {
    script: &'a Script,
    pack: &'a Pack,
    notebook: &'a Notebook,
    language: &'a str,
}

impl Told<'_> {
    fn youth(&self, youth: &YouthDebrief) -> DrillYouth {
        let who = self.script.youths.iter().find(|one| one.id == youth.youth);
        DrillYouth {
            who: who.map(|one| one.who.of(self.language).to_owned()).unwrap_or_default(),
            handle: youth.handle.clone(),
            lines: youth.lines.iter().map(|line| self.line(line)).collect(),
            asked_twice: youth
                .asked_twice
                .iter()
                .map(|asked| DrillAskedTwice {
                    question: self.question(&asked.field),
                    answers: asked
                        .answers
                        .iter()
                        .map(|(at_ms, by)| DrillAsked { at_ms: *at_ms, by: self.name(*by) })
                        .collect(),
                })
                .collect(),
        }
    }

    fn line(&self, line: &DebriefLine) -> DrillStepLine {
        let text = self.pack.texts(self.language).and_then(|texts| texts.steps.get(&line.step));
        DrillStepLine {
            step: line.step.clone(),
            title: text.map_or_else(|| line.step.clone(), |text| text.title.clone()),
            mine: line.mine,
            due_ms: line.due_ms,
            done_ms: line.settled_ms,
            by: self.name(line.by),
            outcome: outcome(line.outcome),
        }
    }

    fn name(&self, person: Option<PersonId>) -> Option<String> {
        Drill::name_of(self.notebook, person).map(str::to_owned)
    }

    fn question(&self, field: &str) -> String {
        let id = field.split('@').next().unwrap_or(field);
        let text = self.pack.texts(self.language).and_then(|texts| texts.fields.get(id));
        text.map_or_else(|| field.to_owned(), |text| text.label.clone())
    }
}

fn outcome(outcome: Outcome) -> DrillOutcome {
    match outcome {
        Outcome::Early { by_ms } => DrillOutcome::Early { by_ms },
        Outcome::Late { by_ms } => DrillOutcome::Late { by_ms },
        Outcome::Done { after_ms } => DrillOutcome::Done { after_ms },
        Outcome::Settled(state) => DrillOutcome::Settled { state: super::plan::state(state) },
        Outcome::Missed { by_ms } => DrillOutcome::Missed { by_ms },
        Outcome::Open => DrillOutcome::Open,
        Outcome::Ahead { in_ms } => DrillOutcome::Ahead { in_ms },
    }
}
