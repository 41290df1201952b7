//! What the abilities of one model rest on, in parts that add up.

use knowledge::describing::model::Model;
use knowledge::describing::place::Capability;
use knowledge::evidence::ability::{Ability, Estimate};
use knowledge::evidence::account;
use knowledge::evidence::benchmark::{Benchmark, Score};
use knowledge::evidence::record::Evidence;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;

/// What the abilities of one model rest on. The expected strength and the points of all readings add up to the
/// general strength; that and the points that readings of a capability have of their own, to the capability.
#[derive(Clone, Debug)]
pub struct Account<'a> {
    /// The general strength that size, age and tier let expect, in tenths of a rating point.
    pub expected: i64,
    /// Standard deviation of models around it, rating points.
    pub expected_sd: f64,
    /// Its share in the general strength, 0..=1.
    pub expected_share: f64,
    /// The strength in each capability; the first is the general one.
    pub capabilities: Vec<Strength>,
    /// One for each benchmark that lists the model: by capability, then by id.
    pub readings: Vec<Reading<'a>>,
}

/// The strength in one capability.
#[derive(Clone, Copy, Debug)]
pub struct Strength {
    /// Which.
    pub capability: Ix<Capability>,
    /// Mean and standard deviation.
    pub estimate: Estimate,
    /// How many benchmarks measured it.
    pub benchmarks: u16,
    /// What the estimate comes from.
    pub rests_on: RestsOn,
}

/// What an estimate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestsOn {
    /// Benchmarks of this capability.
    Benchmarks,
    /// Benchmarks of other capabilities only: it follows the general strength.
    OtherBenchmarks,
    /// Size, age and tier: no benchmark lists the model.
    SizeAndAge,
}

impl RestsOn {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Benchmarks => "benchmarks",
            Self::OtherBenchmarks => "other-benchmarks",
            Self::SizeAndAge => "size-and-age",
        }
    }
}

/// What one benchmark says, and what that did.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The benchmark.
    pub benchmark: &'a Benchmark,
    /// What it printed.
    pub score: &'a Score,
    /// The ability that the score stands for, rating points.
    pub ability: f64,
    /// Standard deviation of its noise, rating points.
    pub noise_sd: f64,
    /// What it did to the general strength.
    pub general: Pull,
    /// What it did to the capability that it measures, beyond the general strength.
    pub own: Option<Pull>,
}

/// What a reading did to one estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pull {
    /// Its weight, 0..=1.
    pub share: f64,
    /// Tenths of a rating point.
    pub tenths: i64,
    /// The estimate less what it would be without this benchmark, rating points.
    pub difference: f64,
}

/// The account of a model's abilities.
pub fn account<'a>(knowledge: &'a Knowledge, evidence: &'a Evidence, at: Ix<Model>) -> Option<Account<'a>> {
    let ability = knowledge.catalog.abilities.get(at.get())?;
    let fitted = evidence.fitted();
    let fit = fitted.accounts.get(at.get())?;
    let expected = tenths(fit.expected);
    let total = tenths(ability.general);
    let general: Vec<_> = fit.readings.iter().map(|reading| reading.general).collect();
    let mut readings = Vec::new();
    for (reading, general) in fit.readings.iter().zip(pulls(&general, total - expected)) {
        let board = fitted.boards.get(reading.board)?;
        let benchmark = evidence.benchmarks.iter().find(|benchmark| board.id == *benchmark.id)?;
        let score = benchmark.scores.iter().find(|score| score.model == at)?;
        let (ability, noise_sd) = (reading.ability, reading.noise_sd);
        readings.push((reading.own, Reading { benchmark, score, ability, noise_sd, general, own: None }));
    }
    readings.sort_by_key(|(_, reading)| (reading.benchmark.capability, reading.benchmark.id));
    for group in
        readings.chunk_by_mut(|(_, one), (_, other)| one.benchmark.capability == other.benchmark.capability)
    {
        let own: Vec<_> = group.iter().filter_map(|(own, _)| *own).collect();
        let Some((_, first)) = group.first() else { continue };
        let mean = strength(ability, first.benchmark.capability).estimate.mean;
        for ((_, reading), own) in group.iter_mut().zip(pulls(&own, tenths(mean) - total)) {
            reading.own = Some(own);
        }
    }
    let capabilities = knowledge.catalog.capabilities.enumerate().map(|(at, _)| strength(ability, at));
    Some(Account {
        expected,
        expected_sd: fit.expected_sd,
        expected_share: fit.expected_share,
        capabilities: capabilities.collect(),
        readings: readings.into_iter().map(|(_, reading)| reading).collect(),
    })
}

fn strength(ability: &Ability, at: Ix<Capability>) -> Strength {
    let benchmarks = match ability.measured.get(at.get()).and_then(Option::as_ref) {
        Some(known) => known.benchmarks,
        None if at == Ix::new(0) => ability.general_benchmarks,
        None => 0,
    };
    let rests_on = match (benchmarks, ability.benchmarks) {
        (1.., _) => RestsOn::Benchmarks,
        (0, 1..) => RestsOn::OtherBenchmarks,
        (0, 0) => RestsOn::SizeAndAge,
    };
    Strength { capability: at, estimate: ability.mix(&[(at, 1.0)]), benchmarks, rests_on }
}

/// The pulls in whole tenths that add up to `total`: each rounded down, then the largest remainders up.
fn pulls(exact: &[account::Pull], total: i64) -> Vec<Pull> {
    let floor = |pull: &account::Pull| (pull.points * 10.0).floor();
    let mut order: Vec<_> =
        exact.iter().enumerate().map(|(at, pull)| (at, pull.points * 10.0 - floor(pull))).collect();
    order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut all: Vec<_> = exact
        .iter()
        .map(|pull| Pull { share: pull.share, tenths: whole(floor(pull)), difference: pull.difference })
        .collect();
    let missing = total - all.iter().map(|pull| pull.tenths).sum::<i64>();
    // The total is rounded as well, so what is missing is at most one tenth for each.
    for (at, _) in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        if let Some(pull) = all.get_mut(at) {
            pull.tenths += 1;
        }
    }
    all
}

fn tenths(points: f64) -> i64 {
    whole((points * 10.0).round())
}

#[expect(clippy::cast_possible_truncation, reason = "ratings are far below 2^63")]
fn whole(number: f64) -> i64 {
    number as i64
}
