//! How much another mix of capabilities could add to a score.

use std::sync::Arc;

use knowledge::describing::criterion::{Criterion, Reads, Scale, WHOLE};
use knowledge::evidence::ability::{Ability, LOW_END};
use knowledge::stating::knowledge::Candidate;

use super::judgement::Judgement;
use super::score::{Cell, Column};
use super::utility::utility;

/// By criterion and candidate, the most that the utility rises, whatever the mix; nothing for criteria that do not
/// follow from it.
pub fn rises(judgement: &Judgement<'_>) -> Vec<Vec<i64>> {
    let knowledge = judgement.situation.knowledge;
    let candidates = || knowledge.catalog.candidates.iter();
    let columns = knowledge.criteria.iter().zip(&judgement.columns);
    let rise = |(criterion, column): (&Criterion, &Arc<Column>)| match &criterion.reads {
        Reads::Figure(attribute, scale) if knowledge.roles.of_mix(*attribute) => {
            let is_ability = Some(*attribute) == knowledge.roles.ability;
            let best = |own: &Ability| if is_ability { strongest(own) } else { most_measured(own) };
            let highest: Vec<_> =
                knowledge.catalog.abilities.iter().map(|own| highest(scale, best(own))).collect();
            let most = |candidate: &Candidate| highest.get(candidate.model.get()).copied().unwrap_or(WHOLE);
            let own = |(candidate, cell): (_, &Cell)| most(candidate) - cell.point;
            candidates().zip(column.iter()).map(own).collect()
        }
        _ => Vec::new(),
    };
    columns.map(rise).collect()
}

/// The strongest that a model counts as: a mix is never stronger than its strongest part, and where nothing was
/// measured it counts at its low end, which varies at least as much as the general strength.
fn strongest(own: &Ability) -> f64 {
    if is_unmeasured(own) {
        return own.general - LOW_END * own.variance.sqrt();
    }
    own.measured.iter().flatten().map(|known| known.mean).fold(own.general, f64::max)
}

/// The largest share of a mix that a benchmark measured.
fn most_measured(own: &Ability) -> f64 {
    if is_unmeasured(own) { 0.0 } else { 1.0 }
}

fn is_unmeasured(own: &Ability) -> bool {
    own.benchmarks == 0 && own.general_benchmarks == 0 && own.measured.iter().flatten().next().is_none()
}

/// The highest utility of figures up to this one; the whole scale where more may be worth less.
fn highest(scale: &Scale, figure: f64) -> i64 {
    match scale {
        // The sums behind a figure may round up by less than a part per million.
        Scale::Linear { worst, best } | Scale::Log { worst, best, .. } if worst < best => {
            (utility(scale, figure).0 + 1).min(WHOLE)
        }
        _ => WHOLE,
    }
}
