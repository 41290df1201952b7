//! The form of `api.json` of models.dev: sellers, and in each of them models with dollars for a million tokens.

use super::Mistake;
use super::json::Json;
use super::row::{Amounts, Fault, Row, million};

/// Every row, by seller and id.
pub(super) fn rows(document: &Json) -> Result<Vec<Row>, Mistake> {
    let sellers = document.object().ok_or(Mistake::Shape)?;
    let mut rows = Vec::new();
    for (seller, entry) in sellers {
        let models = entry.get("models").and_then(Json::object).ok_or(Mistake::Shape)?;
        rows.extend(models.iter().map(|(id, model)| row(seller, id, model)));
    }
    Ok(rows)
}

fn row(seller: &str, id: &str, model: &Json) -> Row {
    let mut row = Row::new(&format!("{seller}/{id}"), seller, id);
    if model.object().is_none() {
        row.fault(Fault::Malformed);
        return row;
    }
    row.name = row.text(model, "name");
    row.facts.released = row.date(model, "release_date");
    row.facts.cutoff = row.date(model, "knowledge");
    row.facts.open_weights = row.part(model, "open_weights", Json::flag);
    row.facts.reasoning = row.part(model, "reasoning", Json::flag);
    row.facts.tools = row.part(model, "tool_call", Json::flag);
    row.facts.structured = row.part(model, "structured_output", Json::flag);
    row.deprecated = row.text(model, "status").as_deref() == Some("deprecated");
    if let Some(limit) = model.get("limit") {
        row.facts.context = row.limit(limit, "context");
        row.facts.max_output = row.limit(limit, "output");
    }
    if let Some(modalities) = model.get("modalities") {
        row.facts.takes = row.words(modalities, "input");
        row.facts.gives = row.words(modalities, "output");
        let embeds = row.text(model, "family").is_some_and(|family| family.contains("embed"));
        let without = |words: &[String]| !words.iter().any(|word| word == "text");
        if embeds || without(&row.facts.gives) || without(&row.facts.takes) {
            row.fault(Fault::NotText);
        }
    }
    match model.get("cost") {
        Some(cost) => prices(cost, &mut row),
        None => row.fault(Fault::NoPrice),
    }
    row
}

/// A tier holds above its size, a row of the catalogue up to one.
fn prices(cost: &Json, row: &mut Row) {
    let base = amounts(cost, row);
    let thinking = row.part(cost, "reasoning", Json::number).map(million);
    let by_request = row.part(cost, "request", Json::number).is_some_and(|fee| fee > 0.0);
    if by_request || thinking.is_some() && thinking != base.output {
        row.fault(Fault::OtherFee);
    }
    let mut tiers = Vec::new();
    for tier in row.part(cost, "tiers", Json::list).unwrap_or_default() {
        let above = tier.get("tier");
        let by_length = above.and_then(|above| above.get("type")).and_then(Json::text) == Some("context");
        match above.and_then(|above| above.get("size")).and_then(Json::number) {
            Some(size) if by_length && size >= 1.0 => tiers.push((size, amounts(tier, row))),
            _ => row.fault(Fault::OtherFee),
        }
    }
    if let (true, Some(long)) = (tiers.is_empty(), cost.get("context_over_200k")) {
        tiers.push((200_000.0, amounts(long, row)));
    }
    tiers.sort_by(|a, b| a.0.total_cmp(&b.0));
    row.prices = Amounts::steps(base, &tiers);
}

fn amounts(of: &Json, row: &mut Row) -> Amounts {
    let mut amount = |key| row.part(of, key, Json::number).map(million);
    Amounts {
        input: amount("input"),
        cached: amount("cache_read"),
        output: amount("output"),
        ..Amounts::default()
    }
}
