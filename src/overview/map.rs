//! The map of a scenario: scenes, events and endings, and which leads to which.

use std::collections::BTreeMap;

use crate::checks::Graph;
use crate::diagnostic::Spanned;
use crate::scenario::model::{Exit, Outcome, Scenario, Takes, Then};
use crate::scenario::time::Moment;

/// What leads where in a scenario. Ways to what does not exist are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// Scenes, events, endings as declared, then the verdict and the way back where something leads there.
    pub nodes: Vec<Node>,
    /// The ways between them, in the order of what they leave; each pair of nodes has at most one.
    pub edges: Vec<Edge>,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The author's id; `verdict` and `back` for those two.
    pub id: String,
    /// The headline; may be empty.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// The moment that the scenario itself names for it: that of the start, of `until` and `shown_at`.
    pub at: Option<Moment>,
}

/// What a place on the map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A scene.
    Scene {
        /// How many choices it has; none where it goes on by itself.
        choices: usize,
        /// Whether a play begins here.
        start: bool,
        /// Whether only events open it, so that it interrupts.
        interlude: bool,
    },
    /// An event, which opens a scene from anywhere.
    Event,
    /// An ending.
    Ending(Outcome),
    /// The first ending whose condition holds.
    Verdict,
    /// Back to the scene that was interrupted.
    Back,
}

/// All ways from one place to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The node it leaves, by position.
    pub from: usize,
    /// The node it leads to, by position.
    pub to: usize,
    /// What takes it, in declared order; nothing between an event and its scene, a verdict and its endings.
    pub ways: Vec<Way>,
}

/// One thing that takes an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The id of the choice; `None` where the scene goes on by itself.
    pub choice: Option<String>,
    /// What has to fall or hold, from the outside in.
    pub via: Vec<Via>,
}

/// A fork inside a `then`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// The branch of a chance with this id.
    Branch(String),
    /// The case of a `First` with this number, from 0.
    Case(usize),
    /// What a `First` does otherwise.
    Otherwise,
}

impl Map {
    /// Draws the map of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let mut draft =
            Draft { scenario, map: Self { nodes: Vec::new(), edges: Vec::new() }, joined: BTreeMap::new() };
        draft.nodes();
        draft.edges();
        draft.interludes();
        draft.moments();
        draft.map
    }
}

/// A map in the making.
struct Draft<'a> {
    scenario: &'a Scenario,
    map: Map,
    /// The edge between two nodes, by position.
    joined: BTreeMap<(usize, usize), usize>,
}

impl<'a> Draft<'a> {
    fn nodes(&mut self) {
        let Scenario { scenes, events, endings, start, .. } = self.scenario;
        for (id, scene) in scenes {
            let choices = match &scene.exit {
                Exit::Choices(choices) => choices.len(),
                Exit::Auto { .. } => 0,
            };
            let kind = Kind::Scene { choices, start: *id == start.value, interlude: false };
            self.node(id, &scene.title, kind);
        }
        for id in events.keys() {
            self.node(id, "", Kind::Event);
        }
        for (id, ending) in endings {
            self.node(id, &ending.title, Kind::Ending(ending.outcome));
        }
    }

    fn node(&mut self, id: &str, title: &str, kind: Kind) -> usize {
        self.map.nodes.push(Node { id: id.to_owned(), title: title.to_owned(), kind, at: None });
        self.map.nodes.len() - 1
    }

    fn edges(&mut self) {
        for (from, scene) in self.scenario.scenes.values().enumerate() {
            match &scene.exit {
                Exit::Choices(choices) => {
                    for (id, choice) in choices {
                        self.ways(from, &choice.then, &Way { choice: Some(id.clone()), via: Vec::new() });
                    }
                }
                Exit::Auto { then, .. } => self.ways(from, then, &Way { choice: None, via: Vec::new() }),
            }
        }
        for (event, rules) in self.scenario.events.values().enumerate() {
            if let Some(scene) = self.scenario.scenes.get_index_of(&rules.scene.value) {
                self.join(self.scenario.scenes.len() + event, scene, None);
            }
        }
        if let Some(verdict) = self.map.nodes.iter().position(|node| node.kind == Kind::Verdict) {
            for ending in 0..self.scenario.endings.len() {
                self.join(verdict, self.ending(ending), None);
            }
        }
    }

    /// Follows a `then` to everything it can lead to.
    fn ways(&mut self, from: usize, then: &'a Then, way: &Way) {
        let through = |via: Via| {
            let mut way = way.clone();
            way.via.push(via);
            way
        };
        let to = match then {
            Then::Chance(branches) => {
                for (id, branch) in branches {
                    self.ways(from, &branch.then, &through(Via::Branch(id.clone())));
                }
                return;
            }
            Then::First(cases, otherwise) => {
                for (number, (_, then)) in cases.iter().enumerate() {
                    self.ways(from, then, &through(Via::Case(number)));
                }
                return self.ways(from, otherwise, &through(Via::Otherwise));
            }
            Then::Go(scene) => self.scenario.scenes.get_index_of(&scene.value),
            Then::End(ending) => self.scenario.endings.get_index_of(&ending.value).map(|at| self.ending(at)),
            Then::Verdict(_) => Some(self.shared(Kind::Verdict, "verdict")),
            Then::Back(_) => Some(self.shared(Kind::Back, "back")),
        };
        if let Some(to) = to {
            self.join(from, to, Some(way.clone()));
        }
    }

    fn ending(&self, position: usize) -> usize {
        self.scenario.scenes.len() + self.scenario.events.len() + position
    }

    /// Returns the one node of a kind.
    fn shared(&mut self, kind: Kind, id: &str) -> usize {
        let found = self.map.nodes.iter().rposition(|node| node.kind == kind);
        found.unwrap_or_else(|| self.node(id, "", kind))
    }

    fn join(&mut self, from: usize, to: usize, way: Option<Way>) {
        let edges = &mut self.map.edges;
        let edge = *self.joined.entry((from, to)).or_insert_with(|| {
            edges.push(Edge { from, to, ways: Vec::new() });
            edges.len() - 1
        });
        edges[edge].ways.extend(way);
    }

    /// Marks the scenes that events open and nothing else leads to.
    fn interludes(&mut self) {
        let open = |divert: bool| {
            let events = self.scenario.events.values().filter(move |event| event.divert == divert);
            events.map(|event| event.scene.value.as_str())
        };
        let graph = Graph::of(self.scenario);
        let story = graph.reached(open(true).chain([self.scenario.start.value.as_str()]));
        let opened = graph.reached(open(false));
        // The scenes stand first, in declared order.
        for (scene, node) in self.map.nodes.iter_mut().enumerate() {
            if let Kind::Scene { interlude, .. } = &mut node.kind {
                *interlude = opened[scene] && !story[scene];
            }
        }
    }

    /// Notes the moments that the scenario names.
    fn moments(&mut self) {
        let Some(clock) = &self.scenario.clock else { return };
        // Closing time is already the next day, which only a calendar knows.
        let waits = |takes: Option<&Spanned<Takes>>| match takes.map(|takes| takes.value) {
            Some(Takes::Until(moment)) if moment.minute < clock.hours.1 => Some(moment),
            _ => None,
        };
        let Map { nodes, edges } = &mut self.map;
        for (node, scene) in nodes.iter_mut().zip(self.scenario.scenes.values()) {
            let start = matches!(node.kind, Kind::Scene { start: true, .. }).then_some(clock.start);
            node.at = scene.shown_at.as_ref().map(|at| at.value).or(start);
        }
        for (node, event) in nodes[self.scenario.scenes.len()..].iter_mut().zip(self.scenario.events.values())
        {
            node.at = event.at.as_ref().map(|at| at.value);
        }
        for edge in edges {
            let Some((_, scene)) = self.scenario.scenes.get_index(edge.from) else { continue };
            let until = edge.ways.iter().find_map(|way| match (&scene.exit, &way.choice) {
                (Exit::Choices(choices), Some(id)) => waits(choices.get(id)?.takes.as_ref()),
                (Exit::Auto { takes, .. }, _) => waits(takes.as_ref()),
                (Exit::Choices(_), None) => None,
            });
            let at = &mut nodes[edge.to].at;
            *at = at.or(until);
        }
    }
}
