//! The sentences of a copy that are not the pack's, in plain words to the young person.

use first72_wire::compartment::Compartment;

/// The sentences of one language.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    made: &'static str,
    pub(super) yours: &'static str,
    pub(super) decided: &'static str,
    pub(super) said: &'static str,
    pub(super) done: &'static str,
    pub(super) readers: &'static str,
    pub(super) not_here: &'static str,
    pub(super) not_here_lines: &'static [&'static str],
    pub(super) declined: &'static str,
    pub(super) signed: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) somebody: &'static str,
    classes: [&'static str; 5],
}

impl Words {
    /// Those of a language by its letters; of one that has none, the English ones.
    pub(super) fn of(letters: &str) -> &'static Self {
        if letters == "es" { &ES } else { &EN }
    }

    pub(super) fn made(&self, time: &str) -> String {
        format!("{} {time}", self.made)
    }

    /// What a class of content is, as the person whose it is would say it; nothing for what is about no single person.
    pub(super) fn class(&self, compartment: Compartment) -> Option<&'static str> {
        let [ops, police, welfare, health, advocate] = self.classes;
        match compartment {
            Compartment::Ops => Some(ops),
            Compartment::Le => Some(police),
            Compartment::Cw => Some(welfare),
            Compartment::Med => Some(health),
            Compartment::Adv => Some(advocate),
            Compartment::Stat | Compartment::Agg | Compartment::Audit | Compartment::Test => None,
        }
    }
}

static EN: Words = Words {
    title: "What is recorded about you",
    about: "About this copy",
    made: "Made on",
    yours: "It is yours. You can keep it, give it back, or leave it. Think about who could find it.",
    decided: "What you were told, and what you decided",
    said: "What you said",
    done: "What was done",
    readers: "Who can read it",
    not_here: "What is not in this copy",
    not_here_lines: &[
        "What the police look into.",
        "Notes and typed words, names of other people, and where you stay.",
        "What your advocate keeps. Ask them: they can go through it with you.",
        "You can ask to see more, and say if something is wrong. Your advocate or lawyer can help you.",
    ],
    declined: "You chose not to say",
    signed: "You signed it",
    yes: "yes",
    no: "no",
    somebody: "somebody who works there",
    classes: [
        "Times, needs and steps",
        "What the police look into",
        "Child welfare",
        "Health",
        "What your advocate keeps",
    ],
};

static ES: Words = Words {
    title: "Lo que está anotado sobre ti",
    about: "Sobre esta copia",
    made: "Hecha el",
    yours: "Es tuya. Puedes guardarla, devolverla o dejarla. Piensa en quién podría encontrarla.",
    decided: "Lo que te dijeron y lo que decidiste",
    said: "Lo que dijiste",
    done: "Lo que se hizo",
    readers: "Quién lo puede leer",
    not_here: "Lo que no está en esta copia",
    not_here_lines: &[
        "Lo que investiga la policía.",
        "Notas y palabras escritas, nombres de otras personas y dónde te quedas.",
        "Lo que guarda tu defensora. Pregúntale: lo puede ver contigo.",
        "Puedes pedir ver más y decir si algo está mal. Tu defensora o tu abogado te pueden ayudar.",
    ],
    declined: "Elegiste no decirlo",
    signed: "Lo firmaste",
    yes: "sí",
    no: "no",
    somebody: "alguien que trabaja ahí",
    classes: [
        "Horas, necesidades y pasos",
        "Lo que investiga la policía",
        "Protección de menores",
        "Salud",
        "Lo que guarda tu defensora",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::reading_ease::Measure;

    #[test]
    fn a_young_persons_copy_is_read_in_the_sixth_grade_or_below_in_both_languages() {
        for language in ["en", "es"] {
            let words = Words::of(language);
            let text = [&[words.yours], words.not_here_lines].concat().join(" ");
            let reading = Measure::of(language).unwrap().read(&text, &[]).unwrap();
            assert!(reading.grade <= 6, "{language}: {reading:?}");
        }
    }
}
