//! A scenario as a model in the language of PRISM, which Storm reads too, so that others can check our odds.
//!
//! The model is symbolic: it is written from the scenario's rules, never from states that were explored, and so the
//! checker explores them by itself. What a step does is said here a second time, on purpose: of the program, the model takes only which
//! numbers a play remembers and how the clock counts.
//!
//! A step of the story is several steps of the model, because a command changes all its variables at once: `phase`
//! says what comes next at the present place (arriving, looking at the events, asking for a verdict, the rest of a
//! list of effects), and in `Resting` the player decides or the scene goes on by itself. Between decisions everything is
//! certain or a chance, so the odds are those of the story.
//!
//! What fails leads to the place `fault`, where the play stays.

mod command;
mod events;
mod flow;
mod names;
mod places;
mod term;
mod text;
mod time;
mod values;

use thiserror::Error;

use command::{Case, Group, Updates};
use names::Names;
use term::Term;
use time::Pass;
use values::Values;

use crate::diagnostic::Span;
use crate::scenario::model::{Event, Exit, Scenario};
use crate::simulation::{MAX_PASSAGES, Story};

/// Who decides in a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decides {
    /// Every open choice is picked equally often: a Markov chain (`dtmc`).
    Uniformly,
    /// The player: a Markov decision process (`mdp`), whose actions are the choices.
    ThePlayer,
}

/// A number may become too large for the arithmetic of checkers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a number here may pass 2^53, beyond which model checkers round")]
pub struct Unwritable {
    /// What computes the number.
    pub span: Span,
}

/// Writes a scenario as a model.
///
/// Its labels are the endings, `fault`, `over` (either of them) and `decision`; its reward `decisions` counts decisions.
pub fn prism(story: &Story, decides: Decides) -> Result<String, Unwritable> {
    let mut model = Model::new(story, decides);
    model.scenes()?;
    model.look()?;
    model.verdict()?;
    model.pass()?;
    Ok(text::write(&model, story))
}

/// What a model is gathered in.
struct Model<'a> {
    scenario: &'a Scenario,
    decides: Decides,
    values: Values<'a>,
    /// The variable that says where the story is: a scene, an ending, or the fault.
    place: usize,
    scenes: Vec<Term>,
    endings: Vec<Term>,
    fault: Term,
    phase: usize,
    phases: Vec<Term>,
    /// The variable of the scene to go back to, where something can interrupt; `fault` for none.
    resume: Option<usize>,
    pass: Option<Pass>,
    /// The values of the variable by which time passes.
    moments: Vec<Term>,
    /// The variable that counts how often a scene went on by itself within a step, where that can be too often.
    passages: Option<usize>,
    /// Whether anything asks for a verdict.
    judges: bool,
    /// Where the player decides.
    deciding: Vec<Term>,
    /// The formula of that.
    decision: String,
    /// The names of what the player does, apart from all others.
    actions: Names,
    groups: Vec<Group>,
}

/// What comes next at a place; more phases follow these, one for each list of effects that takes several commands.
#[derive(Clone, Copy)]
enum Phase {
    Resting,
    Arriving,
    Entering,
    Looking,
    Judging,
}

/// The variable by which something goes on.
#[derive(Debug, Clone, Copy)]
enum Control {
    Phase,
    Passing,
}

impl<'a> Model<'a> {
    fn new(story: &'a Story, decides: Decides) -> Self {
        let scenario = story.scenario();
        let mut values = Values::new(story);
        let mut number = 0;
        let mut place = |values: &mut Values, wanted: &str| {
            let name = values.names.fresh(wanted);
            number += 1;
            Term::constant(&name, number - 1)
        };
        let scenes: Vec<_> =
            scenario.scenes.keys().map(|id| place(&mut values, &format!("scene_{id}"))).collect();
        let endings: Vec<_> =
            scenario.endings.keys().map(|id| place(&mut values, &format!("ending_{id}"))).collect();
        let fault = place(&mut values, "fault");
        let last = number as i64 - 1;
        let words = ["resting", "arriving", "entering", "looking", "judging"];
        let phases = words.iter().enumerate();
        let phases = phases.map(|(number, word)| Term::constant(&values.names.fresh(word), number)).collect();

        let start = scenario.scenes.get_index_of(&scenario.start.value).unwrap_or(0) as i64;
        let position = values.declare("place", "where the story is", (0, last), start, false);
        // How many phases there are is only known at the end.
        let most = i64::from(u32::MAX);
        let phase = values.declare("phase", "what comes next there", (0, most), 0, false);
        let interrupts = scenario.events.values().any(|event| !event.value.divert);
        let resume = interrupts
            .then(|| values.declare("resume", "the scene to go back to, or fault", (0, last), last, false));
        let pass = values.clock.filter(|_| !scenario.processes.is_empty()).map(|(_, clock)| {
            let end = clock.end().into();
            let goal = values.declare("goal", "the time to come to", (0, end), 0, false);
            let passing = values.declare("passing", "what comes next as time passes", (0, most), 0, false);
            let stands = Term::constant(&values.names.fresh("clock_stands"), 0);
            let runs = Term::constant(&values.names.fresh("clock_runs"), 1);
            Pass { goal, passing, stands, runs }
        });
        let moments = pass.iter().flat_map(|pass| [pass.stands.clone(), pass.runs.clone()]).collect();
        let passages = can_go_on(scenario).then(|| {
            let meaning = "how many scenes went on by themselves in this step";
            values.declare("passages", meaning, (0, MAX_PASSAGES as i64 - 1), 0, false)
        });
        let decision = values.names.fresh("deciding");
        let mut model = Self {
            scenario,
            decision,
            decides,
            values,
            place: position,
            scenes,
            endings,
            fault,
            phase,
            phases,
            resume,
            pass,
            moments,
            passages,
            judges: false,
            deciding: Vec::new(),
            actions: Names::default(),
            groups: Vec::new(),
        };
        let begins = model.go(&scenario.start.value).into_iter().find(|(variable, _)| *variable == phase);
        let begins = begins.and_then(|(_, phase)| phase.value()).unwrap_or(0);
        model.values.variables[phase].start = begins as i64;
        model
    }

    fn scene(&self, id: &str) -> Term {
        self.scenes[self.scenario.scenes.get_index_of(id).unwrap_or(0)].clone()
    }

    fn phase_number(&self, phase: Phase) -> Term {
        self.phases[phase as usize].clone()
    }

    fn in_phase(&self, phase: Phase) -> Term {
        self.values.term(self.phase).is(&self.phase_number(phase))
    }

    /// Returns a guard that also waits for the clock to stand.
    fn at_rest(&self, guard: &Term) -> Term {
        match &self.pass {
            Some(pass) => guard.and(&self.values.term(pass.passing).is(&pass.stands)),
            None => guard.clone(),
        }
    }

    /// Returns one more value of the variable by which something goes on.
    fn moment(&mut self, control: Control, wanted: &str) -> (usize, Term) {
        let name = self.values.names.fresh(wanted);
        let (variable, known) = match (control, &self.pass) {
            (Control::Passing, Some(pass)) => (pass.passing, &mut self.moments),
            _ => (self.phase, &mut self.phases),
        };
        let number = Term::constant(&name, known.len());
        known.push(number.clone());
        (variable, number)
    }

    /// Writes what happens at a place.
    fn group(
        &mut self,
        comment: &str,
        guard: Term,
        cases: impl FnOnce(&mut Self) -> Result<Vec<Case>, Unwritable>,
    ) -> Result<(), Unwritable> {
        let at = self.groups.len();
        let cases = cases(self)?;
        // What it leads to was written meanwhile, and stands behind it.
        self.groups.insert(at, Group { comment: comment.into(), action: String::new(), guard, cases });
        Ok(())
    }

    /// Writes one certain thing.
    fn plainly(&mut self, comment: &str, guard: Term, to: Updates) {
        let cases = vec![Case::certain(Term::truth(true), to)];
        self.groups.push(Group { comment: comment.into(), action: String::new(), guard, cases });
    }
}

/// Tells whether scenes may go on by themselves so often in one step that it fails.
///
/// They stand in no circle, so each passes at most once between two events; an event that happens once interrupts and
/// is gone back from at most once.
fn can_go_on(scenario: &Scenario) -> bool {
    let goes_on =
        |id: &str| scenario.scenes.get(id).is_some_and(|scene| matches!(scene.value.exit, Exit::Auto { .. }));
    let alone = scenario.scenes.keys().filter(|id| goes_on(id)).count();
    let again = |event: &Event| event.at.is_none() && !event.once && goes_on(&event.scene.value);
    scenario.events.values().any(|event| again(&event.value))
        || alone.saturating_mul(2 * scenario.events.len() + 1) >= MAX_PASSAGES
}
