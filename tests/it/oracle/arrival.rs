//! Arriving at a scene, the events that interrupt it, and time that passes (sections 7, 9 and 10 of the format).

use two_hats::scenario::model::{Event, Takes};

use super::state::{State, World};
use super::step::{Fault, Happened, Run, fault};

impl<'a> World<'a> {
    pub(crate) fn scene_id(&self, scene: usize) -> &'a str {
        self.scenario.scenes.get_index(scene).unwrap().0
    }

    /// Arrives at a scene; at most one event then interrupts.
    pub(super) fn arrive(&self, run: &mut Run<'a>, scene: usize) -> Result<(), Fault> {
        self.enter(run, scene)?;
        if run.state.resume.is_some() {
            return Ok(());
        }
        let Some(event) = self.examine(run)? else { return Ok(()) };
        let (id, rules) = self.scenario.events.get_index(event).unwrap();
        run.happened.push(Happened::Started(id));
        if !rules.divert {
            run.state.resume = Some(scene);
        }
        self.enter(run, self.scenario.scenes.get_index_of(&rules.scene.value).unwrap())
    }

    fn enter(&self, run: &mut Run<'a>, scene: usize) -> Result<(), Fault> {
        let (id, rules) = self.scenario.scenes.get_index(scene).unwrap();
        run.state.place = scene;
        run.happened.push(Happened::Arrived(id));
        self.change(&mut run.state, rules.on_enter.iter().map(|effect| &effect.value))
            .map_err(|wrong| fault(wrong, format!("scene {id}")))
    }

    /// Examines the events and returns the one that starts.
    fn examine(&self, run: &mut Run<'a>) -> Result<Option<usize>, Fault> {
        let mut starts = None;
        for event in self.timed() {
            let (id, rules) = self.scenario.events.get_index(event).unwrap();
            if !std::mem::take(&mut run.state.events[event]) {
                continue;
            }
            if self.occurs(&run.state, id, rules)? {
                starts = Some(event);
                break;
            }
            run.happened.push(Happened::Dropped(id));
        }
        let all = || self.scenario.events.iter().enumerate();
        let conditional = || all().filter(|(_, (_, rules))| rules.at.is_none());
        if starts.is_none() {
            for (event, (id, rules)) in conditional() {
                if run.state.events[event] && self.occurs(&run.state, id, rules)? {
                    starts = Some(event);
                    break;
                }
            }
        }
        for (event, (id, rules)) in conditional() {
            // The one that starts is still armed.
            let is_spent = !rules.once && !run.state.events[event];
            if is_spent && !self.occurs(&run.state, id, rules)? {
                run.state.events[event] = true;
                run.happened.push(Happened::Rearmed(id));
            }
        }
        if let Some(event) = starts {
            run.state.events[event] = false;
        }
        Ok(starts)
    }

    fn occurs(&self, state: &State, id: &str, rules: &Event) -> Result<bool, Fault> {
        self.holds(state, rules.when.as_ref().map(|when| &when.value))
            .map_err(|wrong| fault(wrong, format!("event {id}")))
    }

    /// Returns the timed events, by time and then declared order.
    fn timed(&self) -> Vec<usize> {
        let Some(clock) = &self.clock else { return Vec::new() };
        let events = self.scenario.events.values().enumerate();
        let mut timed: Vec<_> = events
            .filter_map(|(event, rules)| Some((clock.time_of(rules.at.as_ref()?.value), event)))
            .collect();
        timed.sort_unstable();
        timed.into_iter().map(|(_, event)| event).collect()
    }

    /// Lets time pass, tick by tick.
    pub(super) fn pass(&self, run: &mut Run<'a>, takes: Option<Takes>) -> Result<(), Fault> {
        let (Some(clock), Some(takes)) = (&self.clock, takes) else { return Ok(()) };
        for time in run.state.time + 1..=clock.after(run.state.time, takes) {
            run.state.time = time;
            for (id, process) in &self.scenario.processes {
                let wrong = |wrong| fault(wrong, format!("process {id}"));
                let when = process.when.as_ref().map(|when| &when.value);
                if clock.acts(process.every.value, time) && self.holds(&run.state, when).map_err(wrong)? {
                    run.happened.push(Happened::Acted(id));
                    self.change(&mut run.state, process.effects.iter().map(|effect| &effect.value))
                        .map_err(wrong)?;
                }
            }
            for (event, (id, rules)) in self.scenario.events.iter().enumerate() {
                if rules.at.as_ref().is_some_and(|at| clock.time_of(at.value) == time) {
                    run.state.events[event] = true;
                    run.happened.push(Happened::Due(id));
                }
            }
        }
        Ok(())
    }
}
