//! A recommendation for a program: `modelpick.recommendation/1`.

use std::io::{self, Write};

use modelpick::deciding::recommendation::{Reason, Recommendation};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::{Answer, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::date::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::json::{self, Each, Entries, Number};
use super::names::Names;
use super::ranked_json::{One, Way};
use super::{Style, choices, nothing_fits, shown, warnings};

/// Writes it.
pub(crate) fn write(
    r: &Recommendation,
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    json::write(&Document { r, names, how }, out)
}

/// The whole of it.
struct Document<'a> {
    r: &'a Recommendation,
    names: Names<'a>,
    how: Style<'a>,
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { r, names, how } = *self;
        let k = names.k;
        let mut document = to.serialize_map(None)?;
        document.serialize_entry("schema", "modelpick.recommendation/1")?;
        document.serialize_entry("version", env!("CARGO_PKG_VERSION"))?;
        document.serialize_entry("lang", names.lang.key())?;
        document.serialize_entry("knowledge", &Versions::of(k))?;
        document.serialize_entry("answers", &Entries(|| answers(names)))?;
        let models = shown(r, k, how);
        document
            .serialize_entry("recommended", &Each(|| models.iter().map(|one| One::ranked(names, one))))?;
        let unknown = &r.not_enough_known;
        document.serialize_entry(
            "not_enough_known",
            &Each(|| unknown.iter().map(|one| One::apart(names, one))),
        )?;
        document.serialize_entry(
            "roles",
            &Entries(|| {
                r.roles.iter().map(|(role, at)| {
                    (role.word(), Holder { model: &k.model(names.at(*at)).id, offer: Way::of(names, *at) })
                })
            }),
        )?;
        let floor = names.reason(Reason::Floor, r.floor);
        document.serialize_entry("excluded", &Each(|| excluded(r, names, &floor)))?;
        if r.ranked.is_empty() {
            document.serialize_entry("relaxations", &Each(|| relaxations(r, names)))?;
        }
        document.serialize_entry("advice", &Each(|| advice(r, names)))?;
        document.serialize_entry("unanswered", &Each(|| unanswered(r, names)))?;
        document.serialize_entry("warnings", &Each(|| told(r, names)))?;
        document.end()
    }
}

/// What the answer rests on.
#[derive(Serialize)]
pub(crate) struct Versions<'a> {
    rules: &'a str,
    catalog: &'a str,
    as_of: Day,
}

impl<'a> Versions<'a> {
    /// Of this knowledge.
    pub(crate) fn of(k: &'a Knowledge) -> Self {
        Self { rules: &k.rules_hash, catalog: &k.catalog_hash, as_of: Day(k.catalog.as_of) }
    }
}

/// A date as text.
pub(crate) struct Day(pub(crate) Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

/// What was answered, by question.
fn answers(names: Names<'_>) -> impl Iterator<Item = (&str, Given<'_>)> {
    names.k.questions.enumerate().filter_map(move |(at, question)| {
        let (answer, origin) = names.answers.with_origin(at)?;
        Some((&*question.id, Given { value: Said { answer, question }, origin: Origin::word(*origin) }))
    })
}

/// An answer, and how it came in.
#[derive(Serialize)]
struct Given<'a> {
    value: Said<'a>,
    origin: &'static str,
}

/// The value of an answer: a word, a list of words, or a number.
struct Said<'a> {
    answer: &'a Answer,
    question: &'a Question,
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if let Answer::Number(number) = self.answer {
            return Number(*number).serialize(to);
        }
        let words = choices::written(self.answer, self.question);
        match words.as_slice() {
            [word] if !self.question.many() => to.serialize_str(word),
            words => to.collect_seq(words),
        }
    }
}

/// The holder of a role.
#[derive(Serialize)]
struct Holder<'a> {
    model: &'a str,
    offer: Way<'a>,
}

/// A candidate that is out.
#[derive(Serialize)]
struct Out<'a, B> {
    model: &'a str,
    offer: Way<'a>,
    by: B,
}

/// Why it is out.
#[derive(Serialize)]
struct By<'a> {
    rule: &'a str,
    because: &'a str,
}

fn excluded<'a>(
    r: &'a Recommendation,
    names: Names<'a>,
    floor: &'a str,
) -> impl Iterator<Item = impl Serialize + use<'a>> {
    let by = move |reason: &Reason| By {
        rule: names.reason_id(*reason),
        because: match reason {
            Reason::Rule(rule) => names.because(*rule),
            Reason::Floor => floor,
        },
    };
    r.excluded.iter().map(move |out| Out {
        model: &names.k.model(names.at(out.candidate)).id,
        offer: Way::of(names, out.candidate),
        by: Each(move || out.by.iter().map(by)),
    })
}

/// What to change so that something fits.
#[derive(Serialize)]
struct Relaxed<'a> {
    lift: Vec<&'a str>,
    answers: Vec<&'a str>,
    candidates: usize,
    first: Holder<'a>,
}

fn relaxations<'a>(r: &'a Recommendation, names: Names<'a>) -> impl Iterator<Item = Relaxed<'a>> {
    r.relaxations.iter().map(move |one| Relaxed {
        lift: one.lift.iter().map(|reason| names.reason_id(*reason)).collect(),
        answers: nothing_fits::to_change(one, names).iter().map(|at| &*names.k.questions[*at].id).collect(),
        candidates: one.candidates,
        first: Holder { model: &names.k.model(names.at(one.first)).id, offer: Way::of(names, one.first) },
    })
}

/// A sentence for the user.
#[derive(Serialize)]
struct Advice<'a> {
    rule: &'a str,
    text: &'a str,
}

fn advice<'a>(r: &'a Recommendation, names: Names<'a>) -> impl Iterator<Item = Advice<'a>> {
    r.advice.iter().filter_map(move |at| {
        let rule = &names.k.rules[*at];
        let text = rule.advise.as_ref()?.in_lang(names.lang);
        Some(Advice { rule: &rule.id, text })
    })
}

/// A question that nobody answered.
#[derive(Serialize)]
struct Open<'a> {
    question: &'a str,
    assumed: Option<Number>,
    could_change_winner: bool,
}

fn unanswered<'a>(r: &'a Recommendation, names: Names<'a>) -> impl Iterator<Item = Open<'a>> {
    r.unanswered.iter().map(move |open| Open {
        question: &names.k.questions[open.question].id,
        assumed: open.assumed.map(Number),
        could_change_winner: open.could_change_winner,
    })
}

/// Something to know about the result.
#[derive(Serialize)]
struct Told<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<&'a str>,
    text: String,
}

fn told<'a>(r: &'a Recommendation, names: Names<'a>) -> impl Iterator<Item = Told<'a>> {
    r.warnings.iter().map(move |warning| Told {
        kind: warnings::kind(*warning),
        model: warnings::candidate(*warning).map(|at| &*names.k.model(names.at(at)).id),
        text: warnings::text(*warning, names),
    })
}
