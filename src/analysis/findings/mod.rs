//! What is proved about a scenario that its author would want to know: one file for each kind of thing.
//!
//! A finding is true of everything that can happen, not of a sample, and comes with a play that shows it wherever a play can.
//! The documentation at the top of a file is the page that `explain` returns for its code.

mod endless;
mod fails;
mod never;
mod noop;
mod surpassed;
mod trap;

use std::cell::{LazyCell, OnceCell};
use std::sync::Arc;

use super::dilemmas::{Hints, Search};
use super::policy::Objective;
use super::route::{Route, Routes};
use super::space::{Limits, NodeId, Progress, Space};
use super::sweep::Sweep;
use crate::checks;
use crate::diagnostic::Diagnostic;
use crate::simulation::{ChoiceIndex, Keep, Quotient, Recording, State, Story};

/// A glance gives up past one of so many parts of the states of the whole, and all do past the whole; a small one counts as
/// so many states.
const PARTS: usize = 8;
const LEAST: usize = 1 << 15;

/// Something that is proved about a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What and where.
    pub diagnostic: Diagnostic,
    /// A play that shows it; what never happens has none.
    pub play: Option<Recording>,
}

/// What was proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What was found, in the order of the text, without what the scenario allows.
    pub findings: Vec<Finding>,
    /// Whether everything that can happen was looked at. Otherwise only what can be shown by a play was looked for.
    pub complete: bool,
}

/// Proves what can be proved about a scenario, on so many threads, until `go_on` says to stop.
///
/// What `known` says already about a place is not said again.
pub fn prove(
    story: &Arc<Story>,
    known: &[Diagnostic],
    threads: usize,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Proof {
    let program = story.program();
    let mut explore = |keep: &Keep, from: Option<&State>, most: usize| {
        let mut go_on = |progress: Progress| go_on(progress) && progress.states <= most;
        let limits = Limits { threads, go_on: &mut go_on };
        match from {
            None => Space::explore(program, Quotient::of(program, keep), limits),
            Some(state) => {
                Space::explore_after(program, Quotient::after(program, keep, state), state, limits)
            }
        }
    };
    let scenario = story.scenario();
    let hints = Hints::of(story);
    let telling = hints.most_telling();
    let objectives = Objective::all(scenario).map(|(_, objective)| objective);
    let (together, left): (Vec<_>, Vec<_>) =
        objectives.partition(|objective| !objective.is_number() || Some(*objective) == telling);
    let space = explore(&Objective::keep(story, &together), None, usize::MAX);
    let shown = Shown { story, space: &space, routes: OnceCell::new() };
    let mut findings = fails::find(&shown);
    let mut complete = space.complete;
    if complete {
        let (sweep, mut search) = (Sweep::of(&space), Search::new(story, threads));
        findings.extend(never::find(&shown, known));
        findings.extend(endless::find(&shown, &sweep));
        search.look((&space, &sweep), &together, false);
        let reach = |node| {
            let route = Routes::towards(&space, node).to(&space, node);
            route.states(program, &space)?.pop()
        };
        let whole = space.states().max(LEAST);
        let mut rest = whole;
        search.glance(&hints, reach, |state, few| {
            let most = rest.min(whole / PARTS);
            let space = (most > 0).then(|| explore(&Objective::keep(story, few), Some(state), most))?;
            rest -= space.states().min(rest);
            Some(space).filter(|space| space.complete)
        });
        search.look_closer((&space, &sweep), &together);
        search.show(|node, choice| shown.play_picking(node, choice));
        drop((shown, sweep));
        drop(space);
        let (trust, left): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|objective| matches!(objective, Objective::Trust(_)));
        for few in [&left[..]].into_iter().chain(trust.chunks(1)).filter(|few| !few.is_empty()) {
            if search.is_settled() {
                break;
            }
            let space = explore(&Objective::keep(story, few), None, usize::MAX);
            if !space.complete {
                complete = false;
                break;
            }
            let (sweep, routes) = (Sweep::of(&space), LazyCell::new(|| Routes::of(&space)));
            search.look((&space, &sweep), few, false);
            search.look_closer((&space, &sweep), few);
            search.show(|node, choice| routes.picking(&space, node, choice)?.recording(story, &space));
        }
        if complete {
            let flaws = search.found().flaws;
            findings.extend(trap::find(story, &flaws));
            findings.extend(surpassed::find(story, &flaws));
            findings.extend(noop::find(story, &flaws));
        }
    }
    if complete {
        let proved: Vec<_> = findings.iter().map(|finding| finding.diagnostic.code).collect();
        let unneeded = checks::unneeded(scenario, &proved).into_iter();
        findings.extend(unneeded.map(|diagnostic| Finding { diagnostic, play: None }));
    }
    findings.retain(|finding| !checks::allows(scenario, finding.diagnostic.code));
    findings.sort_by_key(|finding| {
        (finding.diagnostic.span.map(|span| (span.start, span.end)), finding.diagnostic.code)
    });
    Proof { findings, complete }
}

/// What findings are told of.
struct Shown<'a> {
    story: &'a Arc<Story>,
    space: &'a Space,
    /// The shortest way to every node, once one is asked for.
    routes: OnceCell<Routes>,
}

impl Shown<'_> {
    fn routes(&self) -> &Routes {
        self.routes.get_or_init(|| Routes::of(self.space))
    }

    /// A play to a node.
    fn play_to(&self, node: NodeId) -> Option<Recording> {
        self.routes().to(self.space, node).recording(self.story, self.space)
    }

    /// A play to a node in which a choice is picked there.
    fn play_picking(&self, node: NodeId, choice: ChoiceIndex) -> Option<Recording> {
        self.routes().picking(self.space, node, choice)?.recording(self.story, self.space)
    }

    fn route_to(&self, node: NodeId) -> Route {
        self.routes().to(self.space, node)
    }
}
