//! Reads `data/models/<vendor>/<model>.toml`.

use super::attributes;
use super::beside::Beside;
use super::context::Context;
use super::fields::Fields;
use super::names::find;
use super::places::{entries, need_source};
use super::tree::Node;
use super::values;
use crate::describing::attribute::{Attribute, Kind as Values, Of, Value, Words};
use crate::describing::model::{Claim, Model, Offer, Route, Strength};
use crate::describing::place::Currency;
use crate::describing::price::{Free, Price, When};
use crate::describing::question::Question;
use crate::describing::source::{Kind, Source};
use crate::evidence::record::Vouched;
use crate::stating::limits;
use crate::words::diagnostic::{Code, Diagnostic, Place};
use crate::words::id::Grammar;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};
use crate::words::text::Text;

/// Attributes whose ids are looked up where they are read.
const LOOKED_UP: [&str; 3] = ["license", "provider", "runtime"];

/// One model, with who vouches for it.
pub(crate) fn model(
    id: &str,
    node: &Node,
    beside: Beside<'_>,
    context: Context<'_>,
) -> Option<(Model, Vouched)> {
    let fields = Fields::open(node, message!("model `{id}`", "模型 `{id}` "), context)?;
    let (folder, _) = id.split_once('/')?;
    let vendor = find(beside.vendors, folder, node.place, context);
    let name = fields.need_both("name");
    let aliases = fields.words("aliases").into_iter().map(|(_, word)| word).collect();
    let sources = sources(&fields);
    let figures = figures(&fields, Of::Model, beside);
    check_vouched(&fields, &sources, beside.attributes);
    let license = fields.get("license").and_then(|node| {
        let (place, word) = values::word(node, "license", context)?;
        find(beside.licenses, &word, place, context)
    });
    let claims = each(&fields, "claim", &Text::new("this claim", "这条说法"), claim);
    let (claims, claimed): (Vec<_>, _) = claims.into_iter().unzip();
    let strengths = each(&fields, "strength", &Text::new("this strength", "这项长处"), |inner| {
        strength(inner, beside.questions, &claims)
    });
    let (strengths, praised): (Vec<_>, _) = strengths.into_iter().unzip();
    let offers =
        each(&fields, "offer", &Text::new("this offer", "这个使用渠道"), |inner| offer(inner, beside));
    fields.finish();
    let facts = sources
        .into_iter()
        .filter_map(|(_, source, facts)| Some((facts, source?)))
        .flat_map(|(facts, source)| {
            let own = facts.into_iter().filter(|fact| speaks_of(fact, &fields));
            own.map(move |(_, fact)| (fact, source.clone()))
        })
        .collect();
    let vouched = Vouched { facts, strengths: praised, claims: claimed, ..Vouched::default() };
    let id = Str::from(id.to_owned());
    let model = Model {
        id,
        name: name?,
        aliases,
        vendor: vendor?,
        license,
        figures: figures.into(),
        strengths: strengths.into(),
        claims: claims.into(),
        offers: offers.into(),
    };
    Some((model, vouched))
}

fn each<T>(
    fields: &Fields<'_>,
    key: &'static str,
    what: &Text,
    read: impl Fn(&Fields<'_>) -> Option<T>,
) -> Vec<T> {
    entries(fields.list(key), || what, fields.context, read)
}

/// The keys of a table that are attributes of `whose`.
fn figures(fields: &Fields<'_>, whose: Of, beside: Beside<'_>) -> Vec<(Ix<Attribute>, Value)> {
    let read = |(at, node): (Ix<Attribute>, &Node)| {
        let attribute = &beside.attributes[at];
        let key = attribute.id.0;
        let value = attributes::value(node, attribute, fields.context)?;
        let known = |word: &str, part| {
            LOOKED_UP.contains(&key)
                || attributes::known_id(word, node.place, part, beside.ids, fields.context)
        };
        let known = match (&attribute.kind, &value) {
            (Values::Word(Words::From(part)), Value::Word(word)) => known(word, *part),
            (Values::Words(Words::From(part)), Value::Words(words)) => {
                words.iter().all(|word| known(word, *part))
            }
            _ => true,
        };
        known.then_some((at, value))
    };
    fields.attributes(beside.attributes, whose).into_iter().filter_map(read).collect()
}

type Sourced = (Place, Option<Source>, Vec<(Place, Str)>);

fn sources(fields: &Fields<'_>) -> Vec<Sourced> {
    let Some(node) = fields.get("sources") else { return Vec::new() };
    let Some(inner) = Fields::open_key(node, "sources", fields.context) else { return Vec::new() };
    let read = |(key, place, node): (&str, Place, &Node)| {
        let inner = Fields::open(node, message!("source `{key}`", "来源 `{key}` "), fields.context)?;
        let facts = inner.words("facts");
        let source = super::places::source(&inner);
        inner.finish();
        Some((place, source, facts))
    };
    inner.rest().filter_map(read).collect()
}

/// Whether a source that names a fact speaks of the figure that stands there, and not of one that a higher layer changed.
fn speaks_of((place, fact): &(Place, Str), fields: &Fields<'_>) -> bool {
    let layer = |place| fields.context.files.layer(place);
    layer(*place) >= layer(fields.place_of(fact))
}

/// Every figure has a source, of its own layer or a higher one, and no source vouches for a figure that is not there.
fn check_vouched(fields: &Fields<'_>, sources: &[Sourced], attributes: &Table<Attribute>) {
    let own = |attribute: &&Attribute| attribute.of == Of::Model;
    for attribute in attributes.iter().filter(own) {
        let key = attribute.id.0;
        let own = |fact: &(Place, Str)| fact.1 == attribute.id && speaks_of(fact, fields);
        let vouched = || sources.iter().any(|(_, _, facts)| facts.iter().any(own));
        if fields.get(key).is_some() && !vouched() {
            let message = message!("no source vouches for `{key}`", "`{key}` 没有任何来源佐证");
            let problem = Diagnostic::error(Code::MissingSource, fields.place_of(key), message);
            fields.context.problems.push(problem.help(message!(
                "name it in the `facts` of a source, such as `[sources.own]` with `kind = \"own\"`, `as-of = …` and \
                 `facts = [\"{key}\"]`",
                "请在某个来源的 `facts` 中列出它，例如 `[sources.own]`，写上 `kind = \"own\"`、`as-of = …` 和 \
                 `facts = [\"{key}\"]`"
            )));
        }
    }
    for (place, fact) in sources.iter().flat_map(|(_, _, facts)| facts) {
        let known = attributes.iter().filter(own).map(|attribute| &*attribute.id);
        if !known.clone().any(|id| fact == id) {
            let message = message!("there is no attribute `{fact}` of a model", "模型没有 `{fact}` 这个属性");
            fields.context.unresolved(Code::UnknownAttribute, *place, fact, message, known);
        }
    }
}

fn strength(
    fields: &Fields<'_>,
    questions: &Table<Question>,
    claims: &[Claim],
) -> Option<(Strength, Source)> {
    for key in ["kind", "note", "source"] {
        fields.get(key);
    }
    let node = fields.need("in")?;
    let (place, tag) = values::word(node, "in", fields.context)?;
    let named = tag.split_once(':').and_then(|(question, choice)| {
        let at = find(questions, question, place, fields.context)?;
        Some((&questions[at], choice))
    });
    if !tag.contains(':') {
        let message = message!("`{tag}` is not a tag", "`{tag}` 不是标签");
        let help = message!(
            "a tag is `question:choice`, such as `industry:finance`",
            "标签写成 `question:choice`，例如 `industry:finance`"
        );
        fields.context.problems.push(Diagnostic::error(Code::UnknownId, place, message).help(help));
    }
    if let Some((question, choice)) = named.filter(|(question, choice)| question.choice(choice).is_none()) {
        let id = question.id;
        let message = message!("`{choice}` is no choice of `{id}`", "`{id}` 没有 `{choice}` 这个选项");
        fields.context.unresolved(Code::UnknownChoice, place, choice, message, question.choice_ids());
    }
    let kind = fields.need("kind").and_then(|_| fields.one_of("kind", &Kind::ALL));
    let said = fields.both("note");
    // The source of a strength may leave its kind to the strength.
    if !fields.has("source") {
        fields.missing_source();
    }
    let source = fields.get("source").and_then(|node| {
        let inner = Fields::open_key(node, "source", fields.context)?;
        inner.one_of("kind", &Kind::ALL);
        let (url, remark) = (inner.text("url"), inner.text("note"));
        let as_of = inner.need("as-of").and_then(|_| inner.date("as-of"));
        inner.finish();
        Some(Source { url, as_of: as_of?, kind: kind?, note: remark })
    });
    let contradicted =
        claims.iter().any(|claim| claim.fact == tag && claim.verdict.en.starts_with("contradicted"));
    let source = source?;
    Some((Strength { tag, kind: source.kind, as_of: source.as_of, note: said, contradicted }, source))
}

fn claim(fields: &Fields<'_>) -> Option<(Claim, Source)> {
    let (fact, says, verdict) = (fields.text("fact"), fields.need_both("says"), fields.need_both("verdict"));
    if fact.is_none() {
        fields.missing("fact");
    }
    let source = need_source(fields);
    Some((Claim { fact: fact?, says: says?, verdict: verdict? }, source?))
}

fn offer(fields: &Fields<'_>, beside: Beside<'_>) -> Option<Offer> {
    let id = fields.id("id", Grammar::Catalog);
    let route = fields.need("route").and_then(|_| fields.one_of("route", &Route::ALL));
    let figures = figures(fields, Of::Offer, beside);
    let provider = fields.get("provider").and_then(|node| {
        let (place, word) = values::word(node, "provider", fields.context)?;
        find(beside.providers, &word, place, fields.context)
    });
    if route == Some(Route::CloudApi) && fields.get("provider").is_none() {
        fields.missing("provider");
    }
    let runtime = fields.get("runtime").and_then(|node| {
        let (place, word) = values::word(node, "runtime", fields.context)?;
        find(beside.runtimes, &word, place, fields.context)
    });
    let prices: Vec<_> = fields
        .list("prices")
        .iter()
        .filter_map(|node| price(node, fields.context, beside.currencies))
        .collect();
    let free = fields.get("free").and_then(|node| {
        let inner = Fields::open_key(node, "free", fields.context)?;
        let requests_a_day = inner.number("requests-a-day", limits::REQUESTS);
        let commercial = inner.get("commercial").map(|_| inner.flag("commercial"));
        inner.finish();
        Some(Free { requests_a_day, commercial })
    });
    let source = need_source(fields)?;
    let as_of = prices.iter().map(|price| price.as_of).chain([source.as_of]).max()?;
    Some(Offer {
        id: id?,
        route: route?,
        provider,
        runtime,
        figures: figures.into(),
        prices: prices.into(),
        free,
        as_of,
        source,
    })
}

fn price(node: &Node, context: Context<'_>, currencies: &Table<Currency>) -> Option<Price> {
    let fields = Fields::open(node, &Text::new("this price", "这个价格"), context)?;
    let amount = |key| fields.number(key, limits::PRICES);
    let (input, cached_input, output) = (amount("input"), amount("cached-input"), amount("output"));
    let currency = fields.need("currency").and_then(|node| {
        let (place, word) = values::word(node, "currency", context)?;
        find(currencies, &word, place, context)
    });
    let as_of = fields.need("as-of").and_then(|_| fields.date("as-of"));
    let up_to_input = fields.number("up-to-input", limits::TOKENS);
    let when = match fields.get("when") {
        None => Some(When::Standard),
        Some(_) => fields.one_of("when", &When::ALL),
    };
    let remark = fields.text("note");
    fields.finish();
    Some(Price {
        input,
        cached_input,
        output,
        currency: currency?,
        as_of: as_of?,
        up_to_input,
        when: when?,
        note: remark,
    })
}
