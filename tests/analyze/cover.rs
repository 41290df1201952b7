//! Trying a scope, held against asking for each situation by itself.

use std::collections::BTreeMap;

use knowledge::describing::model::Model;
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;
use modelpick::deciding::analyze::cover::cover;
use modelpick::deciding::analyze::report::{Chance, Verdict, analyze};
use modelpick::deciding::analyze::scope::{self, Atom};
use modelpick::deciding::analyze::space::Scope;
use modelpick::deciding::recommend;
use modelpick::deciding::recommendation::Ranked;
use modelpick::embedded;
use modelpick::knowledge;
use toml::Table;

/// A few answers to some questions.
fn small(knowledge: &Knowledge, few: &[&str], answers: usize, choices: usize) -> Scope {
    let mut scope = Scope::of(knowledge, choices);
    for (atoms, question) in scope.atoms.iter_mut().zip(&knowledge.questions) {
        atoms.truncate(if few.contains(&&*question.id) { answers } else { 0 });
    }
    scope
}

/// Everything that is counted, found again by asking for each situation by itself.
#[test]
fn every_situation_is_tried_once() {
    let knowledge = embedded::knowledge();
    let few = ["audience", "priority", "deploy", "needs", "stakes", "budget", "max-params"];
    let scope = small(knowledge, &few, 3, 2);
    let covered = cover(knowledge, &scope, &[], &|_| false);
    assert!(covered.whole());

    let none = Answers::default();
    let atoms: Vec<_> = scope.atoms.iter().flatten().collect();
    let added = |answers: &Answers, atom: &Atom| {
        let answer = atom.added(answers, knowledge)?;
        Some(scope::with(answers, atom.question, answer))
    };
    let mut all = vec![none.clone()];
    for (at, one) in atoms.iter().enumerate() {
        let single = added(&none, one).expect("the first answer can be given");
        all.extend(atoms[at + 1..].iter().filter_map(|other| added(&single, other)));
        all.push(single);
    }
    let mut crossed = vec![none];
    for question in &scope.product {
        let more = |answers: &Answers| -> Vec<_> {
            scope.atoms[question.get()].iter().filter_map(|atom| added(answers, atom)).collect()
        };
        crossed.extend(crossed.iter().flat_map(more).collect::<Vec<_>>());
    }
    all.extend(crossed.into_iter().filter(|answers| answers.iter().count() > 2));

    let (mut wins, mut ties, mut nothing) = (BTreeMap::new(), 0, 0);
    for answers in &all {
        let found = recommend(knowledge, answers.clone());
        match found.ranked.first() {
            Some(first) => {
                *wins.entry(knowledge.catalog.candidates[first.candidate].model).or_insert(0) += 1;
                ties += u64::from(first.tied);
            }
            None => nothing += 1,
        }
    }
    assert_eq!(covered.situations, all.len() as u64);
    assert_eq!((covered.ties, covered.nothing), (ties, nothing));
    assert_eq!(
        covered.wins.iter().map(|(model, (times, _))| (*model, *times)).collect::<BTreeMap<_, _>>(),
        wins
    );
    for answers in &covered.nothing_left {
        assert!(recommend(knowledge, answers.clone()).ranked.is_empty(), "{answers:?}");
        for (question, _) in answers.iter() {
            let mut less = answers.clone();
            less.unset(question);
            assert!(!recommend(knowledge, less).ranked.is_empty(), "{answers:?} is not the smallest");
        }
    }
    assert!(nothing > 0 && !covered.nothing_left.is_empty() && covered.nothing_left.len() < all.len());
}

/// What is said to win, or to come among the first three, does with the answers that are given.
#[test]
fn what_models_can_come_to_is_shown_by_answers() {
    let knowledge = embedded::knowledge();
    let scope = small(knowledge, &["priority", "deploy", "stakes", "vendors"], 6, 1);
    let report = analyze(knowledge, scope, &|_| false);
    let place = |model: Ix<Model>, answers: &Answers| {
        let ranked = recommend(knowledge, answers.clone()).ranked;
        let of = |ranked: &Ranked| knowledge.catalog.candidates[ranked.candidate].model == model;
        let at = ranked.iter().position(of)?;
        Some((at, ranked[at].rank))
    };
    let mut kinds = BTreeMap::new();
    for (model, chance) in &report.chances {
        let id = &knowledge.catalog.models[*model].id;
        let kind = match chance {
            Chance::Wins(_, answers) | Chance::Reaches(answers) => {
                assert_eq!(place(*model, answers).map(|(at, _)| at), Some(0), "{id}");
                "wins"
            }
            Chance::AmongThree(answers) => {
                assert!(place(*model, answers).is_some_and(|(at, rank)| at < 3 || rank == 1), "{id}");
                "three"
            }
            Chance::NeverFits => {
                let vendor = knowledge.question("current-model").expect("it is asked");
                let named = knowledge.questions[vendor].choice(id);
                let answers = named
                    .map(|choice| scope::with(&Answers::default(), vendor, Answer::Choices(vec![choice])));
                assert_eq!(place(*model, &answers.unwrap_or_default()), None, "{id}");
                "never"
            }
            Chance::Behind => "behind",
            Chance::Unfinished => panic!("{id}: there is time for all"),
        };
        *kinds.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(report.chances.len(), knowledge.catalog.models.len());
    assert!(["wins", "three", "never"].iter().all(|kind| kinds.contains_key(kind)), "{kinds:?}");
    assert!(!report.is_broken());
}

/// A budget that runs out ends the run, and what was not tried is told.
#[test]
fn what_was_not_tried_is_told() {
    let knowledge = embedded::knowledge();
    let covered = cover(knowledge, &Scope::of(knowledge, 2), &[], &|tried| tried >= 500);
    assert!(!covered.whole());
    let parts: Vec<_> = covered.parts.iter().map(|part| (part.tried == part.all, part.tried > 0)).collect();
    assert_eq!(parts, [(true, true), (true, true), (false, true), (false, false)]);
    assert_eq!(covered.parts.iter().map(|part| part.tried).sum::<u64>(), covered.situations);
}

/// Time that is up before anything was looked at: nothing is said to be proved, to be idle or to be behind.
#[test]
fn what_was_not_looked_at_is_told() {
    let knowledge = embedded::knowledge();
    let report = analyze(knowledge, Scope::of(knowledge, 2), &|_| true);
    let covered = &report.covered;
    assert!(!report.is_whole() && covered.situations == 0 && !report.is_broken());
    assert!(report.chances.iter().all(|(_, chance)| matches!(chance, Chance::Unfinished)));
    assert_eq!(report.chances.len(), knowledge.catalog.models.len());
    assert_eq!(covered.rules_left.len(), knowledge.rules.len());
    assert!(!knowledge.rules.enumerate().any(|(at, _)| covered.is_silent(at) || covered.is_idle(at)));
    assert_eq!(covered.questions_left.len() + covered.steady.len(), knowledge.questions.len());
    assert!(!knowledge.questions.enumerate().any(|(at, _)| covered.is_still(at, false)));
    // What follows from the rules at a glance is proved all the same.
    let proved = report.verdicts.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Proved)).count();
    let unfinished =
        report.verdicts.iter().filter(|(_, verdict)| matches!(verdict, Verdict::Unfinished)).count();
    assert!(proved <= 1 && unfinished >= 4, "{:?}", report.verdicts);
}

/// Of a question only answers that something tells apart are tried, and every answer is like one of them.
#[test]
fn alike_answers_do_alike() {
    let knowledge = embedded::knowledge();
    for (at, question) in knowledge.questions.enumerate() {
        let atoms = scope::atoms(knowledge, at);
        let stood_for: usize = atoms.iter().map(|atom| atom.alike).sum();
        if !question.choices().is_empty() {
            assert_eq!(stood_for, question.choices().len(), "{}", question.id);
        }
    }
}

/// A monotone invariant that does not hold is found out.
#[test]
fn a_broken_monotone_invariant_is_found() {
    let mut world: Table = r#"
        [[rules.criterion]]
        id = "cost"
        reads = "monthly-cost"
        scale = "log"
        worst = 10000
        best = 1
        weight = 10
        unknown = "worst"

        [[rules.criterion]]
        id = "quality"
        reads = "quality"
        scale = "linear"
        worst = 0
        best = 100
        weight = 30
        unknown = "worst"

        [models."a/dear"]
        quality = 90
        offer = [{ id = "api", route = "cloud-api", provider = "house-a", prices = [{ input = 900, output = 0 }] }]

        [models."b/cheap"]
        quality = 70
        offer = [{ id = "api", route = "cloud-api", provider = "house-b", prices = [{ input = 1, output = 0 }] }]
    "#
    .parse()
    .expect("it is TOML");
    let mut world = crate::engine::world::World::read(&mut world);
    let stated: Table = r#"
        [[invariant]]
        id = "upside-down"
        because = { en = "-", zh = "-" }
        monotone = { weight = "quality", never-raises = "monthly-cost" }

        [[invariant]]
        id = "upright"
        because = { en = "-", zh = "-" }
        monotone = { weight = "cost", never-raises = "monthly-cost" }
    "#
    .parse()
    .expect("it is TOML");
    world.rules.insert("invariant".into(), stated["invariant"].clone());
    let knowledge = world.load();
    let all: Vec<_> = knowledge.invariants.enumerate().map(|(at, _)| at).collect();
    let covered = cover(&knowledge, &Scope::of(&knowledge, 1), &all, &|_| false);
    let broken: Vec<_> = covered.broken.keys().collect();
    assert_eq!(broken.iter().map(|at| &*knowledge.invariants[**at].id).collect::<Vec<_>>(), ["upside-down"]);
}
