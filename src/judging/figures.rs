//! Figures of a candidate that follow from the answers: a closed list, each with what it rests on.

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::evidence::ability::Estimate;
use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Facts, Knowledge};
use knowledge::words::table::Ix;

use super::cost::{self, Basis, Cost, Hosting};
use super::inputs::Inputs;

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

/// Reads one derived attribute of a candidate.
pub type Derived = fn(&Figures, &Estimate) -> Known<'static>;

fn exactly(figure: Option<f64>) -> Known<'static> {
    figure.map_or(Known::Unknown, |figure| Known::Between(figure, figure))
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
        match Self::derived(knowledge, attribute) {
            Some(derived) => derived(self, ability),
            None => knowledge.known(candidate, attribute),
        }
    }

    /// How to read a derived attribute; nothing for a stated one.
    pub fn derived(knowledge: &Knowledge, attribute: Ix<Attribute>) -> Option<Derived> {
        if knowledge.attributes[attribute].of != Of::Derived {
            return None;
        }
        let roles = &knowledge.roles;
        let derived: [(Option<Ix<Attribute>>, Derived); 8] = [
            (roles.ability, |_, ability| Known::Between(ability.low(), ability.high())),
            (roles.measured, |_, ability| exactly(Some(ability.measured))),
            (roles.monthly_cost, |figures, _| figures.fee()),
            (roles.speed_class, |figures, _| exactly(figures.speed)),
            (roles.memory_needed, |figures, _| exactly(figures.hosting.map(|hosting| hosting.memory))),
            (roles.gpus_needed, |figures, _| {
                exactly(figures.hosting.and_then(|hosting| hosting.gpus).map(|(_, count)| count))
            }),
            (roles.usable_context, |figures, _| exactly(figures.usable_context)),
            (roles.share_of_device, |figures, _| exactly(figures.share_of_device)),
        ];
        let found = derived.into_iter().find(|(role, _)| *role == Some(attribute));
        Some(found.map_or(|_, _| Known::Unknown, |(_, derived)| derived))
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
