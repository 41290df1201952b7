//! What a candidate costs a month, and how that comes about.

use std::fmt::Display;

use modelpick::deciding::recommendation::Ranked;
use modelpick::judging::cost::{Basis, Bill, Cost};
use modelpick::judging::situation;
use modelpick::knowledge::describing::place::Currency;
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

use super::figure::{dollars, fine, grouped, number, price};
use super::names::Names;
use crate::words;

/// The cost in a cell of a table.
pub(crate) fn month(names: Names<'_>, ranked: &Ranked) -> String {
    let Some(cost) = &ranked.cost else { return "?".into() };
    match cost.basis {
        Basis::Prices { .. } => dollars(cost.value),
        Basis::FreeTier => names.say(&words::MONTH_FREE_TIER).to_owned(),
        Basis::OnDevice => names.say(&words::MONTH_NO_FEE).to_owned(),
        Basis::Rent { own: true, .. } => names.say(&words::MONTH_OWN_HARDWARE).to_owned(),
        Basis::Rent { .. } => names.fill(&words::MONTH_RENT, &[("amount", &dollars(cost.value))]),
    }
}

/// Whether a cost is an amount that its basis adds up to.
pub(crate) fn is_sum(cost: &Cost) -> bool {
    matches!(cost.basis, Basis::Prices { .. } | Basis::Rent { own: false, .. })
}

/// The questions whose assumed numbers a cost rests on.
pub(crate) fn assumed(names: Names<'_>, cost: &Cost) -> Vec<Ix<Question>> {
    let roles = &names.k.roles;
    let read: &[_] = match cost.basis {
        Basis::Prices { .. } => &[roles.requests, roles.tokens_in, roles.tokens_out, roles.cache_share],
        Basis::FreeTier => &[roles.requests],
        Basis::Rent { .. } | Basis::OnDevice => &[],
    };
    read.iter().flatten().copied().filter(|at| names.answers.get(*at).is_none()).collect()
}

/// How a cost comes about, in a sentence.
pub(crate) fn basis(names: Names<'_>, cost: &Cost, bill: Option<&Bill>) -> String {
    let mut parts = vec![match &cost.basis {
        Basis::Prices { .. } => bill.map(|bill| sum(names, bill)).unwrap_or_default(),
        Basis::FreeTier => names.say(&words::BASIS_FREE_TIER).to_owned(),
        Basis::OnDevice => names.say(&words::BASIS_ON_DEVICE).to_owned(),
        Basis::Rent { gpu, count, own } => {
            let known = &names.k.catalog.gpus[*gpu];
            let rent = price(known.rent.unwrap_or(0.0));
            let hours = grouped(names.k.ranking.derived.hours_a_month);
            let name = names.say(&known.name);
            let line = names.fill(
                &words::BASIS_RENT,
                &[("count", count), ("gpu", &name), ("rent", &rent), ("hours", &hours)],
            );
            if *own { names.fill(&words::BASIS_OWN, &[("rent", &line)]) } else { line }
        }
    }];
    if let Basis::Prices { batch } = cost.basis {
        if let Some(rate) = bill.and_then(|bill| rate(names, bill)) {
            let with: &[(&str, &dyn Display)] =
                &[("currency", &rate.id), ("rate", &rate.per_usd), ("date", &rate.as_of)];
            parts.push(names.fill(&words::BASIS_RATE, with));
        }
        #[expect(clippy::float_cmp, reason = "1 is set as such where a model does not think")]
        match bill.map(|bill| bill.thinking) {
            Some(Some(thinking)) if thinking != 1.0 => {
                parts.push(names.fill(&words::BASIS_THINKING, &[("count", &number(thinking))]));
            }
            Some(None) => parts.push(names.say(&words::BASIS_THINKING_UNKNOWN).to_owned()),
            _ => {}
        }
        if batch {
            parts.push(names.say(&words::BASIS_BATCH).to_owned());
        }
        if cost.low < cost.high {
            parts.push(
                names
                    .fill(&words::BASIS_TIMES, &[("low", &dollars(cost.low)), ("high", &dollars(cost.high))]),
            );
        }
    }
    let assumed: Vec<_> =
        assumed(names, cost).into_iter().filter_map(|at| number_assumed(names, at)).collect();
    if !assumed.is_empty() {
        parts.push(names.fill(&words::BASIS_ASSUMED, &[("numbers", &names.list(&assumed))]));
    }
    parts.join(names.say(&words::SEMICOLON))
}

/// The currency that a bill was converted from, unless its list is in dollars.
pub(crate) fn rate<'k>(names: Names<'k>, bill: &Bill) -> Option<&'k Currency> {
    let currency = &names.k.catalog.currencies[bill.currency];
    (currency.id != "USD").then_some(currency)
}

/// Millions of tokens times the price of a million, for each kind that there is; in the currency of the list, so that
/// the digits of the list are seen.
fn sum(names: Names<'_>, bill: &Bill) -> String {
    let rate = rate(names, bill);
    let amount = |amount: f64| match rate {
        Some(rate) => format!("{} {}", rate.id, fine(amount)),
        None => price(amount),
    };
    // English counts in millions, Chinese in 万, ten thousands.
    let in_a_million = match names.lang {
        Lang::En => 1.0,
        Lang::Zh => 100.0,
    };
    let kinds = [&words::BASIS_INPUT, &words::BASIS_CACHED, &words::BASIS_OUTPUT];
    let all = kinds.into_iter().zip(&bill.per_million).zip(&bill.millions);
    let terms: Vec<_> = all
        .filter(|(_, millions)| **millions > 0.0)
        .map(|((words, cost), millions)| {
            let with: [(&str, &dyn Display); 2] =
                [("count", &number(*millions * in_a_million)), ("price", &amount(*cost))];
            names.fill(words, &with)
        })
        .collect();
    let mut sum = terms.join(" + ");
    if let Some(rate) = rate {
        sum = format!("({sum}) ÷ {}", rate.per_usd);
    }
    names.fill(&words::BASIS_PER_MILLION, &[("sum", &sum)])
}

/// A question with the number that stands in for its answer.
fn number_assumed(names: Names<'_>, question: Ix<Question>) -> Option<String> {
    let (value, _) = situation::number(names.k, names.answers, Some(question))?;
    Some(format!("{} {}", names.k.questions[question].id, number(value)))
}
