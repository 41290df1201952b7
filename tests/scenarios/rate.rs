//! What the weights mean: how many rating points a tenfold cost is worth, by the market and by the rules.

use modelpick::embedded;
use modelpick::judging::judgement::Judgement;
use modelpick::judging::situation::Situation;
use modelpick::knowledge::describing::attribute::Value;
use modelpick::knowledge::describing::model::Route;
use modelpick::knowledge::stating::answer::Answers;

use super::said;

/// Rating points between the anchors of ability.
const RATING_RANGE: f64 = 600.0;

/// Decades between the anchors of cost.
const DECADES: f64 = 8.0;

/// Rating points that weigh as much as a decade where the weights are equal.
const RATING_FOR_A_DECADE: f64 = RATING_RANGE / DECADES;

/// What a tenfold cost buys in the market, and the rates that the weights make.
#[test]
fn exchange_rate() {
    let front = worth_it(&front());
    let slope = slope(&front);
    let of_weights =
        |priority: &str| RATING_FOR_A_DECADE * weight(priority, "cost") / weight(priority, "ability");
    let base = of_weights("");
    assert!(
        (slope / base - 1.0).abs() <= 0.2,
        "the market's rate is {slope:.1}, criteria.toml has {base}: {front:#?}"
    );
    for (priority, times) in [("balanced", 1.0), ("accuracy", 0.25), ("cost", 4.0), ("speed", 1.0)] {
        let found = of_weights(priority) / base;
        assert!((found - times).abs() < 1e-9, "{priority} has {found} times the rate instead of {times}");
    }
}

/// What another model must bring to make up for the points of staying with today's, as the rules on switching say it.
#[test]
fn what_a_switch_must_bring() {
    let knowledge = embedded::knowledge();
    let stay = knowledge.rules.iter().find(|rule| rule.id == "switching-has-a-price").expect("it is there");
    let points = stay.prefer.as_ref().expect("staying has points").points_for(None);
    let points = f64::from(i32::try_from(points).expect("it is small"));
    for (priority, rating, cheaper) in [("balanced", 12.0, 4.0), ("accuracy", 9.6, 83.2), ("cost", 24.0, 2.0)]
    {
        let worth = points / 100.0 * weight(priority, "suitability");
        let found = worth / (weight(priority, "ability") / RATING_RANGE);
        assert!((found - rating).abs() < 0.05, "{priority}: {found} rating points");
        let decades = worth / (weight(priority, "cost") / DECADES);
        let times = 10_f64.powf(decades);
        assert!((times / cheaper - 1.0).abs() < 0.01, "{priority}: a cost of one in {times}");
    }
}

/// The weight of a criterion with a priority, or with none.
fn weight(priority: &str, id: &str) -> f64 {
    let situation = Situation::of(embedded::knowledge(), said(&[("priority", priority)]));
    let criteria = &embedded::knowledge().criteria;
    let at = criteria.position(|criterion| criterion.id == id).expect("it is declared");
    f64::from(i32::try_from(situation.weights[at.get()].total).expect("it is small"))
}

/// Of the released hosted models that stand when nothing is answered, with a price and a measured ability: those
/// that are abler than all cheaper ones, as decades of cost and rating.
fn front() -> Vec<(f64, f64, String)> {
    let knowledge = embedded::knowledge();
    let judgement = Judgement::of(knowledge, Answers::default());
    let mut all = Vec::new();
    for (at, candidate) in knowledge.catalog.candidates.enumerate() {
        let current = knowledge.roles.status.and_then(|status| knowledge.stated(*candidate, status));
        let measured = knowledge.catalog.abilities[candidate.model.get()].benchmarks > 0;
        let hosted = knowledge.offer(*candidate).route == Route::CloudApi;
        let cost = judgement.figures[at.get()].cost.as_ref().filter(|cost| cost.value > 0.0);
        if let Some(cost) = cost
            && judgement.stands(at.get())
            && current == Some(&Value::Word("current".into()))
            && measured
            && hosted
        {
            let ability = judgement.abilities[candidate.model.get()].mean;
            all.push((cost.value.log10(), ability, knowledge.model(*candidate).id.to_string()));
        }
    }
    all.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.total_cmp(&one.1)));
    let mut best = f64::NEG_INFINITY;
    all.retain(|(_, ability, _)| {
        let abler = *ability > best;
        best = best.max(*ability);
        abler
    });
    all
}

/// Of a front those that are worth choosing at some rate: each stands on or above the line between any two others.
fn worth_it(front: &[(f64, f64, String)]) -> Vec<(f64, f64, String)> {
    let mut hull: Vec<(f64, f64, String)> = Vec::new();
    for point in front {
        while let [.., before, last] = &*hull
            && rate(before, last) <= rate(last, point)
        {
            hull.pop();
        }
        hull.push(point.clone());
    }
    hull
}

/// Rating points for a decade of cost.
fn rate(one: &(f64, f64, String), other: &(f64, f64, String)) -> f64 {
    (other.1 - one.1) / (other.0 - one.0)
}

/// The rate in the middle of the way: over half of the decades between the cheapest and the dearest it is at least this.
fn slope(hull: &[(f64, f64, String)]) -> f64 {
    let [(first, ..), .., (last, ..)] = hull else { panic!("one model alone has no slope") };
    let middle = f64::midpoint(*first, *last);
    let mut steps = hull.iter().zip(hull.iter().skip(1));
    let (one, other) = steps.find(|(_, other)| other.0 >= middle).expect("the last step ends at the dearest");
    rate(one, other)
}
