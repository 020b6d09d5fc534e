//! Which things one play can visit together, and which things bring others along.

use super::outline::{Edge, Outline};
use super::set::{Set, words};

/// So many things are looked at in one go through an outline, in words of 64.
const WIDE: usize = 4;

/// Some things, as bits.
type Batch = [u64; WIDE];

const NONE: Batch = [0; WIDE];
const ALL: Batch = [u64::MAX; WIDE];

/// What holds between each thing and all others.
#[derive(Debug)]
pub(super) struct Relations {
    /// By thing: which ones some play visits together with it.
    pub(super) together: Vec<Set>,
    /// By thing: which ones every play visits that visits it. Of circles not all is known.
    brings: Vec<Set>,
}

impl Relations {
    /// Finds them out by going through an outline, some things at a time.
    pub(super) fn of(outline: &Outline, things: usize) -> Self {
        let mut together = vec![Vec::new(); things];
        let mut brings = together.clone();
        for first in (0..words(things)).step_by(WIDE) {
            let (with, always) = look(outline, first, things);
            together.iter_mut().zip(with).for_each(|(row, batch)| row.extend(batch));
            brings.iter_mut().zip(always).for_each(|(row, batch)| row.extend(batch));
        }
        let sets = |rows: Vec<Vec<u64>>| rows.into_iter().map(|row| Set::from_words(&row, things)).collect();
        let (mut together, brings): (Vec<Set>, _) = (sets(together), sets(brings));
        // What comes before one is what comes after the other.
        for thing in 0..things as u32 {
            let others = together[thing as usize].clone();
            others.iter().for_each(|other| together[other as usize].add(thing));
        }
        Self { together, brings }
    }

    /// Leaves out of some things those that come along with others of them.
    pub(super) fn essential(&self, mut wanted: Set) -> Set {
        for thing in wanted.clone().iter() {
            let brought = |other: u32| other != thing && self.brings[other as usize].has(thing);
            if wanted.iter().any(brought) {
                wanted.remove(thing);
            }
        }
        wanted
    }
}

/// Says of each thing with which ones of a batch some play visits it, and with which ones every play does.
fn look(outline: &Outline, first: usize, things: usize) -> (Vec<Batch>, Vec<Batch>) {
    let cut = |set: &Set| {
        let mut batch = NONE;
        batch.iter_mut().zip(&set.words()[first..]).for_each(|(to, from)| *to = *from);
        batch
    };
    let labels: Vec<Batch> = outline.labels.iter().map(cut).collect();
    let label = |edge: &Edge| labels[edge.label as usize];
    let after = always_after(outline, label);
    let (mut with, mut always) = (vec![NONE; things], vec![ALL; things]);
    let (mut may, mut must) = (vec![NONE; outline.classes()], vec![ALL; outline.classes()]);
    let mut see = |before: (Batch, Batch), edge: &Edge, may: &mut [Batch], must: &mut [Batch]| {
        let to = edge.to as usize;
        let (some, every) = (or(before.0, label(edge)), or(before.1, label(edge)));
        may[to] = or(may[to], some);
        must[to] = and(must[to], every);
        let every = or(every, after[to]);
        for thing in outline.label(*edge).iter() {
            let thing = thing as usize;
            with[thing] = or(with[thing], some);
            always[thing] = and(always[thing], every);
        }
    };
    outline.starts.iter().for_each(|edge| see((NONE, NONE), edge, &mut may, &mut must));
    for part in outline.forward() {
        if outline.is_circle(&part) {
            // Whatever happens in a circle may have happened before, and need not have.
            let (mut some, mut every) = (NONE, ALL);
            for class in part.clone() {
                some = or(some, may[class as usize]);
                every = and(every, must[class as usize]);
                let inside = outline.edges(class).iter().filter(|edge| part.contains(&edge.to));
                some = inside.fold(some, |some, edge| or(some, label(edge)));
            }
            for class in part.clone() {
                (may[class as usize], must[class as usize]) = (some, every);
            }
        }
        for class in part {
            let before = (may[class as usize], must[class as usize]);
            outline.edges(class).iter().for_each(|edge| see(before, edge, &mut may, &mut must));
        }
    }
    (with, always)
}

/// What every play visits after each class; of circles nothing is said.
fn always_after(outline: &Outline, label: impl Fn(&Edge) -> Batch) -> Vec<Batch> {
    let mut after = vec![NONE; outline.classes()];
    let mut parts: Vec<_> = outline.forward().collect();
    parts.reverse();
    for part in parts.into_iter().filter(|part| !outline.is_circle(part) && !outline.stops(part.start)) {
        let ways = outline.edges(part.start).iter().map(|edge| or(label(edge), after[edge.to as usize]));
        after[part.start as usize] = ways.fold(ALL, and);
    }
    after
}

fn or(one: Batch, other: Batch) -> Batch {
    std::array::from_fn(|word| one[word] | other[word])
}

fn and(one: Batch, other: Batch) -> Batch {
    std::array::from_fn(|word| one[word] & other[word])
}
