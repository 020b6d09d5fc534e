//! The identifiers of a model: an author's ids, made such that the language takes them.

use std::collections::BTreeSet;

/// The words of PRISM's language, and of Storm's dialect of it, that an id could be.
const WORDS: &[&str] = &[
    "bool",
    "ceil",
    "clock",
    "const",
    "ctmc",
    "ctmdp",
    "cos",
    "deadlock",
    "double",
    "dtmc",
    "endfilter",
    "endinit",
    "endinvariant",
    "endmodule",
    "endobservables",
    "endplayer",
    "endrewards",
    "endsystem",
    "exp",
    "false",
    "filter",
    "floor",
    "formula",
    "func",
    "global",
    "init",
    "int",
    "invariant",
    "label",
    "log",
    "ma",
    "max",
    "mdp",
    "min",
    "mod",
    "module",
    "multi",
    "nondeterministic",
    "observable",
    "observables",
    "of",
    "player",
    "pomdp",
    "popta",
    "pow",
    "prob",
    "probabilistic",
    "pta",
    "rate",
    "rewards",
    "round",
    "sin",
    "smg",
    "stochastic",
    "system",
    "true",
];

/// The identifiers that were given out.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// Names of which these are already taken.
    pub(super) fn without(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Returns an identifier like the wanted one, which nothing else has.
    ///
    /// What the language does not take becomes `_`; where the outcome is a word of the language or taken, it gets the
    /// first of `_2`, `_3` and so on with which it is neither.
    pub(super) fn fresh(&mut self, wanted: &str) -> String {
        let plain = identifier(wanted);
        let mut name = plain.clone();
        let mut number = 2;
        while WORDS.contains(&name.as_str()) || !self.taken.insert(name.clone()) {
            name = format!("{plain}_{number}");
            number += 1;
        }
        name
    }
}

/// Turns `trust.anna`, `seen(the_call)` or `late-order` into an identifier.
fn identifier(wanted: &str) -> String {
    let known = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    wanted.trim_end_matches(')').chars().map(known).collect()
}
