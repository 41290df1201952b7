//! What users lay over the built-in knowledge, and what comes of it.

use std::path::Path;

use knowledge::describing::model::Model;
use knowledge::describing::question::Question;
use knowledge::describing::source::Kind;
use knowledge::reading::answers::parse;
use knowledge::reading::load::{Loaded, load};
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use modelpick::knowledge;

use super::generated::{empty, small_world, write};
use super::{layers, says};

/// Lays files over a small world, which must work, and gives what was set aside.
pub(super) fn over(name: &str, files: &[(&str, &str)]) -> (Loaded, String) {
    let root = empty(&format!("works-{name}"));
    small_world(&root);
    for (path, text) in files {
        write(&root.join(path), text.as_bytes());
    }
    taken(&root)
}

fn taken(root: &Path) -> (Loaded, String) {
    let result = load(layers(root));
    let said = says(&result, root);
    (result.unwrap_or_else(|_| panic!("refused:\n{said}")), said)
}

fn question<'k>(knowledge: &'k Knowledge, id: &str) -> &'k Question {
    &knowledge.questions[knowledge.question(id).expect("the question is there")]
}

fn model<'k>(knowledge: &'k Knowledge, id: &str) -> &'k Model {
    knowledge.catalog.models.iter().find(|model| model.id == id).expect("the model is there")
}

pub(super) fn rules(knowledge: &Knowledge) -> Vec<&str> {
    knowledge.rules.iter().map(|rule| &*rule.id).collect()
}

#[test]
fn a_negotiated_price_is_a_few_lines() {
    let price = r#"
        [[offer]]
        id     = "api"
        prices = [{ input = 0.5, output = 2, currency = "USD", as-of = 2026-10-01 }]
        source = { kind = "own", as-of = 2026-10-01 }
    "#;
    let (loaded, said) = over("price", &[("catalog/models/a/one.toml", price)]);
    assert_eq!(said, "\n");
    let one = model(&loaded.knowledge, "a/one");
    let [api, weights] = &one.offers[..] else { panic!("{:?}", one.offers) };
    assert_eq!((&*api.id, &*weights.id), ("api", "weights"));
    assert_eq!(
        api.prices.iter().map(|price| (price.input, price.output)).collect::<Vec<_>>(),
        [(Some(0.5), Some(2.0))]
    );
    assert!(api.provider.is_some(), "the provider stays");
    assert_eq!(api.as_of.to_string(), "2026-10-01");
}

#[test]
fn the_same_goes_for_the_built_in_catalogue() {
    let root = empty("works-built-in-price");
    let price = r#"
        [[offer]]
        id     = "deepseek-international"
        prices = [{ input = 0.5, output = 1.5, currency = "USD", as-of = 2026-10-01 }]
        source = { kind = "own", as-of = 2026-10-01 }
    "#;
    write(&root.join("catalog/models/deepseek/deepseek-v4-pro.toml"), price.as_bytes());
    let (loaded, said) = taken(&root);
    assert_eq!(said, "\n");
    let before = model(modelpick::embedded::knowledge(), "deepseek/deepseek-v4-pro");
    let after = model(&loaded.knowledge, "deepseek/deepseek-v4-pro");
    assert_eq!(before.offers.len(), after.offers.len());
    let [price] = &after.offers[0].prices[..] else { panic!("{:?}", after.offers[0].prices) };
    assert_eq!((price.input, price.cached_input, price.output), (Some(0.5), None, Some(1.5)));
    assert_ne!(loaded.knowledge.catalog_hash, modelpick::embedded::knowledge().catalog_hash);
    assert_eq!(loaded.knowledge.rules_hash, modelpick::embedded::knowledge().rules_hash);
}

/// What the build stored and what its files say is one and the same.
#[test]
fn the_built_in_knowledge_is_what_its_files_say() {
    let built_in = modelpick::embedded::sources();
    let loaded = load(knowledge::reading::load::Layers { built_in, folders: Vec::new() });
    let loaded = loaded.unwrap_or_else(|_| panic!("the build took it"));
    // The parts one by one, so that a difference does not print all of it.
    let (read, stored) = (&loaded.knowledge, modelpick::embedded::knowledge());
    assert!(format!("{:?}", read.questions) == format!("{:?}", stored.questions), "questions differ");
    assert!(format!("{:?}", read.rules) == format!("{:?}", stored.rules), "rules differ");
    assert!(format!("{:?}", read.catalog) == format!("{:?}", stored.catalog), "the catalogue differs");
    assert!(format!("{read:?}") == format!("{stored:?}"), "something else differs");
}

#[test]
fn a_new_choice_of_an_existing_question() {
    let file = r#"
        [[question]]
        id      = "team"
        choices = [{ id = "huge", label = { en = "Huge" } }]

        [[rule]]
        id      = "huge-teams"
        because = { en = "many want much" }
        when    = { team = ["huge"] }
        weigh   = { size = 10 }
    "#;
    let (loaded, said) = over("choice", &[("rules/huge.toml", file)]);
    assert_eq!(said, "\n");
    let team = question(&loaded.knowledge, "team");
    assert_eq!(team.choice_ids().collect::<Vec<_>>(), ["small", "large", "huge"]);
    assert_eq!(parse("huge", team, &loaded.knowledge), Ok(Answer::Choices(vec![2])));
    assert_eq!(team.choices()[2].label.zh, "Huge", "one language stands in for the other");
}

#[test]
fn a_new_question_is_a_flag_of_its_own() {
    let file = r#"
        [[question]]
        id     = "colour"
        ask    = { zh = "什么颜色？" }
        help   = { zh = "随便问问。" }
        number = { min = 0, max = 360, unit = "degrees" }
        when   = { team = ["large"] }

        [[rule]]
        id     = "red"
        when   = { colour = { at-most = 30 } }
        advise = { zh = "红色。" }
    "#;
    let (loaded, said) = over("question", &[("rules/colour.toml", file)]);
    assert_eq!(said, "\n");
    let colour = question(&loaded.knowledge, "colour");
    assert_eq!(colour.ask.en, "什么颜色？");
    assert_eq!(parse("12", colour, &loaded.knowledge), Ok(Answer::Number(12.0)));
    let wrong = parse("361", colour, &loaded.knowledge).expect_err("it is out of range");
    assert_eq!(
        (wrong.message.en.as_str(), wrong.help.as_ref().map(|help| help.en.as_str())),
        ("361 is out of range", Some("from 0 to 360 degrees"))
    );
}

#[test]
fn disabled_things_are_gone() {
    let file = r#"
        [[question]]
        id      = "team"
        choices = [{ id = "small", disabled = true }]

        [[rule]]
        id       = "not-two"
        disabled = true
    "#;
    let offer = "[[offer]]\nid = \"weights\"\ndisabled = true\n";
    let files = [
        ("rules/fewer.toml", file),
        ("catalog/models/a/one.toml", offer),
        ("catalog/models/b/two.toml", "disabled = true\n"),
    ];
    let (loaded, said) = over("disabled", &files);
    let knowledge = &loaded.knowledge;
    assert_eq!(question(knowledge, "team").choice_ids().collect::<Vec<_>>(), ["large"]);
    assert_eq!(knowledge.catalog.models.iter().map(|model| &*model.id).collect::<Vec<_>>(), ["a/one"]);
    assert_eq!(model(knowledge, "a/one").offers.iter().map(|offer| &*offer.id).collect::<Vec<_>>(), ["api"]);
    // A rule of which nothing is left is left out, and each thing that was set aside is told.
    assert_eq!(rules(knowledge), ["only-house-b", "small-or-large"]);
    assert_eq!(said.matches("note[disabled-reference]").count(), 4, "{said}");
}

#[test]
fn what_a_layer_disables_a_higher_one_cannot_name() {
    let lower = "[[question]]\nid = \"team\"\nchoices = [{ id = \"small\", disabled = true }]\n";
    let upper = "[[rule]]\nid = \"mine\"\nwhen = { team = [\"small\"] }\nadvise = { en = \"Do.\" }\n";
    let root = empty("works-disabled-below");
    small_world(&root);
    write(&root.join("rules/lower.toml"), lower.as_bytes());
    write(&root.join("rules-2/upper.toml"), upper.as_bytes());
    let said = says(&load(layers(&root)), &root);
    assert!(
        said.contains("error[unknown-choice]: `small` is no choice of `team`\n --> rules-2/upper.toml:3:18"),
        "{said}"
    );
}

#[test]
fn a_weight_is_one_key() {
    let (loaded, said) =
        over("weight", &[("rules/mine.toml", "[[criterion]]\nid = \"size\"\nweight = 25\n")]);
    assert_eq!(said, "\n");
    let [size] = &loaded.knowledge.criteria.0[..] else { panic!("one criterion") };
    assert_eq!((size.weight, &*size.label.zh), (25, "大小"));
}

#[test]
fn a_model_of_ones_own() {
    let mine = r#"
        name = { en = "House model" }
        size = 60

        [sources.ours]
        kind  = "own"
        as-of = "2026-10"
        facts = ["size"]

        [[offer]]
        id     = "server"
        route  = "self-hosted"
        source = { kind = "own", as-of = 2026-10-01 }
    "#;
    let vendor = r#"
        [[vendor]]
        id      = "us"
        name    = { en = "Ourselves" }
        country = "de"
        source  = { kind = "own", as-of = 2026-10-01 }
    "#;
    let (loaded, said) =
        over("model", &[("catalog/models/us/house.toml", mine), ("catalog/us.toml", vendor)]);
    assert_eq!(said, "\n");
    let knowledge = &loaded.knowledge;
    assert_eq!(model(knowledge, "us/house").name.zh, "House model");
    assert_eq!(knowledge.catalog.candidates.len(), 5, "two models of two offers and this one");
    assert_eq!(knowledge.catalog.as_of.to_string(), "2026-10-01");
}

#[test]
fn layers_lie_over_each_other_in_order() {
    let lower =
        "[ranking]\ntie-margin = 1\nshow = 7\n[[rule]]\nid = \"advice\"\nadvise = { en = \"First.\" }\n";
    let upper = "[ranking]\ntie-margin = 2\n[[rule]]\nid = \"advice\"\nadvise = { en = \"Second.\" }\n";
    let (loaded, said) = over("layers", &[("rules/a.toml", lower), ("rules-2/a.toml", upper)]);
    assert_eq!(said, "\n");
    let knowledge = &loaded.knowledge;
    assert!((knowledge.ranking.tie_margin - 2.0).abs() < f64::EPSILON);
    assert_eq!(knowledge.ranking.show, 7);
    let advice = knowledge.rules.iter().find(|rule| rule.id == "advice").and_then(|rule| rule.advise.clone());
    assert_eq!(advice.expect("it advises").en, "Second.");
}

#[test]
fn plain_lists_replace() {
    let file = "[[rule]]\nid = \"small-or-large\"\nwhen = { team = [\"large\"] }\n";
    let (loaded, said) = over("list", &[("rules/mine.toml", file)]);
    assert_eq!(said, "\n");
    let rule =
        loaded.knowledge.rules.iter().find(|rule| rule.id == "small-or-large").expect("the rule is there");
    assert_eq!(format!("{:?}", rule.when.all[0].test), "AnyOf(List([1]))");
}

/// What a higher layer changes is vouched for by its own source alone, and that says of itself only what stands there.
#[test]
fn a_change_is_credited_to_its_own_source() {
    let file = r#"
        size = 9

        [sources.changed]
        kind  = "own"
        as-of = 2026-11-01
        facts = ["size"]

        [[offer]]
        id     = "api"
        prices = [{ input = 0.4, output = 1.2, currency = "USD", as-of = 2026-11-01 }]
        source = { kind = "own", as-of = 2026-11-01 }
    "#;
    let (loaded, _) = over("credited", &[("catalog/models/a/one.toml", file)]);
    let Loaded { knowledge, evidence, .. } = loaded;
    let at = knowledge.catalog.models.position(|model| model.id == "a/one").expect("it is there");
    let sizes: Vec<_> = evidence.models[at.get()].facts.iter().filter(|(fact, _)| *fact == "size").collect();
    assert!(
        matches!(sizes.as_slice(), [(_, source)] if source.as_of == Date::new(2026, 11, 1).expect("a day"))
    );
    let model = &knowledge.catalog.models[at];
    let source = &model.offers.iter().find(|offer| offer.id == "api").expect("it is there").source;
    assert_eq!((source.kind, &source.url, &source.note), (Kind::Own, &None, &None));
}
