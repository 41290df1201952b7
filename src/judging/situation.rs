//! What the answers mean before any candidate is looked at: the rules that fire, the weights, the mix of
//! capabilities, and the inputs of derived figures.

use std::rc::Rc;

use knowledge::describing::criterion::Criterion;
use knowledge::describing::model::Route;
use knowledge::describing::place::Capability;
use knowledge::describing::question::{Kind, Question};
use knowledge::describing::ranking::Shift;
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Asked, Outcome};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::str::Str;
use knowledge::words::table::Ix;

/// Capabilities and their parts, which add up to 1.
pub type Mix = Vec<(Ix<Capability>, f64)>;

/// What the answers mean.
#[derive(Clone, Debug)]
pub struct Situation<'k> {
    /// What it is read against.
    pub knowledge: &'k Knowledge,
    /// What was answered.
    pub answers: Answers,
    /// The rules that fire, ascending.
    pub fired: Vec<Ix<Rule>>,
    /// One for each criterion.
    pub weights: Rc<Vec<Weight>>,
    /// The capabilities that make up ability; their parts add up to 1, `general` is among them.
    pub mix: Rc<Mix>,
    /// What derived figures are computed from.
    pub inputs: Rc<Inputs>,
    /// The least low end of ability that may pass, if there is a floor.
    pub floor: Option<f64>,
    /// The choice that the floor's question acts as.
    pub stakes: u16,
}

/// The weight of a criterion and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its own.
    pub base: i64,
    /// What each rule adds.
    pub added: Vec<(Ix<Rule>, i64)>,
    /// The sum, held at zero from below.
    pub total: i64,
    /// What holding it added; zero if the sum is not negative.
    pub held: i64,
}

/// What derived figures are computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// Requests a month.
    pub requests: f64,
    /// Tokens of input for one request.
    pub tokens_in: f64,
    /// Tokens of the answer to one request, without thinking.
    pub tokens_out: f64,
    /// Share of the input that is cached, 0..=1.
    pub cache_share: f64,
    /// Whether answers may come hours later.
    pub batch: bool,
    /// Whether the user is a person of their own: some free tiers are only for them.
    pub individual: bool,
    /// GB of memory of the device, and the share of it that one app may take.
    pub device: Option<(f64, f64)>,
    /// GB of GPU memory at hand.
    pub gpu_memory: Option<f64>,
    /// The chip it must run on, unless any will do.
    pub chip: Option<Str>,
    /// The questions of the numbers above that nobody answered.
    pub assumed: Vec<Ix<Question>>,
}

impl Inputs {
    /// Whether the figures of candidates of a route come out the same.
    pub fn same_for(&self, route: Route, other: &Self) -> bool {
        match route {
            Route::CloudApi => self.volume() == other.volume(),
            Route::SelfHosted => self.gpu_memory == other.gpu_memory && self.chip == other.chip,
            Route::OnDevice => self.device == other.device,
        }
    }

    /// What the cost of a hosted candidate follows from.
    fn volume(&self) -> ([f64; 4], bool, bool) {
        let numbers = [self.requests, self.tokens_in, self.tokens_out, self.cache_share];
        (numbers, self.batch, self.individual)
    }
}

impl<'k> Situation<'k> {
    /// Reads the answers.
    pub fn of(knowledge: &'k Knowledge, answers: Answers) -> Self {
        let all = knowledge.rules.enumerate();
        let fired: Vec<_> = all.filter(|(_, rule)| fires(rule, &answers)).map(|(at, _)| at).collect();
        let inputs = Rc::new(inputs(knowledge, &answers));
        let weights = Rc::new(weights(knowledge, &fired));
        let mix = Rc::new(mix(&fired, knowledge));
        let (floor, stakes) = floor(knowledge, &answers);
        Self { knowledge, answers, fired, weights, mix, inputs, floor, stakes }
    }

    /// The situation with one answer more or another one: only the rules that read the question are looked at.
    #[must_use]
    pub fn with(&self, question: Ix<Question>, answer: Answer) -> Self {
        let knowledge = self.knowledge;
        let mut answers = self.answers.clone();
        answers.set(question, answer, Origin::Prompt);
        let mut fired = self.fired.clone();
        let (mut reweighed, mut remixed) = (false, false);
        for &at in &knowledge.questions[question].readers {
            let rule = &knowledge.rules[at];
            match (fired.binary_search(&at), fires(rule, &answers)) {
                (Ok(place), false) => {
                    fired.remove(place);
                }
                (Err(place), true) => fired.insert(place, at),
                _ => continue,
            }
            reweighed |= !rule.weigh.is_empty();
            remixed |= !rule.judge_by.is_empty();
        }
        let weights = if reweighed { Rc::new(weights(knowledge, &fired)) } else { Rc::clone(&self.weights) };
        let mix = if remixed { Rc::new(mix(&fired, knowledge)) } else { Rc::clone(&self.mix) };
        let feeds = feeds_inputs(knowledge, question);
        let inputs = if feeds { Rc::new(inputs(knowledge, &answers)) } else { Rc::clone(&self.inputs) };
        let (floor, stakes) = floor(knowledge, &answers);
        Self { knowledge, answers, fired, weights, mix, inputs, floor, stakes }
    }

    /// The answers with their questions, for conditions.
    pub fn asked(&self) -> Asked<'_> {
        Asked { questions: &self.knowledge.questions, answers: &self.answers }
    }

    /// The sum of all weights; zero if nothing counts.
    pub fn total_weight(&self) -> i64 {
        self.weights.iter().map(|weight| weight.total).sum()
    }
}

/// Whether a derived figure is computed from the answer to a question, directly or through what is assumed.
pub fn feeds_inputs(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let roles = &knowledge.roles;
    let direct = [
        roles.requests,
        roles.tokens_in,
        roles.tokens_out,
        roles.cache_share,
        roles.batch,
        roles.audience,
        roles.deploy,
        roles.device,
        roles.device_memory,
        roles.gpu_memory,
        roles.chip,
    ];
    let assumes = |other: Option<Ix<Question>>| match other.map(|at| &knowledge.questions[at].kind) {
        Some(Kind::Number(number)) => number.assume_by.iter().any(|by| by.question == question),
        _ => false,
    };
    direct.contains(&Some(question)) || direct.into_iter().any(assumes)
}

/// Whether a rule fires: its condition is known to hold, and what it compares candidates with was answered.
pub fn fires(rule: &Rule, answers: &Answers) -> bool {
    rule.when.outcome(|clause, _| clause.outcome(answers)) == Outcome::True
        && rule.needs.iter().all(|&question| answers.get(question).is_some())
}

/// The least low end of ability that may pass, and the choice that the floor's question acts as.
fn floor(knowledge: &Knowledge, answers: &Answers) -> (Option<f64>, u16) {
    let floor = &knowledge.ranking.floor;
    let stakes = chosen(answers, Some(floor.question)).unwrap_or(floor.unanswered);
    let below = floor.below.get(usize::from(stakes)).copied().flatten();
    let shift =
        |shift: &Shift| shift.points.get(usize::from(chosen(answers, Some(shift.question))?)).copied();
    let shift: f64 = floor.shifts.iter().filter_map(shift).sum();
    // A floor that was lowered to nothing is none.
    (below.map(|below| floor.reference - below + shift).filter(|floor| *floor > 0.0), stakes)
}

fn weights(knowledge: &Knowledge, fired: &[Ix<Rule>]) -> Vec<Weight> {
    knowledge.criteria.enumerate().map(|(at, own)| weight(at, own, fired, knowledge)).collect()
}

fn weight(at: Ix<Criterion>, own: &Criterion, fired: &[Ix<Rule>], knowledge: &Knowledge) -> Weight {
    let adds = |&rule: &Ix<Rule>| {
        let (_, delta) = knowledge.rules[rule].weigh.iter().find(|(criterion, _)| *criterion == at)?;
        Some((rule, *delta))
    };
    let added: Vec<_> = fired.iter().filter_map(adds).collect();
    let sum = own.weight + added.iter().map(|(_, delta)| delta).sum::<i64>();
    Weight { base: own.weight, added, total: sum.max(0), held: sum.max(0) - sum }
}

/// `general` with share 1 and the mixes of all rules that fire, averaged by share.
fn mix(fired: &[Ix<Rule>], knowledge: &Knowledge) -> Mix {
    let mut parts = vec![0.0; knowledge.catalog.capabilities.len()];
    let mut shares = 1.0;
    if let Some(general) = parts.first_mut() {
        *general = 1.0;
    }
    for rule in fired.iter().map(|&at| &knowledge.rules[at]).filter(|rule| !rule.judge_by.is_empty()) {
        shares += rule.share;
        for (capability, part) in &rule.judge_by {
            if let Some(sum) = parts.get_mut(capability.get()) {
                *sum += rule.share * part;
            }
        }
    }
    let all = parts.iter().enumerate().filter(|(_, part)| **part > 0.0);
    all.map(|(at, part)| (Ix::new(at), part / shares)).collect()
}

/// The choice answered to a question of one choice.
pub fn chosen(answers: &Answers, question: Option<Ix<Question>>) -> Option<u16> {
    match answers.get(question?)? {
        Answer::Choices(chosen) => chosen.first().copied(),
        _ => None,
    }
}

/// What derived figures use for a number: the answer, else what the question assumes.
pub fn number(
    knowledge: &Knowledge,
    answers: &Answers,
    question: Option<Ix<Question>>,
) -> Option<(f64, bool)> {
    let question = question?;
    if let Some(answer) = answers.get(question) {
        return Some((answer.number(), false));
    }
    let Kind::Number(number) = &knowledge.questions[question].kind else { return None };
    let applies = number.assume_by.iter().filter(|by| match answers.get(by.question) {
        Some(Answer::Choices(chosen)) => chosen.contains(&by.choice),
        _ => false,
    });
    let greatest = applies.map(|by| by.value).max_by(f64::total_cmp);
    greatest.or(number.assume).map(|value| (value, true))
}

fn inputs(knowledge: &Knowledge, answers: &Answers) -> Inputs {
    let roles = &knowledge.roles;
    let mut assumed = Vec::new();
    let mut figure = |question: Option<Ix<Question>>| match number(knowledge, answers, question) {
        Some((value, from_nobody)) => {
            assumed.extend(question.filter(|_| from_nobody));
            value
        }
        None => 0.0,
    };
    let (requests, tokens_in) = (figure(roles.requests), figure(roles.tokens_in));
    let (tokens_out, cache_share) = (figure(roles.tokens_out), figure(roles.cache_share));
    let word = |question: Option<Ix<Question>>| {
        let choice = chosen(answers, question)?;
        Some(knowledge.questions[question?].choice_id(choice))
    };
    let answered =
        |question: Option<Ix<Question>>| question.and_then(|at| answers.get(at)).map(Answer::number);
    let named = word(roles.device);
    let memory = answered(roles.device_memory);
    let on_device = word(roles.deploy) == Some(Route::OnDevice.word());
    let usual = on_device && named.is_none() && memory.is_none();
    if usual {
        assumed.extend(roles.device);
    }
    let class = if usual { Some(&*knowledge.ranking.derived.device) } else { named };
    Inputs {
        requests,
        tokens_in,
        tokens_out,
        cache_share: cache_share.clamp(0.0, 1.0),
        batch: word(roles.batch) == Some("yes"),
        individual: word(roles.audience) == Some("individual"),
        device: device(knowledge, class, memory),
        gpu_memory: answered(roles.gpu_memory),
        chip: word(roles.chip).filter(|chip| *chip != "any").map(Str),
        assumed,
    }
}

/// The memory of the device and the share that an app may take. A device without a class is taken for the one
/// that allows an app least; one without a memory has what its class usually has.
fn device(knowledge: &Knowledge, class: Option<&str>, memory: Option<f64>) -> Option<(f64, f64)> {
    let devices = &knowledge.catalog.devices;
    let class = devices.iter().find(|device| class.is_some_and(|class| device.id == class));
    let share = match class {
        Some(device) => Some(device.app_share),
        None => devices.iter().map(|device| device.app_share).min_by(f64::total_cmp),
    };
    Some((memory.or_else(|| class.map(|device| device.memory))?, share?))
}
