//! How far something is that takes its time: on standard error, where that is a terminal. Names `indicatif`.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// So many steps go by before the bar is told again.
const STRIDE: u64 = 64;

/// How often something is seen to move, also where steps take long.
const TICK: Duration = Duration::from_millis(200);

/// The bar, and what stands in its place when more is done than was foreseen. Numbers need no language.
const FORMS: [&str; 2] =
    ["{spinner} {bar:40} {human_pos} / {human_len}  ≈ {eta}", "{spinner} {human_pos}  {elapsed}"];

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
        let [foreseen, _] = FORMS;
        let progress = Self { bar, end: budget.and_then(|budget| Instant::now().checked_add(budget)) };
        progress.takes_the_form(foreseen);
        progress.bar.enable_steady_tick(TICK);
        progress
    }

    fn takes_the_form(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
    }

    /// Says how many steps there are, once that is known.
    pub(crate) fn set_steps(&self, steps: u64) {
        self.bar.set_length(steps);
    }

    /// Tells how many steps are done; says whether time is up.
    pub(crate) fn is_over(&self, done: u64) -> bool {
        if done.is_multiple_of(STRIDE) {
            if self.bar.length().is_some_and(|steps| done > steps) {
                let [_, beyond] = FORMS;
                self.bar.unset_length();
                self.takes_the_form(beyond);
            }
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
