//! A script that answers instead of a person.

use crate::engine::world::{World, answers};
use knowledge::describing::question::Question;
use knowledge::reading::answers::parse;
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;
use modelpick::deciding::interview::{Asker, Asking, Interview, Next, Offer, Reply};
use modelpick::knowledge;
use toml::Table;

pub(super) fn world() -> Knowledge {
    let mut case: Table = include_str!("world.toml").parse().expect("the world is TOML");
    World::read(&mut case).load()
}

/// Says what stands in a script, one step a line: `audience enterprise`, `audience ?` to leave it open, `audience <`
/// to go back; `offer result`, `offer more`, `offer <`, `offer correct audience`. Notes what it is asked.
pub(super) struct Script<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) lines: Vec<&'static str>,
    pub(super) asked: Vec<String>,
    /// The places of the questions: `1/3`.
    pub(super) places: Vec<String>,
    /// What was offered: how many open, how many of them could change the winner, and the winner.
    pub(super) offers: Vec<String>,
}

impl<'k> Script<'k> {
    pub(super) fn new(knowledge: &'k Knowledge, script: &'static str) -> Self {
        let lines = script.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Self { knowledge, lines, asked: Vec::new(), places: Vec::new(), offers: Vec::new() }
    }

    fn next(&mut self, asked: &str) -> &'static str {
        assert!(!self.lines.is_empty(), "`{asked}` was asked after the end of the script");
        let line = self.lines.remove(0);
        let (wanted, said) = line.split_once(' ').expect("a question and what is said");
        assert_eq!(asked, wanted, "before `{line}`, after {:?}", self.asked);
        self.asked.push(asked.to_owned());
        said
    }

    pub(super) fn id(&self, question: Ix<Question>) -> &'k str {
        &self.knowledge.questions[question].id
    }
}

impl Asker for Script<'_> {
    type Stop = &'static str;

    fn ask(&mut self, asking: &Asking<'_>) -> Result<Reply, Self::Stop> {
        let question = &self.knowledge.questions[asking.question];
        let said = self.next(&question.id);
        let before = asking.before.map(|before| match before {
            Answer::Choices(chosen) => question.choice_id(chosen[0]).to_owned(),
            other => other.number().to_string(),
        });
        let start = if asking.at_start { " at start" } else { "" };
        let place = asking.place.map_or("-".into(), |(at, of)| format!("{at}/{of}"));
        self.places.push(format!("{place}{start}{}", before.map_or(String::new(), |was| format!(" {was}"))));
        match said {
            "?" => Ok(Reply::Open),
            "<" => Ok(Reply::Back),
            "!" => Err("left"),
            said => Ok(Reply::Answer(parse(said, question, self.knowledge).expect("an answer"))),
        }
    }

    fn offer(&mut self, offer: &Offer<'_>) -> Result<Next, Self::Stop> {
        let said = self.next("offer");
        let winner = offer
            .winner
            .map_or("nobody", |at| &self.knowledge.model(self.knowledge.catalog.candidates[at]).id);
        let settled: Vec<_> = offer.settled.iter().map(|&at| self.id(at)).collect();
        self.offers.push(format!(
            "{} open, {} could change {winner} of {}; settled {}",
            offer.open.len(),
            offer.could_change,
            offer.winners,
            settled.join(" ")
        ));
        match said {
            "result" => Ok(Next::Result),
            "more" => Ok(Next::More),
            "<" => Ok(Next::Back),
            said => {
                let id = said.strip_prefix("correct ").expect("an answer to the offer");
                Ok(Next::Correct(self.knowledge.question(id).expect("a question")))
            }
        }
    }
}

/// Runs a script to its end: the answers that count, as `id value`, and what the script noted.
pub(super) fn run<'k>(
    knowledge: &'k Knowledge,
    given: &str,
    script: &'static str,
) -> (Vec<String>, Script<'k>) {
    let given = answers(&given.parse().expect("answers are TOML"), knowledge);
    let mut interview = Interview::new(knowledge, given);
    let mut script = Script::new(knowledge, script);
    interview.run(&mut script).expect("nobody leaves");
    assert!(script.lines.is_empty(), "nobody asked {:?}", script.lines);
    (written(knowledge, &interview.answers()), script)
}

pub(super) fn written(knowledge: &Knowledge, answers: &Answers) -> Vec<String> {
    let write = |(at, (answer, origin)): (Ix<Question>, &(Answer, Origin))| {
        let question = &knowledge.questions[at];
        let value = match answer {
            Answer::Choices(chosen) => question.choice_id(chosen[0]).to_owned(),
            other => other.number().to_string(),
        };
        format!("{} {value} {}", question.id, origin.word())
    };
    answers.iter().map(write).collect()
}
