//! Plays up to a number of decisions, whatever states are: whole ones, or those that stand for several.
//!
//! A scenario with more states than anybody can list is played for its first decisions, and every play is cut there. The
//! decisions are layers; a layer has each state once, so that a circle is followed as often as there are decisions.

use std::collections::HashMap;
use std::hash::Hash;

use two_hats::simulation::ChoiceIndex;

/// A choice that can be picked, and every way in which it can fall, with its odds.
pub(super) type Open<N> = (ChoiceIndex, Vec<(N, f64)>);

/// Plays up to a number of decisions.
pub(super) struct Prefix<N> {
    /// Where plays begin, by position in the first layer.
    starts: Vec<(usize, f64)>,
    /// The nodes before the first decision, before the second, and so on; nothing can be picked in the last layer.
    layers: Vec<Layer<N>>,
}

struct Layer<N> {
    nodes: Vec<N>,
    /// For each node, with positions in the next layer. At an end there are none.
    options: Vec<Vec<Open<usize>>>,
}

/// How a node is worth what follows it.
pub(super) struct Question {
    /// What an option is worth by what its ways are worth, and their odds.
    pub(super) ways: fn(&mut dyn Iterator<Item = (f64, f64)>) -> f64,
    /// What a node is worth by what its options are worth.
    pub(super) options: fn(&mut dyn Iterator<Item = f64>) -> f64,
}

/// What can be asked of a number: what luck and picks can make of it, and what the best and the worst picks can expect of it.
pub(super) const QUESTIONS: [Question; 4] = [
    Question { ways: |ways| most(&mut ways.map(|(worth, _)| worth)), options: most },
    Question { ways: |ways| least(&mut ways.map(|(worth, _)| worth)), options: least },
    Question { ways: mean, options: most },
    Question { ways: mean, options: least },
];

/// How many plays there are, where each end is one.
pub(super) const PLAYS: Question =
    Question { ways: |ways| ways.map(|(worth, _)| worth).sum(), options: |worths| worths.sum() };

fn most(worths: &mut dyn Iterator<Item = f64>) -> f64 {
    worths.fold(f64::NEG_INFINITY, f64::max)
}

fn least(worths: &mut dyn Iterator<Item = f64>) -> f64 {
    worths.fold(f64::INFINITY, f64::min)
}

fn mean(worths: &mut dyn Iterator<Item = (f64, f64)>) -> f64 {
    worths.map(|(worth, odds)| worth * odds).sum()
}

impl<N: Copy + Eq + Hash> Prefix<N> {
    /// Plays on as long as there are not more than `most` nodes in all layers, and for `longest` decisions at most.
    pub(super) fn of(
        begin: Vec<(N, f64)>,
        follow: impl Fn(N) -> Vec<Open<N>>,
        most: usize,
        longest: usize,
    ) -> Self {
        let mut first = Met::default();
        let starts = first.positions(begin);
        let (mut layers, mut nodes, mut size) = (Vec::new(), first.nodes, 0);
        loop {
            size += nodes.len();
            let mut next = Met::default();
            let mut options = Vec::new();
            for node in nodes.iter().take_while(|_| layers.len() < longest) {
                let of_node = follow(*node).into_iter();
                options.push(of_node.map(|(choice, ways)| (choice, next.positions(ways))).collect());
                if size + next.nodes.len() > most {
                    break;
                }
            }
            let is_last = next.nodes.is_empty() || size + next.nodes.len() > most;
            if is_last {
                options = nodes.iter().map(|_| Vec::new()).collect();
            }
            layers.push(Layer { nodes, options });
            if is_last {
                return Self { starts, layers };
            }
            nodes = next.nodes;
        }
    }

    /// After how many decisions plays are over or cut.
    pub(super) fn decisions(&self) -> usize {
        self.layers.len() - 1
    }

    /// How many nodes all layers have together.
    pub(super) fn size(&self) -> usize {
        self.layers.iter().map(|layer| layer.nodes.len()).sum()
    }

    /// The nodes of a layer, and what can be picked there.
    pub(super) fn layer(&self, layer: usize) -> impl Iterator<Item = (N, &[Open<usize>])> {
        let Layer { nodes, options } = &self.layers[layer];
        nodes.iter().copied().zip(options.iter().map(Vec::as_slice))
    }

    /// The nodes at which plays are over or cut.
    pub(super) fn ends(&self) -> impl Iterator<Item = N> {
        let nodes = (0..self.layers.len()).flat_map(|layer| self.layer(layer));
        nodes.filter(|(_, options)| options.is_empty()).map(|(node, _)| node)
    }

    /// How likely every node is where all open choices are alike.
    pub(super) fn odds(&self) -> Vec<Vec<f64>> {
        let mut odds: Vec<_> = self.layers.iter().map(|layer| vec![0.0; layer.nodes.len()]).collect();
        for (start, share) in &self.starts {
            odds[0][*start] += share;
        }
        for layer in 0..self.decisions() {
            for (node, options) in self.layers[layer].options.iter().enumerate() {
                let share = odds[layer][node] / options.len() as f64;
                for (to, of_way) in options.iter().flat_map(|(_, ways)| ways) {
                    odds[layer + 1][*to] += share * of_way;
                }
            }
        }
        odds
    }

    /// What something says of each end; of other nodes nothing.
    pub(super) fn at_ends(&self, end: impl Fn(N) -> f64) -> Vec<Vec<f64>> {
        let of_node =
            |(node, options): (N, &[Open<usize>])| if options.is_empty() { end(node) } else { f64::NAN };
        (0..self.layers.len()).map(|layer| self.layer(layer).map(of_node).collect()).collect()
    }

    /// What every node is worth for a question, given what each end is worth.
    pub(super) fn worths(&self, question: &Question, at_ends: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut worths = at_ends.to_vec();
        for layer in (0..self.decisions()).rev() {
            let (before, after) = worths.split_at_mut(layer + 1);
            let of_option = |(_, ways): &Open<usize>| {
                (question.ways)(&mut ways.iter().map(|(to, odds)| (after[0][*to], *odds)))
            };
            for (worth, options) in before[layer].iter_mut().zip(&self.layers[layer].options) {
                if !options.is_empty() {
                    *worth = (question.options)(&mut options.iter().map(of_option));
                }
            }
        }
        worths
    }
}

/// The nodes of a layer, in the order in which they are met.
struct Met<N> {
    nodes: Vec<N>,
    positions: HashMap<N, usize>,
}

impl<N> Default for Met<N> {
    fn default() -> Self {
        Self { nodes: Vec::new(), positions: HashMap::new() }
    }
}

impl<N: Copy + Eq + Hash> Met<N> {
    fn positions(&mut self, ways: Vec<(N, f64)>) -> Vec<(usize, f64)> {
        ways.into_iter().map(|(node, odds)| (self.position(node), odds)).collect()
    }

    fn position(&mut self, node: N) -> usize {
        let next = self.nodes.len();
        let position = *self.positions.entry(node).or_insert(next);
        if position == next {
            self.nodes.push(node);
        }
        position
    }
}
