//! The one step: the only code that makes or changes a state. What happens on coming to a scene stands in
//! [`arrival`](super::arrival).

use super::clock::Clock;
use super::dice::{Chance, Dice, Draw};
use super::fault::{Arithmetic, Fault, FaultKind, FaultPlace};
use super::index::{ChoiceIndex, EndingIndex, SceneIndex, SiteIndex, ThenIndex};
use super::program::{Auto, Branch, Choice, Position, Program, Range, Site, Takes, Then};
use super::state::State;
use super::witness::{Happening, Witness};

/// How many scenes a step may come to; where the last of them goes on by itself, that is a fault.
pub const MAX_PASSAGES: usize = 1_000;

/// Why a step did not happen; the state before it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refused {
    /// The play has ended.
    Over,
    /// The choice belongs to another scene.
    Elsewhere,
    /// The choice was picked before and is offered once.
    Spent,
    /// The choice's condition does not hold.
    Locked,
    /// The scenario itself fails here.
    Fault(Fault),
}

/// What a part of a step comes to. The fault is in a box, so that what goes well is returned in registers.
pub(super) type Fallible<T> = Result<T, Box<Fault>>;

/// Why a choice's own rules keep it shut.
enum Shut {
    Spent,
    Locked,
    Fault(Arithmetic),
}

impl Shut {
    fn at(self, choice: ChoiceIndex) -> Refused {
        match self {
            Self::Spent => Refused::Spent,
            Self::Locked => Refused::Locked,
            Self::Fault(fault) => Refused::Fault(fault.at(FaultPlace::Choice(choice))),
        }
    }
}

/// Where a way on leads.
#[derive(Clone, Copy)]
enum Target {
    Scene(SceneIndex),
    Ending(EndingIndex),
    Back,
}

impl Program {
    /// Begins a play: arrives at the start scene.
    pub fn begin(&self, dice: &mut impl Dice, witness: &mut impl Witness) -> Result<State, Fault> {
        self.begin_at(self.start_scene, self.start, dice, witness)
    }

    /// Begins a play at a scene with a state's values.
    pub(super) fn begin_at(
        &self,
        scene: SceneIndex,
        mut state: State,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Result<State, Fault> {
        let next = self.come(&mut state, Target::Scene(scene), FaultPlace::Scene(scene), witness);
        let travelled = match next {
            Ok(Some((scene, auto))) => self.go_on(&mut state, scene, auto, dice, witness),
            other => other.map(|_| ()),
        };
        travelled.map(|()| state).map_err(|fault| *fault)
    }

    /// Does as [`step`](Self::step), but also stops where `rests` says so, at scenes that go on by themselves. [`leg`](Self::leg)
    /// goes on from there; the legs to a scene with choices or an ending are one step, but for how many scenes it may pass. After
    /// a fault the state is of no use.
    pub(crate) fn first_leg(
        &self,
        state: &mut State,
        choice: ChoiceIndex,
        (dice, witness): (&mut impl Dice, &mut impl Witness),
        rests: impl Fn(&State) -> bool,
    ) -> Result<(), Refused> {
        self.offers(state, choice)?;
        let next = self.take(state, choice, dice, witness);
        next.and_then(|next| self.pass_to(state, next, (dice, witness), rests))
            .map_err(|fault| Refused::Fault(*fault))
    }

    /// Goes on from a scene that goes on by itself to the next rest; does nothing elsewhere. After a fault the state is of no
    /// use.
    pub(crate) fn leg(
        &self,
        state: &mut State,
        (dice, witness): (&mut impl Dice, &mut impl Witness),
        rests: impl Fn(&State) -> bool,
    ) -> Result<(), Fault> {
        let Some((scene, auto)) = self.goes_on(state) else { return Ok(()) };
        let next = self.pass_by(state, scene, auto, dice, witness);
        next.and_then(|next| self.pass_to(state, next, (dice, witness), rests)).map_err(|fault| *fault)
    }

    /// Lets scenes go on by themselves up to the next rest.
    #[inline]
    fn pass_to(
        &self,
        state: &mut State,
        mut next: Option<(SceneIndex, Auto)>,
        (dice, witness): (&mut impl Dice, &mut impl Witness),
        rests: impl Fn(&State) -> bool,
    ) -> Fallible<()> {
        while let Some((scene, auto)) = next.filter(|_| !rests(state)) {
            next = self.pass_by(state, scene, auto, dice, witness)?;
        }
        Ok(())
    }

    /// The scene of a state that goes on by itself, and how.
    fn goes_on(&self, state: &State) -> Option<(SceneIndex, Auto)> {
        let scene = SceneIndex(state.place());
        Some((scene, self.scenes.get(scene.index())?.auto?))
    }

    /// Says whether a choice of the present scene can be picked, or why not.
    #[inline]
    pub fn offers(&self, state: &State, choice: ChoiceIndex) -> Result<(), Refused> {
        let Some(rules) = self.choices.get(choice.index()) else { return Err(Refused::Elsewhere) };
        if state.place() != rules.scene.0 {
            let over = state.place() as usize >= self.scenes.len();
            return Err(if over { Refused::Over } else { Refused::Elsewhere });
        }
        self.admits(state, rules).map_err(|why| why.at(choice))
    }

    /// Returns the choices of the present scene that can be picked, in declared order; none at an ending.
    pub fn open<'a>(&'a self, state: &'a State) -> impl Iterator<Item = ChoiceIndex> + 'a {
        let choices = match self.position(state) {
            Position::Scene(scene) => self.scenes[scene.index()].choices,
            Position::Ending(_) => Range::default(),
        };
        let rules = self.choices[choices.indexes()].iter();
        let indexes = choices.indexes().map(ChoiceIndex::new);
        indexes.zip(rules).filter(|(_, rules)| self.admits(state, rules).is_ok()).map(|(choice, _)| choice)
    }

    /// Says whether a choice's own rules let it be picked in its scene.
    #[inline]
    fn admits(&self, state: &State, rules: &Choice) -> Result<(), Shut> {
        if rules.once && rules.chose.is_some_and(|slot| slot.get(state) != 0) {
            return Err(Shut::Spent);
        }
        match self.holds(state, &rules.when) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Shut::Locked),
            Err(fault) => Err(Shut::Fault(fault)),
        }
    }

    /// Takes a choice and everything that follows from it, up to the next choices or an ending.
    ///
    /// Where it is refused, the state stays as it was.
    #[inline]
    pub fn step(
        &self,
        state: &mut State,
        choice: ChoiceIndex,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Result<(), Refused> {
        self.offers(state, choice)?;
        let before = *state;
        // Most steps come to one scene and stay: out of line, this costs them nothing of the loop.
        let done = match self.take(state, choice, dice, witness) {
            Ok(Some((scene, auto))) => self.go_on(state, scene, auto, dice, witness),
            Ok(None) => Ok(()),
            Err(fault) => Err(fault),
        };
        done.map_err(|fault| {
            *state = before;
            Refused::Fault(*fault)
        })
    }

    /// Takes a choice up to the first scene; returns it and how it goes on by itself, if it does.
    #[inline]
    fn take(
        &self,
        state: &mut State,
        choice: ChoiceIndex,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Fallible<Option<(SceneIndex, Auto)>> {
        let place = FaultPlace::Choice(choice);
        let rules = &self.choices[choice.index()];
        witness.see(self, state, Happening::Picked(choice));
        if let Some(chose) = rules.chose {
            chose.set(state, 1);
        }
        if let Some(seen) = self.scenes[rules.scene.index()].seen {
            seen.set(state, 1);
        }
        self.apply(state, rules.effects).map_err(|fault| fault.at(place))?;
        self.advance(state, rules.takes, witness)?;
        witness.see(self, state, Happening::Done(choice));
        let target = self.resolve(state, rules.then, place, dice, witness)?;
        self.come(state, target, place, witness)
    }

    /// Lets a scene, and those that follow, go on by themselves.
    #[inline(never)]
    fn go_on(
        &self,
        state: &mut State,
        mut scene: SceneIndex,
        mut auto: Auto,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Fallible<()> {
        for _ in 1..MAX_PASSAGES {
            let Some(next) = self.pass_by(state, scene, auto, dice, witness)? else { return Ok(()) };
            (scene, auto) = next;
        }
        Err(FaultKind::Endless.at(FaultPlace::Scene(scene)).into())
    }

    /// Lets a scene go on by itself; returns as [`come`](Self::come) does.
    #[inline]
    fn pass_by(
        &self,
        state: &mut State,
        scene: SceneIndex,
        auto: Auto,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Fallible<Option<(SceneIndex, Auto)>> {
        let place = FaultPlace::Scene(scene);
        if let Some(seen) = self.scenes[scene.index()].seen {
            seen.set(state, 1);
        }
        self.advance(state, auto.takes, witness)?;
        let target = self.resolve(state, auto.then, place, dice, witness)?;
        self.come(state, target, place, witness)
    }

    /// Comes to a target; returns the scene where the story then is and how it goes on by itself, or nothing
    /// at an ending and at a scene with choices. One of those is then open.
    #[inline]
    fn come(
        &self,
        state: &mut State,
        target: Target,
        from: FaultPlace,
        witness: &mut impl Witness,
    ) -> Fallible<Option<(SceneIndex, Auto)>> {
        let at = match target {
            Target::Scene(scene) => self.arrive(state, scene, witness)?,
            Target::Ending(ending) => {
                state.stand((self.scenes.len() + ending.index()) as u32, 0);
                witness.see(self, state, Happening::Ended(ending));
                return Ok(None);
            }
            Target::Back => {
                let Some(scene) = self.interrupted(state) else {
                    return Err(FaultKind::NothingToResume.at(from).into());
                };
                state.stand(scene.0, 0);
                witness.see(self, state, Happening::Resumed(scene));
                scene
            }
        };
        witness.see(self, state, Happening::Shown(at));
        let auto = self.scenes[at.index()].auto;
        if auto.is_none() {
            self.require_choice(state, at)?;
        }
        Ok(auto.map(|auto| (at, auto)))
    }

    #[inline]
    fn require_choice(&self, state: &State, scene: SceneIndex) -> Fallible<()> {
        let choices = self.scenes[scene.index()].choices;
        for choice in choices.indexes() {
            match self.admits(state, &self.choices[choice]) {
                Ok(()) => return Ok(()),
                Err(Shut::Fault(fault)) => {
                    return Err(fault.at(FaultPlace::Choice(ChoiceIndex::new(choice))).into());
                }
                Err(Shut::Spent | Shut::Locked) => {}
            }
        }
        Err(FaultKind::NoChoice.at(FaultPlace::Scene(scene)).into())
    }

    /// Decides where a way on leads; every condition and weight reads this one state.
    #[inline]
    fn resolve(
        &self,
        state: &State,
        then: ThenIndex,
        place: FaultPlace,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Fallible<Target> {
        // By far the most frequent way on needs no more than this.
        match self.thens[then.index()] {
            Then::Go(scene) => Ok(Target::Scene(scene)),
            _ => self.weigh(state, then, place, dice, witness),
        }
    }

    #[inline(never)]
    fn weigh(
        &self,
        state: &State,
        mut then: ThenIndex,
        place: FaultPlace,
        dice: &mut impl Dice,
        witness: &mut impl Witness,
    ) -> Fallible<Target> {
        loop {
            then = match self.thens[then.index()] {
                Then::Go(scene) => return Ok(Target::Scene(scene)),
                Then::End(ending) => return Ok(Target::Ending(ending)),
                Then::Back => return Ok(Target::Back),
                Then::Verdict => return self.verdict(state, place),
                Then::First { cases, otherwise } => {
                    let mut taken = otherwise;
                    for (when, then) in &self.cases[cases.indexes()] {
                        if self.holds(state, when).map_err(|fault| fault.at(place))? {
                            taken = *then;
                            break;
                        }
                    }
                    taken
                }
                Then::Chance { site, branches } => {
                    let (branch, weight, total) = self.roll(state, site, branches, dice)?;
                    witness.see(self, state, Happening::Rolled { site, branch, weight, total });
                    self.branches[branches.from as usize + branch].then
                }
            };
        }
    }

    /// Rolls a chance; returns the branch by position, its weight and the sum of all weights.
    fn roll(
        &self,
        state: &State,
        site: SiteIndex,
        branches: Range,
        dice: &mut impl Dice,
    ) -> Fallible<(usize, u64, u64)> {
        let place = FaultPlace::Chance(site);
        let branches = &self.branches[branches.indexes()];
        let weight = |branch: &Branch| match self.eval(state, branch.weight) {
            Ok(weight) => Ok(weight.max(0) as u64),
            Err(fault) => Err(fault.at(place)),
        };
        let mut total = 0_u64;
        for branch in branches {
            total = total.checked_add(weight(branch)?).ok_or_else(|| Arithmetic::Overflow.at(place))?;
        }
        if total == 0 {
            return Err(FaultKind::NoWeight.at(place).into());
        }
        let Site { number, hash, .. } = self.sites[site.index()];
        let draw = dice.draw(Chance { site, path: number, hash, total });
        let mut sum = 0;
        for (position, branch) in branches.iter().enumerate() {
            let weight = weight(branch)?;
            sum += weight;
            let taken = match draw {
                Draw::Point(point) => sum > point,
                Draw::Branch(branch) => position == branch && weight > 0,
            };
            if taken {
                return Ok((position, weight, total));
            }
        }
        Err(FaultKind::ImpossibleBranch.at(place).into())
    }

    /// Returns the first ending, in declared order, whose condition holds.
    fn verdict(&self, state: &State, place: FaultPlace) -> Fallible<Target> {
        for (index, when) in self.endings.iter().enumerate() {
            let ending = EndingIndex::new(index);
            if self.holds(state, when).map_err(|fault| fault.at(FaultPlace::Ending(ending)))? {
                return Ok(Target::Ending(ending));
            }
        }
        Err(FaultKind::NoEnding.at(place).into())
    }

    /// Returns how much time passes where a choice is picked in a state, in ticks; 0 without a clock.
    pub fn duration(&self, state: &State, choice: ChoiceIndex) -> u32 {
        let Some(clock) = &self.clock else { return 0 };
        let now = self.time(state);
        goal(clock, now, self.choices[choice.index()].takes).saturating_sub(now)
    }

    /// Lets time pass, in time order; at one instant processes act in declared order, then timed events
    /// become due.
    #[inline]
    fn advance(&self, state: &mut State, takes: Takes, witness: &mut impl Witness) -> Fallible<()> {
        if let (Some(clock), Takes::For(_) | Takes::Until(_)) = (&self.clock, takes) {
            return self.pass(clock, state, takes, witness);
        }
        Ok(())
    }

    fn pass(
        &self,
        clock: &Clock,
        state: &mut State,
        takes: Takes,
        witness: &mut impl Witness,
    ) -> Fallible<()> {
        let mut now = self.time(state);
        let goal = goal(clock, now, takes);
        while now < goal {
            let acts = self.rhythms.iter().map(|every| clock.next(*every, now));
            let dues = self.timed.iter().map(|(at, _)| *at).find(|at| *at > now);
            let next = acts.chain(dues).min().unwrap_or(u32::MAX);
            let before = now;
            now = next.min(goal);
            self.time.set(state, i64::from(now));
            if next > goal {
                return Ok(());
            }
            for process in self.process_indexes() {
                let rules = &self.processes[process.index()];
                let place = FaultPlace::Process(process);
                if clock.next(rules.every, before) != now
                    || !self.holds(state, &rules.when).map_err(|fault| fault.at(place))?
                {
                    continue;
                }
                self.apply(state, rules.effects).map_err(|fault| fault.at(place))?;
                witness.see(self, state, Happening::Acted(process));
            }
            for &(at, event) in &self.timed {
                if at == now {
                    self.events[event.index()].flag.set(state, 1);
                    witness.see(self, state, Happening::Due(event));
                }
            }
        }
        Ok(())
    }
}

/// Returns the time, in ticks, at which something that takes time is done; it may be past.
fn goal(clock: &Clock, now: u32, takes: Takes) -> u32 {
    match takes {
        Takes::Nothing => now,
        Takes::For(ticks) => now.saturating_add(ticks).min(clock.end()),
        Takes::Until(time) => time.min(clock.end()),
    }
}
