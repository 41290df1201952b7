//! What is declared and used by nothing: questions, choices, attributes.

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::describing::question::{Kind, Question};
use knowledge::describing::ranking::By;
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::Test;
use knowledge::stating::knowledge::{Knowledge, find};
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use super::super::lookahead::ranks;
use super::witness::witnesses;
use super::{About, Finding};
use crate::judging::effect::{self, Gated, Preferred};
use crate::judging::judgement::Judgement;
use crate::judging::situation::{Situation, feeds_inputs};

/// Questions that nothing reads, choices that change nothing, attributes that nothing states.
pub(super) fn findings(knowledge: &Knowledge) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in knowledge.questions.enumerate() {
        if !is_read(knowledge, at) {
            let with = vec![("question", question.id.to_string())];
            found.push(Finding { code: Code::UnreadQuestion, about: About::Question(at), other: None, with });
            continue;
        }
        let idle = (0..).zip(question.choices()).filter(|_| declares(question));
        let idle = idle.filter(|(choice, _)| !does_something(knowledge, at, *choice));
        found.extend(idle.map(|(choice, own)| Finding {
            code: Code::IdleChoice,
            about: About::Choice(at, choice),
            other: None,
            with: vec![("question", question.id.to_string()), ("choice", own.id.to_string())],
        }));
    }
    let unstated = knowledge.attributes.enumerate().filter(|(at, own)| !is_stated(knowledge, *at, own));
    found.extend(unstated.map(|(at, own)| Finding {
        code: Code::UnstatedAttribute,
        about: About::Attribute(at),
        other: None,
        with: vec![("attribute", own.id.to_string())],
    }));
    found
}

/// Whether a question has choices of its own: those of the catalogue are as many as there are entries, and the `no`
/// of a yes-no question says what is taken anyway.
fn declares(question: &Question) -> bool {
    matches!(question.kind, Kind::Choices { from: None, .. })
}

/// Whether a rule, a figure, the ranking or another question's condition reads the answer.
fn is_read(knowledge: &Knowledge, at: Ix<Question>) -> bool {
    let mut others = knowledge.questions.iter();
    !knowledge.questions[at].readers.is_empty()
        || feeds_inputs(knowledge, at)
        || ranks(knowledge, at)
        || knowledge.roles.cloud == Some(at)
        || others.any(|other| other.when.clauses().any(|clause| clause.question == at))
}

/// Whether answering a choice can do anything that leaving the question open does not.
fn does_something(knowledge: &Knowledge, at: Ix<Question>, choice: u16) -> bool {
    let open = Situation::of(knowledge, Answers::default());
    let answered = open.with(at, Answer::Choices(vec![choice]));
    let order = &knowledge.ranking.order;
    // Nobody's priority is ordered by cost.
    let orders = order.question == at && order.by.get(usize::from(choice)) != Some(&By::Cost);
    orders
        || open.inputs != answered.inputs
        || open.floor != answered.floor
        || knowledge.questions[at].readers.iter().any(|&rule| changes(knowledge, rule, at, choice))
}

/// Whether a rule does something with a choice that it does not do without.
fn changes(knowledge: &Knowledge, rule: Ix<Rule>, at: Ix<Question>, choice: u16) -> bool {
    let own = &knowledge.rules[rule];
    if !concerns(own, at, choice) {
        return false;
    }
    let mut grounds = witnesses(knowledge, own);
    grounds.push(Answers::default());
    grounds.into_iter().any(|mut answers| {
        let chosen = match answers.get(at) {
            Some(Answer::Choices(chosen)) if chosen.contains(&choice) => chosen.clone(),
            _ => vec![choice],
        };
        let others: Vec<_> = chosen.iter().copied().filter(|other| *other != choice).collect();
        if others.is_empty() {
            answers.unset(at);
        } else {
            answers.set(at, Answer::Choices(others), Origin::Flag);
        }
        let without = Judgement::of(knowledge, answers);
        let with = without.with(at, Answer::Choices(chosen));
        done(rule, &without) != done(rule, &with)
    })
}

/// Whether the condition or an effect of a rule can tell a choice from an open question.
fn concerns(rule: &Rule, at: Ix<Question>, choice: u16) -> bool {
    let tells = |test: &Test<u16, f64>| match test {
        Test::AnyOf(listed) | Test::AllOf(listed) => listed.contains(&choice),
        Test::NoneOf(listed) => !listed.contains(&choice),
        _ => true,
    };
    rule.when.clauses().any(|clause| clause.question == at && tells(&clause.test))
        || rule.references().contains(&at)
}

/// What a rule does in a judgement, as far as it does anything.
fn done(rule: Ix<Rule>, judgement: &Judgement<'_>) -> Option<(Option<Gated>, Option<Preferred>)> {
    let own = &judgement.situation.knowledge.rules[rule];
    judgement.situation.fired.binary_search(&rule).ok()?;
    let looked = judgement.looked();
    let gated = effect::gate(rule, &judgement.situation, &looked);
    let gated = gated.filter(|gated| gated.excluded.count() + gated.unsure.count() > 0);
    let preferred = effect::prefer(rule, &judgement.situation, &looked);
    let preferred =
        preferred.filter(|preferred| !preferred.points.is_empty() || !preferred.unsure.is_empty());
    let acts = gated.is_some() || preferred.is_some() || own.advise.is_some() || !own.leaves_weights_alone();
    acts.then_some((gated, preferred))
}

/// Whether something gives the attribute a value: a model, an offer, the catalogue, or the program.
fn is_stated(knowledge: &Knowledge, at: Ix<Attribute>, own: &Attribute) -> bool {
    if own.of == Of::Derived {
        let roles = &knowledge.roles;
        return roles.of_mix(at) || roles.of_inputs(at) || roles.speed_class == Some(at);
    }
    let states = |figures: &_| find(figures, at).is_some();
    let mut models = knowledge.catalog.models.iter();
    models.any(|model| states(&model.figures) || model.offers.iter().any(|offer| states(&offer.figures)))
}
