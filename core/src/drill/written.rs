//! A script as it is written, before anything in it is checked. Ids keep their place, so that a mistake names its line.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

pub(super) type Placed<T> = Spanned<T>;
pub(super) type Answers = BTreeMap<Placed<String>, Placed<String>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScriptWritten {
    pub(super) format: Placed<i64>,
    pub(super) id: Placed<String>,
    pub(super) pack: Placed<String>,
    pub(super) start: Placed<String>,
    pub(super) pace: Placed<u32>,
    pub(super) length: Placed<String>,
    pub(super) station: Placed<String>,
    pub(super) title: WordsWritten,
    pub(super) about: WordsWritten,
    pub(super) briefing: WordsWritten,
    #[serde(default)]
    pub(super) person: Vec<PersonWritten>,
    #[serde(default)]
    pub(super) youth: Vec<YouthWritten>,
    #[serde(default)]
    pub(super) event: Vec<EventWritten>,
    #[serde(default)]
    pub(super) guide: Vec<GuideWritten>,
    #[serde(default)]
    pub(super) remark: Vec<RemarkWritten>,
    #[serde(default)]
    pub(super) model: Vec<ModelWritten>,
}

/// A run of one's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RunWritten {
    #[serde(default)]
    pub(super) model: Vec<ModelWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsWritten {
    pub(super) en: Placed<String>,
    pub(super) es: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonWritten {
    pub(super) id: Placed<String>,
    pub(super) role: Placed<String>,
    pub(super) name: Placed<String>,
    pub(super) who: WordsWritten,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YouthWritten {
    pub(super) id: Placed<String>,
    pub(super) who: WordsWritten,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventWritten {
    pub(super) id: Placed<String>,
    pub(super) at: Option<Placed<String>>,
    pub(super) cue: Option<Placed<CueWritten>>,
    pub(super) wait: Option<Placed<String>>,
    pub(super) unless: Option<Placed<CueWritten>>,
    #[serde(default)]
    pub(super) message: Vec<MessageWritten>,
    #[serde(default)]
    pub(super) act: Vec<ActWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MessageWritten {
    pub(super) from: Placed<String>,
    pub(super) by: Option<Placed<String>>,
    pub(super) en: Placed<String>,
    pub(super) es: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActWritten {
    pub(super) by: Placed<String>,
    pub(super) youth: Option<Placed<String>>,
    pub(super) step: Option<Placed<String>>,
    pub(super) event: Option<Placed<String>>,
    #[serde(default)]
    pub(super) evidence: Answers,
    #[serde(default)]
    pub(super) answers: Answers,
    pub(super) left: Option<bool>,
}

/// One condition; which keys may stand together is checked later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueWritten {
    pub(super) all: Option<Vec<Placed<CueWritten>>>,
    pub(super) any: Option<Vec<Placed<CueWritten>>>,
    pub(super) not: Option<Box<Placed<CueWritten>>>,
    pub(super) opened: Option<Placed<String>>,
    pub(super) called: Option<Placed<String>>,
    pub(super) happened: Option<Placed<String>>,
    pub(super) step: Option<Placed<String>>,
    pub(super) field: Option<Placed<String>>,
    pub(super) clock: Option<Placed<String>>,
    pub(super) youth: Option<Placed<String>>,
    pub(super) is: Option<OneOrMany>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn list(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuideWritten {
    pub(super) from: Option<Placed<CueWritten>>,
    pub(super) until: Placed<CueWritten>,
    pub(super) en: Placed<String>,
    pub(super) es: Placed<String>,
    pub(super) go: Option<Placed<GoWritten>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoWritten {
    pub(super) to: Placed<String>,
    pub(super) youth: Option<Placed<String>>,
    pub(super) step: Option<Placed<String>>,
    pub(super) topic: Option<Placed<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemarkWritten {
    pub(super) kind: Placed<String>,
    pub(super) when: Placed<CueWritten>,
    pub(super) en: Placed<String>,
    pub(super) es: Placed<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModelWritten {
    pub(super) at: Placed<String>,
    pub(super) open: Option<Placed<String>>,
    pub(super) medical: Option<Placed<String>>,
    pub(super) call: Option<Placed<String>>,
    pub(super) youth: Option<Placed<String>>,
    pub(super) step: Option<Placed<String>>,
    pub(super) event: Option<Placed<String>>,
    #[serde(default)]
    pub(super) evidence: Answers,
    #[serde(default)]
    pub(super) answers: Answers,
    pub(super) left: Option<bool>,
}
