//! The program and the enumerator say the same of whatever scenario there is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use two_hats::analysis::{self, Graph};
use two_hats::simulation::{Arithmetic, FaultKind, FaultPlace, Story};

use super::enumerator::{Everything, Node, merged};
use super::fraction::Fraction;
use super::odds::uniform;
use super::scenarios::by_lot;
use super::step::Fault;
use crate::support::story;

/// How many nodes may lie in circles for the odds to be compared: the program solves circles densely.
const MOST_CIRCLING: usize = 150;

/// Says a fault of the program in the enumerator's words.
pub(super) fn told(story: &Story, fault: two_hats::simulation::Fault) -> Fault {
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
                states.insert(state.numbers(), index);
            }
            Node::Failed(fault) => _ = faults.insert(fault.clone(), index),
        }
    }
    let program = story.program();
    let node = |(node, state): (&analysis::Node, &Option<_>)| match (node, state) {
        (analysis::Node::Fault(fault), _) => faults[&told(story, *fault)],
        (_, None) => panic!("a state that is none"),
        (_, Some(state)) => {
            let numbers: Vec<_> = program.values(state).map(|(_, number)| number).collect();
            *states.get(&numbers).unwrap_or_else(|| panic!("only the program comes to {numbers:?}"))
        }
    };
    let names: Vec<_> = program.values(program.start_state()).map(|(name, _)| name).collect();
    assert_eq!(names, all.world.names());
    let nodes: Vec<usize> = graph.nodes.iter().zip(&graph.states).map(node).collect();
    let distinct: BTreeSet<_> = nodes.iter().collect();
    assert_eq!(distinct.len(), all.nodes.len(), "only the enumerator comes to some");
    assert_eq!(graph.states.iter().flatten().count(), states.len());
    nodes
}

/// Compares odds of the program's nodes with those of the enumerator's.
fn same_odds(nodes: &[usize], program: &[(usize, f64)], wanted: &BTreeMap<usize, Fraction>) {
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
                *endings.entry(story.ending(*ending).0).or_insert(0.0) += visits;
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

/// Shows the source of a scenario when a comparison fails.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.0);
        }
    }
}

/// Compares the program and the enumerator; returns nothing where both find the scenario too large to say.
fn agree(text: &str, story: &Story, most: usize) -> Option<(usize, bool)> {
    let _shown = Shown(text);
    let Some(all) = Everything::within(story.scenario(), most) else {
        assert!(Graph::explore(story.program(), most).is_err());
        return None;
    };
    // The program tells chances of one path apart, so that it may have a few more faults.
    let graph = Graph::explore(story.program(), most + 100).unwrap();
    Some((all.nodes.len(), compare(story, &graph, &all)))
}

/// The conformance cases, each with its text.
pub(super) fn conformance() -> Vec<(String, Arc<Story>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let cases = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
    let texts = cases.map(|path| std::fs::read_to_string(path).unwrap());
    texts.map(|text| (text.clone(), story(&text))).collect()
}

#[test]
fn the_program_agrees_on_scenarios_by_lot() {
    let found: Vec<_> = by_lot(0..340).filter_map(|(text, story)| agree(&text, &story, 800)).collect();
    assert!(found.len() >= 290, "{} are small enough", found.len());
    let from = |least: usize| found.iter().filter(|(nodes, _)| *nodes >= least).count();
    assert!(from(5) >= 230 && from(100) >= 80, "{} and {} are large enough", from(5), from(100));
    let solved = found.iter().filter(|(_, odds)| *odds).count();
    assert!(solved >= 240, "the odds of {solved} were compared");
}

#[test]
fn the_program_agrees_on_the_conformance_cases() {
    let cases = conformance();
    let agreed = cases.iter().filter_map(|(text, story)| agree(text, story, 4_000)).count();
    assert!(agreed >= 50, "{agreed} cases are small enough");
}
