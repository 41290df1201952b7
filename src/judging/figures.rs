//! Figures of a candidate that follow from the answers: a closed list, each with what it rests on.

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::evidence::ability::Estimate;
use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Facts, Knowledge};
use knowledge::words::table::Ix;

use super::cost::{self, Basis, Cost, Hosting};
use super::situation::Inputs;

/// The derived figures of one candidate, its ability aside.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
        let facts = &candidate.facts;
        let hosting = cost::hosting(knowledge, facts, inputs);
        let room = inputs.device.map(|(memory, share)| memory * share);
        Self {
            cost: cost::monthly(knowledge, candidate, hosting.as_ref(), inputs),
            hosting,
            speed: facts.speed,
            usable_context: usable_context(facts, room, knowledge.ranking.derived.context_memory),
            share_of_device: facts.device_memory.zip(room).map(|(memory, room)| memory / room),
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
        let exactly =
            |figure: Option<f64>| figure.map_or(Known::Unknown, |figure| Known::Between(figure, figure));
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

/// The least of what the model takes, what the offer takes, and what the memory of a device leaves.
fn usable_context(facts: &Facts, room: Option<f64>, context_memory: f64) -> Option<f64> {
    let least = facts.context?;
    let (Some(memory), Some(room), Some(billions)) = (facts.device_memory, room, facts.billions) else {
        return Some(least);
    };
    let tokens = (room - memory).max(0.0) / (context_memory * billions) * 1000.0;
    Some(least.min(tokens.floor()))
}
