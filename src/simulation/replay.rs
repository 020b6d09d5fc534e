//! Plays a recording again, also on a scenario that was edited since.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use thiserror::Error;

use super::beat::Beat;
use super::dice::{Chance, Dice, Draw, SeededDice};
use super::index::ChoiceIndex;
use super::program::Program;
use super::recording::{RECORDING_FORMAT, Recording, Step};
use super::session::{Refusal, Session};
use super::state::State;
use super::story::Story;
use super::witness::{Happening, Witness};

/// A recording played again.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The play, as far as the recording could be followed.
    pub session: Session,
    /// What differs from the recording; nothing, for an unedited scenario.
    pub notes: Vec<Note>,
}

impl Replay {
    /// Says whether every step of the recording was followed and nothing differs.
    pub fn is_exact(&self) -> bool {
        self.notes.is_empty()
    }

    /// Says in sentences where a play goes on after its scenario was saved, and what is different there.
    pub fn after_save(&self) -> Vec<String> {
        let notes: Vec<_> = self.notes.iter().filter(|note| **note != Note::Edited).collect();
        let stopped = notes.iter().any(|note| matches!(note, Note::Stopped { .. }));
        let place = if stopped { "the last decision that is still there" } else { "the same decision" };
        let first = format!("The file was saved: the play goes on at {place}.");
        std::iter::once(first).chain(notes.iter().map(|note| format!("{note}."))).collect()
    }
}

/// A way in which a replay differs from its recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// What the scenario means has changed since the recording was made.
    Edited,
    /// The recorded branch was followed; the seed's dice would have fallen otherwise.
    OtherLuck {
        /// The path of the chance.
        path: String,
        /// The branch that was followed.
        recorded: String,
        /// The branch that the dice would have taken.
        dice: String,
    },
    /// A chance that the recording does not know; the dice decided.
    NewChance {
        /// The path of the chance.
        path: String,
    },
    /// A recorded branch that the chance no longer has; the dice decided.
    LostBranch {
        /// The path of the chance.
        path: String,
        /// The recorded branch.
        branch: String,
    },
    /// A recorded chance that did not come up.
    LostChance {
        /// The path of the chance.
        path: String,
    },
    /// The recording could not be followed further; the play goes on from before this pick.
    Stopped {
        /// The pick, `scene.choice`.
        pick: String,
        /// How many recorded picks were followed.
        followed: usize,
        /// How many there are.
        of: usize,
        /// Why.
        reason: String,
    },
}

/// Why a recording cannot be played at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReplayError {
    /// It belongs to another scenario.
    #[error("the recording is of the scenario `{recorded}`, not of `{given}`")]
    OtherScenario {
        /// The scenario of the recording.
        recorded: String,
        /// The scenario at hand.
        given: String,
    },
    /// It is newer than the program.
    #[error("the recording has version {0}; this program reads up to version {RECORDING_FORMAT}")]
    Newer(u32),
    /// The scenario cannot be begun.
    #[error(transparent)]
    Beginning(#[from] Refusal),
}

/// Plays a recording again, following its branches; says where the dice would differ.
///
/// After an edit it goes as far as the recording can be followed: the session then stands at a decision
/// (or an ending) of the edited scenario, and the notes say what differs.
pub fn replay(story: Arc<Story>, recording: &Recording) -> Result<Replay, ReplayError> {
    let scenario = story.scenario();
    if recording.format > RECORDING_FORMAT {
        return Err(ReplayError::Newer(recording.format));
    }
    if recording.scenario != scenario.id {
        return Err(ReplayError::OtherScenario {
            recorded: recording.scenario.clone(),
            given: scenario.id.clone(),
        });
    }
    let mut notes = Vec::new();
    if recording.meaning != story.meaning() {
        notes.push(Note::Edited);
    }
    let mut moves = moves(&recording.steps);
    let played = Arc::clone(&story);
    let mut seeded = SeededDice::new(recording.seed);
    let mut luck =
        Luck::new(&played, seeded.clone(), moves.pop_front().map_or_else(VecDeque::new, |m| m.rolls));
    let mut session = Session::begin(story, recording.from.clone(), &mut luck, &mut seeded)?;
    luck.report(&mut notes);
    compare_opening(&session, recording, &mut notes);
    let picks = moves.len();
    for (followed, Move { pick, rolls }) in moves.into_iter().enumerate() {
        if let Err(reason) = follow(&mut session, &pick, rolls, &mut notes) {
            notes.push(Note::Stopped { pick, followed, of: picks, reason: reason.to_string() });
            break;
        }
    }
    Ok(Replay { session, notes })
}

/// Follows one recorded pick with its rolls.
fn follow(
    session: &mut Session,
    pick: &str,
    rolls: VecDeque<(String, String)>,
    notes: &mut Vec<Note>,
) -> Result<(), Refusal> {
    let choice = session.find(pick)?;
    let story = Arc::clone(session.story());
    let dice = session.dice().clone();
    let by_dice = if rolls.is_empty() { None } else { rolls_by_dice(session, choice) };
    let mut luck = Luck::new(&story, dice, rolls);
    let beats = rolled(session.pick(choice, &mut luck)?);
    luck.report(notes);
    if let Some(by_dice) = by_dice {
        notes.extend(first_difference(&beats, &by_dice));
    }
    Ok(())
}

/// Returns how chances would fall by the dice, without making the play longer.
fn rolls_by_dice(session: &Session, choice: ChoiceIndex) -> Option<Vec<Roll>> {
    let mut rolls = Rolls(Vec::new());
    let (mut state, mut dice) = (*session.state(), session.dice().clone());
    session.story().program().step(&mut state, choice, &mut dice, &mut rolls).ok()?;
    Some(rolls.0)
}

/// Notes how chances fall.
struct Rolls(Vec<Roll>);

impl Witness for Rolls {
    fn see(&mut self, program: &Program, _: &State, what: Happening) {
        if let Happening::Rolled { site, branch, .. } = what {
            let (path, branches) = program.site(site);
            self.0.push((path.to_owned(), branches[branch].clone()));
        }
    }
}

fn compare_opening(session: &Session, recording: &Recording, notes: &mut Vec<Note>) {
    let followed = rolled(session.opening());
    if followed.is_empty() {
        return;
    }
    let seeded = SeededDice::new(recording.seed);
    let by_dice = Session::begin(
        Arc::clone(session.story()),
        recording.from.clone(),
        &mut seeded.clone(),
        &mut seeded.clone(),
    );
    if let Ok(by_dice) = by_dice {
        notes.extend(first_difference(&followed, &rolled(by_dice.opening())));
    }
}

/// A pick with the rolls that followed it; the first has no pick.
struct Move {
    pick: String,
    rolls: VecDeque<(String, String)>,
}

fn moves(steps: &[Step]) -> VecDeque<Move> {
    let mut moves = VecDeque::from([Move { pick: String::new(), rolls: VecDeque::new() }]);
    for step in steps {
        match step {
            Step::Pick(pick) => moves.push_back(Move { pick: pick.clone(), rolls: VecDeque::new() }),
            Step::Rolled(path, branch) => {
                if let Some(last) = moves.back_mut() {
                    last.rolls.push_back((path.clone(), branch.clone()));
                }
            }
        }
    }
    moves
}

type Roll = (String, String);

fn rolled(turn: &super::session::Turn) -> Vec<Roll> {
    turn.beats
        .iter()
        .filter_map(|beat| match beat {
            Beat::Rolled { path, branch, .. } => Some((path.clone(), branch.clone())),
            _ => None,
        })
        .collect()
}

/// After the first difference the two plays are no longer the same story, so only that one is told.
fn first_difference(followed: &[Roll], by_dice: &[Roll]) -> Option<Note> {
    let ((path, recorded), (_, dice)) = followed
        .iter()
        .zip(by_dice)
        .find(|(followed, by_dice)| followed.0 == by_dice.0 && followed != by_dice)?;
    Some(Note::OtherLuck { path: path.clone(), recorded: recorded.clone(), dice: dice.clone() })
}

/// Dice that fall as recorded, and as seeded where the recording says nothing.
struct Luck<'a> {
    story: &'a Story,
    seeded: SeededDice,
    rolls: VecDeque<Roll>,
    notes: Vec<Note>,
}

impl<'a> Luck<'a> {
    const fn new(story: &'a Story, seeded: SeededDice, rolls: VecDeque<Roll>) -> Self {
        Self { story, seeded, rolls, notes: Vec::new() }
    }

    fn report(self, notes: &mut Vec<Note>) {
        notes.extend(self.notes);
        notes.extend(self.rolls.into_iter().map(|(path, _)| Note::LostChance { path }));
    }
}

impl Dice for Luck<'_> {
    fn draw(&mut self, chance: Chance) -> Draw {
        let seeded = self.seeded.draw(chance);
        let (path, branches) = self.story.program().site(chance.site);
        let Some(place) = self.rolls.iter().position(|(recorded, _)| recorded == path) else {
            self.notes.push(Note::NewChance { path: path.to_owned() });
            return seeded;
        };
        for (path, _) in self.rolls.drain(..place) {
            self.notes.push(Note::LostChance { path });
        }
        let Some((path, branch)) = self.rolls.pop_front() else { return seeded };
        if let Some(position) = branches.iter().position(|id| *id == branch) {
            return Draw::Branch(position);
        }
        self.notes.push(Note::LostBranch { path, branch });
        seeded
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited => write!(f, "the scenario was edited since this was recorded"),
            Self::OtherLuck { path, recorded, dice } => {
                write!(f, "at `{path}` the recording has `{recorded}`; the dice of its seed fall on `{dice}`")
            }
            Self::NewChance { path } => {
                write!(f, "the recording knows no chance at `{path}`; the dice decided")
            }
            Self::LostBranch { path, branch } => {
                write!(f, "the chance at `{path}` has no branch `{branch}` any more; the dice decided")
            }
            Self::LostChance { path } => write!(f, "the recorded chance at `{path}` did not come up"),
            Self::Stopped { pick, followed, of, reason } => write!(
                f,
                "followed {followed} of {of} decisions, then `{pick}` could not be followed: {reason}; \
                 the play goes on from there"
            ),
        }
    }
}
