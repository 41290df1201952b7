//! What is wrong with a file, where, and what would be right.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use super::message::{Message, listed, message};
use super::suggest;

macro_rules! codes {
    ($($name:ident = $code:literal, $says:literal;)*) => {
        /// The kind of a diagnostic; its name is stable, for scripts and for looking it up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $says] $name,)* }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

codes! {
    AbsurdNumber = "absurd-number", "A number outside anything that can be meant.";
    BadDate = "bad-date", "A date that does not exist or is not written as one.";
    BadId = "bad-id", "An id that breaks the grammar of ids.";
    CircularCondition = "circular-condition", "Questions whose conditions wait for each other.";
    CostUnknown = "cost-unknown", "A cost criterion that does not count an unknown as worst.";
    DisabledReference = "disabled-reference", "A reference to something that a higher layer disabled, or `disabled` where there is nothing to disable.";
    DuplicateId = "duplicate-id", "One id given twice in one layer.";
    EmptyCatalog = "empty-catalog", "A catalogue without a model or without an offer.";
    MissingKey = "missing-key", "A key that must be there is not.";
    MissingSource = "missing-source", "A fact that no source vouches for.";
    MissingText = "missing-text", "A text without one of its languages.";
    MissingUnknown = "missing-unknown", "A gate that does not say what an unknown outcome means.";
    ReservedId = "reserved-id", "A question named like a flag of the program.";
    Syntax = "syntax", "Not TOML.";
    TooLarge = "too-large", "A file or a list larger than is read.";
    UnknownAttribute = "unknown-attribute", "An attribute that is not declared.";
    UnknownCapability = "unknown-capability", "A capability that is not declared.";
    UnknownChoice = "unknown-choice", "A choice that its question does not have.";
    UnknownCriterion = "unknown-criterion", "A criterion that is not declared.";
    UnknownId = "unknown-id", "A reference to something that the catalogue does not have.";
    UnknownKey = "unknown-key", "A key that means nothing here.";
    UnknownOperator = "unknown-operator", "An operator that conditions do not have.";
    UnknownQuestion = "unknown-question", "A question that is not declared.";
    UnreadableFile = "unreadable-file", "A file or folder that cannot be read.";
    WrongType = "wrong-type", "A value of another type than the key takes.";

    ContradictingGates = "contradicting-gates", "Two gates that together leave nobody.";
    DuplicateRule = "duplicate-rule", "Two rules with the same condition and the same effects.";
    IdleChoice = "idle-choice", "A choice that changes nothing.";
    NeedlessAllow = "needless-allow", "A warning that is allowed and does not come up.";
    NeverFires = "never-fires", "A rule that no answers make fire.";
    NotChecked = "not-checked", "What was not looked at, because there is too much of it.";
    PointsCutOff = "points-cut-off", "Points of which a part never counts.";
    PrefersNobody = "prefers-nobody", "A preference that no candidate meets.";
    RemovesAll = "removes-all", "A gate that no candidate passes.";
    SubsumedRule = "subsumed-rule", "A gate that another rule has already whenever it fires.";
    UnreadQuestion = "unread-question", "A question whose answer nothing reads.";
    UnstatedAttribute = "unstated-attribute", "An attribute that nothing states.";
}

/// What may be meant and still deserves a look: found in files that can be used.
pub const WARNINGS: [Code; 11] = [
    Code::ContradictingGates,
    Code::DuplicateRule,
    Code::IdleChoice,
    Code::NeedlessAllow,
    Code::NeverFires,
    Code::PointsCutOff,
    Code::PrefersNobody,
    Code::RemovesAll,
    Code::SubsumedRule,
    Code::UnreadQuestion,
    Code::UnstatedAttribute,
];

/// Whether a diagnostic stops the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The files cannot be used.
    Error,
    /// The files can be used; something in them does less than it seems to.
    Warning,
    /// The files can be used; something was set aside.
    Note,
}

impl Severity {
    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where something stands: a span of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Index of the file in the list of files that were read.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// Whether it stops the program.
    pub severity: Severity,
    /// Where; none when a file is missing as a whole.
    pub place: Option<Place>,
    /// What was wrong.
    pub message: Message,
    /// What would be right.
    pub help: Option<Message>,
    /// A second place that matters, and what it is.
    pub beside: Option<(Place, Message)>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, place: Place, message: Message) -> Self {
        Self { code, severity: Severity::Error, place: Some(place), message, help: None, beside: None }
    }

    /// The same, with what would be right.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// The same, with the nearest known word, else the known words if they are few.
    #[must_use]
    pub fn did_you_mean<'a>(
        mut self,
        written: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        /// A list longer than this hides the answer instead of giving it.
        const FEW: usize = 60;
        // Of an id that is a path, the last part is what people remember.
        let ends = |word: &&str| word.rsplit_once('/').is_some_and(|(_, last)| last == written);
        let near = suggest::nearest(written, known.clone()).or_else(|| known.clone().into_iter().find(ends));
        self.help = if let Some(word) = near {
            Some(suggest::did_you_mean(word))
        } else {
            let mut seen = BTreeSet::new();
            let words: Vec<_> = known.into_iter().filter(|word| seen.insert(*word)).take(FEW + 1).collect();
            let few = (1..=FEW).contains(&words.len());
            few.then(|| message!("known here: {words}", "可用的有：{words}"; words = listed(words)))
        };
        self
    }

    /// The same, with a second place.
    #[must_use]
    pub fn beside(mut self, place: Place, label: Message) -> Self {
        self.beside = Some((place, label));
        self
    }
}

/// Collects what is wrong while reading goes on.
#[derive(Debug)]
pub struct Problems {
    list: RefCell<Vec<Diagnostic>>,
    /// Of more problems than these no word is looked for that was meant: that takes its time, and fewer are drawn.
    guessed: usize,
}

impl Default for Problems {
    fn default() -> Self {
        Self { list: RefCell::default(), guessed: 500 }
    }
}

impl Problems {
    /// For who only asks whether there is any: no word is looked for.
    pub fn untold() -> Self {
        Self { list: RefCell::default(), guessed: 0 }
    }

    /// Adds one.
    pub fn push(&self, problem: Diagnostic) {
        self.list.borrow_mut().push(problem);
    }

    /// Whether there is none, not even a note.
    pub fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    /// Adds one about a word that names nothing, with the word that was meant.
    pub fn guess<'a>(
        &self,
        problem: Diagnostic,
        written: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        self.push(if self.guesses() { problem.did_you_mean(written, known) } else { problem });
    }

    /// Whether words are still looked for that were meant.
    fn guesses(&self) -> bool {
        self.list.borrow().len() < self.guessed
    }

    /// Adds help, if there is some, to what is missing at a place and has none yet.
    pub(crate) fn help_missing(&self, place: Place, help: impl Fn() -> Option<Message>) {
        if !self.guesses() {
            return;
        }
        let mut list = self.list.borrow_mut();
        let missing = |problem: &&mut Diagnostic| {
            problem.code == Code::MissingKey && problem.place == Some(place) && problem.help.is_none()
        };
        for problem in list.iter_mut().filter(missing) {
            problem.help = help();
        }
    }

    /// Adds an error at a place.
    pub fn error(&self, code: Code, place: Place, message: Message) {
        self.push(Diagnostic::error(code, place, message));
    }

    /// Whether any of them stops the program.
    pub fn any_error(&self) -> bool {
        self.list.borrow().iter().any(|problem| problem.severity == Severity::Error)
    }

    /// All of them by file and place, each once.
    pub fn sorted(self) -> Vec<Diagnostic> {
        let mut list = self.list.into_inner();
        list.sort_by(|a, b| (a.place, a.code, &a.message).cmp(&(b.place, b.code, &b.message)));
        list.dedup();
        list
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
