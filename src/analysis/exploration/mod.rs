//! Everything that can happen in a scenario, answered exactly.
//!
//! One space that tells apart all meters and the aim at the end answers soundness, odds, endings and sizes; the trust of
//! each person has a space of its own, since all numbers at once would make it many times as large. Where a limit is met, what
//! is not known is left open, and plays by lot give estimates beside it.

mod bounds;
mod ends;
mod estimates;
mod result;
mod returns;
mod sizes;
mod unreached;
mod witnessed;

use std::sync::Arc;

use thiserror::Error;

pub use self::estimates::{Estimates, Interval};
pub use self::result::{
    Bound, Distribution, EndingOdds, Expected, Exploration, Extreme, FaultOdds, Length, NumberOdds,
    OutcomeOdds, Possible, Return, Size, Stuck, Unreached,
};
pub use self::witnessed::Witnessed;

use self::bounds::{Goal, bounds};
use self::ends::{Ends, good};
use self::witnessed::Plays;
use super::odds::Odds;
use super::policy::{Decider, Objective, Policy, UnknownObjective};
use super::space::{Limits, NodeId, Progress, Space};
use super::sweep::Sweep;
use crate::scenario::model::{Good, Outcome};
use crate::simulation::{Program, Quotient, Story};

/// What to answer.
#[derive(Debug, Clone)]
pub struct Question {
    /// How plays decide where odds are told.
    pub policy: Policy,
    /// Whether states that nothing can tell apart are taken for one.
    pub reduce: bool,
    /// How many states are counted without taking any for one.
    pub unreduced: usize,
    /// Whether plays are looked for that show what was found.
    pub witnesses: bool,
}

/// How the work goes on.
pub struct Work<'a> {
    /// How many threads work on it, at least one.
    pub threads: usize,
    /// Is told from time to time what is done, and says whether to go on.
    pub go_on: &'a mut dyn FnMut(Stage<'_>) -> bool,
}

/// What is done.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'a> {
    /// States are looked for.
    Exploring {
        /// For what: `the scenario`, `trust.anna`.
        what: &'a str,
        /// How far that is.
        progress: Progress,
    },
    /// Answers are worked out.
    Answering {
        /// Which ones.
        what: &'a str,
    },
}

/// Why nothing can be answered under a policy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoPolicy {
    /// The scenario has no such objective.
    #[error(transparent)]
    Objective(#[from] UnknownObjective),
    /// Plays may go on forever, however they decide.
    #[error(
        "the policy `{0}` is one that surely comes to an end, and no way to decide does in this scenario"
    )]
    NeverSure(Policy),
}

/// Explores a scenario and answers.
pub fn explore(
    story: &Arc<Story>,
    question: &Question,
    work: &mut Work<'_>,
) -> Result<Exploration, NoPolicy> {
    let decider = Decider::of(&question.policy, story)?;
    let mut explorer = Explorer { story, question, decider, work };
    let mut found = Exploration::new(story, question);
    explorer.answer(&mut found)?;
    Ok(found)
}

/// Somebody who answers.
struct Explorer<'a, 'w, 'g> {
    story: &'a Arc<Story>,
    question: &'a Question,
    decider: Decider<'a>,
    work: &'w mut Work<'g>,
}

impl Explorer<'_, '_, '_> {
    fn answer(&mut self, found: &mut Exploration) -> Result<(), NoPolicy> {
        let numbers = Objective::numbers(self.story.scenario()).map(|(_, number)| number);
        let is_apart = |number: &Objective| self.question.reduce && matches!(number, Objective::Trust(_));
        let (apart, first): (Vec<_>, Vec<_>) = numbers.partition(is_apart);
        let space = self.space("the scenario", &first);
        found.begin(self.story, &space);
        if space.complete {
            self.answer_all(&space, &first, found)?;
        } else {
            self.answer_some(&space, found);
        }
        let size =
            Size { states: space.states(), transitions: space.transitions(), complete: space.complete };
        drop(space);
        for number in apart {
            self.answer_one(number, found)?;
        }
        found.unreduced = if self.question.reduce { self.unreduced(found) } else { Some(size) };
        found.complete = found.left_out.is_empty();
        if let (false, Decider::Rule(rule)) = (found.complete, &self.decider) {
            found.estimates = Some(Estimates::of(self.story, &self.question.policy, rule, self.work.threads));
        }
        Ok(())
    }

    /// Explores what some numbers at the end and the policy need to have told apart.
    fn space(&mut self, what: &str, numbers: &[Objective]) -> Space {
        let program = self.story.program();
        let quotient = if self.question.reduce {
            let mut keep = self.decider.keep();
            for number in numbers {
                keep.ends.join(&number.look(self.story));
            }
            Quotient::of(program, &keep)
        } else {
            Quotient::whole(program)
        };
        self.follow(what, program, quotient, usize::MAX)
    }

    fn follow(&mut self, what: &str, program: &Program, quotient: Quotient, most: usize) -> Space {
        let Work { threads, go_on } = &mut *self.work;
        let mut go_on =
            |progress: Progress| go_on(Stage::Exploring { what, progress }) && progress.states < most;
        Space::explore(program, quotient, Limits { threads: *threads, go_on: &mut go_on })
    }

    fn goes_on(&mut self, what: &str) -> bool {
        (self.work.go_on)(Stage::Answering { what })
    }

    fn odds(&self, space: &Space, order: &Sweep) -> Result<Odds, NoPolicy> {
        let odds = self.decider.odds(space, order);
        odds.ok_or_else(|| NoPolicy::NeverSure(self.question.policy.clone()))
    }

    /// Answers everything that one space can tell.
    fn answer_all(
        &mut self,
        space: &Space,
        numbers: &[Objective],
        found: &mut Exploration,
    ) -> Result<(), NoPolicy> {
        let story = self.story;
        let order = Sweep::of(space);
        let odds = self.odds(space, &order)?;
        let plays = Plays::new(story, space, self.question.witnesses);
        let ends = Ends::of(story, space, Some(&odds), numbers);
        found.plays = Some(sizes::plays(space, &order));
        found.decisions = sizes::length(story, space, &order, &odds);
        (found.endless, found.residual) = (Some(odds.endless), Some(odds.residual));
        let (states, first) = sizes::stuck(story, space, &order);
        found.stuck = Some(Stuck { states, witness: first.and_then(|node| plays.to(node)) });
        found.points_of_no_return = Some(returns::returns(space, &order, &plays));
        for (node, fault) in (space.states() as NodeId..).zip(&mut found.faults) {
            fault.probability = Some(odds.visits[node as usize]);
            fault.witness = plays.to(node);
            fault.pick = plays.last_pick(node);
        }
        let mut outcomes = vec![ends::Sum::default(); found.outcomes.len()];
        for (ending, (share, first)) in found.endings.iter_mut().zip(&ends.endings) {
            ending.probability = Some(share.total());
            ending.possible = Some(first.is_some());
            ending.witness = first.and_then(|node| plays.to(node));
            let outcomes = outcomes.iter_mut().zip(Outcome::ALL);
            outcomes
                .filter(|(_, outcome)| **outcome == ending.outcome)
                .for_each(|(sum, _)| sum.add(share.total()));
        }
        for (outcome, sum) in found.outcomes.iter_mut().zip(outcomes) {
            outcome.probability = Some(sum.total());
        }
        found.never = Some(Unreached::of(story, space));
        self.bound_odds(space, &order, found);
        self.answer_numbers(space, &order, &ends, &plays, numbers, found);
        Ok(())
    }

    /// Finds out what ways to decide can make of endings.
    fn bound_odds(&mut self, space: &Space, order: &Sweep, found: &mut Exploration) {
        let endings = (0..found.endings.len()).map(Goal::Ending);
        let outcomes = found.outcomes.iter().map(|outcome| Goal::Outcome(outcome.outcome));
        let goals: Vec<Goal> = endings.chain(outcomes).collect();
        let what = "least and most odds";
        let (bounds, residual) = bounds(self.story, space, order, &goals, || self.goes_on(what));
        found.miss(residual);
        found.leave_out(what, bounds.len() < goals.len());
        let slots = found.endings.iter_mut().map(|ending| (&mut ending.least, &mut ending.most));
        let slots = slots.chain(found.outcomes.iter_mut().map(|odds| (&mut odds.least, &mut odds.most)));
        for ((least, most), bounds) in slots.zip(bounds) {
            (*least, *most) = bounds.unzip();
        }
    }

    /// Says of some numbers how they are spread, and what can be made of them.
    fn answer_numbers(
        &mut self,
        space: &Space,
        order: &Sweep,
        ends: &Ends,
        plays: &Plays<'_>,
        numbers: &[Objective],
        found: &mut Exploration,
    ) {
        let goals: Vec<Goal> = numbers.iter().copied().map(Goal::Number).collect();
        let what = "best and worst numbers";
        let (bounds, residual) = bounds(self.story, space, order, &goals, || self.goes_on(what));
        found.miss(residual);
        found.leave_out(what, bounds.len() < goals.len());
        for (position, (number, values)) in numbers.iter().zip(&ends.numbers).enumerate() {
            let Some(slot) = found.number(*number) else { continue };
            slot.distribution = values.distribution();
            let extreme = |(value, node): (i64, NodeId)| Extreme { value, witness: plays.to(node) };
            let turned = |worth: f64| if slot.good == Good::Low { 100.0 - worth } else { worth };
            let (best, worst) = match slot.good {
                Good::High => (values.greatest, values.least),
                Good::Low => (values.least, values.greatest),
            };
            slot.possible =
                best.zip(worst).map(|(best, worst)| Possible { best: extreme(best), worst: extreme(worst) });
            let bounds = bounds.get(position).copied().flatten();
            slot.expected = bounds.map(|(least, most)| Expected { best: turned(most), worst: turned(least) });
        }
    }

    /// Answers what is known of a space that was not followed to its end.
    fn answer_some(&mut self, space: &Space, found: &mut Exploration) {
        found.leave_out("the scenario", true);
        let ends = Ends::of(self.story, space, None, &[]);
        for (ending, (_, first)) in found.endings.iter_mut().zip(&ends.endings) {
            ending.possible = first.map(|_| true);
        }
        if let Decider::Rule(_) = &self.decider
            && let Some(odds) = self.decider.odds(space, &Sweep::of(space))
        {
            let over = ends::endings(self.story, space).map(|(node, ..)| node);
            let over = over.chain(space.states() as NodeId..space.nodes() as NodeId);
            found.covered = Some(over.map(|node| odds.visits[node as usize]).sum());
        }
    }

    /// Answers for a number that needs a space of its own.
    fn answer_one(&mut self, number: Objective, found: &mut Exploration) -> Result<(), NoPolicy> {
        let Some(name) = found.number(number).map(|slot| format!("trust.{}", slot.id)) else { return Ok(()) };
        let go_on = found.never.is_some() && self.goes_on(&name);
        let space = go_on.then(|| self.space(&name, &[number])).filter(|space| space.complete);
        let Some(space) = space else {
            found.leave_out(&name, true);
            return Ok(());
        };
        let order = Sweep::of(&space);
        let odds = self.odds(&space, &order)?;
        let plays = Plays::new(self.story, &space, self.question.witnesses);
        let ends = Ends::of(self.story, &space, Some(&odds), &[number]);
        found.miss(odds.residual);
        self.answer_numbers(&space, &order, &ends, &plays, &[number], found);
        Ok(())
    }

    /// Counts states without taking any for one.
    fn unreduced(&mut self, found: &Exploration) -> Option<Size> {
        let (program, most, what) = (self.story.program(), self.question.unreduced, "unreduced states");
        if most == 0 || found.never.is_none() || !self.goes_on(what) {
            return None;
        }
        let space = self.follow(what, program, Quotient::whole(program), most);
        Some(Size { states: space.states(), transitions: space.transitions(), complete: space.complete })
    }
}

impl Exploration {
    /// Knows nothing yet.
    fn new(story: &Story, question: &Question) -> Self {
        let scenario = story.scenario();
        let number = |id: &str, label: &str, number: Objective| NumberOdds {
            id: id.to_owned(),
            label: label.to_owned(),
            good: good(number),
            distribution: None,
            possible: None,
            expected: None,
        };
        let endings = scenario.endings.iter().map(|(id, ending)| EndingOdds {
            id: id.clone(),
            title: ending.value.title.clone(),
            outcome: ending.value.outcome,
            probability: None,
            least: None,
            most: None,
            possible: None,
            witness: None,
        });
        let odds =
            |outcome: &Outcome| OutcomeOdds { outcome: *outcome, probability: None, least: None, most: None };
        let meters = scenario.meters.iter().enumerate();
        let meters = meters
            .map(|(at, (id, meter))| number(id, &meter.value.label, Objective::Meter(at, meter.value.good)));
        let trust = scenario.cast.iter().enumerate();
        let trust = trust.map(|(at, (id, person))| number(id, &person.value.name, Objective::Trust(at)));
        Self {
            scenario: scenario.id.clone(),
            policy: question.policy.clone(),
            complete: false,
            left_out: Vec::new(),
            states: 0,
            transitions: 0,
            covered: None,
            unreduced: None,
            plays: None,
            decisions: Length::default(),
            endings: endings.collect(),
            outcomes: Outcome::ALL.iter().map(odds).collect(),
            meters: meters.collect(),
            trust: trust.collect(),
            aim: number("aim", "aim", Objective::Aim),
            endless: None,
            residual: None,
            faults: Vec::new(),
            stuck: None,
            points_of_no_return: None,
            never: None,
            estimates: None,
        }
    }

    /// Takes over what every space knows, followed to its end or not.
    fn begin(&mut self, story: &Story, space: &Space) {
        (self.states, self.transitions) = (space.states(), space.transitions());
        let fault = |fault: &crate::simulation::Fault| FaultOdds {
            place: story.place(fault.place),
            what: fault.kind.to_string(),
            probability: None,
            pick: None,
            witness: None,
        };
        self.faults = space.faults.iter().map(fault).collect();
    }

    fn number(&mut self, number: Objective) -> Option<&mut NumberOdds> {
        match number {
            Objective::Meter(at, _) => self.meters.get_mut(at),
            Objective::Trust(at) => self.trust.get_mut(at),
            Objective::Aim => Some(&mut self.aim),
            Objective::AtLeast(_) => None,
        }
    }

    fn leave_out(&mut self, what: &str, is_left_out: bool) {
        if is_left_out {
            self.left_out.push(what.to_owned());
        }
    }

    fn miss(&mut self, residual: f64) {
        self.residual = self.residual.map(|known| known.max(residual));
    }
}
