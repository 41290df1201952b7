//! Where everything in the rules that has an id stands, and in how many layers.

use super::load::Documents;
use super::merge::Disabled;
use super::tree::{Node, Value};
use crate::words::diagnostic::Place;

/// What an entry of the rules is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry<'a> {
    /// A `[[rule]]`.
    Rule(&'a str),
    /// A `[[question]]`.
    Question(&'a str),
    /// A choice of a question.
    Choice(&'a str, &'a str),
    /// An `[[attribute]]`.
    Attribute(&'a str),
    /// A `[[criterion]]`.
    Criterion(&'a str),
}

/// Where the entries stand.
#[derive(Debug)]
pub struct Origins {
    /// All of them, not only the rules: giving back all their small pieces takes longer than their room is worth.
    documents: Documents,
    disabled: Disabled,
}

impl Origins {
    pub(crate) fn new(documents: Documents, disabled: Disabled) -> Self {
        Self { documents, disabled }
    }

    /// All of an entry: one span for each file that says something of it, the lowest layer first.
    pub fn spans(&self, entry: Entry<'_>) -> Vec<Place> {
        let mut spans = Vec::new();
        if let Some(node) = self.node(entry) {
            cover(node, &mut spans);
        }
        spans.sort();
        spans
    }

    /// The place of a key of an entry, else of its id.
    pub fn place(&self, entry: Entry<'_>, key: Option<&str>) -> Option<Place> {
        let table = self.node(entry)?.table()?;
        let key = key.and_then(|key| table.get(key)).map(|(place, _)| *place);
        key.or_else(|| table.get("id").map(|(_, id)| id.place))
    }

    /// The warnings that an entry allows, with their places.
    pub fn allowed(&self, entry: Entry<'_>) -> Vec<(Place, &str)> {
        let list = self.node(entry).and_then(|node| node.table()?.get("allow"));
        let Some((_, Node { value: Value::List(codes), .. })) = list else { return Vec::new() };
        codes.iter().filter_map(|code| Some((code.place, code.text()?))).collect()
    }

    /// What higher layers disabled, by id, with the layer.
    pub fn disabled(&self) -> impl Iterator<Item = (&str, u16)> {
        self.disabled.iter().map(|(id, layer)| (id.as_str(), *layer))
    }

    fn node(&self, entry: Entry<'_>) -> Option<&Node> {
        let (list, id) = match entry {
            Entry::Rule(id) => ("rule", id),
            Entry::Question(id) => ("question", id),
            Entry::Attribute(id) => ("attribute", id),
            Entry::Criterion(id) => ("criterion", id),
            Entry::Choice(question, id) => {
                return find(self.node(Entry::Question(question))?, "choices", id);
            }
        };
        find(&self.documents.rules, list, id)
    }
}

fn find<'n>(node: &'n Node, list: &str, id: &str) -> Option<&'n Node> {
    let (_, Node { value: Value::List(entries), .. }) = node.table()?.get(list)? else { return None };
    entries.iter().find(|entry| entry.table().and_then(|table| table.get("id")?.1.text()) == Some(id))
}

/// Widens the span of each file by everything of a node that stands in it.
fn cover(node: &Node, spans: &mut Vec<Place>) {
    widen(node.place, spans);
    match &node.value {
        Value::Table(entries) => {
            for (place, node) in entries.values() {
                widen(*place, spans);
                cover(node, spans);
            }
        }
        Value::List(items) => items.iter().for_each(|item| cover(item, spans)),
        _ => {}
    }
}

fn widen(place: Place, spans: &mut Vec<Place>) {
    match spans.iter_mut().find(|span| span.file == place.file) {
        Some(span) => {
            span.start = span.start.min(place.start);
            span.end = span.end.max(place.end);
        }
        None => spans.push(place),
    }
}
