//! The matters, each with the words that give it away: in a name, and in a sentence of either language.

/// Something that may not be recorded, asked or said.
pub(crate) struct Matter {
    /// What it is.
    pub(crate) name: &'static str,
    /// Words that may not be a part of the name of a type, a field, a question, a piece of evidence or a choice.
    pub(crate) parts: &'static [&'static str],
    /// What no sentence may say: beginnings of words, in order. With a space at the end it is the whole word.
    pub(crate) words: &'static [&'static str],
    /// What no sentence may say, unless it says not to: "never take a photo".
    pub(crate) unless_not: &'static [&'static str],
}

/// Every matter.
pub(crate) const MATTERS: [Matter; 8] = [
    Matter {
        name: "a charge against the child, or a role of guilt",
        parts: &[
            "offence",
            "offense",
            "charge",
            "charges",
            "charged",
            "citation",
            "cited",
            "booking",
            "booked",
            "arrest",
            "arrested",
            "arrestee",
            "disposition",
            "crime",
            "conviction",
            "suspect",
            "subject",
            "defendant",
            "delinquent",
            "perpetrator",
        ],
        words: &[
            "arrestee",
            "defendant",
            "delinquen",
            "child offender",
            "criminal record",
            "delincuen",
            "antecedentes penales",
        ],
        unless_not: &[
            "charged with",
            "charge them",
            "charge her",
            "charge him",
            "arrest them",
            "arrest her",
            "arrest him",
            "arrest the young",
            "arrest the child",
            "arrest the youth",
            "under arrest",
            "book them",
            "cite them",
            "arreste a la persona joven",
            "queda arrestad",
            "está bajo arresto",
            "acusad",
            "fíchel",
            "multarl",
        ],
    },
    Matter {
        name: "a word that blames",
        parts: &[
            "prostitute",
            "prostitution",
            "promiscuous",
            "runaway",
            "uncooperative",
            "credible",
            "credibility",
            "willing",
            "consented",
            "truthful",
        ],
        words: &[
            "prostitut",
            "promiscu",
            "runaway",
            "uncooperat",
            "credible",
            "credibility",
            "willingly",
            "consented to",
            "hooker",
            "fugitiv",
            "prostitu",
            "no coopera",
            "poco creíble",
            "consintió",
            "de mala vida",
        ],
        unless_not: &["their own fault", "her own fault", "culpa suya", "fue su culpa", "lied to you", "le mintió"],
    },
    Matter {
        name: "papers and birth",
        parts: &[
            "immigration",
            "citizenship",
            "citizen",
            "visa",
            "alien",
            "undocumented",
            "birthplace",
            "nationality",
            "passport",
            "deportation",
        ],
        words: &["undocumented", "illegal alien", "indocumentad", "nationality", "nacionalidad"],
        unless_not: &[
            "immigration status",
            "country of birth",
            "country were you born",
            "where were you born",
            "born in the",
            "estatus migratorio",
            "situación migratoria",
            "país de nacimiento",
            "dónde naciste",
            "dónde nació",
        ],
    },
    Matter {
        name: "whom somebody loves, health results, and what was done and paid",
        parts: &[
            "orientation",
            "gay",
            "lesbian",
            "bisexual",
            "hiv",
            "sti",
            "std",
            "abortion",
            "virginity",
            "buyers",
            "earnings",
            "earned",
            "acts",
            "clients",
        ],
        words: &[
            "hiv ",
            "vih ",
            "std ",
            "sti ",
            "abortion",
            "aborto",
            "virgin ",
            "how many buyers",
            "how many men",
            "how much money did",
            "cuántos clientes",
            "cuántos hombres",
            "cuánto dinero gan",
            "cuánto ganó",
        ],
        unless_not: &[
            "sexual orientation",
            "orientación sexual",
            "sexual history",
            "historia sexual",
            "sex acts",
            "actos sexuales",
        ],
    },
    Matter {
        name: "a picture, a sound or a film",
        parts: &[
            "photo",
            "photograph",
            "selfie",
            "screenshot",
            "video",
            "audio",
            "image",
            "camera",
            "microphone",
            "tattoo",
            "recording",
        ],
        words: &["selfie", "screenshot of"],
        unless_not: &[
            "take a photo",
            "take photos",
            "take a picture",
            "take pictures",
            "photograph the",
            "film the",
            "record their voice",
            "upload a",
            "attach a photo",
            "tome una foto",
            "tome fotos",
            "saque una foto",
            "saque fotos",
            "grabe su voz",
            "adjunte una foto",
        ],
    },
    Matter {
        name: "numbers and places that lead to a person",
        parts: &[
            "ssn",
            "social_security",
            "gps",
            "latitude",
            "longitude",
            "coordinates",
            "geolocation",
            "whereabouts_live",
        ],
        words: &["social security number", "número de seguro social", "número de seguridad social", "gps "],
        unless_not: &[
            "address of the shelter",
            "shelter address",
            "dirección del refugio",
            "your own phone number",
            "live location",
            "ubicación en vivo",
        ],
    },
    Matter {
        name: "a score of the child",
        parts: &["risk", "score", "rating", "probability", "riskiness"],
        words: &["risk score", "risk level", "danger score", "puntaje de riesgo", "nivel de riesgo"],
        unless_not: &[],
    },
    Matter {
        name: "what was said between the advocate and the child, for others",
        parts: &[
            "advocate_said",
            "said_to_advocate",
            "told_advocate",
            "advocate_conversation",
            "advocate_quote",
            "advocate_talk",
        ],
        words: &[],
        unless_not: &[
            "what did they tell the advocate",
            "what the young person told the advocate in your report",
            "ask the advocate what was said",
            "pregunte a la persona defensora qué le dijo",
            "pregunte a la defensora qué le dijo",
        ],
    },
];

/// The words that a name is made of: `exam_photoTaken` is exam, photo and taken.
pub(crate) fn parts_of(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before_small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && before_small) {
            parts.push(String::new());
        }
        if letter.is_alphanumeric() {
            parts.last_mut().expect("there is always one").extend(letter.to_lowercase());
        }
        before_small = letter.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// What a name gives away: the matter and the word.
pub(crate) fn of_name(name: &str) -> Option<(&'static str, &'static str)> {
    let parts = parts_of(name);
    let spelled = |wanted: &str| {
        let wanted = parts_of(wanted);
        parts.windows(wanted.len()).any(|window| window == wanted)
    };
    let mut all = MATTERS.iter().flat_map(|matter| matter.parts.iter().map(move |part| (matter.name, *part)));
    all.find(|(_, part)| spelled(part))
}

/// What a sentence gives away: the matter and the words.
pub(crate) fn of_sentence(sentence: &str) -> Option<(&'static str, &'static str)> {
    let plain = plain(sentence);
    MATTERS.iter().find_map(|matter| {
        let said = matter.words.iter().find(|words| plain.contains(&format!(" {words}")));
        let said = said.or_else(|| matter.unless_not.iter().find(|words| says(&plain, words)));
        said.map(|words| (matter.name, *words))
    })
}

/// Small letters, one space between words and around all.
fn plain(sentence: &str) -> String {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// Whether it says this without a "not" among the five words before it.
fn says(plain: &str, words: &str) -> bool {
    const NOT: [&str; 11] = ["not", "never", "no", "nobody", "without", "don", "nunca", "jamás", "sin", "ni", "nadie"];
    plain.match_indices(&format!(" {words}")).any(|(at, _)| {
        let before = plain.get(..at).unwrap_or_default();
        !before.split(' ').rev().take(6).any(|word| NOT.contains(&word))
    })
}

#[test]
fn a_name_is_taken_apart_at_its_joints() {
    assert_eq!(parts_of("exam_photoTaken@2"), ["exam", "photo", "taken", "2"]);
    assert_eq!(parts_of("HivResult"), ["hiv", "result"]);
}

#[test]
fn every_word_of_every_matter_is_found_when_it_is_planted() {
    for matter in &MATTERS {
        for part in matter.parts {
            for name in [format!("the_{part}_at"), part.to_uppercase(), format!("{part}-2")] {
                assert!(of_name(&name).is_some(), "{name} passed as {}", matter.name);
            }
        }
        for words in matter.words.iter().chain(matter.unless_not) {
            let sentence = format!("Here: {words}, then go on.");
            assert!(of_sentence(&sentence).is_some(), "“{sentence}” passed as {}", matter.name);
        }
        for words in matter.unless_not {
            let sentence = format!("Never {words}.");
            let found = of_sentence(&sentence).filter(|(_, found)| found == words);
            assert_eq!(found, None, "“{sentence}” says not to");
        }
    }
}

#[test]
fn what_is_harmless_passes() {
    for name in ["charger_given", "history_read", "subjective", "participants", "restarted_at", "constitution"] {
        assert_eq!(of_name(name), None, "{name}");
    }
    for sentence in
        ["Offer water, food, a charger.", "You are not in trouble.", "Do not arrest them.", "Nunca tome una foto."]
    {
        assert_eq!(of_sentence(sentence), None, "{sentence}");
    }
}
