//! The interview without a terminal: a script answers, and says which question it expects.

mod script;

use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::Knowledge;
use modelpick::deciding::interview::{Asker, Asking, Interview, Next, Offer, ROUND, Reply};
use modelpick::deciding::recommend;
use modelpick::knowledge;

use crate::engine::world::answers;

use script::{Script, run, world, written};

#[test]
fn core_questions_come_first_then_the_result_is_offered() {
    let world = world();
    let script = "
        audience enterprise
        team can-host
        site eu
        offer result";
    let (answers, script) = run(&world, "", script);
    assert_eq!(answers, ["audience enterprise prompt", "team can-host prompt", "site eu prompt"]);
    // `team` is asked only if it becomes clear that a company asks; until then it may be.
    assert_eq!(script.places, ["1/3", "2/3", "3/3"]);
    assert_eq!(script.offers.len(), 1);
    assert!(script.offers[0].ends_with("settled audience team site"), "{:?}", script.offers);
}

#[test]
fn what_was_given_is_not_asked() {
    let world = world();
    let script = "
        site us
        offer result";
    let (answers, script) = run(&world, "audience = 'individual'", script);
    assert_eq!(answers, ["audience individual flag", "site us prompt"]);
    assert_eq!(script.places, ["1/1"]);
    assert!(script.offers[0].contains("a/one of 1"), "{:?}", script.offers);
}

#[test]
fn nothing_is_asked_if_every_core_question_was_answered() {
    let world = world();
    let (answers, script) = run(&world, "audience = 'individual'\nsite = 'us'", "");
    assert_eq!(answers, ["audience individual flag", "site us flag"]);
    assert!(script.asked.is_empty());
}

#[test]
fn back_asks_again_with_the_old_answer_and_forward_goes_on() {
    let world = world();
    let script = "
        audience <
        audience <
        audience enterprise
        team can-host
        site <
        team <
        audience enterprise
        team cannot-host
        site ?
        offer <
        site us
        offer result";
    let (answers, script) = run(&world, "", script);
    assert_eq!(answers, ["audience enterprise prompt", "team cannot-host prompt", "site us prompt"]);
    let places = [
        "1/3",
        "1/3 at start",
        "1/3 at start",
        "2/3",
        "3/3",
        "2/3 can-host",
        "1/3 enterprise",
        "2/3 can-host",
        "3/3",
        "3/3",
        "3/3",
    ];
    assert_eq!(script.places, &places[..script.places.len()]);
}

#[test]
fn an_answer_whose_condition_fails_does_not_count_but_is_remembered() {
    let world = world();
    let script = "
        audience enterprise
        team can-host
        site <
        team <
        audience individual
        site <
        audience individual
        site eu
        offer correct audience
        audience enterprise
        offer result";
    let (answers, script) = run(&world, "", script);
    // Remembered from before: it is not asked a second time.
    assert_eq!(answers, ["audience enterprise prompt", "team can-host prompt", "site eu prompt"]);
    assert!(script.offers[0].ends_with("settled audience site"), "{:?}", script.offers);
    assert!(script.offers[1].ends_with("settled audience team site"), "{:?}", script.offers);

    let script = "
        audience enterprise
        team can-host
        site eu
        offer correct audience
        audience individual
        offer result";
    let (answers, _) = run(&world, "", script);
    assert_eq!(answers, ["audience individual prompt", "site eu prompt"]);
}

#[test]
fn a_correction_may_open_a_core_question() {
    let world = world();
    let script = "
        site eu
        offer correct audience
        audience <
        offer correct audience
        audience enterprise
        team can-host
        offer correct site
        site ?
        offer correct site
        site us
        offer result";
    let (answers, script) = run(&world, "audience = 'individual'", script);
    assert_eq!(answers, ["audience enterprise prompt", "team can-host prompt", "site us prompt"]);
    assert_eq!(script.places[1], "- individual");
}

#[test]
fn back_over_an_offer_leads_to_the_same_offer_again() {
    let world = world();
    let script = "
        audience individual
        site eu
        offer more
        context 200_000
        priority <
        context <
        offer <
        site us
        offer result";
    let (answers, _) = run(&world, "", script);
    assert_eq!(answers, ["audience individual prompt", "context 200000 prompt", "site us prompt"]);
}

#[test]
fn what_was_given_may_be_left_open_after_all() {
    let world = world();
    let script = "
        site eu
        offer correct audience
        audience ?
        team ?
        offer correct audience
        audience ?
        offer result";
    let (answers, script) = run(&world, "audience = 'individual'", script);
    assert_eq!(answers, ["site eu prompt"]);
    assert!(script.offers[2].ends_with("settled audience team site"), "{:?}", script.offers);
}

#[test]
fn leaving_keeps_what_was_answered() {
    let world = world();
    let mut interview = Interview::new(&world, Answers::default());
    let mut script = Script::new(&world, "audience individual\nsite !");
    assert_eq!(interview.run(&mut script), Err("left"));
    assert_eq!(written(&world, &interview.answers()), ["audience individual prompt"]);
}

/// What a further round asks until nothing is left, all of it left open.
struct All<'k> {
    knowledge: &'k Knowledge,
    asked: Vec<String>,
    rounds: Vec<usize>,
}

impl Asker for All<'_> {
    type Stop = ();

    fn ask(&mut self, asking: &Asking<'_>) -> Result<Reply, ()> {
        self.asked.push(self.knowledge.questions[asking.question].id.to_string());
        Ok(Reply::Open)
    }

    fn offer(&mut self, offer: &Offer<'_>) -> Result<Next, ()> {
        self.rounds.push(self.asked.len());
        Ok(if offer.open.is_empty() { Next::Result } else { Next::More })
    }
}

fn all<'k>(knowledge: &'k Knowledge, given: &str) -> All<'k> {
    let given = answers(&given.parse().expect("answers are TOML"), knowledge);
    let mut all = All { knowledge, asked: Vec::new(), rounds: Vec::new() };
    Interview::new(knowledge, given).run(&mut all).expect("nobody leaves");
    all
}

#[test]
fn a_question_is_skipped_only_if_nothing_can_read_it() {
    let world = world();
    let company = all(&world, "audience = 'enterprise'").asked;
    let person = all(&world, "audience = 'individual'").asked;
    let has = |asked: &[String], id: &str| asked.iter().any(|one| one == id);
    assert!(!has(&company, "idle") && !has(&person, "idle"), "nothing reads it");
    assert!(!has(&company, "industry"), "its rule cannot fire any more");
    assert!(has(&person, "industry"), "its rule still can");
    assert!(has(&person, "has-car"), "the condition of a question reads it");
    let at = |id: &str| person.iter().position(|one| one == id).expect("it is asked");
    assert!(at("has-car") < at("car-brand"), "a condition is asked before what waits for it");
}

#[test]
fn rounds_are_short_and_the_questions_that_matter_come_first() {
    let world = world();
    let all = all(&world, "");
    let lengths: Vec<_> = all.rounds.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(lengths.len() > 1 && lengths[..lengths.len() - 1].iter().all(|&length| length == ROUND));
    // A context of a million tokens rules b/two out; nothing else moves it.
    assert_eq!(all.asked[all.rounds[0]], "context");
}

#[test]
fn an_offer_counts_what_could_still_change_the_winner() {
    let world = world();
    let script = "
        audience individual
        site eu
        offer more
        context 1_000_000
        priority <
        context <
        offer more
        context 200_000
        priority <
        context 200_000
        priority ?
        stakes ?
        deploy ?
        industry ?
        offer result";
    let (answers, script) = run(&world, "", script);
    assert_eq!(answers.len(), 3);
    let expected = recommend(&world, {
        let mut answers = Answers::default();
        for (id, choice) in [("audience", 1), ("site", 0)] {
            let at = world.question(id).expect("a question");
            answers.set(at, Answer::Choices(vec![choice]), Origin::Prompt);
        }
        answers
    });
    let could = expected.unanswered.iter().filter(|open| open.could_change_winner).count();
    assert_eq!(could, 1, "{:?}", expected.unanswered);
    assert!(script.offers[0].contains(", 1 could change b/two of 1;"), "{:?}", script.offers);
    assert!(script.offers[2].contains(", 0 could change a/one of 1;"), "{:?}", script.offers);
}
