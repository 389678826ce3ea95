//! Sentences of notes as somebody at a station might write them, all invented.

use super::chance::Chance;

const ENGLISH: &[&str] = &[
    "Youth is sitting in the soft room with a blanket and water.",
    "She asked for something to eat and a phone charger.",
    "He says he has not slept since yesterday and wants to rest first.",
    "Advocate is on the way, ETA 40 minutes.",
    "Advocate arrived and is with the youth now.",
    "Hotline called, referral number written down.",
    "Youth was offered clean clothes and accepted.",
    "Youth declined the medical check for now, offered again in the morning.",
    "Spoke with the on-call worker, they will meet us at the hub.",
    "Waiting for the hospital to confirm a private entrance.",
    "She would like a female officer present, request passed on.",
    "He asked that his aunt be told he is safe, nobody else.",
    "Safety plan talked through, youth picked two people to call.",
    "No interview was done. Only what was needed to keep the youth safe.",
    "Rights were explained in plain words, youth asked two questions and was answered.",
    "Interpreter joined by phone for the whole conversation.",
    "Property was listed and put in a bag, youth keeps the phone.",
    "Vehicle seen leaving eastbound, plate partly read.",
    "Relief was told about the report that is still open.",
    "Youth left on foot at the corner, was told the door stays open.",
    "Missing report made, number written down.",
    "Placement confirmed for tonight, driver and advocate both go along.",
    "School contact can wait until Monday, youth agreed.",
    "Youth has asthma, inhaler brought from the car.",
    "Prefers to be called by the short name.",
    "Would rather talk to the advocate alone, room was cleared.",
    "Team call set for tomorrow at ten.",
    "Left a message with the night desk, no answer yet.",
    "Food, shower and a bed arranged for tonight.",
    "Wants to know when the phone comes back, told the truth: not tonight.",
];

const SPANISH: &[&str] = &[
    "La joven está en la sala tranquila con una manta y agua.",
    "Pidió algo de comer y un cargador.",
    "La defensora viene en camino, llega en 40 minutos.",
    "Se le explicaron sus derechos con palabras sencillas.",
    "Prefiere hablar primero con la defensora.",
    "No quiso la revisión médica por ahora, se le ofrecerá de nuevo mañana.",
    "La intérprete estuvo por teléfono durante toda la conversación.",
    "Hay lugar seguro para esta noche.",
];

const NAMES: &[&str] =
    &["D. Rivera", "A. Okafor", "L. Tran", "R. Bell", "Harbor Demo", "M. Castillo", "J. Whitfield", "P. Nakamura"];

/// Which sentences may be used: a dictionary is trained on some and measured with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sentences {
    /// Two of three.
    ToLearn,
    /// The third that the others have not seen.
    ToMeasure,
}

impl Sentences {
    fn of(self, all: &[&'static str]) -> Vec<&'static str> {
        let held_back = |place: usize| place % 3 == 2;
        let mine = |place: usize| held_back(place) == (self == Self::ToMeasure);
        all.iter().enumerate().filter(|(place, _)| mine(*place)).map(|(_, sentence)| *sentence).collect()
    }
}

/// A note of one to `longest` sentences.
pub(super) fn note(chance: &mut Chance, longest: u64) -> String {
    let language = chance.sentences().of(if chance.percent(15) { SPANISH } else { ENGLISH });
    let sentences = 1 + chance.below(longest);
    let picked = (0..sentences).filter_map(|_| chance.one(&language).copied());
    picked.collect::<Vec<_>>().join(" ")
}

/// A name of nobody.
pub(super) fn name(chance: &mut Chance) -> String {
    chance.one(NAMES).copied().unwrap_or_default().to_owned()
}

/// Sentences of at least so many bytes, cut to that length.
#[must_use]
pub fn prose(chance: &mut Chance, bytes: usize) -> String {
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&note(chance, 4));
        text.push(' ');
    }
    let end = (0..=bytes).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.truncate(end);
    text
}
