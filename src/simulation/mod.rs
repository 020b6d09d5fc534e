//! What happens: a scenario compiled to a [`Program`], its [`State`], the one step, dice, sessions and
//! recordings.
//!
//! Game, terminal, room and analysis all drive the same [`Program::step`]; nobody else changes a state.

mod arrival;
mod beat;
mod clock;
mod compile;
mod dice;
mod edit;
mod eval;
mod fault;
mod index;
mod meaning;
mod offer;
mod program;
mod quotient;
mod recording;
mod replay;
mod script;
mod session;
mod state;
mod step;
mod story;
mod why;
mod witness;

pub use beat::{Beat, SceneBeat};
pub use clock::{Clock, Reading};
pub use dice::{Chance, Dice, Draw, SeededDice, fnv1a64, mix, point};
pub use edit::{EditError, edit};
pub use eval::level;
pub use fault::{Arithmetic, Fault, FaultKind, FaultPlace};
pub use index::{ChoiceIndex, EndingIndex, EventIndex, ProcessIndex, SceneIndex, SiteIndex};
pub use meaning::meaning_text;
pub use offer::minutes_words;
pub use program::{Position, Program, Sizes};
pub use quotient::{Carry, Keep, Key, Look, Quotient, Span, WideKey};
pub use recording::{From, RECORDING_FORMAT, Recording, RecordingError, Step};
pub use replay::{Note, Replay, ReplayError, replay};
pub use session::{Action, Inspected, Offer, Refusal, Session, Turn};
pub use state::{MAX_BITS, State};
pub use step::{MAX_PASSAGES, Refused};
pub use story::Story;
pub use witness::{Happening, Witness};
