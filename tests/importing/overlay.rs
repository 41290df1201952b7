//! The files that an import writes.

use std::fs;
use std::path::PathBuf;

use super::{empty, here, import, modelpick, said, tree};

fn list(name: &str) -> PathBuf {
    here().join("lists").join(name)
}

const DAY: &str = "--into mine --as-of 2026-06-30";

/// A changed price stands below what it was, and says what else its offer rests on.
#[test]
fn a_change_can_be_looked_through() {
    let folder = empty("change");
    import(&folder, "models.dev", &list("models.dev.json"), DAY);
    let written = tree(&folder.join("mine"));
    let paths: Vec<_> = written.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        ["models/acme/alpha-2.toml", "models/acme/zeta-9-mini.toml", "models/acme/zeta-9.toml"]
    );
    let expected = r#"
# price: input 2 → 1.5, cached unknown → 0.15, output 8 → 6 (USD; 2026-01-10 → 2026-06-30; models.dev)
[[offer]]
id = "acme-west"
prices = [
  { input = 1.5, cached-input = 0.15, output = 6, currency = "USD", as-of = 2026-06-30 },
  { input = 1, output = 4, currency = "USD", as-of = 2026-01-10, when = "batch", note = "answers within a day" },
]
source = { url = "https://models.dev", as-of = 2026-06-30, kind = "independent", note = "price only; the rest: 2026-01-10, https://acme.example/prices" }
"#;
    let alpha = &written["models/acme/alpha-2.toml"];
    assert!(alpha.contains(expected.trim_start()), "{alpha}");
    assert!(alpha.contains("id = \"bazaar\"\nroute = \"cloud-api\"\nprovider = \"bazaar\"\n"), "{alpha}");
    assert!(alpha.contains("note = \"may mix hosts\""), "{alpha}");
    let expected = r#"# From models.dev of 2026-06-30. Nobody has checked it yet: what is wrong may be put right here.

name = { en = "Zeta 9" }
released = "2026-04"
open-weights = false
context = 200000
max-output = 8000
modalities-in = ["text", "image"]
modalities-out = ["text"]
reasoning = true
tools = true
structured-output = true

[sources.models-dev]
url = "https://models.dev"
as-of = 2026-06-30
kind = "independent"
facts = ["released", "open-weights", "context", "max-output", "modalities-in", "modalities-out", "reasoning", "tools", "structured-output"]

[[offer]]
id = "acme-west"
route = "cloud-api"
provider = "acme"
prices = [
  { input = 2.5, cached-input = 0.25, output = 15, currency = "USD", as-of = 2026-06-30, up-to-input = 200000 },
  { input = 5, cached-input = 0.5, output = 22.5, currency = "USD", as-of = 2026-06-30 },
]
source = { url = "https://models.dev", as-of = 2026-06-30, kind = "independent" }
"#;
    let zeta = &written["models/acme/zeta-9.toml"];
    assert!(zeta.starts_with(expected), "{zeta}");
}

/// A price of one's own is no list's to change.
#[test]
fn an_own_price_stays() {
    let folder = empty("own-price");
    let path = folder.join("mine/models/acme/alpha-2.toml");
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
    let own = r#"[[offer]]
id     = "acme-west"
prices = [{ input = 1.2, output = 5, currency = "USD", as-of = 2026-02-01 }]
source = { kind = "own", as-of = 2026-02-01, note = "our contract" }
"#;
    fs::write(&path, own).expect("it can be written");
    let told = import(&folder, "models.dev", &list("models.dev.json"), DAY);
    let kept = told["prices"]["kept"].as_array().expect("a list");
    assert!(kept.iter().any(|one| one["offer"] == "acme-west" && one["why"] == "own"), "{kept:?}");
    let left = fs::read_to_string(&path).expect("it is there");
    assert!(left.contains("input = 1.2, output = 5") && left.contains("our contract"), "{left}");
}

/// Each list twice into one folder: the second time there is nothing to write, to the last byte.
#[test]
fn the_same_again_changes_nothing() {
    for name in ["models.dev", "litellm", "openrouter", "llm-prices"] {
        let folder = empty(&format!("again-{name}"));
        let file = list(&format!("{name}.json"));
        let first = import(&folder, name, &file, DAY);
        let written = tree(&folder.join("mine"));
        assert_eq!(first["files"].as_object().expect("files").len(), written.len(), "{name}");
        let second = import(&folder, name, &file, DAY);
        assert_eq!(second["files"].as_object().expect("files").len(), 0, "{name}: {second:#}");
        assert_eq!(tree(&folder.join("mine")), written, "{name}");
        let prices = &second["prices"];
        for what in ["new_models", "new_offers", "changed"] {
            assert_eq!(prices[what].as_array().map(Vec::len), Some(0), "{name}: {what}");
        }
        // What was left out the first time is left out for the same reason.
        assert_eq!(prices["left_out"], first["prices"]["left_out"], "{name}");
    }
}

/// The folder serves at once, and without it nothing is written.
#[test]
fn the_folder_serves_at_once() {
    let folder = empty("serves");
    import(&folder, "models.dev", &list("models.dev.json"), "--as-of 2026-06-30");
    assert!(tree(&folder).is_empty(), "a look writes nothing");
    import(&folder, "models.dev", &list("models.dev.json"), DAY);
    let evidence = said(&modelpick(&folder, "evidence acme/zeta-9 --catalog mine"));
    assert!(evidence.contains("2026-04") && evidence.contains("models.dev"), "{evidence}");
    let line = "recommend --vendors acme --stakes prototype --no-input --format json --catalog mine";
    let answer = modelpick(&folder, line);
    let answer: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("it is JSON");
    assert!(answer.to_string().contains("acme/zeta-9-mini"), "{answer:#}");
}

/// A person's edits stay; a later price replaces the earlier one and what was said of it.
#[test]
fn edits_stay_and_later_prices_replace() {
    let folder = empty("edits");
    import(&folder, "models.dev", &list("models.dev.json"), DAY);
    let path = folder.join("mine/models/acme/alpha-2.toml");
    let edited = fs::read_to_string(&path).expect("it is there").replace(
        "[[offer]]\nid = \"bazaar\"",
        "# We never buy there.\n[[offer]]\nid = \"bazaar\"\ndisabled = true",
    );
    fs::write(&path, format!("# Looked through.\naliases = [\"alpha two\"]\n{edited}"))
        .expect("it can be written");
    let cheaper = fs::read_to_string(list("models.dev.json"))
        .expect("it is there")
        .replace("\"input\": 1.5", "\"input\": 1.25");
    fs::write(folder.join("later.json"), cheaper).expect("it can be written");
    let later = import(&folder, "models.dev", &folder.join("later.json"), "--into mine --as-of 2026-07-31");
    let changed = &later["prices"]["changed"];
    assert_eq!(changed.as_array().map(Vec::len), Some(1), "{later:#}");
    assert_eq!((&changed[0]["old"][0]["input"], &changed[0]["new"][0]["input"]), (&1.5.into(), &1.25.into()));
    let disabled =
        |one: &serde_json::Value| one["why"] == "disabled" && one["row"] == "bazaar/acme-labs/alpha-two";
    assert!(later["prices"]["left_out"].as_array().expect("rows").iter().any(disabled), "{later:#}");
    let text = fs::read_to_string(&path).expect("it is there");
    for kept in
        ["# Looked through.\naliases = [\"alpha two\"]\n", "# We never buy there.\n", "disabled = true"]
    {
        assert!(text.contains(kept), "{text}");
    }
    assert!(
        text.contains("# price: input 1.5 → 1.25 (USD; 2026-06-30 → 2026-07-31; models.dev)\n"),
        "{text}"
    );
    assert_eq!(text.matches("# price:").count(), 1, "{text}");
    assert!(
        text.contains("note = \"price only; the rest: 2026-01-10, https://acme.example/prices\""),
        "{text}"
    );
}

/// A second list adds to what the first one wrote.
#[test]
fn several_lists_share_a_folder() {
    let folder = empty("several");
    import(&folder, "models.dev", &list("models.dev.json"), DAY);
    let before = tree(&folder.join("mine"));
    import(&folder, "litellm", &list("litellm.json"), "--into mine --as-of 2026-07-31");
    let after = tree(&folder.join("mine"));
    assert!(after.contains_key("models/acme/zeta-range.toml"), "{:?}", after.keys());
    assert_eq!(
        after["models/acme/zeta-9.toml"], before["models/acme/zeta-9.toml"],
        "both say the same of it"
    );
    assert!(
        after["models/acme/alpha-2.toml"].contains("input = 0.75"),
        "prices of batches come from the second"
    );
}

/// A model that the user took out does not come back.
#[test]
fn what_was_taken_out_stays_out() {
    let folder = empty("taken-out");
    import(&folder, "models.dev", &list("models.dev.json"), DAY);
    let path = folder.join("mine/models/acme/zeta-9.toml");
    fs::write(&path, "disabled = true\n").expect("it can be written");
    let again = import(&folder, "models.dev", &list("models.dev.json"), DAY);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "disabled = true\n");
    let rows = again["prices"]["left_out"].as_array().expect("rows");
    assert!(rows.iter().any(|one| one["why"] == "disabled" && one["row"] == "acme/zeta-9"), "{again:#}");
}

/// What cannot be written is told, and nothing else is touched.
#[test]
fn a_folder_that_is_a_file_is_told() {
    let folder = empty("file");
    fs::write(folder.join("mine"), "text").expect("it can be written");
    let line = format!("catalog import --from models.dev {} {DAY}", list("models.dev.json").display());
    let output = modelpick(&folder, &line);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(fs::read_to_string(folder.join("mine")).expect("it is there"), "text");
}
