//! The shipped rules and catalogue in the situations that people come with: `rules/tests/*.toml`, which
//! `modelpick rules test` runs as well, and what must hold for all answers.

mod always;
mod idle;
mod rate;

use modelpick::deciding::verify::verify;
use modelpick::embedded;
use modelpick::knowledge::reading::answers::parse;
use modelpick::knowledge::reading::cases;
use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::reading::file::{File, Files, Part};
use modelpick::knowledge::stating::answer::{Answers, Origin};
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::words::diagnostic::Problems;
use modelpick::knowledge::words::text::Lang;

/// Every case of the built-in rules.
fn shipped() -> Vec<Case> {
    let (mut files, problems) = (Files::default(), Problems::default());
    for (path, text) in embedded::tests() {
        files.push(File {
            part: Part::Tests,
            name: path.into(),
            path: path.into(),
            text: text.into(),
            layer: 0,
        });
    }
    let numbers: Vec<_> = files.iter().map(|(number, _)| number).collect();
    let read = |number| cases::read(&files, number, embedded::knowledge(), &problems);
    let cases = numbers.into_iter().flat_map(read).collect();
    let wrong = problems.sorted();
    assert!(wrong.is_empty(), "{}", draw(&wrong, &files, false, Lang::En));
    cases
}

#[test]
fn every_scenario_gives_what_an_expert_would_say() {
    let cases = shipped();
    assert!(cases.len() >= 150, "only {} cases", cases.len());
    let told = |case: &Case| {
        let missed = verify(embedded::knowledge(), case).missed;
        (!missed.is_empty()).then(|| format!("{}\n{missed:#?}", case.name))
    };
    let wrong: Vec<_> = cases.iter().filter_map(told).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_question_is_answered_in_two_cases() {
    let cases = shipped();
    let knowledge = embedded::knowledge();
    let answered = |at| cases.iter().filter(|case| case.answers.get(at).is_some()).count();
    let thin = knowledge.questions.enumerate().filter(|(at, _)| answered(*at) < 2);
    let thin: Vec<_> = thin.map(|(_, question)| &question.id).collect();
    assert!(thin.is_empty(), "answered in fewer than two cases: {thin:?}");
}

/// Sets answers word by word, as flags do; an empty word leaves the question open.
fn said(words: &[(&str, &str)]) -> Answers {
    let knowledge = embedded::knowledge();
    let mut answers = Answers::default();
    for (question, word) in words.iter().filter(|(_, word)| !word.is_empty()) {
        let at = knowledge.question(question).unwrap_or_else(|| panic!("there is no question `{question}`"));
        let answer = parse(word, &knowledge.questions[at], knowledge);
        answers.set(at, answer.unwrap_or_else(|wrong| panic!("{}", wrong.message.en)), Origin::Flag);
    }
    answers
}
