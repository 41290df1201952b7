//! What must hold of any recommendation, whatever it was made from.

use knowledge::describing::criterion::{Reads, Scale};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;
use modelpick::deciding::lookahead::possible;
use modelpick::deciding::rank::rank;
use modelpick::deciding::recommendation::Recommendation;
use modelpick::judging::cost::Basis;
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge;
use proptest::prelude::{prop_assert, prop_assert_eq, prop_assume};
use proptest::test_runner::TestCaseError;

pub(super) type Checked = Result<(), TestCaseError>;

/// Parts add up to contributions and these to the score, which lies within its interval; ranks are in order.
pub(super) fn adds_up(found: &Recommendation) -> Checked {
    for one in found.ranked.iter().chain(&found.not_enough_known) {
        let sum: i64 = one.contributions.iter().map(|part| part.points).sum();
        prop_assert_eq!(sum, one.score.value);
        for contribution in &one.contributions {
            let sum: i64 = contribution.parts.iter().map(|part| part.points).sum();
            prop_assert_eq!(sum, contribution.points);
            prop_assert!((0..=1_000_000).contains(&contribution.utility));
        }
        prop_assert!(
            one.score.low <= one.score.value && one.score.value <= one.score.high,
            "{:?}",
            one.score
        );
        prop_assert!((0..=10_000).contains(&one.score.low) && one.score.high <= 10_000, "{:?}", one.score);
    }
    let winners = found.ranked.iter().take_while(|one| one.rank == 1).count();
    let ranks: Vec<_> = found.ranked.iter().map(|one| one.rank).collect();
    let expected: Vec<_> = (1..=ranks.len()).map(|place| if place <= winners { 1 } else { place }).collect();
    prop_assert_eq!(ranks, expected);
    prop_assert!(found.ranked.iter().all(|one| one.tied == (one.rank == 1 && winners > 1)));
    let after = found.ranked.iter().skip(winners).map(|one| one.score.value);
    prop_assert!(after.clone().zip(after.skip(1)).all(|(one, next)| one >= next));
    Ok(())
}

/// What is kept from one judgement to the next is what would be computed.
pub(super) fn revised_is_judged_anew(
    knowledge: &Knowledge,
    answers: &Answers,
    questions: impl Iterator<Item = usize>,
) -> Checked {
    let judgement = Judgement::of(knowledge, answers.clone());
    for question in questions.map(Ix::new) {
        for (answer, _) in possible(&knowledge.questions[question]).take(6) {
            let kept = judgement.with(question, answer.clone());
            let mut changed = answers.clone();
            changed.set(question, answer, Origin::Prompt);
            let anew = Judgement::of(knowledge, changed);
            let name = &knowledge.questions[question].id;
            prop_assert_eq!(&kept.scores, &anew.scores, "scores after {}", name);
            prop_assert_eq!(&kept.abilities, &anew.abilities, "abilities after {}", name);
            prop_assert_eq!(&kept.figures, &anew.figures, "figures after {}", name);
            // Everything else, the fields that a later hand may add included.
            prop_assert!(format!("{kept:?}") == format!("{anew:?}"), "something else after {name}");
        }
    }
    Ok(())
}

/// Looking ahead says what trying every answer finds.
pub(super) fn lookahead_is_brute_force(
    knowledge: &Knowledge,
    answers: &Answers,
    found: &Recommendation,
) -> Checked {
    let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
    let winner = model(found.ranked.first().map(|one| one.candidate));
    for open in &found.unanswered {
        let question = &knowledge.questions[open.question];
        let first = possible(question).find_map(|(answer, written)| {
            let mut changed = answers.clone();
            changed.set(open.question, answer, Origin::Prompt);
            let (ranked, _) = rank(&Judgement::of(knowledge, changed));
            let first = ranked.first().map(|standing| standing.best);
            (model(first) != winner).then_some((written.into_owned(), first))
        });
        let told = found.changes.iter().find(|change| change.question == open.question);
        let told = told.map(|change| (change.answer.clone(), change.winner));
        prop_assert_eq!(told, first, "{}", question.id);
        let listed = found.changes.iter().any(|change| change.question == open.question);
        prop_assert_eq!(open.could_change_winner, listed);
    }
    Ok(())
}

/// The volume moves all hosted candidates alike: those that are apart at one count of requests a month stand in the
/// same order at the other. Both counts lie beyond every free tier, and no rule tells them apart.
pub(super) fn volume_changes_no_order(knowledge: &Knowledge, answers: &Answers, counts: [f64; 2]) -> Checked {
    let requests = knowledge.question("monthly-requests").expect("it is there");
    let [one, other] = counts.map(|count| {
        let mut answers = answers.clone();
        answers.set(requests, Answer::Number(count), Origin::Flag);
        Judgement::of(knowledge, answers)
    });
    prop_assert_eq!(&one.situation.fired, &other.situation.fired, "a rule lies between {:?}", counts);
    let hosted: Vec<_> = (0..knowledge.catalog.candidates.len())
        .filter(|&at| inside_anchors(&one, at) && inside_anchors(&other, at))
        .collect();
    // Scores are whole, so two that are nearer than their rounding may change places.
    let rounding = 2 * one.situation.total_weight();
    let mut apart = 0;
    for &a in &hosted {
        for &b in &hosted {
            if one.scores[a] - one.scores[b] > rounding {
                apart += 1;
                prop_assert!(other.scores[a] > other.scores[b], "{a} and {b} change places");
            }
        }
    }
    // A case without two to compare says nothing.
    prop_assume!(apart > 0);
    Ok(())
}

/// Whether a candidate has a price, and its cost lies between the anchors of every criterion that reads costs.
fn inside_anchors(judgement: &Judgement<'_>, at: usize) -> bool {
    let knowledge = judgement.situation.knowledge;
    let cost = judgement.figures[at].cost.as_ref();
    let Some(cost) = cost.filter(|cost| matches!(cost.basis, Basis::Prices { .. })) else { return false };
    knowledge.criteria.iter().all(|criterion| match &criterion.reads {
        Reads::Figure(figure, Scale::Log { worst, best, .. })
            if Some(*figure) == knowledge.roles.monthly_cost =>
        {
            (*best..=*worst).contains(&cost.value)
        }
        _ => true,
    })
}
