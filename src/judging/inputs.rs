//! What derived figures are computed from.

use knowledge::describing::model::Route;
use knowledge::describing::question::Question;
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::str::Str;
use knowledge::words::table::Ix;

use super::situation::{chosen, number};

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

/// Reads the answers.
pub(super) fn inputs(knowledge: &Knowledge, answers: &Answers) -> Inputs {
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
