//! Where a play stands: how likely every ending still is, and what the numbers come to on average.

use indexmap::IndexMap;
use serde::Serialize;

use super::exploration::{Stage, Work};
use super::odds::Odds;
use super::policy::{Objective, Rule, Shares};
use super::space::{Limits, NodeId, Progress, Space};
use super::sweep::Sweep;
use crate::scenario::model::{Outcome, Scenario};
use crate::simulation::{ChoiceIndex, Position, Quotient, Session, State, Story, Turn};

/// What can still become of a play under a policy. Everything is listed in declared order.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Standing {
    /// How likely each ending is, by id.
    pub endings: IndexMap<String, EndingStanding>,
    /// How likely the scenario fails.
    pub faults: f64,
    /// How likely the play never ends.
    pub endless: f64,
    /// How likely the play comes to what was not explored; 0 where everything was. Any ending may be likelier by as much.
    pub unexplored: f64,
    /// The mean of each meter at the end, by id, over the plays that come to an ending; as it stands, not oriented. Means
    /// that were not asked for, or for which not everything was explored, are left out.
    pub meters: IndexMap<String, f64>,
    /// The mean of everybody's trust there, by id.
    pub trust: IndexMap<String, f64>,
    /// The mean of what the ends are worth; `None` also where the aim of some end has no answer.
    pub aim: Option<f64>,
    /// How many decisions are still to come, on average over all plays. Infinite plays count what comes before their circle.
    pub decisions: f64,
    /// By how much the equations of circles are missed at most; 0 without circles.
    pub residual: f64,
}

/// How likely an ending is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EndingStanding {
    /// Its headline.
    pub title: String,
    /// How well it turns out.
    pub outcome: Outcome,
    /// 0 to 1.
    pub odds: f64,
}

/// A decision of a play, and how it moved where the play stood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    /// What was picked, `scene.choice`.
    pub choice: String,
    /// Where the play stood before it.
    pub before: Standing,
    /// Where it stood once this was picked, before luck fell.
    pub picked: Standing,
    /// Where it stood after luck.
    pub after: Standing,
}

impl Standing {
    /// How likely an ending of an outcome is.
    pub fn odds_of(&self, outcome: Outcome) -> f64 {
        let odds = self.endings.values().filter(|ending| ending.outcome == outcome).map(|ending| ending.odds);
        // The sum of nothing is a negative zero.
        odds.fold(0.0, |sum, odds| sum + odds)
    }

    fn note(&mut self, scenario: &Scenario, number: Objective, mean: Option<f64>) {
        let (means, id) = match number {
            Objective::Meter(at, _) => (&mut self.meters, scenario.meters.get_index(at).map(|(id, _)| id)),
            Objective::Trust(at) => (&mut self.trust, scenario.cast.get_index(at).map(|(id, _)| id)),
            Objective::Aim | Objective::AtLeast(_) => return self.aim = mean,
        };
        means.extend(id.cloned().zip(mean));
    }
}

/// Whose standing is asked for, and how.
pub struct Inquiry<'a, 'l, 'w> {
    /// The scenario.
    pub story: &'a Story,
    /// How what follows is decided.
    pub rule: &'a Rule<'a>,
    /// Whether to find out what meters, trust and aim come to. Each is explored by itself, since only then states that
    /// differ in the others are one.
    pub numbers: bool,
    /// How far to explore, each time.
    pub work: &'l mut Work<'w>,
}

/// What was explored for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Explored {
    /// The states, of all explorings together.
    pub states: usize,
    /// Whether everything was.
    pub complete: bool,
}

/// Nodes that plays go on from, with their odds.
pub(super) type Starts = Vec<(NodeId, f64)>;

impl Inquiry<'_, '_, '_> {
    /// Where a play stands in a state: at a decision or an ending.
    pub fn now(self, state: &State) -> (Standing, Explored) {
        let (standings, explored) = self.answer(Some(state), |space| vec![space.starts.clone()]);
        (standings.into_iter().next().unwrap_or_default(), explored)
    }

    /// Where a play stands before it has begun; `look` sees what can happen.
    pub(super) fn beginning(self, mut look: impl FnMut(&Space)) -> (Standing, Explored) {
        let mut seen = false;
        let (standings, explored) = self.answer(None, |space| {
            if !std::mem::replace(&mut seen, true) {
                look(space);
            }
            vec![space.starts.clone()]
        });
        (standings.into_iter().next().unwrap_or_default(), explored)
    }

    /// How each decision of a play moved where it stood, from its beginning on. Ends early where not everything was explored.
    pub fn along(self, session: &Session) -> (Vec<Move>, Explored) {
        let story = self.story;
        let from = session.opening().after;
        let (standings, explored) = self.answer(Some(&from), |space| points(space, session));
        let picks = session.turns().iter().filter_map(|turn| turn.choice);
        let moves = picks.zip(standings.windows(3).step_by(2)).filter_map(|(choice, standings)| {
            let [before, picked, after] = standings else { return None };
            let [before, picked, after] = [before, picked, after].map(Clone::clone);
            Some(Move { choice: story.choice_path(choice), before, picked, after })
        });
        (moves.collect(), explored)
    }

    /// Explores for the endings, then for each number, and says where plays stand that go on from some points.
    fn answer(
        self,
        from: Option<&State>,
        mut points: impl FnMut(&Space) -> Vec<Starts>,
    ) -> (Vec<Standing>, Explored) {
        let Self { story, rule, numbers, work } = self;
        let program = story.program();
        let mut explore = |what: &str, number: Option<Objective>| {
            let mut keep = rule.keep();
            if let Some(number) = number {
                keep.ends.join(&number.look(story));
            }
            let mut go_on = |progress: Progress| (work.go_on)(Stage::Exploring { what, progress });
            let limits = Limits { threads: work.threads, go_on: &mut go_on };
            match from {
                None => Space::explore(program, Quotient::of(program, &keep), limits),
                Some(state) => {
                    Space::explore_after(program, Quotient::after(program, &keep, state), state, limits)
                }
            }
        };
        let space = explore("the scenario", None);
        let ways = Ways::of(&space, rule);
        let mut standings: Vec<_> =
            points(&space).iter().map(|starts| ways.standing(story, starts)).collect();
        let mut explored = Explored { states: space.states(), complete: space.complete };
        drop(ways);
        drop(space);
        for (name, number) in Objective::numbers(story.scenario()).filter(|_| numbers) {
            let space = explore(&name, Some(number));
            explored.states += space.states();
            explored.complete &= space.complete;
            if space.complete {
                let ways = Ways::of(&space, rule);
                for (standing, starts) in standings.iter_mut().zip(points(&space)) {
                    standing.note(story.scenario(), number, ways.mean(story, &starts, number));
                }
            }
        }
        (standings, explored)
    }
}

/// The points of a play: before the first decision, and for each decision after picking and after luck.
fn points(space: &Space, session: &Session) -> Vec<Starts> {
    let mut points = vec![space.starts.clone()];
    let Some((start, _)) = space.starts.first() else { return points };
    let mut node = *start;
    for Turn { choice, after, .. } in session.turns() {
        let option = space.options(node).find(|option| Some(space.choice(*option)) == *choice);
        let Some(option) = option else { break };
        let Some((to, _)) = space.ways(option).find(|(to, _)| space.is(*to, after)) else { break };
        points.push(space.ways(option).collect());
        points.push(vec![(to, 1.0)]);
        node = to;
    }
    points
}

/// A space with what a policy makes of it.
struct Ways<'a> {
    space: &'a Space,
    order: Sweep,
    /// The share of each option; nothing where all options of a node are equally likely.
    shares: Option<Vec<f64>>,
}

impl<'a> Ways<'a> {
    fn of(space: &'a Space, rule: &Rule<'_>) -> Self {
        let shares = (!rule.is_even()).then(|| shares(space, rule));
        Self { space, order: Sweep::of(space), shares }
    }

    fn follow(&self, starts: &[(NodeId, f64)]) -> Odds {
        Odds::after(self.space, starts, &self.order, |_, options, shares| match &self.shares {
            None => shares.resize(options.len(), 1.0 / options.len() as f64),
            Some(all) => shares.extend(&all[options]),
        })
    }

    /// How likely each ending is, and whatever else a play can come to.
    fn standing(&self, story: &Story, starts: &[(NodeId, f64)]) -> Standing {
        let Odds { visits, endless, residual } = self.follow(starts);
        let endings = story.scenario().endings.iter().map(|(id, ending)| {
            let (title, outcome) = (ending.value.title.clone(), ending.value.outcome);
            (id.clone(), EndingStanding { title, outcome, odds: 0.0 })
        });
        let mut standing = Standing { endings: endings.collect(), endless, residual, ..Standing::default() };
        for (node, odds) in (0..).zip(visits).filter(|(_, odds)| *odds > 0.0) {
            if !self.space.options(node).is_empty() {
                standing.decisions += odds;
                continue;
            }
            match self.space.position(story.program(), node) {
                None => standing.faults += odds,
                Some(Position::Scene(_)) => standing.unexplored += odds,
                Some(Position::Ending(ending)) => {
                    if let Some((_, known)) = standing.endings.get_index_mut(ending.index()) {
                        known.odds += odds;
                    }
                }
            }
        }
        standing
    }

    /// The mean of a number over the plays that come to an ending; `None` where none does, or where some end has no answer.
    fn mean(&self, story: &Story, starts: &[(NodeId, f64)], number: Objective) -> Option<f64> {
        let (mut sum, mut ended) = (0.0, 0.0);
        for (node, odds) in (0..).zip(self.follow(starts).visits).filter(|(_, odds)| *odds > 0.0) {
            let end = self.space.state(node).filter(|_| self.space.options(node).is_empty());
            if let Some(state) = end {
                sum += odds * number.raw(story.program(), &state)? as f64;
                ended += odds;
            }
        }
        (ended > 0.0).then(|| sum / ended)
    }
}

/// What a policy makes of every option.
fn shares(space: &Space, rule: &Rule<'_>) -> Vec<f64> {
    let mut all = vec![0.0; space.options_of_all()];
    let mut open: Vec<ChoiceIndex> = Vec::new();
    for node in 0..space.states() as NodeId {
        let options = space.options(node);
        if let (Some(state), false) = (space.state(node), options.is_empty()) {
            open.clear();
            open.extend(options.clone().map(|option| space.choice(option)));
            rule.share(&state, &open, &mut all[options]);
        }
    }
    all
}
