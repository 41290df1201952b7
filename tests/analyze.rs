//! Analysis held against trying: a proof holds for any answers, a counterexample is one, a witness wins.

use knowledge::stating::answer::Answers;
use knowledge::stating::condition::{Known, Outcome};
use knowledge::stating::invariant::{Invariant, Must};
use knowledge::stating::knowledge::Knowledge;
use modelpick::deciding::analyze::cover::{Scope, cover};
use modelpick::deciding::analyze::differ::Pair;
use modelpick::deciding::analyze::prove::{Proof, prove};
use modelpick::deciding::recommend;
use modelpick::embedded;
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge;
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert};
use toml::Table;

use crate::engine::random::{self, Draw};
use crate::properties::config;

/// Invariants over what random worlds are made of.
const INVARIANTS: &str = r#"
    [[invariant]]
    id = "one"
    because = { en = "-", zh = "-" }
    when = { audience = ["enterprise"] }
    never = { route = ["cloud-api"] }

    [[invariant]]
    id = "two"
    because = { en = "-", zh = "-" }
    never = { open-weights = [false], route = ["self-hosted", "on-device"] }

    [[invariant]]
    id = "three"
    because = { en = "-", zh = "-" }
    when = { task = ["law"] }
    always = { context = { at-least = 10_000 } }
"#;

/// Whether some candidate that fits breaks an invariant.
fn broken(knowledge: &Knowledge, invariant: &Invariant, answers: &Answers) -> bool {
    if invariant.when.outcome(|clause, _| clause.outcome(answers)) != Outcome::True {
        return false;
    }
    let judgement = Judgement::of(knowledge, answers.clone());
    let asked = judgement.situation.asked();
    let met = |at: usize, requirement: &knowledge::stating::condition::Requirement| {
        let candidate = knowledge.catalog.candidates[knowledge::words::table::Ix::new(at)];
        let known = |attribute| match knowledge.stated(candidate, attribute) {
            Some(value) => Known::Stated(value),
            None => Known::Unknown,
        };
        requirement.outcome(|clause, _| clause.outcome(known(clause.attribute), &asked)) == Outcome::True
    };
    judgement.standing().any(|at| match &invariant.must {
        Must::Never(requirement) => met(at, requirement),
        Must::Always(requirement) => !met(at, requirement),
        Must::Weight { .. } | Must::Answer { .. } => false,
    })
}

proptest::proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn proofs_hold_and_counterexamples_break(bytes in vec(any::<u8>(), 400), tries in vec(vec(any::<u8>(), 40), 40)) {
        let mut world = random::world(&mut Draw(&bytes), false);
        let stated: Table = INVARIANTS.parse().expect("it is TOML");
        world.rules.insert("invariant".into(), stated["invariant"].clone());
        let knowledge = world.load();
        for invariant in &knowledge.invariants {
            match prove(&knowledge, invariant).expect("they are about who fits") {
                Proof::Broken { answers, .. } => prop_assert!(broken(&knowledge, invariant, &answers), "{}", invariant.id),
                Proof::Holds { .. } => {
                    for bytes in &tries {
                        let answers = random::answers(&mut Draw(bytes), &knowledge);
                        prop_assert!(!broken(&knowledge, invariant, &answers), "{} {answers:?}", invariant.id);
                    }
                }
                Proof::Open { .. } => {}
            }
        }
    }
}

#[test]
fn shipped_invariants_about_gates_are_proved() {
    let knowledge = embedded::knowledge();
    let mut proved = 0;
    for invariant in &knowledge.invariants {
        if let Some(proof) = prove(knowledge, invariant) {
            assert!(matches!(proof, Proof::Holds { .. }), "{}: {proof:?}", invariant.id);
            proved += 1;
        }
    }
    assert!(proved >= 4, "only {proved}");
}

/// An invariant that nothing upholds is broken by the fewest answers that it takes.
#[test]
fn a_rule_taken_away_breaks_what_it_upheld() {
    let mut sources = embedded::sources();
    let gate = "id      = \"regulated-data-stays-inside\"";
    let file = sources.iter_mut().find(|(_, _, text)| text.contains(gate)).expect("it is there");
    file.2 = file.2.replace(gate, &format!("disabled = true\n{gate}")).into();
    let knowledge = crate::engine::world::load_files(sources);
    let invariant = knowledge.invariants.iter().find(|own| own.id == "regulated-data-never-hosted");
    let Some(Proof::Broken { answers, candidate }) = prove(&knowledge, invariant.expect("it is stated"))
    else {
        panic!("it is not broken")
    };
    let said = modelpick::deciding::analyze::scope::written(&answers, &knowledge);
    let said: Vec<_> =
        said.iter().map(|(at, word)| format!("{} {word}", knowledge.questions[*at].id)).collect();
    assert_eq!(said, ["data regulated"]);
    assert!(Judgement::of(&knowledge, answers).stands(candidate.get()));
}

#[test]
fn a_witness_wins_and_what_leaves_nothing_does() {
    let knowledge = embedded::knowledge();
    let mut scope = Scope::of(knowledge, 1);
    scope.product.truncate(3);
    let covered = cover(knowledge, &scope, &mut |_| false);
    assert!(covered.whole);
    let (few, _) = scope.situations();
    // The product of three questions, less its situations of at most one choice.
    let sizes = scope.product.iter().map(|at| scope.atoms[at.get()].len() as u64);
    let (product, single) = (sizes.clone().map(|size| size + 1).product::<u64>(), sizes.sum::<u64>() + 1);
    assert_eq!(covered.situations, few + product - single);
    for (model, (times, answers)) in &covered.wins {
        let found = recommend(knowledge, answers.clone());
        let first = knowledge.catalog.candidates[found.ranked[0].candidate].model;
        assert_eq!((first, *times > 0), (*model, true));
    }
    for answers in &covered.nothing_left {
        assert!(recommend(knowledge, answers.clone()).ranked.is_empty(), "{answers:?}");
    }
    assert!(!covered.nothing_left.is_empty());
}

/// Of a question only answers that something tells apart are tried, and every answer is like one of them.
#[test]
fn alike_answers_do_alike() {
    let knowledge = embedded::knowledge();
    for (at, question) in knowledge.questions.enumerate() {
        let atoms = modelpick::deciding::analyze::scope::atoms(knowledge, at);
        let stood_for: usize = atoms.iter().map(|atom| atom.alike).sum();
        if !question.choices().is_empty() {
            assert_eq!(stood_for, question.choices().len(), "{}", question.id);
        }
    }
}

#[test]
fn equal_rules_differ_nowhere_and_a_changed_one_is_named() {
    let knowledge = embedded::knowledge();
    let scope = Scope::of(knowledge, 1);
    let atoms: Vec<_> = scope.atoms.iter().flatten().collect();
    let mut pair = Pair::new(knowledge, knowledge);
    pair.combine(&atoms, 1, &mut |_| false);
    let same = pair.found();
    assert_eq!((same.differs.len(), same.situations), (0, scope.situations().0));

    let mut sources = embedded::sources();
    let rule = "[[rule]]\nid = \"only-one-vendor\"\nbecause = { en = \"-\", zh = \"-\" }\nsource = \"-\"\n\
                when = { priority = [\"speed\"] }\nrequire = { vendor = [\"mistral\"] }\nunknown = \"exclude\"\n";
    let (part, _, _) = sources[0];
    assert_eq!(part, knowledge::reading::file::Part::Rules);
    sources.push((part, "zz.toml".into(), rule.into()));
    let other = crate::engine::world::load_files(sources);
    let mut pair = Pair::new(knowledge, &other);
    pair.combine(&atoms, 1, &mut |_| false);
    let found = pair.found();
    let [differs] = &found.differs[..] else { panic!("{:?}", found.differs) };
    assert_eq!(differs.rules.iter().map(String::as_str).collect::<Vec<_>>(), ["only-one-vendor"]);
    assert!(differs.winners[1].as_deref().is_some_and(|winner| winner.starts_with("mistral/")));
    let said = modelpick::deciding::analyze::scope::written(&differs.answers, knowledge);
    assert!(matches!(&said[..], [(_, word)] if word == "speed"), "{said:?}");
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
    let covered = cover(&knowledge, &Scope::of(&knowledge, 1), &mut |_| false);
    let broken: Vec<_> = covered.broken.keys().collect();
    assert_eq!(broken, [&0]);
}
