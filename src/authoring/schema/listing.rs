//! What price lists that can be imported call sellers, makers and models.

use knowledge::describing::source::Kind;
use knowledge::words::id::Grammar;
use knowledge::words::text::Text;
use serde_json::Value as Json;

use super::catalog::entries;
use super::conditions::model_id;
use super::draft::{Draft, Keys, flag, id, list, one_of, pattern, text, word_of};
use super::rules::named;

/// All of it, by key.
pub(super) fn parts(draft: &Draft<'_>) -> Keys {
    draft.keys([
        ("price-list", price_list(draft), Text::new("a list of prices that others keep", "他人维护的价格表")),
        ("seller", seller(draft), Text::new("a seller as a list calls it", "价格表对卖家的叫法")),
        (
            "organisation",
            organisation(draft),
            Text::new("a maker as the first part of an id", "id 的第一段所指的厂商"),
        ),
        (
            "listed",
            listed(draft),
            Text::new("an id that means something else than it seems to", "含义与字面不同的 id"),
        ),
        (
            "id-words",
            words(draft),
            Text::new("words of ids that mean nothing of their own", "id 中本身不指明模型的词"),
        ),
    ])
}

/// An id of a list: as one of this catalogue, and with `/`, `:` and `@` in it.
fn foreign(says: Text) -> (&'static str, Json, Text) {
    ("id", pattern("^[a-z0-9/:@-][a-z0-9._/:@-]*$"), says)
}

fn price_list(draft: &Draft<'_>) -> Json {
    entries(
        draft,
        [
            named(Grammar::Catalog),
            ("url", text(), Text::new("where people find it", "网址")),
            ("kind", word_of(&Kind::ALL), Text::new("who speaks in it", "谁说的")),
        ],
    )
}

fn vendor(draft: &Draft<'_>) -> (&'static str, Json, Text) {
    let vendors = draft.k.catalog.vendors.iter().map(|vendor| &*vendor.id);
    ("vendor", one_of(vendors), Text::new("the maker in this catalogue", "在本目录中的厂商"))
}

fn seller(draft: &Draft<'_>) -> Json {
    let providers = draft.k.catalog.providers.iter().map(|provider| &*provider.id);
    entries(
        draft,
        [
            ("id", text(), Text::new("`list/seller`", "`价格表/卖家`")),
            ("provider", one_of(providers), Text::new("the seller in this catalogue", "在本目录中的服务商")),
            ("plan", flag(), Text::new("a plan without a price for each token", "套餐，没有按词元的价格")),
            (
                "offer",
                id(Grammar::Catalog),
                Text::new("the id of its offers, if not the provider's", "使用渠道的 id（与服务商不同时）"),
            ),
            vendor(draft),
            (
                "starts",
                list(&text()),
                Text::new("how the ids of that maker's models begin", "该厂商模型 id 的开头"),
            ),
            ("mixed", flag(), Text::new("a price may be of several hosts", "一个价格可能来自多家主机")),
        ],
    )
}

fn organisation(draft: &Draft<'_>) -> Json {
    entries(draft, [foreign(Text::new("in lower case", "用小写")), vendor(draft)])
}

fn listed(draft: &Draft<'_>) -> Json {
    let model = (
        "model",
        model_id(),
        Text::new("the model that it means; none if it is no certain one", "所指的模型；不确定则不写"),
    );
    entries(
        draft,
        [foreign(Text::new("the id that a list gives, in lower case", "价格表给出的 id，用小写")), model],
    )
}

fn words(draft: &Draft<'_>) -> Json {
    draft.closed(draft.keys([
        (
            "same",
            list(&text()),
            Text::new("last words that change nothing about the model", "不改变模型的末尾词"),
        ),
        (
            "regions",
            list(&text()),
            Text::new("first words that only say where it runs", "只说明运行地点的开头词"),
        ),
        (
            "moving",
            list(&text()),
            Text::new("last words that mean another model from time to time", "所指模型会变动的末尾词"),
        ),
    ]))
}
