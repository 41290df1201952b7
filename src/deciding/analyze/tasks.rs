//! Work shared among processors, with the same result on any number of them, until it is enough.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use knowledge::words::every::every;

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
            let found = every(BATCH.min(count - first), &base, |task, base| work(first + task, base));
            found.into_iter().flatten().for_each(&mut take);
        }
    }
}
