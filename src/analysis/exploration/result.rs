//! What an exploring tells.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::dilemmas::Dilemmas;
use super::estimates::Estimates;
use super::witnessed::Witnessed;
use crate::analysis::policy::Policy;
use crate::scenario::model::{Good, Outcome};

/// Everything that can happen in a scenario. All of it is exact but the estimates; what is not known is left open.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exploration {
    /// The id of the scenario.
    pub scenario: String,
    /// How plays decide where odds are told.
    pub policy: Policy,
    /// Whether everything was answered.
    pub complete: bool,
    /// What was not, because of a limit.
    pub left_out: Vec<String>,
    /// The states that were told apart; those to which plays can come, where the exploring came to its end.
    pub states: usize,
    /// The ways from them.
    pub transitions: usize,
    /// Where the exploring came to no end: how likely plays are to stay within what was followed.
    pub covered: Option<f64>,
    /// The same without taking any states for one.
    pub unreduced: Option<Size>,
    /// How many plays there are, as a decimal number.
    pub plays: Option<Bound<String>>,
    /// The decisions of a play.
    pub decisions: Length,
    /// The endings, in declared order.
    pub endings: Vec<EndingOdds>,
    /// How well plays turn out, the best first.
    pub outcomes: Vec<OutcomeOdds>,
    /// The meters at the end, in declared order.
    pub meters: Vec<NumberOdds>,
    /// Everybody's trust at the end, in declared order.
    pub trust: Vec<NumberOdds>,
    /// What the ends are worth.
    pub aim: NumberOdds,
    /// The share of plays that never end.
    pub endless: Option<f64>,
    /// By how much the equations of circles are missed at most; 0 without circles.
    pub residual: Option<f64>,
    /// The ways in which the scenario can fail.
    pub faults: Vec<FaultOdds>,
    /// States from which no ending can be reached.
    pub stuck: Option<Stuck>,
    /// Choices after which an ending is lost for good.
    pub points_of_no_return: Option<Vec<Return>>,
    /// Which decisions are dilemmas, and which choices make none.
    pub dilemmas: Option<Dilemmas>,
    /// What no play can come to.
    pub never: Option<Unreached>,
    /// What plays by lot say, where not everything is known.
    pub estimates: Option<Estimates>,
}

/// A number that may have no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound<T> {
    /// The number.
    Finite(T),
    /// There is no bound: plays can go in circles.
    Infinite,
}

/// How large a space is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Size {
    /// The states.
    pub states: usize,
    /// The ways from them.
    pub transitions: usize,
    /// Whether these are all; otherwise there are more.
    pub complete: bool,
}

/// The decisions of a play.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Length {
    /// The fewest after which a play can come to an ending.
    pub shortest: Option<u32>,
    /// The most.
    pub longest: Option<Bound<u32>>,
    /// How many are expected under the policy; nothing where plays may never end.
    pub expected: Option<f64>,
}

/// How likely an ending is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EndingOdds {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// How well it turns out.
    pub outcome: Outcome,
    /// How likely plays come to it under the policy.
    pub probability: Option<f64>,
    /// The least that any way to decide makes of it.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
    /// Whether some play comes to it.
    pub possible: Option<bool>,
    /// A play that does.
    pub witness: Option<Witnessed>,
}

/// How likely plays turn out so well.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OutcomeOdds {
    /// How well.
    pub outcome: Outcome,
    /// How likely that is under the policy.
    pub probability: Option<f64>,
    /// The least that any way to decide makes of it.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
}

/// What a number is at the end of a play.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberOdds {
    /// The id of the meter or person; `aim`.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Which end is the better one.
    pub good: Good,
    /// How it is spread under the policy; nothing where no play comes to an ending.
    pub distribution: Option<Distribution>,
    /// The best and the worst that any play can reach, with luck.
    pub possible: Option<Possible>,
    /// The best and the worst that any way to decide can expect.
    pub expected: Option<Expected>,
}

/// How a number is spread at the end of plays that come to an ending.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// The mean.
    pub mean: f64,
    /// 5 of 100 plays have at most this; like every quantile here, it is a value that can be had.
    pub p5: i64,
    /// The first quarter.
    pub p25: i64,
    /// The median.
    pub p50: i64,
    /// The third quarter.
    pub p75: i64,
    /// 95 of 100 plays have at most this.
    pub p95: i64,
    /// How likely each value is, ascending. Together they are as likely as coming to an ending where the number has a value.
    pub histogram: BTreeMap<i64, f64>,
}

/// The best and the worst that plays can reach.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Possible {
    /// The best.
    pub best: Extreme,
    /// The worst.
    pub worst: Extreme,
}

/// A value and a play that comes to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extreme {
    /// The value.
    pub value: i64,
    /// The play.
    pub witness: Option<Witnessed>,
}

/// The best and the worst that ways to decide can expect.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Expected {
    /// The best.
    pub best: f64,
    /// The worst.
    pub worst: f64,
}

/// A way in which the scenario can fail.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FaultOdds {
    /// The part of the scenario that it stands in.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How likely plays fail in this way under the policy.
    pub probability: Option<f64>,
    /// The choice that fails, by full name; nothing where plays fail before the first decision.
    pub pick: Option<String>,
    /// A play up to the decision at which that choice is open.
    pub witness: Option<Witnessed>,
}

/// States from which no ending can be reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stuck {
    /// How many.
    pub states: usize,
    /// A play that comes to one.
    pub witness: Option<Witnessed>,
}

/// A choice after which an ending is lost for good: it could be reached before, with a decision still to come, and can be after
/// another choice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Return {
    /// The choice, by full name.
    pub choice: String,
    /// The ending.
    pub ending: String,
    /// Whether this is so in every state that offers the choice.
    pub always: bool,
    /// In what share of them, as plays come to them in which every open choice is equally likely.
    pub share: f64,
    /// A play to the first such state.
    pub witness: Option<Witnessed>,
}

/// What no play can come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Unreached {
    /// The endings.
    pub endings: Vec<String>,
    /// The scenes.
    pub scenes: Vec<String>,
    /// The choices that are never open, by full name.
    pub choices: Vec<String>,
    /// The branches that no chance falls on: the chance's path, a dot and the branch's id.
    pub branches: Vec<String>,
    /// The events that never interrupt.
    pub events: Vec<String>,
}

impl<T: Serialize> Serialize for Bound<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Finite(number) => number.serialize(serializer),
            Self::Infinite => serializer.serialize_str("infinite"),
        }
    }
}

impl Unreached {
    /// Each kind of thing in words, with what is never reached of it.
    pub fn kinds(&self) -> [(&'static str, &[String]); 5] {
        [
            ("endings", &self.endings),
            ("scenes", &self.scenes),
            ("choices never open", &self.choices),
            ("branches of chances", &self.branches),
            ("events", &self.events),
        ]
    }
}
