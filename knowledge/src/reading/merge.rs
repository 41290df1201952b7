//! Layers laid over each other: tables merge key by key, lists of tables by their id, plain lists replace,
//! `disabled = true` removes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::entries::Entries;
use super::file::Files;
use super::tree::{Node, Value};
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems, Severity};
use crate::words::message::message;
use crate::words::suggest::{did_you_mean, nearest};

/// What a higher layer disabled: ids with the layer that did it, whatever they name.
pub(crate) type Disabled = BTreeMap<String, u16>;

/// The keys that an entry of a list may be told apart by; with `in`, `kind` counts too.
const NAMED_BY: [&str; 3] = ["id", "in", "fact"];

/// Lays `upper` over `lower`.
pub(crate) struct Merge<'a> {
    pub(crate) files: &'a Files,
    pub(crate) disabled: &'a mut Disabled,
    pub(crate) problems: &'a Problems,
}

impl Merge<'_> {
    /// The two documents as one; of two files of one layer, neither may repeat what the other says.
    pub(crate) fn over(&mut self, lower: &mut Node, upper: Node) {
        let place = upper.place;
        match (&mut lower.value, upper.value) {
            (Value::Table(below), Value::Table(above)) if below.is_empty() => *below = above,
            (Value::Table(below), Value::Table(above)) => self.tables(below, above),
            (Value::List(below), Value::List(above)) if named(below) && tables(&above) => {
                self.lists(below, above);
            }
            (_, value) => *lower = Node { place, value },
        }
    }

    /// Tells of something that is no list where the layer below has a list of tables. Taking it would leave nothing of
    /// that list, and everything that names an entry would be told.
    fn no_list(&self, key: &str, written: &Node) {
        let message = message!(
            "`{key}` must be a list of tables, but this is {found}", "`{key}` 应为表的列表，实际是{found}";
            found = written.describe()
        );
        let problem = Diagnostic::error(Code::WrongType, written.place, message);
        self.problems.push(problem.help(message!(
            "each entry begins with `[[{key}]]`, in two brackets",
            "每一项以 `[[{key}]]` 开头，用两层方括号"
        )));
    }

    fn tables(&mut self, below: &mut Entries, above: Entries) {
        let mut more = Vec::new();
        for (key, (at, node)) in above {
            match below.get_mut(&key) {
                None => more.push((key, (at, node))),
                Some((place, lower)) => {
                    let lists = matches!((&lower.value, &node.value), (Value::List(_), Value::List(_)));
                    // Of two sources neither has what the other says of itself.
                    let tables = key != "source"
                        && matches!((&lower.value, &node.value), (Value::Table(_), Value::Table(_)));
                    if !lists && !tables && self.same_layer(*place, at) {
                        twice(&key, at, *place, self.problems);
                    }
                    *place = at;
                    if matches!(&lower.value, Value::List(below) if named(below))
                        && !matches!(node.value, Value::List(_))
                    {
                        self.no_list(&key, &node);
                    } else if lists || tables {
                        self.over(lower, node);
                    } else {
                        *lower = node;
                    }
                }
            }
        }
        if !more.is_empty() {
            below.add(more);
        }
    }

    fn lists(&mut self, below: &mut Vec<Node>, above: Vec<Node>) {
        let mut known: BTreeMap<_, _> =
            (0..).zip(&*below).filter_map(|(at, node)| Some((name(node)?, at))).collect();
        for node in above {
            let Some(name) = name(&node) else {
                // Whoever reads it tells that it has no id.
                below.push(node);
                continue;
            };
            let lower = known.get(&name).and_then(|&at: &usize| below.get_mut(at));
            match lower {
                None => {
                    known.insert(name, below.len());
                    below.push(node);
                }
                Some(lower) if self.same_layer(lower.place, node.place) => {
                    twice(&name, place_of_name(&node), place_of_name(lower), self.problems);
                }
                Some(lower) => self.over(lower, node),
            }
        }
    }

    fn same_layer(&self, one: Place, other: Place) -> bool {
        self.files.layer(one) == self.files.layer(other)
    }

    /// Takes out every table with `disabled = true` and remembers its name.
    pub(crate) fn prune(&mut self, node: &mut Node, name_of_root: Option<&str>) -> bool {
        if let Value::Table(entries) = &mut node.value
            && let Some((place, flag)) = entries.remove("disabled")
        {
            match flag.value {
                Value::Flag(true) => {
                    if let Some(name) =
                        name_of_root.map(str::to_owned).or_else(|| Some(name(node)?.into_owned()))
                    {
                        self.disabled.insert(name, self.files.layer(place));
                    }
                    return false;
                }
                Value::Flag(false) => {}
                _ => {
                    let message =
                        message!("`disabled` must be true or false", "`disabled` 应为 true 或 false");
                    self.problems.error(Code::WrongType, flag.place, message);
                }
            }
        }
        match &mut node.value {
            Value::Table(entries) => {
                self.disables_nothing(&entries.iter().map(|(key, (_, node))| (key.0.into(), node)));
                entries.values_mut().for_each(|(_, node)| {
                    self.prune(node, None);
                });
            }
            Value::List(items) => {
                self.disables_nothing(&items.iter().filter_map(|item| Some((name(item)?, item))));
                items.retain_mut(|item| self.prune(item, None));
            }
            _ => {}
        }
        true
    }

    /// Notes entries that are disabled where no layer below has them: a slip, or what another version had.
    fn disables_nothing<'n>(&self, entries: &(impl Iterator<Item = (Cow<'n, str>, &'n Node)> + Clone)) {
        let slips = entries.clone().filter(|(_, node)| is_only_disabled(node));
        for (name, node) in slips {
            let known: Vec<_> = entries.clone().filter(|(_, node)| !is_only_disabled(node)).collect();
            let note = nothing_to_disable(&name, place_of_name(node));
            self.problems.guess(note, &name, known.iter().map(|(name, _)| &**name));
        }
    }

    /// Notes files that are disabled where no layer below has them, if one of nearly that name is there. Others keep an
    /// import from adding what they name.
    pub(crate) fn disables_no_file(&self, files: &BTreeMap<String, Node>) {
        for (id, node) in files.iter().filter(|(_, node)| is_only_disabled(node)) {
            let (folder, name) = id.rsplit_once('/').unwrap_or(("", id));
            let beside = files.iter().filter(|(_, node)| !is_only_disabled(node)).filter_map(|(id, _)| {
                let (own, name) = id.rsplit_once('/').unwrap_or(("", id));
                (own == folder).then_some(name)
            });
            if let Some(meant) = nearest(name, beside) {
                self.problems.push(nothing_to_disable(id, node.place).help(did_you_mean(meant)));
            }
        }
    }
}

fn nothing_to_disable(name: &str, place: Place) -> Diagnostic {
    let message = message!("there is no `{name}` here that could be disabled", "这里没有可以停用的 `{name}`");
    Diagnostic { severity: Severity::Note, ..Diagnostic::error(Code::DisabledReference, place, message) }
}

/// Whether nothing is said of an entry but its name and that it is disabled: a layer below would have said more.
fn is_only_disabled(node: &Node) -> bool {
    node.table().is_some_and(|entries| {
        matches!(entries.get("disabled"), Some((_, Node { value: Value::Flag(true), .. })))
            && entries.keys().all(|key| ["disabled", "kind"].contains(&key.0) || NAMED_BY.contains(&key.0))
    })
}

/// Reports names that one list gives twice.
pub(crate) fn twice_in(node: &Node, problems: &Problems) {
    match &node.value {
        Value::Table(entries) => entries.values().for_each(|(_, node)| twice_in(node, problems)),
        Value::List(items) => {
            let mut seen = BTreeMap::new();
            for item in items {
                twice_in(item, problems);
                let Some(name) = name(item) else { continue };
                if let Some(first) = seen.insert(name.clone(), place_of_name(item)) {
                    twice(&name, place_of_name(item), first, problems);
                }
            }
        }
        _ => {}
    }
}

fn twice(name: &str, second: Place, first: Place, problems: &Problems) {
    let message = message!("`{name}` is given twice", "`{name}` 出现了两次");
    let problem = Diagnostic::error(Code::DuplicateId, second, message);
    problems.push(problem.beside(first, message!("first here", "首次出现在这里")));
}

/// Whether a file may disable something: the key stands in it, or something that could be it, written with escapes.
pub(crate) fn may_disable(text: &str) -> bool {
    text.contains("disabled") || text.contains('\\')
}

/// Whether entries are told apart by their names.
fn named(list: &[Node]) -> bool {
    !list.is_empty() && list.iter().all(|node| name(node).is_some())
}

fn tables(list: &[Node]) -> bool {
    list.iter().all(|node| node.table().is_some())
}

/// What tells an entry of a list of tables from the others: its `id`, else what it is about. One strength may be
/// stated by several kinds of source.
fn name(node: &Node) -> Option<Cow<'static, str>> {
    let kind = || node.text_at("kind").unwrap_or_default();
    let strength = || node.text_at("in").map(|tag| format!("{tag} ({})", kind()).into());
    node.text_at("id").map(Cow::from).or_else(strength).or_else(|| node.text_at("fact").map(Cow::from))
}

fn place_of_name(node: &Node) -> Place {
    let entry = NAMED_BY.iter().find_map(|key| node.table()?.get(key));
    entry.map_or(node.place, |(_, value)| value.place)
}
