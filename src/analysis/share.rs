//! Work on several threads.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Does something with each item, each worker on a thread of its own; returns what came of each, in order.
///
/// Whoever is done takes the next item, so that nobody waits long for a thread that is held up.
pub(super) fn share<W: Send, I: Send, T: Send>(
    workers: &mut [W],
    items: Vec<I>,
    work: impl Fn(&mut W, I) -> T + Sync,
) -> Vec<T> {
    share_beside(workers, items, work, || {})
}

/// Does as [`share`], and something else on the thread of the first worker, before that one takes an item.
pub(super) fn share_beside<W: Send, I: Send, T: Send>(
    workers: &mut [W],
    items: Vec<I>,
    work: impl Fn(&mut W, I) -> T + Sync,
    beside: impl FnOnce(),
) -> Vec<T> {
    let Some((own, others)) = workers.split_first_mut() else { return Vec::new() };
    // A thread that would find nothing left to do is not started.
    let wanted = items.len().saturating_sub(1).min(others.len());
    let others = &mut others[..wanted];
    let left = Mutex::new(items.into_iter().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = |worker: &mut W| {
        let mut done = Vec::new();
        while let Some((number, item)) = next() {
            done.push((number, work(worker, item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = others.iter_mut().map(|worker| scope.spawn(|| run(worker))).collect();
        beside();
        let mut done = run(own);
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, done)| done).collect()
}
