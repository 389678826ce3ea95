//! The 72 hours as a working list.

use super::Shown;
use super::answer::{exact, when};
use crate::view::{
    PhaseView, PlanLine, PlanView, PlanWarning, StandingView, StepKind, StepState, SwitchedView, TurnView, UnnamedStep,
};
use first72_core::protocol::condition::StepState as State;
use first72_core::protocol::plan::{PlannedStep, Standing, Unnamed, Warning};
use first72_core::protocol::step::Kind;
use first72_core::protocol::switched::Standings;

impl Shown<'_> {
    pub(crate) fn plan_view(&self) -> PlanView {
        let mine = self.my_roles();
        let mut steps: Vec<&PlannedStep<'_>> = self.plan.steps.iter().collect();
        let phase = |step: &PlannedStep<'_>| self.pack.phases.iter().position(|phase| phase.id == step.step.phase);
        steps.sort_by_key(|step| (step.before_contact, phase(step), !step.is_open(), step.urgency()));
        let before = |id: &str| self.pack.phases.iter().any(|phase| phase.id == id && phase.before_contact);
        let mut phases = self.plan.phases.clone();
        phases.sort_by_key(|(id, _)| before(id));
        PlanView {
            episode: self.episode.to_string(),
            phases: phases.into_iter().map(|(id, ends)| self.phase(id, ends)).collect(),
            steps: steps.into_iter().map(|step| self.plan_line(step, &mine)).collect(),
            unnamed: self.plan.unnamed.iter().map(|gone| self.unnamed(gone)).collect(),
            warnings: self.plan.warnings.iter().map(|warning| self.warning(warning)).collect(),
            now_ms: self.now_ms(),
        }
    }

    /// What changed on the list since then, by an answer to this question.
    pub(crate) fn switched(&self, then: &Standings, field: &str) -> SwitchedView {
        let found = then.switched(&self.plan, field);
        let titles = |ids: &[String]| ids.iter().map(|id| self.words.step(id)).collect();
        SwitchedView {
            on: titles(&found.on),
            off: titles(&found.off),
            aside: titles(&found.aside),
            kept: titles(&found.kept),
        }
    }

    fn unnamed(&self, gone: &Unnamed) -> UnnamedStep {
        let marks = self.record.marks(&gone.step);
        UnnamedStep {
            step: gone.step.clone(),
            state: state(gone.state),
            at: marks.last().map(|mark| when(mark.event.at)),
            by: marks.last().map(|mark| self.by(&mark.save)).unwrap_or_default(),
        }
    }

    fn phase(&self, id: &str, ends_ms: Option<i64>) -> PhaseView {
        PhaseView { phase: id.to_owned(), name: self.words.phase(id), ends_ms }
    }

    pub(crate) fn plan_line(&self, planned: &PlannedStep<'_>, mine: &[&str]) -> PlanLine {
        PlanLine {
            step: planned.step.id.clone(),
            phase: planned.step.phase.clone(),
            title: self.words.step(&planned.step.id),
            state: state(planned.state),
            due: self.due(&planned.due),
            standing: self.standing(&planned.standing),
            turn: planned.turn.map(|turn| TurnView { number: turn.number, of: turn.of }),
            at: planned.settled_at.map(exact),
            roles: planned.step.roles.iter().map(|role| self.words.role(role)).collect(),
            mine: planned.is_for(mine),
            kind: kind(planned.step.kind),
            conflict: planned.disputed,
        }
    }

    fn standing(&self, standing: &Standing<'_>) -> StandingView {
        match standing {
            Standing::On => StandingView::On,
            Standing::Off => StandingView::Off,
            Standing::Suspended { by } => {
                let step = self.pack.step(by).is_some();
                StandingView::Suspended { by: if step { self.words.step(by) } else { self.words.branch(by) } }
            }
        }
    }

    pub(crate) fn warning(&self, warning: &Warning<'_>) -> PlanWarning {
        match warning {
            Warning::CalendarEnds { ends } => PlanWarning::CalendarEnds { ends: ends.to_string() },
            Warning::ClockDisputed { clock } => PlanWarning::ClockDisputed { clock: self.words.clock(clock) },
            Warning::ClockImplausible { clock } => PlanWarning::ClockImplausible { clock: self.words.clock(clock) },
        }
    }
}

pub(crate) const fn state(state: State) -> StepState {
    match state {
        State::Open => StepState::Open,
        State::Done => StepState::Done,
        State::Declined => StepState::Declined,
        State::NotApplicable => StepState::NotApplicable,
        State::Missed => StepState::Missed,
        State::Transferred => StepState::Transferred,
    }
}

const fn kind(kind: Kind) -> StepKind {
    match kind {
        Kind::Law => StepKind::Law,
        Kind::Protocol => StepKind::Protocol,
        Kind::Agency => StepKind::Agency,
        Kind::StateModel => StepKind::StateModel,
        Kind::Advice => StepKind::Advice,
    }
}
