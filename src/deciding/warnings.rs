//! What the user should know about a recommendation.

use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;

use super::recommendation::{Ranked, Warning};
use crate::judging::cost::Basis;
use crate::judging::effect::wanted_tags;
use crate::judging::judgement::Judgement;

/// All of it; of what was claimed and of what is old on the day, only of the first `shown` models.
pub(crate) fn warnings(
    judgement: &Judgement<'_>,
    ranked: &[Ranked],
    shown: usize,
    today: Date,
) -> Vec<Warning> {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let mut warnings = Vec::new();
    warnings.extend(judgement.yielded.iter().map(|rule| Warning::Yielded(*rule)));
    let resting = ranked.iter().filter(|one| one.rests_on_unknown);
    warnings.extend(resting.map(|one| Warning::RestsOnUnknown(one.candidate)));
    for one in ranked.iter().take(shown) {
        let candidate = knowledge.catalog.candidates[one.candidate];
        let strengths = &knowledge.model(candidate).strengths;
        for preferred in judgement.preferences() {
            let Some(prefer) = &knowledge.rules[preferred.rule].prefer else { continue };
            let wanted = wanted_tags(prefer, situation);
            for (place, strength) in (0..).zip(strengths) {
                if !wanted.iter().any(|tag| strength.tag == tag.as_str()) {
                    continue;
                }
                if strength.contradicted {
                    warnings.push(Warning::Contradicted(one.candidate, place));
                } else if strength.kind.is_only_claimed() {
                    warnings.push(Warning::ClaimedNotMeasured(one.candidate, place));
                }
            }
        }
    }
    warnings.dedup();
    let winners = ranked.iter().take_while(|one| one.rank == 1).count();
    let old = |one: &Ranked| old_price(knowledge, one, today);
    warnings.extend(ranked.iter().take(shown.max(winners)).filter_map(old));
    warnings
}

/// Whether the price list or the rent that a cost was worked out from is older than the ranking's limit.
fn old_price(knowledge: &Knowledge, ranked: &Ranked, today: Date) -> Option<Warning> {
    let limit = knowledge.ranking.stale_after?;
    let (as_of, gpu) = match ranked.cost?.basis {
        Basis::Prices { .. } => (ranked.bill.as_ref()?.as_of, None),
        Basis::Rent { gpu, .. } => (knowledge.catalog.gpus[gpu].as_of, Some(gpu)),
        Basis::FreeTier | Basis::OnDevice => return None,
    };
    let days = as_of.age(today);
    (days > limit).then_some(Warning::OldPrice { candidate: ranked.candidate, as_of, today, days, gpu })
}
