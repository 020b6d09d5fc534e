//! A play in progress: what every front end drives.

use std::sync::Arc;

use thiserror::Error;

use super::beat::{Beat, Teller};
use super::dice::{Dice, SeededDice};
use super::fault::Fault;
use super::index::{ChoiceIndex, EndingIndex, SceneIndex};
use super::program::{Position, Program};
use super::recording::{From, RECORDING_FORMAT, Recording, Step};
use super::state::State;
use super::step::Refused;
use super::story::Story;
use super::why::SPENT;

/// What somebody does to a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Picks a choice of the present scene, by its id or by `scene.choice`.
    Pick(String),
    /// Goes back to the decision with this number, from 0: it and what followed are set aside.
    Rewind(usize),
}

/// Why an action was not taken; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The present scene has no such choice.
    #[error("`{choice}` is not a choice of `{scene}`; it offers {offers}")]
    NotHere {
        /// What was asked for.
        choice: String,
        /// The present scene.
        scene: String,
        /// What can be picked.
        offers: String,
    },
    /// The choice is not available.
    #[error("`{choice}` cannot be picked now: {}", reasons.join("; "))]
    Locked {
        /// The choice.
        choice: String,
        /// The parts of its condition that failed.
        reasons: Vec<String>,
    },
    /// The play is over.
    #[error("the play has ended")]
    Over,
    /// There is no such decision to go back to.
    #[error("there is no decision {0}; so far there are {1}")]
    NoSuchDecision(usize, usize),
    /// The scenario fails here; the play stays where it was.
    #[error("the scenario fails at {place}: {what}")]
    Broken {
        /// The scene, choice, event or ending.
        place: String,
        /// What is wrong.
        what: String,
    },
}

impl Refusal {
    /// Returns the refusal as a sentence.
    pub fn sentence(&self) -> String {
        let words = self.to_string();
        let mut letters = words.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).chain(['.']).collect()
    }
}

/// A choice as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The choice.
    pub choice: ChoiceIndex,
    /// Its id, without the scene's.
    pub id: String,
    /// What the card says.
    pub text: String,
    /// Why it cannot be picked, if it cannot.
    pub locked: Option<String>,
    /// How long it takes, in words such as `1 h` or `until Tue 09:00`; `None` for no time.
    pub takes: Option<String>,
}

/// A choice as its author sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// Its id, without the scene's.
    pub id: String,
    /// What the card says.
    pub text: String,
    /// Why it cannot be picked, part by part of its condition; empty where it can.
    pub failing: Vec<String>,
    /// Whether players do not see it at all.
    pub hidden: bool,
    /// How long it takes, in words; `None` for no time.
    pub takes: Option<String>,
}

/// What one decision (or the beginning of the play) brought.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The choice; `None` for the beginning.
    pub choice: Option<ChoiceIndex>,
    /// The choices that were available.
    pub available: Vec<ChoiceIndex>,
    /// What happened, in order.
    pub beats: Vec<Beat>,
    /// The state in which it was decided.
    pub before: State,
    /// The state after the choice's own effects and time, in which people answer.
    pub answered: State,
    /// The state that followed.
    pub after: State,
    /// The dice as they were afterwards.
    dice: SeededDice,
}

/// A play of a story with a seed: its present state and how it came about.
#[derive(Debug, Clone)]
pub struct Session {
    story: Arc<Story>,
    from: Option<From>,
    opening: Turn,
    turns: Vec<Turn>,
}

impl Session {
    /// Begins a play at the start.
    pub fn new(story: Arc<Story>, seed: u64) -> Result<Self, Refusal> {
        let mut dice = SeededDice::new(seed);
        Self::begin(story, None, &mut dice.clone(), &mut dice)
    }

    /// Begins a play in the middle, with numbers of one's own.
    pub fn start_at(story: Arc<Story>, from: From, seed: u64) -> Result<Self, Refusal> {
        let mut dice = SeededDice::new(seed);
        Self::begin(story, Some(from), &mut dice.clone(), &mut dice)
    }

    /// Begins a play with dice of one's own; `luck` decides, `dice` is what stays behind.
    pub(super) fn begin(
        story: Arc<Story>,
        from: Option<From>,
        luck: &mut impl Dice,
        dice: &mut SeededDice,
    ) -> Result<Self, Refusal> {
        let mut teller = Teller::new(Arc::clone(&story));
        let program = story.program();
        let begun = match &from {
            None => program.begin(luck, &mut teller),
            Some(from) => {
                let (scene, state) = middle(&story, from)?;
                program.begin_at(scene, state, luck, &mut teller)
            }
        };
        let state = begun.map_err(|fault| broken(&story, fault))?;
        dice_keep_up(dice, &teller.beats, &story);
        let opening = Turn {
            choice: None,
            available: Vec::new(),
            beats: teller.beats,
            before: state,
            answered: state,
            after: state,
            dice: dice.clone(),
        };
        Ok(Self { story, from, opening, turns: Vec::new() })
    }

    /// Takes an action and returns what it brought, or says why not.
    pub fn act(&mut self, action: &Action) -> Result<&Turn, Refusal> {
        match action {
            Action::Pick(choice) => {
                let choice = self.find(choice)?;
                let mut luck = self.dice().clone();
                self.pick(choice, &mut luck)
            }
            Action::Rewind(decision) => {
                if *decision >= self.turns.len() {
                    return Err(Refusal::NoSuchDecision(*decision, self.turns.len()));
                }
                self.turns.truncate(*decision);
                Ok(self.last())
            }
        }
    }

    /// Picks a choice with dice of one's own.
    pub(super) fn pick(&mut self, choice: ChoiceIndex, luck: &mut impl Dice) -> Result<&Turn, Refusal> {
        let before = *self.state();
        let mut teller = Teller::new(Arc::clone(&self.story));
        let mut after = before;
        self.story
            .program()
            .step(&mut after, choice, luck, &mut teller)
            .map_err(|refused| self.refusal(choice, refused))?;
        let mut dice = self.dice().clone();
        dice_keep_up(&mut dice, &teller.beats, &self.story);
        let available = self.available();
        self.turns.push(Turn {
            choice: Some(choice),
            available,
            answered: teller.answered.unwrap_or(after),
            beats: teller.beats,
            before,
            after,
            dice,
        });
        Ok(self.last())
    }

    /// The story that is played.
    pub const fn story(&self) -> &Arc<Story> {
        &self.story
    }

    /// The seed of the dice.
    pub const fn seed(&self) -> u64 {
        self.opening.dice.seed()
    }

    /// The present state.
    pub fn state(&self) -> &State {
        &self.last().after
    }

    /// What the beginning of the play brought.
    pub const fn opening(&self) -> &Turn {
        &self.opening
    }

    /// The decisions so far, in order.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The latest decision, or the beginning.
    pub fn last(&self) -> &Turn {
        self.turns.last().unwrap_or(&self.opening)
    }

    /// The ending, if the play has ended.
    pub fn ended(&self) -> Option<EndingIndex> {
        match self.story.program().position(self.state()) {
            Position::Ending(ending) => Some(ending),
            Position::Scene(_) => None,
        }
    }

    /// The choices on offer, in declared order, with locked ones that say why; none at an ending.
    pub fn offers(&self) -> Vec<Offer> {
        let Position::Scene(scene) = self.story.program().position(self.state()) else { return Vec::new() };
        self.story
            .program()
            .choices(scene)
            .filter_map(|choice| self.story.offer(self.state(), choice))
            .collect()
    }

    /// Returns every choice of the present scene, hidden ones too, with what keeps it closed; none at an ending.
    pub fn inspect(&self) -> Vec<Inspected> {
        let Position::Scene(scene) = self.story.program().position(self.state()) else { return Vec::new() };
        let choices = self.story.program().choices(scene);
        choices.map(|choice| self.story.inspect(self.state(), choice)).collect()
    }

    /// Returns the play as a recording.
    pub fn recording(&self) -> Recording {
        let scenario = self.story.scenario();
        Recording {
            format: RECORDING_FORMAT,
            scenario: scenario.id.clone(),
            scenario_format: scenario.format,
            meaning: self.story.meaning(),
            seed: self.seed(),
            from: self.from.clone(),
            steps: std::iter::once(&self.opening)
                .chain(&self.turns)
                .flat_map(|turn| steps(&turn.beats))
                .collect(),
        }
    }

    pub(super) fn dice(&self) -> &SeededDice {
        &self.last().dice
    }

    /// Finds a choice of the present scene by its id or full name.
    pub(super) fn find(&self, name: &str) -> Result<ChoiceIndex, Refusal> {
        let Position::Scene(scene) = self.story.program().position(self.state()) else {
            return Err(Refusal::Over);
        };
        let (scene_id, _) = self.story.scene(scene);
        let id = match name.split_once('.') {
            Some((of, id)) if of == scene_id => Some(id),
            Some(_) => None,
            None => Some(name),
        };
        let found =
            self.story.program().choices(scene).find(|choice| Some(self.story.choice(*choice).0) == id);
        found.ok_or_else(|| {
            let open = self.offers().into_iter().filter(|offer| offer.locked.is_none());
            Refusal::NotHere {
                choice: name.to_owned(),
                scene: scene_id.to_owned(),
                offers: open.map(|offer| format!("`{}`", offer.id)).collect::<Vec<_>>().join(", "),
            }
        })
    }

    fn available(&self) -> Vec<ChoiceIndex> {
        self.story.program().open(self.state()).collect()
    }

    fn refusal(&self, choice: ChoiceIndex, refused: Refused) -> Refusal {
        let id = self.story.choice_path(choice);
        match refused {
            Refused::Over => Refusal::Over,
            Refused::Fault(fault) => broken(&self.story, fault),
            Refused::Spent => Refusal::Locked { choice: id, reasons: vec![SPENT.into()] },
            Refused::Locked | Refused::Elsewhere => {
                Refusal::Locked { choice: id, reasons: self.story.why_locked(self.state(), choice) }
            }
        }
    }
}

/// Counts the rolls of a turn, whoever made them, so that the seed's dice stay in step.
fn dice_keep_up(dice: &mut SeededDice, beats: &[Beat], story: &Story) {
    for beat in beats {
        if let Beat::Rolled { path, .. } = beat {
            story.program().count_roll(dice, path);
        }
    }
}

fn steps(beats: &[Beat]) -> impl Iterator<Item = Step> {
    beats.iter().filter_map(|beat| match beat {
        Beat::Chose { id, .. } => Some(Step::Pick(id.clone())),
        Beat::Rolled { path, branch, .. } => Some(Step::Rolled(path.clone(), branch.clone())),
        _ => None,
    })
}

/// Returns the scene and the state of a beginning in the middle.
fn middle(story: &Story, from: &From) -> Result<(SceneIndex, State), Refusal> {
    let broken = |what: String| Refusal::Broken { place: format!("the beginning at `{}`", from.scene), what };
    let scene = story.find_scene(&from.scene).ok_or_else(|| broken("there is no such scene".into()))?;
    let mut state = story.program().start;
    for (name, value) in &from.values {
        state = story
            .program()
            .with_value(state, name, *value)
            .filter(|_| Program::is_free(name))
            .ok_or_else(|| broken(format!("there is no value `{name}` to set")))?;
    }
    Ok((scene, state))
}

fn broken(story: &Story, fault: Fault) -> Refusal {
    Refusal::Broken { place: story.place(fault.place), what: fault.kind.to_string() }
}
