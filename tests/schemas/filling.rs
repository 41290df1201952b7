//! A program fills in answers from `questions --format json` alone: they keep to the schema, and are read.

use modelpick::embedded;
use serde_json::Value;

use super::{Checker, document, root};
use crate::cli::run;
use crate::load::generated::{empty, write};

/// Which end of a range or list an answer is taken from.
#[derive(Clone, Copy, Debug)]
enum End {
    Least,
    Most,
}

impl End {
    fn of(self, range: &Value) -> f64 {
        let key = match self {
            Self::Least => "min",
            Self::Most => "max",
        };
        range[key].as_f64().expect("a number")
    }

    /// The answer to a listed question.
    fn answer(self, question: &Value) -> toml::Value {
        match question["kind"].as_str().expect("a word") {
            "number" => self.of(&question["number"]).into(),
            "money" => {
                let money = &question["money"];
                let currencies = money["currencies"].as_array().expect("a list");
                let currency = money["currency"].as_str().expect("a word").to_lowercase();
                assert!(
                    currencies.contains(&Value::from(&*currency)),
                    "{currency} is none of {currencies:?}"
                );
                format!("{}{currency}", self.of(money)).into()
            }
            kind => {
                assert!(matches!(kind, "choices" | "yes-no"), "a kind that nobody told: {kind}");
                let choices = question["choices"].as_array().expect("a list");
                let choice = match self {
                    Self::Least => choices.first(),
                    Self::Most => choices.last(),
                };
                let id = choice.and_then(|choice| choice["id"].as_str()).expect("a choice has an id");
                if question["many"] == true { vec![id].into() } else { id.into() }
            }
        }
    }
}

#[test]
fn answers_are_filled_in_from_the_list_of_questions() {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let listed = run(root(), &words("questions --format json")).stdout;
    let listed: Value = serde_json::from_slice(&listed).expect("it is JSON");
    let questions = listed["questions"].as_array().expect("a list");
    assert!(questions.len() > 30, "only {} questions", questions.len());
    let checker = Checker::new(embedded::knowledge());
    let folder = empty("schemas-filling");
    for end in [End::Least, End::Most] {
        let id = |question: &Value| question["id"].as_str().expect("a word").to_owned();
        let answers: toml::Table =
            questions.iter().map(|question| (id(question), end.answer(question))).collect();
        let text = answers.to_string();
        let valid = checker.check("answers", &document(&text).expect("it is TOML"));
        valid.unwrap_or_else(|error| panic!("{end:?}: {error}\n{text}"));
        write(&folder.join("answers.toml"), text.as_bytes());
        let output = run(&folder, &words("recommend --answers answers.toml --format json"));
        // Perhaps nothing fits; that is told, and no mistake.
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{end:?}: {told}\n{text}");
    }
}
