//! Answers files: what is wrong in them is told like what is wrong in rules.

use knowledge::reading::answers::read;
use knowledge::reading::draw::draw;
use knowledge::reading::file::{Files, LARGEST, Part};
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::diagnostic::Problems;
use knowledge::words::text::Lang;
use modelpick::knowledge;
use toml::Table;

use super::generated::{empty, write};
use crate::engine::world::World;

/// A world with every kind of question.
fn world() -> Knowledge {
    let mut case: Table = r#"
        [[rules.criterion]]
        id      = "quality"
        reads   = "quality"
        scale   = "linear"
        worst   = 0
        best    = 100
        weight  = 1
        unknown = "worst"

        [models."a/one"]
        quality = 50
        offer   = [{ id = "api", route = "cloud-api", provider = "house-a" }]
    "#
    .parse()
    .expect("it is TOML");
    World::read(&mut case).load()
}

/// What reading the bytes of an answers file gives and says.
fn reading(bytes: &[u8]) -> (Answers, String) {
    let knowledge = world();
    let root = empty(&format!(
        "answers-{:x}",
        bytes.iter().fold(bytes.len(), |sum, byte| sum * 31 % 65_521 + usize::from(*byte))
    ));
    let path = root.join("answers.toml");
    write(&path, bytes);
    let (mut files, problems) = (Files::default(), Problems::default());
    let number = files.push_path(&path, Part::Answers, &problems);
    let answers = number.map(|number| read(&files, number, &knowledge, &problems)).unwrap_or_default();
    let drawn = draw(&problems.sorted(), &files, false, Lang::En);
    (answers, drawn.replace(&format!("{}{}", root.display(), std::path::MAIN_SEPARATOR), ""))
}

#[test]
fn good_answers_of_every_kind() {
    let text = r#"
        audience         = "enterprise"
        task             = ["law", "coding", "law"]
        industry         = "finance,health"
        monthly-requests = 10_000
        cache-share      = 0.5
        budget           = "800cny"
        batch            = true
    "#;
    let (answers, said) = reading(text.as_bytes());
    assert_eq!(said, "");
    let knowledge = world();
    let given = |id: &str| answers.get(knowledge.question(id).expect("it is there")).cloned();
    assert_eq!(given("audience"), Some(Answer::Choices(vec![0])));
    assert_eq!(given("task"), Some(Answer::Choices(vec![0, 2])), "in the order of the question, each once");
    assert_eq!(given("industry"), Some(Answer::Choices(vec![0, 1])));
    assert_eq!(given("monthly-requests"), Some(Answer::Number(10_000.0)));
    assert_eq!(given("cache-share"), Some(Answer::Number(0.5)));
    assert_eq!(given("budget"), Some(Answer::Money { amount: 800.0, currency: "CNY".into(), usd: 100.0 }));
    assert_eq!(given("batch"), Some(Answer::Choices(vec![0])));
    assert_eq!(given("stakes"), None);
}

#[test]
fn every_mistake_at_once() {
    let text = "audiense = \"enterprise\"\ntask = [\"codeing\", \"law\"]\naudience = [\"enterprise\"]\nregion = \"eu,us\"\n\
                monthly-requests = -1\ntokens-in = \"many\"\ntokens-out = inf\nbudget = \"5 pounds\"\nbatch = 1\nstakes = \"\"\n";
    let (_, said) = reading(text.as_bytes());
    let heads: Vec<_> = said
        .lines()
        .filter(|line| line.starts_with("error") || line.contains("= help"))
        .map(str::trim)
        .collect();
    let wanted = [
        "error[unknown-question]: there is no question `audiense`",
        "= help: did you mean `audience`?",
        "error[unknown-choice]: `codeing` is no choice of `task`",
        "= help: did you mean `coding`?",
        "error[wrong-type]: `audience` must be the id of a choice in quotes, but this is a list",
        "= help: write it without brackets: `audience = \"enterprise\"`",
        "error[unknown-choice]: `eu,us` is no choice of `region`",
        "= help: one of `anywhere`, `eu`, `us`",
        "error[absurd-number]: -1 is out of range",
        "= help: from 0 to 1000000000000 requests",
        "error[wrong-type]: `many` is not a number",
        "error[wrong-type]: `inf` is not a number",
        "error[unknown-id]: `pounds` is no currency that is known here",
        "= help: one of `usd`, `cny`",
        "error[unknown-choice]: `1` is no choice of `batch`",
        "= help: one of `yes`, `no`",
        "error[unknown-choice]: `` is no choice of `stakes`",
        "= help: one of `prototype`, `internal`, `production`, `critical`",
    ];
    assert_eq!(heads, wanted, "\n{said}");
}

#[test]
fn files_that_are_none() {
    let bytes = usize::try_from(LARGEST).expect("it fits") + 1;
    let (_, said) = reading(&vec![b'#'; bytes]);
    assert_eq!(said, "error[too-large]: cannot read `answers.toml`: it is larger than 16 MiB\n\n");
    let (_, said) = reading(b"audience = \"\xe4\"\n");
    assert!(
        said.starts_with("error[unreadable-file]: `answers.toml` is not UTF-8: byte 13 of line 1\n"),
        "{said}"
    );
    let (files, problems) = (&mut Files::default(), Problems::default());
    let root = empty("answers-none");
    assert_eq!(files.push_path(&root, Part::Answers, &problems), None);
    assert_eq!(files.push_path(&root.join("none.toml"), Part::Answers, &problems), None);
    let said = draw(&problems.sorted(), files, false, Lang::En).replace(&*root.to_string_lossy(), "folder");
    assert!(said.contains("cannot read `folder`: it is a folder, not a file"), "{said}");
    assert!(said.contains("none.toml`: there is no such file or folder"), "{said}");
}

#[test]
fn control_characters_stay_out() {
    let (_, said) = reading(
        b"\"\\u001b[31m\" = 1\naudience = \"\\u001b[31m\"\nbudget = \"5\\u001b\"\ntask = \"\\u0007,law\"\n",
    );
    assert!(said.matches("error[").count() == 4, "{said}");
    assert!(!said.chars().any(|letter| letter.is_control() && letter != '\n'), "{said:?}");
}
