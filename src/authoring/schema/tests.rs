//! A file of tests of rules: `[[case]]`.

use knowledge::describing::model::Route;
use knowledge::stating::case::{KEYS, WARNED};
use knowledge::stating::limits;
use knowledge::stating::rule::{Rule, Unknown};
use knowledge::stating::verdict::{FLOOR, Role};
use knowledge::words::text::Text;
use serde_json::{Value as Json, json};

use super::answers::answers;
use super::conditions::model_id;
use super::draft::{Draft, any, flag, list, list_to, one_of, pattern, text, whole, with, word_of};

/// The file.
pub(super) fn file(draft: &Draft<'_>) -> Json {
    let cases = (
        "case",
        list_to(&case(draft), limits::entries("case")),
        Text::new("answers, and what must come of them", "一组答案，以及应有的结果"),
    );
    draft.needs(draft.keys([cases]), &["case"])
}

fn case(draft: &Draft<'_>) -> Json {
    let mut keys = draft.keys([
        ("name", text(), Text::new("what the case is about", "用例说的是什么")),
        ("answers", answers(draft), Text::new("what is answered", "给出的答案")),
        (
            "within",
            whole(&limits::PLACES),
            Text::new("for `among`: the first so many places", "与 `among` 同用：前几位"),
        ),
    ]);
    keys.extend(KEYS.map(|key| (key.to_owned(), draft.says(shape(draft, key), &says(key)))));
    let one = draft.needs(keys, &["name", "answers"]);
    let one = with(one, "dependencies", json!({ "among": ["within"], "within": ["among"] }));
    // Beside its name and answers it expects something.
    with(one, "minProperties", json!(3))
}

/// What one key takes.
fn shape(draft: &Draft<'_>, key: &str) -> Json {
    let of_models = |shape: &Json| with(draft.by_model(shape), "minProperties", json!(1));
    let rules = |does: fn(&Rule) -> bool| {
        let found = draft.k.rules.iter().filter(|rule| does(rule)).map(|rule| &*rule.id);
        several(&one_of(found))
    };
    let reasons = || {
        let gates = draft.k.rules.iter().filter(|rule| rule.gate.is_some()).map(|rule| &*rule.id);
        several(&one_of(gates.chain([FLOOR])))
    };
    match key {
        "winner" | "co-winner" | "tied" | "among" | "never" => several(&model_id()),
        "first-route" | "never-route" => several(&word_of(&Route::ALL)),
        "excluded" => of_models(&reasons()),
        "contributes" | "no-points" => of_models(&rules(|rule| rule.prefer.is_some())),
        "to-check" => {
            let warns = |rule: &Rule| rule.gate.as_ref().is_some_and(|gate| gate.unknown == Unknown::Warn);
            of_models(&rules(warns))
        }
        "corrects" => of_models(&several(&text())),
        "role" => {
            let each = draft.each(Role::ALL.iter().map(|(word, _)| *word), &several(&model_id()));
            with(each, "minProperties", json!(1))
        }
        "advice" | "silent" => rules(|rule| rule.advise.is_some()),
        "warns" => several(&warning(draft)),
        "lift" => reasons(),
        _ => flag(),
    }
}

/// `kind:model`, or `yielded:rule`.
fn warning(draft: &Draft<'_>) -> Json {
    let any = |ids: Vec<&str>| ids.join("|").replace('.', "\\.");
    let kinds = any(WARNED.iter().map(|(kind, _)| *kind).collect());
    let models = any(draft.k.catalog.models.iter().map(|model| &*model.id).collect());
    let rules = any(draft.k.rules.iter().map(|rule| &*rule.id).collect());
    pattern(&format!("^(({kinds}):({models})|yielded:({rules}))$"))
}

/// What one key says.
fn says(key: &str) -> Text {
    match key {
        "winner" => Text::new("the first is one of these", "第一名是其中之一"),
        "co-winner" => {
            Text::new("one of these is first or shares the first place", "其中之一是第一名或并列第一")
        }
        "tied" => Text::new("all of these share the first place", "这些模型都并列第一"),
        "among" => Text::new("these stand in the first `within` places", "这些模型排在前 `within` 位"),
        "first-route" => Text::new("the first is used like this", "第一名的使用方式"),
        "never" => Text::new("none of these is recommended", "不会推荐这些模型"),
        "never-route" => Text::new("nothing that is used like this is recommended", "不会推荐这些使用方式"),
        "excluded" => Text::new("models that are out, and by what", "被排除的模型，以及排除它的规则"),
        "contributes" => Text::new("models, and rules that give them points", "模型，以及给它加分的规则"),
        "no-points" => Text::new("models, and rules that give them no points", "模型，以及不给它加分的规则"),
        "to-check" => Text::new("models, and rules to check for them", "模型，以及需要为它核实的规则"),
        "corrects" => {
            Text::new("models, and facts of which a claim is corrected", "模型，以及说法被更正的事实")
        }
        "role" => Text::new("roles, and who has them", "角色，以及担当它的模型"),
        "advice" => Text::new("rules whose advice is given", "给出建议的规则"),
        "silent" => Text::new("rules whose advice is not given", "不给出建议的规则"),
        "warns" => Text::new("warnings: `kind:model`, `yielded:rule`", "警告：`kind:model`、`yielded:rule`"),
        "lift" => Text::new("nothing fits, and these are worth lifting", "没有合适的模型，值得放宽的是这些"),
        _ => Text::new("whether nothing fits", "是否没有合适的模型"),
    }
}

/// One or a list of them.
fn several(one: &Json) -> Json {
    any([one.clone(), with(list(one), "minItems", json!(1))])
}
