//! What stands behind one model, for a program: `modelpick.evidence/1`.

use std::io::{self, Write};

use modelpick::knowledge::describing::attribute::{Kind, Value};
use modelpick::knowledge::describing::model::{Claim, Model, Offer, Strength};
use modelpick::knowledge::describing::price::Free;
use modelpick::knowledge::describing::source::Source;
use modelpick::knowledge::evidence::record::Whence;
use modelpick::knowledge::words::table::Ix;
use modelpick::vouching::ability::account;
use modelpick::vouching::facts::{self, of_model, of_offer};
use serde::Serialize;

use super::Style;
use super::abilities_json::{Abilities, Read};
use super::json::{self, Number};
use super::models_json::Row;
use super::recommendation_json::{Day, Versions};
use super::sources::Told;
use crate::command::vouched::Found;

/// Writes it.
pub(crate) fn write(found: &Found<'_>, at: Ix<Model>, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let k = found.knowledge;
    let model = &k.catalog.models[at];
    let vouched = found.evidence.models.get(at.get());
    let strengths = vouched.map(|vouched| vouched.strengths.as_slice()).unwrap_or_default();
    let claims = vouched.map(|vouched| vouched.claims.as_slice()).unwrap_or_default();
    let account = account(k, found.evidence, at);
    let document = Document {
        schema: "modelpick.evidence/1",
        version: env!("CARGO_PKG_VERSION"),
        lang: how.lang.key(),
        knowledge: Versions::of(k),
        today: Day(found.today),
        model: &model.id,
        name: &model.name.en,
        name_zh: &model.name.zh,
        vendor: &k.catalog.vendors[model.vendor].id,
        facts: of_model(k, found.evidence, at).iter().map(|fact| Fact::of(found, fact)).collect(),
        offers: (0..).zip(&model.offers).map(|(place, offer)| Way::of(found, at, place, offer)).collect(),
        strengths: model.strengths.iter().zip(strengths).map(|pair| Praise::of(found, how, pair)).collect(),
        claims: model.claims.iter().zip(claims).map(|pair| Said::of(found, how, pair)).collect(),
        ability: account.as_ref().map(|account| Abilities::of(found, account)),
        benchmarks: account
            .iter()
            .flat_map(|one| &one.readings)
            .map(|one| Read::of(found, how, one))
            .collect(),
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    lang: &'static str,
    knowledge: Versions<'a>,
    today: Day,
    model: &'a str,
    name: &'a str,
    name_zh: &'a str,
    vendor: &'a str,
    facts: Vec<Fact<'a>>,
    offers: Vec<Way<'a>>,
    strengths: Vec<Praise<'a>>,
    claims: Vec<Said<'a>>,
    ability: Option<Abilities<'a>>,
    benchmarks: Vec<Read<'a>>,
}

/// A known figure and who vouches for it.
#[derive(Serialize)]
struct Fact<'a> {
    attribute: &'a str,
    value: Known<'a>,
    unit: Option<&'a str>,
    looked_up_in: Option<&'static str>,
    sources: Vec<Told<'a>>,
}

impl<'a> Fact<'a> {
    fn of(found: &'a Found<'_>, fact: &facts::Fact<'a>) -> Self {
        let attribute = &found.knowledge.attributes[fact.attribute];
        Self {
            attribute: &attribute.id,
            value: match fact.value {
                Value::Number(number) => Known::Number(Number(*number)),
                Value::Flag(flag) => Known::Flag(*flag),
                Value::Date(date) => Known::Date(Day(*date)),
                Value::Word(word) => Known::Word(word),
                Value::Words(words) => Known::Words(words.iter().map(|word| &**word).collect()),
            },
            unit: match &attribute.kind {
                Kind::Number { unit } => Some(unit),
                _ => None,
            },
            looked_up_in: fact.looked_up.map(|whence| match whence {
                Whence::Model => "model",
                Whence::Vendor => "vendor",
                Whence::License => "license",
                Whence::Provider => "provider",
                Whence::Runtime => "runtime",
                Whence::Offer => "offer",
            }),
            sources: fact.sources.iter().map(|source| Told::of(source, found.today)).collect(),
        }
    }
}

/// A value as JSON has it.
#[derive(Serialize)]
#[serde(untagged)]
enum Known<'a> {
    Number(Number),
    Flag(bool),
    Date(Day),
    Word(&'a str),
    Words(Vec<&'a str>),
}

/// One way to use the model.
#[derive(Serialize)]
struct Way<'a> {
    id: &'a str,
    route: &'static str,
    provider: Option<&'a str>,
    runtime: Option<&'a str>,
    source: Told<'a>,
    prices: Vec<Aged<'a>>,
    free: Option<Tier>,
    facts: Vec<Fact<'a>>,
}

/// A row of a price list with its age.
#[derive(Serialize)]
struct Aged<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    age_days: i64,
}

/// A free tier.
#[derive(Serialize)]
struct Tier {
    requests_a_day: Option<Number>,
    commercial: Option<bool>,
}

impl<'a> Way<'a> {
    fn of(found: &'a Found<'_>, at: Ix<Model>, place: usize, offer: &'a Offer) -> Self {
        let (k, today) = (found.knowledge, found.today);
        let facts = of_offer(k, found.evidence, at, place);
        let tier = |free: &Free| Tier {
            requests_a_day: free.requests_a_day.map(Number),
            commercial: free.commercial,
        };
        Self {
            id: &offer.id,
            route: offer.route.word(),
            provider: offer.provider.map(|at| &*k.catalog.providers[at].id),
            runtime: offer.runtime.map(|at| &*k.catalog.runtimes[at].id),
            source: Told::of(&offer.source, today),
            prices: offer
                .prices
                .iter()
                .map(|price| Aged { row: Row::of(k, price), age_days: price.as_of.age(today) })
                .collect(),
            free: offer.free.as_ref().map(tier),
            facts: facts.iter().map(|fact| Fact::of(found, fact)).collect(),
        }
    }
}

/// What the model is said to be good at.
#[derive(Serialize)]
struct Praise<'a> {
    #[serde(rename = "in")]
    tag: &'a str,
    contradicted: bool,
    note: Option<&'a str>,
    source: Told<'a>,
}

impl<'a> Praise<'a> {
    fn of(found: &Found<'_>, how: Style<'_>, (strength, source): (&'a Strength, &'a Source)) -> Self {
        Self {
            tag: &strength.tag,
            contradicted: strength.contradicted,
            note: strength.note.as_ref().map(|note| note.in_lang(how.lang)),
            source: Told::of(source, found.today),
        }
    }
}

/// A statement that does not hold.
#[derive(Serialize)]
struct Said<'a> {
    fact: &'a str,
    says: &'a str,
    verdict: &'a str,
    source: Told<'a>,
}

impl<'a> Said<'a> {
    fn of(found: &Found<'_>, how: Style<'_>, (claim, source): (&'a Claim, &'a Source)) -> Self {
        let (says, verdict) = (claim.says.in_lang(how.lang), claim.verdict.in_lang(how.lang));
        Self { fact: &claim.fact, says, verdict, source: Told::of(source, found.today) }
    }
}
