//! Figures of a candidate that follow from the answers: a closed list, each with what it rests on.

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::describing::model::Route;
use knowledge::evidence::ability::Estimate;
use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::cost::{self, Basis, Cost, Hosting};
use super::situation::Inputs;

/// The derived figures of one candidate, its ability aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// US dollars a month.
    pub cost: Option<Cost>,
    /// For self-hosting.
    pub hosting: Option<Hosting>,
    /// 1 (slow) to 5 (fast), an estimate.
    pub speed: Option<f64>,
    /// Tokens.
    pub usable_context: Option<f64>,
    /// Share of what one app may take of the device's memory.
    pub share_of_device: Option<f64>,
}

impl Figures {
    /// Derives them.
    pub fn of(knowledge: &Knowledge, candidate: Candidate, inputs: &Inputs) -> Self {
        let hosting = cost::hosting(knowledge, candidate, inputs);
        let memory = device_memory(knowledge, candidate);
        let room = inputs.device.map(|(memory, share)| memory * share);
        Self {
            cost: cost::monthly(knowledge, candidate, hosting.as_ref(), inputs),
            hosting,
            speed: speed(knowledge, candidate),
            usable_context: usable_context(knowledge, candidate, memory, room),
            share_of_device: memory.zip(room).map(|(memory, room)| memory / room),
        }
    }

    /// What is known of an attribute, whether stated or derived.
    pub fn known<'k>(
        &self,
        ability: &Estimate,
        knowledge: &'k Knowledge,
        candidate: Candidate,
        attribute: Ix<Attribute>,
    ) -> Known<'k> {
        if knowledge.attributes[attribute].of != Of::Derived {
            return knowledge.known(candidate, attribute);
        }
        let roles = &knowledge.roles;
        let exactly = |figure: Option<f64>| figure.map_or(Known::Unknown, |figure| Known::Between(figure, figure));
        match Some(attribute) {
            at if at == roles.ability => Known::Between(ability.low(), ability.high()),
            at if at == roles.measured => exactly(Some(ability.measured)),
            at if at == roles.monthly_cost => self.fee(),
            at if at == roles.speed_class => exactly(self.speed),
            at if at == roles.memory_needed => exactly(self.hosting.as_ref().map(|hosting| hosting.memory)),
            at if at == roles.gpus_needed => {
                exactly(self.hosting.as_ref().and_then(|hosting| hosting.gpus).map(|(_, count)| count))
            }
            at if at == roles.usable_context => exactly(self.usable_context),
            at if at == roles.share_of_device => exactly(self.share_of_device),
            _ => Known::Unknown,
        }
    }

    /// What has to be paid: hardware that is there already is not counted.
    fn fee(&self) -> Known<'static> {
        match &self.cost {
            None => Known::Unknown,
            Some(Cost { basis: Basis::Rent { own: true, .. }, .. }) => Known::Between(0.0, 0.0),
            Some(cost) => Known::Between(cost.low, cost.high),
        }
    }
}

/// GB that a build takes on a device.
fn device_memory(knowledge: &Knowledge, candidate: Candidate) -> Option<f64> {
    if knowledge.offer(candidate).route != Route::OnDevice {
        return None;
    }
    let roles = &knowledge.roles;
    knowledge.number(candidate, roles.memory).or_else(|| knowledge.number(candidate, roles.memory_4bit))
}

/// The least of what the model takes, what the offer takes, and what the memory of a device leaves.
fn usable_context(
    knowledge: &Knowledge,
    candidate: Candidate,
    memory: Option<f64>,
    room: Option<f64>,
) -> Option<f64> {
    let roles = &knowledge.roles;
    let model = knowledge.number(candidate, roles.context);
    let limit = knowledge.number(candidate, roles.context_limit);
    let least = match (model, limit) {
        (Some(model), Some(limit)) => model.min(limit),
        (model, limit) => model.or(limit)?,
    };
    let (Some(memory), Some(room)) = (memory, room) else { return Some(least) };
    let billions = knowledge
        .number(candidate, roles.params_active)
        .or_else(|| knowledge.number(candidate, roles.params_total));
    let Some(billions) = billions else { return Some(least) };
    let left = (room - memory).max(0.0);
    let tokens = left / (knowledge.ranking.derived.context_memory * billions) * 1000.0;
    Some(least.min(tokens.floor()))
}

/// The class by active parameters where they are known; else the faster of those by all parameters and by tier,
/// because a large model of unknown build is seldom dense. Slower for thinking and by route.
fn speed(knowledge: &Knowledge, candidate: Candidate) -> Option<f64> {
    let (roles, speed) = (&knowledge.roles, &knowledge.ranking.derived.speed);
    let by_size = |billions: f64| {
        speed.active.iter().find(|(most, _)| billions <= *most).map(|(_, class)| *class)
    };
    let tier = knowledge.word(candidate, roles.tier);
    let by_tier = speed.tier.iter().find(|(word, _)| tier.is_some_and(|tier| word == tier));
    let class = match knowledge.number(candidate, roles.params_active) {
        Some(active) => by_size(active)?,
        None => {
            let by_total = knowledge.number(candidate, roles.params_total).and_then(by_size);
            by_total.into_iter().chain(by_tier.map(|(_, class)| *class)).reduce(f64::max)?
        }
    };
    let thinks = knowledge.flag(candidate, roles.reasoning) == Some(true);
    let route = knowledge.offer(candidate).route.word();
    let by_route = speed.route.iter().find(|(word, _)| word == route).map_or(0.0, |(_, more)| *more);
    Some((class + if thinks { speed.reasoning } else { 0.0 } + by_route).clamp(1.0, 5.0))
}
