//! Reads `[[rule]]`.

use super::conditions::{self, Vocabulary};
use super::fields::Fields;
use super::names::find;
use super::tree::{Node, Value};
use super::values;
use crate::describing::criterion::Criterion;
use crate::describing::place::Capability;
use crate::describing::source::Kind;
use crate::stating::condition::Requires;
use crate::stating::limits;
use crate::stating::rule::{Gate, Prefer, Rule};
use crate::words::diagnostic::{Code, Diagnostic};
use crate::words::id::Grammar;
use crate::words::message::{Message, message};
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// What rules are checked against.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    pub(crate) vocabulary: Vocabulary<'a>,
    pub(crate) criteria: &'a Table<Criterion>,
    pub(crate) capabilities: &'a Table<Capability>,
}

/// One rule; none if something that it names is missing or disabled.
pub(crate) fn rule(fields: &Fields<'_>, beside: Beside<'_>) -> Option<Rule> {
    let id = fields.id("id", Grammar::Kebab);
    let because = fields.both("because");
    let source = fields.text("source");
    let when = conditions::when(fields, beside.vocabulary.questions);
    let gate = gate(fields, beside.vocabulary);
    let weigh = weigh(fields, beside.criteria);
    let judge_by = judge_by(fields, beside.capabilities);
    let share = fields.number("share", limits::SHARE).unwrap_or(1.0);
    let prefer = prefer(fields, beside.vocabulary);
    let advise = fields.both("advise");
    fields.allow();
    let (gate, prefer, weigh, judge_by) = (gate?, prefer?, weigh?, judge_by?);
    let acts = gate.is_some() || prefer.is_some() || !weigh.is_empty() || !judge_by.is_empty();
    check_words(fields, acts, source.is_none());
    let needs = needs(gate.as_ref(), prefer.as_ref());
    let file = fields.context.files.of(fields.place).map_or("", |file| &file.path);
    Some(Rule {
        id: id?,
        because,
        source,
        file: Str::from(file.to_owned()),
        when: when?,
        needs: needs.into(),
        gate,
        weigh: weigh.into(),
        judge_by: judge_by.into(),
        share,
        prefer,
        advise,
        reads_mix: false,
        reads_inputs: false,
    })
}

fn check_words(fields: &Fields<'_>, acts: bool, without_source: bool) {
    let effects = ["require", "require-any", "forbid", "weigh", "judge-by", "prefer", "advise"];
    if acts && fields.get("because").is_none() {
        fields.missing("because");
    }
    if !effects.into_iter().any(|key| fields.has(key)) {
        let message = message!("this rule does nothing", "这条规则什么也不做");
        let help = message!(
            "it takes `require`, `forbid`, `weigh`, `judge-by`, `prefer` or `advise`",
            "规则需要 `require`、`forbid`、`weigh`、`judge-by`、`prefer` 或 `advise`"
        );
        fields.context.problems.push(Diagnostic::error(Code::MissingKey, fields.place, message).help(help));
    }
    let built_in = fields.context.files.layer(fields.place) == 0;
    if built_in && without_source && fields.get("source").is_none() {
        let message =
            message!("this built-in rule does not name its `source`", "这条内置规则没有注明 `source`");
        fields.context.problems.error(Code::MissingSource, fields.place, message);
    }
}

#[expect(clippy::option_option, reason = "outside: whether it could be read; inside: whether there is one")]
fn gate(fields: &Fields<'_>, vocabulary: Vocabulary<'_>) -> Option<Option<Gate>> {
    let require = conditions::requirement(fields, ("require", "require-any"), vocabulary);
    let forbid = conditions::forbid(fields, vocabulary);
    let yields = fields.flag("yields");
    let unknown = fields.one_of("unknown", &limits::UNKNOWN);
    let (require, forbid) = (require?, forbid?);
    if require.is_empty() && forbid.is_empty() {
        for key in ["yields", "unknown"] {
            if let Some(node) = fields.get(key) {
                let message = message!(
                    "`{key}` belongs to a gate, and this rule has none",
                    "`{key}` 只用于门槛，而这条规则没有门槛"
                );
                fields.context.problems.error(Code::UnknownKey, node.place, message);
            }
        }
        return Some(None);
    }
    if fields.get("unknown").is_none() {
        let message = message!(
            "this gate does not say what an unknown outcome means",
            "这个门槛没有说明结果未知时怎么办"
        );
        let help = message!(
            "`unknown = \"exclude\"` or `unknown = \"warn\"`",
            "`unknown = \"exclude\"` 或 `unknown = \"warn\"`"
        );
        fields
            .context
            .problems
            .push(Diagnostic::error(Code::MissingUnknown, fields.place, message).help(help));
    }
    Some(Some(Gate { require, forbid, unknown: unknown?, yields }))
}

fn weigh(fields: &Fields<'_>, criteria: &Table<Criterion>) -> Option<Vec<(Ix<Criterion>, i64)>> {
    let Some(node) = fields.get("weigh") else { return Some(Vec::new()) };
    let inner = Fields::open_key(node, "weigh", fields.context)?;
    let entry = |(key, place, node): (&str, _, &Node)| {
        let criterion = find(criteria, key, place, fields.context);
        let weight = values::whole(node, key, limits::POINTS, fields.context);
        Some((criterion?, weight?))
    };
    let read: Vec<_> = inner.rest().map(entry).collect();
    read.into_iter().collect()
}

fn judge_by(fields: &Fields<'_>, capabilities: &Table<Capability>) -> Option<Vec<(Ix<Capability>, f64)>> {
    let Some(node) = fields.get("judge-by") else { return Some(Vec::new()) };
    let inner = Fields::open_key(node, "judge-by", fields.context)?;
    let entry = |(key, place, node): (&str, _, &Node)| {
        let capability = find(capabilities, key, place, fields.context);
        let part = values::number(node, key, limits::PART, fields.context);
        Some((capability?, part?))
    };
    let read: Vec<_> = inner.rest().map(entry).collect();
    let mut mix: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    let sum: f64 = mix.iter().map(|(_, part)| part).sum();
    for (_, part) in &mut mix {
        *part /= sum;
    }
    Some(mix)
}

#[expect(clippy::option_option, reason = "outside: whether it could be read; inside: whether there is one")]
fn prefer(fields: &Fields<'_>, vocabulary: Vocabulary<'_>) -> Option<Option<Prefer>> {
    let Some(node) = fields.get("prefer") else { return Some(None) };
    let inner = Fields::open_key(node, "prefer", fields.context)?;
    let wanted = conditions::requirement(&inner, ("where", "where-any"), vocabulary);
    let points = inner.need("points").and_then(|node| points(node, &inner));
    inner.finish();
    let (wanted, points) = (wanted?, points?);
    let by_kind = points.iter().any(|(kind, _)| kind.is_some());
    let strengths = wanted.clauses().any(|clause| vocabulary.attributes[clause.attribute].id == "strengths");
    if by_kind && !strengths {
        let message = message!(
            "points by kind of source need a `where.strengths`",
            "按来源类别给分时需要 `where.strengths`"
        );
        let problem = Diagnostic::error(Code::WrongType, inner.place_of("points"), message);
        fields.context.problems.push(problem.help(Message::same("`points = { any = 10 }`")));
        return None;
    }
    Some(Some(Prefer { wanted, points: points.into() }))
}

fn points(node: &Node, fields: &Fields<'_>) -> Option<Vec<(Option<Kind>, i64)>> {
    if let Value::Integer(number) = node.value {
        let message = message!(
            "`points` must be a table, but this is {found}", "`points` 应为表，实际是{found}";
            found = node.describe()
        );
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        fields.context.problems.push(problem.help(Message::same(format!("`points = {{ any = {number} }}`"))));
        return None;
    }
    let inner = Fields::open_key(node, "points", fields.context)?;
    let mut points = Vec::new();
    let kinds = Kind::ALL.iter().map(|(word, kind)| (*word, Some(*kind)));
    for (word, kind) in kinds.chain([("any", None)]) {
        points.extend(inner.whole(word, limits::POINTS).map(|number| (kind, number)));
    }
    inner.finish();
    let named = Kind::ALL.iter().map(|(word, _)| *word).chain(["any"]).any(|word| inner.has(word));
    if !named {
        let message = message!(
            "`points` names no kind of source and no `any`",
            "`points` 既没有来源类别，也没有 `any`"
        );
        fields.context.problems.error(Code::MissingKey, node.place, message);
    }
    Some(points)
}

/// The questions that a rule compares candidates with outside alternatives.
fn needs(gate: Option<&Gate>, prefer: Option<&Prefer>) -> Vec<Ix<crate::describing::question::Question>> {
    let gate = gate.iter().flat_map(|gate| gate.require.all.iter().chain(&gate.forbid));
    let prefer = prefer.iter().flat_map(|prefer| &prefer.wanted.all);
    let mut needs: Vec<_> = gate.chain(prefer).flat_map(Requires::reads).collect();
    needs.sort();
    needs.dedup();
    needs
}
