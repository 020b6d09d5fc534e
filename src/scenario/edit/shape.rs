//! The shape of the format: which fields stand where, in which order, and which of them hold ids.
//!
//! Reading gives the model, which lacks what could not be read; edits have to find every id in the text, also in a
//! scenario with mistakes. So they walk the tree of the text, along this table.

use super::kind::Kind;

/// What stands at a place of the format.
#[derive(Debug)]
pub(super) enum Shape {
    /// Something without ids in it.
    Plain,
    /// The id of something that stands elsewhere.
    Use(Kind),
    /// An expression or effect.
    Expression,
    /// A text with expressions in it.
    Text,
    /// Where the story goes.
    WayOn,
    /// A list.
    List(&'static Shape),
    /// `{"id": …}`: named things.
    Named(Kind, &'static Shape),
    /// `(field: …)`, the fields in the order of `docs/format.md`.
    Fields(&'static [(&'static str, Shape)]),
}

use Shape::{Expression, Fields, List, Named, Plain, Text, Use, WayOn};

/// A whole scenario.
pub(super) static SCENARIO: Shape = Fields(&[
    ("format", Plain),
    ("id", Plain),
    ("title", Plain),
    ("summary", Plain),
    ("briefing", Plain),
    ("minutes", Plain),
    ("tags", Plain),
    ("goals", Named(Kind::Goal, &Plain)),
    ("meters", Named(Kind::Meter, &METER)),
    ("aim", Expression),
    ("cast", Named(Kind::Person, &PERSON)),
    ("facts", Named(Kind::Fact, &COUNT)),
    ("clock", CLOCK),
    ("stage", Fields(&[("mood", Use(Kind::Meter)), ("weather", Use(Kind::Meter))])),
    ("start", Use(Kind::Scene)),
    ("scenes", Named(Kind::Scene, &SCENE)),
    ("processes", Named(Kind::Process, &PROCESS)),
    ("events", Named(Kind::Event, &EVENT)),
    ("endings", Named(Kind::Ending, &ENDING)),
    ("allow", Plain),
    ("files", Plain),
]);

const METER: Shape = Fields(&[("label", Plain), ("start", Plain), ("good", Plain)]);

const PERSON: Shape = Fields(&[("name", Plain), ("role", Plain), ("trust", Plain), ("look", LOOK)]);

const LOOK: Shape = Fields(&[
    ("skin", Plain),
    ("hair", Plain),
    ("hair_color", Plain),
    ("build", Plain),
    ("top", Plain),
    ("beard", Plain),
    ("glasses", Plain),
]);

/// The fields of a count; a flag has none.
const COUNT: Shape = Fields(&[("start", Plain), ("min", Plain), ("max", Plain)]);

const CLOCK: Shape = Fields(&[
    ("start", Plain),
    ("deadline", Plain),
    ("hours", Plain),
    ("days", Plain),
    ("tick", Plain),
    ("end", Plain),
]);

const PEOPLE: Shape = List(&Use(Kind::Person));

const EFFECTS: Shape = List(&Expression);

const SCENE: Shape = Fields(&[
    ("title", Plain),
    ("place", Plain),
    ("on_stage", PEOPLE),
    ("heard", PEOPLE),
    ("text", Text),
    ("shown_at", Plain),
    ("discuss", Plain),
    ("notes", Plain),
    ("on_enter", EFFECTS),
    ("choices", Named(Kind::Choice, &CHOICE)),
    ("takes", Plain),
    ("until", Plain),
    ("then", WayOn),
]);

const CHOICE: Shape = Fields(&[
    ("text", Text),
    ("when", Expression),
    ("locked", Text),
    ("once", Plain),
    ("shows", Plain),
    ("effects", EFFECTS),
    ("takes", Plain),
    ("until", Plain),
    ("says", Named(Kind::Line, &LINE)),
    ("feedback", Text),
    ("notes", Plain),
    ("then", WayOn),
]);

const LINE: Shape =
    Fields(&[("who", Use(Kind::Person)), ("when", Expression), ("text", Text), ("face", Plain)]);

const PROCESS: Shape = Fields(&[("every", Plain), ("when", Expression), ("effects", EFFECTS)]);

const EVENT: Shape = Fields(&[
    ("at", Plain),
    ("when", Expression),
    ("scene", Use(Kind::Scene)),
    ("once", Plain),
    ("divert", Plain),
]);

const ENDING: Shape = Fields(&[
    ("when", Expression),
    ("title", Plain),
    ("text", Text),
    ("outcome", Plain),
    ("place", Plain),
    ("on_stage", PEOPLE),
    ("discuss", Plain),
    ("notes", Plain),
]);
