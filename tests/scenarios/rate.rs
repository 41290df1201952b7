//! What the weights mean: how many rating points a tenfold cost is worth, by the market and by the rules.

use modelpick::embedded;
use modelpick::judging::judgement::Judgement;
use modelpick::judging::situation::Situation;
use modelpick::knowledge::describing::attribute::Value;
use modelpick::knowledge::describing::model::Route;
use modelpick::knowledge::stating::answer::Answers;

use super::said;

/// Rating points between the anchors of ability and decades between those of cost: 600 / 8.
const RATING_FOR_A_DECADE: f64 = 75.0;

/// The slope of the market's front of ability against price, and the rates that the weights make.
#[test]
fn exchange_rate() {
    let front = front();
    let slope = slope(&front);
    let rate = |priority: &str| {
        let situation = Situation::of(embedded::knowledge(), said(&[("priority", priority)]));
        let weight = |id: &str| {
            let at = embedded::knowledge()
                .criteria
                .position(|criterion| criterion.id == id)
                .expect("it is declared");
            situation.weights[at.get()].total
        };
        let weights =
            [weight("cost"), weight("ability")].map(|weight| i32::try_from(weight).expect("it is small"));
        RATING_FOR_A_DECADE * f64::from(weights[0]) / f64::from(weights[1])
    };
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
