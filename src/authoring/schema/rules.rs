//! A file of rules: `[[question]]`, `[[heading]]`, `[[rule]]`, `[[attribute]]`, `[[criterion]]`, `[[invariant]]`,
//! `[ranking]`.

use knowledge::describing::attribute::{Kind as Value, Part};
use knowledge::describing::question::RESERVED;
use knowledge::stating::limits;
use knowledge::words::id::Grammar;
use knowledge::words::text::Text;
use serde_json::{Value as Json, json};

use super::conditions::{numeric, wanted, when};
use super::draft::{
    Draft, Keys, allow, any, at_most_one, either, flag, id, list, list_to, number, one_of, pair, text, whole,
    with, word_of,
};
use super::effects;
use super::ranking::ranking;

/// All that may stand in one, by key.
pub(super) fn parts(draft: &Draft<'_>) -> Keys {
    draft.keys([
        (
            "question",
            list_to(&question(draft), limits::entries("question")),
            Text::new("a question, which is a flag at once", "一个问题，同时也就是一个命令行参数"),
        ),
        (
            "heading",
            list_to(&heading(draft), limits::entries("heading")),
            Text::new("a group of questions on the screen", "界面上的一组问题"),
        ),
        (
            "rule",
            list_to(&effects::rule(draft), limits::entries("rule")),
            Text::new("a rule: under these answers, this", "一条规则：在这些答案下，这样做"),
        ),
        (
            "attribute",
            list_to(&attribute(draft), limits::entries("attribute")),
            Text::new("what may be known of a candidate", "候选模型可能有的一项事实"),
        ),
        (
            "criterion",
            list_to(&criterion(draft), limits::entries("criterion")),
            Text::new("what candidates are scored by", "给候选模型打分的一条准则"),
        ),
        (
            "invariant",
            list_to(&invariant(draft), limits::entries("invariant")),
            Text::new("what must hold whatever is answered", "无论怎么回答都必须成立的事"),
        ),
        (
            "ranking",
            ranking(draft),
            Text::new("numbers of ranking, floors and derived figures", "排名、门槛和推算数据用到的数字"),
        ),
    ])
}

/// The id of an entry, and what it does over a lower layer.
pub(super) fn named(grammar: Grammar) -> (&'static str, Json, Text) {
    let says = Text::new(
        "its name; an entry with the id of one in a lower layer changes only what it says",
        "名称；与下层条目同名时，只改动这里写出的部分",
    );
    ("id", id(grammar), says)
}

/// `when` and `when-any`.
pub(super) fn conditions() -> [(&'static str, Json, Text); 2] {
    [
        ("when", when(), Text::new("under these answers; all of them", "在这些答案下，须全部满足")),
        (
            "when-any",
            list_to(&when(), limits::ALTERNATIVES),
            Text::new("and under one of these sets of answers", "并且满足其中一组答案"),
        ),
    ]
}

fn heading(draft: &Draft<'_>) -> Json {
    let label = ("label", draft.both(), Text::new("what stands over the group", "这一组的标题"));
    draft.needs(draft.keys([named(Grammar::Kebab), label]), &["id"])
}

fn question(draft: &Draft<'_>) -> Json {
    let (key, kebab, says) = named(Grammar::Kebab);
    let headings = one_of(draft.k.headings.iter().map(|heading| &*heading.id));
    let mut keys = draft.keys([
        // These are flags of the program.
        (key, with(kebab, "not", json!({ "enum": RESERVED })), says),
        ("heading", headings, Text::new("the group it stands in", "所属的组")),
        ("ask", draft.both(), Text::new("the question itself", "问题本身")),
        ("help", draft.both(), Text::new("what the answer does", "答案起什么作用")),
        ("core", flag(), Text::new("one of the few that are asked first", "最先问的少数几个问题之一")),
        allow(),
        ("many", flag(), Text::new("several choices may be answered", "可以多选")),
        ("yes-no", flag(), Text::new("`true`: the choices are yes and no", "`true` 表示选项只有是和否")),
        ("choices", choices(draft), Text::new("what may be chosen", "可选的项")),
        (
            "choices-from",
            word_of(&limits::FROM),
            Text::new("the part of the catalogue that gives the choices", "由目录的哪一部分给出选项"),
        ),
        ("number", range(draft), Text::new("it is answered with a number", "答案是数字")),
        ("money", money(draft), Text::new("it is answered with an amount a month", "答案是每月的金额")),
    ]);
    keys.extend(draft.keys(conditions()));
    let question = draft.needs(keys, &["id"]);
    let kinds = ["choices", "choices-from", "number", "money"];
    let yes_no = json!({
        "properties": { "yes-no": { "const": true } },
        "required": ["yes-no"],
        "anyOf": kinds.map(|kind| json!({ "required": [kind] })),
    });
    let question = with(question, "allOf", json!([{ "not": yes_no }]));
    at_most_one(question, &kinds.each_ref().map(std::slice::from_ref))
}

fn choices(draft: &Draft<'_>) -> Json {
    let keys = draft.keys([
        named(Grammar::Catalog),
        ("label", draft.both(), Text::new("what a person reads", "给人看的文字")),
        ("help", draft.both(), Text::new("a line more", "补充说明一行")),
        allow(),
    ]);
    with(list_to(&draft.needs(keys, &["id"]), limits::CHOICES), "minItems", json!(1))
}

fn probe() -> (&'static str, Json, Text) {
    let says = Text::new("values that are tried when looking ahead", "向前推演时尝试的数值");
    ("probe", list_to(&number(&limits::NUMBERS), limits::PROBES), says)
}

fn range(draft: &Draft<'_>) -> Json {
    let closed = draft.k.questions.iter().filter(|question| !numeric(question));
    let by = |question: &knowledge::describing::question::Question| {
        (question.id.to_string(), draft.each(question.choice_ids(), &number(&limits::ASSUMED)))
    };
    let by = draft.closed(closed.map(by).collect());
    draft.closed(draft.keys([
        ("min", number(&limits::NUMBERS), Text::new("the least", "最小值")),
        ("max", number(&limits::NUMBERS), Text::new("the greatest", "最大值")),
        ("unit", either(text(), &draft.both()), Text::new("what is counted", "单位")),
        (
            "assume",
            number(&limits::NUMBERS),
            Text::new("what derived figures use while it is unanswered", "未作答时推算数据所用的值"),
        ),
        (
            "assume-by",
            by,
            Text::new("other values to assume, by choices of other questions", "按其他问题的选项改用的值"),
        ),
        probe(),
    ]))
}

fn money(draft: &Draft<'_>) -> Json {
    draft.closed(draft.keys([
        ("min", number(&limits::MONEY), Text::new("the least, in US dollars", "最小金额（美元）")),
        ("max", number(&limits::MONEY), Text::new("the greatest, in US dollars", "最大金额（美元）")),
        probe(),
    ]))
}

fn attribute(draft: &Draft<'_>) -> Json {
    let none = draft.closed(Keys::new());
    let unit = ("unit", text(), Text::new("what is counted", "单位"));
    let words = |closed| {
        draft.closed(draft.keys([
            ("from", word_of(&Part::ALL), Text::new("ids of a part of the catalogue", "目录某一部分的 id")),
            (
                closed,
                list(&text()),
                Text::new("the words that it takes; any, if there are none", "可取的词；不写则任意"),
            ),
            (
                "labels",
                draft.open(&draft.both()),
                Text::new("what a person reads for words of a closed list", "固定列表中各词给人看的文字"),
            ),
        ]))
    };
    let keys = draft.keys([
        named(Grammar::Kebab),
        ("label", draft.both(), Text::new("what a person reads", "给人看的文字")),
        ("of", word_of(&limits::WHOSE), Text::new("where its values come from", "值的来源")),
        allow(),
        ("number", draft.closed(draft.keys([unit])), Text::new("its values are numbers", "值是数字")),
        ("flag", none.clone(), Text::new("its values are true and false", "值是真假")),
        ("date", none, Text::new("its values are dates", "值是日期")),
        ("word", words("one-of"), Text::new("its values are words", "值是一个词")),
        ("words", words("any-of"), Text::new("its values are sets of words", "值是一组词")),
    ]);
    let attribute = draft.needs(keys, &["id"]);
    at_most_one(attribute, &[&["number"], &["flag"], &["date"], &["word"], &["words"]])
}

fn criterion(draft: &Draft<'_>) -> Json {
    let figures = draft.k.attributes.iter().map(|attribute| &*attribute.id);
    let points = list(&pair(&limits::NUMBERS, &limits::UTILITY));
    let keys = draft.keys([
        named(Grammar::Kebab),
        ("label", draft.both(), Text::new("what a person reads", "给人看的文字")),
        ("weight", whole(&limits::WEIGHTS), Text::new("how much it counts", "权重")),
        (
            "unknown",
            any([one_of(["worst"]), number(&limits::UTILITY)]),
            Text::new("what an unknown figure counts as", "数据未知时按多少计"),
        ),
        (
            "reads",
            one_of(figures.chain(["points"])),
            Text::new("the attribute that it reads, or the points of rules", "读取的属性，或规则给的分"),
        ),
        (
            "scale",
            word_of(&limits::SHAPES),
            Text::new("how a figure becomes a utility", "数值怎样换算成效用"),
        ),
        ("worst", number(&limits::NUMBERS), Text::new("the figure that is worth nothing", "效用为 0 的数值")),
        (
            "best",
            number(&limits::NUMBERS),
            Text::new("the figure that is worth everything", "效用为 1 的数值"),
        ),
        (
            "points",
            with(points, "minItems", json!(2)),
            Text::new("[figure, utility], with ascending figures", "[数值, 效用]，数值递增"),
        ),
        (
            "levels",
            draft.open(&number(&limits::UTILITY)),
            Text::new("a utility for each word, or for yes and no", "每个词（或是和否）的效用"),
        ),
    ]);
    draft.needs(keys, &["id"])
}

fn invariant(draft: &Draft<'_>) -> Json {
    let numbers = draft.k.questions.iter().filter(|question| numeric(question));
    let figures = draft.k.attributes.iter().filter(|known| matches!(known.kind, Value::Number { .. }));
    let criteria = draft.k.criteria.iter().map(|criterion| &*criterion.id);
    let monotone = draft.closed(draft.keys([
        (
            "answer",
            one_of(numbers.map(|question| &*question.id)),
            Text::new("a larger answer never lowers the winner's score", "答案变大时，第一名的得分不会降低"),
        ),
        ("weight", one_of(criteria), Text::new("more weight of this", "加大这条准则的权重")),
        (
            "never-raises",
            one_of(figures.map(|attribute| &*attribute.id)),
            Text::new("never raises this figure of the winner", "绝不会使第一名的这项数值变大"),
        ),
    ]));
    let monotone = at_most_one(monotone, &[&["answer"], &["weight", "never-raises"]]);
    let mut keys = draft.keys([
        named(Grammar::Kebab),
        ("because", draft.both(), Text::new("why it must hold", "为什么必须成立")),
        ("never", wanted(), Text::new("no candidate that is like this remains", "不会留下这样的候选模型")),
        (
            "never-any",
            list_to(&wanted(), limits::ALTERNATIVES),
            Text::new("nor one that is like one of these", "也不会留下符合其中之一的候选模型"),
        ),
        (
            "always",
            wanted(),
            Text::new("every candidate that remains is like this", "留下的候选模型都是这样"),
        ),
        (
            "always-any",
            list_to(&wanted(), limits::ALTERNATIVES),
            Text::new("and like one of these", "并且符合其中之一"),
        ),
        ("monotone", monotone, Text::new("what more of something never does", "某项变大时绝不会发生的事")),
    ]);
    keys.extend(draft.keys(conditions()));
    let invariant = draft.needs(keys, &["id"]);
    at_most_one(invariant, &[&["never", "never-any"], &["always", "always-any"], &["monotone"]])
}
