//! Answers that have been checked against their questions.

use crate::describing::question::Question;
use crate::words::table::Ix;

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Places of the choices, ascending, at least one.
    Choices(Vec<u16>),
    /// A number within the question's range.
    Number(f64),
    /// An amount of money a month.
    Money {
        /// As it was written.
        amount: f64,
        /// The currency it was written in.
        currency: String,
        /// The same in US dollars, at the catalogue's dated rate.
        usd: f64,
    },
}

impl Answer {
    /// The number that conditions compare: an amount in US dollars; choices have none.
    pub fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Money { usd, .. } => *usd,
            Self::Choices(_) => f64::NAN,
        }
    }
}

/// How an answer came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On the command line.
    Flag,
    /// In an answers file.
    File,
    /// At the prompt.
    Prompt,
}

impl Origin {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::File => "file",
            Self::Prompt => "prompt",
        }
    }
}

/// What was answered, by question.
#[derive(Clone, Debug, Default)]
pub struct Answers(Vec<Option<(Answer, Origin)>>);

impl Answers {
    /// The answer to a question, if there is one.
    pub fn get(&self, question: Ix<Question>) -> Option<&Answer> {
        self.with_origin(question).map(|(answer, _)| answer)
    }

    /// The same, with how it came in.
    pub fn with_origin(&self, question: Ix<Question>) -> Option<&(Answer, Origin)> {
        self.0.get(question.get()).and_then(Option::as_ref)
    }

    /// Gives or replaces an answer.
    pub fn set(&mut self, question: Ix<Question>, answer: Answer, origin: Origin) {
        self.put(question, Some((answer, origin)));
    }

    /// Takes an answer back.
    pub fn unset(&mut self, question: Ix<Question>) {
        self.put(question, None);
    }

    /// The questions that were answered, with their answers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (Ix<Question>, &(Answer, Origin))> {
        self.0.iter().enumerate().filter_map(|(at, given)| Some((Ix::new(at), given.as_ref()?)))
    }

    /// Whether all of these answers are among them: of several choices each.
    pub fn holds(&self, part: &Self) -> bool {
        part.iter().all(|(question, (wanted, _))| match (self.get(question), wanted) {
            (Some(Answer::Choices(chosen)), Answer::Choices(wanted)) => {
                wanted.iter().all(|choice| chosen.contains(choice))
            }
            (given, wanted) => given == Some(wanted),
        })
    }

    fn put(&mut self, question: Ix<Question>, given: Option<(Answer, Origin)>) {
        if self.0.len() <= question.get() {
            self.0.resize(question.get() + 1, None);
        }
        if let Some(place) = self.0.get_mut(question.get()) {
            *place = given;
        }
    }
}
