//! Other winners: cheapest good enough, best with open weights, best inside, best on a device, fallback.

use knowledge::describing::attribute::Value;
use knowledge::describing::model::Route;
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::rank::Standing;
use super::recommendation::Role;
use crate::judging::judgement::Judgement;

/// The roles that another candidate than the winner has.
pub fn roles(judgement: &Judgement<'_>, ranked: &[Standing]) -> Vec<(Role, Ix<Candidate>)> {
    let knowledge = judgement.situation.knowledge;
    let Some(winner) = ranked.first() else { return Vec::new() };
    let of = |at: Ix<Candidate>| knowledge.catalog.candidates[at];
    let offers = || {
        ranked.iter().flat_map(|standing| std::iter::once(&standing.best).chain(&standing.others)).copied()
    };
    let route = |at: &Ix<Candidate>| knowledge.offer(of(*at)).route;
    let open = |at: &Ix<Candidate>| {
        let attribute = knowledge.roles.open_weights;
        attribute.and_then(|attribute| knowledge.stated(of(*at), attribute)) == Some(&Value::Flag(true))
    };
    let vendor = |at: Ix<Candidate>| knowledge.model(of(at)).vendor;
    let best = |is: &dyn Fn(&Ix<Candidate>) -> bool| {
        offers().filter(is).max_by_key(|at| (judgement.scores.get(at.get()).copied(), std::cmp::Reverse(*at)))
    };
    let found = [
        (Role::CheapestGoodEnough, cheapest(judgement, offers())),
        (Role::BestWithOpenWeights, best(&open)),
        (Role::BestInside, best(&|at| route(at) != Route::CloudApi)),
        (Role::BestOnDevice, best(&|at| route(at) == Route::OnDevice)),
        (Role::Fallback, best(&|at| vendor(*at) != vendor(winner.best))),
    ];
    // A role that the winner itself has says nothing new; another offer of the winner does, if the role is the route.
    let cost = |at: Ix<Candidate>| {
        let known = judgement.figures.get(at.get()).and_then(|figures| figures.cost.as_ref());
        known.map_or(f64::INFINITY, |cost| cost.value)
    };
    let news = |(role, at): &(Role, Ix<Candidate>)| match role {
        Role::BestInside => !open_route(knowledge.offer(of(winner.best)).route) && *at != winner.best,
        Role::BestOnDevice => knowledge.offer(of(winner.best)).route != Route::OnDevice && *at != winner.best,
        Role::BestWithOpenWeights => !open(&winner.best) && *at != winner.best,
        Role::CheapestGoodEnough => of(*at).model != of(winner.best).model && cost(*at) < cost(winner.best),
        Role::Fallback => of(*at).model != of(winner.best).model,
    };
    found.into_iter().filter_map(|(role, at)| Some((role, at?))).filter(news).collect()
}

fn open_route(route: Route) -> bool {
    route != Route::CloudApi
}

/// The least cost among the candidates whose ability is within the margin of the best that fits.
fn cheapest(
    judgement: &Judgement<'_>,
    offers: impl Iterator<Item = Ix<Candidate>> + Clone,
) -> Option<Ix<Candidate>> {
    let knowledge = judgement.situation.knowledge;
    let floor = &knowledge.ranking.floor;
    let margin = floor.good_enough.get(usize::from(judgement.situation.stakes)).copied().unwrap_or(0.0);
    let ability = |at: Ix<Candidate>| {
        let model = knowledge.catalog.candidates[at].model;
        judgement
            .abilities
            .get(model.get())
            .map_or(f64::NEG_INFINITY, knowledge::evidence::ability::Estimate::low)
    };
    let best = offers.clone().map(ability).fold(f64::NEG_INFINITY, f64::max);
    let priced = offers
        .filter(|at| ability(*at) >= best - margin)
        .filter_map(|at| Some((at, judgement.figures.get(at.get())?.cost.as_ref()?.value)));
    let least = priced.min_by(|one, other| {
        one.1.total_cmp(&other.1).then(ability(other.0).total_cmp(&ability(one.0))).then(one.0.cmp(&other.0))
    });
    least.map(|(at, _)| at)
}
