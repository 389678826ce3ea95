//! The episodes that belong with the one on the screen.

use super::Shown;
use crate::view::{Choice, LinkKind, LinkedLine, LinkedView, Trouble};
use first72_core::notebook::{FOUND_BEFORE, Link, Linked};

impl Shown<'_> {
    pub(crate) fn linked(&self) -> Result<LinkedView, Trouble> {
        let linked = self.notebook.linked(self.episode)?;
        let met_before = linked.iter().any(|other| other.link == Link::SameYouth && other.is_earlier);
        Ok(LinkedView {
            lines: linked.iter().map(|other| self.linked_line(other)).collect(),
            tell_first: met_before.then(|| self.tell_first()).flatten(),
        })
    }

    fn linked_line(&self, other: &Linked) -> LinkedLine {
        let record = self.notebook.record(other.episode);
        LinkedLine {
            episode: other.episode.to_string(),
            kind: kind(other.link),
            handle: record.and_then(|record| record.opened()).map(|opened| opened.handle),
            started: record.map(super::episode::started),
            earlier: other.is_earlier,
            advocate: other.advocate.and_then(|who| self.notebook.short_name(who)).map(str::to_owned),
        }
    }

    /// The step that the pack hangs on the question whether they were met before.
    fn tell_first(&self) -> Option<Choice> {
        let asks = |asked: &[String]| asked.iter().any(|field| field == FOUND_BEFORE);
        let mut steps = self.plan.steps.iter();
        let step = steps.find(|planned| planned.is_open() && asks(&planned.step.asks))?;
        Some(Choice { code: step.step.id.clone(), label: self.words.step(&step.step.id) })
    }
}

const fn kind(link: Link) -> LinkKind {
    match link {
        Link::SameOperation => LinkKind::SameOperation,
        Link::SameYouth => LinkKind::SameYouth,
    }
}

pub(crate) const fn link(kind: LinkKind) -> Link {
    match kind {
        LinkKind::SameOperation => Link::SameOperation,
        LinkKind::SameYouth => Link::SameYouth,
    }
}
