//! What every reader needs, and what is said where a value is of a wrong type or a word names nothing.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::file::Files;
use super::merge::Disabled;
use super::tree::{Node, Value};
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems, Severity};
use crate::words::message::{Message, message};
use crate::words::suggest::nearest;
use crate::words::text::Text;

/// What every reader needs.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) files: &'a Files,
    pub(crate) disabled: &'a Disabled,
    /// Ids of what is declared and could not be read.
    pub(crate) broken: &'a RefCell<BTreeSet<String>>,
    pub(crate) problems: &'a Problems,
}

impl Context<'_> {
    /// Reports a word that names nothing; where a higher layer disabled what it named, only notes it.
    #[expect(clippy::too_many_arguments, reason = "what was written, what is known, and how to say it")]
    pub(crate) fn unresolved<'k>(
        &self,
        code: Code,
        place: Place,
        written: &str,
        message: Message,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        if self.broken.borrow().contains(written) {
            // What was declared and could not be read was told where it stands.
            if !self.problems.any_error() {
                let message = message!(
                    "`{written}` is left out, and so is this",
                    "`{written}` 已略去，这一处也随之略去"
                );
                let note = Diagnostic::error(Code::DisabledReference, place, message);
                self.problems.push(Diagnostic { severity: Severity::Note, ..note });
            }
            return;
        }
        if self.disabled.get(written).is_some_and(|&layer| layer > self.files.layer(place)) {
            let message = message!(
                "`{written}` is disabled by a higher layer, so this is left out",
                "`{written}` 已被上层停用，因此略去这一处"
            );
            let note = Diagnostic::error(Code::DisabledReference, place, message);
            self.problems.push(Diagnostic { severity: Severity::Note, ..note });
        } else {
            self.problems.guess(Diagnostic::error(code, place, message), written, known);
        }
    }

    /// Where something is missing in an entry, helps with one below that has nearly its id: it may be meant to change that.
    pub(crate) fn help_override<'k>(
        &self,
        place: Place,
        id: &str,
        others: impl Iterator<Item = (Place, &'k str)> + Clone,
        help: impl Fn(&str) -> Message,
    ) {
        let layer = self.files.layer(place);
        let below = others.filter(|(other, _)| self.files.layer(*other) < layer).map(|(_, id)| id);
        self.problems.help_missing(place, || nearest(id, below.clone()).map(&help));
    }

    /// Reports a value of a wrong type.
    pub(crate) fn wrong_type(&self, node: &Node, key: &str, wanted: &Text) {
        self.wrong_kind(node, &called(key), key, wanted);
    }

    pub(super) fn wrong_kind(&self, node: &Node, what: &Message, key: &str, wanted: &Text) {
        let message = message!(
            "{what} must be {wanted}, but this is {found}", "{what}应为{wanted}，实际是{found}";
            what = what, wanted = wanted, found = node.describe()
        );
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        self.problems.push(match &node.value {
            Value::Text(text) if wanted.en.contains("number") && text.parse::<f64>().is_ok() => {
                problem.help(message!("remove the quotes: `{key} = {text}`", "请去掉引号：`{key} = {text}`"))
            }
            Value::Text(text) if wanted.en.contains("list") => problem
                .help(message!("write a list: `{key} = [\"{text}\"]`", "请写成列表：`{key} = [\"{text}\"]`")),
            Value::Flag(flag) if wanted.en.contains("operator") => {
                problem.help(message!("write a list: `{key} = [{flag}]`", "请写成列表：`{key} = [{flag}]`"))
            }
            Value::List(items) if wanted.en.contains("in quotes") => match items.as_slice() {
                [Node { value: Value::Text(text), .. }] => problem.help(message!(
                    "write it without brackets: `{key} = \"{text}\"`",
                    "请去掉方括号：`{key} = \"{text}\"`"
                )),
                _ => problem,
            },
            _ => problem,
        });
    }
}

/// What to call a table; made into a message only where one is needed.
pub(crate) enum What<'a> {
    Key(&'a str),
    Plain(Text),
    Named(Message),
}

impl From<Message> for What<'_> {
    fn from(named: Message) -> Self {
        Self::Named(named)
    }
}

impl From<&Text> for What<'_> {
    fn from(plain: &Text) -> Self {
        Self::Plain(plain.clone())
    }
}

impl What<'_> {
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Key(key) => called(key),
            Self::Plain(plain) => plain.clone().into(),
            Self::Named(named) => named.clone(),
        }
    }
}

/// What to call a table or a value by its key; in Chinese a blank stands between code and words.
fn called(key: &str) -> Message {
    message!("`{key}`", "`{key}` ")
}
