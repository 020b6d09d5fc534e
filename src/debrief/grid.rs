//! The two-hat grid: how much leading and how much managing the decisions of a play left room for and got.
//!
//! Over the decisions met, among the choices available then,
//! `leader = 100 · Σ(L(pick) − min L) / Σ(max L − min L)`, and `manager` alike, where `L` and `M` sum the
//! weights of the leader and the manager traits that a choice shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::scenario::traits::{Axis, Pole, Trait};
use crate::simulation::{ChoiceIndex, Session, Story};

/// A side needs room in so many decisions before it gets a number.
const ROOM: usize = 3;

/// A side is `many` from this share of the best balance that other picks give, in percent.
const MANY: i64 = 70;

/// What a choice shows, with weights.
type Shows = [(Trait, i64)];

/// What each available choice of one decision showed, and which was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    /// For each available choice, what it shows.
    pub options: Vec<Vec<(Trait, i64)>>,
    /// The position of the pick.
    pub picked: usize,
}

/// Where a play lies between leading and managing.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The leading moves.
    pub leader: Side,
    /// The managing moves.
    pub manager: Side,
    /// The name of the corner, where both sides had room.
    pub corner: Option<Corner>,
    /// The points (leader, manager), 0..=100, that other picks at the same decisions would give: the
    /// corners of their convex hull, anticlockwise from the lowest leader; empty without room.
    pub attainable: Vec<(f32, f32)>,
    /// For each trait, its own number, where any decision had room for it.
    pub traits: BTreeMap<Trait, Side>,
}

/// How much of what was possible on one side was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    /// What was done above the least possible, in trait weights.
    pub done: i64,
    /// What was possible above the least, in trait weights.
    pub possible: i64,
    /// In how many decisions the available choices differed.
    pub room: usize,
}

/// A corner of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    /// Little of either.
    Few,
    /// Many managing moves.
    Managing,
    /// Many leading moves.
    Leading,
    /// Many of both.
    Both,
}

impl Corner {
    /// The words for people.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Few => "few moves of either kind",
            Self::Managing => "mostly managing",
            Self::Leading => "mostly leading",
            Self::Both => "many of both",
        }
    }
}

impl Side {
    /// Returns the share of what was possible, 0..=100; `None` where nothing was.
    pub fn share(&self) -> Option<f32> {
        (self.possible > 0).then(|| 100.0 * self.done as f32 / self.possible as f32)
    }

    /// Says whether there was room in enough decisions to speak of the side at all.
    pub const fn has_room(&self) -> bool {
        self.room >= ROOM
    }
}

/// Returns what the decisions of a play offered and what was picked.
pub(super) fn moves(session: &Session) -> Vec<Moves> {
    let shows = |story: &Story, choice: ChoiceIndex| story.choice(choice).1.shows.clone();
    session
        .turns()
        .iter()
        .filter_map(|turn| {
            let picked = turn.available.iter().position(|choice| Some(*choice) == turn.choice)?;
            let options = turn.available.iter().map(|choice| shows(session.story(), *choice)).collect();
            Some(Moves { options, picked })
        })
        .collect()
}

/// Computes the grid of a play from its moves.
pub fn profile(moves: &[Moves]) -> Grid {
    let side = |weight: &dyn Fn(&Shows) -> i64| {
        moves.iter().fold(Side::default(), |mut side, decision| {
            let weights = || decision.options.iter().map(|shows| weight(shows));
            let (least, most) = (weights().min().unwrap_or(0), weights().max().unwrap_or(0));
            side.done += decision.options.get(decision.picked).map_or(0, |shows| weight(shows) - least);
            side.possible += most - least;
            side.room += usize::from(most > least);
            side
        })
    };
    let leader = side(&|shows| pole_weight(shows, Pole::Leader));
    let manager = side(&|shows| pole_weight(shows, Pole::Manager));
    let traits = Axis::ALL
        .iter()
        .flat_map(|axis| <[Trait; 2]>::from(axis.poles()))
        .map(|of| (of, side(&|shows| trait_weight(shows, of))))
        .filter(|(_, side)| side.room > 0)
        .collect();
    let reachable = reachable(moves);
    let has_room = leader.has_room() && manager.has_room();
    Grid {
        leader,
        manager,
        corner: if has_room { corner(leader, manager, &reachable) } else { None },
        attainable: if has_room { attainable(leader, manager, &reachable) } else { Vec::new() },
        traits,
    }
}

fn pole_weight(shows: &Shows, pole: Pole) -> i64 {
    shows.iter().filter(|(of, _)| of.pole() == pole).map(|(_, weight)| weight).sum()
}

fn trait_weight(shows: &Shows, wanted: Trait) -> i64 {
    shows.iter().filter(|(of, _)| *of == wanted).map(|(_, weight)| weight).sum()
}

/// Returns every pair (leading, managing), above the least possible, that picks at these decisions give.
///
/// Exact: after each decision, the set of pairs so far. Weights are small, so the set has at most
/// (4 · decisions + 1)² members.
fn reachable(moves: &[Moves]) -> BTreeSet<(i64, i64)> {
    let mut sums = BTreeSet::from([(0, 0)]);
    for decision in moves {
        let pairs: Vec<_> = decision
            .options
            .iter()
            .map(|shows| (pole_weight(shows, Pole::Leader), pole_weight(shows, Pole::Manager)))
            .collect();
        let least_leader = pairs.iter().map(|pair| pair.0).min().unwrap_or(0);
        let least_manager = pairs.iter().map(|pair| pair.1).min().unwrap_or(0);
        let above: BTreeSet<_> = pairs
            .into_iter()
            .map(|(leader, manager)| (leader - least_leader, manager - least_manager))
            .collect();
        sums = sums
            .iter()
            .flat_map(|sum| above.iter().map(move |step| (sum.0 + step.0, sum.1 + step.1)))
            .collect();
    }
    sums
}

/// Names the corner. The measure is the best balance: the largest min(leader, manager) that picks at these
/// decisions give.
fn corner(leader: Side, manager: Side, reachable: &BTreeSet<(i64, i64)>) -> Option<Corner> {
    // Shares are compared as cross products, so that nothing is rounded: a/p < b/q is a·q < b·p.
    let (p, q) = (leader.possible, manager.possible);
    let best = reachable.iter().map(|(a, b)| (a * q).min(b * p)).max().unwrap_or(0);
    if best == 0 {
        return None;
    }
    let many = |share: i64| share * 100 >= best * MANY;
    Some(match (many(leader.done * q), many(manager.done * p)) {
        (false, false) => Corner::Few,
        (false, true) => Corner::Managing,
        (true, false) => Corner::Leading,
        (true, true) => Corner::Both,
    })
}

/// Returns the convex hull of the reachable points, in percent (Andrew's monotone chain).
fn attainable(leader: Side, manager: Side, reachable: &BTreeSet<(i64, i64)>) -> Vec<(f32, f32)> {
    let cross =
        |o: (i64, i64), a: (i64, i64), b: (i64, i64)| (a.0 - o.0) * (b.1 - o.1) - (a.1 - o.1) * (b.0 - o.0);
    let chain = |points: &mut dyn Iterator<Item = (i64, i64)>| {
        let mut hull: Vec<(i64, i64)> = Vec::new();
        for point in points {
            while hull.len() >= 2 && cross(hull[hull.len() - 2], hull[hull.len() - 1], point) <= 0 {
                hull.pop();
            }
            hull.push(point);
        }
        hull.pop();
        hull
    };
    let mut hull = chain(&mut reachable.iter().copied());
    hull.extend(chain(&mut reachable.iter().rev().copied()));
    let percent = |done: i64, side: Side| 100.0 * done as f32 / side.possible.max(1) as f32;
    hull.into_iter().map(|(a, b)| (percent(a, leader), percent(b, manager))).collect()
}
