//! The entries of a table: sorted and side by side. Most tables of a catalogue have a handful, for which this takes a
//! fraction of the memory of a search tree.

use super::tree::Node;
use crate::words::diagnostic::Place;
use crate::words::str::Str;

/// Keys, ascending, each with its place and its value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entries(Vec<(Str, (Place, Node))>);

impl Entries {
    /// The place of a key among all. Of few, those that are as long as the key are soon found.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        if self.0.len() <= 16 {
            return self.0.iter().position(|(own, _)| *own == key);
        }
        self.0.binary_search_by(|(own, _)| own.0.cmp(key)).ok()
    }

    /// The value at a place.
    pub(crate) fn at(&self, place: usize) -> Option<&Node> {
        self.0.get(place).map(|(_, (_, node))| node)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&(Place, Node)> {
        self.0.get(self.position(key)?).map(|(_, entry)| entry)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut (Place, Node)> {
        let at = self.position(key)?;
        self.0.get_mut(at).map(|(_, entry)| entry)
    }

    /// Adds entries whose keys are not there.
    pub(crate) fn add(&mut self, more: Vec<(Str, (Place, Node))>) {
        self.0.extend(more);
        self.0.sort_by_key(|(key, _)| *key);
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<(Place, Node)> {
        Some(self.0.remove(self.position(key)?).1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Str, &(Place, Node))> + Clone {
        self.0.iter().map(|(key, entry)| (*key, entry))
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = Str> {
        self.0.iter().map(|(key, _)| *key)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &(Place, Node)> {
        self.0.iter().map(|(_, entry)| entry)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut (Place, Node)> {
        self.0.iter_mut().map(|(_, entry)| entry)
    }
}

impl IntoIterator for Entries {
    type Item = (Str, (Place, Node));
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<(Str, (Place, Node))> for Entries {
    /// Of entries with the same key the last stays.
    fn from_iter<I: IntoIterator<Item = (Str, (Place, Node))>>(entries: I) -> Self {
        let mut all: Vec<_> = entries.into_iter().collect();
        all.sort_by_key(|(key, _)| *key);
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                std::mem::swap(later, kept);
            }
            same
        });
        all.shrink_to_fit();
        Self(all)
    }
}
