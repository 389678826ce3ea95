//! Every sentence of the packs, the drills and the screens, in both languages.

use crate::matters::of_sentence;
use crate::none;
use first72_tests::house::sources;

/// A sentence with the place where it stands.
struct Sentence {
    place: String,
    text: String,
}

/// Every text of a TOML file, with its path in it.
fn toml_sentences(path: &str, text: &str) -> Vec<Sentence> {
    fn walk(place: &str, value: &toml::Value, found: &mut Vec<Sentence>) {
        match value {
            toml::Value::String(text) => found.push(Sentence { place: place.to_owned(), text: text.clone() }),
            toml::Value::Array(all) => {
                all.iter().enumerate().for_each(|(at, one)| walk(&format!("{place}[{at}]"), one, found));
            }
            toml::Value::Table(table) => {
                table.iter().for_each(|(key, one)| walk(&format!("{place}.{key}"), one, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let table: toml::Table = toml::from_str(text).expect("a file of a pack or a drill is TOML");
    walk(path, &toml::Value::Table(table), &mut found);
    found
}

/// Every text between quotes of a TypeScript file, comments left out.
fn script_sentences(path: &str, text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let (mut line, mut letters) = (1, text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => line += 1,
            '/' if letters.peek() == Some(&'/') => while letters.next_if(|next| *next != '\n').is_some() {},
            '/' if letters.peek() == Some(&'*') => {
                let mut before = ' ';
                for next in letters.by_ref() {
                    line += usize::from(next == '\n');
                    if before == '*' && next == '/' {
                        break;
                    }
                    before = next;
                }
            }
            '"' | '\'' | '`' => {
                let (begins, mut inside, mut escaped) = (line, String::new(), false);
                for next in letters.by_ref() {
                    line += usize::from(next == '\n');
                    if escaped {
                        escaped = false;
                        inside.push(next);
                    } else if next == '\\' {
                        escaped = true;
                    } else if next == letter {
                        break;
                    } else {
                        inside.push(next);
                    }
                }
                found.push(Sentence { place: format!("{path}:{begins}"), text: inside });
            }
            _ => {}
        }
    }
    found
}

fn offences(sentences: &[Sentence]) -> Vec<String> {
    let offence = |one: &Sentence| {
        let (matter, words) = of_sentence(&one.text)?;
        Some(format!("{}: “{}” says {matter} ({words})", one.place, one.text))
    };
    sentences.iter().filter_map(offence).collect()
}

/// The words of the packs and of the card; ids, notes and sources are for those who write packs.
fn of_packs() -> Vec<Sentence> {
    let mut files = sources("protocols", &[".toml"]);
    files.retain(|(path, _)| path.contains("/texts.") || path.ends_with("/card.toml"));
    files.iter().flat_map(|(path, text)| toml_sentences(path, text)).collect()
}

fn of_drills() -> Vec<Sentence> {
    sources("drills", &[".toml"]).iter().flat_map(|(path, text)| toml_sentences(path, text)).collect()
}

fn of_screens() -> Vec<Sentence> {
    let mut files = sources("ui/src/text", &[".ts"]);
    // The test of the catalogues has to name the words that it looks for.
    files.retain(|(path, _)| !path.ends_with(".test.ts"));
    files.iter().flat_map(|(path, text)| script_sentences(path, text)).collect()
}

#[test]
fn no_sentence_of_a_pack_says_what_must_not_be_said() {
    let sentences = of_packs();
    for language in ["texts.en.toml", "texts.es.toml", "card.toml"] {
        assert!(sentences.iter().any(|one| one.place.contains(language)), "{language} was read");
    }
    assert!(sentences.len() > 5_000, "{} sentences", sentences.len());
    none(&offences(&sentences));
}

#[test]
fn no_sentence_of_a_drill_says_what_must_not_be_said() {
    let sentences = of_drills();
    assert!(sentences.len() > 400, "{} sentences", sentences.len());
    none(&offences(&sentences));
}

#[test]
fn no_sentence_of_the_screens_says_what_must_not_be_said() {
    let sentences = of_screens();
    for folder in ["ui/src/text/en/", "ui/src/text/es/"] {
        assert!(sentences.iter().filter(|one| one.place.contains(folder)).count() > 500, "{folder} was read");
    }
    none(&offences(&sentences));
}

#[test]
fn a_planted_sentence_is_found_wherever_it_stands() {
    for (sentence, harmless) in [
        ("Is the youth credible?", "Believe them."),
        ("Ask for the country of birth.", "Never ask for the country of birth."),
        ("Take a photo of the injury.", "Do not take a photo of the injury."),
        ("¿Cuántos clientes hubo?", "No pregunte qué pasó."),
        ("Write down the HIV result.", "Write down what they need."),
        ("Pregunte a la defensora qué le dijo.", "Pregunte qué le hace falta."),
        ("Enter the social security number.", "Enter the report number."),
        ("Risk score: high", "At risk of being followed"),
    ] {
        let toml =
            |text: &str| toml_sentences("planted", &format!("[step.X]\ndo = \"{text}\"\n[[line]]\nen = \"{text}\"\n"));
        let script = |text: &str| {
            script_sentences(
                "planted",
                &format!("// “it's”\nexport const x = {{ a: \"{text}\", b: (n) => `{text} ${{n}}` }};"),
            )
        };
        assert_eq!(offences(&toml(sentence)).len(), 2, "{sentence}");
        assert_eq!(offences(&script(sentence)).len(), 2, "{sentence}");
        none(&offences(&toml(harmless)));
        none(&offences(&script(harmless)));
    }
}
