//! The shipped rules and catalogue in the situations that people come with: `scenarios/*.toml`, and what must hold
//! for all answers. A case that fails says what came out instead.
//!
//! Keys of a case: `name`, `answers` as an answers file has them, and what is expected of the result:
//! `winner` the first place is one of these; `tied` all of these share the first place; `among` + `within` all of
//! these stand in the first so many; `never` none of these is recommended; `never-route`; `first-route`;
//! `excluded` every offer of the model is out, for this rule among others; `advice` these rules speak;
//! `silent` these do not; `warns`; `role` the model in it is one of these; `nothing-fits` and `lift` the gates that
//! are named as worth lifting; `contributes` the model got points from this rule; `to-check` the user is told to
//! check this rule for the model.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use modelpick::deciding::recommend::recommend;
use modelpick::deciding::recommendation::{Effect, Ranked, Reason, Recommendation, Warning};
use modelpick::embedded;
use modelpick::judging::judgement::Judgement;
use modelpick::judging::situation::Situation;
use modelpick::knowledge::describing::attribute::Value as Known;
use modelpick::knowledge::describing::model::Route;
use modelpick::knowledge::describing::question::Kind;
use modelpick::knowledge::reading::answers::{parse, read};
use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::reading::file::{File, Files, Part};
use modelpick::knowledge::stating::answer::{Answers, Origin};
use modelpick::knowledge::stating::knowledge::{Candidate, Knowledge};
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::diagnostic::Problems;
use modelpick::knowledge::words::table::Ix;
use toml::{Table, Value};

/// Rating points between the anchors of ability and decades between those of cost: 600 / 8.
const RATING_FOR_A_DECADE: f64 = 75.0;

#[test]
fn every_scenario_gives_what_an_expert_would_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let (mut cases, mut wrong) = (0, Vec::new());
    for path in paths {
        let file = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("it can be read");
        let mut table: Table = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
        let Some(Value::Array(list)) = table.remove("case") else { panic!("{file} holds no [[case]]") };
        assert!(table.is_empty(), "{file}: nobody reads {:?}", table.keys().collect::<Vec<_>>());
        for case in list {
            cases += 1;
            wrong.extend(different(&file, case.try_into().expect("a case is a table")));
        }
    }
    assert!(cases >= 60, "only {cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is different from what a case expects, and what came out; nothing if all is as expected.
fn different(file: &str, mut case: Table) -> Option<String> {
    let knowledge = embedded::knowledge();
    let name =
        case.remove("name").and_then(|name| name.as_str().map(str::to_owned)).expect("a case has a name");
    let given = case.remove("answers").unwrap_or_else(|| panic!("{file}, {name}: no answers"));
    let given = answers(&toml::to_string(&given).expect("answers are a table"), knowledge);
    let found = recommend(knowledge, given);
    let result = Found { knowledge, found: &found };
    let wrong: Vec<_> = case.iter().filter_map(|(key, wanted)| result.differs(key, wanted, &case)).collect();
    assert!(!case.is_empty(), "{file}, {name}: expects nothing");
    (!wrong.is_empty()).then(|| format!("{file}, {name}:\n  {}\n{}", wrong.join("\n  "), result.drawn()))
}

/// Answers as an answers file has them.
fn answers(text: &str, knowledge: &Knowledge) -> Answers {
    let (mut files, problems) = (Files::default(), Problems::default());
    let name = "answers".to_owned();
    let file = File { part: Part::Answers, path: name.clone(), name, text: text.to_owned().into(), layer: 0 };
    let at = files.push(file);
    let answers = read(&files, at, knowledge, &problems);
    assert!(!problems.any_error(), "{}", draw(&problems.sorted(), &files, false));
    answers
}

struct Found<'a> {
    knowledge: &'a Knowledge,
    found: &'a Recommendation,
}

impl Found<'_> {
    fn model(&self, at: Ix<Candidate>) -> &str {
        &self.knowledge.model(self.knowledge.catalog.candidates[at]).id
    }

    fn route(&self, at: Ix<Candidate>) -> &str {
        self.knowledge.offer(self.knowledge.catalog.candidates[at]).route.word()
    }

    fn rule(&self, at: Ix<Rule>) -> &str {
        &self.knowledge.rules[at].id
    }

    fn all(&self) -> impl Iterator<Item = &Ranked> {
        self.found.ranked.iter().chain(&self.found.not_enough_known)
    }

    fn offers(&self) -> impl Iterator<Item = Ix<Candidate>> + '_ {
        self.all().flat_map(|one| [one.candidate].into_iter().chain(one.others.iter().copied()))
    }

    /// What one expectation misses.
    fn differs(&self, key: &str, wanted: &Value, case: &Table) -> Option<String> {
        let words = || strings(wanted, self.knowledge);
        let ranked = &self.found.ranked;
        let first = ranked.first();
        let missing = |there: &dyn Fn(&String) -> bool| {
            let missing: Vec<_> = words().into_iter().filter(|word| !there(word)).collect();
            (!missing.is_empty()).then(|| format!("{key}: not {missing:?}"))
        };
        match key {
            "winner" => {
                let winner = first.map(|first| self.model(first.candidate));
                let right = winner.is_some_and(|winner| words().iter().any(|word| word == winner));
                (!right).then(|| format!("{key}: {winner:?}"))
            }
            "tied" => missing(&|word| {
                ranked.iter().any(|one| one.rank == 1 && one.tied && self.model(one.candidate) == word)
            }),
            "among" => {
                let within =
                    case.get("within").and_then(Value::as_integer).expect("`among` goes with `within`");
                let within = usize::try_from(within).expect("it is a number of places");
                missing(&|word| ranked.iter().take(within).any(|one| self.model(one.candidate) == word))
            }
            "within" => None,
            "never" => missing(&|word| !self.all().any(|one| self.model(one.candidate) == word)),
            "never-route" => missing(&|word| !self.offers().any(|at| self.route(at) == word)),
            "first-route" => missing(&|word| first.is_some_and(|first| self.route(first.candidate) == word)),
            "advice" => missing(&|word| self.found.advice.iter().any(|at| self.rule(*at) == word)),
            "silent" => missing(&|word| !self.found.advice.iter().any(|at| self.rule(*at) == word)),
            "warns" => missing(&|word| self.warnings().contains(word)),
            "nothing-fits" => (wanted.as_bool() != Some(ranked.is_empty()))
                .then(|| format!("{key}: {} fit", self.found.fitting)),
            "lift" => missing(&|word| self.lifts().contains(word)),
            "excluded" => pairs(wanted, |model, rule| self.is_out(model, rule)),
            "role" => pairs_of_lists(wanted, |role, models| {
                let at = self.found.roles.iter().find(|(found, _)| found.word() == role).map(|(_, at)| *at);
                at.is_some_and(|at| models.iter().any(|model| model == self.model(at)))
            }),
            "contributes" => pairs(wanted, |model, rule| {
                let gave = |one: &Ranked| {
                    one.rules.iter().any(|own| own.effect == Effect::Prefer && self.rule(own.rule) == rule)
                };
                self.all().any(|one| self.model(one.candidate) == model && gave(one))
            }),
            "to-check" => pairs(wanted, |model, rule| {
                let told = |one: &Ranked| one.to_check.iter().any(|at| self.rule(*at) == rule);
                self.all().any(|one| self.model(one.candidate) == model && told(one))
            }),
            _ => panic!("no case has a key `{key}`"),
        }
    }

    fn is_out(&self, model: &str, rule: &str) -> bool {
        let mut out = self.found.excluded.iter().filter(|out| self.model(out.candidate) == model);
        let named = |reason: &Reason| match reason {
            Reason::Rule(at) => self.rule(*at) == rule,
            Reason::Floor => rule == "floor",
        };
        !self.offers().any(|at| self.model(at) == model) && out.any(|out| out.by.iter().any(named))
    }

    fn warnings(&self) -> BTreeSet<String> {
        let word = |warning: &Warning| match warning {
            Warning::NoWeight => "no-weight".to_owned(),
            Warning::ClaimedNotMeasured(at, _) => format!("claimed-not-measured:{}", self.model(*at)),
            Warning::Contradicted(at, _) => format!("contradicted:{}", self.model(*at)),
            Warning::Yielded(rule) => format!("yielded:{}", self.rule(*rule)),
            Warning::RestsOnUnknown(at) => format!("rests-on-unknown:{}", self.model(*at)),
        };
        self.found.warnings.iter().map(word).collect()
    }

    fn lifts(&self) -> BTreeSet<String> {
        let reasons = self.found.relaxations.iter().flat_map(|relaxation| &relaxation.lift);
        reasons.map(|reason| self.reason(*reason)).collect()
    }

    fn reason(&self, reason: Reason) -> String {
        match reason {
            Reason::Rule(at) => self.rule(at).to_owned(),
            Reason::Floor => "floor".into(),
        }
    }

    /// What came out, for the reader of a failure.
    fn drawn(&self) -> String {
        let mut lines: Vec<_> = self.found.ranked.iter().take(6).map(|one| self.place(one)).collect();
        if lines.is_empty() {
            lines.push(format!("    nothing fits; lift {:?}", self.lifts()));
        }
        let roles = self.found.roles.iter().map(|(role, at)| format!("{} {}", role.word(), self.model(*at)));
        lines.push(format!("    roles: {}", roles.collect::<Vec<_>>().join(", ")));
        lines.push(format!("    warns: {:?}", self.warnings()));
        lines.push(format!(
            "    advice: {:?}",
            self.found.advice.iter().map(|at| self.rule(*at)).collect::<Vec<_>>()
        ));
        lines.join("\n")
    }

    fn place(&self, one: &Ranked) -> String {
        let points = one.rules.iter().filter(|own| own.effect == Effect::Prefer);
        let points: Vec<_> = points.map(|own| format!("{} {:+}", self.rule(own.rule), own.raw)).collect();
        let cost = one.cost.as_ref().map_or("?".into(), |cost| format!("{:.2}", cost.value));
        let offer = &self.knowledge.offer(self.knowledge.catalog.candidates[one.candidate]).id;
        #[expect(clippy::cast_precision_loss, reason = "a score is at most 10 000")]
        let score = one.score.value as f64 / 100.0;
        let (model, ability) = (self.model(one.candidate), one.ability);
        let (mean, sd) = (ability.mean, ability.sd);
        format!("    {} {model} {offer} {score:.2} ${cost} {mean:.0}±{sd:.0} {points:?}", one.rank)
    }
}

/// The words of a list; a model's id must be one, so that a case cannot pass by a misspelling.
fn strings(wanted: &Value, knowledge: &Knowledge) -> Vec<String> {
    let one = |word: &Value| word.as_str().unwrap_or_else(|| panic!("{word} is not a word")).to_owned();
    let words: Vec<_> = match wanted {
        Value::Array(words) => words.iter().map(one).collect(),
        word => vec![one(word)],
    };
    for word in &words {
        let id = word.rsplit(':').next().unwrap_or_default();
        let known = knowledge.catalog.models.iter().any(|model| model.id == id)
            || knowledge.rules.iter().any(|rule| rule.id == id)
            || ["cloud-api", "self-hosted", "on-device", "floor"].contains(&id);
        assert!(known, "there is no model, rule or route `{id}`");
    }
    words
}

fn pairs(wanted: &Value, holds: impl Fn(&str, &str) -> bool) -> Option<String> {
    pairs_of_lists(wanted, |key, words| words.iter().all(|word| holds(key, word)))
}

fn pairs_of_lists(wanted: &Value, holds: impl Fn(&str, &[String]) -> bool) -> Option<String> {
    let table = wanted.as_table().unwrap_or_else(|| panic!("{wanted} is not a table"));
    let knowledge = embedded::knowledge();
    let fails = |(key, words): &(&String, &Value)| !holds(key, &strings(words, knowledge));
    let wrong: Vec<_> =
        table.iter().filter(fails).map(|(key, words)| format!("not {key} = {words}")).collect();
    (!wrong.is_empty()).then(|| wrong.join("; "))
}

/// Sets answers word by word, as flags do; an empty word leaves the question open.
fn said(words: &[(&str, &str)]) -> Answers {
    let knowledge = embedded::knowledge();
    let mut answers = Answers::default();
    for (question, word) in words.iter().filter(|(_, word)| !word.is_empty()) {
        let at = knowledge.question(question).unwrap_or_else(|| panic!("there is no question `{question}`"));
        let answer = parse(word, &knowledge.questions[at], knowledge);
        answers.set(at, answer.unwrap_or_else(|wrong| panic!("{}", wrong.message)), Origin::Flag);
    }
    answers
}

/// The choices of a question, and leaving it open.
fn choices(question: &str) -> Vec<&'static str> {
    let knowledge = embedded::knowledge();
    let at = knowledge.question(question).expect("it is declared");
    std::iter::once("").chain(knowledge.questions[at].choice_ids()).collect()
}

#[test]
fn regulated_data_is_never_hosted() {
    let knowledge = embedded::knowledge();
    let hosted =
        |at: Ix<Candidate>| knowledge.offer(knowledge.catalog.candidates[at]).route == Route::CloudApi;
    for audience in choices("audience") {
        for priority in choices("priority") {
            for stakes in choices("stakes") {
                for task in choices("task") {
                    let words =
                        [("audience", audience), ("priority", priority), ("stakes", stakes), ("task", task)];
                    let words = [words.as_slice(), &[("data", "regulated")]].concat();
                    let judgement = Judgement::of(knowledge, said(&words));
                    let all = knowledge.catalog.candidates.enumerate();
                    let mut standing = all.filter(|(at, _)| judgement.stands(at.get()));
                    assert!(!standing.any(|(at, _)| hosted(at)), "{words:?}");
                }
            }
        }
    }
}

#[test]
fn mainland_china_is_never_served_from_the_united_states() {
    let knowledge = embedded::knowledge();
    for audience in choices("audience") {
        for task in choices("task") {
            let words = [
                ("region", "mainland-china"),
                ("audience", audience),
                ("task", task),
                ("stakes", "prototype"),
            ];
            let judgement = Judgement::of(knowledge, said(&words));
            for (at, candidate) in knowledge.catalog.candidates.enumerate() {
                let provider =
                    knowledge.offer(*candidate).provider.map(|at| &knowledge.catalog.providers[at]);
                let american = provider.is_some_and(|provider| {
                    provider.country.as_ref().is_some_and(|country| *country == "us")
                });
                assert!(
                    !american || !judgement.stands(at.get()),
                    "{words:?}: {}",
                    knowledge.model(*candidate).id
                );
            }
        }
    }
}

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
            && current == Some(&Known::Word("current".into()))
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

/// Answers under which the choices of a question are tried, to see whether they do anything.
const GROUNDS: &[&[(&str, &str)]] = &[
    &[],
    &[("stakes", "prototype")],
    &[("deploy", "self-hosted"), ("stakes", "prototype")],
    &[("deploy", "on-device"), ("stakes", "prototype"), ("device", "desktop"), ("device-memory", "500")],
    &[("deploy", "cloud-api"), ("stakes", "prototype")],
    &[("deploy", "on-device"), ("audience", "individual")],
    &[("audience", "enterprise"), ("priority", "cost"), ("data", "personal"), ("region", "eu")],
    &[("needs", "low-hallucination"), ("industry", "medical")],
];

/// Choices that say what is taken anyway when the question stays open.
const SAME_AS_OPEN: &[(&str, &str)] = &[
    ("stakes", "internal"),
    ("weights", "any"),
    ("chip", "any"),
    ("team", "can-host"),
    ("air-gapped", "no"),
    ("own-data", "no"),
    ("batch", "no"),
];

#[test]
fn every_choice_does_something() {
    let knowledge = embedded::knowledge();
    let mut idle = Vec::new();
    for question in knowledge
        .questions
        .iter()
        .filter(|question| matches!(question.kind, Kind::Choices { .. } | Kind::YesNo))
    {
        for choice in question.choice_ids() {
            let mut grounds: Vec<Vec<_>> = GROUNDS.iter().map(|ground| ground.to_vec()).collect();
            // An older model stands only if its vendor is named.
            let vendors = knowledge
                .catalog
                .vendors
                .iter()
                .map(|vendor| vec![("stakes", "prototype"), ("vendors", &*vendor.id)]);
            if ["cloud", "origin", "avoid-origin", "avoid-vendors"].contains(&&*question.id) {
                grounds.extend(vendors);
            }
            let does = |ground: &Vec<(&str, &str)>| {
                let with = [ground.as_slice(), &[(&*question.id, choice)]].concat();
                outcome(&with) != outcome(ground)
            };
            if !grounds.iter().any(does) && !SAME_AS_OPEN.contains(&(&*question.id, choice)) {
                idle.push(format!("{} {choice}", question.id));
            }
        }
    }
    assert!(idle.is_empty(), "nothing comes of {idle:#?}");
}

/// All that an answer can change: which offers stand, every score, and what is advised.
#[derive(PartialEq)]
struct Outcome {
    scores: Vec<Option<i64>>,
    advice: Vec<Ix<Rule>>,
}

fn outcome(words: &[(&str, &str)]) -> Outcome {
    let knowledge = embedded::knowledge();
    let judgement = Judgement::of(knowledge, said(words));
    let places = 0..knowledge.catalog.candidates.len();
    let score = |at| judgement.stands(at).then(|| judgement.scored(at).point);
    let advises = |at: &Ix<Rule>| knowledge.rules[*at].advise.is_some();
    Outcome {
        scores: places.map(score).collect(),
        advice: judgement.situation.fired.iter().copied().filter(advises).collect(),
    }
}

/// Gates that a claimed strength may run into: what the model cannot take in at all.
const PHYSICAL: &[&str] = &[
    "live-voice-needs-audio-both-ways",
    "long-documents-need-a-long-window",
    "retired-models-out",
    "documents-need-image-or-pdf-input",
    "images-need-a-model-that-takes-them",
    "speech-needs-audio-input",
];

/// Every strength that anybody claims is found by asking for it: it gives points, or the model physically cannot.
#[test]
fn every_strength_is_found() {
    let knowledge = embedded::knowledge();
    let mut lost = Vec::new();
    for model in &knowledge.catalog.models {
        for strength in model.strengths.iter().filter(|strength| !strength.contradicted) {
            let (question, choice) = strength.tag.split_once(':').expect("a tag is question:choice");
            let vendor = model.id.split('/').next().expect("an id has a vendor");
            let asked = [(question, choice), ("vendors", vendor), ("stakes", "prototype")];
            let device = [("deploy", "on-device"), ("device", "desktop"), ("device-memory", "500")];
            if !found(&model.id, &asked) && !found(&model.id, &[asked.as_slice(), &device].concat()) {
                lost.push(format!("{} {}", model.id, strength.tag));
            }
        }
    }
    assert!(lost.is_empty(), "asked for, but not found: {lost:#?}");
}

fn found(model: &str, words: &[(&str, &str)]) -> bool {
    let knowledge = embedded::knowledge();
    let found = recommend(knowledge, said(words));
    let own = |at: Ix<Candidate>| *knowledge.model(knowledge.catalog.candidates[at]).id == *model;
    let looks_at_strengths = |rule: Ix<Rule>| {
        let prefer = knowledge.rules[rule].prefer.as_ref();
        let mut clauses = prefer.into_iter().flat_map(|prefer| prefer.wanted.clauses());
        clauses.any(|clause| Some(clause.attribute) == knowledge.roles.strengths)
    };
    let gains = |one: &Ranked| {
        one.rules.iter().any(|own| own.effect == Effect::Prefer && looks_at_strengths(own.rule))
    };
    let physical = |reason: &Reason| match reason {
        Reason::Rule(rule) => PHYSICAL.contains(&&*knowledge.rules[*rule].id),
        Reason::Floor => false,
    };
    let mut standing = found.ranked.iter().chain(&found.not_enough_known).filter(|one| own(one.candidate));
    // A model that nobody offers is no candidate, and its strengths are history: nothing of it is out either.
    let mut out = found.excluded.iter().filter(|out| own(out.candidate));
    let stands = found.ranked.iter().chain(&found.not_enough_known).any(|one| own(one.candidate));
    standing.any(gains) || (!stands && out.all(|out| out.by.iter().any(physical)))
}
