//! A set of small numbers, one bit each.

use databake::Bake;
use smallvec::{SmallVec, smallvec};

use super::list::List;

/// Places of one word of a set.
pub(crate) const WORD: usize = 64;

/// Words that need no allocation: room for 768 places, more than the built-in candidates.
type Words = SmallVec<[u64; 12]>;

/// A set of places below a fixed length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Words);

impl Bits {
    /// The places below `length` for which `is` holds.
    pub fn collect(length: usize, is: impl Fn(usize) -> bool) -> Self {
        let mut words: Words = smallvec![0; length.div_ceil(64)];
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

    /// Puts `at` in; a place beyond the room that there is stays out.
    pub fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// The same set with the members of one that is kept; those beyond the room that there is stay out.
    pub fn add_kept(&mut self, kept: Kept) {
        for (word, more) in self.0.iter_mut().skip(kept.from).zip(kept.words.iter()) {
            *word |= more;
        }
    }

    /// Every place below `length`.
    pub fn all(length: usize) -> Self {
        let mut words: Words = smallvec![u64::MAX; length.div_ceil(64)];
        if let Some(last) = words.last_mut() {
            *last >>= (64 - length % 64) % 64;
        }
        Self(words)
    }

    /// No place, with room for those below `length`.
    pub fn none(length: usize) -> Self {
        Self(smallvec![0; length.div_ceil(64)])
    }

    /// The set without the members of another.
    pub fn remove(&mut self, other: &Self) {
        for (word, less) in self.0.iter_mut().zip(&other.0) {
            *word &= !less;
        }
    }

    /// Every place below `length` that is not in the set.
    #[must_use]
    pub fn rest(&self, length: usize) -> Self {
        let mut rest = Self::all(length);
        rest.remove(self);
        rest
    }

    /// The members that are also in another.
    pub fn keep(&mut self, other: &Self) {
        let mut others = other.0.iter();
        for word in &mut self.0 {
            *word &= others.next().unwrap_or(&0);
        }
    }

    /// The members, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        members(self.0.iter().copied())
    }

    /// The same, consuming the set.
    pub fn into_members(self) -> impl Iterator<Item = usize> {
        members(self.0.into_iter())
    }

    /// Whether a member is also in another.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    /// How many members it has.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether `at` is in the set; places beyond its length are not.
    pub fn has(&self, at: usize) -> bool {
        has(&self.0, at)
    }
}

/// A set as it stands in knowledge: its words, 64 places each, without the zeros before and behind. One of few members
/// that stand together, as the offers of a model do, is short however long the catalogue is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Bake)]
#[databake(path = knowledge::words::bits)]
pub struct Kept {
    /// How many words of zeros stand before.
    pub from: usize,
    /// The words.
    pub words: List<u64>,
}

impl FromIterator<usize> for Kept {
    /// From its members, ascending.
    fn from_iter<I: IntoIterator<Item = usize>>(members: I) -> Self {
        let mut members = members.into_iter().peekable();
        let from = members.peek().map_or(0, |first| first / 64);
        let mut words = Vec::new();
        for at in members {
            words.resize((at / 64 + 1).saturating_sub(from).max(words.len()), 0);
            if let Some(word) = words.last_mut() {
                *word |= 1 << (at % 64);
            }
        }
        Self { from, words: words.into() }
    }
}

impl Kept {
    /// From sets that stand side by side, each of whole words.
    pub(crate) fn joined<'p>(parts: &(impl Iterator<Item = &'p Bits> + Clone)) -> Self {
        let words = || parts.clone().flat_map(|part| part.0.iter().copied());
        let from = words().take_while(|word| *word == 0).count();
        let end = (0..).zip(words()).filter(|(_, word)| *word != 0).map(|(at, _)| at + 1).last();
        match end {
            Some(end) => Self { from, words: words().take(end).skip(from).collect() },
            None => Self::default(),
        }
    }

    /// Whether `at` is in the set.
    pub fn has(self, at: usize) -> bool {
        (at / 64).checked_sub(self.from).is_some_and(|word| has(&self.words, word * 64 + at % 64))
    }

    /// The set, with room for the places below `length`.
    pub fn bits(self, length: usize) -> Bits {
        let mut bits = Bits::none(length);
        bits.add_kept(self);
        bits
    }
}

/// The members of a set given by its words, ascending.
fn members(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    (0..).step_by(64).zip(words).flat_map(|(first, word)| {
        let rest = |rest: &u64| Some(rest & rest.wrapping_sub(1));
        std::iter::successors(Some(word), rest)
            .take_while(|rest| *rest != 0)
            .map(move |rest| first + rest.trailing_zeros() as usize)
    })
}

/// Whether `at` is in a set given by its words.
fn has(words: &[u64], at: usize) -> bool {
    words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_collected() {
        let mut set = Bits::collect(130, |at| at % 64 == 1);
        assert_eq!((0..200).filter(|&at| set.has(at)).collect::<Vec<_>>(), [1, 65, 129]);
        set.add(&Bits::collect(2, |at| at == 0));
        assert_eq!(set.count(), 4);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 1, 65, 129]);
        set.remove(&Bits::collect(130, |at| at == 65));
        set.keep(&Bits::collect(66, |at| at > 0));
        assert!(set.meets(&Bits::collect(2, |at| at == 1)) && !set.meets(&Bits::collect(130, |at| at > 1)));
        assert_eq!(set.iter().collect::<Vec<_>>(), [1]);
        assert_eq!(set.rest(3).iter().collect::<Vec<_>>(), [0, 2]);
        for members in [vec![], vec![0], vec![130], vec![70, 127, 128], vec![63, 400]] {
            let kept: Kept = members.iter().copied().collect();
            assert_eq!(kept.bits(500), Bits::collect(500, |at| members.contains(&at)));
            assert_eq!((0..600).filter(|&at| kept.has(at)).collect::<Vec<_>>(), members);
            let parts: Vec<_> = (0..4)
                .map(|part| Bits::collect(2 * WORD, |at| members.contains(&(part * 2 * WORD + at))))
                .collect();
            assert_eq!(Kept::joined(&parts.iter()), kept);
        }
        for length in [0, 1, 63, 64, 65, 600] {
            assert_eq!(Bits::all(length), Bits::collect(length, |_| true), "{length}");
            assert_eq!(Bits::none(length), Bits::collect(length, |_| false), "{length}");
        }
    }
}
