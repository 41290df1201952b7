//! The shipped rules and catalogue in the situations that people come with: `scenarios/*.toml`, and what must hold
//! for all answers. A case that fails says what came out instead.
//!
//! Keys of a case: `name`, `answers` as an answers file has them, and what is expected of the result:
//! `winner` the first place is one of these; `tied` all of these share the first place; `among` + `within` all of
//! these stand in the first so many; `never` none of these is recommended; `never-route`; `first-route`;
//! `excluded` every offer of the model is out, for this rule among others; `advice` these rules speak;
//! `silent` these do not; `warns`; `role` the model in it is one of these; `nothing-fits` and `lift` the gates that
//! are named as worth lifting; `contributes` the model got points from this rule; `no-points` it stands and got
//! none; `to-check` the user is told to check this rule for the model; `corrects` the catalogue says what is wrong
//! with what was claimed of the model.

mod always;
mod found;
mod idle;
mod rate;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use found::Found;
use modelpick::deciding::recommend::recommend;
use modelpick::embedded;
use modelpick::knowledge::reading::answers::{parse, read};
use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::reading::file::{File, Files, Part};
use modelpick::knowledge::stating::answer::{Answers, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::diagnostic::Problems;
use modelpick::knowledge::words::text::Lang;
use toml::{Table, Value};

#[test]
fn every_scenario_gives_what_an_expert_would_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.sort();
    let (mut cases, mut wrong) = (0, Vec::new());
    let mut answered: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let file = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("it can be read");
        let mut table: Table = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
        let Some(Value::Array(list)) = table.remove("case") else { panic!("{file} holds no [[case]]") };
        assert!(table.is_empty(), "{file}: nobody reads {:?}", table.keys().collect::<Vec<_>>());
        for case in list {
            cases += 1;
            let case: Table = case.try_into().expect("a case is a table");
            for question in case.get("answers").and_then(Value::as_table).into_iter().flat_map(Table::keys) {
                *answered.entry(question.clone()).or_default() += 1;
            }
            wrong.extend(different(&file, case));
        }
    }
    assert!(cases >= 150, "only {cases} cases");
    let questions = embedded::knowledge().questions.iter();
    let thin: Vec<_> = questions
        .filter(|one| answered.get(&*one.id).is_none_or(|count| *count < 2))
        .map(|one| &one.id)
        .collect();
    assert!(thin.is_empty(), "answered in fewer than two cases: {thin:?}");
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is different from what a case expects, and what came out; nothing if all is as expected.
fn different(file: &str, mut case: Table) -> Option<String> {
    let knowledge = embedded::knowledge();
    let name =
        case.remove("name").and_then(|name| name.as_str().map(str::to_owned)).expect("a case has a name");
    let given = case.remove("answers").unwrap_or_else(|| panic!("{file}, {name}: no answers"));
    let given = answers(&toml::to_string(&given).expect("answers are a table"), knowledge);
    let found = recommend(knowledge, given);
    let result = Found { knowledge, found: &found };
    let wrong: Vec<_> = case.iter().filter_map(|(key, wanted)| result.differs(key, wanted, &case)).collect();
    assert!(!case.is_empty(), "{file}, {name}: expects nothing");
    (!wrong.is_empty()).then(|| format!("{file}, {name}:\n  {}\n{}", wrong.join("\n  "), result.drawn()))
}

/// Answers as an answers file has them.
fn answers(text: &str, knowledge: &Knowledge) -> Answers {
    let (mut files, problems) = (Files::default(), Problems::default());
    let name = "answers".to_owned();
    let file = File { part: Part::Answers, path: name.clone(), name, text: text.to_owned().into(), layer: 0 };
    let at = files.push(file);
    let answers = read(&files, at, knowledge, &problems);
    assert!(!problems.any_error(), "{}", draw(&problems.sorted(), &files, false, Lang::En));
    answers
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
