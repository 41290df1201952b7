//! Reads one text in every language.

use super::context::Context;
use super::fields::Fields;
use super::tree::Node;
use crate::words::diagnostic::{Code, Diagnostic};
use crate::words::message::{Message, message};
use crate::words::shown::clean;
use crate::words::text::Text;

/// `{ en, zh }`
pub(crate) fn both(node: &Node, key: &str, context: Context<'_>) -> Option<Text> {
    if node.table().is_none() {
        let text = node.text().map_or("…".into(), clean);
        let message = message!(
            "`{key}` must be a text by language, but this is {found}", "`{key}` 应按语言分别给出，实际是{found}";
            found = node.describe()
        );
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        let both = if context.files.layer(node.place) == 0 { ", zh = \"…\"" } else { "" };
        let help = format!("`{key} = {{ en = \"{text}\"{both} }}`");
        context.problems.push(problem.help(Message::same(help)));
        return None;
    }
    let fields = Fields::open_key(node, key, context)?;
    let (en, zh) = (fields.text("en"), fields.text("zh"));
    fields.finish();
    if context.files.layer(node.place) == 0 {
        for (text, lang) in [(&en, "en"), (&zh, "zh")] {
            if text.is_none() && !fields.has(lang) {
                let message = message!("`{key}` has no `{lang}`", "`{key}` 缺少 `{lang}`");
                context.problems.error(Code::MissingText, node.place, message);
            }
        }
    } else if !fields.has("en") && !fields.has("zh") {
        let message = message!("`{key}` has no text", "`{key}` 没有文字");
        let problem = Diagnostic::error(Code::MissingText, node.place, message);
        context
            .problems
            .push(problem.help(message!("give `en`, `zh` or both", "请给出 `en` 或 `zh`，或两者都给出")));
    }
    Some(Text { en: en.or(zh)?, zh: zh.or(en)? })
}
