//! The program and the enumerator say the same of whatever scenario there is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use two_hats::analysis::{self, Graph};
use two_hats::simulation::{Arithmetic, FaultKind, FaultPlace, Story};

use super::enumerator::{Everything, Node, merged};
use super::odds::uniform;
use super::scenarios::scenario;
use super::step::{Fault, Happened};
use crate::support::story;

/// How many nodes a scenario may have to be compared.
const MOST: usize = 4_000;

/// How many of them may lie in circles for their odds to be compared: the program solves circles densely.
const MOST_CIRCLING: usize = 150;

/// Says a fault of the program in the enumerator's words.
fn told(story: &Story, fault: two_hats::simulation::Fault) -> Fault {
    let kind = match fault.kind {
        FaultKind::Arithmetic(Arithmetic::DivisionByZero) => "division_by_zero",
        FaultKind::Arithmetic(Arithmetic::Overflow) => "overflow",
        FaultKind::NoWeight => "no_weight",
        FaultKind::NoChoice => "no_choice",
        FaultKind::NoEnding => "no_ending",
        FaultKind::NothingToResume => "nothing_to_resume",
        FaultKind::Endless => "endless",
        FaultKind::ImpossibleBranch => panic!("nothing was recorded"),
    };
    let at = match fault.place {
        FaultPlace::Scene(scene) => format!("scene {}", story.scene(scene).0),
        FaultPlace::Choice(choice) => format!("choice {}", story.choice_path(choice)),
        FaultPlace::Process(process) => {
            format!("process {}", story.scenario().processes.get_index(process.index()).unwrap().0)
        }
        FaultPlace::Event(event) => format!("event {}", story.event(event)),
        FaultPlace::Ending(ending) => format!("ending {}", story.ending(ending).0),
        FaultPlace::Chance(site) => format!("chance {}", story.program().site(site).0),
    };
    Fault { kind, at }
}

/// Finds the enumerator's node for each of the program's; each state has exactly one.
fn same_nodes(story: &Story, graph: &Graph, all: &Everything<'_>) -> Vec<usize> {
    let (mut states, mut faults) = (HashMap::new(), BTreeMap::new());
    for (index, node) in all.nodes.iter().enumerate() {
        match node {
            Node::Decision(state, _) | Node::Ended(state) => {
                _ = states.insert(all.world.values(state), index)
            }
            Node::Failed(fault) => _ = faults.insert(fault.clone(), index),
        }
    }
    let node = |(node, state): (&analysis::Node, &Option<_>)| match (node, state) {
        (analysis::Node::Fault(fault), _) => faults[&told(story, *fault)],
        (_, None) => panic!("a state that is none"),
        (_, Some(state)) => {
            let values: Vec<_> =
                story.program().values(state).map(|(name, value)| (name.to_owned(), value)).collect();
            *states.get(&values).unwrap_or_else(|| panic!("only the program comes to {values:?}"))
        }
    };
    let nodes: Vec<usize> = graph.nodes.iter().zip(&graph.states).map(node).collect();
    let distinct: BTreeSet<_> = nodes.iter().collect();
    assert_eq!(distinct.len(), all.nodes.len(), "only the enumerator comes to some");
    assert_eq!(graph.states.iter().flatten().count(), states.len());
    nodes
}

/// Compares odds of the program's nodes with those of the enumerator's.
fn same_odds(nodes: &[usize], program: &[(usize, f64)], wanted: &BTreeMap<usize, super::fraction::Fraction>) {
    let mut found = BTreeMap::new();
    for (node, odds) in program {
        *found.entry(nodes[*node]).or_insert(0.0) += odds;
    }
    assert!(found.keys().eq(wanted.keys()), "{found:?} {wanted:?}");
    assert!(
        found.iter().all(|(node, odds)| (odds - wanted[node].as_f64()).abs() < 1e-12),
        "{found:?} {wanted:?}"
    );
}

/// Compares everything; returns whether the odds were among it.
fn compare(story: &Story, graph: &Graph, all: &Everything<'_>) -> bool {
    let nodes = same_nodes(story, graph, all);
    same_odds(&nodes, &graph.starts, &merged(&all.starts));
    for (index, (node, program)) in nodes.iter().zip(&graph.nodes).enumerate() {
        match (&all.nodes[*node], program) {
            (Node::Failed(_), analysis::Node::Fault(_)) => {}
            (Node::Ended(state), analysis::Node::Ending(ending)) => {
                assert_eq!(all.world.ending(state), Some(story.ending(*ending).0));
            }
            (Node::Decision(_, open), analysis::Node::Decision(options)) => {
                assert_eq!(open.len(), options.len());
                for (open, option) in open.iter().zip(options) {
                    assert_eq!(open.id, story.choice(option.choice).0);
                    same_odds(&nodes, &option.to, &open.to());
                }
            }
            _ => panic!("{program:?} is something else"),
        }
        if let (Some(state), Some(same)) = (&graph.states[index], all.state(*node)) {
            assert_eq!(story.program().aim(state), all.world.aim(same));
        }
    }
    if all.circling() > MOST_CIRCLING {
        return false;
    }
    let (odds, wanted) = (analysis::Odds::of(graph, analysis::uniform), all.odds(uniform));
    assert!((odds.endless - wanted.endless).abs() < 1e-9, "{} {}", odds.endless, wanted.endless);
    let (mut endings, mut faults) = (BTreeMap::new(), BTreeMap::new());
    for (node, visits) in graph.nodes.iter().zip(&odds.visits) {
        match node {
            analysis::Node::Decision(_) => {}
            analysis::Node::Ending(ending) => {
                *endings.entry(story.ending(*ending).0).or_insert(0.0) += visits
            }
            analysis::Node::Fault(fault) => *faults.entry(told(story, *fault)).or_insert(0.0) += visits,
        }
    }
    let (wanted_endings, wanted_faults) = (wanted.endings(all), wanted.faults(all));
    assert!(endings.keys().eq(wanted_endings.keys()) && faults.keys().eq(wanted_faults.keys().copied()));
    let pairs =
        endings.values().zip(wanted_endings.values()).chain(faults.values().zip(wanted_faults.values()));
    for (odds, wanted) in pairs {
        assert!((odds - wanted).abs() < 1e-9, "{odds} {wanted}");
    }
    true
}

#[test]
fn the_program_agrees_on_scenarios_by_lot() {
    let (mut loaded, mut large, mut odds, mut sizes) = (0, 0, 0, Vec::new());
    for seed in 0..400 {
        let text = scenario(seed);
        let (Some(story), _) = Story::load(&*text) else { continue };
        loaded += 1;
        let Some(all) = Everything::within(story.scenario(), MOST) else {
            large += 1;
            assert!(Graph::explore(story.program(), MOST).is_err(), "{text}");
            continue;
        };
        let graph = Graph::explore(story.program(), 2 * MOST).unwrap();
        sizes.push(all.nodes.len());
        if std::env::var_os("SHOW").is_some() {
            eprintln!("{text}");
        }
        odds += usize::from(compare(&story, &graph, &all));
    }
    sizes.sort_unstable();
    eprintln!("{loaded} {large} {odds} {sizes:?}");
}
