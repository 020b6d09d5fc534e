//! Everything that can happen in a scenario, answered exactly.
//!
//! One space that tells apart all meters and the aim at the end answers soundness, odds, endings and sizes; the trust of
//! each person has a space of its own, since all numbers at once would make it many times as large. Where a limit is met, what
//! is not known is left open, and plays by lot give estimates beside it.

mod blank;
mod bounds;
mod dilemmas;
mod ends;
mod estimates;
mod explorer;
mod question;
mod result;
mod returns;
mod sizes;
mod unreached;
mod witnessed;

use std::sync::Arc;

pub use self::dilemmas::{Decision, Dilemmas, NoChange, Surpassed, Trap};
pub use self::estimates::{Estimates, Interval};
pub use self::question::{NoPolicy, Question, Stage, Work};
pub use self::result::{
    Bound, Distribution, EndingOdds, Expected, Exploration, Extreme, FaultOdds, Length, NumberOdds,
    OutcomeOdds, Possible, Return, Size, Stuck, Unreached,
};
pub use self::witnessed::Witnessed;

use self::explorer::Explorer;
use crate::simulation::Story;

/// Explores a scenario and answers.
pub fn explore(
    story: &Arc<Story>,
    question: &Question,
    work: &mut Work<'_>,
) -> Result<Exploration, NoPolicy> {
    let mut found = Exploration::new(story, question);
    Explorer::new(story, question, work)?.answer(&mut found)?;
    Ok(found)
}
