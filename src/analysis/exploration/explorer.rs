//! Somebody who explores, and answers from what is found.

use std::sync::Arc;

use super::bounds::{Goal, bounds};
use super::dilemmas::Dilemmas;
use super::ends::{self, Ends};
use super::estimates::Estimates;
use super::question::{NoPolicy, Question, Stage, Work};
use super::result::{Expected, Exploration, Extreme, Possible, Size, Stuck, Unreached};
use super::witnessed::Plays;
use super::{returns, sizes};
use crate::analysis::dilemmas::Search;
use crate::analysis::odds::Odds;
use crate::analysis::policy::{Decider, Objective};
use crate::analysis::space::{Limits, NodeId, Progress, Space};
use crate::analysis::sweep::Sweep;
use crate::scenario::model::{Good, Outcome};
use crate::simulation::{Keep, Program, Quotient, Story};

/// Somebody who answers.
pub(super) struct Explorer<'a, 'w, 'g> {
    story: &'a Arc<Story>,
    question: &'a Question,
    decider: Decider<'a>,
    /// Finds out which choices make no dilemma, as long as every space is known that may have a say.
    search: Option<Search<'a>>,
    work: &'w mut Work<'g>,
}

impl<'a, 'w, 'g> Explorer<'a, 'w, 'g> {
    /// Has explored nothing yet.
    pub(super) fn new(
        story: &'a Arc<Story>,
        question: &'a Question,
        work: &'w mut Work<'g>,
    ) -> Result<Self, NoPolicy> {
        let decider = Decider::of(&question.policy, story)?;
        Ok(Self { story, question, decider, search: Some(Search::new(story, work.threads)), work })
    }

    /// Answers everything that can be answered within the limits.
    pub(super) fn answer(mut self, found: &mut Exploration) -> Result<(), NoPolicy> {
        let objectives = Objective::all(self.story.scenario()).map(|(_, objective)| objective);
        let is_apart = |objective: &_| self.question.reduce && matches!(objective, Objective::Trust(_));
        let (apart, first): (Vec<_>, Vec<_>) = objectives.partition(is_apart);
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
        if size.complete {
            let dilemmas = self.search.take().map(Search::found);
            found.leave_out("dilemmas", dilemmas.is_none());
            found.dilemmas = dilemmas.map(|dilemmas| Dilemmas::of(self.story, dilemmas));
        }
        found.unreduced = if self.question.reduce { self.unreduced(found) } else { Some(size) };
        found.complete = found.left_out.is_empty();
        if let (false, Decider::Rule(rule)) = (found.complete, &self.decider) {
            found.estimates = Some(Estimates::of(self.story, &self.question.policy, rule, self.work.threads));
        }
        Ok(())
    }

    /// What some objectives and the policy need to have told apart.
    fn keep(&self, objectives: &[Objective]) -> Keep {
        let mut keep = self.decider.keep();
        keep.ends.join(&Objective::keep(self.story, objectives).ends);
        keep
    }

    /// Explores what some objectives at the end and the policy need to have told apart.
    fn space(&mut self, what: &str, objectives: &[Objective]) -> Space {
        let program = self.story.program();
        let quotient = if self.question.reduce {
            Quotient::of(program, &self.keep(objectives))
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
        objectives: &[Objective],
        found: &mut Exploration,
    ) -> Result<(), NoPolicy> {
        let story = self.story;
        let numbers: Vec<_> = objectives.iter().copied().filter(|objective| objective.is_number()).collect();
        let order = Sweep::of(space);
        let odds = self.odds(space, &order)?;
        let plays = Plays::new(story, space, self.question.witnesses);
        let ends = Ends::of(story, space, Some(&odds), &numbers);
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
        self.answer_numbers(&order, &ends, &plays, &numbers, found);
        self.compare_choices(&order, &plays, objectives);
        Ok(())
    }

    /// Looks at what a space says about which choices make no dilemma.
    fn compare_choices(&mut self, order: &Sweep, plays: &Plays<'_>, objectives: &[Objective]) {
        if !self.goes_on("dilemmas") {
            self.search = None;
        }
        let finer = !self.question.reduce || self.keep(objectives) != Objective::keep(self.story, objectives);
        if let Some(search) = &mut self.search {
            search.look((plays.space, order), objectives, finer);
            search.look_closer((plays.space, order), objectives);
            search.show(|node, choice| plays.picking(node, choice));
        }
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
        order: &Sweep,
        ends: &Ends,
        plays: &Plays<'_>,
        numbers: &[Objective],
        found: &mut Exploration,
    ) {
        let goals: Vec<Goal> = numbers.iter().copied().map(Goal::Number).collect();
        let what = "best and worst numbers";
        let (bounds, residual) = bounds(self.story, plays.space, order, &goals, || self.goes_on(what));
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
            self.search.take_if(|search| !search.is_settled());
            return Ok(());
        };
        let order = Sweep::of(&space);
        let odds = self.odds(&space, &order)?;
        let plays = Plays::new(self.story, &space, self.question.witnesses);
        let ends = Ends::of(self.story, &space, Some(&odds), &[number]);
        found.miss(odds.residual);
        self.answer_numbers(&order, &ends, &plays, &[number], found);
        self.compare_choices(&order, &plays, &[number]);
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
