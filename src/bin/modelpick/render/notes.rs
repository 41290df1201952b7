//! The lines below the table: every one is there to be acted on.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Colour};
use modelpick::deciding::recommendation::{Ranked, Recommendation, Unanswered, Warning};
use modelpick::knowledge::describing::ranking::By;
use modelpick::knowledge::stating::answer::Answer;
use modelpick::knowledge::stating::knowledge::Candidate;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;

use super::figure::{number, percent, points};
use super::layout::{DOT, Notes};
use super::names::Names;
use super::{Style, choices, warnings};
use crate::words;

/// The labels that may stand before a line.
const LABELS: [&Text; 10] = [
    &words::LABEL_FIRST_PLACE,
    &words::LABEL_ALSO,
    &words::LABEL_WOULD_CHANGE,
    &words::LABEL_WORTH_ASKING,
    &words::LABEL_STAKES,
    &words::LABEL_CHECK,
    &words::LABEL_WARNING,
    &words::LABEL_ADVICE,
    &words::LABEL_AGAIN,
    &words::LABEL_LITTLE_KNOWN,
];

/// So many other winners, and so many questions, are told.
const FEW: usize = 3;

/// The colour of a label.
pub(crate) const LABEL: Colour = Colour::new().dimmed();

/// The colour of the label of a warning.
const WARNING: Colour = AnsiColor::Yellow.on_default();

/// Writes them.
pub(crate) fn write(
    r: &Recommendation,
    shown: &[Ranked],
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut notes = Notes::new(out, how.columns(), LABELS.map(|label| names.say(label)));
    let mut put = |label: &Text, colour, texts: Vec<String>| notes.put(names.say(label), colour, &texts);
    put(&words::LABEL_FIRST_PLACE, LABEL, first_place(r, names))?;
    put(&words::LABEL_ALSO, LABEL, also(r, names))?;
    put(&words::LABEL_LITTLE_KNOWN, LABEL, little_known(r, names))?;
    put(&words::LABEL_WOULD_CHANGE, LABEL, would_change(r, names))?;
    put(&words::LABEL_WORTH_ASKING, LABEL, worth_asking(r, names))?;
    put(&words::LABEL_STAKES, LABEL, stakes(r, names))?;
    put(&words::LABEL_CHECK, WARNING, check(shown, names))?;
    put(&words::LABEL_WARNING, WARNING, warnings::shown(r, names))?;
    put(&words::LABEL_ADVICE, LABEL, advice(r, names, how.explain))?;
    again(how, names, &mut notes)
}

/// Why the first stands first.
fn first_place(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let Some(first) = r.ranked.first() else { return Vec::new() };
    let mut text = match r.ranked.get(1) {
        _ if first.tied => {
            let order = names.say(order(names));
            names.fill(&words::TIE, &[("margin", &number(names.k.ranking.tie_margin)), ("order", &order)])
        }
        Some(second) => {
            let lead = points(first.score.value - second.score.value);
            names.fill(&words::LEAD, &[("points", &lead), ("second", &names.model(second.candidate))])
        }
        None => names.say(&words::ONLY_ONE).to_owned(),
    };
    if first.rests_on_unknown {
        text.push_str(names.say(&words::SEMICOLON));
        text.push_str(names.say(&words::RESTS_ON_UNKNOWN));
    }
    vec![text]
}

/// What co-winners are ordered by.
fn order(names: Names<'_>) -> &'static Text {
    let order = &names.k.ranking.order;
    let choice = match names.answers.get(order.question) {
        Some(Answer::Choices(chosen)) => chosen.first().copied(),
        _ => None,
    };
    match choice.and_then(|choice| order.by.get(usize::from(choice))) {
        Some(By::Ability) => &words::TIE_BY_ABILITY,
        Some(By::Speed) => &words::TIE_BY_SPEED,
        Some(By::Cost) | None => &words::TIE_BY_COST,
    }
}

/// Other winners, each with all its roles.
fn also(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let mut holders: Vec<(Ix<Candidate>, Vec<String>)> = Vec::new();
    for (role, at) in &r.roles {
        let role = names.role(*role).to_owned();
        match holders.iter_mut().find(|(known, _)| known == at) {
            Some((_, roles)) => roles.push(role),
            None => holders.push((*at, vec![role])),
        }
    }
    let line = |(at, roles): (_, Vec<_>)| {
        let (roles, model, how) = (names.list(&roles), names.model(at), names.how(at));
        names.fill(&words::ROLE, &[("roles", &roles), ("model", &model), ("how", &how)])
    };
    holders.into_iter().map(line).collect()
}

/// Those of which too little is known to rank them.
fn little_known(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let few: Vec<_> =
        r.not_enough_known.iter().take(FEW).map(|one| names.model(one.candidate).to_owned()).collect();
    if few.is_empty() {
        return Vec::new();
    }
    let more = if r.not_enough_known.len() > few.len() { " …" } else { "" };
    vec![format!("{}{more}", names.list(&few))]
}

/// Answers that put other models first, each model once, and the nearest bound of a weight.
fn would_change(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let model = |at| names.at(at).model;
    let mut winners = Vec::new();
    let mut told = Vec::new();
    for change in &r.changes {
        let Some(winner) = change.winner else { continue };
        if told.len() < FEW && !winners.contains(&model(winner)) {
            winners.push(model(winner));
            let flag = choices::flag(&names.k.questions[change.question].id, &change.answer);
            told.push(changes_to(names, &flag, names.model(winner)));
        }
    }
    if told.is_empty() {
        let none = r.changes.iter().take(FEW);
        told.extend(none.map(|change| {
            let flag = choices::flag(&names.k.questions[change.question].id, &change.answer);
            changes_to(names, &flag, names.say(&words::NOBODY))
        }));
    }
    // Among co-winners the score does not decide, so no weight does.
    if r.ranked.first().is_some_and(|first| !first.tied) {
        told.extend(nearest_bound(r, names));
    }
    if told.is_empty() { told } else { vec![told.join(DOT)] }
}

fn changes_to(names: Names<'_>, answer: &str, model: &str) -> String {
    names.fill(&words::CHANGES_TO, &[("answer", &answer), ("model", &model)])
}

/// The least move of a weight that puts another model first.
fn nearest_bound(r: &Recommendation, names: Names<'_>) -> Option<String> {
    let bounds = r.stability.iter().flat_map(|one| {
        let below = one.below.map(|(share, at)| (one, &words::WEIGHT_BELOW, share, at));
        let above = one.above.map(|(share, at)| (one, &words::WEIGHT_ABOVE, share, at));
        [below, above].into_iter().flatten()
    });
    let (one, words, share, at) = bounds
        .min_by(|one, other| (one.0.share - one.2).abs().total_cmp(&(other.0.share - other.2).abs()))?;
    let criterion = names.say(&names.k.criteria[one.criterion].label);
    let (share, now) = (percent(share), percent(one.share));
    let with: [(&str, &dyn std::fmt::Display); 4] =
        [("criterion", &criterion), ("share", &share), ("now", &now), ("model", &names.model(at))];
    Some(names.fill(words, &with))
}

/// Open questions that could change the winner, or on which an exclusion rests.
pub(crate) fn worth_asking(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let telling = r.unanswered.iter().filter(|open| open.decides_exclusion || open.could_change_winner);
    telling.take(FEW).map(|open| ask(open, names)).collect()
}

fn ask(open: &Unanswered, names: Names<'_>) -> String {
    let question = &names.k.questions[open.question];
    let flag = format!("--{}", question.id);
    let asked = names.say(&question.ask);
    let Some(assumed) = open.assumed else {
        return names.fill(&words::ASK, &[("flag", &flag), ("question", &asked)]);
    };
    let value = number(assumed);
    let words = if open.decides_exclusion { &words::ASK_EXCLUSION } else { &words::ASK_ASSUMED };
    names.fill(words, &[("flag", &flag), ("question", &asked), ("value", &value)])
}

/// The stakes, if they were assumed.
pub(crate) fn stakes(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let question = &names.k.questions[names.k.ranking.floor.question];
    let Some(taken) = r.stakes_taken else { return Vec::new() };
    let choice = question.choices().get(usize::from(taken));
    let choice = choice.map_or_else(|| question.choice_id(taken), |choice| names.say(&choice.label));
    let flag = choices::flag(&question.id, question.choice_id(taken));
    vec![match r.floor {
        Some(floor) => {
            let floor = format!("{floor:.0}");
            names.fill(&words::STAKES_FLOOR, &[("choice", &choice), ("floor", &floor), ("flag", &flag)])
        }
        None => names.fill(&words::STAKES_NO_FLOOR, &[("choice", &choice), ("flag", &flag)]),
    }]
}

/// Gates of which nobody knows whether the first meets them.
fn check(shown: &[Ranked], names: Names<'_>) -> Vec<String> {
    let Some(first) = shown.first() else { return Vec::new() };
    let model = names.model(first.candidate);
    let line = |rule: &_| {
        let (because, rule) = (names.because(*rule), &names.k.rules[*rule].id);
        names.fill(&words::CHECK_GATE, &[("model", &model), ("because", &because), ("rule", rule)])
    };
    first.to_check.iter().map(line).collect()
}

/// What rules advise; all of it stands in the full account.
pub(crate) fn advice(r: &Recommendation, names: Names<'_>, explain: bool) -> Vec<String> {
    /// More are not read.
    const MOST: usize = 4;
    if explain {
        return Vec::new();
    }
    let mut lines: Vec<_> = all_advice(r, names).take(MOST).collect();
    let more = r.advice.len().saturating_sub(MOST);
    if more > 0 {
        lines.push(names.fill(&words::MORE_ADVICE, &[("count", &more)]));
    }
    lines
}

/// Every advice with the rule that gives it.
pub(crate) fn all_advice<'r>(r: &'r Recommendation, names: Names<'r>) -> impl Iterator<Item = String> + 'r {
    r.advice.iter().filter_map(move |rule| {
        let rule = &names.k.rules[*rule];
        let text = names.say(rule.advise.as_ref()?);
        Some(names.fill(&words::WITH_RULE, &[("text", &text), ("rule", &rule.id)]))
    })
}

/// The command line that gives the same result.
pub(crate) fn again(how: Style<'_>, names: Names<'_>, notes: &mut Notes<'_>) -> io::Result<()> {
    if how.again.is_empty() {
        return Ok(());
    }
    notes.command(names.say(&words::LABEL_AGAIN), LABEL, how.again)
}

/// Whether a warning says what the line of the first place says already.
pub(crate) fn is_first_place(warning: Warning, r: &Recommendation) -> bool {
    let first = r.ranked.first().map(|first| first.candidate);
    matches!(warning, Warning::RestsOnUnknown(at) if Some(at) == first)
}
