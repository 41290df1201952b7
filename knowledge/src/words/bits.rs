//! A set of small numbers, one bit each.

use serde::{Deserialize, Serialize};

/// A set of places below a fixed length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// The places below `length` for which `is` holds.
    pub fn collect(length: usize, is: impl Fn(usize) -> bool) -> Self {
        let mut words = vec![0_u64; length.div_ceil(64)];
        for (word, first) in words.iter_mut().zip((0..length).step_by(64)) {
            for bit in 0..64.min(length - first) {
                *word |= u64::from(is(first + bit)) << bit;
            }
        }
        Self(words)
    }

    /// The same set with the members of another.
    pub fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// How many members it has.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether `at` is in the set; places beyond its length are not.
    pub fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(block, &word)| {
            std::iter::successors((word != 0).then_some(word), |&rest| {
                let rest = rest & (rest - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |rest| block * 64 + rest.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_collected() {
        let set = Bits::collect(130, |at| at % 64 == 1);
        assert_eq!(set.iter().collect::<Vec<_>>(), [1, 65, 129]);
        assert!(set.has(65) && !set.has(66) && !set.has(1000));
    }
}
