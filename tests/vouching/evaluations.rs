//! A user's own evaluations enter the estimate like any other benchmark, move the advice, and are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use knowledge::reading::answers::parse;
use knowledge::reading::load::Loaded;
use knowledge::stating::answer::{Answers, Origin};
use knowledge::stating::knowledge::Knowledge;
use modelpick::deciding::recommend_first;
use modelpick::deciding::recommendation::{Ranked, Warning};
use modelpick::knowledge;
use modelpick::vouching::ability::account;
use serde_json::Value;

use super::{loaded, shipped};
use crate::cli::run;

/// What an office asks for that writes Chinese and looks at quality first.
fn answers(knowledge: &Knowledge) -> Answers {
    let mut answers = Answers::default();
    for (question, word) in [("language", "zh"), ("priority", "accuracy"), ("deploy", "cloud-api")] {
        let at = knowledge.question(question).expect("it is asked");
        let answer = parse(word, &knowledge.questions[at], knowledge).expect("it is a choice");
        answers.set(at, answer, Origin::Flag);
    }
    answers
}

fn first(knowledge: &Knowledge, count: usize) -> Vec<Ranked> {
    recommend_first(knowledge, answers(knowledge), count).ranked.into_iter().take(count).collect()
}

fn model(knowledge: &Knowledge, ranked: &Ranked) -> String {
    knowledge.model(knowledge.catalog.candidates[ranked.candidate]).id.to_string()
}

/// One file with three models: the winner fails, its runners-up do not.
#[test]
fn own_evaluations_change_the_winner() {
    let (before, _) = shipped();
    let leaders = first(&before, 3);
    let [winner, second, third] = leaders.as_slice() else { panic!("three models fit") };
    let [winner, second, third] = [winner, second, third].map(|one| model(&before, one));
    let file = format!(
        "name = {{ en = \"Our own office\", zh = \"我们的办公室\" }}\ncapability = \"general\"\nscale = \"rating\"\n\
         source = {{ kind = \"own\", as-of = 2026-10-20 }}\n\
         [scores]\n\"{winner}\" = {{ score = 1330, pm = 5 }}\n\"{second}\" = {{ score = 1450, pm = 5 }}\n\
         \"{third}\" = {{ score = 1450, pm = 5 }}\n"
    );
    let Loaded { knowledge, evidence, .. } = loaded(&[("benchmarks/our-office.toml", file)]);
    let after = first(&knowledge, 1);
    assert_ne!(model(&knowledge, &after[0]), winner, "the advice stays");
    for (id, sign) in [(&winner, -1.0), (&second, 1.0)] {
        let at = knowledge.catalog.models.position(|model| model.id == id.as_str()).expect("it is there");
        let account = account(&knowledge, &evidence, at).expect("it has an ability");
        let reading = account.readings.iter().find(|one| one.benchmark.id == "our-office");
        let reading = reading.expect("the evidence shows it");
        assert!(reading.general.difference * sign > 1.0, "{id}: {reading:?}");
        let ability = |knowledge: &Knowledge| knowledge.catalog.abilities[at.get()].general;
        let moved = ability(&knowledge) - ability(&before);
        assert!(moved * sign > 1.0, "{id}: moved by {moved}");
    }
    // Nobody else moves much: three rows of one's own do not shift the scale. Who stands on a board or two follows
    // them, within the doubt about it.
    let abilities = |knowledge: &Knowledge| knowledge.catalog.abilities.to_vec();
    for ((model, one), other) in
        before.catalog.models.iter().zip(abilities(&before)).zip(abilities(&knowledge))
    {
        let own = [&winner, &second, &third].into_iter().any(|id| model.id == id.as_str());
        let moved = (one.general - other.general).abs();
        let most = if one.benchmarks > 2 { 5.0 } else { one.variance.sqrt() };
        assert!(own || moved < most, "{}: moved by {moved}", model.id);
    }
}

/// The same from a spreadsheet, by the program: pass rates on a team's own work, as exact as a hundred tasks make them.
#[test]
fn a_spreadsheet_changes_the_winner() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spreadsheet");
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let said = |line: &str| -> Value {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        let output = run(&folder, &words);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("it is JSON")
    };
    let asked = "recommend --task coding --priority accuracy --no-input --format json";
    let first =
        |told: &Value, at: usize| told["recommended"][at]["model"].as_str().expect("a model").to_owned();
    let before = said(asked);
    let [winner, second, third] = [0, 1, 2].map(|at| first(&before, at));
    let csv = format!("model,score,pm\n{winner},60,8\n{second},84,7\n{third},72,8\n");
    fs::write(folder.join("tickets.csv"), csv).expect("it can be written");
    let how =
        "--as benchmark tickets.csv --name tickets --capability coding --scale percent --as-of 2026-11-20";
    said(&format!("catalog import --format json {how} --into mine"));
    let after = said(&format!("{asked} --catalog mine"));
    assert_ne!(first(&after, 0), winner, "who did worst on the tickets");
    let place = |model: &str| (0..20).find(|&at| first(&after, at) == model).expect("it stands");
    assert!(place(&second) < place(&winner));
    for (model, sign) in [(&winner, -1.0), (&second, 1.0)] {
        let told = said(&format!("evidence {model} --catalog mine --format json"));
        let readings = told["benchmarks"].as_array().expect("a list");
        let own = readings.iter().find(|one| one["id"] == "tickets").expect("it is told");
        let difference = own["own"]["difference"].as_f64().expect("a number");
        assert!(difference * sign > 5.0, "{model}: {own}");
    }
}

/// One row says nothing, however high or low it is: a model that nobody measured stays so.
#[test]
fn one_row_measures_nobody() {
    let (before, _) = shipped();
    let at =
        before.catalog.abilities.iter().position(|own| own.benchmarks == 0).expect("some are not measured");
    let id = &before.catalog.models.iter().nth(at).expect("it is there").id;
    for score in [1, 99] {
        let file = format!(
            "name = {{ en = \"One task\", zh = \"一道题\" }}\ncapability = \"general\"\nscale = \"percent\"\n\
             source = {{ kind = \"own\", as-of = 2026-10-20 }}\n[scores]\n\"{id}\" = {score}\n"
        );
        let Loaded { knowledge, .. } = loaded(&[("benchmarks/one-task.toml", file)]);
        assert_eq!(knowledge.catalog.abilities, before.catalog.abilities, "{id} with {score}");
    }
}

/// An evaluation of one's own of a later day makes nobody else's evidence older.
#[test]
fn a_later_evaluation_ages_nothing() {
    let abilities = |day: &str| {
        let file = format!(
            "name = {{ en = \"Ours\", zh = \"自测\" }}\ncapability = \"chinese\"\nscale = \"percent\"\n\
             source = {{ kind = \"own\", as-of = {day} }}\n[scores]\n\"zhipu/glm-5.3\" = 80\n\
             \"zhipu/glm-5.3-flash\" = 70\n\"moonshot/kimi-k3\" = 85\n"
        );
        loaded(&[("benchmarks/ours.toml", file)]).knowledge.catalog.abilities.to_vec()
    };
    assert_eq!(abilities("2026-10-20"), abilities("2031-01-01"));
}

/// What nobody measured of a model spreads as that capability does among models, and not as another one.
#[test]
fn unmeasured_capabilities_spread_as_they_do() {
    let (knowledge, _) = shipped();
    let mut spreads = BTreeMap::new();
    for ability in &knowledge.catalog.abilities {
        for (at, _) in knowledge.catalog.capabilities.enumerate().skip(1) {
            let is_measured = ability.measured.get(at.get()).is_some_and(Option::is_some);
            if !is_measured {
                let spread = ability.mix(&[(at, 1.0)]).sd.powi(2) - ability.variance;
                let known = *spreads.entry(at.get()).or_insert(spread);
                assert!((known - spread).abs() < 1e-6, "capability {}: {known} and {spread}", at.get());
            }
        }
    }
    let widest = spreads.values().copied().fold(0.0, f64::max);
    assert!(spreads.values().any(|spread| spread * 4.0 < widest), "they differ: {spreads:?}");
}

/// A model that no benchmark lists moves nobody, and its ability is the one that a fit of everything finds.
#[test]
fn a_model_without_evidence_moves_nobody() {
    let file = "name = { en = \"Desk 9B\", zh = \"客服台 9B\" }\nstatus = \"current\"\nparams-total = 9\n\n[sources.own]\nkind = \"own\"\n\
                as-of = 2026-10-20\nfacts = [\"status\", \"params-total\"]\n";
    let Loaded { knowledge, evidence, .. } = loaded(&[("models/openai/desk-9b.toml", file.to_owned())]);
    let catalog = &knowledge.catalog;
    assert_eq!(catalog.evidence_hash, shipped().0.catalog.evidence_hash, "there is something to fit");
    assert_eq!(catalog.abilities.len(), shipped().0.catalog.abilities.len() + 1);
    for ((model, ability), fitted) in
        catalog.models.iter().zip(catalog.abilities.iter()).zip(&evidence.fitted().estimates)
    {
        assert_eq!(ability.general.to_bits(), fitted.general.to_bits(), "{}", model.id);
        assert_eq!(ability.variance.to_bits(), fitted.general_variance.to_bits(), "{}", model.id);
    }
}

/// What is older than the limit is warned of, of every model that is shown and of no other.
#[test]
fn old_prices_of_shown_models_are_warned_of() {
    let (mut knowledge, _) = shipped();
    let warned = |knowledge: &Knowledge| -> Vec<_> {
        let found = recommend_first(knowledge, answers(knowledge), 4);
        let old = found.warnings.iter().filter_map(|warning| match warning {
            Warning::OldPrice { candidate, days, .. } => Some((*candidate, *days)),
            _ => None,
        });
        let shown: Vec<_> = found.ranked.iter().take(4).map(|one| one.candidate).collect();
        let old: Vec<_> = old.collect();
        assert!(old.iter().all(|(at, _)| shown.contains(at)), "{old:?}");
        old
    };
    knowledge.ranking.stale_after = Some(1);
    let all = warned(&knowledge);
    assert!(all.len() > 1, "{all:?}");
    let oldest = all.iter().map(|(_, days)| *days).max().expect("there are some");
    knowledge.ranking.stale_after = Some(oldest - 1);
    assert_eq!(
        warned(&knowledge),
        all.iter().copied().filter(|(_, days)| *days == oldest).collect::<Vec<_>>()
    );
    knowledge.ranking.stale_after = Some(oldest);
    assert_eq!(warned(&knowledge), []);
    knowledge.ranking.stale_after = None;
    assert_eq!(warned(&knowledge), []);
}

/// A program reads the same warning by its kind, with the model, in the language that it asks for.
#[test]
fn an_old_price_has_a_kind_of_its_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/old-prices-en");
    for (lang, telling) in [("en", "check it with the seller"), ("zh", "请向卖方核实")] {
        let args = ["recommend", "--rules", "rules", "--no-input", "--format", "json", "--lang", lang];
        let output = run(&folder, &args.map(str::to_owned));
        let told: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        let warnings = told["warnings"].as_array().expect("a list").iter();
        let old: Vec<_> = warnings.filter(|warning| warning["kind"] == "old-price").collect();
        assert!(!old.is_empty(), "{lang}: {}", told["warnings"]);
        for warning in old {
            assert!(
                warning["model"].is_string() && warning["text"].as_str().expect("text").contains(telling)
            );
        }
    }
}
