//! Analysis held against trying: a proof holds for any answers, a counterexample is one, a witness wins.

mod cover;
mod differ;
mod verdicts;

use knowledge::stating::answer::Answers;
use knowledge::stating::condition::Known;
use knowledge::stating::invariant::{Invariant, Must};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::outcome::Outcome;
use knowledge::words::table::Ix;
use modelpick::deciding::analyze::prove::{Proof, prove};
use modelpick::deciding::analyze::scope;
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
        let candidate = knowledge.catalog.candidates[Ix::new(at)];
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
                Proof::Holds => {
                    for bytes in &tries {
                        let answers = random::answers(&mut Draw(bytes), &knowledge);
                        prop_assert!(!broken(&knowledge, invariant, &answers), "{} {answers:?}", invariant.id);
                    }
                }
                Proof::Unfinished => panic!("there is time for all"),
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
            assert!(matches!(proof, Proof::Holds), "{}: {proof:?}", invariant.id);
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
    let said = scope::written(&answers, &knowledge);
    let said: Vec<_> =
        said.iter().map(|(at, word)| format!("{} {word}", knowledge.questions[*at].id)).collect();
    assert_eq!(said, ["data regulated"]);
    assert!(Judgement::of(&knowledge, answers).stands(candidate.get()));
}
