//! Work shared among processors, with the same result on any number of them.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does tasks on all processors, each worker with a base of its own; in order.
pub fn every<B, T: Send>(
    count: usize,
    base: impl Fn() -> B + Sync,
    work: impl Fn(usize, &B) -> T + Sync,
) -> Vec<T> {
    on(usize::MAX, count, base, work)
}

/// The same on no more than so many processors: what is over in a moment is not worth starting threads for.
pub fn on<B, T: Send>(
    most: usize,
    count: usize,
    base: impl Fn() -> B + Sync,
    work: impl Fn(usize, &B) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let base = base();
        let mut done = Vec::new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            if task >= count {
                return done;
            }
            done.push((task, work(task, &base)));
        }
    };
    let threads = match most.min(count) {
        0 | 1 => 1,
        most => thread::available_parallelism().map_or(1, usize::from).min(most),
    };
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut all = worker();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panicked| resume_unwind(panicked)));
        }
        all
    });
    all.sort_by_key(|(task, _)| *task);
    all.into_iter().map(|(_, done)| done).collect()
}
