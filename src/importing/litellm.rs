//! The form of `model_prices_and_context_window.json` of `LiteLLM`: models by key, with dollars for one token.

use knowledge::words::date::Date;

use super::Mistake;
use super::json::Json;
use super::row::{Amounts, Fault, Row, million};

/// What is documentation, under a key of its own.
const SAMPLE: &str = "sample_spec";

/// Modes in which a model writes text.
const MODES: [&str; 3] = ["chat", "responses", "completion"];

/// Every row by key.
pub(super) fn rows(document: &Json, as_of: Option<Date>) -> Result<Vec<Row>, Mistake> {
    let models = document.object().ok_or(Mistake::Shape)?;
    let known = |entry: &Json| entry.get("litellm_provider").is_some();
    if !models.is_empty() && !models.values().any(known) {
        return Err(Mistake::Shape);
    }
    Ok(models.iter().map(|(key, model)| row(key, model, as_of)).collect())
}

fn row(key: &str, model: &Json, as_of: Option<Date>) -> Row {
    let seller = model.get("litellm_provider").and_then(Json::text).unwrap_or_default();
    // Most keys begin with their seller, or with the first part of its name.
    let id = match key.split_once('/') {
        Some((first, rest))
            if !first.is_empty() && seller.replace('_', "-").starts_with(&first.replace('_', "-")) =>
        {
            rest
        }
        _ => key,
    };
    let mut row = Row::new(key, seller, id);
    if key == SAMPLE {
        row.fault(Fault::Sample);
        return row;
    }
    if model.object().is_none() || seller.is_empty() {
        row.fault(Fault::Malformed);
        return row;
    }
    if !row.text(model, "mode").is_some_and(|mode| MODES.contains(&mode.as_str())) {
        row.fault(Fault::NotText);
    }
    // `max_tokens` is the output of some and the input of others, so it says nothing.
    row.facts.context = row.limit(model, "max_input_tokens");
    row.facts.max_output = row.limit(model, "max_output_tokens");
    row.facts.reasoning = row.part(model, "supports_reasoning", Json::flag);
    row.facts.tools = row.part(model, "supports_function_calling", Json::flag);
    row.facts.structured = row.part(model, "supports_response_schema", Json::flag);
    let ends = row.date(model, "deprecation_date");
    row.deprecated = ends.zip(as_of).is_some_and(|(ends, as_of)| ends <= as_of);
    prices(model, &mut row);
    row
}

fn prices(model: &Json, row: &mut Row) {
    if model.get("tiered_pricing").is_some() {
        let tiers = ranges(model, row);
        row.prices = tiers;
        return;
    }
    let base = amounts(model, row, "");
    if base.input.is_none() && base.output.is_none() {
        row.fault(Fault::NoPrice);
        return;
    }
    let mut thousands: Vec<_> = [128.0, 200.0, 256.0, 272.0, 512.0]
        .into_iter()
        .filter(|size| model.get(&format!("input_cost_per_token_above_{size}k_tokens")).is_some())
        .collect();
    thousands.sort_by(f64::total_cmp);
    let tiers: Vec<_> = thousands
        .into_iter()
        .map(|size| (size * 1000.0, amounts(model, row, &format!("_above_{size}k_tokens"))))
        .collect();
    row.prices = Amounts::steps(base, &tiers);
    let batch = amounts(model, row, "_batches");
    if batch.input.is_some() && batch.output.is_some() {
        row.prices.push(Amounts { batch: true, ..batch });
    }
    let thinking =
        row.part(model, "output_cost_per_reasoning_token", Json::number).map(|one| million(one * 1e6));
    let by_request = row.part(model, "input_cost_per_request", Json::number).is_some_and(|fee| fee > 0.0);
    if by_request || thinking.is_some() && thinking != base.output {
        row.fault(Fault::OtherFee);
    }
}

/// `tiered_pricing`: a price for each range of prompt lengths.
fn ranges(model: &Json, row: &mut Row) -> Vec<Amounts> {
    let mut found = Vec::new();
    for tier in row.part(model, "tiered_pricing", Json::list).unwrap_or_default() {
        let range = tier.get("range").and_then(Json::list).unwrap_or_default();
        let [_, Json::Number(up_to)] = range else {
            row.fault(Fault::Malformed);
            return Vec::new();
        };
        let thinking = tier.get("output_cost_per_reasoning_token").and_then(Json::number);
        if thinking.is_some() && thinking != tier.get("output_cost_per_token").and_then(Json::number) {
            row.fault(Fault::OtherFee);
        }
        found.push(Amounts { up_to: Some(*up_to), ..amounts(tier, row, "") });
    }
    found.sort_by(|a, b| a.up_to.unwrap_or_default().total_cmp(&b.up_to.unwrap_or_default()));
    // Beyond the last range nothing can be asked.
    if let Some(last) = found.last_mut() {
        last.up_to = None;
    }
    found
}

fn amounts(of: &Json, row: &mut Row, ending: &str) -> Amounts {
    let mut amount =
        |key: &str| row.part(of, &format!("{key}{ending}"), Json::number).map(|one| million(one * 1e6));
    Amounts {
        input: amount("input_cost_per_token"),
        cached: amount("cache_read_input_token_cost"),
        output: amount("output_cost_per_token"),
        ..Amounts::default()
    }
}
