//! Lists of the knowledge.

use std::ops::Deref;

use databake::{Bake, BakeSize, CrateEnv, TokenStream, quote};

/// A list that lives as long as the program: built in as a constant, or read once from a user's file and never
/// given back. It is a plain reference, so the built-in knowledge is there without being opened.
#[derive(Debug, PartialEq, Eq)]
pub struct List<T: 'static>(pub &'static [T]);

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<T> {}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(&[])
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(owned: Vec<T>) -> Self {
        Self(Box::leak(owned.into_boxed_slice()))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        Self(Box::leak(entries.into_iter().collect()))
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Bake> Bake for List<T> {
    fn bake(&self, env: &CrateEnv) -> TokenStream {
        let entries = self.0.bake(env);
        quote! { knowledge::words::list::List(#entries) }
    }
}

impl<T: BakeSize> BakeSize for List<T> {
    fn borrows_size(&self) -> usize {
        self.0.borrows_size()
    }
}
