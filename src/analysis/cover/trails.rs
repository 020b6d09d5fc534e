//! Ways through an outline that visit as much as possible.

use std::collections::VecDeque;

use super::outline::{ENDED, Edge, Outline};
use super::set::{is_within, numbers};

/// No trail before this one.
const BEGIN: u32 = u32::MAX;

/// What ways through an outline visit: for each class, the ways to it of which none visits all that another does.
#[derive(Debug)]
pub(super) struct Trails {
    /// What each trail visits, one after the other.
    sets: Vec<u64>,
    words: usize,
    all: Vec<Trail>,
    /// The trails that are kept at classes where a play may be left, the best first.
    ends: Vec<u32>,
    /// Whether none was dropped for want of room.
    pub(super) complete: bool,
}

/// A way through an outline, up to a class.
#[derive(Debug, Clone, Copy)]
struct Trail {
    before: u32,
    edge: Edge,
    worth: u64,
    /// How unlikely it is, in halvings.
    cost: f32,
}

/// How much is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Trails at one class.
    pub(super) at_class: usize,
    /// Trails at all classes together; beyond it, one at each class.
    pub(super) in_all: usize,
    /// Whether to stop as soon as one is dropped.
    pub(super) all_or_nothing: bool,
}

impl Trails {
    /// Follows an outline from the start. Where there is no room for all trails, those of least worth are dropped: the sum of
    /// what the visited things are worth.
    pub(super) fn follow(outline: &Outline, worth: &[u64], room: Room) -> Self {
        let words = worth.len().div_ceil(64);
        let mut trails = Self { sets: Vec::new(), words, all: Vec::new(), ends: Vec::new(), complete: true };
        let mut at: Vec<Vec<u32>> = vec![Vec::new(); outline.classes()];
        let mut row = vec![0; words];
        let mut arrive = |trails: &mut Self, before: u32, edge: Edge, at: &mut [Vec<u32>]| {
            row.copy_from_slice(outline.label(edge).words());
            if before != BEGIN {
                row.iter_mut().zip(trails.set(before)).for_each(|(word, other)| *word |= other);
            }
            let cost = edge.cost + if before == BEGIN { 0.0 } else { trails.all[before as usize].cost };
            trails.arrive(
                &mut at[edge.to as usize],
                &row,
                worth,
                Trail { before, edge, worth: 0, cost },
                room,
            )
        };
        outline.starts.iter().for_each(|edge| _ = arrive(&mut trails, BEGIN, *edge, &mut at));
        for part in outline.forward() {
            // Within a circle a trail may come to a class again, as long as it visits more.
            let mut waiting: VecDeque<u32> =
                part.clone().flat_map(|class| at[class as usize].clone()).collect();
            while let Some(trail) = waiting.pop_front() {
                let class = trails.all[trail as usize].edge.to;
                if !at[class as usize].contains(&trail) {
                    continue;
                }
                for edge in outline.edges(class) {
                    if let Some(new) = arrive(&mut trails, trail, *edge, &mut at)
                        && part.contains(&edge.to)
                    {
                        waiting.push_back(new);
                    }
                }
            }
            if room.all_or_nothing && !trails.complete {
                return trails;
            }
            for class in part {
                let here = std::mem::take(&mut at[class as usize]);
                if outline.stops(class) {
                    trails.ends.extend(here);
                }
            }
        }
        trails.keep_best();
        trails
    }

    /// The trails of plays that can be left, the best first; none visits only what another one visits.
    pub(super) fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// What a trail visits.
    pub(super) fn set(&self, trail: u32) -> &[u64] {
        &self.sets[trail as usize * self.words..][..self.words]
    }

    /// The edges of a trail, from the start.
    pub(super) fn edges(&self, trail: u32) -> Vec<Edge> {
        let before = |trail: &u32| Some(self.all[*trail as usize].before).filter(|before| *before != BEGIN);
        let mut edges: Vec<_> =
            std::iter::successors(Some(trail), before).map(|trail| self.all[trail as usize].edge).collect();
        edges.reverse();
        edges
    }

    /// Adds a trail to those at a class, unless one there visits as much; returns its number.
    fn arrive(
        &mut self,
        here: &mut Vec<u32>,
        row: &[u64],
        worth: &[u64],
        trail: Trail,
        room: Room,
    ) -> Option<u32> {
        let as_good = |other: &u32| {
            let dearer = self.all[*other as usize].cost > trail.cost;
            is_within(row, self.set(*other)) && !(dearer && is_within(self.set(*other), row))
        };
        if here.iter().any(as_good) {
            return None;
        }
        let worth = numbers(row).map(|thing| worth[thing as usize]).sum();
        here.retain(|other| !is_within(self.set(*other), row));
        let most = if self.all.len() < room.in_all { room.at_class } else { 1 };
        if here.len() >= most {
            self.complete = false;
            let of = |other: &u32| self.all[*other as usize].worth;
            let least = here.iter().enumerate().min_by_key(|(_, other)| of(other))?;
            if of(least.1) >= worth {
                return None;
            }
            here.swap_remove(least.0);
        }
        let new = self.all.len() as u32;
        self.all.push(Trail { worth, ..trail });
        self.sets.extend(row);
        here.push(new);
        Some(new)
    }

    fn keep_best(&mut self) {
        let mut ends = std::mem::take(&mut self.ends);
        // Of trails that visit the same, one that comes to an ending is better, then the likeliest; costs are not negative, so
        // that their bits are in their order.
        let rank = |trail: &u32| {
            let Trail { worth, edge, cost, .. } = self.all[*trail as usize];
            (std::cmp::Reverse(worth), edge.to != ENDED, cost.to_bits(), *trail)
        };
        ends.sort_by_key(rank);
        let mut kept: Vec<u32> = Vec::new();
        for trail in ends {
            if !kept.iter().any(|other| is_within(self.set(trail), self.set(*other))) {
                kept.push(trail);
            }
        }
        self.ends = kept;
    }
}
