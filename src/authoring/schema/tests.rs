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
use super::draft::{Draft, any, flag, list, one_of, pattern, text, whole, with, word_of};

/// The file.
pub(super) fn file(draft: &Draft<'_>) -> Json {
    let cases = (
        "case",
        list(&case(draft)),
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
    keys.extend(KEYS.map(|key| {
        let (shape, says) = expected(draft, key);
        (key.to_owned(), draft.says(shape, &says))
    }));
    let one = draft.needs(keys, &["name", "answers"]);
    let one = with(one, "dependencies", json!({ "among": ["within"], "within": ["among"] }));
    // Beside its name and answers it expects something.
    with(one, "minProperties", json!(3))
}

/// What one key takes.
fn expected(draft: &Draft<'_>, key: &str) -> (Json, Text) {
    let k = draft.k;
    let of_models = |shape: &Json| with(draft.by_model(shape), "minProperties", json!(1));
    let rules =
        |does: fn(&Rule) -> bool| one_of(k.rules.iter().filter(|rule| does(rule)).map(|rule| &*rule.id));
    let gates = k.rules.iter().filter(|rule| rule.gate.is_some()).map(|rule| &*rule.id);
    let reasons = several(&one_of(gates.chain([FLOOR])));
    match key {
        "winner" => (several(&model_id()), Text::new("one of these wins", "第一名是其中之一")),
        "co-winner" => (several(&model_id()), Text::new("all of these win together", "这些模型并列第一")),
        "tied" => (several(&model_id()), Text::new("these are tied for first place", "这些模型并列")),
        "among" => (
            several(&model_id()),
            Text::new("these stand in the first `within` places", "这些模型排在前 `within` 位"),
        ),
        "first-route" => {
            (several(&word_of(&Route::ALL)), Text::new("the winner is used like this", "第一名的使用方式"))
        }
        "never" => (several(&model_id()), Text::new("none of these is recommended", "不会推荐这些模型")),
        "never-route" => {
            (several(&word_of(&Route::ALL)), Text::new("nothing is used like this", "不会推荐这些使用方式"))
        }
        "excluded" => (
            of_models(&reasons),
            Text::new("models that are out, and by which rules", "被排除的模型及排除它的规则"),
        ),
        "contributes" => (
            of_models(&several(&rules(|rule| rule.prefer.is_some()))),
            Text::new("rules that give points to a model", "给模型加分的规则"),
        ),
        "no-points" => (
            of_models(&several(&rules(|rule| rule.prefer.is_some()))),
            Text::new("rules that give no points to a model", "不给模型加分的规则"),
        ),
        "to-check" => (
            of_models(&several(&rules(|rule| {
                rule.gate.as_ref().is_some_and(|gate| gate.unknown == Unknown::Warn)
            }))),
            Text::new("gates whose outcome is unknown for a model", "对模型结果未知的门槛"),
        ),
        "corrects" => (of_models(&several(&text())), Text::new("claims that are corrected", "被更正的说法")),
        "role" => {
            let roles = draft.each(Role::ALL.iter().map(|(word, _)| *word), &several(&model_id()));
            (
                with(roles, "minProperties", json!(1)),
                Text::new("models that have a role", "担当某个角色的模型"),
            )
        }
        "advice" => (
            several(&rules(|rule| rule.advise.is_some())),
            Text::new("rules whose advice is given", "给出建议的规则"),
        ),
        "silent" => (
            several(&rules(|rule| rule.advise.is_some())),
            Text::new("rules whose advice is not given", "不给出建议的规则"),
        ),
        "warns" => {
            let any = |ids: Vec<String>| ids.join("|").replace('.', "\\.");
            let kinds = any(WARNED.iter().map(|(kind, _)| (*kind).to_owned()).collect());
            let models = any(k.catalog.models.iter().map(|model| model.id.to_string()).collect());
            let rules = any(k.rules.iter().map(|rule| rule.id.to_string()).collect());
            let warning = pattern(&format!("^(({kinds}):({models})|yielded:({rules}))$"));
            (
                several(&warning),
                Text::new("warnings: `kind:model`, `yielded:rule`", "警告：`kind:model`、`yielded:rule`"),
            )
        }
        "lift" => (reasons, Text::new("what to lift if nothing fits", "没有合适的模型时应放宽什么")),
        _ => (flag(), Text::new("nothing fits", "没有合适的模型")),
    }
}

/// One or a list of them.
fn several(one: &Json) -> Json {
    any([one.clone(), with(list(one), "minItems", json!(1))])
}
