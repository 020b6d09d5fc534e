//! Work on several threads.

use std::collections::BTreeMap;
use std::iter::repeat_n;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// What a thread makes a long list of has room for so many at first: a list that begins small may lie where another thread has its
/// memory, and two threads whose lists grow there wait for each other.
pub(super) const ROOM: usize = 1 << 10;

/// Does something with each item, each worker on a thread of its own; returns what came of each, in order.
///
/// Whoever is done takes the next item, so that nobody waits long for a thread that is held up.
pub(super) fn share<W: Send, I, T: Send>(
    workers: &mut [W],
    items: impl IntoIterator<Item = I, IntoIter: Send>,
    work: impl Fn(&mut W, I) -> T + Sync,
) -> Vec<T> {
    let mut done = Vec::new();
    share_in_order(workers, items, work, |came| {
        done.push(came);
        true
    });
    done
}

/// Does as [`share`], but has what came of each item taken, in order, as soon as the thread of the first worker comes to it. No
/// item is begun any more once `take` says not to go on; what came of those that were is still taken.
pub(super) fn share_in_order<W: Send, I, T: Send>(
    workers: &mut [W],
    items: impl IntoIterator<Item = I, IntoIter: Send>,
    work: impl Fn(&mut W, I) -> T + Sync,
    mut take: impl FnMut(T) -> bool,
) {
    let Some((own, others)) = workers.split_first_mut() else { return };
    let items = items.into_iter();
    // A thread that would find nothing left to do is not started.
    let wanted = items.size_hint().0.saturating_sub(1).min(others.len());
    let others = &mut others[..wanted];
    let (left, stopped) = (Mutex::new(items.enumerate()), AtomicBool::new(false));
    let done = Mutex::new(BTreeMap::new());
    let do_next = |worker: &mut W| {
        let next = if stopped.load(Ordering::Relaxed) { None } else { lock(&left).next() };
        let Some((number, item)) = next else { return false };
        let came = work(worker, item);
        lock(&done).insert(number, came);
        true
    };
    let mut taken = 0;
    let mut take_done = || {
        loop {
            let Some(came) = lock(&done).remove(&taken) else { return };
            taken += 1;
            if !take(came) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        let run = |worker: &mut W| while do_next(worker) {};
        let others: Vec<_> = others.iter_mut().map(|worker| scope.spawn(move || run(worker))).collect();
        while do_next(own) {
            take_done();
        }
        for other in others {
            other.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
    take_done();
}

/// A list of as many of one value, as `vec!` makes it; but where that asks the system for zeros, these are written at once. What of such
/// a list is read before it is written takes twice as long to be given, and longer where there are other threads.
pub(super) fn fill<T: Clone>(value: T, count: usize) -> Vec<T> {
    repeat_n(value, count).collect()
}

/// What a mutex guards, whatever became of those who held it before.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
