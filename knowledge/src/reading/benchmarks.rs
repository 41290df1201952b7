//! Reads `data/benchmarks/<benchmark>.toml`.

use std::collections::BTreeMap;

use super::context::Context;
use super::fields::Fields;
use super::names::find;
use super::places::source;
use super::tree::{Node, Value};
use super::values;
use crate::describing::model::Model;
use crate::describing::place::Capability;
use crate::evidence::benchmark::{Benchmark, Scale, Score};
use crate::stating::limits;
use crate::words::diagnostic::Code;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// One leaderboard.
pub(crate) fn benchmark(
    id: &str,
    node: &Node,
    capabilities: &Table<Capability>,
    models: &BTreeMap<&str, Ix<Model>>,
    context: Context<'_>,
) -> Option<Benchmark> {
    let fields = Fields::open(node, message!("benchmark `{id}`", "评测 `{id}` "), context)?;
    let name = fields.need_both("name");
    let capability = fields.need("capability").and_then(|node| {
        let (place, word) = values::word(node, "capability", context)?;
        find(capabilities, &word, place, context)
    });
    let scale = fields.need("scale").and_then(|_| fields.one_of("scale", &Scale::ALL));
    if !fields.has("source") {
        fields.missing_source();
    }
    let source = fields.get("source").and_then(|node| {
        let inner = Fields::open_key(node, "source", context)?;
        inner.text("license");
        let source = source(&inner);
        inner.finish();
        fields.check_source_of_changes();
        source
    });
    let scores = fields.need("scores").and_then(|node| Fields::open_key(node, "scores", context));
    fields.finish();
    let read = |(key, place, node): (&str, _, &Node)| {
        let Some(&model) = models.get(key) else {
            let message = message!("there is no model `{key}`", "没有 `{key}` 这个模型");
            context.unresolved(Code::UnknownId, place, key, message, models.keys().copied());
            return None;
        };
        score(node, model, scale?, context)
    };
    let scores = scores?;
    let (count, most) = (scores.rest().count(), limits::ROWS);
    if count > most {
        values::too_many(fields.place_of("scores"), "scores", count, most, context);
        return None;
    }
    let scores = scores.rest().filter_map(read).collect();
    Some(Benchmark {
        id: Str::from(id.to_owned()),
        name: name?,
        capability: capability?,
        scale: scale?,
        source: source?,
        scores,
    })
}

fn score(node: &Node, model: Ix<Model>, scale: Scale, context: Context<'_>) -> Option<Score> {
    let range = if scale == Scale::Percent { limits::PERCENT } else { limits::SCORES };
    if !matches!(node.value, Value::Table(_)) {
        let score = values::number(node, "score", range, context)?;
        return Some(Score { model, score, half_width: None, row: None });
    }
    let fields = Fields::open(node, message!("this score", "这个分数"), context)?;
    let score = fields.need_number("score", range);
    let half_width = fields.number("pm", limits::HALF_WIDTHS);
    let row = fields.text("row");
    fields.finish();
    Some(Score { model, score: score?, half_width, row })
}
