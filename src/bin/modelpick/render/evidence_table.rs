//! What stands behind one model, for a person: facts, offers, what is said of it, abilities, and the sources of all.

use std::io::{self, Write};

use modelpick::knowledge::describing::attribute::{Kind, Value};
use modelpick::knowledge::describing::model::{Model, Offer};
use modelpick::knowledge::describing::price::{Price, When};
use modelpick::knowledge::evidence::record::Whence;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::words::str::Str;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;
use modelpick::vouching::ability::account;
use modelpick::vouching::facts::{Fact, of_model, of_offer};

use super::figure::{dollars, fine, number};
use super::layout::{DOT, Notes, hanging, title};
use super::names::Names;
use super::notes::LABEL;
use super::sources::{Sources, days};
use super::{Style, abilities_table};
use crate::command::vouched::Found;
use crate::words;

/// Attributes that the name of an offer tells already.
const TOLD: [&str; 3] = ["route", "provider", "runtime"];

/// Writes it.
pub(crate) fn write(found: &Found<'_>, at: Ix<Model>, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k: found.knowledge, lang: how.lang, answers: &answers };
    let columns = how.columns();
    let model = &names.k.catalog.models[at];
    let vendor = names.say(&names.k.catalog.vendors[model.vendor].name);
    let head: [(&str, &dyn std::fmt::Display); 4] =
        [("name", &names.say(&model.name)), ("id", &model.id), ("vendor", &vendor), ("date", &found.today)];
    hanging(out, (0, ""), columns, &names.fill(&words::EVIDENCE_HEAD, &head))?;
    let mut page = Page { found, names, columns, sources: Sources::default() };
    page.facts(at, out)?;
    page.offers(at, out)?;
    page.said(at, out)?;
    if let Some(account) = account(names.k, found.evidence, at) {
        abilities_table::write(&account, names, columns, &mut page.sources, out)?;
    }
    title(out, columns, names.say(&words::EVIDENCE_SOURCES))?;
    page.sources.write(names, found.today, columns, out)
}

/// What the parts of the page share.
struct Page<'a> {
    found: &'a Found<'a>,
    names: Names<'a>,
    columns: usize,
    sources: Sources<'a>,
}

impl<'a> Page<'a> {
    fn facts(&mut self, at: Ix<Model>, out: &mut dyn Write) -> io::Result<()> {
        let mut facts = of_model(self.names.k, self.found.evidence, at);
        // What its own file states comes first.
        facts.sort_by_key(|fact| fact.looked_up.is_some());
        let lines: Vec<_> = facts.iter().map(|fact| (self.label(fact), vec![self.fact(fact)])).collect();
        self.lines(&words::EVIDENCE_FACTS, &lines, out)
    }

    fn offers(&mut self, at: Ix<Model>, out: &mut dyn Write) -> io::Result<()> {
        let offers = self.names.k.catalog.models[at].offers.iter().enumerate();
        let lines: Vec<_> =
            offers.map(|(place, offer)| (offer.id.to_string(), self.offer(at, place, offer))).collect();
        self.lines(&words::EVIDENCE_OFFERS, &lines, out)
    }

    fn offer(&mut self, at: Ix<Model>, place: usize, offer: &'a Offer) -> Vec<String> {
        let names = self.names;
        let mut lines = vec![format!("{} {}", names.how_offer(offer), self.sources.mark(&offer.source))];
        lines.extend(offer.prices.iter().map(|price| self.price(price)));
        if let Some(free) = &offer.free {
            let limit = free
                .requests_a_day
                .map(|requests| names.fill(&words::EVIDENCE_FREE_REQUESTS, &[("count", &number(requests))]));
            let terms = free.commercial.filter(|commercial| !commercial);
            let terms = terms.map(|_| names.say(&words::EVIDENCE_FREE_PRIVATE).to_owned());
            let parts = [Some(names.say(&words::EVIDENCE_FREE).to_owned()), limit, terms];
            lines.push(names.list(&parts.into_iter().flatten().collect::<Vec<_>>()));
        }
        let facts = of_offer(names.k, self.found.evidence, at, place);
        let telling = |fact: &&Fact<'_>| {
            fact.looked_up != Some(Whence::Offer) && !TOLD.contains(&&*names.k.attributes[fact.attribute].id)
        };
        let facts: Vec<_> = facts
            .iter()
            .filter(telling)
            .map(|fact| {
                let (label, value) = (self.label(fact), self.value(fact));
                let source = fact.sources.first().filter(|source| **source != &offer.source);
                let mark = source.map(|source| format!(" {}", self.sources.mark(source))).unwrap_or_default();
                names.fill(&words::EVIDENCE_FIGURE, &[("label", &label), ("value", &value)]) + &mark
            })
            .collect();
        if !facts.is_empty() {
            lines.push(facts.join(DOT));
        }
        lines
    }

    /// A row of a price list, with its own date.
    fn price(&self, price: &Price) -> String {
        let names = self.names;
        let currency = &names.k.catalog.currencies[price.currency].id;
        let amount = |text: &Text, amount: Option<f64>| {
            let amount = if currency == "USD" {
                format!("${}", fine(amount?))
            } else {
                format!("{currency} {}", fine(amount?))
            };
            Some(names.fill(text, &[("amount", &amount)]))
        };
        let amounts = [
            amount(&words::EVIDENCE_INPUT, price.input),
            amount(&words::EVIDENCE_CACHED, price.cached_input),
            amount(&words::EVIDENCE_OUTPUT, price.output),
        ];
        let amounts: Vec<_> = amounts.into_iter().flatten().collect();
        let when = match price.when {
            When::Standard => None,
            When::Peak => Some(names.say(&words::WHEN_PEAK).to_owned()),
            When::OffPeak => Some(names.say(&words::WHEN_OFF_PEAK).to_owned()),
            When::Batch => Some(names.say(&words::WHEN_BATCH).to_owned()),
        };
        let tier =
            price.up_to_input.map(|tokens| names.fill(&words::EVIDENCE_UP_TO, &[("count", &number(tokens))]));
        let note = price.note.as_ref().map(ToString::to_string);
        let (date, age) = (price.as_of, days(names, price.as_of.age(self.found.today)));
        let dated = names.fill(&words::EVIDENCE_DATED, &[("date", &date), ("age", &age)]);
        let all = [Some(amounts.join(DOT)), when, tier, note, Some(dated)];
        all.into_iter().flatten().collect::<Vec<_>>().join(names.say(&words::SEMICOLON))
    }

    /// What it is said to be good at, and what better sources say of that.
    fn said(&mut self, at: Ix<Model>, out: &mut dyn Write) -> io::Result<()> {
        let names = self.names;
        let model = &names.k.catalog.models[at];
        let Some(vouched) = self.found.evidence.models.get(at.get()) else { return Ok(()) };
        let strengths: Vec<_> = model
            .strengths
            .iter()
            .zip(&vouched.strengths)
            .map(|(strength, source)| {
                let kind = names.say(super::sources::kind(strength.kind)).to_owned();
                let note = strength.note.as_ref().map(|note| names.say(note).to_owned());
                let against = strength.contradicted.then(|| names.say(&words::EVIDENCE_AGAINST).to_owned());
                let parts: Vec<_> = [Some(kind), against, note].into_iter().flatten().collect();
                let text =
                    format!("{} {}", parts.join(names.say(&words::SEMICOLON)), self.sources.mark(source));
                (names.tag(strength), vec![text])
            })
            .collect();
        self.lines(&words::EVIDENCE_STRENGTHS, &strengths, out)?;
        let claims: Vec<_> = model
            .claims
            .iter()
            .zip(&vouched.claims)
            .map(|(claim, source)| {
                let says = format!("{} {}", names.say(&claim.says), self.sources.mark(source));
                let verdict = format!("→ {}", names.say(&claim.verdict));
                (names.tagged(&claim.fact), vec![says, verdict])
            })
            .collect();
        self.lines(&words::EVIDENCE_CLAIMS, &claims, out)
    }

    fn label(&self, fact: &Fact<'_>) -> String {
        self.names.say(&self.names.k.attributes[fact.attribute].label).to_owned()
    }

    fn fact(&mut self, fact: &Fact<'a>) -> String {
        format!("{} {}", self.value(fact), self.sources.marks(&fact.sources))
    }

    fn value(&self, fact: &Fact<'_>) -> String {
        let names = self.names;
        let attribute = &names.k.attributes[fact.attribute];
        let said = |word: &Str| attribute.word(word).map_or(&**word, |label| names.say(label)).to_owned();
        match (fact.value, &attribute.kind) {
            (Value::Number(amount), Kind::Number { unit }) => match &**unit {
                "billions" => format!("{}B", number(*amount)),
                "percent" => format!("{} %", number(*amount)),
                "USD" => dollars(*amount),
                "tokens" => names.fill(&words::UNIT_TOKENS, &[("count", &number(*amount))]),
                "bits" => names.fill(&words::UNIT_BITS, &[("count", &number(*amount))]),
                "users" => names.fill(&words::UNIT_USERS, &[("count", &number(*amount))]),
                unit => format!("{} {unit}", number(*amount)),
            },
            (Value::Number(amount), _) => number(*amount),
            (Value::Flag(yes), _) => names.say(if *yes { &words::YES } else { &words::NO }).to_owned(),
            (Value::Date(date), _) => date.to_string(),
            (Value::Word(word), _) => said(word),
            (Value::Words(list), _) if list.is_empty() => names.say(&words::NONE).to_owned(),
            (Value::Words(list), _) => names.list(&list.iter().map(said).collect::<Vec<_>>()),
        }
    }

    /// A part of the page: a title and lines behind labels; nothing if there is none.
    fn lines(&self, text: &Text, lines: &[(String, Vec<String>)], out: &mut dyn Write) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        title(out, self.columns, self.names.say(text))?;
        let mut notes = Notes::new(out, self.columns, lines.iter().map(|(label, _)| label.as_str()));
        let mut before = "";
        for (label, texts) in lines {
            notes.put(if label == before { "" } else { label }, LABEL, texts)?;
            before = label;
        }
        Ok(())
    }
}
