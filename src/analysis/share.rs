//! Work on several threads.

use std::collections::BTreeMap;
use std::iter::repeat_n;
use std::num::NonZeroUsize;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// What a thread makes a long list of has room for so many at first: a list that begins small may lie where another thread has its
/// memory, and two threads whose lists grow there wait for each other.
pub(super) const ROOM: usize = 1 << 10;

thread_local! {
    /// The threads that help this one, if the system gives any; they sleep while there is nothing to do. With it they are as many as the
    /// machine runs at the same time: who is called and finds no place there waits for milliseconds. Others have theirs, so that
    /// nobody waits for what somebody else wants done.
    static HELPERS: Option<Rc<ThreadPool>> = {
        let helpers = available_parallelism().map_or(1, NonZeroUsize::get).saturating_sub(1).max(1);
        ThreadPoolBuilder::new().num_threads(helpers).build().map(Rc::new).ok()
    };
}

/// Does something with each item, workers at the same time as far as the machine does that; returns what came of each, in order.
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
    // Nobody is called who would find nothing left to do.
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
    let mut run_own = || {
        while do_next(own) {
            take_done();
        }
    };
    // Where nobody else is wanted, no thread is started.
    let helpers = if others.is_empty() { None } else { HELPERS.with(Option::clone) };
    match helpers {
        None => run_own(),
        Some(helpers) => helpers.in_place_scope(|scope| {
            for worker in others {
                scope.spawn(|_| while do_next(worker) {});
            }
            run_own();
        }),
    }
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
