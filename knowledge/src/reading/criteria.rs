//! Reads `[[criterion]]`.

use std::ops::RangeInclusive;

use super::fields::Fields;
use super::names::find;
use super::tree::{Node, Value};
use super::values;
use crate::describing::attribute::{Attribute, Kind, Words};
use crate::describing::criterion::{Criterion, Reads, Scale};
use crate::describing::question::YES_NO;
use crate::stating::limits::{self, Shape};
use crate::words::diagnostic::{Code, Diagnostic};
use crate::words::id::Grammar;
use crate::words::message::{Message, message};
use crate::words::str::Str;
use crate::words::table::Table;
use crate::words::text::Text;

/// One criterion.
pub(crate) fn criterion(fields: &Fields<'_>, attributes: &Table<Attribute>) -> Option<Criterion> {
    let (id, label) = (fields.id("id", Grammar::Kebab), fields.need_both("label"));
    let weight = fields.need("weight").and_then(|_| fields.whole("weight", limits::WEIGHTS));
    let unknown = fields.need("unknown").and_then(|node| unknown(node, fields));
    let reads = reads(fields, attributes);
    check_cost(fields, attributes, reads.as_ref(), unknown);
    Some(Criterion { id: id?, label: label?, reads: reads?, weight: weight?, unknown: unknown? })
}

fn unknown(node: &Node, fields: &Fields<'_>) -> Option<i64> {
    if node.text() == Some("worst") {
        return Some(0);
    }
    if matches!(node.value, Value::Text(_)) {
        let wanted = Text::new("\"worst\" or a number from 0 to 1", "“worst”或 0 到 1 之间的数字");
        fields.context.wrong_type(node, "unknown", &wanted);
        return None;
    }
    values::number(node, "unknown", limits::UTILITY, fields.context).map(parts)
}

/// A share as parts per million.
#[expect(clippy::cast_possible_truncation, reason = "the number is between 0 and 1")]
fn parts(share: f64) -> i64 {
    libm::round(share * 1e6) as i64
}

fn reads(fields: &Fields<'_>, attributes: &Table<Attribute>) -> Option<Reads> {
    if fields.get("reads").and_then(Node::text) != Some("points") {
        for key in ["scale", "worst", "best", "points", "levels"] {
            fields.get(key);
        }
    }
    let node = fields.need("reads")?;
    let (place, word) = values::word(node, "reads", fields.context)?;
    if word == "points" {
        return Some(Reads::Points);
    }
    let attribute = find(attributes, &word, place, fields.context)?;
    let shape = fields.need("scale").and_then(|_| fields.one_of("scale", &limits::SHAPES))?;
    let kind = &attributes[attribute].kind;
    if matches!(kind, Kind::Number { .. }) == (shape == Shape::Levels) {
        let message = match shape {
            Shape::Levels => message!(
                "`levels` are for words and flags, and `{word}` is a number",
                "`levels` 用于词和真假值，而 `{word}` 是数字"
            ),
            _ => message!(
                "a criterion on this scale reads a number, and `{word}` is none",
                "这种刻度的准则读取数字，而 `{word}` 不是数字"
            ),
        };
        let help = message!(
            "`scale = \"levels\"` takes a utility for each word",
            "`scale = \"levels\"` 为每个词给出一个效用"
        );
        fields.context.problems.push(Diagnostic::error(Code::WrongType, place, message).help(help));
        return None;
    }
    let scale = match shape {
        Shape::Levels => Scale::Levels(levels(fields, kind)?.into()),
        Shape::Piecewise => Scale::Piecewise(points(fields)?.into()),
        Shape::Linear => {
            let (worst, best) = anchors(fields, limits::NUMBERS)?;
            Scale::Linear { worst, best }
        }
        Shape::Log => {
            let (worst, best) = anchors(fields, limits::LOGARITHMIC)?;
            Scale::Log { worst, best, span: libm::log(best / worst) }
        }
    };
    Some(Reads::Figure(attribute, scale))
}

fn anchors(fields: &Fields<'_>, range: RangeInclusive<f64>) -> Option<(f64, f64)> {
    let (worst, best) = (fields.need_number("worst", range.clone()), fields.need_number("best", range));
    let (worst, best) = (worst?, best?);
    if (worst - best).abs() < f64::EPSILON {
        let message = message!("`worst` and `best` must differ", "`worst` 和 `best` 不能相同");
        fields.context.problems.error(Code::AbsurdNumber, fields.place_of("worst"), message);
        return None;
    }
    Some((worst, best))
}

/// A utility for each word that the attribute takes: none may be left out, or it would silently count as something.
fn levels(fields: &Fields<'_>, kind: &Kind) -> Option<Vec<(Str, f64)>> {
    let words = match kind {
        Kind::Flag => YES_NO.map(Str).to_vec(),
        Kind::Word(Words::Closed(words)) => words.to_vec(),
        _ => {
            let message = message!(
                "`levels` are for a flag, or for one word of a closed list",
                "`levels` 只用于真假值，或取自固定列表的单个词"
            );
            fields.context.problems.error(Code::WrongType, fields.place_of("reads"), message);
            return None;
        }
    };
    let inner = Fields::open_key(fields.need("levels")?, "levels", fields.context)?;
    let level = |word: &Str| Some((*word, inner.need_number(word.0, limits::UTILITY)?));
    let levels: Vec<_> = words.iter().map(level).collect();
    inner.finish();
    levels.into_iter().collect()
}

fn points(fields: &Fields<'_>) -> Option<Vec<(f64, f64)>> {
    let pair = |node: &Node| {
        let [figure, utility] = values::list(node, "points", fields.context) else {
            let wanted = Text::new("a list of [figure, utility]", "由 [数值, 效用] 组成的列表");
            fields.context.wrong_type(node, "points", &wanted);
            return None;
        };
        let figure = values::number(figure, "points", limits::NUMBERS, fields.context)?;
        Some((figure, values::number(utility, "points", limits::UTILITY, fields.context)?))
    };
    let nodes = fields.list("points");
    let points: Vec<_> = nodes.iter().filter_map(pair).collect();
    let ascending = points.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b));
    if points.len() < 2 || points.len() != nodes.len() || !ascending {
        let message = message!(
            "a piecewise scale needs two or more points with ascending figures",
            "分段刻度至少要有两个点，且数值递增"
        );
        let problem = Diagnostic::error(Code::AbsurdNumber, fields.place_of("points"), message);
        let help = Message::same("`points = [[0, 0.0], [128_000, 0.8], [1_000_000, 1.0]]`");
        fields.context.problems.push(problem.help(help));
        return None;
    }
    Some(points)
}

/// An unknown price that counted as anything but worst would let a model rise by hiding it.
fn check_cost(
    fields: &Fields<'_>,
    attributes: &Table<Attribute>,
    reads: Option<&Reads>,
    unknown: Option<i64>,
) {
    let Some(Reads::Figure(attribute, _)) = reads else { return };
    let Kind::Number { unit } = &attributes[*attribute].kind else { return };
    if unit == "USD" && unknown.is_some_and(|unknown| unknown != 0) {
        let message = message!(
            "an unknown cost must count as `\"worst\"`: else a model rises by hiding its price",
            "未知的费用必须按 `\"worst\"` 计：否则隐瞒价格反而能提升名次"
        );
        let problem = Diagnostic::error(Code::CostUnknown, fields.place_of("unknown"), message);
        fields.context.problems.push(problem.help(Message::same("`unknown = \"worst\"`")));
    }
}
