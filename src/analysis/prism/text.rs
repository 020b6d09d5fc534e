//! The text of a model.

use super::command::{Branch, Case, Group, Odds, Updates};
use super::names::Names;
use super::term::Term;
use super::values::Variable;
use super::{Decides, Model};
use crate::scenario::expression::Binary;
use crate::simulation::Story;

/// The greatest number of PRISM's arithmetic; Storm's goes further.
const PRISM_MOST: i128 = i32::MAX as i128;

/// Writes a model down.
pub(super) fn write(model: &Model, story: &Story) -> String {
    let mut text = Text { model, out: String::new() };
    text.head(story);
    text.constants();
    text.formulas();
    text.module();
    text.labels();
    text.out
}

struct Text<'a> {
    model: &'a Model<'a>,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn head(&mut self, story: &Story) {
        let (kind, who) = match self.model.decides {
            Decides::Uniformly => ("dtmc", "Every open choice is picked equally often"),
            Decides::ThePlayer => ("mdp", "The player decides: actions are choices"),
        };
        self.line(&format!("// The scenario {}, meaning {}.", story.scenario().id, story.meaning()));
        self.line(&format!(
            "// {who}. A step of the story is several steps here: `phase` says what is next."
        ));
        self.line(&format!("\n{kind}"));
    }

    fn constants(&mut self) {
        let model = self.model;
        let places = model.scenes.iter().chain(&model.endings).chain([&model.fault]);
        for (comment, constants) in [
            ("Places: scenes, endings, and where a play that fails stays.", places.collect::<Vec<_>>()),
            ("Phases: what is next at a place.", model.phases.iter().collect()),
            ("What is next as time passes.", model.moments.iter().collect()),
        ] {
            if constants.is_empty() {
                continue;
            }
            self.line(&format!("\n// {comment}"));
            for constant in constants {
                let value = constant.value().unwrap_or_default();
                self.line(&format!("const int {} = {value};", constant.text()));
            }
        }
    }

    fn formulas(&mut self) {
        self.line("");
        for (name, term) in &self.model.values.formulas {
            self.line(&format!("formula {name} = {};", term.text()));
        }
        let deciding: Vec<_> = self.model.deciding.iter().map(Term::atom).collect();
        let deciding = if deciding.is_empty() { "false".to_owned() } else { deciding.join("\n  | ") };
        self.line(&format!("formula {} =\n    {deciding};", self.model.decision));
    }

    fn module(&mut self) {
        let model = self.model;
        self.line("\nmodule story");
        for (position, variable) in model.values.variables.iter().enumerate() {
            let Variable { meaning, name, range: (low, high), start, flag } = variable;
            let passing = model.pass.as_ref().map(|pass| pass.passing);
            let high = match position {
                _ if position == model.phase => model.phases.len() as i64 - 1,
                _ if Some(position) == passing => model.moments.len() as i64 - 1,
                // What cannot change is no variable: its value stands wherever it is read.
                _ if low == high => continue,
                _ => *high,
            };
            let about = if meaning == name { String::new() } else { format!(" // {meaning}") };
            self.line(&if *flag {
                format!("  {name} : bool init {};{about}", *start != 0)
            } else {
                format!("  {name} : [{low}..{high}] init {start};{about}")
            });
        }
        for group in &model.groups {
            self.line(&format!("\n  // {}", group.comment));
            group.cases.iter().for_each(|case| self.command(group, case));
        }
        self.line("\n  // A play that is over stays so.");
        self.line(&format!("  [] {} -> true;", self.over().text()));
        self.line("endmodule");
    }

    fn command(&mut self, Group { action, guard, .. }: &Group, Case { when, branches }: &Case) {
        let guard = guard.and(when);
        if let [Branch { comment, odds, to }] = &branches[..]
            && (comment.is_empty() || self.model.decides == Decides::ThePlayer)
            && probability(odds) == "1"
        {
            self.line(&format!("  [{action}] {} -> {};", guard.text(), self.updates(to)));
            return;
        }
        self.line(&format!("  [{action}] {} ->", guard.text()));
        let last = branches.len() - 1;
        let mut before = "";
        for (number, Branch { comment, odds, to }) in branches.iter().enumerate() {
            if comment != before {
                self.line(&format!("      // {comment}"));
                before = comment;
            }
            let sign = if number == 0 { "  " } else { "+ " };
            let end = if number == last { ";" } else { "" };
            self.line(&format!("    {sign}{} : {}{end}", probability(odds), self.updates(to)));
        }
    }

    fn updates(&self, to: &Updates) -> String {
        let variables = &self.model.values.variables;
        // What cannot change was checked for faults and needs no more.
        let to =
            to.iter().filter(|(variable, _)| variables[*variable].range.0 < variables[*variable].range.1);
        let to: Vec<_> =
            to.map(|(variable, new)| format!("({}'={})", variables[*variable].name, new.text())).collect();
        if to.is_empty() { "true".into() } else { to.join(" & ") }
    }

    /// Where a play is over: at an ending or a fault, once the clock stands.
    fn over(&self) -> Term {
        let model = self.model;
        let first = model.endings.first().unwrap_or(&model.fault);
        model.at_rest(&model.values.term(model.place).compare(Binary::GreaterEqual, first))
    }

    fn labels(&mut self) {
        let model = self.model;
        let mut names = Names::without(OURS);
        self.line("\n// How a play can end, in declared order.");
        for ((id, _), number) in model.scenario.endings.iter().zip(&model.endings) {
            let name = names.fresh(id);
            let here = model.at_rest(&model.values.term(model.place).is(number));
            self.line(&format!("label \"{name}\" = {}; // ending {id}", here.text()));
        }
        let fault = model.values.term(model.place).is(&model.fault);
        self.line("\n// What the model says besides.");
        self.line(&format!("label \"fault\" = {};", fault.text()));
        self.line(&format!("label \"over\" = {};", self.over().text()));
        self.line(&format!("label \"decision\" = {};", model.decision));
        self.line(&format!("\nrewards \"decisions\"\n  {} : 1;\nendrewards", model.decision));
    }
}

/// The labels that are not endings.
const OURS: &[&str] = &["decision", "fault", "over"];

fn probability(Odds { given, top, bottom }: &Odds) -> String {
    let mut known = 1_i128;
    let mut factors = Vec::new();
    for factor in bottom {
        match factor.value().and_then(|value| known.checked_mul(value)) {
            Some(product) => known = product,
            None => factors.push(factor.atom()),
        }
    }
    let fraction = if let (Some(top), []) = (top.value(), &factors[..]) {
        let common = common_divisor(top, known).max(1);
        let (top, bottom) = (top / common, known / common);
        // Past 32 bits PRISM reads only numbers with a point.
        let point = if bottom > PRISM_MOST { ".0" } else { "" };
        if bottom == 1 { top.to_string() } else { format!("{top}{point}/{bottom}{point}") }
    } else {
        if known != 1 || factors.is_empty() {
            factors.push(known.to_string());
        }
        match &factors[..] {
            [bottom] => format!("{}/{bottom}", top.atom()),
            _ => format!("{}/({})", top.atom(), factors.join("*")),
        }
    };
    if given.always() { fraction } else { format!("({} ? {fraction} : 0)", given.text()) }
}

fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
