//! The files of a model and of a benchmark.

use knowledge::describing::attribute::Of;
use knowledge::describing::model::Route;
use knowledge::describing::price::When;
use knowledge::describing::source::Kind;
use knowledge::evidence::benchmark::Scale;
use knowledge::stating::limits;
use knowledge::words::id::Grammar;
use knowledge::words::text::Text;
use serde_json::Value as Json;

use super::catalog::{source, sourced};
use super::conditions::stated;
use super::draft::{Draft, Keys, date, either, flag, list, number, one_of, text, with, word_of};
use super::rules::named;

/// `models/<vendor>/<model>.toml`
pub(super) fn model(draft: &Draft<'_>) -> Json {
    let licenses = draft.k.catalog.licenses.iter().map(|license| &*license.id);
    let mut keys = figures(draft, Of::Model);
    keys.extend(draft.keys([
        ("name", draft.both(), Text::new("what a person reads", "给人看的名称")),
        ("aliases", list(&text()), Text::new("other words for it", "别名")),
        ("license", one_of(licenses), Text::new("the license of its weights", "权重的许可证")),
        ("sources", sources(draft), Text::new("who vouches for which facts", "哪些事实由谁佐证")),
        ("offer", list(&offer(draft)), Text::new("a way to use it", "一种使用渠道")),
        ("strength", list(&strength(draft)), Text::new("what it is said to be good at", "公认的长处")),
        ("claim", list(&claim(draft)), Text::new("a claim that was looked into", "经过核实的一条说法")),
    ]));
    draft.closed(keys)
}

/// `benchmarks/<benchmark>.toml`
pub(super) fn benchmark(draft: &Draft<'_>) -> Json {
    let capabilities = draft.k.catalog.capabilities.iter().map(|capability| &*capability.id);
    let mut source = source(draft);
    source.extend(draft.keys([(
        "license",
        text(),
        Text::new("what its figures may be used for", "数据的使用许可"),
    )]));
    let score = number(&limits::SCORES);
    let row = draft.closed(draft.keys([
        ("score", score.clone(), Text::new("the score", "分数")),
        ("pm", number(&limits::HALF_WIDTHS), Text::new("half the width of its interval", "置信区间的一半")),
        ("row", text(), Text::new("what the leaderboard calls it", "榜单上的名称")),
    ]));
    let scores = with(draft.by_model(&either(score, &row)), "maxProperties", limits::ROWS.into());
    draft.closed(draft.keys([
        ("name", draft.both(), Text::new("what a person reads", "给人看的名称")),
        ("capability", one_of(capabilities), Text::new("what it measures", "衡量哪种能力")),
        ("scale", word_of(&Scale::ALL), Text::new("what its scores are", "分数的种类")),
        (
            "source",
            draft.closed(source),
            Text::new("who says so, where and when", "谁、在哪里、什么时候说的"),
        ),
        ("scores", scores, Text::new("a score for each model", "各模型的分数")),
    ]))
}

fn figures(draft: &Draft<'_>, whose: Of) -> Keys {
    let own = draft.k.attributes.iter().filter(|attribute| attribute.of == whose);
    own.map(|attribute| (attribute.id.to_string(), stated(draft, attribute))).collect()
}

fn sources(draft: &Draft<'_>) -> Json {
    let own = draft.k.attributes.iter().filter(|attribute| attribute.of == Of::Model);
    let facts = list(&one_of(own.map(|attribute| &*attribute.id)));
    let mut keys = source(draft);
    keys.extend(draft.keys([("facts", facts, Text::new("the facts that it vouches for", "它佐证的事实"))]));
    draft.open(&draft.closed(keys))
}

fn offer(draft: &Draft<'_>) -> Json {
    let catalog = &draft.k.catalog;
    let providers = catalog.providers.iter().map(|provider| &*provider.id);
    let runtimes = catalog.runtimes.iter().map(|runtime| &*runtime.id);
    let free = draft.closed(draft.keys([
        ("requests-a-day", number(&limits::REQUESTS), Text::new("requests a day", "每天的请求数")),
        ("commercial", flag(), Text::new("companies may use it", "企业可用")),
    ]));
    let mut keys = figures(draft, Of::Offer);
    keys.extend(draft.keys([
        named(Grammar::Catalog),
        ("route", word_of(&Route::ALL), Text::new("how it is used", "使用方式")),
        ("provider", one_of(providers), Text::new("who serves it", "由谁提供服务")),
        ("runtime", one_of(runtimes), Text::new("what runs it", "用什么运行")),
        ("prices", list(&price(draft)), Text::new("what a million tokens cost", "每百万词元的价格")),
        ("free", free, Text::new("a free tier", "免费额度")),
        sourced(draft),
    ]));
    draft.needs(keys, &["id"])
}

/// Lists of prices replace each other, so that each is whole.
fn price(draft: &Draft<'_>) -> Json {
    let currencies = draft.k.catalog.currencies.iter().map(|currency| &*currency.id);
    let amount = number(&limits::PRICES);
    let keys = draft.keys([
        ("input", amount.clone(), Text::new("a million input tokens", "每百万输入词元")),
        (
            "cached-input",
            amount.clone(),
            Text::new("a million cached input tokens", "每百万缓存命中的输入词元"),
        ),
        ("output", amount, Text::new("a million output tokens", "每百万输出词元")),
        ("currency", one_of(currencies), Text::new("in this currency", "货币")),
        ("as-of", date(), Text::new("when it was seen", "日期")),
        (
            "up-to-input",
            number(&limits::TOKENS),
            Text::new("for inputs up to so many tokens", "适用于不超过多少词元的输入"),
        ),
        ("when", word_of(&When::ALL), Text::new("when it holds", "适用时段")),
        ("note", text(), Text::new("what to know about it", "备注")),
    ]);
    draft.needs(keys, &["currency", "as-of"])
}

fn strength(draft: &Draft<'_>) -> Json {
    let tags: Vec<_> = draft
        .k
        .questions
        .iter()
        .flat_map(|question| question.choice_ids().map(|choice| format!("{}:{choice}", question.id)))
        .collect();
    let keys = draft.keys([
        (
            "in",
            one_of(tags.iter().map(String::as_str)),
            Text::new("a choice of a question: `question:choice`", "某个问题的选项：`question:choice`"),
        ),
        ("kind", word_of(&Kind::ALL), Text::new("who says so", "谁说的")),
        ("note", draft.both(), Text::new("what is said", "怎么说的")),
        sourced(draft),
    ]);
    draft.needs(keys, &["in"])
}

fn claim(draft: &Draft<'_>) -> Json {
    let keys = draft.keys([
        ("fact", text(), Text::new("what it is about", "关于什么")),
        ("says", draft.both(), Text::new("what is claimed", "说法")),
        ("verdict", draft.both(), Text::new("what came of it", "核实的结果")),
        sourced(draft),
    ]);
    draft.needs(keys, &["fact"])
}
