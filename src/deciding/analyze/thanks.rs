//! Which rules are to thank that one model stands before another.

use std::collections::BTreeMap;

use knowledge::stating::knowledge::Candidate;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use crate::deciding::rank::first;
use crate::judging::judgement::Judgement;

/// The id of the model that wins, if anything fits.
pub(super) fn winner(judgement: &Judgement<'_>) -> Option<String> {
    let knowledge = judgement.situation.knowledge;
    first(judgement).map(|at| knowledge.model(knowledge.catalog.candidates[at]).id.to_string())
}

fn offers<'j>(judgement: &'j Judgement<'_>, model: &'j str) -> impl Iterator<Item = Ix<Candidate>> + 'j {
    let knowledge = judgement.situation.knowledge;
    let own = move |(_, candidate): &(Ix<Candidate>, &Candidate)| knowledge.model(**candidate).id == model;
    knowledge.catalog.candidates.enumerate().filter(own).map(|(at, _)| at)
}

/// The best score of a model's offers that fit, in points of 100.
#[expect(clippy::cast_precision_loss, reason = "scores are far below 2^52")]
pub(super) fn best(judgement: &Judgement<'_>, model: &str) -> Option<f64> {
    let fits = offers(judgement, model).filter(|at| judgement.stands(at.get()));
    let top = fits.filter_map(|at| judgement.scores.get(at.get())).max()?;
    let whole = judgement.situation.total_weight() * knowledge::describing::criterion::WHOLE;
    Some(100.0 * *top as f64 / whole as f64)
}

/// Every rule that fires with all that it does to the weights, the mix and some models.
pub(super) fn treated(judgement: &Judgement<'_>, models: &[&String]) -> BTreeMap<String, String> {
    let knowledge = judgement.situation.knowledge;
    let of = |at: &Ix<Rule>| {
        let rule = &knowledge.rules[*at];
        let mut does = Vec::new();
        for (criterion, weight) in &rule.weigh {
            does.push(format!("{} {weight} ", knowledge.criteria[*criterion].id));
        }
        for (capability, part) in &rule.judge_by {
            does.push(format!("{} {part} {} ", knowledge.catalog.capabilities[*capability].id, rule.share));
        }
        for offer in models.iter().flat_map(|model| offers(judgement, model)) {
            let gated = judgement.gates().find(|gated| gated.rule == *at);
            let preferred = judgement.preferences().find(|preferred| preferred.rule == *at);
            let points = preferred.into_iter().flat_map(|own| &own.points);
            let points: i64 =
                points.filter(|(place, _)| *place == offer.get()).map(|(_, points)| points).sum();
            let out = gated.is_some_and(|gated| gated.excluded.has(offer.get()));
            does.push(format!("{out} {points} "));
        }
        (rule.id.to_string(), does.concat())
    };
    judgement.situation.fired.iter().map(of).collect()
}
