//! How much is looked at. It is counted, not timed, so that the same rules give the same findings everywhere.

use std::cell::Cell;

/// What one kind of looking may cost, in comparisons of some ten nanoseconds: about a second. The built-in rules
/// take a tenth of it.
const MOST: u64 = 100_000_000;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Effort(Cell<u64>);

impl Effort {
    /// All of it.
    pub(super) fn whole() -> Self {
        Self(Cell::new(MOST))
    }

    /// Takes some; once there is not enough, nothing is left.
    pub(super) fn spend(&self, cost: u64) {
        self.0.set(self.0.get().saturating_sub(cost));
    }

    /// Whether nothing is left: what was found since is not known to be all.
    pub(super) fn is_over(&self) -> bool {
        self.0.get() == 0
    }
}
