//! A recommendation as short words, to compare with what a case expects.

use knowledge::describing::criterion::Criterion;
use knowledge::describing::question::Question;
use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;
use modelpick::deciding::recommendation::{
    Applied, Cause, Change, Contribution, Effect, Part, Ranked, Reason, Recommendation, Relaxation,
    Stability, Unanswered, Warning,
};
use modelpick::judging::cost::{Basis, Cost};
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge;
use toml::{Table, Value};

/// Hundredths as a person reads them.
fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", number.abs() / 100, number.abs() % 100)
}

/// Everything that a case can expect, by the keys of `[expect]`.
pub(crate) fn everything(found: &Recommendation, judgement: &Judgement<'_>) -> Value {
    let words = Words(judgement.situation.knowledge);
    let parts = [words.places(found), words.of_each(found), words.of_all(found), words.open(found)];
    let mut all: Table = parts.into_iter().flatten().map(|(key, value)| (key.to_owned(), value)).collect();
    all.insert("figures".into(), figures(judgement));
    all.insert("costs".into(), costs(judgement));
    Value::Table(all)
}

fn table(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Table(entries.into_iter().collect())
}

fn list(words: impl Iterator<Item = String>) -> Value {
    Value::Array(words.map(Value::String).collect())
}

/// Keys of `[expect]` and what was found.
type Keyed = Vec<(&'static str, Value)>;

/// Things of the knowledge by their ids.
#[derive(Clone, Copy)]
struct Words<'k>(&'k Knowledge);

impl Words<'_> {
    /// `model:offer`
    fn name(self, at: Ix<Candidate>) -> String {
        let candidate = self.0.catalog.candidates[at];
        format!("{}:{}", self.0.model(candidate).id, self.0.offer(candidate).id)
    }

    fn rule(self, at: Ix<Rule>) -> String {
        self.0.rules[at].id.to_string()
    }

    fn criterion(self, at: Ix<Criterion>) -> String {
        self.0.criteria[at].id.to_string()
    }

    fn reason(self, reason: Reason) -> String {
        match reason {
            Reason::Rule(at) => self.rule(at),
            Reason::Floor => "floor".to_owned(),
        }
    }

    /// Where each candidate ended up.
    fn places(self, found: &Recommendation) -> Keyed {
        let ranked = |all: &[Ranked]| list(all.iter().map(|one| self.ranked(one)));
        let excluded = found.excluded.iter().map(|out| {
            let reasons = out.by.iter().map(|reason| self.reason(*reason));
            (self.name(out.candidate), list(reasons))
        });
        let roles = found.roles.iter().map(|(role, at)| (role.word().to_owned(), self.name(*at).into()));
        vec![
            ("ranked", ranked(&found.ranked)),
            ("not-enough-known", ranked(&found.not_enough_known)),
            ("excluded", table(excluded)),
            ("roles", table(roles)),
        ]
    }

    /// What each model comes with, by its best offer.
    fn of_each(self, found: &Recommendation) -> Keyed {
        let all = || found.ranked.iter().chain(&found.not_enough_known);
        let each =
            |what: &dyn Fn(&Ranked) -> Value| table(all().map(|one| (self.name(one.candidate), what(one))));
        let interval =
            |one: &Ranked| format!("{}..{}", hundredths(one.score.low), hundredths(one.score.high)).into();
        let parts = |one: &Ranked| {
            let part = |part: &Contribution| (self.criterion(part.criterion), self.contribution(part).into());
            table(one.contributions.iter().map(part))
        };
        let estimated = all().filter(|one| one.estimated).map(|one| self.name(one.candidate));
        vec![
            ("others", each(&|one| list(one.others.iter().map(|at| self.name(*at))))),
            ("intervals", each(&interval)),
            ("parts", each(&parts)),
            ("rules", each(&|one| list(one.rules.iter().map(|applied| self.applied(*applied))))),
            ("to-check", each(&|one| list(one.to_check.iter().map(|at| self.rule(*at))))),
            ("estimated", list(estimated)),
        ]
    }

    /// What concerns the result as a whole.
    fn of_all(self, found: &Recommendation) -> Keyed {
        let lifted = |relaxation: &Relaxation| {
            let lift: Vec<_> = relaxation.lift.iter().map(|reason| self.reason(*reason)).collect();
            let first = self.name(relaxation.first);
            format!("lift {}: {}, first {first}", lift.join(" + "), relaxation.candidates)
        };
        let stable = |one: &Stability| {
            let end = |end: Option<(f64, _)>| {
                end.map_or("-".to_owned(), |(share, at)| format!("{share:.6} {}", self.name(at)))
            };
            (self.criterion(one.criterion), format!("{} .. {}", end(one.below), end(one.above)).into())
        };
        vec![
            ("advice", list(found.advice.iter().map(|at| self.rule(*at)))),
            ("warnings", list(found.warnings.iter().map(|one| self.warning(*one)))),
            ("relaxations", list(found.relaxations.iter().map(lifted))),
            ("stability", table(found.stability.iter().map(stable))),
            ("weightless", list(found.weightless.iter().flatten().map(|at| self.rule(*at)))),
            ("floor", found.floor.map_or("none".into(), Value::Float)),
        ]
    }

    /// What was not answered, and what an answer would change.
    fn open(self, found: &Recommendation) -> Keyed {
        let question = |at: Ix<Question>| self.0.questions[at].id.to_string();
        let change = |change: &Change| {
            let winner = change.winner.map_or("nothing".to_owned(), |at| self.name(at));
            format!("{} = {}: {winner}", question(change.question), change.answer)
        };
        let first = found.unanswered.first().map_or(String::new(), |open| question(open.question));
        let open = found.unanswered.iter().map(|open| (question(open.question), unanswered(open).into()));
        vec![
            ("changes", list(found.changes.iter().map(change))),
            ("first-to-ask", first.into()),
            ("unanswered", table(open)),
        ]
    }

    /// Rank, with `=` for a tie and `?` for a first place that rests on an unknown; the candidate; the score.
    fn ranked(self, one: &Ranked) -> String {
        let tied = if one.tied { "=" } else { "" };
        let rests = if one.rests_on_unknown { "?" } else { "" };
        format!("{tied}{}{rests} {} {}", one.rank, self.name(one.candidate), hundredths(one.score.value))
    }

    fn applied(self, applied: Applied) -> String {
        let (rule, raw) = (self.rule(applied.rule), applied.raw);
        match applied.effect {
            Effect::Prefer => format!("{rule} gives {raw} points"),
            Effect::Weigh(at) => format!("{rule} weighs {} by {raw}", self.criterion(at)),
            Effect::JudgeBy => format!("{rule} judges"),
        }
    }

    /// The points of a criterion and what they are made of, base first, then rules by id.
    fn contribution(self, one: &Contribution) -> String {
        let part = |part: &Part| {
            let from = match part.from {
                Cause::Base => "base".to_owned(),
                Cause::Rule(at) => self.rule(at),
                Cause::WeightHeld => "weight held".to_owned(),
                Cause::UtilityHeld => "utility held".to_owned(),
            };
            format!("{from} {}", hundredths(part.points))
        };
        let parts: Vec<_> = one.parts.iter().map(part).collect();
        let marks = [(one.unknown, " unknown"), (one.clipped, " clipped")];
        let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
        format!("{} = {}{marks}", hundredths(one.points), parts.join(" + "))
    }

    fn warning(self, warning: Warning) -> String {
        let strength = |at, place: u16| {
            let model = self.0.model(self.0.catalog.candidates[at]);
            format!("{} {}", self.name(at), model.strengths[usize::from(place)].tag)
        };
        match warning {
            Warning::ClaimedNotMeasured(at, place) => format!("{} is only claimed", strength(at, place)),
            Warning::Contradicted(at, place) => format!("{} is contradicted", strength(at, place)),
            Warning::Yielded(rule) => format!("{} gave way", self.rule(rule)),
            Warning::RestsOnUnknown(at) => format!("{} rests on an unknown", self.name(at)),
            Warning::OldPrice { candidate, as_of, days, gpu, .. } => {
                let gpu = gpu.map(|gpu| format!(" of {}", self.0.catalog.gpus[gpu].id)).unwrap_or_default();
                format!("{} price{gpu} of {as_of}, {days} days", self.name(candidate))
            }
        }
    }
}

fn unanswered(open: &Unanswered) -> String {
    let assumed = open.assumed.map(|number| format!("assumed {number}"));
    let could = open.could_change_winner.then(|| "could change the winner".to_owned());
    let decides = open.decides_exclusion.then(|| "decides an exclusion".to_owned());
    [assumed, could, decides].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Every derived figure of every candidate, excluded or not: a number, `low..high`, or `unknown`.
fn figures(judgement: &Judgement<'_>) -> Value {
    let knowledge = judgement.situation.knowledge;
    let ids = [
        "ability",
        "measured",
        "monthly-cost",
        "speed-class",
        "memory-needed",
        "gpus-needed",
        "usable-context",
        "share-of-device",
    ];
    table(knowledge.catalog.candidates.enumerate().map(|(at, &candidate)| {
        let known = |id: &str| {
            let attribute =
                knowledge.attributes.position(|attribute| attribute.id == id).expect("it is declared");
            let ability = &judgement.abilities[candidate.model.get()];
            match judgement.figures[at.get()].known(ability, knowledge, candidate, attribute) {
                Known::Between(low, high) if low.total_cmp(&high).is_eq() => number(low),
                Known::Between(low, high) => format!("{}..{}", number(low), number(high)),
                Known::Stated(value) => format!("{value:?}"),
                Known::Unknown => "unknown".into(),
            }
        };
        (Words(knowledge).name(at), table(ids.map(|id| (id.to_owned(), known(id).into()))))
    }))
}

fn number(number: f64) -> String {
    format!("{}", (number * 1e6).round() / 1e6)
}

/// The cost of every candidate: value, low and high in dollars, and what it is made of.
fn costs(judgement: &Judgement<'_>) -> Value {
    let knowledge = judgement.situation.knowledge;
    let drawn = |cost: &Cost| {
        let basis = match &cost.basis {
            Basis::Prices { batch: true, .. } => "batch prices".to_owned(),
            Basis::Prices { .. } => "prices".into(),
            Basis::FreeTier => "free tier".into(),
            Basis::Rent { gpu, count, own } => {
                let own = if *own { ", own" } else { "" };
                format!("{count} x {}{own}", knowledge.catalog.gpus[*gpu].id)
            }
            Basis::OnDevice => "on device".into(),
        };
        let [value, low, high] = [cost.value, cost.low, cost.high].map(number);
        if low == high { format!("{value} {basis}") } else { format!("{value} ({low}..{high}) {basis}") }
    };
    table(judgement.figures.iter().zip(knowledge.catalog.candidates.enumerate()).map(|(figures, (at, _))| {
        (Words(knowledge).name(at), figures.cost.as_ref().map_or("unknown".to_owned(), drawn).into())
    }))
}
