//! What must hold whatever else is answered.

use modelpick::embedded;
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge::describing::model::Route;
use modelpick::knowledge::stating::knowledge::Candidate;

use super::said;

/// The choices of a question, and leaving it open.
fn choices(question: &str) -> Vec<&'static str> {
    let knowledge = embedded::knowledge();
    let at = knowledge.question(question).expect("it is declared");
    std::iter::once("").chain(knowledge.questions[at].choice_ids()).collect()
}

/// The candidates that pass every gate under these answers.
fn standing(words: &[(&str, &str)]) -> Vec<Candidate> {
    let knowledge = embedded::knowledge();
    let judgement = Judgement::of(knowledge, said(words));
    let all = knowledge.catalog.candidates.enumerate();
    all.filter(|(at, _)| judgement.stands(at.get())).map(|(_, candidate)| *candidate).collect()
}

#[test]
fn regulated_data_is_never_hosted() {
    let hosted = |candidate: &Candidate| embedded::knowledge().offer(*candidate).route == Route::CloudApi;
    assert!(standing(&[]).iter().any(hosted), "nothing is hosted anyway");
    for audience in choices("audience") {
        for priority in choices("priority") {
            for stakes in choices("stakes") {
                for task in choices("task") {
                    let words =
                        [("audience", audience), ("priority", priority), ("stakes", stakes), ("task", task)];
                    let words = [words.as_slice(), &[("data", "regulated")]].concat();
                    assert!(!standing(&words).iter().any(hosted), "{words:?}");
                }
            }
        }
    }
}

#[test]
fn mainland_china_is_never_served_from_the_united_states() {
    let knowledge = embedded::knowledge();
    let american = |candidate: &Candidate| {
        let provider = knowledge.offer(*candidate).provider.map(|at| &knowledge.catalog.providers[at]);
        provider.and_then(|provider| provider.country).is_some_and(|country| country == "us")
    };
    assert!(standing(&[]).iter().any(american), "nothing is served from there anyway");
    for audience in choices("audience") {
        for task in choices("task") {
            let words = [("audience", audience), ("task", task), ("stakes", "prototype")];
            let words = [words.as_slice(), &[("region", "mainland-china")]].concat();
            assert!(!standing(&words).iter().any(american), "{words:?}");
        }
    }
}
