//! From a script as it is written to one that can be played: every id exists, every answer is one that its field
//! takes, every sentence is there in both languages. A mistake names its line.

mod cues;
mod deeds;
mod sentences;

use super::problem::{ScriptError, ScriptErrors, ScriptProblem};
use super::script::Channel;
use super::script::{
    Act, CastRole, Event, GuideLine, Message, ModelDeed, Person, Remark, RemarkKind, Script, TraineeDeed, Words, Youth,
};
use super::typed::length_ms;
use super::written::{
    EventWritten, GuideWritten, MessageWritten, ModelWritten, PersonWritten, Placed, RemarkWritten, RunWritten,
    ScriptWritten, WordsWritten, YouthWritten,
};
use crate::protocol::Pack;
use chrono::DateTime;
use deeds::Said;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// The version of the format that this code reads.
const FORMAT: i64 = 1;

const ROLES: [(CastRole, &str); 3] =
    [(CastRole::Advocate, "advocate"), (CastRole::StationLead, "station_lead"), (CastRole::Worker, "worker")];
const KINDS: [(RemarkKind, &str); 2] = [(RemarkKind::Well, "well"), (RemarkKind::NextTime, "next_time")];

/// The script while it is checked.
struct Checker<'a> {
    file: &'a str,
    text: &'a str,
    pack: &'a Pack,
    people: BTreeSet<String>,
    youths: Vec<String>,
    events: BTreeSet<String>,
    errors: Vec<ScriptError>,
}

pub(super) fn pack_of(text: &str) -> Option<String> {
    toml::from_str::<toml::Table>(text).ok()?.get("pack")?.as_str().map(str::to_owned)
}

pub(super) fn script(file: &str, text: &str, pack: &Pack) -> Result<Script, ScriptErrors> {
    let mut checker = Checker::of(file, text, pack);
    let written: ScriptWritten = checker.read()?;
    let script = checker.whole(&written);
    checker.result(script)
}

pub(super) fn run(script: &Script, file: &str, text: &str, pack: &Pack) -> Result<Vec<ModelDeed>, ScriptErrors> {
    let mut checker = Checker::of(file, text, pack);
    checker.youths = script.youths.iter().map(|youth| youth.id.clone()).collect();
    let written: RunWritten = checker.read()?;
    let deeds = checker.model(&written.model);
    checker.result(deeds)
}

impl<'a> Checker<'a> {
    const fn of(file: &'a str, text: &'a str, pack: &'a Pack) -> Self {
        Self {
            file,
            text,
            pack,
            people: BTreeSet::new(),
            youths: Vec::new(),
            events: BTreeSet::new(),
            errors: Vec::new(),
        }
    }

    fn read<T: DeserializeOwned>(&mut self) -> Result<T, ScriptErrors> {
        toml::from_str(self.text).map_err(|error| {
            let message = error.message().replace('\n', " ");
            self.at(error.span().map_or(0, |span| span.start), ScriptProblem::Syntax { message });
            ScriptErrors(std::mem::take(&mut self.errors))
        })
    }

    fn result<T>(mut self, checked: T) -> Result<T, ScriptErrors> {
        if self.errors.is_empty() {
            return Ok(checked);
        }
        self.errors.sort_by_key(|error| error.line);
        Err(ScriptErrors(self.errors))
    }
}

impl Checker<'_> {
    fn at(&mut self, offset: usize, problem: ScriptProblem) {
        let before = self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        let line = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        self.errors.push(ScriptError { file: self.file.to_owned(), line, problem });
    }

    fn wrong<T>(&mut self, at: &Placed<T>, problem: ScriptProblem) {
        self.at(at.span().start, problem);
    }

    fn whole(&mut self, written: &ScriptWritten) -> Script {
        if *written.format.get_ref() != FORMAT {
            self.wrong(&written.format, ScriptProblem::FormatVersion { found: *written.format.get_ref() });
        }
        if *written.pack.get_ref() != self.pack.id {
            self.wrong(&written.pack, ScriptProblem::NotListed { what: "pack", id: written.pack.get_ref().clone() });
        }
        self.ids(written);
        let script = Script {
            id: self.id(&written.id),
            pack: written.pack.get_ref().clone(),
            start_ms: self.start(&written.start),
            pace: self.bounded(&written.pace, "pace", 1, 60),
            length_ms: self.length(&written.length),
            station: self.filled(&written.station, "station"),
            title: self.words(&written.title),
            about: self.words(&written.about),
            briefing: self.words(&written.briefing),
            people: written.person.iter().map(|person| self.person(person)).collect(),
            youths: written.youth.iter().map(|youth| self.youth(youth)).collect(),
            events: written.event.iter().map(|event| self.event(event)).collect(),
            guide: written.guide.iter().map(|line| self.guide(line)).collect(),
            remarks: written.remark.iter().map(|remark| self.remark(remark)).collect(),
            model: Vec::new(),
        };
        self.circles(&script.events, written);
        Script { model: self.model(&written.model), ..script }
    }

    fn ids(&mut self, written: &ScriptWritten) {
        for (key, empty) in [
            ("youth", written.youth.is_empty()),
            ("event", written.event.is_empty()),
            ("guide", written.guide.is_empty()),
            ("model", written.model.is_empty()),
        ] {
            if empty {
                self.wrong(&written.id, ScriptProblem::Empty { key });
            }
        }
        for person in &written.person {
            let id = self.id(&person.id);
            if !self.people.insert(id) {
                self.wrong(&person.id, ScriptProblem::Twice { id: person.id.get_ref().clone() });
            }
        }
        for youth in &written.youth {
            if self.youths.contains(youth.id.get_ref()) {
                self.wrong(&youth.id, ScriptProblem::Twice { id: youth.id.get_ref().clone() });
            }
            let id = self.id(&youth.id);
            self.youths.push(id);
        }
        for event in &written.event {
            let id = self.id(&event.id);
            if !self.events.insert(id) {
                self.wrong(&event.id, ScriptProblem::Twice { id: event.id.get_ref().clone() });
            }
        }
    }

    /// 1 to 64 letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
    fn id(&mut self, id: &Placed<String>) -> String {
        let text = id.get_ref();
        let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        if text.len() > 64 || !starts || !text.bytes().all(inside) {
            self.wrong(id, ScriptProblem::Id { id: text.clone() });
        }
        text.clone()
    }

    fn start(&mut self, text: &Placed<String>) -> i64 {
        let Ok(at) = DateTime::parse_from_rfc3339(text.get_ref()) else {
            self.wrong(text, ScriptProblem::Time { text: text.get_ref().clone() });
            return 0;
        };
        let day = at.with_timezone(&self.pack.time_zone).date_naive();
        if day < self.pack.calendar.starts || day > self.pack.calendar.ends {
            self.wrong(text, ScriptProblem::OutsideCalendar);
        }
        at.timestamp_millis()
    }

    fn length(&mut self, text: &Placed<String>) -> i64 {
        length_ms(text.get_ref()).unwrap_or_else(|| {
            self.wrong(text, ScriptProblem::Length { text: text.get_ref().clone() });
            0
        })
    }

    fn bounded(&mut self, number: &Placed<u32>, key: &'static str, least: u32, most: u32) -> u32 {
        if !(least..=most).contains(number.get_ref()) {
            self.wrong(number, ScriptProblem::Bounds { key, least, most });
        }
        *number.get_ref()
    }

    fn word<T: Copy>(&mut self, word: &Placed<String>, table: &[(T, &'static str)]) -> Option<T> {
        let found = table.iter().find(|(_, known)| known == word.get_ref()).map(|(value, _)| *value);
        if found.is_none() {
            let allowed = table.iter().map(|(_, known)| *known).collect();
            self.wrong(word, ScriptProblem::Word { text: word.get_ref().clone(), allowed });
        }
        found
    }

    fn person(&mut self, written: &PersonWritten) -> Person {
        Person {
            id: written.id.get_ref().clone(),
            role: self.word(&written.role, &ROLES).unwrap_or(CastRole::Worker),
            name: self.filled(&written.name, "name"),
            who: self.words(&written.who),
        }
    }

    fn youth(&mut self, written: &YouthWritten) -> Youth {
        Youth { id: written.id.get_ref().clone(), who: self.words(&written.who) }
    }

    fn event(&mut self, written: &EventWritten) -> Event {
        if written.at.is_none() && written.cue.is_none() {
            self.wrong(&written.id, ScriptProblem::NeverStarts);
        }
        if written.message.is_empty() && written.act.is_empty() {
            self.wrong(&written.id, ScriptProblem::Empty { key: "message and act" });
        }
        let acts = written.act.iter().filter_map(|act| {
            let by = self.known_person(&act.by);
            let youth = self.youth_or_first(act.youth.as_ref());
            let said = Said {
                step: act.step.as_ref(),
                event: act.event.as_ref(),
                evidence: &act.evidence,
                answers: &act.answers,
                left: act.left,
            };
            Some(Act { by, youth, deed: self.deed(&act.by, &said)? })
        });
        let acts = acts.collect();
        Event {
            id: written.id.get_ref().clone(),
            at_ms: written.at.as_ref().map(|at| self.length(at)),
            cue: written.cue.as_ref().map(|cue| self.cue(cue)),
            wait_ms: written.wait.as_ref().map_or(0, |wait| self.length(wait)),
            unless: written.unless.as_ref().map(|cue| self.cue(cue)),
            messages: written.message.iter().map(|message| self.message(message)).collect(),
            acts,
        }
    }

    fn message(&mut self, written: &MessageWritten) -> Message {
        Message {
            channel: self.word(&written.from, &Channel::WORDS).unwrap_or(Channel::Here),
            by: written.by.as_ref().map(|by| self.known_person(by)),
            words: self.pair(&written.en, &written.es),
        }
    }

    fn guide(&mut self, written: &GuideWritten) -> GuideLine {
        GuideLine {
            from: written.from.as_ref().map(|from| self.cue(from)),
            until: self.cue(&written.until),
            words: self.pair(&written.en, &written.es),
            go: written.go.as_ref().and_then(|go| self.target(go)),
        }
    }

    fn remark(&mut self, written: &RemarkWritten) -> Remark {
        Remark {
            kind: self.word(&written.kind, &KINDS).unwrap_or(RemarkKind::NextTime),
            when: self.cue(&written.when),
            words: self.pair(&written.en, &written.es),
        }
    }

    fn model(&mut self, written: &[ModelWritten]) -> Vec<ModelDeed> {
        let mut before = 0;
        let mut deeds = Vec::new();
        for one in written {
            let at_ms = self.length(&one.at);
            if at_ms < before {
                self.wrong(&one.at, ScriptProblem::ModelOrder);
            }
            before = at_ms;
            if let Some(what) = self.trainee_deed(one) {
                deeds.push(ModelDeed { at_ms, what });
            }
        }
        deeds
    }

    fn words(&mut self, written: &WordsWritten) -> Words {
        self.pair(&written.en, &written.es)
    }

    fn known_person(&mut self, id: &Placed<String>) -> String {
        if !self.people.contains(id.get_ref()) {
            self.wrong(id, ScriptProblem::NotListed { what: "person", id: id.get_ref().clone() });
        }
        id.get_ref().clone()
    }

    fn known_youth(&mut self, id: &Placed<String>) -> String {
        if !self.youths.contains(id.get_ref()) {
            self.wrong(id, ScriptProblem::NotListed { what: "young person", id: id.get_ref().clone() });
        }
        id.get_ref().clone()
    }

    /// A drill with one young person need not name them each time.
    fn youth_or_first(&mut self, id: Option<&Placed<String>>) -> String {
        match id {
            Some(id) => self.known_youth(id),
            None => self.youths.first().cloned().unwrap_or_default(),
        }
    }

    fn trainee_deed(&mut self, written: &ModelWritten) -> Option<TraineeDeed> {
        let said = Said {
            step: written.step.as_ref(),
            event: written.event.as_ref(),
            evidence: &written.evidence,
            answers: &written.answers,
            left: written.left,
        };
        match (&written.open, &written.call) {
            (Some(youth), None) => Some(TraineeDeed::Open {
                youth: self.known_youth(youth),
                medical: written.medical.as_ref().map_or_else(|| "none_seen".to_owned(), |one| one.get_ref().clone()),
            }),
            (None, Some(contact)) => Some(TraineeDeed::Call(self.known_contact(contact))),
            (None, None) => {
                let youth = self.youth_or_first(written.youth.as_ref());
                self.deed(&written.at, &said).map(|deed| TraineeDeed::Save(youth, deed))
            }
            (Some(_), Some(_)) => {
                self.wrong(&written.at, ScriptProblem::Deed { what: "two things at once" });
                None
            }
        }
    }
}
