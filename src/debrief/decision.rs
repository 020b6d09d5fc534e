//! One decision: what was picked, what it showed, what it changed, and what luck had to do with it.

use crate::scenario::model::Good;
use crate::scenario::traits::Trait;
use crate::simulation::{Beat, ChoiceIndex, Session, State, Story, Turn};

/// A change of trust below this is `a little`.
const LITTLE: i64 = 5;

/// A decision of a play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// When it was made, such as `Tue 14:00`, where the scenario has a clock.
    pub time: Option<String>,
    /// The id of the scene.
    pub scene: String,
    /// The headline of the scene.
    pub title: String,
    /// The id of the choice.
    pub choice: String,
    /// What the card said.
    pub text: String,
    /// What it showed, with weights 1..=3.
    pub shows: Vec<(Trait, i64)>,
    /// Which meters moved until the next decision, and by how much.
    pub meters: Vec<Change>,
    /// Whose trust moved until the next decision, and by how much.
    pub trust: Vec<Change>,
    /// About the act and its price, if the author wrote something.
    pub feedback: Option<String>,
    /// The chances that fell after it.
    pub luck: Vec<Luck>,
}

/// Something that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the meter or person.
    pub id: String,
    /// The name that people see.
    pub label: String,
    /// The value before, 0..=100.
    pub before: i64,
    /// The value after, 0..=100.
    pub after: i64,
    /// Which end is good.
    pub good: Good,
}

/// A chance that fell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Luck {
    /// The id of the branch that was drawn.
    pub branch: String,
    /// Its weight.
    pub weight: u64,
    /// The sum of all weights.
    pub total: u64,
}

impl Luck {
    /// Returns the odds of what was drawn in words, such as `about 6 in 10`.
    pub fn words(&self) -> String {
        let tenths =
            (u128::from(self.weight) * 10 + u128::from(self.total) / 2) / u128::from(self.total.max(1));
        match tenths {
            _ if self.weight >= self.total => "certain".into(),
            0 => "less than 1 in 10".into(),
            10 => "more than 9 in 10".into(),
            tenths => format!("about {tenths} in 10"),
        }
    }
}

/// Returns the decisions of a play, in order.
pub(super) fn decisions(session: &Session) -> Vec<Decision> {
    let story = session.story();
    session.turns().iter().filter_map(|turn| Some(decision(story, turn, turn.choice?))).collect()
}

fn decision(story: &Story, turn: &Turn, choice: ChoiceIndex) -> Decision {
    let (scene_id, scene) = story.scene(story.program().scene_of(choice));
    let (id, written) = story.choice(choice);
    let text = turn.beats.iter().find_map(|beat| match beat {
        Beat::Chose { text, .. } => Some(text.clone()),
        _ => None,
    });
    let feedback = turn.beats.iter().find_map(|beat| match beat {
        Beat::Feedback { text } => Some(text.clone()),
        _ => None,
    });
    Decision {
        time: story.time_words(&turn.before, scene.shown_at.as_ref().map(|at| at.value)),
        scene: scene_id.to_owned(),
        title: scene.title.clone(),
        choice: id.to_owned(),
        text: text.unwrap_or_default(),
        shows: written.shows.clone(),
        meters: meter_changes(story, &turn.before, &turn.after),
        trust: trust_changes(story, &turn.before, &turn.after),
        feedback,
        luck: turn
            .beats
            .iter()
            .filter_map(|beat| match beat {
                Beat::Rolled { branch, weight, total, .. } => {
                    Some(Luck { branch: branch.clone(), weight: *weight, total: *total })
                }
                _ => None,
            })
            .collect(),
    }
}

/// Returns the meters that differ between two states.
pub(super) fn meter_changes(story: &Story, before: &State, after: &State) -> Vec<Change> {
    let program = story.program();
    let named = story.scenario().meters.iter().map(|(id, m)| (id, m.value.label.clone(), m.value.good));
    changes(named, program.meters(before), program.meters(after))
}

/// Returns the people whose trust differs between two states.
pub(super) fn trust_changes(story: &Story, before: &State, after: &State) -> Vec<Change> {
    let program = story.program();
    let named = story.scenario().cast.iter().map(|(id, p)| (id, p.value.name.clone(), Good::High));
    changes(named, program.trust(before), program.trust(after))
}

fn changes<'a>(
    named: impl Iterator<Item = (&'a String, String, Good)>,
    before: impl Iterator<Item = i64>,
    after: impl Iterator<Item = i64>,
) -> Vec<Change> {
    named
        .zip(before.zip(after))
        .filter(|(_, (before, after))| before != after)
        .map(|((id, label, good), (before, after))| Change { id: id.clone(), label, before, after, good })
        .collect()
}

impl Change {
    /// Says in words how the trust of a person moved, whose numbers a player does not see.
    pub fn trust_words(&self) -> String {
        let by = self.after - self.before;
        let much = if by.abs() < LITTLE { "a little " } else { "" };
        let way = if by > 0 { "more" } else { "less" };
        format!("{} trusts you {much}{way}", self.label)
    }

    /// Returns the meters and the people that differ between two states of a story.
    pub fn between(story: &Story, before: &State, after: &State) -> (Vec<Self>, Vec<Self>) {
        (meter_changes(story, before, after), trust_changes(story, before, after))
    }
}
