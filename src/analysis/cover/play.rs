//! A way through a space, and the recording of a play that takes it.

use std::sync::Arc;

use super::luck::Luck;
use super::outline::{ENDED, Edge, NEVER, Outline};
use super::reader::{Reader, Way};
use super::set::Set;
use crate::analysis::outcomes::Falls;
use crate::analysis::space::{NodeId, Space};
use crate::simulation::{ChoiceIndex, Recording, Session, Step, Story};

/// A play, way by way.
#[derive(Debug, Clone)]
pub(super) struct Play {
    /// By position among the starts.
    start: usize,
    /// What is picked, and which of its ways luck takes.
    steps: Vec<(ChoiceIndex, usize)>,
    /// What it visits.
    pub(super) visited: Set,
}

/// An outline of an outline, and so on, with the class of each node of the space.
pub(super) struct View<'a> {
    pub(super) outline: &'a Outline,
    /// The class here of each class of the first outline.
    pub(super) class_of: &'a [u32],
    /// What counts here.
    pub(super) wanted: &'a Set,
}

/// The space that plays go through.
pub(super) struct Ground<'a> {
    pub(super) space: &'a Space,
    pub(super) outline: &'a Outline,
    /// The class of each state.
    pub(super) class_of: &'a [u32],
}

impl Play {
    /// Takes the edges of a view, and goes on to an ending by the fewest steps, where one can be reached. Of several ways that do
    /// the same the likeliest is taken.
    pub(super) fn along(
        ground: &Ground<'_>,
        view: &View<'_>,
        edges: &[Edge],
        reader: &mut Reader<'_>,
    ) -> Option<Self> {
        let mut edges = edges.iter();
        let mut ways = Vec::new();
        reader.starts(ground.space, |way| ways.push(way));
        let first = edges.next()?;
        let start = likeliest(&ways, |way| view.is(ground, reader, way, *first))?;
        let mut play = Self {
            start: start.option,
            steps: Vec::new(),
            visited: reader.labels[start.label as usize].clone(),
        };
        let mut node = start.to;
        for edge in edges {
            loop {
                ways.clear();
                reader.ways(ground.space, node, |way| ways.push(way));
                if let Some(way) = likeliest(&ways, |way| view.is(ground, reader, way, *edge)) {
                    node = play.take(ground, reader, way);
                    break;
                }
                // The view leaves steps out that change nothing.
                let here = view.class(ground, node);
                let way = likeliest(&ways, |way| {
                    view.class(ground, way.to) == here && view.sees_nothing(reader, way)
                })?;
                node = play.take(ground, reader, way);
            }
        }
        let steps = |node: NodeId| ground.outline.steps[ground.class_of[node as usize] as usize];
        while ground.class_of[node as usize] != ENDED && steps(node) != NEVER {
            ways.clear();
            reader.ways(ground.space, node, |way| ways.push(way));
            let way = likeliest(&ways, |way| steps(way.to) < steps(node))?;
            node = play.take(ground, reader, way);
        }
        Some(play)
    }

    fn take(&mut self, ground: &Ground<'_>, reader: &Reader<'_>, way: Way) -> NodeId {
        self.steps.push((ground.space.choice(way.option), way.fall));
        self.visited.join(&reader.labels[way.label as usize]);
        way.to
    }

    /// The play as a recording, with a seed whose dice fall that way by themselves; where none of those tried does, the luck is
    /// written down all the same. Says which.
    pub(super) fn recording(&self, story: &Arc<Story>) -> Option<(Recording, bool)> {
        let program = story.program();
        let (mut luck, mut falls) = (Luck::default(), Falls::default());
        let mut state = luck.take(program, self.start, |watch, tell| falls.begin(program, watch, tell))?;
        for (choice, way) in &self.steps {
            luck.steps.push(Step::Pick(story.choice_path(*choice)));
            let before = state;
            state =
                luck.take(program, *way, |watch, tell| falls.step(program, &before, *choice, watch, tell))?;
        }
        let seed = luck.seed();
        let mut recording = Session::new(Arc::clone(story), seed.unwrap_or(0)).ok()?.recording();
        recording.steps = luck.steps;
        Some((recording, seed.is_some()))
    }
}

impl View<'_> {
    fn class(&self, ground: &Ground<'_>, node: NodeId) -> u32 {
        self.class_of[ground.class_of[node as usize] as usize]
    }

    /// Says whether a way is one of those that an edge stands for.
    fn is(&self, ground: &Ground<'_>, reader: &Reader<'_>, way: &Way, edge: Edge) -> bool {
        let mut visited = reader.labels[way.label as usize].clone();
        visited.keep(self.wanted);
        self.class(ground, way.to) == edge.to && visited == *self.outline.label(edge)
    }

    fn sees_nothing(&self, reader: &Reader<'_>, way: &Way) -> bool {
        !reader.labels[way.label as usize].meets(self.wanted)
    }
}

fn likeliest(ways: &[Way], fits: impl Fn(&Way) -> bool) -> Option<Way> {
    let fitting = ways.iter().rev().filter(|way| fits(way));
    fitting.max_by(|one, other| one.odds.total_cmp(&other.odds)).copied()
}
