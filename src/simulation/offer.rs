//! How choices and times read to people.

use super::clock::Reading;
use super::index::ChoiceIndex;
use super::program::Takes;
use super::session::{Inspected, Offer};
use super::state::State;
use super::step::Refused;
use super::story::Story;
use super::why::SPENT;
use crate::scenario::model::Locked;
use crate::scenario::time::Moment;

impl Story {
    /// Returns how a choice of the present scene is offered; `None` where its author hides it.
    pub(super) fn offer(&self, state: &State, choice: ChoiceIndex) -> Option<Offer> {
        let (id, written) = self.choice(choice);
        let words = self.script().choice(choice);
        let locked = match (self.program().offers(state, choice), &written.locked) {
            (Ok(()), _) => None,
            (Err(Refused::Spent), _) | (Err(_), Locked::Hidden) => return None,
            (Err(_), Locked::Why) => Some(self.why_locked(state, choice).join("; ")),
            (Err(_), Locked::Text(_)) => {
                Some(words.locked.as_ref().map_or_else(String::new, |w| w.render(self.program(), state)))
            }
        };
        Some(Offer {
            choice,
            id: id.to_owned(),
            text: words.text.render(self.program(), state),
            locked,
            takes: self.takes_words(choice),
        })
    }

    /// Returns a choice of the present scene with what keeps it closed.
    pub(super) fn inspect(&self, state: &State, choice: ChoiceIndex) -> Inspected {
        let (id, written) = self.choice(choice);
        let offered = self.program().offers(state, choice);
        Inspected {
            id: id.to_owned(),
            text: self.script().choice(choice).text.render(self.program(), state),
            failing: match offered {
                Ok(()) => Vec::new(),
                Err(Refused::Spent) => vec![SPENT.to_owned()],
                Err(_) => self.why_locked(state, choice),
            },
            hidden: match offered {
                Ok(()) => false,
                Err(Refused::Spent) => true,
                Err(_) => matches!(written.locked, Locked::Hidden),
            },
            takes: self.takes_words(choice),
        }
    }

    /// Returns the parts of a choice's condition that fail.
    pub(super) fn why_locked(&self, state: &State, choice: ChoiceIndex) -> Vec<String> {
        match self.program().choices[choice.index()].when.whole {
            Some(when) => self.failing(state, when),
            None => Vec::new(),
        }
    }

    fn takes_words(&self, choice: ChoiceIndex) -> Option<String> {
        let clock = self.program().clock()?;
        match self.program().choices[choice.index()].takes {
            Takes::Nothing | Takes::For(0) => None,
            Takes::For(ticks) => Some(minutes_words(ticks * clock.tick_minutes())),
            Takes::Until(time) => Some(format!("until {}", clock.read(time))),
        }
    }

    /// Returns how a state's time reads, or a moment shown in its place; `None` without a clock.
    pub fn time_words(&self, state: &State, shown_at: Option<Moment>) -> Option<String> {
        if let Some(Moment { week, day: weekday, minute }) = shown_at {
            return Some(Reading { week, weekday, day: 0, minute }.to_string());
        }
        let clock = self.program().clock()?;
        Some(clock.read(self.program().time(state)).to_string())
    }
}

/// Returns working minutes in words, such as `1 h 30 min`.
pub fn minutes_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}
