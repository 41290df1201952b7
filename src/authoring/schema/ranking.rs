//! `[ranking]`.

use knowledge::describing::question::Question;
use knowledge::stating::limits;
use knowledge::words::text::Text;
use serde_json::Value as Json;

use super::catalog::source;
use super::conditions::choice_of;
use super::draft::{Draft, date, list, number, one_of, pair, text, whole, word_of};

/// The table.
pub(super) fn ranking(draft: &Draft<'_>) -> Json {
    draft.closed(draft.keys([
        (
            "tie-margin",
            number(&limits::SHARE),
            Text::new("points below the best that still count as a tie", "与最高分相差几分以内算并列"),
        ),
        (
            "least-known",
            number(&limits::UTILITY),
            Text::new(
                "the part of the weight that must be known of a model",
                "模型至少要有多大比例的权重是已知的",
            ),
        ),
        ("show", whole(&limits::SHOWN), Text::new("how many models are shown", "显示几个模型")),
        (
            "stale-after",
            whole(&limits::AGES),
            Text::new("days after which a price is old", "价格超过多少天算旧"),
        ),
        ("floor", floor(draft), Text::new("how able a model must be at least", "模型能力的下限")),
        ("order", order(draft), Text::new("by what co-winners are ordered", "并列第一按什么排序")),
        ("derived", derived(draft), Text::new("what derived figures assume", "推算数据的假设")),
    ]))
}

fn asked(draft: &Draft<'_>) -> (&'static str, Json, Text) {
    let ids = draft.k.questions.iter().map(|question| &*question.id);
    ("question", one_of(ids), Text::new("the question whose answer decides", "由哪个问题的答案决定"))
}

fn by_choice(draft: &Draft<'_>, question: &Question, each: &Json) -> Json {
    draft.each(question.choice_ids(), each)
}

fn floor(draft: &Draft<'_>) -> Json {
    let k = draft.k;
    let question = &k.questions[k.ranking.floor.question];
    let ratings = number(&limits::RATINGS);
    let shift = draft.keys([
        asked(draft),
        (
            "points",
            draft.open(&number(&limits::DIFFERENCES)),
            Text::new("points by choice", "按选项增减的分数"),
        ),
    ]);
    draft.closed(draft.keys([
        asked(draft),
        (
            "reference",
            ratings.clone(),
            Text::new("the rating that floors are counted from", "作为基准的评分"),
        ),
        ("as-of", date(), Text::new("the day of that rating", "该评分的日期")),
        (
            "unanswered",
            choice_of(question),
            Text::new("the choice that no answer acts as", "未作答时视同的选项"),
        ),
        (
            "below",
            by_choice(draft, question, &ratings),
            Text::new(
                "points below the reference; no floor for choices that are left out",
                "比基准低多少分；未列出的选项没有下限",
            ),
        ),
        (
            "good-enough",
            by_choice(draft, question, &ratings),
            Text::new("points below the best that are good enough", "比最好的低多少分仍算够用"),
        ),
        (
            "shift",
            list(&draft.needs(shift, &["question", "points"])),
            Text::new("what moves the floor", "使下限升降的问题"),
        ),
    ]))
}

fn order(draft: &Draft<'_>) -> Json {
    let question = &draft.k.questions[draft.k.ranking.order.question];
    let by = by_choice(draft, question, &word_of(&limits::BY));
    draft.closed(draft.keys([asked(draft), ("by", by, Text::new("by choice", "各选项按什么"))]))
}

fn derived(draft: &Draft<'_>) -> Json {
    let sources = list(&draft.needs(source(draft), &["kind", "as-of"]));
    draft.closed(draft.keys([
        (
            "reasoning-output",
            number(&limits::FACTOR),
            Text::new(
                "tokens that reasoning writes for each of the answer",
                "推理模型每写一个词元实际输出的词元数",
            ),
        ),
        (
            "serving-bits",
            number(&limits::BITS),
            Text::new("bits a weight when serving", "部署时每个权重的位数"),
        ),
        (
            "serving-overhead",
            number(&limits::OVERHEAD),
            Text::new("memory beside the weights, as a part of theirs", "权重之外的显存，占权重的比例"),
        ),
        (
            "hours-a-month",
            number(&limits::HOURS),
            Text::new("hours that a server runs a month", "服务器每月运行的小时数"),
        ),
        (
            "free-requests-a-day",
            number(&limits::REQUESTS),
            Text::new("requests of a free tier that does not say", "免费额度未写明时每天的请求数"),
        ),
        ("device", text(), Text::new("the device that is assumed", "假定的设备")),
        (
            "gpus-a-server",
            number(&limits::GPUS),
            Text::new("accelerators of one server", "每台服务器的加速卡数"),
        ),
        ("most-servers", number(&limits::SERVERS), Text::new("servers at most", "最多几台服务器")),
        (
            "context-memory",
            number(&limits::SHARE),
            Text::new(
                "memory that contexts take, as a part of the weights'",
                "上下文占用的显存，占权重的比例",
            ),
        ),
        ("speed", speed(draft), Text::new("how the class of speed is found", "速度等级怎样推算")),
        ("source", sources, Text::new("where these numbers come from", "这些数字的出处")),
    ]))
}

fn speed(draft: &Draft<'_>) -> Json {
    let step = number(&limits::SPEED_STEPS);
    draft.closed(draft.keys([
        ("tier", draft.open(&step), Text::new("the class of each tier", "各档次的等级")),
        ("route", draft.open(&step), Text::new("what each route adds", "各使用方式的增减")),
        ("reasoning", step, Text::new("what reasoning adds", "推理的增减")),
        (
            "active",
            list(&pair(&limits::ACTIVE, &limits::SPEED)),
            Text::new("[billions of active parameters at most, class]", "[激活参数上限（十亿）, 等级]"),
        ),
    ]))
}
