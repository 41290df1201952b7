//! Reads tests of rules, `[[case]]`: everything that a case names must be there.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::answers::given;
use super::context::Context;
use super::fields::Fields;
use super::file::{Files, Part};
use super::merge::Disabled;
use super::names::find;
use super::tree::{self, Node, Value};
use super::types;
use super::values;
use crate::describing::model::{Model, Route};
use crate::stating::case::{Case, Expectation, Expected, KEYS, WARNED, Warned};
use crate::stating::knowledge::Knowledge;
use crate::stating::limits;
use crate::stating::rule::{Rule, Unknown};
use crate::stating::verdict::{FLOOR, Reason, Role};
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::words::message::{listed, message};
use crate::words::shown::clean;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// Reads a file of tests that is among the files already. Every mistake in it is a problem.
pub fn read(files: &Files, number: u32, knowledge: &Knowledge, problems: &Problems) -> Vec<Case> {
    let Some((_, file)) = files.iter().find(|(at, file)| *at == number && file.part == Part::Tests) else {
        return Vec::new();
    };
    let node = tree::parse(file.text, number, problems);
    let (disabled, broken) = (Disabled::default(), RefCell::default());
    let context = Context { files, disabled: &disabled, broken: &broken, problems };
    let Some(root) = Fields::open(&node, message!("a file of tests", "测试文件"), context) else {
        return Vec::new();
    };
    let nodes = root.need("case").map_or(&[][..], |node| {
        values::not_above(values::list(node, "case", context), "case", limits::entries("case"), context)
    });
    root.finish();
    nodes.iter().filter_map(|node| case(node, knowledge, context)).collect()
}

fn case(node: &Node, knowledge: &Knowledge, context: Context<'_>) -> Option<Case> {
    let fields = Fields::open(node, message!("this case", "这个用例"), context)?;
    let name = fields.need("name").and_then(|node| values::word(node, "name", context));
    let answers = fields
        .need("answers")
        .and_then(|node| Fields::open_key(node, "answers", context))
        .map(|answers| given(&answers, knowledge));
    let reading = Reading { knowledge, context };
    let mut expects = Vec::new();
    let mut any = false;
    for key in KEYS {
        let Some(node) = fields.get(key) else { continue };
        any = true;
        expects.extend(reading.expectation(key, node, &fields).map(|what| Expected { key, what }));
    }
    if fields.get("within").is_some() && !fields.has("among") {
        let message = message!("`within` goes with `among`", "`within` 要和 `among` 一起用");
        let problem = Diagnostic::error(Code::UnknownKey, fields.place_of("within"), message);
        context.problems.push(problem.help(message!(
            "`among = [\"…\"]`: these stand in the first so many places",
            "`among = [\"…\"]`：这些模型都排在前几位"
        )));
    }
    // A slip in a key is told as the unknown key that it is.
    if !any && fields.rest().next().is_none() {
        let message = message!("this case expects nothing", "这个用例没有写期望的结果");
        let problem = Diagnostic::error(Code::MissingKey, fields.place, message);
        context
            .problems
            .push(problem.help(message!("it takes {keys}", "可用的键有 {keys}"; keys = listed(KEYS))));
    }
    fields.finish();
    let (place, name) = name?;
    Some(Case { name: name.to_string(), place, answers: answers?, expects })
}

/// What expectations are checked against.
#[derive(Clone, Copy)]
struct Reading<'a> {
    knowledge: &'a Knowledge,
    context: Context<'a>,
}

impl Reading<'_> {
    fn expectation(self, key: &'static str, node: &Node, case: &Fields<'_>) -> Option<Expectation> {
        let models = |node: &Node| self.several(key, node, |node| self.model(key, node));
        let routes = |node: &Node| self.several(key, node, |node| self.one_of(key, node, &Route::ALL));
        let rules = |node: &Node, use_: Use| self.several(key, node, |node| self.rule(key, node, use_));
        let reasons = |node: &Node| self.several(key, node, |node| self.reason(key, node));
        let model = |id: &str, place| find(&self.knowledge.catalog.models, id, place, self.context);
        Some(match key {
            "winner" => Expectation::Winner(models(node)?),
            "co-winner" => Expectation::CoWinner(models(node)?),
            "tied" => Expectation::Tied(models(node)?),
            "among" => {
                let within = case
                    .need("within")
                    .and_then(|node| values::whole(node, "within", limits::PLACES, self.context));
                Expectation::Among(models(node)?, usize::try_from(within?).ok()?)
            }
            "first-route" => Expectation::FirstRoute(routes(node)?),
            "never" => Expectation::Never(models(node)?),
            "never-route" => Expectation::NeverRoute(routes(node)?),
            "excluded" => Expectation::Excluded(self.pairs(key, node, model, reasons)?),
            "contributes" => {
                Expectation::Contributes(self.pairs(key, node, model, |node| rules(node, Use::Prefers))?)
            }
            "no-points" => {
                Expectation::NoPoints(self.pairs(key, node, model, |node| rules(node, Use::Prefers))?)
            }
            "corrects" => {
                let facts = |node: &Node| self.several(key, node, |node| self.claimed(key, node));
                Expectation::Corrects(self.pairs(key, node, model, facts)?)
            }
            "to-check" => {
                Expectation::ToCheck(self.pairs(key, node, model, |node| rules(node, Use::Checks))?)
            }
            "role" => {
                let role = |word: &str, place| self.known("role", word, place, &Role::ALL);
                Expectation::Role(self.pairs(key, node, role, models)?)
            }
            "advice" => Expectation::Advice(rules(node, Use::Advises)?),
            "silent" => Expectation::Silent(rules(node, Use::Advises)?),
            "warns" => Expectation::Warns(self.several(key, node, |node| self.warned(node))?),
            "lift" => Expectation::Lift(reasons(node)?),
            _ => {
                let Value::Flag(flag) = node.value else {
                    self.context.wrong_type(node, key, &types::FLAG);
                    return None;
                };
                Expectation::NothingFits(flag)
            }
        })
    }

    /// One thing or a list of them; a list that is empty would expect nothing.
    fn several<T>(self, key: &str, node: &Node, read: impl Fn(&Node) -> Option<T>) -> Option<Vec<T>> {
        let Value::List(items) = &node.value else { return read(node).map(|one| vec![one]) };
        if items.is_empty() {
            self.expects_nothing(key, node.place);
            return None;
        }
        // All are read, so that all mistakes are told.
        let read: Vec<_> = items.iter().map(read).collect();
        read.into_iter().collect()
    }

    /// What is expected of each of several things.
    fn pairs<K, V>(
        self,
        key: &str,
        node: &Node,
        of: impl Fn(&str, Place) -> Option<K>,
        read: impl Fn(&Node) -> Option<V>,
    ) -> Option<Vec<(K, V)>> {
        let Some(entries) = node.table() else {
            self.context.wrong_type(node, key, &types::TABLE);
            return None;
        };
        if entries.is_empty() {
            self.expects_nothing(key, node.place);
            return None;
        }
        let read: Vec<_> = entries.iter().map(|(id, (place, node))| (of(&id, *place), read(node))).collect();
        read.into_iter().map(|(of, what)| Some((of?, what?))).collect()
    }

    fn expects_nothing(self, key: &str, place: Place) {
        let message =
            message!("`{key}` is empty, so it expects nothing", "`{key}` 是空的，等于没有写期望的结果");
        self.context.problems.error(Code::MissingKey, place, message);
    }

    fn model(self, key: &str, node: &Node) -> Option<Ix<Model>> {
        let (place, id) = values::word(node, key, self.context)?;
        find(&self.knowledge.catalog.models, &id, place, self.context)
    }

    /// A rule that does what the expectation is about: a slip must not make a test pass.
    fn rule(self, key: &str, node: &Node, use_: Use) -> Option<Ix<Rule>> {
        let (place, id) = values::word(node, key, self.context)?;
        let at = find(&self.knowledge.rules, &id, place, self.context)?;
        let rule = &self.knowledge.rules[at];
        let (does, wanted) = match use_ {
            Use::Advises => (rule.advise.is_some(), Text::new("`advise`", " `advise`")),
            Use::Prefers => (rule.prefer.is_some(), Text::new("`prefer`", " `prefer`")),
            Use::Excludes => (rule.gate.is_some(), Text::new("gate", "门槛")),
            Use::Checks => {
                let warns = rule.gate.as_ref().is_some_and(|gate| gate.unknown == Unknown::Warn);
                (warns, Text::new("gate with `unknown = \"warn\"`", "写明 `unknown = \"warn\"` 的门槛"))
            }
        };
        if !does {
            let message =
                message!("the rule `{id}` has no {wanted}", "规则 `{id}` 没有{wanted}"; wanted = wanted);
            self.context.problems.error(Code::UnknownId, place, message);
        }
        does.then_some(at)
    }

    fn reason(self, key: &str, node: &Node) -> Option<Reason> {
        if node.text() == Some(FLOOR) {
            return Some(Reason::Floor);
        }
        self.rule(key, node, Use::Excludes).map(Reason::Rule)
    }

    /// A fact of which something is claimed.
    fn claimed(self, key: &str, node: &Node) -> Option<Str> {
        let (place, fact) = values::word(node, key, self.context)?;
        let models = self.knowledge.catalog.models.iter();
        let facts = models.flat_map(|model| model.claims.iter()).map(|claim| &*claim.fact);
        if !facts.clone().any(|known| fact == known) {
            let message = message!("nothing is claimed of `{fact}`", "没有关于 `{fact}` 的说法");
            let facts: BTreeSet<_> = facts.collect();
            let problem = Diagnostic::error(Code::UnknownId, place, message);
            self.context.problems.guess(problem, &fact, facts);
            return None;
        }
        Some(fact)
    }

    /// `kind:model`, or `yielded:rule`.
    fn warned(self, node: &Node) -> Option<Warned> {
        let (place, word) = values::word(node, "warns", self.context)?;
        let (kind, id) = word.split_once(':').unwrap_or((&word, ""));
        if let Some((_, of)) = WARNED.iter().find(|(known, _)| *known == kind) {
            return find(&self.knowledge.catalog.models, id, place, self.context).map(of);
        }
        if kind == "yielded" {
            return find(&self.knowledge.rules, id, place, self.context).map(Warned::Yielded);
        }
        let known = WARNED.iter().map(|(known, _)| *known).chain(["yielded"]);
        let message = message!("there is no warning `{kind}`", "没有 `{kind}` 这个警告");
        let problem = Diagnostic::error(Code::UnknownId, place, message);
        self.context.problems.guess(problem, kind, known);
        None
    }

    fn one_of<T: Copy>(self, key: &str, node: &Node, known: &[(&'static str, T)]) -> Option<T> {
        let (place, word) = values::word(node, key, self.context)?;
        self.known(key, &word, place, known)
    }

    fn known<T: Copy>(self, key: &str, word: &str, place: Place, known: &[(&'static str, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let word = clean(word);
            let message = message!("`{key}` cannot be `{word}`", "`{key}` 不能是 `{word}`");
            let problem = Diagnostic::error(Code::UnknownId, place, message);
            self.context.problems.guess(problem, &word, known.iter().map(|(name, _)| *name));
        }
        found
    }
}

/// What an expectation needs a rule to do.
#[derive(Clone, Copy)]
enum Use {
    Advises,
    Prefers,
    Excludes,
    Checks,
}
