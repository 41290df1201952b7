//! A list of the size of the largest there is.

use std::fs;

use super::{empty, import, modelpick, said};

/// 1,250 models at four sellers each.
fn five_thousand_offers() -> String {
    let model = |at: u32, cents: u32| {
        let (input, output) = (0.1 + f64::from(at) / 1000.0, 0.4 + f64::from(at + cents) / 500.0);
        serde_json::json!({
            "name": format!("Large {at}"), "release_date": format!("202{}-0{}", 4 + at % 3, 1 + at % 9),
            "open_weights": at.is_multiple_of(2), "reasoning": at.is_multiple_of(3), "tool_call": true,
            "limit": { "context": 100_000 + at, "output": 8000 },
            "modalities": { "input": ["text"], "output": ["text"] },
            "cost": { "input": (input * 1000.0).round() / 1000.0, "output": (output * 1000.0).round() / 1000.0 },
        })
    };
    let seller = |name: &str, cents: u32| {
        let models: serde_json::Map<_, _> =
            (0..1250).map(|at| (format!("acme-labs/large-{at}"), model(at, cents))).collect();
        (name.to_owned(), serde_json::json!({ "id": name, "name": name, "models": models }))
    };
    let sellers = [("acme", 0), ("acme-east", 1), ("bazaar", 2), ("groq", 3)];
    let all: serde_json::Map<_, _> = sellers.into_iter().map(|(name, cents)| seller(name, cents)).collect();
    serde_json::Value::Object(all).to_string()
}

/// It is written, loads, and changes nothing the second time.
#[test]
fn five_thousand_offers_are_nothing_special() {
    let folder = empty("large");
    fs::write(folder.join("list.json"), five_thousand_offers()).expect("it can be written");
    let into = "--into mine --as-of 2026-06-30";
    let first = import(&folder, "models.dev", &folder.join("list.json"), into);
    assert_eq!(first["prices"]["new_models"].as_array().map(Vec::len), Some(1250));
    let offers = first["prices"]["new_models"].as_array().into_iter().flatten();
    assert_eq!(offers.map(|model| model["offers"].as_array().map_or(0, Vec::len)).sum::<usize>(), 5000);
    let second = import(&folder, "models.dev", &folder.join("list.json"), into);
    assert_eq!(second["files"].as_object().map(serde_json::Map::len), Some(0));
    let found = said(&modelpick(&folder, "models acme/large-1249 --catalog mine"));
    assert!(found.contains("acme/large-1249"), "{found}");
}
