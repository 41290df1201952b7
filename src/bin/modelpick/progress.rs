//! How far something is that takes its time: on standard error, where that is a terminal. Names `indicatif`.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// So many steps go by before the bar is told again.
const STRIDE: u64 = 64;

/// A bar, and how long it may take.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    end: Option<Instant>,
}

impl Progress {
    /// A bar for so many steps; none if nothing is to be told.
    pub(crate) fn new(steps: u64, budget: Option<Duration>, quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(steps) };
        // Numbers need no language.
        let style = ProgressStyle::with_template("{bar:40} {human_pos} / {human_len}  {eta}");
        let bar = style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style));
        Self { bar, end: budget.and_then(|budget| Instant::now().checked_add(budget)) }
    }

    /// Says how many steps there are, once that is known.
    pub(crate) fn set_steps(&self, steps: u64) {
        self.bar.set_length(steps);
    }

    /// Tells how many steps are done; says whether time is up.
    pub(crate) fn is_over(&self, done: u64) -> bool {
        if done.is_multiple_of(STRIDE) {
            self.bar.set_position(done);
        }
        self.end.is_some_and(|end| Instant::now() >= end)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
