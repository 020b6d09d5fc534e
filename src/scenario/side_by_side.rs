//! Two pieces of work at the same time.

use std::panic::resume_unwind;
use std::thread;

/// From so many scenes on, what is done with all of them is worth sharing.
pub const LARGE: usize = 1000;

/// Does two pieces of work at the same time and returns what both give, in this order whichever ends first.
///
/// It costs some ten microseconds, so it is for what takes milliseconds. Neither piece sees what the other does,
/// so that the answer is that of doing one after the other.
pub fn side_by_side<A, B: Send>(here: impl FnOnce() -> A, there: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let there = scope.spawn(there);
        let here = here();
        (here, there.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
