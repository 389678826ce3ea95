//! Checks the texts: each thing has its words in every language, and each word has its thing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::form::AnswerType;
use super::super::pack::Pack;
use super::super::problem::Problem;
use super::super::texts::{AnswerText, ClockText, ContactText, DocumentText, StepText, Texts};
use super::super::written::{AnswerTextWritten, ById, LabelWritten, Placed, TextsFile};
use super::Checker;

/// One language's file, while it is checked.
pub(super) struct Page<'a> {
    pub(super) file: String,
    language: &'a str,
    /// Where to report what is missing: the line of `language`.
    pub(super) top: &'a Placed<String>,
}

impl Checker<'_, '_> {
    pub(super) fn texts(&mut self, written: &TextsFile, language: &str, pack: &Pack) -> Texts {
        let page = Page { file: format!("texts.{language}.toml"), language, top: &written.language };
        if written.language.get_ref() != language {
            let found = written.language.get_ref().clone();
            self.wrong(&page.file, &written.language, Problem::TextLanguage { found });
        }
        let step_ids: BTreeSet<String> = pack.steps.iter().map(|step| step.id.clone()).collect();
        self.cover(&page, "step", &written.step, &step_ids);
        let clock_ids = pack.clocks.iter().map(|clock| clock.id.clone()).collect();
        self.cover(&page, "clock", &written.clock, &clock_ids);
        let contact_ids = pack.contacts.iter().map(|contact| contact.id.clone()).collect();
        self.cover(&page, "contact", &written.contact, &contact_ids);
        let fields = field_choices(pack);
        let evidence = evidence_choices(pack);
        Texts {
            language: language.to_owned(),
            title: self.sentence(&page, "pack.title", &written.pack.title),
            steps: self.steps_text(&page, written),
            fields: self.answers(&page, "field", &written.field, &fields),
            evidence: self.answers(&page, "evidence", &written.evidence, &evidence),
            clocks: self.clocks_text(&page, written),
            roles: self.labels(&page, "role", &written.role, &pack.roles.iter().map(|one| one.id.clone()).collect()),
            phases: self.labels(
                &page,
                "phase",
                &written.phase,
                &pack.phases.iter().map(|one| one.id.clone()).collect(),
            ),
            branches: self.labels(
                &page,
                "branch",
                &written.branch,
                &pack.branches.iter().map(|one| one.id.clone()).collect(),
            ),
            tracks: self.labels(
                &page,
                "track",
                &written.track,
                &pack.tracks.iter().map(|one| one.id.clone()).collect(),
            ),
            occasions: self.labels(
                &page,
                "occasion",
                &written.occasion,
                &pack.occasions.iter().map(|one| one.id.clone()).collect(),
            ),
            topics: self.labels(&page, "topic", &written.topic, &pack.topics.iter().cloned().collect()),
            contacts: self.contacts_text(&page, written),
            limits: self.limits_text(&page, written, pack),
            tells: self.tells_text(&page, written, pack),
            areas: self.labels(&page, "area", &written.area, &pack.areas.iter().map(|one| one.id.clone()).collect()),
            documents: self.documents_text(&page, written, pack),
        }
    }

    pub(super) fn cover<T>(&mut self, page: &Page<'_>, section: &str, written: &ById<T>, wanted: &BTreeSet<String>) {
        for id in written.keys() {
            if !wanted.contains(id.get_ref()) {
                self.wrong(&page.file, id, Problem::TextOver { key: format!("{section}.{}", id.get_ref()) });
            }
        }
        let present: BTreeSet<&String> = written.keys().map(Placed::get_ref).collect();
        for id in wanted.iter().filter(|id| !present.contains(id)) {
            self.missing(page, format!("[{section}.{}]", quoted(id)));
        }
    }

    pub(super) fn missing(&mut self, page: &Page<'_>, key: String) {
        self.wrong(&page.file, page.top, Problem::TextMissing { language: page.language.to_owned(), key });
    }

    pub(super) fn sentence(&mut self, page: &Page<'_>, key: &str, text: &Placed<String>) -> String {
        if text.get_ref().trim().is_empty() {
            self.wrong(&page.file, text, Problem::TextEmpty { key: key.to_owned() });
        }
        self.blameless(&page.file, text);
        text.get_ref().clone()
    }

    fn optional(&mut self, page: &Page<'_>, key: &str, text: Option<&Placed<String>>) -> Option<String> {
        text.map(|text| self.sentence(page, key, text))
    }

    fn labels(
        &mut self,
        page: &Page<'_>,
        section: &str,
        written: &ById<LabelWritten>,
        wanted: &BTreeSet<String>,
    ) -> BTreeMap<String, String> {
        self.cover(page, section, written, wanted);
        let label = |(id, text): (&Placed<String>, &LabelWritten)| {
            (id.get_ref().clone(), self.sentence(page, section, &text.label))
        };
        written.iter().map(label).collect()
    }

    fn steps_text(&mut self, page: &Page<'_>, written: &TextsFile) -> BTreeMap<String, StepText> {
        let mut steps = BTreeMap::new();
        for (id, text) in &written.step {
            let key = format!("step.{}", id.get_ref());
            let text = StepText {
                title: self.sentence(page, &key, &text.title),
                action: self.sentence(page, &key, &text.action),
                when: self.optional(page, &key, text.when.as_ref()),
                why: self.optional(page, &key, text.why.as_ref()),
                say: self.optional(page, &key, text.say.as_ref()),
                call: self.optional(page, &key, text.call.as_ref()),
            };
            steps.insert(id.get_ref().clone(), text);
        }
        steps
    }

    fn clocks_text(&mut self, page: &Page<'_>, written: &TextsFile) -> BTreeMap<String, ClockText> {
        let mut clocks = BTreeMap::new();
        for (id, text) in &written.clock {
            let label = self.sentence(page, "clock", &text.label);
            clocks.insert(
                id.get_ref().clone(),
                ClockText { label, zero: self.optional(page, "clock", text.zero.as_ref()) },
            );
        }
        clocks
    }

    fn contacts_text(&mut self, page: &Page<'_>, written: &TextsFile) -> BTreeMap<String, ContactText> {
        let mut contacts = BTreeMap::new();
        for (id, text) in &written.contact {
            let label = self.sentence(page, "contact", &text.label);
            let say = self.optional(page, "contact", text.say.as_ref());
            let hint = self.optional(page, "contact", text.hint.as_ref());
            contacts.insert(id.get_ref().clone(), ContactText { label, say, hint });
        }
        contacts
    }

    fn documents_text(&mut self, page: &Page<'_>, written: &TextsFile, pack: &Pack) -> BTreeMap<String, DocumentText> {
        let wanted = pack.documents.iter().map(|document| document.id.clone()).collect();
        self.cover(page, "document", &written.document, &wanted);
        let mut documents = BTreeMap::new();
        for (id, text) in &written.document {
            let key = format!("document.{}", id.get_ref());
            let text = DocumentText {
                label: self.sentence(page, &key, &text.label),
                text: self.sentence(page, &key, &text.text),
            };
            documents.insert(id.get_ref().clone(), text);
        }
        documents
    }

    fn answers(
        &mut self,
        page: &Page<'_>,
        section: &str,
        written: &ById<AnswerTextWritten>,
        wanted: &BTreeMap<String, BTreeSet<String>>,
    ) -> BTreeMap<String, AnswerText> {
        self.cover(page, section, written, &wanted.keys().cloned().collect());
        let mut texts = BTreeMap::new();
        for (id, text) in written {
            let key = format!("{section}.{}", id.get_ref());
            if let Some(choices) = wanted.get(id.get_ref()) {
                self.choice_labels(page, &key, id, text, choices);
            }
            let choices = text
                .choices
                .iter()
                .map(|(choice, label)| (choice.get_ref().clone(), self.sentence(page, &key, label)))
                .collect();
            let text = AnswerText {
                label: self.sentence(page, &key, &text.label),
                hint: self.optional(page, &key, text.hint.as_ref()),
                choices,
            };
            texts.insert(id.get_ref().clone(), text);
        }
        texts
    }

    fn choice_labels(
        &mut self,
        page: &Page<'_>,
        key: &str,
        id: &Placed<String>,
        text: &AnswerTextWritten,
        wanted: &BTreeSet<String>,
    ) {
        for choice in text.choices.keys().filter(|choice| !wanted.contains(choice.get_ref())) {
            self.wrong(&page.file, choice, Problem::TextOver { key: format!("{key}.choices.{}", choice.get_ref()) });
        }
        let present: BTreeSet<&String> = text.choices.keys().map(Placed::get_ref).collect();
        for choice in wanted.iter().filter(|choice| !present.contains(choice)) {
            let problem = Problem::TextMissing {
                language: page.language.to_owned(),
                key: format!("{choice} in the choices of {key}"),
            };
            self.wrong(&page.file, id, problem);
        }
    }

    /// An optional text that one language has, every language has.
    pub(super) fn parity(&mut self, written: &[TextsFile]) {
        let mut everywhere = BTreeSet::new();
        for texts in written {
            everywhere.extend(optional_texts(texts));
        }
        for (texts, language) in written.iter().zip(super::super::written::LANGUAGES) {
            let present = optional_texts(texts);
            let file = format!("texts.{language}.toml");
            for (section, id, key) in everywhere.iter().filter(|one| !present.contains(*one)) {
                let at = place(texts, section, id).unwrap_or(&texts.language);
                let key = format!("{key} of {section}.{id}");
                self.wrong(&file, at, Problem::TextMissing { language: language.to_owned(), key });
            }
        }
    }
}

type OptionalText = (&'static str, String, &'static str);

fn optional_texts(texts: &TextsFile) -> BTreeSet<OptionalText> {
    let mut found = BTreeSet::new();
    let mut note = |section, id: &Placed<String>, key, text: &Option<Placed<String>>| {
        if text.is_some() {
            found.insert((section, id.get_ref().clone(), key));
        }
    };
    for (id, text) in &texts.step {
        note("step", id, "when", &text.when);
        note("step", id, "why", &text.why);
        note("step", id, "say", &text.say);
        note("step", id, "call", &text.call);
    }
    for (section, answers) in [("field", &texts.field), ("evidence", &texts.evidence)] {
        for (id, text) in answers {
            note(section, id, "hint", &text.hint);
        }
    }
    for (id, text) in &texts.clock {
        note("clock", id, "zero", &text.zero);
    }
    for (id, text) in &texts.contact {
        note("contact", id, "say", &text.say);
        note("contact", id, "hint", &text.hint);
    }
    found
}

fn place<'a>(texts: &'a TextsFile, section: &str, id: &str) -> Option<&'a Placed<String>> {
    fn find<'a, T>(map: &'a ById<T>, id: &str) -> Option<&'a Placed<String>> {
        map.keys().find(|key| key.get_ref() == id)
    }
    match section {
        "step" => find(&texts.step, id),
        "field" => find(&texts.field, id),
        "evidence" => find(&texts.evidence, id),
        "clock" => find(&texts.clock, id),
        _ => find(&texts.contact, id),
    }
}

/// The fields that need words (clocks have their own), with their choices.
fn field_choices(pack: &Pack) -> BTreeMap<String, BTreeSet<String>> {
    let asked = pack.fields.iter().filter(|field| field.topic.is_some());
    asked
        .map(|field| {
            let choices = field.kind.as_ref().map_or(&[][..], AnswerType::choices).iter().cloned();
            let items = field.items.iter().cloned();
            (field.id.clone(), choices.chain(items).collect())
        })
        .collect()
}

/// The evidence ids with the choices of every step that asks for them.
fn evidence_choices(pack: &Pack) -> BTreeMap<String, BTreeSet<String>> {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for evidence in pack.steps.iter().flat_map(|step| &step.evidence) {
        wanted.entry(evidence.id.clone()).or_default().extend(evidence.kind.choices().iter().cloned());
    }
    wanted
}

/// An id as it stands in a table's name: quoted where TOML needs it.
fn quoted(id: &str) -> String {
    if id.contains('.') { format!("\"{id}\"") } else { id.to_owned() }
}
