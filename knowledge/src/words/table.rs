//! Lists whose places have a type, so that a question's index cannot be taken for a rule's.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use databake::{Bake, BakeSize, CrateEnv, TokenStream, quote};

use super::list::List;

/// The place of a `T` in its [`Table`].
pub struct Ix<T>(u16, PhantomData<fn() -> T>);

impl<T> Ix<T> {
    /// The place as a plain number.
    pub fn get(self) -> usize {
        usize::from(self.0)
    }

    /// The place `at`, for the built-in knowledge.
    pub const fn at(at: u16) -> Self {
        Self(at, PhantomData)
    }

    /// The place `at`; places beyond 65,535 are held there, and [`Table::new`] never makes so long a table.
    pub fn new(at: usize) -> Self {
        Self(u16::try_from(at).unwrap_or(u16::MAX), PhantomData)
    }
}

impl<T> Clone for Ix<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ix<T> {}

impl<T> PartialEq for Ix<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Ix<T> {}

impl<T> PartialOrd for Ix<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Ix<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> fmt::Debug for Ix<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{}", self.0)
    }
}

impl<T> Bake for Ix<T> {
    fn bake(&self, env: &CrateEnv) -> TokenStream {
        env.insert("knowledge");
        let at = self.0;
        quote! { knowledge::words::table::Ix::at(#at) }
    }
}

impl<T> BakeSize for Ix<T> {
    fn borrows_size(&self) -> usize {
        0
    }
}

/// A list that only its own [`Ix`] reads.
#[derive(Clone, Debug)]
pub struct Table<T: 'static>(pub List<T>);

impl<T: Bake> Bake for Table<T> {
    fn bake(&self, env: &CrateEnv) -> TokenStream {
        env.insert("knowledge");
        let entries = self.0.bake(env);
        quote! { knowledge::words::table::Table(#entries) }
    }
}

impl<T: BakeSize> BakeSize for Table<T> {
    fn borrows_size(&self) -> usize {
        self.0.borrows_size()
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(List::default())
    }
}

impl<T> Table<T> {
    /// Keeps the first 65,535 entries: the loader refuses longer files before it comes here.
    pub fn new(mut entries: Vec<T>) -> Self {
        entries.truncate(usize::from(u16::MAX));
        Self(entries.into())
    }

    /// Every entry with its place.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (Ix<T>, &T)> + ExactSizeIterator {
        self.0.iter().enumerate().map(|(at, entry)| (Ix::new(at), entry))
    }

    /// Every entry in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// The first place whose entry satisfies `is`.
    pub fn position(&self, is: impl Fn(&T) -> bool) -> Option<Ix<T>> {
        self.0.iter().position(is).map(Ix::new)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Index<Ix<T>> for Table<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "an Ix is made from the table that it reads")]
    fn index(&self, at: Ix<T>) -> &T {
        &self.0[at.get()]
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
