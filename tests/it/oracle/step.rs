//! How a play begins and what picking a choice leads to, in every way that luck allows (sections 9 to 11 of the format).

use two_hats::scenario::model::{Choice, Exit};

use super::expression::Wrong;
use super::fraction::Fraction;
use super::state::{State, World};

/// Something that happens on the way; the names are the author's ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Happened<'a> {
    /// The story came to a scene, whether or not an event kept it from being shown.
    Arrived(&'a str),
    /// A scene was shown, also after `Back`.
    Shown(&'a str),
    /// A process acted.
    Acted(&'a str),
    /// A timed event became due.
    Due(&'a str),
    /// A due event was dropped.
    Dropped(&'a str),
    /// An event interrupted.
    Started(&'a str),
    /// An event was armed again.
    Rearmed(&'a str),
    /// A chance fell: its path and the branch.
    Rolled(String, &'a str),
    /// `Back` led to a scene.
    Resumed(&'a str),
    /// The play ended.
    Ended(&'a str),
}

/// What fails and where, as `tests/conformance` names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fault {
    pub(crate) kind: &'static str,
    pub(crate) at: String,
}

/// One way in which a step can fall.
#[derive(Debug, Clone)]
pub(crate) struct Fall<'a> {
    pub(crate) odds: Fraction,
    pub(crate) happened: Vec<Happened<'a>>,
    pub(crate) after: Result<State, Fault>,
}

/// How often a step may come to 6 without being over.
const MOST: usize = 1_000;

/// A step under way.
#[derive(Clone)]
pub(super) struct Run<'a> {
    pub(super) state: State,
    pub(super) odds: Fraction,
    pub(super) happened: Vec<Happened<'a>>,
    /// How often it came to 6.
    came: usize,
}

/// Where a way on leads.
#[derive(Clone, Copy)]
pub(super) enum Goal {
    Scene(usize),
    Ending(usize),
    Back,
}

/// A run with the goal that its `then` came to, and the part of the scenario that the `then` is in.
pub(super) type Leading<'a> = (Run<'a>, Result<Goal, Fault>, String);

pub(super) fn fault(kind: Wrong, at: impl Into<String>) -> Fault {
    Fault { kind, at: at.into() }
}

impl<'a> World<'a> {
    /// Returns every way in which a play can begin.
    pub(crate) fn begin(&self) -> Vec<Fall<'a>> {
        let state = self.start();
        let (goal, at) = (Goal::Scene(state.place), format!("scene {}", self.scenario.start.value));
        let run = Run { state, odds: Fraction::ONE, happened: Vec::new(), came: 0 };
        self.finish(vec![(run, Ok(goal), at)])
    }

    /// Returns the choices of a state's scene that can be picked, by id, in declared order; none at an ending.
    pub(crate) fn open(&self, state: &State) -> Vec<&'a str> {
        let Some((scene, rules)) = self.scenario.scenes.get_index(state.place) else { return Vec::new() };
        let Exit::Choices(choices) = &rules.exit else { unreachable!("no step ends here") };
        let open = |(id, rules): &(&'a String, &'a Choice)| self.can(state, scene, id, rules) == Ok(true);
        choices.iter().map(|(id, rules)| (id, &rules.value)).filter(open).map(|(id, _)| id.as_str()).collect()
    }

    /// How many choices the scene of a state has, open or not.
    pub(crate) fn choices(&self, state: &State) -> usize {
        match &self.scenario.scenes[state.place].exit {
            Exit::Choices(choices) => choices.len(),
            Exit::Auto { .. } => 0,
        }
    }

    /// Returns every way in which picking an open choice can fall.
    pub(crate) fn pick(&self, state: &State, id: &str) -> Vec<Fall<'a>> {
        let (scene, rules) = self.scenario.scenes.get_index(state.place).unwrap();
        let Exit::Choices(choices) = &rules.exit else { unreachable!("no step ends here") };
        let choice = &choices[id];
        let at = format!("choice {scene}.{id}");
        let mut run = Run { state: state.clone(), odds: Fraction::ONE, happened: Vec::new(), came: 0 };
        self.mark(&mut run.state, &format!("chose({scene}.{id})"));
        self.mark(&mut run.state, &format!("seen({scene})"));
        let changed = self
            .change(&mut run.state, choice.effects.iter().map(|effect| &effect.value))
            .map_err(|wrong| fault(wrong, at.as_str()))
            .and_then(|()| self.pass(&mut run, choice.takes.as_ref().map(|takes| takes.value)));
        let mut leading = Vec::new();
        match changed {
            Ok(()) => self.resolve(run, &choice.then, &at, &format!("{scene}.{id}"), &mut leading),
            Err(fault) => leading.push((run, Err(fault), at)),
        }
        self.finish(leading)
    }

    fn can(&self, state: &State, scene: &str, id: &str, rules: &Choice) -> Result<bool, Wrong> {
        if rules.once && self.is_marked(state, &format!("chose({scene}.{id})")) {
            return Ok(false);
        }
        self.holds(state, rules.when.as_ref().map(|when| &when.value))
    }

    /// Follows runs until each is over.
    fn finish(&self, mut leading: Vec<Leading<'a>>) -> Vec<Fall<'a>> {
        let mut falls = Vec::new();
        while let Some((mut run, goal, at)) = leading.pop() {
            match goal.and_then(|goal| self.come(&mut run, goal, &at)) {
                Ok(true) => {
                    falls.push(Fall { odds: run.odds, happened: run.happened, after: Ok(run.state) });
                }
                Err(fault) => falls.push(Fall { odds: run.odds, happened: run.happened, after: Err(fault) }),
                Ok(false) => self.go_on(run, &mut leading),
            }
        }
        falls
    }

    /// 6 and 7: comes to a goal and shows the scene; tells whether the step is over.
    fn come(&self, run: &mut Run<'a>, goal: Goal, at: &str) -> Result<bool, Fault> {
        run.came += 1;
        match goal {
            Goal::Ending(ending) => {
                run.state.place = self.scenario.scenes.len() + ending;
                run.state.resume = None;
                run.happened.push(Happened::Ended(self.scenario.endings.get_index(ending).unwrap().0));
                return Ok(true);
            }
            Goal::Back => {
                let scene = run.state.resume.take().ok_or_else(|| fault("nothing_to_resume", at))?;
                run.state.place = scene;
                run.happened.push(Happened::Resumed(self.scene_id(scene)));
            }
            Goal::Scene(scene) => self.arrive(run, scene)?,
        }
        let (id, scene) = self.scenario.scenes.get_index(run.state.place).unwrap();
        run.happened.push(Happened::Shown(id));
        match &scene.exit {
            Exit::Choices(choices) => {
                for (choice, rules) in choices {
                    match self.can(&run.state, id, choice, rules) {
                        Ok(true) => return Ok(true),
                        Ok(false) => {}
                        Err(wrong) => return Err(fault(wrong, format!("choice {id}.{choice}"))),
                    }
                }
                Err(fault("no_choice", format!("scene {id}")))
            }
            Exit::Auto { .. } if run.came == MOST => Err(fault("endless", format!("scene {id}"))),
            Exit::Auto { .. } => Ok(false),
        }
    }

    /// 8: the present scene goes on by itself.
    fn go_on(&self, mut run: Run<'a>, leading: &mut Vec<Leading<'a>>) {
        let (id, scene) = self.scenario.scenes.get_index(run.state.place).unwrap();
        let Exit::Auto { takes, then } = &scene.exit else { unreachable!("it has no choices") };
        let at = format!("scene {id}");
        self.mark(&mut run.state, &format!("seen({id})"));
        match self.pass(&mut run, takes.as_ref().map(|takes| takes.value)) {
            Ok(()) => self.resolve(run, then, &at, id, leading),
            Err(fault) => leading.push((run, Err(fault), at)),
        }
    }
}
