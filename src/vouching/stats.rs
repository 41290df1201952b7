//! What the catalogue holds, and what it lacks.

use knowledge::describing::attribute::{Attribute, Of, Value};
use knowledge::describing::model::{Model, Offer, Route};
use knowledge::describing::price::Price;
use knowledge::describing::source::Kind;
use knowledge::evidence::record::Evidence;
use knowledge::stating::knowledge::{Knowledge, find};
use knowledge::words::date::Date;
use knowledge::words::table::Ix;

use super::statements::{Group, Statement, all};

/// Days up to which ages are counted together: a month, a quarter, half a year, a year, two years.
pub const BANDS: [i64; 5] = [30, 90, 180, 365, 730];

/// Groups of statements, as they are counted.
pub const GROUPS: usize = Group::ALL.len();

/// What the catalogue holds.
#[derive(Clone, Debug)]
pub struct Stats {
    /// How many offers of each route there are.
    pub offers: [(Route, usize); 3],
    /// Scores on all benchmarks.
    pub scores: usize,
    /// Models that at least one benchmark lists.
    pub measured: usize,
    /// How many know each attribute.
    pub coverage: Vec<Coverage>,
    /// Statements up to each of [`BANDS`] days old and older than all, by group in the order of [`Group::ALL`].
    pub ages: [[usize; GROUPS]; BANDS.len() + 1],
    /// Statements by who speaks, by group in the order of [`Group::ALL`].
    pub kinds: [(Kind, [usize; GROUPS]); Kind::ALL.len()],
    /// What is missing most painfully, and of which models.
    pub holes: Vec<(Hole, Vec<Ix<Model>>)>,
}

/// How many know an attribute that files state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Which.
    pub attribute: Ix<Attribute>,
    /// How many know it.
    pub known: Known,
}

/// How many models, or offers of each route in the order of [`Route::ALL`], know something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Of all models.
    Models(usize),
    /// Of the offers of each route.
    Offers([usize; 3]),
}

/// What a model lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// No way to use it.
    Offer,
    /// Hosted only without a price for both input and output.
    Price,
    /// Hosted without a word about where.
    Region,
    /// Its license.
    License,
    /// The day of its release.
    Release,
    /// How much it reads at once.
    Context,
    /// Its size, though its weights can be had.
    Params,
    /// A benchmark that lists it.
    Benchmark,
}

impl Hole {
    /// Every hole, with the word for it in JSON.
    pub const ALL: [(&'static str, Self); 8] = [
        ("offer", Self::Offer),
        ("price", Self::Price),
        ("region", Self::Region),
        ("license", Self::License),
        ("release", Self::Release),
        ("context", Self::Context),
        ("params", Self::Params),
        ("benchmark", Self::Benchmark),
    ];

    /// Whether a model has it.
    fn is_in(self, knowledge: &Knowledge, at: Ix<Model>) -> bool {
        let model = &knowledge.catalog.models[at];
        let roles = &knowledge.roles;
        let lacks = |attribute: Option<_>| attribute.is_some_and(|at| find(&model.figures, at).is_none());
        let own = || model.offers.iter().any(|offer| offer.route != Route::CloudApi);
        // One offer that says it is enough; who has no hosted offer lacks nothing of one.
        let unsaid = |says: &dyn Fn(&Offer) -> bool| {
            let mut hosted = model.offers.iter().filter(|offer| offer.route == Route::CloudApi).peekable();
            hosted.peek().is_some() && !hosted.any(says)
        };
        match self {
            Self::Offer => model.offers.is_empty(),
            Self::Price => {
                let gives = roles.modalities_out.and_then(|at| find(&model.figures, at));
                // Vectors are no tokens: only what goes in is paid for.
                let vectors =
                    matches!(gives, Some(Value::Words(words)) if words.contains(&"embedding".into()));
                let priced = |row: &Price| row.input.is_some() && (row.output.is_some() || vectors);
                unsaid(&|offer| offer.prices.iter().any(priced))
            }
            Self::Region => {
                unsaid(&|offer| roles.available_in.is_none_or(|at| find(&offer.figures, at).is_some()))
            }
            Self::License => model.license.is_none(),
            Self::Release => lacks(roles.released),
            Self::Context => lacks(roles.context),
            Self::Params => own() && lacks(roles.params_total),
            Self::Benchmark => {
                knowledge.catalog.abilities.get(at.get()).is_none_or(|ability| ability.benchmarks == 0)
            }
        }
    }
}

/// Counts everything.
pub fn stats(knowledge: &Knowledge, evidence: &Evidence, today: Date) -> Stats {
    let catalog = &knowledge.catalog;
    let statements = all(knowledge, evidence);
    let offers = |route| catalog.candidates.iter().filter(|one| one.facts.route == route).count();
    let holes = Hole::ALL.into_iter().map(|(_, hole)| {
        let models = catalog.models.enumerate().map(|(at, _)| at);
        (hole, models.filter(|at| hole.is_in(knowledge, *at)).collect())
    });
    Stats {
        offers: Route::ALL.map(|(_, route)| (route, offers(route))),
        scores: evidence.benchmarks.iter().map(|benchmark| benchmark.scores.len()).sum(),
        measured: catalog.abilities.iter().filter(|ability| ability.benchmarks > 0).count(),
        coverage: coverage(knowledge),
        ages: ages(&statements, today),
        kinds: Kind::ALL.map(|(_, kind)| (kind, by_group(&statements, |one| one.source.kind == kind))),
        holes: holes.collect(),
    }
}

/// What a provider says of all its offers counts as known of each.
fn coverage(knowledge: &Knowledge) -> Vec<Coverage> {
    let models = &knowledge.catalog.models;
    let cover = |(attribute, described): (Ix<Attribute>, &Attribute)| {
        let by_route = |route| {
            let offers = models.iter().flat_map(|model| &model.offers).filter(|offer| offer.route == route);
            offers.filter(|offer| find(&offer.figures, attribute).is_some()).count()
        };
        let known = match described.of {
            Of::Model => {
                Known::Models(models.iter().filter(|model| find(&model.figures, attribute).is_some()).count())
            }
            Of::Offer => Known::Offers(Route::ALL.map(|(_, route)| by_route(route))),
            Of::LookedUp | Of::Derived => return None,
        };
        Some(Coverage { attribute, known })
    };
    knowledge.attributes.enumerate().filter_map(cover).collect()
}

fn ages(statements: &[Statement<'_>], today: Date) -> [[usize; GROUPS]; BANDS.len() + 1] {
    let band = |statement: &Statement<'_>| BANDS.partition_point(|days| *days < statement.as_of.age(today));
    std::array::from_fn(|at| by_group(statements, |statement| band(statement) == at))
}

fn by_group(statements: &[Statement<'_>], counts: impl Fn(&Statement<'_>) -> bool) -> [usize; GROUPS] {
    Group::ALL.map(|(_, group)| statements.iter().filter(|one| one.group == group && counts(one)).count())
}
