//! What the program itself reads: attributes and questions that derived figures take in or give out.

use databake::Bake;

use crate::describing::attribute::Attribute;
use crate::describing::question::Question;
use crate::words::table::{Ix, Table};

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident: $of:ty = $id:literal;)*) => {
        /// Places of the attributes and questions that derived figures read or fill, by the ids of the design.
        #[derive(Clone, Debug, Bake)]
        #[databake(path = knowledge::stating::roles)]
        pub struct Roles {
            $($(#[$doc])* pub $name: Option<Ix<$of>>,)*
        }

        impl Roles {
            /// Finds them; what is not declared stays without a place, and nothing reads or fills it.
            pub fn find(questions: &Table<Question>, attributes: &Table<Attribute>) -> Self {
                Self { $($name: <$of as Named>::place($id, questions, attributes),)* }
            }
        }
    };
}

trait Named: Sized {
    fn place(id: &str, questions: &Table<Question>, attributes: &Table<Attribute>) -> Option<Ix<Self>>;
}

impl Named for Question {
    fn place(id: &str, questions: &Table<Question>, _: &Table<Attribute>) -> Option<Ix<Self>> {
        questions.position(|question| question.id == id)
    }
}

impl Named for Attribute {
    fn place(id: &str, _: &Table<Question>, attributes: &Table<Attribute>) -> Option<Ix<Self>> {
        attributes.position(|attribute| attribute.id == id)
    }
}

roles! {
    /// Requests a month.
    requests: Question = "monthly-requests";
    /// Tokens of input for one request.
    tokens_in: Question = "tokens-in";
    /// Tokens of output for one request.
    tokens_out: Question = "tokens-out";
    /// Share of the input that is cached.
    cache_share: Question = "cache-share";
    /// Whether answers may come hours later.
    batch: Question = "batch";
    /// Who uses it: commercial limits of free tiers.
    audience: Question = "audience";
    /// The route that is wanted.
    deploy: Question = "deploy";
    /// The device it runs on.
    device: Question = "device";
    /// GB in the device.
    device_memory: Question = "device-memory";
    /// GB of GPU memory at hand.
    gpu_memory: Question = "gpu-memory";
    /// The chip it must run on.
    chip: Question = "chip";
    /// Tokens needed at once.
    context_needed: Question = "context";
    /// Providers that the user has.
    cloud: Question = "cloud";
    /// Dollars a month: the derived cost of a candidate.
    monthly_cost: Attribute = "monthly-cost";
    /// Rating: the derived ability of a candidate.
    ability: Attribute = "ability";
    /// 1..5: the derived speed class.
    speed_class: Attribute = "speed-class";
    /// GB of GPU memory: derived.
    memory_needed: Attribute = "memory-needed";
    /// GPUs: derived.
    gpus_needed: Attribute = "gpus-needed";
    /// Tokens: derived.
    usable_context: Attribute = "usable-context";
    /// Share of what an app may take of a device's memory: derived.
    share_of_device: Attribute = "share-of-device";
    /// 0..1: the derived share of what is asked that a benchmark measured.
    measured: Attribute = "measured";
    /// Tokens.
    context: Attribute = "context";
    /// Tokens that an offer takes, if less.
    context_limit: Attribute = "context-limit";
    /// Billions.
    params_total: Attribute = "params-total";
    /// Billions.
    params_active: Attribute = "params-active";
    /// GB at four bits a weight.
    memory_4bit: Attribute = "memory-4bit";
    /// GB that one build takes.
    memory: Attribute = "memory";
    /// Bits a weight as published.
    precision_bits: Attribute = "precision-bits";
    /// Whether it thinks before it answers.
    reasoning: Attribute = "reasoning";
    /// flagship, mid, small …
    tier: Attribute = "tier";
    /// Tags of what it is said to be good at.
    strengths: Attribute = "strengths";
    /// The day of its release.
    released: Attribute = "released";
    /// current, preview, legacy, retired.
    status: Attribute = "status";
    /// What took its place.
    successor: Attribute = "successor";
    /// Whether the weights can be had.
    open_weights: Attribute = "open-weights";
    /// Kinds of input.
    modalities_in: Attribute = "modalities-in";
    /// Kinds of output.
    modalities_out: Attribute = "modalities-out";
    /// Where an offer is available.
    available_in: Attribute = "available-in";
    /// Where an offer is processed.
    processed_in: Attribute = "processed-in";
}

impl Roles {
    /// Whether an attribute follows from the mix of capabilities alone: it is the same for every offer of a model.
    pub fn of_mix(&self, attribute: Ix<Attribute>) -> bool {
        [self.ability, self.measured].contains(&Some(attribute))
    }

    /// Whether an attribute follows from the answers that derived figures are computed from.
    pub fn of_inputs(&self, attribute: Ix<Attribute>) -> bool {
        let derived = [
            self.monthly_cost,
            self.memory_needed,
            self.gpus_needed,
            self.usable_context,
            self.share_of_device,
        ];
        derived.contains(&Some(attribute))
    }
}
