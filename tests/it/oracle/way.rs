//! Where a way on leads (5 of section 9 of the format); all of it reads one state.

use two_hats::scenario::expression::Expression;
use two_hats::scenario::model::{Named, Then};

use super::expression::Wrong;
use super::fraction::Fraction;
use super::state::{State, World};
use super::step::{Fault, Goal, Happened, Leading, Run, fault};

impl<'a> World<'a> {
    /// Follows a way on to each goal that it can lead to; `at` is the part of the scenario that it is in.
    pub(super) fn resolve(
        &self,
        run: Run<'a>,
        then: &'a Then,
        at: &str,
        path: &str,
        leading: &mut Vec<Leading<'a>>,
    ) {
        let goal = match then {
            Then::Go(scene) => Ok(Goal::Scene(position(&self.scenario.scenes, &scene.value))),
            Then::End(ending) => Ok(Goal::Ending(position(&self.scenario.endings, &ending.value))),
            Then::Back(_) => Ok(Goal::Back),
            Then::Verdict(_) => self.verdict(&run.state, at),
            Then::First(cases, otherwise) => {
                for (when, then) in cases {
                    match self.holds(&run.state, Some(&when.value)) {
                        Ok(false) => {}
                        Ok(true) => return self.resolve(run, then, at, path, leading),
                        Err(wrong) => return leading.push((run, Err(fault(wrong, at)), at.to_owned())),
                    }
                }
                return self.resolve(run, otherwise, at, path, leading);
            }
            Then::Chance(branches) => {
                let weights = branches.values().map(|branch| &branch.weight.value);
                let (weights, total) = match self.weigh(&run.state, weights) {
                    Ok(weighed) => weighed,
                    Err(wrong) => {
                        return leading.push((
                            run,
                            Err(fault(wrong, format!("chance {path}"))),
                            at.to_owned(),
                        ));
                    }
                };
                for ((id, branch), weight) in branches.iter().zip(weights).filter(|(_, weight)| *weight > 0) {
                    let mut run = run.clone();
                    run.odds = run.odds * Fraction::new(weight, total);
                    run.happened.push(Happened::Rolled(path.to_owned(), id));
                    self.resolve(run, &branch.then, at, &format!("{path}.{id}"), leading);
                }
                return;
            }
        };
        leading.push((run, goal, at.to_owned()));
    }

    /// Returns the weights of a chance and their sum, of which at least one is above zero.
    fn weigh<'e>(
        &self,
        state: &State,
        weights: impl Iterator<Item = &'e Expression>,
    ) -> Result<(Vec<u128>, u128), Wrong> {
        let (mut found, mut total) = (Vec::new(), 0);
        for weight in weights {
            let weight = self.value(state, weight)?.max(0) as u128;
            total += weight;
            if total > u128::from(u64::MAX) {
                return Err("overflow");
            }
            found.push(weight);
        }
        if total == 0 { Err("no_weight") } else { Ok((found, total)) }
    }

    fn verdict(&self, state: &State, at: &str) -> Result<Goal, Fault> {
        for (position, (id, ending)) in self.scenario.endings.iter().enumerate() {
            let when = ending.when.as_ref().map(|when| &when.value);
            if self.holds(state, when).map_err(|wrong| fault(wrong, format!("ending {id}")))? {
                return Ok(Goal::Ending(position));
            }
        }
        Err(fault("no_ending", at))
    }
}

fn position<T>(named: &Named<T>, id: &str) -> usize {
    named.get_index_of(id).unwrap()
}
