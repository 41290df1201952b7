//! What the weights mean: how many rating points a tenfold cost is worth. And how much of what gates ask is known.

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::describing::criterion::{Criterion, Reads, Scale};
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Gate;
use knowledge::words::table::Ix;

use crate::judging::situation::Situation;

/// The rating points that a tenfold cost is worth, for a choice of the question that orders co-winners, and for none.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// The choice; nothing while the question is open.
    pub choice: Option<u16>,
    /// Rating points; nothing where ability has no weight.
    pub points: Option<f64>,
}

/// The rates of every priority; nothing at all unless ability is on a linear scale and cost on a logarithmic one.
pub fn rates(knowledge: &Knowledge) -> Vec<Rate> {
    let roles = &knowledge.roles;
    let (Some(ability), Some(cost)) =
        (criterion(knowledge, roles.ability), criterion(knowledge, roles.monthly_cost))
    else {
        return Vec::new();
    };
    let (Scale::Linear { worst, best }, Scale::Log { span, .. }) = (ability.1, cost.1) else {
        return Vec::new();
    };
    // Two steps weigh the same when w_ability × ΔR / (best − worst) = w_cost × Δdecades / decades.
    let decades = span.abs() / std::f64::consts::LN_10;
    let open = Situation::of(knowledge, Answers::default());
    let question = knowledge.ranking.order.question;
    let choices = (0..).zip(knowledge.questions[question].choice_ids()).map(|(choice, _)| Some(choice));
    let rate = |choice: Option<u16>| {
        let situation = match choice {
            None => open.clone(),
            Some(choice) => open.with(question, Answer::Choices(vec![choice])),
        };
        let weight = |at: Ix<Criterion>| situation.weights.get(at.get()).map_or(0, |weight| weight.total);
        #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
        let (cost, ability) = (weight(cost.0) as f64, weight(ability.0) as f64);
        let points = (ability > 0.0).then(|| (best - worst) / decades * cost / ability);
        Rate { choice, points }
    };
    std::iter::once(None).chain(choices).map(rate).collect()
}

/// The criterion that values an attribute, with its scale.
fn criterion(knowledge: &Knowledge, attribute: Option<Ix<Attribute>>) -> Option<(Ix<Criterion>, &Scale)> {
    knowledge.criteria.enumerate().find_map(|(at, own)| match &own.reads {
        Reads::Figure(read, scale) if Some(*read) == attribute => Some((at, scale)),
        _ => None,
    })
}

/// How many candidates state an attribute that gates ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The attribute.
    pub attribute: Ix<Attribute>,
    /// How many gates ask for it.
    pub gates: usize,
    /// How many candidates state it; nothing for figures that are computed from the answers.
    pub stated: Option<usize>,
}

/// The coverage of every attribute that a gate asks for, by id.
pub fn coverage(knowledge: &Knowledge) -> Vec<Coverage> {
    let asks = |at: Ix<Attribute>| {
        let gates = knowledge.rules.iter().filter_map(|rule| rule.gate.as_ref());
        gates.filter(|gate: &&Gate| gate.clauses().any(|clause| clause.attribute == at)).count()
    };
    let of = |(at, own): (Ix<Attribute>, &Attribute)| {
        let known = |candidate: &&_| knowledge.stated(**candidate, at).is_some();
        let stated = || knowledge.catalog.candidates.iter().filter(known).count();
        Coverage { attribute: at, gates: asks(at), stated: (own.of != Of::Derived).then(stated) }
    };
    knowledge.attributes.enumerate().map(of).filter(|coverage| coverage.gates > 0).collect()
}
