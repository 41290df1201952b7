//! What no single place is to blame for: something is missing altogether, or there is too much of it.

use super::fields::{Context, Fields};
use super::places::LONGEST;
use crate::describing::question::Question;
use crate::stating::knowledge::Catalog;
use crate::words::diagnostic::{Code, Diagnostic, Severity};
use crate::words::message::{Message, message};
use crate::words::table::Table;

fn problem(code: Code, message: Message, context: Context<'_>) {
    context.problems.push(Diagnostic {
        code,
        severity: Severity::Error,
        place: None,
        message,
        help: None,
        beside: None,
    });
}

/// Rules without a part that the rest cannot do without.
pub(crate) fn check_present(rules: &Fields<'_>) {
    for (key, what) in
        [("question", "[[question]]"), ("criterion", "[[criterion]]"), ("ranking", "[ranking]")]
    {
        if !rules.has(key) {
            let message = message!("no rules file has a `{what}`", "没有任何规则文件含有 `{what}`");
            problem(Code::MissingKey, message, rules.context);
        }
    }
}

/// A catalogue that is empty, or larger than its places can number.
pub(crate) fn check_size(catalog: &Catalog, questions: &Table<Question>, context: Context<'_>) {
    let offers: usize = catalog.models.iter().map(|model| model.offers.len()).sum();
    if offers == 0 && !context.problems.any_error() {
        let message = message!("the catalogue has no model with an offer", "模型目录中没有任何可用的模型");
        problem(Code::EmptyCatalog, message, context);
    }
    if catalog.capabilities.is_empty() && !context.problems.any_error() {
        let message = message!(
            "the catalogue declares no capability: the first is `general`",
            "模型目录没有声明任何能力项：第一项应为 `general`"
        );
        problem(Code::EmptyCatalog, message, context);
    }
    let choices = questions.iter().map(|question| question.choices().len()).max().unwrap_or(0);
    if offers.max(choices).max(catalog.models.len()) > LONGEST {
        let message = message!(
            "the catalogue has more than {LONGEST} models, offers or choices of one question",
            "模型目录中的模型、使用渠道或某个问题的选项超过 {LONGEST} 个"
        );
        problem(Code::TooLarge, message, context);
    }
}
