//! What a drill tells its trainee: what was heard, and what to do next and where.

use super::{Drill, held};
use crate::drill::guide;
use crate::drill::script::{GuideLine, Target};
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::error::NotebookError;
use first72_wire::id::EpisodeId;

/// Something that the trainee heard or saw, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// How: `radio`, `phone` or `here`.
    pub channel: &'static str,
    /// Who said it; none when it was seen.
    pub by: Option<String>,
    /// The words.
    pub text: String,
}

/// What to do next, in one language, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guidance {
    /// The words.
    pub text: String,
    /// Where that is done, if it is one place.
    pub go: Option<Place>,
}

/// A place of the app that the guide leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The home screen.
    Tonight,
    /// The four taps.
    NewContact,
    /// A working list.
    Episode(EpisodeId),
    /// One step.
    Step(EpisodeId, String),
    /// A topic of the questions.
    Record(EpisodeId, String),
    /// What was heard.
    Messages,
    /// The debrief.
    Debrief,
}

impl Drill {
    /// What was heard so far, oldest first.
    #[must_use]
    pub fn heard(&self, notebook: &Notebook, language: &str) -> Vec<Heard> {
        let handles = self.handles(notebook);
        let mut heard = Vec::new();
        for id in &self.player.order {
            let (Some(event), Some(at_ms)) = (self.script.event(id), self.player.happened.get(id)) else { continue };
            heard.extend(event.messages.iter().map(|message| Heard {
                at_ms: *at_ms,
                channel: message.channel.word(),
                by: message.by.as_ref().and_then(|by| Some(self.script.person(by)?.who.of(language).to_owned())),
                text: guide::with_names(message.words.of(language), &self.script, &handles, language),
            }));
        }
        heard
    }

    /// What to do next; none when the guide is at its end.
    ///
    /// # Errors
    /// When the script's pack is not here.
    pub fn guidance(
        &self,
        notebook: &Notebook,
        language: &str,
        real: Moment,
    ) -> Result<Option<Guidance>, NotebookError> {
        let known = self.known(notebook, held(&self.clock).ms(real))?;
        let Some(line) = guide::line(&self.script, &known) else { return Ok(None) };
        let text = guide::with_names(line.words.of(language), &self.script, &self.handles(notebook), language);
        Ok(Some(Guidance { text, go: self.place(line, notebook) }))
    }

    fn place(&self, line: &GuideLine, notebook: &Notebook) -> Option<Place> {
        let episodes = self.episodes(notebook);
        Some(match line.go.as_ref()? {
            Target::Tonight => Place::Tonight,
            Target::NewContact => Place::NewContact,
            Target::Messages => Place::Messages,
            Target::Debrief => Place::Debrief,
            Target::Episode(youth) => Place::Episode(*episodes.get(youth)?),
            Target::Step(youth, step) => Place::Step(*episodes.get(youth)?, step.clone()),
            Target::Record(youth, topic) => Place::Record(*episodes.get(youth)?, topic.clone()),
        })
    }
}
