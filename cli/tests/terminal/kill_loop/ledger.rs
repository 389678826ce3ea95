//! What a vault must hold: every acknowledged save, and of the rest a first part, each whole or not at all.

use super::chance::Chance;
use super::victim::Victim;
use crate::county::STATION;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One episode as `show` tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Episode {
    /// How many saves it has: one that stood there twice would be counted twice.
    saves: u64,
    answers: BTreeMap<String, String>,
    done: BTreeSet<String>,
    notes: Vec<(String, String)>,
}

/// Episodes by the time of first contact, which is another one for each.
type Episodes = BTreeMap<String, Episode>;

/// Something that a person saves.
#[derive(Clone, Debug)]
pub(crate) enum Save {
    /// A first contact.
    Contact { time: String },
    /// A note in one class of content.
    Note { time: String, class: &'static str, text: String },
    /// An answer that takes the place of the one before.
    Place { time: String, text: String },
    /// A step with two answers: three changes in one class of content.
    Hotline { time: String, worker: String, number: String },
    /// A step with two answers of which one stands elsewhere: saves in two classes at once.
    Prior { time: String, number: String, count: String },
}

/// What must be there, and what may be.
#[derive(Default)]
pub(crate) struct Ledger {
    sure: Episodes,
    ids: BTreeMap<String, String>,
    unanswered: Vec<Save>,
    serial: usize,
    unsent: u64,
}

const MOST_EPISODES: usize = 6;
const HOTLINE: &str = "M90-01";
const PRIOR: &str = "M90-02";
const FIRST_CONTACT: &str = "clock.T0_first_contact";

impl Ledger {
    /// The next thing to save: mostly small, now and then pages long.
    pub(crate) fn draw(&mut self, chance: &mut Chance) -> Save {
        self.serial += 1;
        let serial = self.serial;
        let known: Vec<&String> = self.ids.keys().collect();
        if known.is_empty() || (known.len() < MOST_EPISODES && chance.below(8) == 0) {
            return Save::Contact { time: format!("2026-03-06T22:{:02}:{:02}-08:00", serial / 60 % 60, serial % 60) };
        }
        let time = known[chance.below(known.len())].clone();
        let long = if chance.below(5) == 0 { chance.below(9_000) } else { 0 };
        let text = format!("invented words {serial}{}", " and more".repeat(long / 9));
        let number = format!("{serial:019}");
        match chance.below(8) {
            0..=2 => Save::Note { time, class: "OPS", text },
            3 => Save::Note { time, class: "LE", text },
            4 | 5 => Save::Place { time, text: format!("corner {serial}") },
            6 => Save::Hotline { time, worker: format!("Worker {serial}"), number },
            _ => Save::Prior { time, number, count: (serial % 500).to_string() },
        }
    }

    /// The line that asks the program for it.
    pub(crate) fn line(&self, save: &Save) -> Value {
        let id = |time: &String| self.ids.get(time).unwrap();
        match save {
            Save::Contact { time } => {
                json!({ "do": "contact", "station": STATION, "pack": "los-angeles", "medical": "driving", "at": time })
            }
            Save::Note { time, class, text } => {
                json!({ "do": "note", "episode": id(time), "compartment": class, "text": text })
            }
            Save::Place { time, text } => {
                json!({ "do": "answer", "episode": id(time), "field": "place_coarse", "value": text })
            }
            Save::Hotline { time, worker, number } => {
                let evidence = [format!("hotline_worker={worker}"), format!("referral_number={number}")];
                json!({ "do": "step", "episode": id(time), "step": HOTLINE, "what": "done", "evidence": evidence })
            }
            Save::Prior { time, number, count } => {
                let evidence = [format!("referral_number={number}"), format!("prior_referrals={count}")];
                json!({ "do": "step", "episode": id(time), "step": PRIOR, "what": "done", "evidence": evidence })
            }
        }
    }

    /// It was asked for and not answered yet.
    pub(crate) fn asked(&mut self, save: Save) {
        self.unanswered.push(save);
    }

    /// The program has answered the oldest of what was asked: from here on it must be there.
    pub(crate) fn answered(&mut self, answer: &Value) {
        assert_eq!(answer["ok"], true, "{answer}");
        let save = self.unanswered.remove(0);
        self.unsent += save.apply(&mut self.sure);
        if let (Save::Contact { time }, Some(id)) = (&save, answer["episode"].as_str()) {
            self.ids.insert(time.clone(), id.to_owned());
        }
    }

    /// Everything was sent, or may have been.
    pub(crate) fn sent(&mut self) {
        self.unsent = 0;
    }

    /// Looks at everything that the program shows of its vault. What stands there must be all that
    /// was acknowledged, and after it the first few of what was asked for, each of them whole.
    #[track_caller]
    pub(crate) fn hold_against(&mut self, program: &mut Victim) {
        let check = program.ask(json!({ "do": "check" }));
        assert_eq!((&check["ok"], &check["problems"], &check["set_aside"]), (&true.into(), &0.into(), &Value::Null));
        assert_eq!(check["realms"][0]["stuck"], 0, "{check}");
        let (seen, ids) = look(program);
        let mut may = self.sure.clone();
        let mut found = (may == seen).then_some(0);
        for (index, save) in self.unanswered.iter().enumerate() {
            self.unsent += u64::from(found.is_none()) * save.apply(&mut may);
            found = found.or((may == seen).then_some(index + 1));
        }
        assert!(found.is_some(), "saved: {:#?}\nasked: {:#?}\nseen: {seen:#?}", self.sure, self.unanswered);
        (self.sure, self.ids) = (seen, ids);
        self.unanswered.clear();
        let waiting = check["realms"][0]["waiting"].as_u64().unwrap();
        assert!(waiting >= self.unsent, "{} saves were never receipted, and {waiting} wait", self.unsent);
    }

    /// That another device shows the same, to the letter.
    #[track_caller]
    pub(crate) fn agrees_with(&self, program: &mut Victim) {
        assert_eq!(look(program).0, self.sure);
    }
}

impl Save {
    /// Does it to a record, and says how many saves that makes: one for each class of content.
    fn apply(&self, episodes: &mut Episodes) -> u64 {
        let (Self::Contact { time }
        | Self::Note { time, .. }
        | Self::Place { time, .. }
        | Self::Hotline { time, .. }
        | Self::Prior { time, .. }) = self;
        let episode = episodes.entry(time.clone()).or_default();
        let saves = if matches!(self, Self::Prior { .. }) { 2 } else { 1 };
        episode.saves += saves;
        let mut answer = |field: &str, value: &String| episode.answers.insert(field.to_owned(), value.clone());
        match self {
            Self::Contact { time } => {
                answer(FIRST_CONTACT, time);
                answer("medical_need_now", &"driving".to_owned());
            }
            Self::Note { class, text, .. } => episode.notes.push(((*class).to_owned(), text.clone())),
            Self::Place { text, .. } => {
                answer("place_coarse", text);
            }
            Self::Hotline { worker, number, .. } => {
                answer("hotline_worker", worker);
                answer("referral_number", number);
                episode.done.insert(HOTLINE.to_owned());
            }
            Self::Prior { number, count, .. } => {
                answer("referral_number", number);
                answer("prior_referrals", count);
                episode.done.insert(PRIOR.to_owned());
            }
        }
        saves
    }
}

/// Every episode that the program shows, and their ids.
fn look(program: &mut Victim) -> (Episodes, BTreeMap<String, String>) {
    let list = program.ask(json!({ "do": "list" }));
    let (mut episodes, mut ids) = (Episodes::new(), BTreeMap::new());
    for line in list["episodes"].as_array().unwrap() {
        let id = line["episode"].as_str().unwrap();
        let shown = program.ask(json!({ "do": "show", "episode": id }));
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{shown}")).to_owned();
        let answers = shown["answers"].as_object().unwrap();
        let answers: BTreeMap<_, _> = answers.iter().map(|(field, how)| (field.clone(), text(&how["value"]))).collect();
        let steps = shown["steps"].as_array().unwrap().iter().filter(|step| step["state"] == "done");
        let notes = shown["notes"].as_array().unwrap().iter();
        let episode = Episode {
            saves: shown["saves"].as_u64().unwrap(),
            done: steps.map(|step| text(&step["step"])).collect(),
            notes: notes.map(|note| (text(&note["compartment"]), text(&note["text"]))).collect(),
            answers,
        };
        let time = episode.answers.get(FIRST_CONTACT).unwrap_or_else(|| panic!("half a contact: {shown}")).clone();
        ids.insert(time.clone(), id.to_owned());
        assert!(episodes.insert(time, episode).is_none(), "a first contact stands there twice");
    }
    (episodes, ids)
}
