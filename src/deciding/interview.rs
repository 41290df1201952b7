//! The interview: which question is next, and what the answers amount to.
//!
//! Nothing here knows a terminal. An [`Asker`] puts the questions: a person's screen, or a script in a test.

mod pending;

use knowledge::describing::question::Question;
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::recommend::recommend_first;
use crate::judging::situation::number;

/// Questions of one further round: a handful, then the result is offered again.
pub const ROUND: usize = 5;

/// Puts questions to somebody.
pub trait Asker {
    /// Why the interview ends early.
    type Stop;

    /// Puts one question.
    fn ask(&mut self, asking: &Asking<'_>) -> Result<Reply, Self::Stop>;

    /// Offers the result.
    fn offer(&mut self, offer: &Offer<'_>) -> Result<Next, Self::Stop>;
}

/// A question that is put.
#[derive(Clone, Debug)]
pub struct Asking<'a> {
    /// The question.
    pub question: Ix<Question>,
    /// What was answered to it before, to begin with.
    pub before: Option<&'a Answer>,
    /// The number that figures use if it stays open, if it is a number.
    pub assumed: Option<f64>,
    /// Its place in the round, from 1, and how many the round has as far as is known; nothing for a correction.
    pub place: Option<(usize, usize)>,
    /// There is nothing to go back to.
    pub first: bool,
    /// Somebody wanted to go back all the same.
    pub at_start: bool,
}

/// What is said to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// This.
    Answer(Answer),
    /// Nothing: it stays open.
    Open,
    /// The question before is to be put again.
    Back,
}

/// How the answers stand when the result is offered.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    /// The answers that count.
    pub answers: &'a Answers,
    /// Who stands first.
    pub winner: Option<Ix<Candidate>>,
    /// How many share the first place.
    pub winners: usize,
    /// The questions that can still be asked, those first that could change who stands first.
    pub open: &'a [Ix<Question>],
    /// How many of them could.
    pub could_change: usize,
    /// The questions that were put or answered, to be corrected.
    pub settled: &'a [Ix<Question>],
}

/// What follows an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The result.
    Result,
    /// A further round of questions.
    More,
    /// Another answer to this one.
    Correct(Ix<Question>),
    /// The question before the offer is to be put again.
    Back,
}

/// Something that has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Asked(Ix<Question>),
    Offered,
}

/// The answers on their way to a recommendation.
#[derive(Clone, Debug)]
pub struct Interview<'k> {
    knowledge: &'k Knowledge,
    /// Answers that were there from the beginning.
    given: Answers,
    /// The questions of those: they are not put, but may be corrected.
    closed: Vec<Ix<Question>>,
    /// Answers of this interview, remembered even while their question does not count.
    said: Answers,
    passed: Vec<Step>,
    /// Questions that somebody went back from, the next one last.
    ahead: Vec<Ix<Question>>,
}

impl<'k> Interview<'k> {
    /// Begins with the answers of flags and files.
    pub fn new(knowledge: &'k Knowledge, given: Answers) -> Self {
        let closed = given.iter().map(|(at, _)| at).collect();
        Self { knowledge, given, closed, said: Answers::default(), passed: Vec::new(), ahead: Vec::new() }
    }

    /// Whether there is anything to ask before the result: a core question without an answer.
    pub fn is_worthwhile(&self) -> bool {
        self.next_core(&self.answers()).is_some()
    }

    /// The answers that count: what was answered here to a question whose condition has come to fail does not.
    pub fn answers(&self) -> Answers {
        let mut used = self.given.clone();
        let mut seen = Vec::new();
        for (question, _) in self.said.iter() {
            self.settle(question, &mut used, &mut seen);
        }
        used
    }

    /// Asks until the result is wanted.
    pub fn run<A: Asker>(&mut self, asker: &mut A) -> Result<(), A::Stop> {
        let mut again = None;
        let mut at_start = false;
        while let Some(step) = again.take().or_else(|| self.next()) {
            again = match step {
                Step::Asked(question) => match self.put(question, Some(step), at_start, asker)? {
                    Reply::Back => {
                        let before = self.back();
                        at_start = before.is_none();
                        if !at_start {
                            self.ahead.push(question);
                        }
                        before.or(Some(step))
                    }
                    Reply::Answer(_) | Reply::Open => {
                        at_start = false;
                        self.passed.push(step);
                        None
                    }
                },
                Step::Offered => match self.offer(asker)? {
                    Next::Result => return Ok(()),
                    Next::More => {
                        self.passed.push(step);
                        None
                    }
                    Next::Correct(question) => {
                        self.put(question, None, false, asker)?;
                        let core = self.next_core(&self.answers());
                        Some(core.map_or(step, Step::Asked))
                    }
                    Next::Back => {
                        // What lies ahead is of a later round.
                        self.ahead.clear();
                        self.back().or(Some(step))
                    }
                },
            };
        }
        Ok(())
    }

    /// Puts one question and keeps what is said; without a step it is a correction.
    fn put<A: Asker>(
        &mut self,
        question: Ix<Question>,
        step: Option<Step>,
        at_start: bool,
        asker: &mut A,
    ) -> Result<Reply, A::Stop> {
        let answers = self.answers();
        let assumed = number(self.knowledge, &without(&answers, question), Some(question));
        let asking = Asking {
            question,
            before: self.said.get(question).or_else(|| answers.get(question)),
            assumed: assumed.map(|(value, _)| value),
            place: step.map(|_| self.place(question, &answers)),
            first: step.is_some() && self.passed.is_empty(),
            at_start,
        };
        let reply = asker.ask(&asking)?;
        match &reply {
            Reply::Answer(answer) => {
                self.given.unset(question);
                self.said.set(question, answer.clone(), Origin::Prompt);
            }
            Reply::Open => {
                self.given.unset(question);
                self.said.unset(question);
            }
            Reply::Back => {}
        }
        Ok(reply)
    }

    fn offer<A: Asker>(&self, asker: &mut A) -> Result<Next, A::Stop> {
        let answers = self.answers();
        let recommendation = recommend_first(self.knowledge, answers.clone(), 0);
        let (open, could_change) = self.by_worth(&recommendation, &answers);
        let settled = |&(at, _): &(Ix<Question>, _)| {
            let met = self.was_put(at) || self.closed.contains(&at);
            answers.get(at).is_some() || met && self.knowledge.is_open(at, &answers)
        };
        let all = self.knowledge.questions.enumerate();
        let settled: Vec<_> = all.filter(settled).map(|(at, _)| at).collect();
        asker.offer(&Offer {
            answers: &answers,
            winner: recommendation.ranked.first().map(|first| first.candidate),
            winners: recommendation.ranked.iter().take_while(|one| one.rank == 1).count(),
            open: &open,
            could_change,
            settled: &settled,
        })
    }

    /// What was there before; a question that does not count any more is passed over.
    fn back(&mut self) -> Option<Step> {
        let answers = self.answers();
        loop {
            match self.passed.pop()? {
                Step::Asked(question) if !self.knowledge.is_open(question, &answers) => {}
                step => return Some(step),
            }
        }
    }

    /// The next question or offer; nothing only where there is no question to begin with.
    fn next(&mut self) -> Option<Step> {
        let answers = self.answers();
        while let Some(question) = self.ahead.pop() {
            if self.knowledge.is_open(question, &answers) && !self.was_put(question) {
                return Some(Step::Asked(question));
            }
        }
        if let Some(question) = self.next_core(&answers) {
            return Some(Step::Asked(question));
        }
        let since = self.in_round();
        if since < ROUND && self.passed.contains(&Step::Offered) {
            let recommendation = recommend_first(self.knowledge, answers.clone(), 0);
            let (open, _) = self.by_worth(&recommendation, &answers);
            if let Some(&question) = open.first() {
                return Some(Step::Asked(question));
            }
        }
        if self.passed.is_empty() { None } else { Some(Step::Offered) }
    }

    /// The place of a question in its round, and how many the round has as far as is known.
    fn place(&self, question: Ix<Question>, answers: &Answers) -> (usize, usize) {
        let before = self.in_round();
        let (mut left, most) = if self.passed.contains(&Step::Offered) {
            let recommendation = recommend_first(self.knowledge, answers.clone(), 0);
            (self.by_worth(&recommendation, answers).0, ROUND.saturating_sub(before + 1))
        } else {
            (self.pending_core(answers).collect(), usize::MAX)
        };
        left.extend(self.ahead.iter().filter(|&&at| self.knowledge.is_open(at, answers)));
        left.retain(|&at| at != question);
        left.sort();
        left.dedup();
        (before + 1, before + 1 + left.len().min(most))
    }

    /// Questions that were put since the last offer.
    fn in_round(&self) -> usize {
        self.passed.iter().rev().take_while(|step| **step != Step::Offered).count()
    }

    fn was_put(&self, question: Ix<Question>) -> bool {
        self.passed.contains(&Step::Asked(question))
    }
}

fn without(answers: &Answers, question: Ix<Question>) -> Answers {
    let mut answers = answers.clone();
    answers.unset(question);
    answers
}
