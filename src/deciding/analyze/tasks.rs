//! Work shared among processors, with the same result on any number of them.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// Told after each situation how many were tried; says whether that is enough.
pub type Enough<'e> = &'e (dyn Fn(u64) -> bool + Sync);

/// What all workers share.
pub(super) struct Run<'e> {
    enough: Enough<'e>,
    tried: AtomicU64,
    stopped: AtomicBool,
}

impl<'e> Run<'e> {
    /// Begins to count after so many that were tried before.
    pub(super) fn new(enough: Enough<'e>, before: u64) -> Self {
        Self { enough, tried: AtomicU64::new(before), stopped: AtomicBool::new(false) }
    }

    /// Counts a situation that was tried.
    pub(super) fn one_more(&self) {
        let tried = self.tried.fetch_add(1, Ordering::Relaxed) + 1;
        if (self.enough)(tried) {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Does tasks on all processors, each worker with a base of its own; in order, without those that were not begun
    /// when it was enough.
    pub(super) fn tasks<B, T: Send>(
        &self,
        count: usize,
        base: impl Fn() -> B + Sync,
        work: impl Fn(usize, &B) -> T + Sync,
    ) -> Vec<T> {
        let work = |task, base: &B| (!self.is_stopped()).then(|| work(task, base));
        Self::every(count, base, work).into_iter().flatten().collect()
    }

    /// Does tasks on all processors, each worker with a base of its own; in order.
    pub(super) fn every<B, T: Send>(
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
        let threads = thread::available_parallelism().map_or(1, usize::from).min(count.max(1));
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
}
