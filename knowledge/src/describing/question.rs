//! A question: asked at the prompt, given as a flag, read from an answers file.

use crate::words::list::List;
use databake::Bake;

use crate::stating::condition::Condition;
use crate::stating::rule::Rule;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// A group of questions on the screen.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::question)]
pub struct Heading {
    /// Kebab-case, unique.
    pub id: Str,
    /// What stands over the group.
    pub label: Text,
}

/// A question, declared once for prompt, flag, answers file and documentation.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::question)]
pub struct Question {
    /// Kebab-case, unique, never the name of a flag of the program.
    pub id: Str,
    /// The group it stands in.
    pub heading: Option<Ix<Heading>>,
    /// One of the few that are asked first.
    pub core: bool,
    /// The question itself.
    pub ask: Text,
    /// What the answer does.
    pub help: Text,
    /// What may be answered.
    pub kind: Kind,
    /// Asked unless this is known to fail: alternatives, each a list of clauses that all hold.
    pub when: Condition,
    /// The rules that read its answer, ascending.
    pub readers: List<Ix<Rule>>,
}

/// What may be answered to a question.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::question)]
pub enum Kind {
    /// One or several of a closed list.
    Choices {
        /// What may be chosen, in the order in which it is offered.
        choices: List<Choice>,
        /// Whether several may be.
        many: bool,
        /// Where the list comes from, if not from the question itself.
        from: Option<From>,
    },
    /// Yes or no: a question of two choices, `yes` and `no`.
    YesNo,
    /// A number with a range.
    Number(Number),
    /// An amount of money a month: `300`, `300usd` or `2000cny`.
    Money {
        /// Least amount, in US dollars.
        min: f64,
        /// Greatest amount, in US dollars.
        max: f64,
        /// Amounts in US dollars that are tried when looking ahead.
        probe: List<f64>,
    },
}

/// A part of the catalogue that a question lets the user choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Bake)]
#[databake(path = knowledge::describing::question)]
pub enum From {
    /// Makers of models.
    Vendors,
    /// Those who serve them.
    Providers,
    /// Countries and blocs of vendors.
    Origins,
    /// The models themselves.
    Models,
}

/// One choice.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::question)]
pub struct Choice {
    /// Unique within its question.
    pub id: Str,
    /// What a person reads.
    pub label: Text,
    /// A line more, where the label does not say it all.
    pub help: Option<Text>,
}

/// A number that may be answered.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::question)]
pub struct Number {
    /// Least value.
    pub min: f64,
    /// Greatest value.
    pub max: f64,
    /// What is counted; may be empty.
    pub unit: Text,
    /// The value that derived figures use while it is unanswered; fires no rule.
    pub assume: Option<f64>,
    /// Other values to assume, by a choice of another question; the greatest that applies is used.
    pub assume_by: List<AssumeBy>,
    /// Values that are tried when looking ahead.
    pub probe: List<f64>,
}

/// A value to assume when a question has a certain answer.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::question)]
pub struct AssumeBy {
    /// The question.
    pub question: Ix<Question>,
    /// Its choice.
    pub choice: u16,
    /// The value.
    pub value: f64,
}

impl Question {
    /// The choices of a closed question; yes-no and numbers have none of their own.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Choices { choices, .. } => choices,
            _ => &[],
        }
    }

    /// The id of a choice; yes-no questions have `yes` (0) and `no` (1).
    pub fn choice_id(&self, at: u16) -> &'static str {
        match &self.kind {
            Kind::YesNo => YES_NO.get(usize::from(at)).copied().unwrap_or_default(),
            _ => self.choices().get(usize::from(at)).map_or("", |choice| choice.id.0),
        }
    }

    /// The place of the choice called `id`.
    pub fn choice(&self, id: &str) -> Option<u16> {
        let at = match &self.kind {
            Kind::YesNo => YES_NO.iter().position(|&word| word == id),
            _ => self.choices().iter().position(|choice| choice.id == id),
        };
        at.and_then(|at| u16::try_from(at).ok())
    }

    /// The ids of all choices.
    pub fn choice_ids(&self) -> impl Iterator<Item = &str> + Clone {
        let fixed: &[&str] = if matches!(self.kind, Kind::YesNo) { &YES_NO } else { &[] };
        fixed.iter().copied().chain(self.choices().iter().map(|choice| &*choice.id))
    }

    /// Whether several choices may be answered at once.
    pub fn many(&self) -> bool {
        matches!(self.kind, Kind::Choices { many: true, .. })
    }
}

/// The choices of a yes-no question.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// Names that flags of the program have: a question named so would take the flag over.
pub const RESERVED: [&str; 19] = [
    "help", "version", "rules", "catalog", "lang", "color", "no-input", "quiet", "format", "answers", "top",
    "explain", "input", "output", "yes", "ascii", "file", "verbose", "today",
];
