//! The form of `GET /api/v1/models` of `OpenRouter`: a list of models, with dollars for one token as text.

use super::Mistake;
use super::json::Json;
use super::row::{Amounts, Fault, Row, million};

/// The one seller of the list.
const SELLER: &str = "openrouter";

/// Fees that are paid for each request, whatever its length.
const FEES: [&str; 1] = ["request"];

/// Every row in the order of the list.
pub(super) fn rows(document: &Json) -> Result<Vec<Row>, Mistake> {
    let models = document.get("data").and_then(Json::list).ok_or(Mistake::Shape)?;
    Ok(models.iter().enumerate().map(|(at, model)| row(at, model)).collect())
}

fn row(at: usize, model: &Json) -> Row {
    let Some(id) = model.get("id").and_then(Json::text).filter(|id| !id.trim().is_empty()) else {
        let mut row = Row::new(&format!("data[{at}]"), SELLER, "");
        row.fault(Fault::Malformed);
        return row;
    };
    let mut row = Row::new(id, SELLER, id);
    // `Maker: Model`
    row.name = row.text(model, "name").map(|name| match name.split_once(": ") {
        Some((_, name)) => name.to_owned(),
        None => name,
    });
    row.facts.context = row.limit(model, "context_length");
    row.facts.cutoff = row.date(model, "knowledge_cutoff");
    if let Some(top) = model.get("top_provider") {
        row.facts.max_output = row.limit(top, "max_completion_tokens");
    }
    if let Some(architecture) = model.get("architecture") {
        let plain = |words: Vec<String>| {
            words.into_iter().map(|word| if word == "file" { "pdf".to_owned() } else { word })
        };
        row.facts.takes = plain(row.words(architecture, "input_modalities")).collect();
        row.facts.gives = row.words(architecture, "output_modalities");
        if !row.facts.gives.iter().any(|word| word == "text") {
            row.fault(Fault::NotText);
        }
    }
    if model.get("supported_parameters").is_some() {
        let can = row.words(model, "supported_parameters");
        let has = |word: &str| Some(can.iter().any(|one| one == word));
        (row.facts.tools, row.facts.reasoning) = (has("tools"), has("reasoning"));
        row.facts.structured = has("structured_outputs");
    }
    match model.get("pricing") {
        Some(pricing) => prices(pricing, &mut row),
        None => row.fault(Fault::NoPrice),
    }
    row
}

fn prices(pricing: &Json, row: &mut Row) {
    if FEES.into_iter().any(|key| amount(pricing, row, key).is_some_and(|fee| fee > 0.0)) {
        row.fault(Fault::OtherFee);
    }
    let mut token = |key| amount(pricing, row, key).map(|one| million(one * 1e6));
    let base = Amounts {
        input: token("prompt"),
        cached: token("input_cache_read"),
        output: token("completion"),
        ..Amounts::default()
    };
    let thinking = token("internal_reasoning").filter(|price| *price > 0.0);
    if thinking.is_some() && thinking != base.output {
        row.fault(Fault::OtherFee);
    }
    row.prices = vec![base];
}

/// A number written as text; `-1` says that it varies.
fn amount(pricing: &Json, row: &mut Row, key: &str) -> Option<f64> {
    let text = row.part(pricing, key, Json::text)?;
    // The parser of numbers also takes `NaN`, `inf` and `infinity`, which are no prices.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|number| plain && number.is_finite());
    match number {
        None => row.fault(Fault::Malformed),
        Some(-1.0) => row.fault(Fault::Variable),
        Some(_) => {}
    }
    number
}
