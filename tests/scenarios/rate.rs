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

/// The slope of the market's front of ability against price, and the rates that the weights make.
#[test]
fn exchange_rate() {
    let front = front();
    let slope = slope(&front);
    let rate = |priority: &str| RATING_FOR_A_DECADE * weight(priority, "cost") / weight(priority, "ability");
    let base = rate("");
    assert!(
        (slope / base - 1.0).abs() <= 0.2,
        "the market's rate is {slope:.1}, criteria.toml has {base}: {front:#?}"
    );
    for (priority, times) in [("balanced", 1.0), ("accuracy", 0.25), ("cost", 4.0), ("speed", 1.0)] {
        let found = rate(priority) / base;
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

/// Least squares.
fn slope(points: &[(f64, f64, String)]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a front has a few models")]
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64, String)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let sum = |of: &dyn Fn(&(f64, f64, String)) -> f64| points.iter().map(of).sum::<f64>();
    sum(&|point| (point.0 - x) * (point.1 - y)) / sum(&|point| (point.0 - x).powi(2))
}
