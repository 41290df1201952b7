//! What stands beside models: vendors, providers, licenses, runtimes, accelerators, devices, currencies, capabilities;
//! and the sources of facts.

use knowledge::describing::source::Kind;
use knowledge::stating::limits;
use knowledge::words::id::Grammar;
use knowledge::words::text::Text;
use serde_json::Value as Json;

use super::draft::{Draft, Keys, date, id, list, number, one_of, text, word_of};
use super::listing;
use super::rules::named;

/// All that may stand in a file of them, by key.
pub(super) fn parts(draft: &Draft<'_>) -> Keys {
    let mut keys = draft.keys([
        ("vendor", vendor(draft), Text::new("a maker of models", "模型厂商")),
        ("provider", provider(draft), Text::new("who serves models", "提供模型服务的一方")),
        ("license", license(draft), Text::new("a license", "许可证")),
        ("runtime", runtime(draft), Text::new("what runs models", "运行模型的软件")),
        ("gpu", gpu(draft), Text::new("an accelerator", "加速卡")),
        ("device", device(draft), Text::new("a device of users", "用户设备")),
        ("currency", currency(draft), Text::new("a currency", "货币")),
        ("capability", capability(draft), Text::new("what benchmarks measure", "评测衡量的能力")),
    ]);
    keys.extend(listing::parts(draft));
    keys
}

/// The keys of a source.
pub(super) fn source(draft: &Draft<'_>) -> Keys {
    draft.keys([
        ("kind", word_of(&Kind::ALL), Text::new("who speaks", "谁说的")),
        ("url", text(), Text::new("where it is said", "网址")),
        ("as-of", date(), Text::new("when it was said or seen", "日期")),
        ("note", text(), Text::new("what to know about it", "备注")),
    ])
}

/// `source = { … }`
pub(super) fn sourced<'k>(draft: &Draft<'_>) -> (&'k str, Json, Text) {
    (
        "source",
        draft.closed(source(draft)),
        Text::new("who says so, where and when", "谁、在哪里、什么时候说的"),
    )
}

fn name<'k>(draft: &Draft<'_>) -> (&'k str, Json, Text) {
    ("name", draft.both(), Text::new("what a person reads", "给人看的名称"))
}

pub(super) fn entries<const N: usize>(draft: &Draft<'_>, keys: [(&str, Json, Text); N]) -> Json {
    list(&draft.needs(draft.keys(keys), &["id"]))
}

fn vendor(draft: &Draft<'_>) -> Json {
    entries(
        draft,
        [
            named(Grammar::Catalog),
            name(draft),
            ("country", id(Grammar::Kebab), Text::new("its country, such as `us`", "国家，例如 `us`")),
            ("blocs", list(&text()), Text::new("blocs of countries, such as `eu`", "国家集团，例如 `eu`")),
            sourced(draft),
        ],
    )
}

fn provider(draft: &Draft<'_>) -> Json {
    let vendors = one_of(draft.k.catalog.vendors.iter().map(|vendor| &*vendor.id));
    entries(
        draft,
        [
            named(Grammar::Catalog),
            name(draft),
            ("country", id(Grammar::Kebab), Text::new("its country, such as `us`", "国家，例如 `us`")),
            (
                "first-party-of",
                list(&vendors),
                Text::new("vendors whose own service it is", "是哪些厂商的自有服务"),
            ),
            ("available-in", list(&text()), Text::new("where it may be used", "可在哪里使用")),
            ("processed-in", list(&text()), Text::new("where it processes data", "数据在哪里处理")),
            sourced(draft),
        ],
    )
}

fn license(draft: &Draft<'_>) -> Json {
    entries(
        draft,
        [
            named(Grammar::Name),
            name(draft),
            ("class", one_of(limits::LICENSE_CLASSES), Text::new("how free it is", "宽松程度")),
            (
                "max-monthly-users",
                number(&limits::USERS),
                Text::new("users a month that it allows", "允许的月用户数"),
            ),
            (
                "max-monthly-revenue",
                number(&limits::REVENUE),
                Text::new("revenue a month that it allows, in US dollars", "允许的月收入（美元）"),
            ),
            ("barred-regions", list(&text()), Text::new("where it grants nothing", "不授权的地区")),
            ("duties", draft.both(), Text::new("what it asks of users", "对使用者的要求")),
            sourced(draft),
        ],
    )
}

fn runtime(draft: &Draft<'_>) -> Json {
    entries(
        draft,
        [
            named(Grammar::Catalog),
            name(draft),
            ("use", one_of(limits::USES), Text::new("where it is used", "用在哪里")),
            ("formerly", text(), Text::new("its name before", "曾用名")),
            ("devices", list(&text()), Text::new("kinds of devices that it runs on", "可运行的设备种类")),
            ("chips", list(&text()), Text::new("chips that it runs on", "可运行的芯片")),
            sourced(draft),
        ],
    )
}

fn memory<'k>() -> (&'k str, Json, Text) {
    ("memory", number(&limits::GIGABYTES), Text::new("GB of memory", "内存（GB）"))
}

fn gpu(draft: &Draft<'_>) -> Json {
    entries(
        draft,
        [
            named(Grammar::Catalog),
            name(draft),
            ("chip", id(Grammar::Kebab), Text::new("the family of its chip", "芯片系列")),
            memory(),
            ("rent", number(&limits::RENT), Text::new("US dollars an hour", "每小时租金（美元）")),
            sourced(draft),
        ],
    )
}

fn device(draft: &Draft<'_>) -> Json {
    entries(
        draft,
        [
            named(Grammar::Kebab),
            name(draft),
            memory(),
            (
                "app-share",
                number(&limits::APP_SHARE),
                Text::new("the part that an app may take", "应用可占用的比例"),
            ),
            sourced(draft),
        ],
    )
}

fn currency(draft: &Draft<'_>) -> Json {
    let rate = ("per-usd", number(&limits::RATES), Text::new("how many a US dollar buys", "一美元可换多少"));
    entries(draft, [named(Grammar::Name), rate, sourced(draft)])
}

fn capability(draft: &Draft<'_>) -> Json {
    let label = ("label", draft.both(), Text::new("what a person reads", "给人看的文字"));
    entries(draft, [named(Grammar::Kebab), label])
}
