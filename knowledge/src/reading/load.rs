//! `load`: files of every layer in, checked knowledge or everything that is wrong out.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::assemble::{Abilities, assemble};
use super::context::Context;
use super::entries::Entries;
use super::file::{File, Files, Part};
use super::merge::{Disabled, Merge, may_disable, twice_in};
use super::origins::Origins;
use super::tree::{self, Node, Value};
use crate::evidence::record::Evidence;
use crate::stating::knowledge::Knowledge;
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems, Severity};
use crate::words::every::every;
use crate::words::message::message;

/// What lies over what.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// The built-in files: part, path and text.
    pub built_in: Vec<(Part, String, Cow<'static, str>)>,
    /// Folders over them, lowest first.
    pub folders: Vec<(Part, PathBuf)>,
}

/// Knowledge that passed every check.
#[derive(Debug)]
pub struct Loaded {
    /// What was read.
    pub knowledge: Knowledge,
    /// What stands behind its facts.
    pub evidence: Evidence,
    /// What was set aside on the way.
    pub notes: Vec<Diagnostic>,
    /// Every file, to draw the notes with.
    pub files: Files,
    /// Where everything that has an id stands.
    pub origins: Origins,
}

/// Everything that is wrong.
#[derive(Debug)]
pub struct Rejected {
    /// By file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file, to draw them with.
    pub files: Files,
}

/// Reads and checks everything; fails with all that is wrong with any of it.
pub fn load(layers: Layers) -> Result<Loaded, Rejected> {
    load_over(layers, None)
}

/// The same, beside knowledge that was read before: abilities that rest on the same evidence are not fitted again.
pub fn load_over(layers: Layers, before: Option<&Knowledge>) -> Result<Loaded, Rejected> {
    load_all(layers, Vec::new(), Abilities::Fitted(before.map(|before| &before.catalog)))
}

/// The facts alone, without abilities, for who compares them; with files of the catalogue over all folders, path and
/// text, that are not written yet.
pub fn load_facts(layers: Layers, unwritten: Vec<(String, String)>) -> Result<Loaded, Rejected> {
    load_all(layers, unwritten, Abilities::None)
}

fn load_all(
    layers: Layers,
    unwritten: Vec<(String, String)>,
    abilities: Abilities<'_>,
) -> Result<Loaded, Rejected> {
    let problems = Problems::default();
    let mut files = Files::default();
    for (part, path, text) in layers.built_in {
        let folder = if part == Part::Rules { "rules" } else { "data" };
        files.push(File { part, name: format!("{folder}/{path}"), path, text: text.into(), layer: 0 });
    }
    let mut top = 1;
    for (layer, (part, folder)) in (1..).zip(layers.folders) {
        files.push_folder(&folder, part, layer, &problems);
        top = layer + 1;
    }
    for (path, text) in unwritten {
        files.push(File { part: Part::Catalog, name: path.clone(), path, text: text.into(), layer: top });
    }
    let mut disabled = Disabled::default();
    let documents = Documents::merge(&files, &mut disabled, &problems);
    let broken = RefCell::default();
    let context = Context { files: &files, disabled: &disabled, broken: &broken, problems: &problems };
    // A syntax error leaves holes: what is said about the rest of the files would be noise.
    let read = if problems.any_error() { None } else { assemble(&documents, abilities, context) };
    if read.is_none() && !problems.any_error() {
        problems.push(Diagnostic {
            code: Code::DisabledReference,
            severity: Severity::Error,
            place: None,
            message: message!(
                "`[ranking]` cannot do without something that is disabled",
                "`[ranking]` 离不开某个已停用的条目"
            ),
            help: Some(message!(
                "the notes beside this say what; leave it enabled",
                "旁边的说明指出是哪一个；请不要停用它"
            )),
            beside: None,
        });
    }
    let failed = problems.any_error();
    let mut diagnostics = problems.sorted();
    // What was too large was left out: that something of it is missing then is no news.
    if diagnostics.iter().any(|problem| problem.code == Code::TooLarge) {
        diagnostics.retain(|problem| problem.code == Code::TooLarge);
    }
    match read.filter(|_| !failed) {
        Some((knowledge, evidence)) => {
            let origins = Origins::new(documents, disabled);
            Ok(Loaded { knowledge, evidence, notes: diagnostics, files, origins })
        }
        None => Err(Rejected { diagnostics, files }),
    }
}

/// The files as trees, layers laid over each other.
#[derive(Debug)]
pub(crate) struct Documents {
    /// All files of rules as one.
    pub(crate) rules: Node,
    /// All small files of the catalogue as one.
    pub(crate) places: Node,
    /// By id, `vendor/model`.
    pub(crate) models: BTreeMap<String, Node>,
    /// By id.
    pub(crate) benchmarks: BTreeMap<String, Node>,
}

impl Documents {
    fn merge(files: &Files, disabled: &mut Disabled, problems: &Problems) -> Self {
        let empty =
            || Node { place: Place { file: 0, start: 0, end: 0 }, value: Value::Table(Entries::default()) };
        let mut all =
            Self { rules: empty(), places: empty(), models: BTreeMap::new(), benchmarks: BTreeMap::new() };
        let mut merge = Merge { files, disabled, problems };
        let mut disabling = BTreeSet::new();
        for ((_, file), (node, disables)) in files.iter().zip(trees(files, problems)) {
            if disables {
                disabling.insert(stem(&file.path));
            }
            let into = match (file.part, file.path.split_once('/').map_or("", |(first, _)| first)) {
                (Part::Catalog, "models") => all.models.entry(stem(&file.path)).or_insert_with(empty),
                (Part::Catalog, "benchmarks") => all.benchmarks.entry(stem(&file.path)).or_insert_with(empty),
                (Part::Catalog, _) => &mut all.places,
                (Part::Rules | Part::Answers | Part::Tests, _) => &mut all.rules,
            };
            let place = node.place;
            merge.over(into, node);
            into.place = place;
        }
        merge.prune(&mut all.rules, None);
        merge.prune(&mut all.places, None);
        if !disabling.is_empty() {
            merge.disables_no_file(&all.models);
            merge.disables_no_file(&all.benchmarks);
        }
        let mut stays = |id: &String, node: &mut _| !disabling.contains(id) || merge.prune(node, Some(id));
        all.models.retain(&mut stays);
        all.benchmarks.retain(stays);
        all
    }
}

/// Every file as a tree, in their order, and whether it may disable something: read on all processors, since that is
/// most of what loading takes.
fn trees(files: &Files, problems: &Problems) -> Vec<(Node, bool)> {
    let all: Vec<_> = files.iter().collect();
    let read = |at: usize, (): &()| {
        let own = Problems::default();
        let tree = all.get(at).map(|(number, file)| {
            let tree = tree::parse(file.text, *number, &own);
            twice_in(&tree, &own);
            (tree, may_disable(&file.text))
        });
        (tree, own.sorted())
    };
    let mut trees = Vec::with_capacity(all.len());
    for (tree, own) in every(all.len(), || (), read) {
        trees.extend(tree);
        for problem in own {
            problems.push(problem);
        }
    }
    trees
}

/// `models/a/b.toml` → `a/b`
fn stem(path: &str) -> String {
    let path = path.split_once('/').map_or(path, |(_, rest)| rest);
    path.strip_suffix(".toml").unwrap_or(path).to_owned()
}
