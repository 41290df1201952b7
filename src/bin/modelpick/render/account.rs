//! The exact account of each model: where every hundredth of its score comes from.

use std::io::{self, Write};

use modelpick::deciding::recommendation::{Cause, Contribution, Effect, Part, Ranked, Recommendation};
use modelpick::knowledge::describing::criterion::Reads;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::table::Ix;

use super::layout::{hanging, paragraph, title};
use super::names::Names;
use super::{Style, figure, money};
use crate::words;

/// Columns before the parts of a contribution.
const INDENT: usize = 2;

/// Writes it.
pub(crate) fn write(
    r: &Recommendation,
    shown: &[Ranked],
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = how.columns();
    title(out, columns, names.say(&words::ACCOUNT_TITLE))?;
    let mut account = Account { names, columns, told: Vec::new() };
    for ranked in shown {
        writeln!(out)?;
        account.model(ranked, out)?;
    }
    mix(r, names, columns, out)
}

/// The accounts of all models, one after the other.
struct Account<'a> {
    names: Names<'a>,
    columns: usize,
    /// The rules whose reason stands above already.
    told: Vec<Ix<Rule>>,
}

impl Account<'_> {
    /// The account of one model.
    fn model(&mut self, ranked: &Ranked, out: &mut dyn Write) -> io::Result<()> {
        let (names, columns) = (self.names, self.columns);
        let name = format!("{} · {}", names.model(ranked.candidate), names.how_ranked(ranked));
        hanging(out, (0, ""), columns, &name)?;
        for contribution in ranked.contributions.iter().filter(|one| one.weight != 0 || one.points != 0) {
            amount(out, columns, 0, contribution.points, &line(names, contribution, ranked))?;
            if let [Part { from: Cause::Base, .. }] = contribution.parts.as_slice() {
                continue;
            }
            for part in &contribution.parts {
                amount(out, columns, 1, part.points, &self.because(contribution, *part))?;
            }
        }
        let (low, high) = (figure::points(ranked.score.low), figure::points(ranked.score.high));
        let score = names.fill(&words::ACCOUNT_SCORE, &[("low", &low), ("high", &high)]);
        amount(out, columns, 0, ranked.score.value, &score)?;
        let month = match &ranked.cost {
            None => names.say(&words::ACCOUNT_MONTH_UNKNOWN).to_owned(),
            Some(cost) => {
                let basis = money::basis(names, cost, ranked.bill.as_ref());
                let amount = money::month(names, ranked);
                let words =
                    if money::is_sum(cost) { &words::ACCOUNT_MONTH } else { &words::ACCOUNT_MONTH_PLAIN };
                names.fill(words, &[("amount", &amount), ("basis", &basis)])
            }
        };
        paragraph(out, INDENT, columns, &month)?;
        let (same, others) = (names.how(ranked.candidate), ranked.others.iter().map(|at| names.how(*at)));
        let mut others: Vec<_> = others.filter(|other| *other != same).collect();
        others.dedup();
        if others.is_empty() {
            return Ok(());
        }
        let others =
            names.fill(&words::ACCOUNT_OFFERS, &[("offers", &others.join(names.say(&words::SEMICOLON)))]);
        paragraph(out, INDENT, columns, &others)
    }

    /// Where a part comes from; the reason of a rule is given once.
    fn because(&mut self, contribution: &Contribution, part: Part) -> String {
        let names = self.names;
        let of_points = matches!(names.k.criteria[contribution.criterion].reads, Reads::Points);
        match part.from {
            Cause::Base if of_points => names.say(&words::PART_BASE_POINTS).to_owned(),
            Cause::Base => names.say(&words::PART_BASE).to_owned(),
            Cause::Rule(rule) if self.told.contains(&rule) => names.k.rules[rule].id.to_string(),
            Cause::Rule(rule) => {
                self.told.push(rule);
                let (because, rule) = (names.because(rule), &names.k.rules[rule].id);
                names.fill(&words::PART_RULE, &[("rule", rule), ("because", &because)])
            }
            Cause::WeightHeld => names.say(&words::PART_WEIGHT_HELD).to_owned(),
            Cause::UtilityHeld => names.say(&words::PART_UTILITY_HELD).to_owned(),
        }
    }
}

/// Points in a column of their own, and what they are for.
fn amount(out: &mut dyn Write, columns: usize, level: usize, points: i64, text: &str) -> io::Result<()> {
    let mark = format!("{:>7}  ", figure::points(points));
    hanging(out, (INDENT + level * 8, &mark), columns, text)
}

/// What a criterion gives, and why.
fn line(names: Names<'_>, contribution: &Contribution, ranked: &Ranked) -> String {
    let criterion = &names.k.criteria[contribution.criterion];
    let label = names.say(&criterion.label);
    let (weight, utility) = (figure::percent(share(contribution)), format!("{:.3}", utility(contribution)));
    let mut figure = names.figure(&criterion.reads, contribution.figure, ranked);
    if let (Reads::Figure(attribute, _), true) = (&criterion.reads, ranked.estimated)
        && Some(*attribute) == names.k.roles.ability
        && let (Some(known), Some(low)) = (&figure, contribution.figure)
    {
        let low = format!("{low:.0}");
        figure = Some(names.fill(&words::ACCOUNT_LOW_END, &[("figure", known), ("low", &low)]));
    }
    let what = match figure {
        _ if contribution.unknown => names.fill(&words::ACCOUNT_UNKNOWN, &[("criterion", &label)]),
        Some(figure) => names.fill(&words::ACCOUNT_FIGURE, &[("criterion", &label), ("figure", &figure)]),
        None => label.to_owned(),
    };
    let line =
        names.fill(&words::ACCOUNT_CRITERION, &[("what", &what), ("weight", &weight), ("utility", &utility)]);
    if contribution.clipped { names.fill(&words::ACCOUNT_CLIPPED, &[("line", &line)]) } else { line }
}

/// The rules that say which capabilities make up ability; they are the same for every model.
fn mix(r: &Recommendation, names: Names<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    title(out, columns, names.say(&words::ACCOUNT_MIX))?;
    let rules = r.ranked.first().map(|first| first.rules.as_slice()).unwrap_or_default();
    let mut any = false;
    for one in rules.iter().filter(|one| one.effect == Effect::JudgeBy) {
        any = true;
        let (because, rule) = (names.because(one.rule), &names.k.rules[one.rule].id);
        let text = names.fill(&words::PART_RULE, &[("rule", rule), ("because", &because)]);
        hanging(out, (INDENT, ""), columns, &text)?;
    }
    if any { Ok(()) } else { paragraph(out, INDENT, columns, names.say(&words::ACCOUNT_MIX_GENERAL)) }
}

/// The share of all weight that a contribution has.
#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
pub(crate) fn share(contribution: &Contribution) -> f64 {
    contribution.weight as f64 / contribution.total_weight.max(1) as f64
}

/// The utility of a contribution, 0..=1.
#[expect(clippy::cast_precision_loss, reason = "parts per million are far below 2^52")]
pub(crate) fn utility(contribution: &Contribution) -> f64 {
    contribution.utility as f64 / 1e6
}
