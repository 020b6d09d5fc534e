//! The part of the step that comes to a scene: its effects on arrival, and the events that may interrupt there.

use super::fault::FaultPlace;
use super::index::{EventIndex, SceneIndex};
use super::program::Program;
use super::state::State;
use super::step::Fallible;
use super::witness::{Happening, Witness};

impl Program {
    /// Arrives at a scene; unless in an interlude, at most one eligible event then interrupts. Returns the
    /// scene where the story then is.
    #[inline]
    pub(super) fn arrive(
        &self,
        state: &mut State,
        scene: SceneIndex,
        witness: &mut impl Witness,
    ) -> Fallible<SceneIndex> {
        self.enter(state, scene, state.resume(), witness)?;
        if state.resume() != 0 {
            return Ok(scene);
        }
        match self.eligible(state, witness)? {
            None => Ok(scene),
            Some(event) => self.interrupt(state, scene, event, witness),
        }
    }

    /// Starts an event at a scene; returns the event's scene.
    #[inline(never)]
    fn interrupt(
        &self,
        state: &mut State,
        scene: SceneIndex,
        event: EventIndex,
        witness: &mut impl Witness,
    ) -> Fallible<SceneIndex> {
        let rules = &self.events[event.index()];
        let resume = if rules.divert { 0 } else { scene.0 + 1 };
        state.stand(scene.0, resume);
        witness.see(self, state, Happening::Interrupted(event));
        self.enter(state, rules.scene, resume, witness)?;
        Ok(rules.scene)
    }

    #[inline]
    fn enter(
        &self,
        state: &mut State,
        scene: SceneIndex,
        resume: u32,
        witness: &mut impl Witness,
    ) -> Fallible<()> {
        state.stand(scene.0, resume);
        witness.see(self, state, Happening::Arrived(scene));
        let on_enter = self.scenes[scene.index()].on_enter;
        Ok(self.apply(state, on_enter).map_err(|fault| fault.at(FaultPlace::Scene(scene)))?)
    }

    /// Looks at the events, due ones first, and returns the one that starts.
    #[inline]
    fn eligible(&self, state: &mut State, witness: &mut impl Witness) -> Fallible<Option<EventIndex>> {
        for &(_, event) in &self.timed {
            let rules = &self.events[event.index()];
            if rules.flag.get(state) == 0 {
                continue;
            }
            rules.flag.set(state, 0);
            if self.holds(state, &rules.when).map_err(|fault| fault.at(FaultPlace::Event(event)))? {
                self.rearm(state, None)?;
                return Ok(Some(event));
            }
            witness.see(self, state, Happening::Dropped(event));
        }
        let mut starts = None;
        for &event in &self.conditional {
            let rules = &self.events[event.index()];
            if rules.flag.get(state) != 0
                && self.holds(state, &rules.when).map_err(|fault| fault.at(FaultPlace::Event(event)))?
            {
                starts = Some(event);
                break;
            }
        }
        if !self.repeating.is_empty() {
            self.rearm(state, starts)?;
        }
        if let Some(event) = starts {
            self.events[event.index()].flag.set(state, 0);
        }
        Ok(starts)
    }

    /// Arms repeatable events again whose condition is false at this arrival.
    fn rearm(&self, state: &mut State, starting: Option<EventIndex>) -> Fallible<()> {
        for &event in &self.repeating {
            let rules = &self.events[event.index()];
            if Some(event) == starting || rules.flag.get(state) != 0 {
                continue;
            }
            if !self.holds(state, &rules.when).map_err(|fault| fault.at(FaultPlace::Event(event)))? {
                rules.flag.set(state, 1);
            }
        }
        Ok(())
    }
}
