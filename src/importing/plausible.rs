//! Whether a price can be one.

use super::row::{Amounts, Fault, Row};

/// Dollars for a million tokens: the dearest seen is 600 for output, so above this the unit is another one.
const DEAREST: f64 = 1000.0;

/// The cheapest seen is 0.0028 for cached input, so below this the unit is another one.
const CHEAPEST: f64 = 0.0005;

/// Notes what is wrong with the prices of a row.
pub(super) fn check(row: &mut Row) {
    if row.faults.contains(&Fault::Variable) {
        return;
    }
    let prices = std::mem::take(&mut row.prices);
    let standard = || prices.iter().filter(|price| !price.batch);
    if standard().next().is_none() || standard().any(|price| price.input.is_none() || price.output.is_none())
    {
        row.fault(Fault::NoPrice);
    }
    for price in &prices {
        let amounts = [price.input, price.output].into_iter().flatten();
        if amounts.clone().any(|amount| amount == 0.0) {
            row.fault(Fault::ZeroPrice);
        } else if amounts.chain(cached(price)).any(is_absurd) || cached(price) > price.input {
            row.fault(Fault::Absurd);
        }
    }
    // Free cached input is a price list that leaves it out.
    row.prices = prices.into_iter().map(|price| Amounts { cached: cached(&price), ..price }).collect();
}

fn cached(price: &Amounts) -> Option<f64> {
    price.cached.filter(|amount| *amount != 0.0)
}

fn is_absurd(amount: f64) -> bool {
    !(CHEAPEST..=DEAREST).contains(&amount)
}
