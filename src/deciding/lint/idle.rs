//! What is declared and used by nothing: questions, choices, attributes.

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::describing::question::{Kind, Question};
use knowledge::describing::ranking::By;
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Clause, Test};
use knowledge::stating::knowledge::{Knowledge, find};
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use super::super::lookahead::direct;
use super::effort::Effort;
use super::ground::Ground;
use super::tried::Did;
use super::witness::witnesses;
use super::{About, Done, Finding, Left};
use crate::judging::effect::{Gated, Preferred};
use crate::judging::situation::{Situation, fires};

/// Questions that nothing reads, choices that change nothing, attributes that nothing states.
pub(super) fn findings(ground: &Ground<'_>, left: &mut Vec<Left>) -> Vec<Finding> {
    let knowledge = ground.knowledge();
    let effort = Effort::whole();
    let mut found = Vec::new();
    let mut unseen = Vec::new();
    for (at, question) in knowledge.questions.enumerate() {
        if !is_read(knowledge, at) {
            let with = vec![("question", question.id.to_string())];
            found.push(Finding { code: Code::UnreadQuestion, about: About::Question(at), other: None, with });
            continue;
        }
        for (choice, own) in (0..).zip(question.choices()).filter(|_| declares(question)) {
            let does = does_something(ground, at, choice, &effort);
            let about = About::Choice(at, choice);
            if effort.is_over() {
                unseen.push(about);
            } else if !does {
                let with = vec![("question", question.id.to_string()), ("choice", own.id.to_string())];
                found.push(Finding { code: Code::IdleChoice, about, other: None, with });
            }
        }
    }
    left.extend(super::left(Done::Answered, unseen));
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
        || direct(knowledge, at)
        || others.any(|other| other.when.clauses().any(|clause| clause.question == at))
}

/// Whether answering a choice can do anything that leaving the question open does not; what is said once there is no
/// effort left means nothing.
fn does_something(ground: &Ground<'_>, at: Ix<Question>, choice: u16, effort: &Effort) -> bool {
    let knowledge = ground.knowledge();
    let order = &knowledge.ranking.order;
    // Nobody's priority is ordered by cost.
    let orders = order.question == at && order.by.get(usize::from(choice)) != Some(&By::Cost);
    let figures = || {
        effort.spend(ground.computed());
        let open = Situation::of(knowledge, Answers::default());
        let answered = open.with(at, Answer::Choices(vec![choice]));
        open.inputs != answered.inputs || open.floor != answered.floor
    };
    let mut readers = knowledge.questions[at].readers.iter();
    orders
        || direct(knowledge, at) && figures()
        || readers.any(|&rule| !effort.is_over() && changes(ground, rule, at, choice, effort))
}

/// Whether a rule does something with a choice that it does not do without.
fn changes(ground: &Ground<'_>, rule: Ix<Rule>, at: Ix<Question>, choice: u16, effort: &Effort) -> bool {
    let knowledge = ground.knowledge();
    let own = &knowledge.rules[rule];
    if !concerns(own, at, choice, effort) {
        return false;
    }
    let mut grounds = witnesses(knowledge, own);
    effort.spend(100 * grounds.len() as u64);
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
        let mut with = answers.clone();
        with.set(at, Answer::Choices(chosen), Origin::Flag);
        !effort.is_over() && done(ground, rule, answers, effort) != done(ground, rule, with, effort)
    })
}

/// Whether the condition or an effect of a rule can tell a choice from an open question.
fn concerns(rule: &Rule, at: Ix<Question>, choice: u16, effort: &Effort) -> bool {
    let tells = |test: &Test<u16, f64>| match test {
        Test::AnyOf(listed) | Test::AllOf(listed) => listed.contains(&choice),
        Test::NoneOf(listed) => !listed.contains(&choice),
        _ => true,
    };
    let told = |clause: &Clause| {
        effort.spend(1);
        clause.question == at && tells(&clause.test)
    };
    rule.when.clauses().any(told) || rule.references().contains(&at)
}

/// What a rule does under answers, as far as it does anything.
fn done(
    ground: &Ground<'_>,
    rule: Ix<Rule>,
    answers: Answers,
    effort: &Effort,
) -> Option<(Option<Gated>, Option<Preferred>)> {
    let own = &ground.knowledge().rules[rule];
    if !fires(own, &answers) {
        return None;
    }
    let Did { gated, preferred, .. } = ground.tried(rule, answers, effort);
    let gated = gated.filter(|gated| gated.excluded.count() + gated.unsure.count() > 0);
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
