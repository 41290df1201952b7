//! Work shared among processors, with the same result on any number of them, until it is enough.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// Told how many situations were tried, after each and wherever something takes its time; says whether that is enough.
pub type Enough<'e> = &'e (dyn Fn(u64) -> bool + Sync);

/// So many tasks are done before what they found is put together, so that no more than that is kept at a time.
const BATCH: usize = 512;

/// What all workers share.
pub(super) struct Run<'e> {
    enough: Enough<'e>,
    tried: AtomicU64,
    stopped: AtomicBool,
}

impl<'e> Run<'e> {
    /// Nothing is tried yet.
    pub(super) fn new(enough: Enough<'e>) -> Self {
        Self { enough, tried: AtomicU64::new(0), stopped: AtomicBool::new(false) }
    }

    /// Counts a situation that was tried.
    pub(super) fn one_more(&self) {
        self.tried.fetch_add(1, Ordering::Relaxed);
        self.is_over();
    }

    /// Whether it is enough: asked before everything that takes its time.
    pub(super) fn is_over(&self) -> bool {
        if self.stopped.load(Ordering::Relaxed) {
            return true;
        }
        let over = (self.enough)(self.tried.load(Ordering::Relaxed));
        if over {
            self.stopped.store(true, Ordering::Relaxed);
        }
        over
    }

    /// Does tasks on all processors, each worker with a base of its own, and takes what they found in order, without
    /// those that were not begun when it was enough.
    pub(super) fn tasks<B, T: Send>(
        &self,
        count: usize,
        base: impl Fn() -> B + Sync,
        work: impl Fn(usize, &B) -> T + Sync,
        mut take: impl FnMut(T),
    ) {
        let work = |task, base: &B| (!self.is_over()).then(|| work(task, base));
        for first in (0..count).step_by(BATCH) {
            if self.is_over() {
                return;
            }
            let found = Self::every(BATCH.min(count - first), &base, |task, base| work(first + task, base));
            found.into_iter().flatten().for_each(&mut take);
        }
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
