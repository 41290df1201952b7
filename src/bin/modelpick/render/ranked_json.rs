//! One model of a recommendation in JSON, with every point of its score.

use modelpick::deciding::recommendation::{Applied, Cause, Contribution, Effect, Part, Ranked};
use modelpick::judging::cost::{Bill, Cost};
use modelpick::knowledge::stating::knowledge::Candidate;
use modelpick::knowledge::words::table::Ix;
use serde::Serialize;

use super::figure::rounded;
use super::json::Number;
use super::names::Names;
use super::{account, money};

/// A model in its place.
#[derive(Serialize)]
pub(crate) struct One<'a> {
    rank: Option<usize>,
    model: &'a str,
    name: &'a str,
    vendor: &'a str,
    offer: Offered<'a>,
    other_offers: Vec<Offered<'a>>,
    score: f64,
    score_low: f64,
    score_high: f64,
    tied: bool,
    monthly_cost: Option<Month<'a>>,
    contributions: Vec<Given<'a>>,
    rules: Vec<Acted<'a>>,
}

impl<'a> One<'a> {
    /// A model that is ranked.
    pub(crate) fn ranked(names: Names<'a>, ranked: &Ranked) -> Self {
        Self { rank: Some(ranked.rank), ..Self::apart(names, ranked) }
    }

    /// A model without a rank: too little is known of it.
    pub(crate) fn apart(names: Names<'a>, ranked: &Ranked) -> Self {
        let model = names.k.model(names.at(ranked.candidate));
        Self {
            rank: None,
            model: &model.id,
            name: model.name.in_lang(names.lang),
            vendor: &names.k.catalog.vendors[model.vendor].id,
            offer: Offered::of(names, ranked.candidate),
            other_offers: ranked.others.iter().map(|at| Offered::of(names, *at)).collect(),
            score: hundredths(ranked.score.value),
            score_low: hundredths(ranked.score.low),
            score_high: hundredths(ranked.score.high),
            tied: ranked.tied,
            monthly_cost: ranked.cost.as_ref().map(|cost| Month::of(names, cost, ranked.bill.as_ref())),
            contributions: ranked.contributions.iter().map(|one| Given::of(names, one, ranked)).collect(),
            rules: ranked.rules.iter().map(|one| Acted::of(names, *one)).collect(),
        }
    }
}

/// Points from hundredths; the nearest f64 prints as the two decimals that it has.
#[expect(clippy::cast_precision_loss, reason = "scores are far below 2^52")]
fn hundredths(points: i64) -> f64 {
    points as f64 / 100.0
}

/// An offer.
#[derive(Serialize)]
struct Offered<'a> {
    id: &'a str,
    route: &'static str,
    provider: Option<&'a str>,
}

impl<'a> Offered<'a> {
    fn of(names: Names<'a>, at: Ix<Candidate>) -> Self {
        let Way { route, provider } = Way::of(names, at);
        Self { id: &names.k.offer(names.at(at)).id, route, provider }
    }
}

/// The route and the provider of an offer.
#[derive(Serialize)]
pub(crate) struct Way<'a> {
    route: &'static str,
    provider: Option<&'a str>,
}

impl<'a> Way<'a> {
    /// Those of a candidate.
    pub(crate) fn of(names: Names<'a>, at: Ix<Candidate>) -> Self {
        let offer = names.k.offer(names.at(at));
        let provider = offer.provider.map(|provider| &*names.k.catalog.providers[provider].id);
        Self { route: offer.route.word(), provider }
    }
}

/// What it costs a month.
#[derive(Serialize)]
struct Month<'a> {
    value: Number,
    low: Number,
    high: Number,
    currency: &'static str,
    assumed: Vec<&'a str>,
    basis: String,
    /// Where the price list is in another currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    converted: Option<Converted<'a>>,
}

/// What a price list in another currency was converted at.
#[derive(Serialize)]
struct Converted<'a> {
    currency: &'a str,
    per_usd: Number,
    rate_as_of: String,
}

impl<'a> Month<'a> {
    fn of(names: Names<'a>, cost: &Cost, bill: Option<&Bill>) -> Self {
        Self {
            value: cents(cost.value),
            low: cents(cost.low),
            high: cents(cost.high),
            currency: "USD",
            assumed: money::assumed(names, cost).iter().map(|at| &*names.k.questions[*at].id).collect(),
            basis: money::basis(names, cost, bill),
            converted: bill.and_then(|bill| money::rate(names, bill)).map(|rate| Converted {
                currency: &rate.id,
                per_usd: Number(rate.per_usd),
                rate_as_of: rate.as_of.to_string(),
            }),
        }
    }
}

/// Whole cents; below a dollar two decimals more, so that little is not shown as nothing.
fn cents(amount: f64) -> Number {
    Number(rounded(amount, if amount < 1.0 { 4 } else { 2 }))
}

/// What a criterion gives.
#[derive(Serialize)]
struct Given<'a> {
    criterion: &'a str,
    points: f64,
    weight: f64,
    utility: f64,
    figure: Option<String>,
    unknown: bool,
    parts: Vec<Piece<'a>>,
}

impl<'a> Given<'a> {
    fn of(names: Names<'a>, contribution: &Contribution, ranked: &Ranked) -> Self {
        let criterion = &names.k.criteria[contribution.criterion];
        Self {
            criterion: &criterion.id,
            points: hundredths(contribution.points),
            weight: rounded(account::share(contribution), 4),
            utility: account::utility(contribution),
            figure: names.figure(&criterion.reads, contribution.figure, ranked),
            unknown: contribution.unknown,
            parts: contribution.parts.iter().map(|part| Piece::of(names, *part)).collect(),
        }
    }
}

/// A part of what a criterion gives.
#[derive(Serialize)]
struct Piece<'a> {
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    points: f64,
}

impl<'a> Piece<'a> {
    fn of(names: Names<'a>, part: Part) -> Self {
        let (from, rule) = match part.from {
            Cause::Base => ("base", None),
            Cause::Rule(rule) => ("rule", Some(&*names.k.rules[rule].id)),
            Cause::WeightHeld => ("weight-held", None),
            Cause::UtilityHeld => ("utility-held", None),
        };
        Self { from, rule, points: hundredths(part.points) }
    }
}

/// What a rule did.
#[derive(Serialize)]
struct Acted<'a> {
    id: &'a str,
    effect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    criterion: Option<&'a str>,
    raw: i64,
}

impl<'a> Acted<'a> {
    fn of(names: Names<'a>, applied: Applied) -> Self {
        let (effect, criterion) = match applied.effect {
            Effect::Prefer => ("prefer", None),
            Effect::Weigh(criterion) => ("weigh", Some(&*names.k.criteria[criterion].id)),
            Effect::JudgeBy => ("judge-by", None),
        };
        Self { id: &names.k.rules[applied.rule].id, effect, criterion, raw: applied.raw }
    }
}
