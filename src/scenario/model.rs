//! The scenario as its author wrote it: every field of the format, each text with its place in the source.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::expression::{Effect, Expression};
use super::template::Template;
use super::time::{ClockRules, Duration, Moment};
use super::traits::Trait;
use super::words::words;
use crate::diagnostic::{Span, Spanned};

/// A list of named things in the order of the file; the key is the author's id, the place that of the id.
pub type Named<T> = IndexMap<String, Spanned<T>, Hasher>;

/// How ids are hashed: they are short, and looked up often.
pub type Hasher = foldhash::fast::RandomState;

/// The newest version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// A whole scenario, as read from its file or the files of its pack.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// The version of the format, `1..=FORMAT`.
    pub format: u32,
    /// The identity of the scenario; the file's name never is.
    pub id: String,
    /// The title that people see.
    pub title: String,
    /// One or two sentences for the library.
    pub summary: String,
    /// Who the player is and what is at hand, read before the first scene; may be empty.
    pub briefing: String,
    /// About how long a play takes, in minutes of the player's time.
    pub minutes: u32,
    /// Words to find the scenario by.
    pub tags: Vec<String>,
    /// What a player is meant to learn: goal id → sentence.
    pub goals: IndexMap<String, String>,
    /// The numbers 0..=100 that choices move.
    pub meters: Named<Meter>,
    /// What a good end is worth, 0..=100; without it the mean of the meters, low ones turned.
    pub aim: Option<Spanned<Expression>>,
    /// The people, by id.
    pub cast: Named<Person>,
    /// Flags and counts, by name.
    pub facts: Named<Fact>,
    /// Working time; without it nothing in the scenario may speak of time.
    pub clock: Option<ClockRules>,
    /// What the drawing of the stage follows.
    pub stage: Stage,
    /// The scene where a play begins.
    pub start: Spanned<String>,
    /// The scenes, by id.
    pub scenes: Named<Box<Scene>>,
    /// What happens again and again as time passes, by id.
    pub processes: Named<Process>,
    /// What interrupts, by id.
    pub events: Named<Event>,
    /// How a play can end, by id, in the order in which a verdict looks at them.
    pub endings: Named<Ending>,
    /// Silenced advice: code → reason.
    pub allow: Vec<(Spanned<String>, Spanned<String>)>,
    /// Where the texts stand that belong to the scenario as a whole.
    pub places: Places,
    /// Files beside those of the pack that it does not list, with the place of the list.
    pub unlisted: Vec<Spanned<String>>,
    /// What the file holds but could not be read.
    pub broken: Broken,
}

/// Where the texts of a scenario as a whole stand; empty for those that are not given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places {
    /// The title.
    pub title: Span,
    /// The summary.
    pub summary: Span,
    /// The briefing.
    pub briefing: Span,
    /// All goals.
    pub goals: Span,
}

/// What was reported while reading, so that later checks do not report what only follows from it.
#[derive(Debug, Clone, Default)]
pub struct Broken {
    /// Whether anything was reported: what seems to be missing may only be unreadable.
    pub any: bool,
    /// Whether there is a clock that could not be read.
    pub clock: bool,
    /// The ids of what could not be read, of any kind; a choice's is `scene.choice`.
    pub ids: BTreeSet<String>,
}

/// A number 0..=100 shown throughout the play.
#[derive(Debug, Clone)]
pub struct Meter {
    /// The name that people see.
    pub label: String,
    /// The value at the start, 0..=100.
    pub start: i64,
    /// Which end of the range is the good one.
    pub good: Good,
}

words! {
    /// Which end of a meter is good.
    Good {
        /// More is better.
        High,
        /// Less is better.
        Low,
    }
}

#[expect(clippy::derivable_impls, reason = "the macro declares the enum")]
impl Default for Good {
    fn default() -> Self {
        Self::High
    }
}

/// Somebody in the scenario.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name that people see.
    pub name: String,
    /// What this person does.
    pub role: String,
    /// Trust in the player at the start, 0..=100.
    pub trust: i64,
    /// How this person is drawn; what is not given follows from the id.
    pub look: Look,
}

/// How a person is drawn. Each part left out is derived from the person's id.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Skin tone from 1 (lightest) to 6 (darkest).
    pub skin: Option<u8>,
    /// The cut of the hair, or what covers it.
    pub hair: Option<Hair>,
    /// The colour of the hair (of the cloth, for a scarf).
    pub hair_color: Option<HairColor>,
    /// The width of the shoulders.
    pub build: Option<Build>,
    /// The colour of what is worn.
    pub top: Option<Top>,
    /// Whether there is a beard.
    pub beard: Option<bool>,
    /// Whether there are glasses.
    pub glasses: Option<bool>,
}

words! {
    /// The cut of the hair.
    Hair {
        /// Very short.
        Crop,
        /// Short, parted.
        Short,
        /// Short curls.
        Curly,
        /// To the jaw.
        Bob,
        /// Over the shoulders.
        Long,
        /// Tied up.
        Bun,
        /// None.
        Bald,
        /// A headscarf.
        Scarf,
    }
}
words! {
    /// The colour of the hair.
    HairColor {
        /// Black.
        Black,
        /// Brown.
        Brown,
        /// Reddish brown.
        Auburn,
        /// Blond.
        Blond,
        /// Grey.
        Grey,
        /// White.
        White,
    }
}
words! {
    /// The width of the shoulders.
    Build {
        /// Narrow.
        Slim,
        /// Between.
        Medium,
        /// Wide.
        Broad,
    }
}
words! {
    /// The colour of what is worn.
    Top {
        /// Purple.
        Purple,
        /// Blue-green.
        Teal,
        /// Yellow-orange.
        Amber,
        /// Red-orange.
        Coral,
        /// Blue.
        Blue,
        /// Green.
        Green,
        /// Grey.
        Grey,
        /// Dark blue.
        Navy,
    }
}
words! {
    /// Where a scene plays.
    Place {
        /// Desks, a window.
        Office,
        /// A table, a board.
        MeetingRoom,
        /// Shelves, the packing belt.
        Warehouse,
        /// The loading dock, a truck.
        Dock,
        /// The loading dock, and nothing at the gate.
        EmptyDock,
        /// A call: whoever speaks is far away.
        Phone,
        /// Between doors.
        Corridor,
        /// The coffee corner.
        Kitchen,
        /// Outside the building.
        Street,
    }
}
words! {
    /// What a face shows in answer to a choice.
    Face {
        /// Nothing on purpose.
        Flat,
        /// Pleased.
        Glad,
        /// Hurt.
        Hurt,
        /// Worried.
        Worried,
        /// Proud.
        Proud,
        /// Angry.
        Angry,
        /// Tired.
        Tired,
        /// Surprised.
        Surprised,
    }
}
words! {
    /// How well an ending turned out.
    Outcome {
        /// It worked.
        Success,
        /// Something worked, something was lost.
        Mixed,
        /// It did not work.
        Failure,
    }
}

/// Something that is true or counted in the story but not shown as a meter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// True or false, with its value at the start.
    Flag(bool),
    /// A whole number within `min..=max`, with its value at the start.
    Count {
        /// The value at the start.
        start: i64,
        /// The least value; 0 unless given.
        min: i64,
        /// The greatest value.
        max: i64,
    },
}

/// What the drawing of the stage follows.
#[derive(Debug, Clone, Default)]
pub struct Stage {
    /// The meter that the team's faces follow.
    pub mood: Option<Spanned<String>>,
    /// The meter that the weather follows.
    pub weather: Option<Spanned<String>>,
}

/// One situation.
#[derive(Debug, Clone)]
pub struct Scene {
    /// All of it in the text, from its id on.
    pub whole: Span,
    /// A short headline; may be empty.
    pub title: String,
    /// Where it plays.
    pub place: Option<Place>,
    /// Who is there, by id.
    pub on_stage: Vec<Spanned<String>>,
    /// Who can be heard without being seen, by id: on the phone, in the doorway.
    pub heard: Vec<Spanned<String>>,
    /// What the player reads.
    pub text: Spanned<Template>,
    /// The time shown instead of the clock's, for display only.
    pub shown_at: Option<Spanned<Moment>>,
    /// A question for a room.
    pub discuss: Option<String>,
    /// For the facilitator.
    pub notes: Option<String>,
    /// Effects on arrival.
    pub on_enter: Vec<Spanned<Effect>>,
    /// How the scene is left.
    pub exit: Exit,
}

/// How a scene is left.
#[derive(Debug, Clone)]
pub enum Exit {
    /// The player picks.
    Choices(Named<Choice>),
    /// It goes on by itself.
    Auto {
        /// How long it takes.
        takes: Option<Spanned<Takes>>,
        /// Where it leads.
        then: Then,
    },
}

/// One thing the player can do.
#[derive(Debug, Clone)]
pub struct Choice {
    /// All of it in the text, from its id on.
    pub whole: Span,
    /// What the card says.
    pub text: Spanned<Template>,
    /// The condition under which it is offered.
    pub when: Option<Spanned<Expression>>,
    /// How it is shown when the condition fails.
    pub locked: Locked,
    /// Whether it can be picked only once in a play.
    pub once: bool,
    /// The traits it shows, with weights 1..=3.
    pub shows: Vec<(Trait, i64)>,
    /// Where the traits stand.
    pub shows_at: Span,
    /// What it changes, in order.
    pub effects: Vec<Spanned<Effect>>,
    /// How long it takes.
    pub takes: Option<Spanned<Takes>>,
    /// What people answer, by line id.
    pub says: Named<Line>,
    /// One or two sentences about the act and its price, kept for the debrief.
    pub feedback: Option<Spanned<Template>>,
    /// What it protects and what it gives up, for the facilitator.
    pub notes: Option<String>,
    /// Where it leads.
    pub then: Then,
}

/// How a choice whose condition fails is shown.
#[derive(Debug, Clone)]
pub enum Locked {
    /// Not at all.
    Hidden,
    /// With the part of the condition that failed.
    Why,
    /// With these words.
    Text(Spanned<Template>),
}

/// Something that a person says.
#[derive(Debug, Clone)]
pub struct Line {
    /// Who speaks, by id.
    pub who: Spanned<String>,
    /// The condition under which it is said.
    pub when: Option<Spanned<Expression>>,
    /// The words.
    pub text: Spanned<Template>,
    /// What the speaker's face shows.
    pub face: Option<Face>,
}

/// How much time something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// So much working time.
    For(Duration),
    /// Until a moment; nothing if that is past.
    Until(Moment),
}

/// Where the story goes.
#[derive(Debug, Clone)]
pub enum Then {
    /// To a scene.
    Go(Spanned<String>),
    /// To one of several, by lot.
    Chance(Named<Branch>),
    /// To the first whose condition holds, otherwise to the last.
    First(Vec<(Spanned<Expression>, Then)>, Box<Then>),
    /// To this ending.
    End(Spanned<String>),
    /// To the first ending, in declared order, whose condition holds.
    Verdict(Span),
    /// Back to the interrupted scene.
    Back(Span),
}

/// One way that a chance can fall.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The weight; below zero counts as zero.
    pub weight: Spanned<Expression>,
    /// Where it leads.
    pub then: Then,
}

/// Something that happens again and again as time passes.
#[derive(Debug, Clone)]
pub struct Process {
    /// All of it in the text, from its id on.
    pub whole: Span,
    /// How often: each so many working minutes, or at each so-many-th opening.
    pub every: Spanned<Duration>,
    /// The condition under which it acts.
    pub when: Option<Spanned<Expression>>,
    /// What it changes, in order.
    pub effects: Vec<Spanned<Effect>>,
}

/// Something that interrupts.
#[derive(Debug, Clone)]
pub struct Event {
    /// All of it in the text, from its id on.
    pub whole: Span,
    /// The moment at which it becomes due; without one it is conditional.
    pub at: Option<Spanned<Moment>>,
    /// The condition under which it starts.
    pub when: Option<Spanned<Expression>>,
    /// The scene it opens.
    pub scene: Spanned<String>,
    /// Whether it happens only once.
    pub once: bool,
    /// Whether the story does not return to where it was.
    pub divert: bool,
}

/// How a play can end.
#[derive(Debug, Clone)]
pub struct Ending {
    /// All of it in the text, from its id on.
    pub whole: Span,
    /// The condition under which a verdict chooses it.
    pub when: Option<Spanned<Expression>>,
    /// The headline.
    pub title: String,
    /// What the player reads.
    pub text: Spanned<Template>,
    /// How well it turned out.
    pub outcome: Outcome,
    /// Where the last picture is drawn.
    pub place: Option<Place>,
    /// Who is in it, by id.
    pub on_stage: Vec<Spanned<String>>,
    /// A question for a room.
    pub discuss: Option<String>,
    /// For the facilitator.
    pub notes: Option<String>,
}
