//! What no single place is to blame for: something is missing altogether, or there is too much of it.

use super::context::Context;
use super::fields::Fields;
use crate::describing::question::Question;
use crate::stating::knowledge::Catalog;
use crate::stating::limits::{self, ENTRIES};
use crate::stating::rule::Rule;
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
    if offers.max(choices).max(catalog.models.len()) > ENTRIES {
        let message = message!(
            "the catalogue has more than {ENTRIES} models, offers or choices of one question",
            "模型目录中的模型、使用渠道或某个问题的选项超过 {ENTRIES} 个"
        );
        problem(Code::TooLarge, message, context);
    }
}

/// More conditions over candidates than are worked out for so many of them.
pub(crate) fn check_outcomes(rules: &[Rule], candidates: usize, context: Context<'_>) {
    let count = |rule: &Rule| rule.compared().count();
    let (clauses, most): (usize, _) = (rules.iter().map(count).sum(), limits::OUTCOMES);
    if clauses.saturating_mul(candidates) > most {
        let message = message!(
            "the rules look at {candidates} candidates in {clauses} conditions: more than {most} outcomes",
            "规则要用 {clauses} 个条件考察 {candidates} 个候选方案：超过 {most} 个结果"
        );
        let help = message!(
            "lists of words say with one condition what alternatives say with many",
            "用列表写一个条件，可以代替许多备选条件"
        );
        context.problems.push(Diagnostic {
            code: Code::TooLarge,
            severity: Severity::Error,
            place: None,
            message,
            help: Some(help),
            beside: None,
        });
    }
}
